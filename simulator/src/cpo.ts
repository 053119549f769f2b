/**
 * A Charge Point Operator's platform: owns locations, tariffs and sessions, which it pushes and offers for pulling;
 * receives tokens and what the hub says about other parties. What it pushes it stores first: the data is its own,
 * whatever the partner answers.
 */
import { refOf } from '@chargesphere/schema';
import type {
  ActiveChargingProfile,
  CDR,
  ChargingPreferencesResponse,
  ClientInfo,
  Connector,
  EVSE,
  InvoiceReconciliationRecord,
  Location,
  Session,
  Tariff,
  Token,
} from '@chargesphere/schema';
import {
  planFor,
  profileReceiver,
  type Profiler,
  type ProfileSet,
} from './modules/charging-profile.module.js';
import { clientInfoReceiver } from './modules/client-info.module.js';
import {
  commandReceiver,
  usualCommander,
  type Commander,
  type Reservation,
} from './modules/command.module.js';
import { checks } from './modules/document.check.js';
import { DocumentStore } from './modules/document.store.js';
import {
  connectorIn,
  evseIn,
  withConnector,
  withEvse,
  withPatchedConnector,
  withPatchedEvse,
} from './modules/location.rules.js';
import { merged, mergedSession } from './modules/patch.rules.js';
import { invoiceReceiver } from './modules/invoice.module.js';
import { Results } from './modules/reaction.js';
import { receiverOf } from './modules/receiver.module.js';
import { locationBelow, preferencesBelow, senderOf } from './modules/sender.module.js';
import { Platform } from './platform/platform.js';
import type { CallOptions, Party, PlatformOptions } from './platform/platform.options.js';
import type { CallResult } from './wire/ocpi.client.js';
import { partyIn, type Address, type PartyId } from './wire/routing.js';

/** How a push is sent. `from` is also the owner in the URL of patches; the platform's first party by default. */
export type PushOptions = Omit<CallOptions, 'from'> & { from?: Address };

export type CpoOptions = Omit<PlatformOptions, 'parties' | 'name'> & {
  name?: string;
  /** The role is CPO unless given. */
  parties?: readonly (Omit<Party, 'role'> & { role?: string })[];
};

const USUAL_PARTY: Party = { role: 'CPO', country_code: 'NL', party_id: 'ALF', name: 'Alfa Laden' };

/** A patch says when it was made, unless the caller says so (or leaves it undefined to break TRN-024). */
const dated = <T extends { last_updated: string }>(patch: Partial<T>): Partial<T> => ({
  last_updated: new Date().toISOString(),
  ...patch,
});

export class Cpo extends Platform {
  readonly locations = new DocumentStore<Location>();
  readonly tariffs = new DocumentStore<Tariff>();
  readonly sessions = new DocumentStore<Session>();
  readonly cdrs = new DocumentStore<CDR>();
  /** Invoices it issued, and invoices it was issued (INV-001). */
  readonly ownInvoices = new DocumentStore<InvoiceReconciliationRecord>();
  readonly invoices = new DocumentStore<InvoiceReconciliationRecord>();
  /** Tokens that eMSPs pushed here. */
  readonly tokens = new DocumentStore<Token>();
  readonly clientInfo = new DocumentStore<ClientInfo>();
  /** What it answers to charging preferences of a session whose EVSE can take them. */
  preferencesAnswer: ChargingPreferencesResponse = 'ACCEPTED';
  /** What it makes of commands: everything works unless a test says otherwise. */
  commander: Commander = usualCommander;
  /** What it makes of charging profiles; undefined is the usual course. */
  profiler: Profiler = () => undefined;
  /** Reservations that were made, by id. */
  readonly reservations = new Map<string, Reservation>();
  /** Profiles in force, by session id. */
  readonly profiles = new Map<string, ProfileSet>();
  private readonly results = new Results((url, result, request) =>
    this.callBack(url, 'POST', result, request),
  );

  constructor(options: CpoOptions) {
    const parties = (options.parties ?? [USUAL_PARTY]).map((party) => ({
      ...party,
      role: party.role ?? 'CPO',
    }));
    super({ ...options, name: options.name ?? parties[0]?.name ?? 'CPO', parties });
    const { locations, tariffs, sessions, tokens, reservations, profiles, pageLimit } = this;
    this.offer(
      senderOf({
        identifier: 'locations',
        store: locations,
        parties,
        pageLimit,
        below: locationBelow(locations),
      }),
      senderOf({ identifier: 'tariffs', store: tariffs, parties, pageLimit }),
      senderOf({
        identifier: 'sessions',
        store: sessions,
        parties,
        pageLimit,
        below: preferencesBelow(sessions, locations, () => this.preferencesAnswer),
      }),
      senderOf({ identifier: 'cdrs', store: this.cdrs, parties, pageLimit }),
      senderOf({ identifier: 'invoicereconciliation', store: this.ownInvoices, parties, pageLimit }),
      invoiceReceiver(this.invoices),
      receiverOf({
        identifier: 'tokens',
        store: tokens,
        methods: ['GET', 'PUT', 'PATCH'],
        idField: 'uid',
        unknown: 2004,
        check: checks.Token,
        merge: merged,
        typed: true,
      }),
      commandReceiver({ locations, sessions, reservations }, () => this.commander, this.results),
      profileReceiver({ sessions, profiles }, () => this.profiler, this.results),
      clientInfoReceiver(this.clientInfo),
    );
  }

  // --- locations ----------------------------------------------------------------------------------------------

  pushLocation(location: Location, options: PushOptions = {}): Promise<CallResult> {
    const { country_code, party_id, id } = location;
    this.locations.put(refOf(country_code, party_id, id), location);
    return this.push('locations', 'PUT', [country_code, party_id, id], location, options);
  }

  patchLocation(id: string, patch: Partial<Location>, options: PushOptions = {}): Promise<CallResult> {
    const full = dated<Location>(patch);
    const { path } = this.changeLocation(id, options, (location) => merged(location, full));
    return this.push('locations', 'PATCH', path, full, options);
  }

  putEvse(locationId: string, evse: EVSE, options: PushOptions = {}): Promise<CallResult> {
    const { path } = this.changeLocation(locationId, options, (location) => withEvse(location, evse));
    return this.push('locations', 'PUT', [...path, evse.uid], evse, options);
  }

  patchEvse(
    locationId: string,
    uid: string,
    patch: Partial<EVSE>,
    options: PushOptions = {},
  ): Promise<CallResult> {
    const full = dated<EVSE>(patch);
    const { path } = this.changeLocation(locationId, options, (location) => {
      const evse = evseIn(location, uid);
      return evse ? withPatchedEvse(location, evse, full) : location;
    });
    return this.push('locations', 'PATCH', [...path, uid], full, options);
  }

  putConnector(
    locationId: string,
    uid: string,
    connector: Connector,
    options: PushOptions = {},
  ): Promise<CallResult> {
    const { path } = this.changeLocation(locationId, options, (location) => {
      const evse = evseIn(location, uid);
      return evse ? withConnector(location, evse, connector) : location;
    });
    return this.push('locations', 'PUT', [...path, uid, connector.id], connector, options);
  }

  patchConnector(
    locationId: string,
    uid: string,
    connectorId: string,
    patch: Partial<Connector>,
    options: PushOptions = {},
  ): Promise<CallResult> {
    const full = dated<Connector>(patch);
    const { path } = this.changeLocation(locationId, options, (location) => {
      const evse = evseIn(location, uid);
      const connector = evse && connectorIn(evse, connectorId);
      return evse && connector ? withPatchedConnector(location, evse, connector, full) : location;
    });
    return this.push('locations', 'PATCH', [...path, uid, connectorId], full, options);
  }

  // --- tariffs ------------------------------------------------------------------------------------------------

  pushTariff(tariff: Tariff, options: PushOptions = {}): Promise<CallResult> {
    const { country_code, party_id, id } = tariff;
    this.tariffs.put(refOf(country_code, party_id, id), tariff);
    return this.push('tariffs', 'PUT', [country_code, party_id, id], tariff, options);
  }

  deleteTariff(id: string, options: PushOptions = {}): Promise<CallResult> {
    const { country_code, party_id } = this.speaker(options);
    this.tariffs.delete(refOf(country_code, party_id, id));
    return this.push('tariffs', 'DELETE', [country_code, party_id, id], undefined, options);
  }

  // --- sessions -----------------------------------------------------------------------------------------------

  /** Sessions go to the eMSP whose token it is, never to everybody (SES-006); `to` overrides. */
  pushSession(session: Session, options: PushOptions = {}): Promise<CallResult> {
    const { country_code, party_id, id, cdr_token } = session;
    this.sessions.put(refOf(country_code, party_id, id), session);
    return this.push('sessions', 'PUT', [country_code, party_id, id], session, { to: cdr_token, ...options });
  }

  patchSession(id: string, patch: Partial<Session>, options: PushOptions = {}): Promise<CallResult> {
    const full = dated<Session>(patch);
    const { country_code, party_id } = this.speaker(options);
    const ref = refOf(country_code, party_id, id);
    const session = this.sessions.get(ref);
    if (session) this.sessions.put(ref, mergedSession(session, full));
    const to = session?.cdr_token ?? null;
    return this.push('sessions', 'PATCH', [country_code, party_id, id], full, { to, ...options });
  }

  /** CDRs go to the eMSP of their token (CDR-012); `to` overrides. */
  pushCdr(cdr: CDR, options: PushOptions = {}): Promise<CallResult> {
    const { country_code, party_id, id, cdr_token } = cdr;
    this.cdrs.put(refOf(country_code, party_id, id), cdr);
    const from = { country_code, party_id };
    return this.call('cdrs', 'RECEIVER', 'POST', [], cdr, { from, to: cdr_token, ...options });
  }

  // --- commands and charging profiles -------------------------------------------------------------------------

  /** CMD-013: takes a reservation back, by another result to the same response_url. */
  async takeBackReservation(id: string): Promise<void> {
    const reservation = this.reservations.get(id);
    if (!reservation) throw new Error(`${this.name} has no reservation ${id}.`);
    this.reservations.delete(id);
    const { responseUrl, request } = reservation;
    await this.callBack(responseUrl, 'POST', { result: 'CANCELED_RESERVATION' }, request);
  }

  /** CHP-007: tells whoever set a profile on the session what the EVSE plans now. */
  pushPlan(sessionId: string, plan?: ActiveChargingProfile, options: PushOptions = {}): Promise<CallResult> {
    const set = this.profiles.get(sessionId);
    const { peer, from: to } = set?.request ?? {};
    return this.call('chargingprofiles', 'SENDER', 'PUT', [sessionId], plan ?? planFor(set?.profile), {
      ...(peer && { peer }),
      ...(to && { to }),
      ...options,
    });
  }

  override async close(): Promise<void> {
    this.results.close();
    await super.close();
  }

  // --- inside -------------------------------------------------------------------------------------------------

  private speaker({ from }: PushOptions): PartyId {
    const [first] = this.parties;
    if (from === undefined && !first) throw new Error(`${this.name} has no party that could speak.`);
    const { country_code, party_id } = partyIn(from ?? first ?? '');
    return { country_code, party_id };
  }

  private changeLocation(
    id: string,
    options: PushOptions,
    change: (location: Location) => Location,
  ): { path: string[] } {
    const { country_code, party_id } = this.speaker(options);
    const ref = refOf(country_code, party_id, id);
    const location = this.locations.get(ref);
    if (location) this.locations.put(ref, change(location));
    return { path: [country_code, party_id, id] };
  }

  private push(
    module: string,
    method: string,
    path: readonly string[],
    body: unknown,
    options: PushOptions,
  ): Promise<CallResult> {
    // The owner in the URL speaks, also on a platform with several parties (RTE-016).
    const [country_code = '', party_id = ''] = path;
    return this.call(module, 'RECEIVER', method, path, body, {
      from: { country_code, party_id },
      ...options,
    });
  }
}

export async function createCpo(options: CpoOptions = {}): Promise<Cpo> {
  const cpo = new Cpo(options);
  await cpo.listen();
  return cpo;
}
