/**
 * Module tariffs (requirements chapter 10): the only documents of this hub that can really be deleted (TRN-088).
 * There is no PATCH, and no single tariff on the Sender interface (10.1).
 */
import { Tariff } from '@chargesphere/schema';
import { operation } from '../graph.js';
import type { DataEndpoint, DataResource } from '../transport/endpoint.js';
import type { DeleteOperation, ListOperation, PutOperation, ReadOperation } from './document.js';
import {
  checkId,
  checkOwnerInBody,
  consumers,
  list,
  put,
  read,
  refIn,
  remove,
  root,
  roles,
} from './document.js';

export const PutTariff: PutOperation = operation(`
  mutation PutTariff($document: TariffDocument!, $addressee: ID) {
    result: putTariff(document: $document, addressee: $addressee) { outcome }
  }
`);
export const DeleteTariff: DeleteOperation = operation(`
  mutation DeleteTariff($ref: ID!, $addressee: ID) { result: deleteTariff(ref: $ref, addressee: $addressee) }
`);
const GetTariff: ReadOperation = operation(`
  query GetTariff($ref: ID!, $addressee: ID) { result: tariffDocument(ref: $ref, addressee: $addressee) }
`);
export const ListTariffs: ListOperation = operation(`
  query ListTariffs($window: DocumentWindow!, $owner: ID) {
    result: tariffDocuments(window: $window, owner: $owner) { items total next }
  }
`);

const owners = roles('CPO', 'NAP');

/** {country_code}/{party_id}/{tariff_id} */
const tariff: DataResource = {
  answers: {
    GET: (request) => read(request, GetTariff, refIn(request)),
    PUT: (request) =>
      put(request, Tariff, PutTariff, (body, { path }) => {
        checkOwnerInBody(body, path);
        checkId(body, 'id', path[2] ?? '');
      }),
    DELETE: (request) => remove(request, DeleteTariff, refIn(request)),
  },
};

export const tariffsReceiver: DataEndpoint = {
  kind: 'data',
  module: 'tariffs',
  role: 'RECEIVER',
  callers: owners,
  addressees: consumers,
  broadcast: true,
  at: (path) => (path.length === 3 ? tariff : path.length === 0 ? root : undefined),
};

const tariffs = list(ListTariffs);

export const tariffsSender: DataEndpoint = {
  kind: 'data',
  module: 'tariffs',
  role: 'SENDER',
  callers: consumers,
  addressees: owners,
  broadcast: false,
  at: (path) => (path.length === 0 ? tariffs : undefined),
};
