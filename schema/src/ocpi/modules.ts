/**
 * Which endpoints OCPI 2.3.0 has and who may call them on a hub: chapters 4.3 and 22 of the requirements as data.
 * The OpenAPI document is printed from it.
 */
import type { EnumType, Fields, ObjectTable } from '../derive/notation.js';
import { int, one, opt, url } from '../derive/notation.js';
import { CDR } from './cdrs.js';
import {
  ActiveChargingProfile,
  ChargingProfileResponse,
  profileResults,
  SetChargingProfile,
} from './charging-profiles.js';
import { commandObjects, CommandResponse, CommandResult, CommandType } from './commands.js';
import { Credentials } from './credentials.js';
import { ClientInfo } from './hub-client-info.js';
import { InvoiceReconciliationRecord } from './invoice-reconciliation.js';
import { Connector, EVSE, Location } from './locations.js';
import { ChargingPreferences, ChargingPreferencesResponse, Session } from './sessions.js';
import { Tariff } from './tariffs.js';
import { AuthorizationInfo, LocationReferences, Token, TokenType } from './tokens.js';
import { type InterfaceRole, ModuleID, Version, VersionDetails } from './versions.js';

/** All modules, the three included that the specification names only in their own chapters (VER-014). */
export const moduleIds = [...ModuleID.values, 'invoicereconciliation', 'payments', 'Booking'] as const;
export type ModuleName = (typeof moduleIds)[number];

const spellings = new Map<string, ModuleName>([
  ...moduleIds.map((id): [string, ModuleName] => [id.toLowerCase(), id]),
  ['bookings', 'Booking'],
  ['invoice_reconciliation', 'invoicereconciliation'],
]);
/** Reads an identifier from an endpoint list, whatever its case (VER-018, AMB-041); undefined for custom modules. */
export const moduleNameOf = (identifier: string): ModuleName | undefined =>
  spellings.get(identifier.toLowerCase());

/** Functional modules are routed, the others concern platforms and hubs: they have no routing headers (RTE-002). */
export const isRouted = (module: string): boolean =>
  module !== 'versions' && module !== 'credentials' && module !== 'hubclientinfo';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Market roles as the hub knows them: the specification's and PTP, which the payments module uses (PAY-005). */
export const marketRoles = ['CPO', 'EMSP', 'NAP', 'NSP', 'OTHER', 'SCSP', 'PTP'] as const;
export type MarketRole = (typeof marketRoles)[number];

export interface EndpointFact {
  /** Absent for the two version endpoints, which are found by URL. */
  module?: ModuleName;
  /** The side of the module that answers; absent where sides have no meaning (VER-013). */
  interface?: InterfaceRole;
  methods: readonly Method[];
  /**
   * Path below the module's URL: `{name}` is an id, what stands in brackets may be left out from the right. Absent
   * when the URL was given before: a response_url, or the Location header of a CDR.
   */
  path?: string;
  /** A GET answers with a list: in pages (TRN-035), or whole where the specification has no pages (VER-002). */
  list?: 'paginated' | 'whole';
  /** What it is for, where method and document do not say it. */
  summary?: string;
  /** Roles of the parties that call this on a hub. */
  callers: readonly MarketRole[];
  /** What a PUT or POST carries and a GET returns; for locations one per depth of the path. */
  documents?: readonly ObjectTable[];
  /** A POST carries one of these; which one, its path or the request before it says (CMD-018). */
  oneOf?: readonly ObjectTable[];
  /** The body may be left out (TOK-030, TOK-038). */
  bodyIsOptional?: true;
  /** What the answer holds, where that is not the documents of a GET. */
  answer?: ObjectTable | EnumType;
  /** Parameters beside the ids of the path and those of pagination, all in the query but `command`. */
  parameters?: Fields;
  /** Headers of the answer when it is a success. */
  answerHeaders?: Fields;
}

const everyone = marketRoles;
const consumers: readonly MarketRole[] = ['EMSP', 'NSP', 'NAP', 'PTP', 'OTHER'];
const operators: readonly MarketRole[] = ['CPO', 'NAP'];
const preferring: readonly MarketRole[] = ['EMSP', 'SCSP', 'PTP'];

type Row = Omit<EndpointFact, 'module' | 'interface' | 'methods' | 'path' | 'callers'>;
const row =
  (side: InterfaceRole) =>
  (
    module: ModuleName,
    methods: readonly Method[],
    path: string | undefined,
    callers: readonly MarketRole[],
    more: Row = {},
  ) => ({
    module,
    interface: side,
    methods,
    ...(path !== undefined && { path }),
    callers,
    ...more,
  });
const sender = row('SENDER');
const receiver = row('RECEIVER');
/** A paginated list of what the module is about. */
const list = (documents?: readonly ObjectTable[]): Row => ({
  list: 'paginated',
  ...(documents && { documents }),
});
const about = (...documents: ObjectTable[]): Row => ({ documents });

const tokenType: Fields = {
  type: opt(TokenType, 'Kind of Token, which is part of its key (TOK-003).', 'RFID'),
};
const responseUrl = one(url, 'Where the result is to be posted.');

const OWNER = '/{country_code}/{party_id}';
const LOCATION = '/{location_id}[/{evse_uid}[/{connector_id}]]';
const GIVEN_URL = undefined;

/** In the order of the catalogue's index. */
export const endpointFacts: readonly EndpointFact[] = [
  { methods: ['GET'], callers: everyone, list: 'whole', documents: [Version] },
  { methods: ['GET'], callers: everyone, documents: [VersionDetails] },
  {
    module: 'credentials',
    methods: ['GET', 'POST', 'PUT'],
    path: '',
    callers: everyone,
    documents: [Credentials],
    answer: Credentials,
  },
  {
    module: 'credentials',
    methods: ['DELETE'],
    path: '',
    callers: everyone,
    summary: 'End the registration',
  },
  sender('hubclientinfo', ['GET'], '', everyone, list([ClientInfo])),
  // Only the hub itself calls this one, so it is here for the partners' side (VER-020).
  receiver('hubclientinfo', ['GET', 'PUT'], OWNER, [], about(ClientInfo)),
  sender('locations', ['GET'], '', consumers, list([Location])),
  sender('locations', ['GET'], LOCATION, consumers, about(Location, EVSE, Connector)),
  receiver(
    'locations',
    ['GET', 'PUT', 'PATCH'],
    OWNER + LOCATION,
    operators,
    about(Location, EVSE, Connector),
  ),
  sender('sessions', ['GET'], '', preferring, list([Session])),
  sender('sessions', ['PUT'], '/{session_id}/charging_preferences', preferring, {
    summary: 'Tell how a driver wants to charge',
    documents: [ChargingPreferences],
    answer: ChargingPreferencesResponse,
  }),
  receiver('sessions', ['GET', 'PUT', 'PATCH'], `${OWNER}/{session_id}`, ['CPO'], about(Session)),
  sender('cdrs', ['GET'], '', ['EMSP', 'PTP'], list([CDR])),
  receiver('cdrs', ['POST'], '', ['CPO'], {
    documents: [CDR],
    answerHeaders: { Location: opt(url, 'Where the CDR can be read back (CDR-004, CDR-005).') },
  }),
  receiver('cdrs', ['GET'], GIVEN_URL, ['CPO'], about(CDR)),
  sender('tariffs', ['GET'], '', consumers, list([Tariff])),
  receiver('tariffs', ['GET', 'PUT', 'DELETE'], `${OWNER}/{tariff_id}`, operators, about(Tariff)),
  sender('tokens', ['GET'], '', ['CPO'], list([Token])),
  sender('tokens', ['POST'], '/{token_uid}/authorize', ['CPO'], {
    summary: 'Ask whether a driver may charge',
    documents: [LocationReferences],
    bodyIsOptional: true,
    answer: AuthorizationInfo,
    parameters: tokenType,
  }),
  receiver('tokens', ['GET', 'PUT', 'PATCH'], `${OWNER}/{token_uid}`, ['EMSP'], {
    documents: [Token],
    parameters: tokenType,
  }),
  receiver('commands', ['POST'], '/{command}', ['EMSP', 'PTP'], {
    summary: 'Ask a charge point to do something',
    oneOf: Object.values(commandObjects),
    answer: CommandResponse,
    parameters: { command: one(CommandType, 'The command, in capitals.') },
  }),
  sender('commands', ['POST'], GIVEN_URL, ['CPO'], {
    summary: 'Tell what became of a command',
    documents: [CommandResult],
  }),
  receiver('chargingprofiles', ['GET'], '/{session_id}', ['SCSP', 'EMSP'], {
    summary: 'Ask for the limits that an EVSE plans',
    answer: ChargingProfileResponse,
    parameters: { duration: one(int, 'How far to look ahead, in seconds.'), response_url: responseUrl },
  }),
  receiver('chargingprofiles', ['PUT'], '/{session_id}', ['SCSP', 'EMSP'], {
    summary: 'Ask to limit a charge',
    documents: [SetChargingProfile],
    answer: ChargingProfileResponse,
  }),
  receiver('chargingprofiles', ['DELETE'], '/{session_id}', ['SCSP', 'EMSP'], {
    summary: 'Ask to drop the limits of a charge',
    answer: ChargingProfileResponse,
    parameters: { response_url: responseUrl },
  }),
  sender('chargingprofiles', ['POST'], GIVEN_URL, ['CPO', 'EMSP'], {
    summary: 'Tell what became of a request',
    oneOf: Object.values(profileResults),
  }),
  sender('chargingprofiles', ['PUT'], '/{session_id}', ['CPO', 'EMSP'], {
    summary: 'Tell new limits of a charge',
    documents: [ActiveChargingProfile],
  }),
  // Either side of a charge may issue the invoice (INV-001), and contracts may name others (INV-015).
  sender('invoicereconciliation', ['GET'], '', everyone, list([InvoiceReconciliationRecord])),
  receiver('invoicereconciliation', ['POST'], '', everyone, about(InvoiceReconciliationRecord)),
  receiver(
    'invoicereconciliation',
    ['GET', 'PUT', 'DELETE'],
    `${OWNER}/{id}`,
    everyone,
    about(InvoiceReconciliationRecord),
  ),
  sender('payments', ['GET'], '/terminals', ['CPO'], list()),
  sender('payments', ['GET', 'PUT', 'PATCH'], '/terminals/{terminal_id}', ['CPO']),
  sender('payments', ['POST'], '/terminals/activate', ['CPO']),
  sender('payments', ['POST'], '/terminals/{terminal_id}/deactivate', ['CPO']),
  sender('payments', ['GET'], '/financial-advice-confirmations', ['CPO'], list()),
  sender('payments', ['GET'], '/financial-advice-confirmations/{id}', ['CPO']),
  receiver('payments', ['POST'], '/terminals', ['PTP']),
  receiver('payments', ['GET'], '/terminals/{terminal_id}', ['PTP']),
  receiver('payments', ['POST'], '/financial-advice-confirmations', ['PTP']),
  receiver('payments', ['GET'], '/financial-advice-confirmations/{id}', ['PTP']),
  sender('Booking', ['GET'], '', ['EMSP'], list()),
  sender('Booking', ['POST'], '', ['EMSP']),
  sender('Booking', ['GET'], '/booking_locations', ['EMSP'], list()),
  sender('Booking', ['GET'], '/booking_locations/{booking_location_id}[/{calendar_id}]', ['EMSP']),
  receiver(
    'Booking',
    ['GET', 'PUT', 'PATCH'],
    `${OWNER}/booking_locations/{booking_location_id}[/{calendar_id}]`,
    ['CPO'],
  ),
  receiver('Booking', ['GET', 'PUT', 'PATCH'], `${OWNER}/{booking_id}`, ['CPO']),
];

/** A segment of a path: a fixed word, or the name of the id that stands there. */
export type PathSegment = { word: string } | { id: string };

/** The segments of a fact's path, and how many of them have to be there. */
export const pathSegments = (path: string): { segments: PathSegment[]; required: number } => {
  const [needed = '', ...rest] = path.split('[');
  const split = (part: string): PathSegment[] =>
    part
      .replaceAll(']', '')
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => (segment.startsWith('{') ? { id: segment.slice(1, -1) } : { word: segment }));
  const first = split(needed);
  return { segments: [...first, ...rest.flatMap(split)], required: first.length };
};
