/**
 * Module sessions (requirements chapter 8): CPOs push, eMSPs list what concerns them.
 * Sessions are never broadcast (SES-006); without TO a push is routed by its cdr_token (RTE-049), which the graph
 * reads from the document itself.
 */
import { Session } from '@chargesphere/schema';
import type { Operation } from '../graph.js';
import { operation } from '../graph.js';
import type { Route } from '../hub/onward.js';
import { partyIn } from '../hub/party-in.js';
import type { DataEndpoint, DataResource } from '../transport/endpoint.js';
import { chargingPreferences } from './charging-preferences.js';
import type { BodyCheck, ListOperation, PatchOperation, PutOperation, ReadOperation } from './document.js';
import {
  ask,
  concernsRequester,
  checkId,
  checkOwnerInBody,
  list,
  patch,
  put,
  read,
  refIn,
  root,
  roles,
} from './document.js';

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
const SessionRoute: Operation<{ result: { emsp: { ref: string } | null } | null }, { ref: string }> =
  operation(`
  query SessionRoute($ref: ID!) { result: session(ref: $ref) { emsp { ref } } }
`);
const ListSessions: ListOperation = operation(`
  query ListSessions($window: DocumentWindow!, $owner: ID) {
    result: sessionDocuments(window: $window, owner: $owner) { items total next }
  }
`);

const owners = roles('CPO');
/** Table 4.3, and whoever else may own the token of a Session: NSPs, and OTHER, which counts as an eMSP (RTE-025). */
const readers = roles('EMSP', 'NSP', 'OTHER', 'SCSP', 'PTP');

/** RTE-049: a whole Session tells the eMSP of its token. */
const tokenRoute: Route = (_, session) => Promise.resolve(partyIn(session?.['cdr_token']));

/** RTE-049, AMB-069: everything else goes where the Session went. */
const storedRoute: Route = async (request) =>
  (await ask(request, SessionRoute, { ref: refIn(request) }))?.emsp?.ref;

const sameSession: BodyCheck = (body, { path }) => {
  checkOwnerInBody(body, path);
  checkId(body, 'id', path[2] ?? '');
};

/** {country_code}/{party_id}/{session_id} */
const session: DataResource = {
  answers: {
    GET: (request) => read(request, GetSession, refIn(request), storedRoute),
    PUT: (request) => put(request, Session, PutSession, sameSession, tokenRoute),
    PATCH: (request) => patch(request, Session, PatchSession, refIn(request), sameSession, storedRoute),
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

const sessions = list(ListSessions, concernsRequester);

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
