/** The Receiver interface of Locations on its three levels: Location, EVSE and Connector (requirements 7.1). */
import { refOf, type EVSE, type Location } from '@chargesphere/schema';
import { notOffered, refusal, stored, success, type Answer } from '../wire/envelope.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import { checks } from './document.check.js';
import type { DocumentStore } from './document.store.js';
import {
  connectorIn,
  evseIn,
  withConnector,
  withEvse,
  withPatchedConnector,
  withPatchedEvse,
} from './location.rules.js';
import { idProblem, merged } from './patch.rules.js';

const UNKNOWN = refusal(404, 2003, 'There is no such Location, EVSE or Connector here.');
const invalid = (sentence: string): Answer => refusal(200, 2001, sentence);

export const locationReceiver = (store: DocumentStore<Location>): ModuleOffer => ({
  identifier: 'locations',
  role: 'RECEIVER',
  answer: (request) => {
    const [country_code, party_id, id, uid, connectorId, ...rest] = request.segments;
    if (!country_code || !party_id || !id || rest.length > 0)
      return refusal(404, 2000, 'Name the Location by country code, party id and id.');
    const at: Place = { store, ref: refOf(country_code, party_id, id), country_code, party_id, id };
    if (uid === undefined) return onLocation(at, request);
    const location = store.get(at.ref);
    if (!location) return UNKNOWN;
    if (connectorId === undefined) return onEvse(at, request, location, uid);
    const evse = evseIn(location, uid);
    return evse ? onConnector(at, request, location, evse, connectorId) : UNKNOWN;
  },
});

interface Place {
  store: DocumentStore<Location>;
  ref: string;
  country_code: string;
  party_id: string;
  id: string;
}

function onLocation({ store, ref, ...ids }: Place, { method, body }: OcpiRequest): Answer {
  if (method === 'PUT') {
    const document = checks.Location.whole(body);
    if (typeof document === 'string') return invalid(document);
    const problem = idProblem(document, ids);
    return problem ? invalid(problem) : stored(store.put(ref, document));
  }
  const known = store.get(ref);
  if (method !== 'GET' && method !== 'PATCH') return notOffered(method);
  if (!known) return UNKNOWN;
  if (method === 'GET') return success(known);
  const patch = checks.Location.patch(body);
  if (typeof patch === 'string') return invalid(patch);
  const problem = idProblem(patch, ids);
  if (problem) return invalid(problem);
  store.put(ref, merged(known, patch));
  return success();
}

function onEvse(
  { store, ref }: Place,
  { method, body }: OcpiRequest,
  location: Location,
  uid: string,
): Answer {
  const known = evseIn(location, uid);
  if (method === 'PUT') {
    const document = checks.EVSE.whole(body);
    if (typeof document === 'string') return invalid(document);
    const problem = idProblem(document, { uid });
    if (problem) return invalid(problem);
    store.put(ref, withEvse(location, document));
    return stored(known === undefined);
  }
  if (method !== 'GET' && method !== 'PATCH') return notOffered(method);
  if (!known) return UNKNOWN;
  if (method === 'GET') return success(known);
  const patch = checks.EVSE.patch(body);
  if (typeof patch === 'string') return invalid(patch);
  const problem = idProblem(patch, { uid });
  if (problem) return invalid(problem);
  store.put(ref, withPatchedEvse(location, known, patch));
  return success();
}

function onConnector(
  { store, ref }: Place,
  { method, body }: OcpiRequest,
  location: Location,
  evse: EVSE,
  id: string,
): Answer {
  const known = connectorIn(evse, id);
  if (method === 'PUT') {
    const document = checks.Connector.whole(body);
    if (typeof document === 'string') return invalid(document);
    const problem = idProblem(document, { id });
    if (problem) return invalid(problem);
    store.put(ref, withConnector(location, evse, document));
    return stored(known === undefined);
  }
  if (method !== 'GET' && method !== 'PATCH') return notOffered(method);
  if (!known) return UNKNOWN;
  if (method === 'GET') return success(known);
  const patch = checks.Connector.patch(body);
  if (typeof patch === 'string') return invalid(patch);
  const problem = idProblem(patch, { id });
  if (problem) return invalid(problem);
  store.put(ref, withPatchedConnector(location, evse, known, patch));
  return success();
}
