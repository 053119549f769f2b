/**
 * Module sessions (requirements chapter 8): CPOs push, eMSPs list what concerns them.
 * Sessions are never broadcast (SES-006); without TO a push is routed by its cdr_token (RTE-049), which the graph
 * reads from the document itself.
 */
import { Session } from '@chargesphere/schema';
import { operation } from '../graph.js';
import type { DataEndpoint, DataResource } from '../transport/endpoint.js';
import { chargingPreferences } from './charging-preferences.js';
import type { BodyCheck, ListOperation, PatchOperation, PutOperation, ReadOperation } from './document.js';
import { checkId, checkOwnerInBody, list, patch, put, read, refIn, root, roles } from './document.js';

export const PutSession: PutOperation = operation(`
  mutation PutSession($document: SessionDocument!, $addressee: ID) {
    result: putSession(document: $document, addressee: $addressee) { outcome }
  }
`);
const PatchSession: PatchOperation = operation(`
  mutation PatchSession($ref: ID!, $patch: DocumentPatch!, $addressee: ID) {
    result: patchSession(ref: $ref, patch: $patch, addressee: $addressee) { outcome }
  }
`);
const GetSession: ReadOperation = operation(`
  query GetSession($ref: ID!, $addressee: ID) { result: sessionDocument(ref: $ref, addressee: $addressee) }
`);
const ListSessions: ListOperation = operation(`
  query ListSessions($window: DocumentWindow!, $owner: ID) {
    result: sessionDocuments(window: $window, owner: $owner) { items total next }
  }
`);

const owners = roles('CPO');
const readers = roles('EMSP', 'SCSP', 'PTP');

const sameSession: BodyCheck = (body, { path }) => {
  checkOwnerInBody(body, path);
  checkId(body, 'id', path[2] ?? '');
};

/** {country_code}/{party_id}/{session_id} */
const session: DataResource = {
  answers: {
    GET: (request) => read(request, GetSession, refIn(request)),
    PUT: (request) => put(request, Session, PutSession, sameSession),
    PATCH: (request) => patch(request, Session, PatchSession, refIn(request), sameSession),
  },
};

export const sessionsReceiver: DataEndpoint = {
  kind: 'data',
  module: 'sessions',
  role: 'RECEIVER',
  callers: owners,
  addressees: readers,
  broadcast: false,
  at: (path) => (path.length === 3 ? session : path.length === 0 ? root : undefined),
};

const sessions = list(ListSessions);

export const sessionsSender: DataEndpoint = {
  kind: 'data',
  module: 'sessions',
  role: 'SENDER',
  callers: readers,
  addressees: owners,
  broadcast: false,
  at: (path) => {
    if (path.length === 2 && path[1] === 'charging_preferences') return chargingPreferences;
    return path.length === 0 ? sessions : undefined;
  },
};
