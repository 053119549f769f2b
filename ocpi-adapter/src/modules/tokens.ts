/**
 * Module tokens (requirements chapter 12). Mind the direction: the eMSP owns, the CPO receives.
 * The key includes the type, which is a query parameter and means RFID when absent (TOK-003, TOK-004).
 */
import { refOf, Token } from '@chargesphere/schema';
import { operation } from '../graph.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import { Refusal } from '../transport/status.js';
import { authorize } from './authorize.js';
import type { BodyCheck, ListOperation, PatchOperation, PutOperation, ReadOperation } from './document.js';
import { checkId, checkOwnerInBody, list, patch, put, read, root, roles } from './document.js';

export const PutToken: PutOperation = operation(`
  mutation PutToken($document: TokenDocument!, $addressee: ID) {
    result: putToken(document: $document, addressee: $addressee) { outcome }
  }
`);
const PatchToken: PatchOperation = operation(`
  mutation PatchToken($ref: ID!, $patch: DocumentPatch!, $addressee: ID) {
    result: patchToken(ref: $ref, patch: $patch, addressee: $addressee) { outcome }
  }
`);
const GetToken: ReadOperation = operation(`
  query GetToken($ref: ID!, $addressee: ID) { result: tokenDocument(ref: $ref, addressee: $addressee) }
`);
const ListTokens: ListOperation = operation(`
  query ListTokens($window: DocumentWindow!, $owner: ID) {
    result: tokenDocuments(window: $window, owner: $owner) { items total next }
  }
`);

/** OTHER counts as an eMSP kind of role, its pushes go to CPOs (RTE-025). */
const owners = roles('EMSP', 'OTHER');
const readers = roles('CPO');

const typeIn = ({ query }: DataRequest): string => query.get('type') || 'RFID';

const refIn = (request: DataRequest): string => refOf(...request.path, typeIn(request));

const sameToken: BodyCheck = (body, request) => {
  checkOwnerInBody(body, request.path);
  checkId(body, 'uid', request.path[2] ?? '');
  const { type } = body;
  const inUrl = typeIn(request);
  if (typeof type === 'string' && type !== inUrl)
    throw new Refusal(
      'E14',
      `/type is ${type} but the URL means ${inUrl}; add ?type=${encodeURIComponent(type)} to it.`,
    );
};

/** {country_code}/{party_id}/{token_uid}[?type={type}] */
const token: DataResource = {
  answers: {
    GET: (request) => read(request, GetToken, refIn(request)),
    PUT: (request) => put(request, Token, PutToken, sameToken),
    PATCH: (request) => patch(request, Token, PatchToken, refIn(request), sameToken),
  },
};

export const tokensReceiver: DataEndpoint = {
  kind: 'data',
  module: 'tokens',
  role: 'RECEIVER',
  callers: owners,
  addressees: readers,
  broadcast: true,
  at: (path) => (path.length === 3 ? token : path.length === 0 ? root : undefined),
};

const tokens = list(ListTokens);

export const tokensSender: DataEndpoint = {
  kind: 'data',
  module: 'tokens',
  role: 'SENDER',
  callers: readers,
  addressees: owners,
  broadcast: false,
  at: (path) => {
    if (path.length === 2 && path[1] === 'authorize') return authorize;
    return path.length === 0 ? tokens : undefined;
  },
};
