/** The Sender interfaces: lists of what a platform owns, and its single objects (TRN-028). */
import type { ChargingPreferencesResponse, Location, Session } from '@chargesphere/schema';
import { notOffered, refusal, success, type Answer, type Json } from '../wire/envelope.js';
import { page } from '../wire/paging.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import { isSameParty, type PartyId } from '../wire/routing.js';
import type { DocumentStore } from './document.store.js';
import { connectorIn, evseIn } from './location.rules.js';

type Owned = PartyId & object;

/** A platform with several parties answers for the one addressed (AMB-070). */
const ownedBy = <T extends Owned>(
  documents: T[],
  to: PartyId | undefined,
  parties: readonly PartyId[],
): T[] =>
  to && parties.some((party) => isSameParty(party, to))
    ? documents.filter((document) => isSameParty(document, to))
    : documents;

export interface SenderOptions<T extends Owned> {
  identifier: string;
  store: DocumentStore<T>;
  parties: readonly PartyId[];
  pageLimit: number;
  /** What else the interface offers below its list. */
  below?: (request: OcpiRequest) => Answer | Promise<Answer>;
}

export const senderOf = <T extends Owned>(options: SenderOptions<T>): ModuleOffer => ({
  identifier: options.identifier,
  role: 'SENDER',
  answer: (request) => {
    const { method, segments, url, to } = request;
    if (segments.length > 0)
      return options.below ? options.below(request) : refusal(404, 2000, 'There is nothing at this path.');
    if (method !== 'GET') return notOffered(method);
    const documents = ownedBy(options.store.all(), to, options.parties);
    return page(url, documents as unknown as Json[], options.pageLimit);
  },
});

/** GET {locations}/{location_id}[/{evse_uid}[/{connector_id}]]. */
export const locationBelow =
  (store: DocumentStore<Location>) =>
  ({ method, segments }: OcpiRequest): Answer => {
    if (method !== 'GET') return notOffered(method);
    const [id = '', uid, connectorId, ...rest] = segments;
    const location = store.all().find((one) => one.id.toUpperCase() === id.toUpperCase());
    const evse = location && uid !== undefined ? evseIn(location, uid) : undefined;
    const connector = evse && connectorId !== undefined ? connectorIn(evse, connectorId) : undefined;
    const found = connectorId !== undefined ? connector : uid !== undefined ? evse : location;
    if (!found || rest.length > 0) return refusal(404, 2003, 'There is no such Location, EVSE or Connector.');
    return success(found);
  };

/** PUT {sessions}/{session_id}/charging_preferences (SES-050, SES-051). */
export const preferencesBelow =
  (
    sessions: DocumentStore<Session>,
    locations: DocumentStore<Location>,
    decide: () => ChargingPreferencesResponse,
  ) =>
  ({ method, segments: [id = '', suffix, ...rest] }: OcpiRequest): Answer => {
    if (suffix !== 'charging_preferences' || rest.length > 0)
      return refusal(404, 2000, 'There is nothing at this path.');
    if (method !== 'PUT') return notOffered(method);
    const session = sessions.all().find((one) => one.id.toUpperCase() === id.toUpperCase());
    const evse = session
      ? locations
          .all()
          .filter((location) => location.id === session.location_id && isSameParty(location, session))
          .map((location) => evseIn(location, session.evse_uid))
          .find((one) => one !== undefined)
      : undefined;
    if (!session || !evse?.capabilities?.includes('CHARGING_PREFERENCES_CAPABLE'))
      return refusal(404, 2001, 'This session cannot take charging preferences.');
    return success(decide());
  };
