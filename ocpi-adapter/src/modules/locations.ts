/**
 * Module locations (requirements chapter 7): Location → EVSE → Connector, each level with PUT, PATCH and GET.
 * What belongs to its parents' last_updated is the graph's business (LOC-006); here only paths and ids are read.
 */
import type { ObjectTable } from '@chargesphere/schema';
import { Connector, EVSE, Location, refOf } from '@chargesphere/schema';
import { OutOfReach, type Receiver } from '../client/partners.js';
import type { Operation } from '../graph.js';
import { operation } from '../graph.js';
import { changed, noDestination, onward } from '../hub/onward.js';
import { relayedObject } from '../hub/relayed-list.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { stored } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import type { BodyCheck, ListOperation, PatchOperation, PutOperation, ReadOperation } from './document.js';
import * as documents from './document.js';

export const PutLocation: PutOperation = operation(`
  mutation PutLocation($document: LocationDocument!, $addressee: ID) {
    result: putLocation(document: $document, addressee: $addressee) { outcome }
  }
`);
const PatchLocation: PatchOperation = operation(`
  mutation PatchLocation($ref: ID!, $patch: DocumentPatch!, $addressee: ID) {
    result: patchLocation(ref: $ref, patch: $patch, addressee: $addressee) { outcome }
  }
`);
const GetLocation: ReadOperation = operation(`
  query GetLocation($ref: ID!, $addressee: ID) { result: locationDocument(ref: $ref, addressee: $addressee) }
`);
const PutEvse: PutOperation<{ parent: string }> = operation(`
  mutation PutEvse($parent: ID!, $document: EvseDocument!, $addressee: ID) {
    result: putEvse(location: $parent, document: $document, addressee: $addressee) { outcome }
  }
`);
const PatchEvse: PatchOperation = operation(`
  mutation PatchEvse($ref: ID!, $patch: DocumentPatch!, $addressee: ID) {
    result: patchEvse(ref: $ref, patch: $patch, addressee: $addressee) { outcome }
  }
`);
const GetEvse: ReadOperation = operation(`
  query GetEvse($ref: ID!, $addressee: ID) { result: evseDocument(ref: $ref, addressee: $addressee) }
`);
const PutConnector: PutOperation<{ parent: string }> = operation(`
  mutation PutConnector($parent: ID!, $document: ConnectorDocument!, $addressee: ID) {
    result: putConnector(evse: $parent, document: $document, addressee: $addressee) { outcome }
  }
`);
const PatchConnector: PatchOperation = operation(`
  mutation PatchConnector($ref: ID!, $patch: DocumentPatch!, $addressee: ID) {
    result: patchConnector(ref: $ref, patch: $patch, addressee: $addressee) { outcome }
  }
`);
const GetConnector: ReadOperation = operation(`
  query GetConnector($ref: ID!, $addressee: ID) { result: connectorDocument(ref: $ref, addressee: $addressee) }
`);
export const ListLocations: ListOperation = operation(`
  query ListLocations($window: DocumentWindow!, $owner: ID) {
    result: locationDocuments(window: $window, owner: $owner) { items total next }
  }
`);
const FindLocation: Operation<
  { result: unknown[] },
  { id: string; evseUid: string | undefined; connectorId: string | undefined }
> = operation(`
  query FindLocation($id: String!, $evseUid: String, $connectorId: String) {
    result: locationDocumentsById(id: $id, evseUid: $evseUid, connectorId: $connectorId)
  }
`);

const LocationOwners = operation<{ result: string[] }, { id: string }>(`
  query LocationOwners($id: String!) { result: locationOwners(id: $id) }
`);

const owners = documents.roles('CPO', 'NAP');

/** EVSEs and connectors carry no owner, but what a partner writes there must not contradict the URL either. */
const idIs =
  (field: string, segment: number): BodyCheck =>
  (body, { path }) => {
    documents.checkOwnerInBody(body, path);
    documents.checkId(body, field, path[segment] ?? '');
  };

async function putBelow(
  request: DataRequest,
  table: ObjectTable,
  op: PutOperation<{ parent: string }>,
  check: BodyCheck,
): Promise<Reply> {
  const { value: document, text } = await documents.ownedBody(request, table, check);
  const parent = refOf(...request.path.slice(0, -1));
  const { addressee, receiver } = request;
  let outcome = '';
  await changed(receiver, async () => {
    ({ outcome } = await documents.ask(request, op, { parent, document, addressee }));
  });
  return onward(request, receiver, text, stored(outcome), { isOlder: outcome === 'OLDER' });
}

/** GET, PUT and PATCH of one level, by the number of its path segments. */
const levels: Readonly<Record<number, DataResource>> = {
  0: documents.root,
  3: {
    answers: {
      GET: (request) => documents.read(request, GetLocation, documents.refIn(request)),
      PUT: (request) => documents.put(request, Location, PutLocation, idIs('id', 2)),
      PATCH: (request) =>
        documents.patch(request, Location, PatchLocation, documents.refIn(request), idIs('id', 2)),
    },
  },
  4: {
    answers: {
      GET: (request) => documents.read(request, GetEvse, documents.refIn(request)),
      PUT: (request) => putBelow(request, EVSE, PutEvse, idIs('uid', 3)),
      PATCH: (request) => documents.patch(request, EVSE, PatchEvse, documents.refIn(request), idIs('uid', 3)),
    },
  },
  5: {
    answers: {
      GET: (request) => documents.read(request, GetConnector, documents.refIn(request)),
      PUT: (request) => putBelow(request, Connector, PutConnector, idIs('id', 4)),
      PATCH: (request) =>
        documents.patch(request, Connector, PatchConnector, documents.refIn(request), idIs('id', 4)),
    },
  },
};

export const locationsReceiver: DataEndpoint = {
  kind: 'data',
  module: 'locations',
  role: 'RECEIVER',
  callers: owners,
  addressees: documents.consumers,
  broadcast: true,
  at: (path) => levels[path.length],
};

/** RTE-035, RTE-049: an id without an owner is answered when it means exactly one visible object. */
async function find(request: DataRequest): Promise<Reply> {
  if (request.receiver) return relayedObject(request, request.receiver);
  const [id = '', evseUid, connectorId] = request.path;
  const name = request.path.join('/');
  const hits = await documents.ask(request, FindLocation, { id, evseUid, connectorId });
  if (hits.length > 1) throw ambiguous(name);
  if (hits.length === 0 && request.mode === 'OPEN') return relayedObject(request, await ownerOf(request));
  return documents.found(hits[0], name);
}

/**
 * RTE-049: where the hub has nothing to show, the owner may. Any copy tells who that is; what the owner shows to whom
 * is its own decision.
 */
async function ownerOf(request: DataRequest): Promise<Receiver> {
  const { path } = request;
  const [first, second] = await ownersOf(request, path[0] ?? '');
  if (second) throw ambiguous(path.join('/'));
  if (!first) throw noDestination(`No party here is known to have ${path.join('/')}.`);
  return first;
}

/** The parties that own a Location of this id, as far as the requester may see them. */
export async function ownersOf(request: DataRequest, id: string): Promise<Receiver[]> {
  const { result } = await request.graph.askAsHub(LocationOwners, { id }, request.caller);
  const reachable: Receiver[] = [];
  for (const ref of result) {
    const owner = await request.partner(ref).catch(ignoreStranger);
    if (owner) reachable.push(owner);
  }
  return reachable;
}

/** HUB-033: owners out of the requester's reach are not asked, and not named. */
const ignoreStranger = (error: unknown): undefined => {
  if (!(error instanceof OutOfReach)) throw error;
};

const ambiguous = (name: string) =>
  new Refusal('RTE-035', `${name} exists at several CPOs; name the one you mean in the OCPI-to headers.`);

const locations = documents.list(ListLocations);
const anyLevel: DataResource = { answers: { GET: find } };

export const locationsSender: DataEndpoint = {
  kind: 'data',
  module: 'locations',
  role: 'SENDER',
  callers: documents.consumers,
  addressees: owners,
  broadcast: false,
  at: (path) => (path.length === 0 ? locations : path.length <= 3 ? anyLevel : undefined),
};
