/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { CDR as OcpiCDR, Location as OcpiLocation, Session as OcpiSession, Tariff as OcpiTariff, Token as OcpiToken } from '@chargesphere/schema';
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What changes about an account; what is left out stays. */
export type AccountChangeInput = {
  /** What the person is called. */
  readonly name?: string | null | undefined;
  /** Which parties a partner sees; null for all. */
  readonly parties?: ReadonlyArray<string> | null | undefined;
  /** Id of the platform of a partner; null when the person is no partner any more. */
  readonly platformId?: string | null | undefined;
  /** What the person may do. */
  readonly role?: AccountRole | null | undefined;
};

/** Which accounts; what is left out does not matter. */
export type AccountFilter = {
  /** Only partners of this platform. */
  readonly platformId?: string | null | undefined;
  /** Only with this role. */
  readonly role?: AccountRole | null | undefined;
  /** Part of the name or e-mail address. */
  readonly text?: string | null | undefined;
};

/** A person who is to have an account. */
export type AccountInput = {
  /** E-mail address, with which the person logs in. */
  readonly email: string;
  /** What the person is called. */
  readonly name: string;
  /** Which parties of the platform a partner sees, such as NL/TNM; all of them when left out. */
  readonly parties?: ReadonlyArray<string> | null | undefined;
  /** Id of the platform of a partner; for partners only. */
  readonly platformId?: string | null | undefined;
  /** What the person may do. */
  readonly role: AccountRole;
};

/** What a person or program may do at the hub. */
export type AccountRole =
  /** Reads what operators read, but no accounts and keys, and changes nothing. */
  | 'ANALYST'
  /** Shares a charger of its own; sees its account until there is something to share. */
  | 'HOST'
  /** Reads and administers everything. */
  | 'OPERATOR'
  /** Reads what concerns its own parties. */
  | 'PARTNER';

/** Which agreements to list; what is left out does not matter. */
export type AgreementFilter = {
  /** Only those under which this OCPI module may pass. */
  readonly module?: string | null | undefined;
  /** Only those of this party. */
  readonly party?: string | null | undefined;
  /** Only those that count, or that have ended. */
  readonly status?: AgreementStatus | null | undefined;
};

/** What two parties may exchange from now on, whatever they agreed on before. */
export type AgreementInput = {
  /** The OCPI modules that may pass, such as `locations`; all of them when left out. An empty list keeps the two apart, whatever the policy of the hub. */
  readonly modules?: ReadonlyArray<string> | null | undefined;
  /** A note for operators, 1000 characters at the most; left out, there is none. */
  readonly note?: string | null | undefined;
  /** The other one, such as `DE/EMP`. */
  readonly otherParty: string;
  /** One of the two, such as `NL/TNM`. */
  readonly party: string;
};

/** Whether an agreement counts. */
export type AgreementStatus =
  /** It says what may pass between the two. */
  | 'ACTIVE'
  /** It counts no more; the policy of the hub alone decides. */
  | 'ENDED';

/** What is wrong with the connection to a platform. */
export type AlarmKind =
  /** It refused a message of the hub with HTTP 401 or 403: ask its operator why. */
  | 'MESSAGE_REFUSED'
  /** It does not know the token of the hub any more (HTTP 401 on GET versions): exchange credentials anew. */
  | 'TOKEN_REFUSED'
  /** It does not answer any more: it counts as OFFLINE. */
  | 'UNREACHABLE';

/** Which CDRs; what is left out does not matter. */
export type AnalyticsFilter = {
  /** Ref of the CPO that owns them. */
  readonly cpo?: string | null | undefined;
  /** Ref of the party whose tokens started the charges. */
  readonly emsp?: string | null | undefined;
  /** Ref of the Location of the charges. */
  readonly location?: string | null | undefined;
};

/** By what sums are taken apart. */
export type AnalyticsGroup =
  /** By the CPO that owns the CDRs. */
  | 'CPO'
  /** By the party whose tokens started the charges. */
  | 'EMSP'
  /** By the Location of the charges. */
  | 'LOCATION';

/** Into which parts of time sums are cut. */
export type AnalyticsInterval =
  /** Days. */
  | 'DAY'
  /** Hours; for 31 days at the most. */
  | 'HOUR'
  /** Months. */
  | 'MONTH'
  /** Weeks, from Monday. */
  | 'WEEK';

/** A key that is to be made. */
export type ApiKeyInput = {
  /** From then on it is void; it has no end without. */
  readonly expiresAt?: string | null | undefined;
  /** Name of the program; each name has one key. */
  readonly name: string;
  /** Id of the platform of a partner; for partners only. */
  readonly platformId?: string | null | undefined;
  /** What it may do. */
  readonly role: AccountRole;
  /** What it is narrowed to; all its role may do when left out. */
  readonly scopes?: ReadonlyArray<KeyScope> | null | undefined;
};

/** Which entries of the audit trail; what is left out does not matter. */
export type AuditFilter = {
  /** This mutation only. */
  readonly action?: string | null | undefined;
  /** Of the operator of this name. */
  readonly actor?: string | null | undefined;
  /** With this outcome. */
  readonly outcome?: AuditOutcome | null | undefined;
  /** About this platform, or something of it. */
  readonly platformId?: string | null | undefined;
  /** Begun at this instant or later. */
  readonly since?: string | null | undefined;
  /** About what has this id or ref, in any case. */
  readonly subject?: string | null | undefined;
  /** Begun before this instant. */
  readonly until?: string | null | undefined;
};

/** What became of what an operator did. */
export type AuditOutcome =
  /** It is under way; long after, that its process was cut off before it was done. */
  | 'BEGUN'
  /** It was done. */
  | 'DONE'
  /** The hub itself failed. */
  | 'FAILED'
  /** It was refused, or came to nothing elsewhere; `reason` says why. What was changed before stands in `after`. */
  | 'REFUSED';

/** How the driver was authorised: by asking the eMSP, by its command, or from the CPO's list. */
export type AuthMethod =
  /** The CPO asked the eMSP. */
  | 'AUTH_REQUEST'
  /** The eMSP sent a command, such as START_SESSION. */
  | 'COMMAND'
  /** The CPO decided by its own list. */
  | 'WHITELIST';

/** Which token to ask its eMSP about, and for which place. */
export type AuthorizeTokenInput = {
  /** The party to ask, for example DE/EMP; left out, the one whose token it is. */
  readonly emsp?: string | null | undefined;
  /** The EVSEs meant; left out, all of the Location. */
  readonly evseUids?: ReadonlyArray<string> | null | undefined;
  /** The CPO's id of the Location; some eMSPs need it (TOK-031). */
  readonly locationId?: string | null | undefined;
  /** Kind of token (TOK-004). */
  readonly type?: string;
  /** What the reader sees. */
  readonly uid: string;
};

/** What a booking on the hub's account is. */
export type BankTransactionState =
  /** It names a payment of another amount: for a person. */
  | 'AMOUNT_DIFFERS'
  /** It names a payment that cannot be it, such as one paid already: for a person. */
  | 'CONFLICT'
  /** It is a payment of the hub, which has moved by it. */
  | 'MATCHED'
  /** An operator has seen to it. */
  | 'RESOLVED'
  /** It names no payment of the hub, or several: for a person. */
  | 'UNMATCHED';

/** An address as letters and invoices carry it. */
export type BillingAddressInput = {
  /** Town. */
  readonly city: string;
  /** Country, ISO 3166-1 alpha-2: NL. */
  readonly country: string;
  /** Postal code. */
  readonly postalCode: string;
  /** Street and number. */
  readonly street: string;
};

/** What documents print of a party. It replaces the whole profile. */
export type BillingProfileInput = {
  /** Where it has its seat. */
  readonly address?: BillingAddressInput | null | undefined;
  /** The bank of that account. */
  readonly bic?: string | null | undefined;
  /** Where questions about bills go. */
  readonly email?: string | null | undefined;
  /** The account it is paid to. */
  readonly iban?: string | null | undefined;
  /** Its name in law, when that differs. */
  readonly legalName?: string | null | undefined;
  /** The name it trades under. */
  readonly name: string;
  /** Its VAT identifier with the letters of its country: NL123456789B01. */
  readonly vatId?: string | null | undefined;
};

/** A box on the map, in degrees (WGS 84). West greater than east crosses the antimeridian. */
export type BoxInput = {
  /** Its eastern longitude. */
  readonly east: number;
  /** Its northern latitude. */
  readonly north: number;
  /** Its southern latitude. */
  readonly south: number;
  /** Its western longitude. */
  readonly west: number;
};

/** Which reservation to give up. */
export type CancelReservationInput = {
  /** The party that runs the charger, for example NL/TNM. */
  readonly cpo: string;
  /** The id it was made with. */
  readonly reservationId: string;
};

/** What became of checking a CDR. */
export type CdrCheckState =
  /** Nothing speaks against it, or a person has accepted it all the same. */
  | 'ACCEPTED'
  /** A credit CDR has taken it back. */
  | 'CREDITED'
  /** Its payer does not agree. */
  | 'DISPUTED'
  /** Something is wrong with it; a person has to decide. */
  | 'FLAGGED'
  /** It has not been checked yet. */
  | 'WAITING';

/** A cost field of a CDR (section 11.6). */
export type CdrCostField =
  /** Everything, after limits. */
  | 'TOTAL_COST'
  /** Energy. */
  | 'TOTAL_ENERGY_COST'
  /** Flat fees of the charge. */
  | 'TOTAL_FIXED_COST'
  /** Time in which the vehicle asked for no power. */
  | 'TOTAL_PARKING_COST'
  /** The reservation with its flat fees. */
  | 'TOTAL_RESERVATION_COST'
  /** Time while charging. */
  | 'TOTAL_TIME_COST';

/** What a volume counts: energy in kWh, current in A, power in kW, times in hours, charge in percent. */
export type CdrDimensionType =
  /** Average current, in A. */
  | 'CURRENT'
  /** Energy delivered, in kWh. */
  | 'ENERGY'
  /** Energy the vehicle gave back, in kWh. */
  | 'ENERGY_EXPORT'
  /** Energy the vehicle took, in kWh. */
  | 'ENERGY_IMPORT'
  /** Highest current reached, in A. */
  | 'MAX_CURRENT'
  /** Highest power reached, in kW. */
  | 'MAX_POWER'
  /** Lowest current reached, in A. */
  | 'MIN_CURRENT'
  /** Lowest power reached, in kW. */
  | 'MIN_POWER'
  /** Time without charging, in hours. */
  | 'PARKING_TIME'
  /** Average power, in kW. */
  | 'POWER'
  /** Time reserved, in hours. */
  | 'RESERVATION_TIME'
  /** How full the battery is, in percent. */
  | 'STATE_OF_CHARGE'
  /** Time charging, in hours. */
  | 'TIME';

/** What is disputed about one cost field. */
export type CdrDisputeLineInput = {
  /** What it should be with taxes. */
  readonly expectedAfterTaxes?: string | null | undefined;
  /** What it should be before taxes. */
  readonly expectedBeforeTaxes?: string | null | undefined;
  /** Which one. */
  readonly field: CdrCostField;
  /** Why. */
  readonly reason?: string | null | undefined;
};

/** How a dispute about a CDR ended. */
export type CdrDisputeOutcome =
  /** The payer accepted the CDR after all. */
  | 'ACCEPTED'
  /** The CPO took the CDR back. */
  | 'CREDITED';

/** Conditions that all have to hold. */
export type CdrFilter = {
  /** Its check found this. */
  readonly checkCode?: CdrFindingCode | null | undefined;
  /** Its check has this state. */
  readonly checkState?: CdrCheckState | null | undefined;
  /** Owned by this CPO, for example NL/TNM. */
  readonly cpo?: string | null | undefined;
  /** Only credit CDRs, or only others. */
  readonly credit?: boolean | null | undefined;
  /** In this currency, ISO 4217. */
  readonly currency?: string | null | undefined;
  /** Charged with a token of this eMSP, for example DE/EMP. */
  readonly emsp?: string | null | undefined;
  /** Accepted with violations, or without any. */
  readonly hasViolations?: boolean | null | undefined;
  /** Of this Session, for example NL/TNM/101. */
  readonly session?: string | null | undefined;
  /** Of a charge that began at or after this instant. */
  readonly startedFrom?: string | null | undefined;
  /** Of a charge that began before this instant. */
  readonly startedTo?: string | null | undefined;
};

/** What checking a CDR can find. */
export type CdrFindingCode =
  /** The hub could not check the CDR; a person has to look at it. (ERROR, PRC-047) */
  | 'CHECK_FAILED'
  /** The original is taken back already. (ERROR, CDR-025) */
  | 'CREDITED_TWICE'
  /** It does not take back exactly the total of its original. (ERROR, CDR-022) */
  | 'CREDIT_AMOUNT_DIFFERS'
  /** It does not repeat the data of its original. (WARNING, CDR-021) */
  | 'CREDIT_DATA_DIFFERS'
  /** It takes back a CDR that is not known between the two parties. (ERROR, CDR-025) */
  | 'CREDIT_ORIGINAL_UNKNOWN'
  /** It negates parts of the cost; only the total is to be negated. (WARNING, AMB-028) */
  | 'CREDIT_PARTS_NEGATED'
  /** The CDR is in another currency than all its Tariffs. (ERROR, TAR-030) */
  | 'CURRENCY_DIFFERS'
  /** Another CDR bills the same charge and is not taken back. (ERROR, CDR-020) */
  | 'DUPLICATE'
  /** The times of the charge contradict each other. (ERROR, CDR-034) */
  | 'DURATION_IMPLAUSIBLE'
  /** More energy than the Connector can deliver in the time of the charge. (ERROR, CDR-007) */
  | 'ENERGY_IMPLAUSIBLE'
  /** The energy of the periods is not the total energy. (ERROR, CDR-035) */
  | 'ENERGY_SUM_DIFFERS'
  /** A part of the cost is not what its Tariffs make of the charge. (ERROR, PRC-047) */
  | 'LINE_DIFFERS'
  /** The Location has no such EVSE or Connector. (WARNING, CDR-007) */
  | 'LOCATION_DIFFERS'
  /** The Location was never published here, so its limits are not known. (INFO, CDR-006) */
  | 'LOCATION_UNKNOWN'
  /** Another CDR bills a charge at the same EVSE at the same time. (ERROR, CDR-007) */
  | 'OVERLAP'
  /** A part of the cost is not given, so it could not be compared. (INFO, CDR-035) */
  | 'PART_NOT_CLAIMED'
  /** The total is not what its Tariffs make of the charge. (ERROR, PRC-047) */
  | 'PRICE_DIFFERS'
  /** Its Session told of another cost. (WARNING, SES-061) */
  | 'SESSION_COST_DIFFERS'
  /** Its Session tells of another driver, place, currency or amount of energy. (ERROR, CDR-007) */
  | 'SESSION_DIFFERS'
  /** Its Session is declared invalid and is not billed. (ERROR, SES-011) */
  | 'SESSION_INVALID'
  /** The CDR names no Session, so there is nothing to match it with. (INFO, AMB-021) */
  | 'SESSION_NOT_NAMED'
  /** Its Session has not ended yet, so it was not compared. (WARNING, SES-011) */
  | 'SESSION_RUNNING'
  /** Its Session began or ended at another time. (WARNING, CDR-007) */
  | 'SESSION_TIMES_DIFFER'
  /** The CDR names a Session that is not known here. (ERROR, CDR-007) */
  | 'SESSION_UNKNOWN'
  /** The CDR carries no Tariff; one its CPO declared was used. (INFO, PRC-001) */
  | 'TARIFF_ASSUMED'
  /** No Tariff is known by which the charge could be priced. (ERROR, PRC-003) */
  | 'TARIFF_MISSING'
  /** The CDR carries a Tariff with other prices than its CPO had declared. (ERROR, CDR-007) */
  | 'TARIFF_NOT_AGREED'
  /** A Tariff was used before or after the time it is for. (ERROR, PRC-001) */
  | 'TARIFF_NOT_VALID'
  /** The CDR carries a Tariff that its CPO never declared here. (WARNING, TAR-006) */
  | 'TARIFF_UNKNOWN'
  /** The amount before taxes is right, the taxes are not. (ERROR, PRC-041) */
  | 'TAXES_DIFFER'
  /** The Tariff has taxes, the CDR names none. (WARNING, TYPE-020) */
  | 'TAXES_NOT_CLAIMED'
  /** When the charge took place is unknown, so times were not checked. (INFO, CDR-054) */
  | 'TIMES_UNKNOWN'
  /** The total time is not the time between start and end. (WARNING, CDR-034) */
  | 'TIME_SUM_DIFFERS'
  /** The Token belongs to another contract. (WARNING, CDR-007) */
  | 'TOKEN_DIFFERS'
  /** The Token was not valid when the charge began. (ERROR, TOK-003) */
  | 'TOKEN_INVALID'
  /** The driver came from a list of Tokens, but the Token is not known here. (WARNING, TOK-003) */
  | 'TOKEN_UNKNOWN'
  /** The CDR was accepted although it breaks rules of OCPI. (WARNING, TYPE-011) */
  | 'VIOLATIONS';

/** How grave a finding is. */
export type CdrFindingSeverity =
  /** Flags the CDR. */
  | 'ERROR'
  /** Says what was assumed or could not be looked at. */
  | 'INFO'
  /** Does not flag the CDR, but somebody should know. */
  | 'WARNING';

/** How a cost field of a CDR compares with what was computed for it. */
export type CdrLineCode =
  /** Wrong. */
  | 'DIFFERS'
  /** Not given in the CDR. */
  | 'NOT_CLAIMED'
  /** Nothing to compare it with. */
  | 'NOT_COMPUTED'
  /** Exactly right. */
  | 'SAME'
  /** Right before taxes, but the taxes are wrong. */
  | 'TAXES_DIFFER'
  /** Right before taxes; the CDR names no taxes where the Tariff does. */
  | 'TAXES_NOT_CLAIMED'
  /** Right within rounding (PRC-047). */
  | 'WITHIN_TOLERANCE';

/** Whether the hub sends messages to a platform at all. */
export type CircuitState =
  /** Messages are sent. */
  | 'CLOSED'
  /** It left several messages in a row without an answer: senders get 4003 at once until it answers a probe. */
  | 'OPEN';

/** Conditions that all have to hold. */
export type CommandFilter = {
  /** Only this command. */
  readonly id?: string | null | undefined;
  /** Of one of these kinds. */
  readonly kind?: ReadonlyArray<CommandKind> | null | undefined;
  /** Asked of this party, for example NL/TNM. */
  readonly receiver?: string | null | undefined;
  /** Sent through the hub by this party, for example DE/EMP. */
  readonly requester?: string | null | undefined;
  /** About this Session, for example NL/TNM/101. */
  readonly session?: string | null | undefined;
  /** That have come this far. */
  readonly status?: ReadonlyArray<CommandStatus> | null | undefined;
};

/** What is asked of another party. */
export type CommandKind =
  /** An eMSP is asked whether a token may charge now. */
  | 'AUTHORIZE_TOKEN'
  /** A CPO is to give up a reservation. */
  | 'CANCEL_RESERVATION'
  /** A CPO is to lift the limits of a charge. */
  | 'CLEAR_CHARGING_PROFILE'
  /** A CPO is to tell what is planned for a charge. */
  | 'GET_ACTIVE_CHARGING_PROFILE'
  /** A command that OCPI does not name; `name` does (CMD-017). */
  | 'OTHER'
  /** A CPO is to keep an EVSE free. */
  | 'RESERVE_NOW'
  /** A CPO is told what the driver of a charge wants. */
  | 'SET_CHARGING_PREFERENCES'
  /** A CPO is to limit a charge. */
  | 'SET_CHARGING_PROFILE'
  /** A CPO is to start a charge. */
  | 'START_SESSION'
  /** A CPO is to stop a charge. */
  | 'STOP_SESSION'
  /** A CPO is to free a cable; for help desks only (CMD-015). */
  | 'UNLOCK_CONNECTOR';

/** How far a command has come. */
export type CommandStatus =
  /** The party will see to it; a result is expected until `expiresAt`. */
  | 'ACCEPTED'
  /** There is a result, or there is an answer and no result to follow. */
  | 'COMPLETED'
  /** No result came in time, and none is expected any more (CMD-004). */
  | 'EXPIRED'
  /** It was not delivered or not understood; `failure` says why. */
  | 'FAILED'
  /** The party will not do it; `response` says why. */
  | 'REJECTED'
  /** It waits to be sent. */
  | 'REQUESTED'
  /** It is on its way, once and never again (CMD-036); there is no answer yet. */
  | 'SENT';

/** Whom to register at. */
export type ConnectPlatformInput = {
  /** What you want to call the platform, 1 to 100 characters. */
  readonly name: string;
  /** A platform that failed or ended, to try again with it. */
  readonly platformId?: string | null | undefined;
  /** The credentials token A the partner gave you. */
  readonly token: string;
  /** The partner's OCPI versions URL. */
  readonly versionsUrl: string;
};

/** Whether requests to a party can succeed: only CONNECTED ones can. */
export type ConnectionStatus =
  /** It can be reached. */
  | 'CONNECTED'
  /** It does not answer at the moment; it will pull what it missed. */
  | 'OFFLINE'
  /** It is going to connect, or no contract is in place yet. */
  | 'PLANNED'
  /** It is no longer active, for good. */
  | 'SUSPENDED';

/** Whether the driver brings the cable (SOCKET) or the station has one (CABLE). */
export type ConnectorFormat =
  /** A cable at the station. */
  | 'CABLE'
  /** A socket; the driver brings the cable. */
  | 'SOCKET';

/** Conditions that all have to hold; a list that is left out or empty wants everything. */
export type EvseStatusFilter = {
  /** At Locations inside this box. */
  readonly box?: BoxInput | null | undefined;
  /** Of one of these CPOs, such as NL/TNM. */
  readonly cpos?: ReadonlyArray<string> | null | undefined;
  /** One of these EVSEs, such as NL/TNM/LOC1/3256. */
  readonly evses?: ReadonlyArray<string> | null | undefined;
  /** At one of these Locations, such as NL/TNM/LOC1. */
  readonly locations?: ReadonlyArray<string> | null | undefined;
  /** It had one of these before. */
  readonly previousStatuses?: ReadonlyArray<Status> | null | undefined;
  /** It has one of these now. */
  readonly statuses?: ReadonlyArray<Status> | null | undefined;
};

/** What became of a body. */
export type ExchangeBodyState =
  /** It was kept for as long as bodies are. */
  | 'EXPIRED'
  /** It is shown as it went over the wire. */
  | 'KEPT'
  /** It is shown with token uids, contract ids, credentials and callback secrets hidden. */
  | 'MASKED'
  /** There was none. */
  | 'NONE'
  /** It was longer than bodies that are kept, or too much was waiting to be recorded. */
  | 'TOO_LONG'
  /** It was not read, because the request was refused before. */
  | 'UNREAD'
  /** It was no JSON, so nobody could tell what had to be hidden in it. */
  | 'UNREADABLE';

/** Who asked. */
export type ExchangeDirection =
  /** A partner asked the hub. */
  | 'IN'
  /** The hub asked a partner. */
  | 'OUT';

/** Which exchanges; what is left out does not matter. */
export type ExchangeFilter = {
  /** Only with this `X-Correlation-ID`. */
  readonly correlationId?: string | null | undefined;
  /** Only those somebody on this side began. */
  readonly direction?: ExchangeDirection | null | undefined;
  /** Only with this HTTP status. */
  readonly httpStatus?: number | null | undefined;
  /** Only with this HTTP method. */
  readonly method?: string | null | undefined;
  /** Only those that were sent on their way like this. */
  readonly mode?: ExchangeMode | null | undefined;
  /** Only of this module, such as `sessions`. */
  readonly module?: string | null | undefined;
  /** Only with this OCPI status. */
  readonly ocpiStatus?: number | null | undefined;
  /** Only with this party in FROM or TO, by its ref. */
  readonly party?: string | null | undefined;
  /** Only with this platform. */
  readonly platformId?: string | null | undefined;
  /** Only with this `X-Request-ID`. */
  readonly requestId?: string | null | undefined;
  /** Only those that began at or after this instant. */
  readonly since?: string | null | undefined;
  /** Only those that took longer, milliseconds. */
  readonly slowerThanMs?: number | null | undefined;
  /** Only those that ended in one of these ways. */
  readonly status?: ReadonlyArray<ExchangeStatus> | null | undefined;
  /** Only those whose URL or failure contains this, without regard to case. Name a time range with it. */
  readonly text?: string | null | undefined;
  /** Only those that began before this instant. */
  readonly until?: string | null | undefined;
  /** true: only documents refused for violations; false: only the others. */
  readonly withViolations?: boolean | null | undefined;
};

/** How a message finds whom it is for. */
export type ExchangeMode =
  /** To everybody it concerns. */
  | 'BROADCAST'
  /** To the party that was named; its answer is passed on. */
  | 'DIRECT'
  /** Answered from what the hub holds of all parties. */
  | 'GET_ALL'
  /** Between the hub and one partner: registration, probes, pulls, commands of operators. */
  | 'HUB'
  /** To the party that the content tells. */
  | 'OPEN';

/** How far an order to send a request once more has come. */
export type ExchangeReplayStatus =
  /** It was sent; `result` is the exchange that came of it, well or not. */
  | 'DONE'
  /** It was not sent; `failure` says why. */
  | 'FAILED'
  /** It waits to be taken up. */
  | 'REQUESTED'
  /** A node of the hub is sending it. */
  | 'SENDING';

/** How an exchange ended, by the thousand of its OCPI status and, where there is none, by HTTP. */
export type ExchangeStatus =
  /** Whoever asked was wrong: OCPI 2xxx, or HTTP 4xx. */
  | 'CLIENT_ERROR'
  /** A hub could not pass it on: OCPI 4xxx. */
  | 'HUB_ERROR'
  /** There was no answer; `failure` says why. */
  | 'NO_ANSWER'
  /** It succeeded. */
  | 'OK'
  /** Whoever was asked failed: OCPI 3xxx, HTTP 5xx, or an answer that is none of OCPI. */
  | 'SERVER_ERROR';

/** Does a platform know that its registration has ended? */
export type FarewellStatus =
  /** It could not be told; `failure` says why. Nothing is tried again. */
  | 'FAILED'
  /** It took DELETE credentials. */
  | 'TOLD'
  /** It is being told. */
  | 'WAITING';

/** Which of the two parties of a CDR pays a fee. */
export type FeePayer =
  /** The party that issued the CDR. */
  | 'CPO'
  /** The party of its token. */
  | 'EMSP';

/** A fee. The rule closest to a CDR counts: for both its parties, for its CPO, for its eMSP, for all; then the latest. */
export type FeeRuleInput = {
  /** Only for CDRs of this CPO. */
  readonly cpo?: string | null | undefined;
  /** Only for CDRs in this currency; needed for amounts. */
  readonly currency?: string | null | undefined;
  /** Only for CDRs of tokens of this party. */
  readonly emsp?: string | null | undefined;
  /** Of the rule to change; left out, a new one is made. */
  readonly id?: string | null | undefined;
  /** What the fee is called on statements. */
  readonly name: string;
  /** Who pays it. */
  readonly payer: FeePayer;
  /** For each kWh. */
  readonly perKwh?: string | null | undefined;
  /** For each CDR. */
  readonly perSession?: string | null | undefined;
  /** Percent of what the CDR costs before taxes. */
  readonly percent?: string | null | undefined;
  /** The tax on the fee. */
  readonly taxName?: string | null | undefined;
  /** Its rate in percent. */
  readonly taxPercentage?: string | null | undefined;
  /** From when it holds; always when left out. */
  readonly validFrom?: string | null | undefined;
  /** Until when it holds. */
  readonly validUntil?: string | null | undefined;
};

/** What something is. */
export type FoundKind =
  /** A CDR. */
  | 'CDR'
  /** An exchange, by its id, request id or correlation id. */
  | 'EXCHANGE'
  /** A Location. */
  | 'LOCATION'
  /** A party. */
  | 'PARTY'
  /** A platform. */
  | 'PLATFORM'
  /** A Session. */
  | 'SESSION'
  /** A Tariff. */
  | 'TARIFF'
  /** A Token. */
  | 'TOKEN';

/** What is to hold between parties that have no agreement; what is left out stays. */
export type HubPolicyInput = {
  /** What may pass. */
  readonly preset?: HubPreset | null | undefined;
  /** What they see of each other when nothing may pass. */
  readonly strangers?: Strangers | null | undefined;
};

/** What may pass between two parties that have no agreement. */
export type HubPreset =
  /** Nothing. An agreement allows the modules it names. */
  | 'CLOSED'
  /** Everything. An agreement narrows it to the modules it names. */
  | 'OPEN';

/** The side of a module (VER-011). */
export type InterfaceRole =
  /** Takes what owners push. */
  | 'RECEIVER'
  /** Owns the data and can be asked for it. */
  | 'SENDER';

/** Whom to invite. */
export type InvitePlatformInput = {
  /** How many days the invitation is valid, 90 at the most. */
  readonly days?: number;
  /** What you want to call the platform, 1 to 100 characters. */
  readonly name: string;
  /** A platform that is not registered, to invite it anew; a token it still has becomes void. */
  readonly platformId?: string | null | undefined;
};

/** What a job is about. */
export type JobKind =
  /** Turns CDRs that were accepted into transfers of the ledger. */
  | 'CLEARING'
  /** Deletes records of jobs that nobody needs any more. */
  | 'RETENTION'
  /** Bills a period. */
  | 'STATEMENTS';

/** How far a job is. */
export type JobState =
  /** It came to its end. */
  | 'DONE'
  /** It was tried often enough; see its error. */
  | 'FAILED'
  /** It waits for a node, or for its next attempt. */
  | 'QUEUED'
  /** A node works on it. */
  | 'RUNNING';

/** What an API key is narrowed to, within what its role may do. */
export type KeyScope =
  /** Mutations that move money: statements, payments, fees. */
  | 'MONEY'
  /** Accounts and keys, to see and to change. */
  | 'PEOPLE'
  /** Queries and subscriptions. */
  | 'READ'
  /** Mutations, but those about money and people. */
  | 'WRITE';

/** What an account is for. */
export type LedgerAccountKind =
  /** Money a party moved outside of the hub, as the hub was told. */
  | 'BANK'
  /** What a party owes and is owed through the hub. */
  | 'CLEARING'
  /** What the hub earned. */
  | 'FEES'
  /** Taxes on what the hub earned. */
  | 'TAXES';

/** Conditions that all have to hold. */
export type LedgerTransferFilter = {
  /** For this CDR. */
  readonly cdr?: string | null | undefined;
  /** In this currency. */
  readonly currency?: string | null | undefined;
  /** Of this kind. */
  readonly kind?: LedgerTransferKind | null | undefined;
  /** From or to an account of this party. */
  readonly party?: string | null | undefined;
  /** In this state. */
  readonly state?: LedgerTransferState | null | undefined;
  /** On the statement of this number. */
  readonly statement?: string | null | undefined;
};

/** Why money is moved. */
export type LedgerTransferKind =
  /** For a charge, before taxes. */
  | 'CDR'
  /** A mistake is put right. */
  | 'CORRECTION'
  /** The fee of the hub, before taxes. */
  | 'FEE'
  /** A party paid. */
  | 'PAYMENT'
  /** A party was paid. */
  | 'PAYOUT'
  /** What a CPO passes on of its revenue, before taxes. */
  | 'SHARE'
  /** A tax on one of those. */
  | 'TAX';

/** Whether a transfer counts. */
export type LedgerTransferState =
  /** Noted; it may still be taken back. */
  | 'PENDING'
  /** It counts, for good. */
  | 'POSTED'
  /** It was taken back before it counted. */
  | 'VOIDED';

/** Conditions that all have to hold. */
export type LocationFilter = {
  /** Inside this box. */
  readonly box?: BoxInput | null | undefined;
  /** City of the address, in full; case does not matter. */
  readonly city?: string | null | undefined;
  /** Country of the address, ISO 3166-1 alpha-3. */
  readonly country?: string | null | undefined;
  /** Ref of the owning party, for example NL/TNM. */
  readonly cpo?: string | null | undefined;
  /** Accepted with violations, or without any. */
  readonly hasViolations?: boolean | null | undefined;
  /** At least one connector gives this many watts. */
  readonly minPower?: number | null | undefined;
  /** At least one connector has this standard, for example IEC_62196_T2. */
  readonly standard?: string | null | undefined;
  /** At least one EVSE has this status, for example AVAILABLE. */
  readonly status?: string | null | undefined;
  /** Words, or beginnings of words, in name, address, city or id. */
  readonly text?: string | null | undefined;
};

/** Who is let in to log in. */
export type LogInInput = {
  /** E-mail address of the account. */
  readonly email: string;
  /** Its password. */
  readonly password: string;
};

/** What becomes of texts longer than the specification allows, when they are sent to a partner. */
export type OverlongTexts =
  /** They are sent as they came (TYPE-011). */
  | 'KEEP'
  /** They are cut to what is allowed. Ids, references and URLs never are. */
  | 'TRUNCATE';

/** Which part of a list to return. */
export type PageInput = {
  /** `next` of the page before; leave it out for the first page. */
  readonly after?: string | null | undefined;
  /** How many items, 200 at the most. */
  readonly limit?: number;
};

/** Which parties to list; what is left out does not matter. */
export type PartyFilter = {
  /** Only parties of this country, ISO 3166-1 alpha-2. */
  readonly countryCode?: string | null | undefined;
  /** Only parties whose name contains this, without regard to case. */
  readonly name?: string | null | undefined;
  /** Only parties that are active in this role, such as CPO. */
  readonly role?: string | null | undefined;
};

/** Which changes; what is left out does not matter. */
export type PartyStatusFilter = {
  /** Only of these parties, by their refs. */
  readonly parties?: ReadonlyArray<string> | null | undefined;
  /** Only in these roles, such as CPO. */
  readonly roles?: ReadonlyArray<string> | null | undefined;
  /** Only changes to one of these states. */
  readonly statuses?: ReadonlyArray<ConnectionStatus> | null | undefined;
};

/** A party's account at a payment provider. */
export type PaymentAccountInput = {
  /** Id of the account at the provider, such as `acct_1032D82eZvKYlo2C`. */
  readonly account: string;
  /** Ref of the party. */
  readonly party: string;
  /** A name of paymentProviders. */
  readonly provider: string;
};

/** Which way the money goes. */
export type PaymentDirection =
  /** A party pays the hub. */
  | 'COLLECTION'
  /** The hub pays a party. */
  | 'PAYOUT';

/** Which payments; what is left out does not matter. */
export type PaymentFilter = {
  /** Only of this direction. */
  readonly direction?: PaymentDirection | null | undefined;
  /** Only of this party. */
  readonly party?: string | null | undefined;
  /** Only by this provider. */
  readonly provider?: string | null | undefined;
  /** Only for the statement of this number. */
  readonly statement?: string | null | undefined;
  /** Only in these states. */
  readonly states?: ReadonlyArray<PaymentState> | null | undefined;
};

/** How a payment stands. */
export type PaymentState =
  /** An operator took it back before any money moved. */
  | 'CANCELED'
  /** Its provider does not have it yet; tried again until it does. */
  | 'CREATED'
  /** It will not happen; pay again when its reason is out of the way. */
  | 'FAILED'
  /** The money moved and came back, and the ledger says both. */
  | 'RETURNED'
  /** The money has moved, and the ledger says so. */
  | 'SETTLED'
  /** Its provider has it, or the party is asked to pay. */
  | 'SUBMITTED';

/** What happened to a platform. */
export type PlatformChangeKind =
  /** What its parties may exchange with others has changed. */
  | 'AGREEMENTS_CHANGED'
  /** It was OFFLINE, and has sent a message or answered a probe. */
  | 'CAME_BACK'
  /** It has answered a probe, and is sent messages again. */
  | 'CIRCUIT_CLOSED'
  /** It left several messages unanswered: it is sent no more for the time being. */
  | 'CIRCUIT_OPENED'
  /** An operator changed how the hub treats it. */
  | 'CONFIGURED'
  /** The hub registered at it. */
  | 'CONNECTED'
  /** An operator ordered the hub to register at it. */
  | 'CONNECT_REQUESTED'
  /** An operator ended its registration: its tokens are void, and it is to be told. */
  | 'DELETED'
  /** The hub could not register at it: token B is void. */
  | 'FAILED'
  /** The hub took up that order: token B is in force. */
  | 'HANDSHAKE_BEGUN'
  /** It has a new token A. */
  | 'INVITED'
  /** A tier has other limits: any platform may be in it. */
  | 'LIMITS_CHANGED'
  /** It registered by POST: token A is void, token C in force. */
  | 'REGISTERED'
  /** No operator holds it any more. */
  | 'RESUMED'
  /** An operator holds it: its tokens open nothing. */
  | 'SUSPENDED'
  /** It ended its registration by DELETE: its tokens are void. */
  | 'UNREGISTERED'
  /** It declared its credentials, roles and endpoints anew by PUT. */
  | 'UPDATED'
  /** It does not answer probes any more. */
  | 'WENT_OFFLINE'
  /** Its invitation is void. */
  | 'WITHDRAWN';

/** Which platforms to list; what is left out does not matter. */
export type PlatformFilter = {
  /** Only platforms whose name contains this, without regard to case. */
  readonly name?: string | null | undefined;
  /** Only platforms that have come this far. */
  readonly status?: PlatformStatus | null | undefined;
};

/** What to do differently for a platform; what is left out stays as it is. */
export type PlatformQuirksInput = {
  /** Send it our token in Base64, as OCPI says; false for software that wants it as it is (TRN-005). The next handshake finds out anew. */
  readonly base64Token?: boolean | null | undefined;
  /** What becomes of over-long texts to it. */
  readonly overlongTexts?: OverlongTexts | null | undefined;
  /** Id of the platform. */
  readonly platformId: string;
  /** Take its token also with a newline at the end, as examples in the specification have it (TRN-007). */
  readonly tolerateNewline?: boolean | null | undefined;
  /** How URLs to it end. */
  readonly trailingSlash?: TrailingSlash | null | undefined;
};

/** How far a platform has come with the hub. */
export type PlatformStatus =
  /** Registered and, as far as we know, there. */
  | 'CONNECTED'
  /** An operator ordered the hub to register at it; the handshake is under way. */
  | 'CONNECTING'
  /** Our registration at it failed; `failure` says why. */
  | 'FAILED'
  /** Registered, but suspended by an operator for the time being; others see SUSPENDED. */
  | 'HELD'
  /** Registered, but it does not answer at the moment. */
  | 'OFFLINE'
  /** Invited; it has not registered yet. */
  | 'PENDING'
  /** Its registration has ended, by the partner or an operator, or its invitation was withdrawn. */
  | 'SUSPENDED';

/** Alternating current with its phases, or direct current. */
export type PowerType =
  /** Alternating current, one phase. */
  | 'AC_1_PHASE'
  /** Alternating current, two of three phases. */
  | 'AC_2_PHASE'
  /** Alternating current, split phase. */
  | 'AC_2_PHASE_SPLIT'
  /** Alternating current, three phases. */
  | 'AC_3_PHASE'
  /** Direct current. */
  | 'DC';

/** Why a total differs from the sum of its lines. */
export type PriceAdjustmentCode =
  /** Lowered to the greatest price of the Tariff (PRC-044). */
  | 'MAX_PRICE'
  /** Raised to the least price of the Tariff (PRC-044). */
  | 'MIN_PRICE'
  /** Rounded as the policy says (TAR-032). */
  | 'ROUNDING';

/** What a volume of a price is counted in. */
export type PriceVolumeUnit =
  /** Time, in s. */
  | 'SECONDS'
  /** A flat fee: how many times. */
  | 'TIMES'
  /** Energy, in Wh. */
  | 'WATT_HOURS';

/** Which problems; what is left out does not matter. */
export type ProblemFilter = {
  /** Only with this code, such as TOO_LONG or OCPI 2001. */
  readonly code?: string | null | undefined;
  /** Only of this module, such as `sessions`. */
  readonly module?: string | null | undefined;
  /** Only with this party on the partner's side, by its ref: who asked the hub, or was asked by it. */
  readonly party?: string | null | undefined;
  /** Only with this platform. */
  readonly platformId?: string | null | undefined;
  /** Only what happened at or after this instant; a day before `until` when left out, 14 days at the most. */
  readonly since?: string | null | undefined;
  /** Only exchanges that ended in one of these ways. */
  readonly status?: ReadonlyArray<ExchangeStatus> | null | undefined;
  /** Only what happened before this instant; the end of this hour when left out. */
  readonly until?: string | null | undefined;
};

/** How the driver wants to charge. */
export type ProfileType =
  /** As cheaply as the time allows. */
  | 'CHEAP'
  /** As fast as possible. */
  | 'FAST'
  /** With as much renewable energy as the time allows. */
  | 'GREEN'
  /** As the CPO does when nobody says anything. */
  | 'REGULAR';

/** Which pulls; what is left out does not matter. */
export type PullFilter = {
  /** Only this one. */
  readonly id?: string | null | undefined;
  /** Only of this module. */
  readonly module?: string | null | undefined;
  /** Only of this platform. */
  readonly platformId?: string | null | undefined;
  /** Only those that have come this far. */
  readonly status?: PullStatus | null | undefined;
};

/** How much of a list a pull asks for. */
export type PullMode =
  /** All of it, without a date: what it does not hold is no longer valid (TRN-048). */
  | 'FULL'
  /** What changed since the last good pull began, and a little more (TRN-036). */
  | 'INCREMENTAL';

/** How far a pull has come. */
export type PullStatus =
  /** An operator stopped it; `resumePull` goes on from there. */
  | 'CANCELLED'
  /** Everything that was asked for was read. */
  | 'DONE'
  /** It stopped; `failure` says why, and `resumePull` goes on from there. */
  | 'FAILED'
  /** It waits for its turn; a platform is asked for one page at a time. */
  | 'QUEUED'
  /** A node of the hub is working on it. */
  | 'RUNNING';

/** A tier and its limits. */
export type RateTierInput = {
  /** Bytes of the body of a request, 1024 to 67108864. */
  readonly bodyBytes: number;
  /** Requests beyond those of each second, within ten seconds; 0 to 10000000. */
  readonly burst: number;
  /** Requests that wait for another party at the same time, 1 to 100000. */
  readonly forwardsAtOnce: number;
  /** Its name, in any case: a letter, and up to 29 letters, digits, _ and - after it. */
  readonly name: string;
  /** Requests answered at the same time, 1 to 100000. */
  readonly requestsAtOnce: number;
  /** Requests within one second, 1 to 1000000. */
  readonly requestsPerSecond: number;
};

/** Whether an element prices a reservation, or one that expired unused. */
export type ReservationRestrictionType =
  /** It prices a reservation. */
  | 'RESERVATION'
  /** It prices a reservation that nobody took up. */
  | 'RESERVATION_EXPIRES';

/** What to keep free, for whom and until when. */
export type ReserveNowInput = {
  /** A reference of yours that comes back in Session and CDR (SES-060). */
  readonly authorizationReference?: string | null | undefined;
  /** The party that runs the charger, for example NL/TNM. */
  readonly cpo: string;
  /** The EVSE; left out, any one is kept free (CMD-019). */
  readonly evseUid?: string | null | undefined;
  /** When the reservation ends. */
  readonly expiryDate: string;
  /** The CPO's id of the Location. */
  readonly locationId: string;
  /** Id of the reservation; the same one again replaces it (CMD-009). Made up when left out. */
  readonly reservationId?: string | null | undefined;
  /** Ref of a Token the hub knows, for example DE/EMP/012345678/RFID. Give this or `tokenDocument`. */
  readonly token?: string | null | undefined;
  /** A whole Token, which need not be known to the hub or the CPO (CMD-008). */
  readonly tokenDocument?: OcpiToken | null | undefined;
};

/** A share of the revenue of a CPO. */
export type RevenueShareInput = {
  /** The party that gets a part of it. */
  readonly beneficiary: string;
  /** Whose revenue it is. */
  readonly cpo: string;
  /** Of the share to change; left out, a new one is made. */
  readonly id?: string | null | undefined;
  /** Only of charges at this Location. */
  readonly location?: string | null | undefined;
  /** What it is called on statements. */
  readonly name: string;
  /** Percent of what a CDR costs before taxes. */
  readonly percent: string;
  /** The tax on it. */
  readonly taxName?: string | null | undefined;
  /** Its rate in percent. */
  readonly taxPercentage?: string | null | undefined;
  /** From when it holds; always when left out. */
  readonly validFrom?: string | null | undefined;
  /** Until when it holds. */
  readonly validUntil?: string | null | undefined;
};

/** Conditions that all have to hold. */
export type SessionFilter = {
  /** At Locations inside this box, as far as the hub knows where they are. */
  readonly box?: BoxInput | null | undefined;
  /** Owned by this CPO, for example NL/TNM. */
  readonly cpo?: string | null | undefined;
  /** Started with a token of this eMSP, for example DE/EMP. */
  readonly emsp?: string | null | undefined;
  /** Accepted with violations, or without any. */
  readonly hasViolations?: boolean | null | undefined;
  /** At this Location, for example NL/TNM/LOC1. */
  readonly location?: string | null | undefined;
  /** Only this session. */
  readonly ref?: string | null | undefined;
  /** Started at or after this instant. */
  readonly startedFrom?: string | null | undefined;
  /** Started before this instant. */
  readonly startedTo?: string | null | undefined;
  /** In one of these states. */
  readonly status?: ReadonlyArray<SessionStatus> | null | undefined;
};

/** Where a Session is in its life; COMPLETED and INVALID are final. */
export type SessionStatus =
  /** It runs. */
  | 'ACTIVE'
  /** It has ended; a CDR follows. */
  | 'COMPLETED'
  /** It was none: nothing was charged and nothing is billed. */
  | 'INVALID'
  /** It is about to start. */
  | 'PENDING'
  /** Something is reserved, and nobody charges yet. */
  | 'RESERVATION';

/** What to pull. */
export type StartPullInput = {
  /** Only what was last updated at or after this instant, instead of since the last good pull; INCREMENTAL only. */
  readonly dateFrom?: string | null | undefined;
  /** Only what was last updated before this instant; INCREMENTAL only. */
  readonly dateTo?: string | null | undefined;
  /** How much of the list. */
  readonly mode?: PullMode;
  /** The module, such as `locations`. */
  readonly module: string;
  /** Id of the platform. */
  readonly platformId: string;
};

/** Where and for whom to start a charge. */
export type StartSessionInput = {
  /** A reference of yours that comes back in Session and CDR (SES-060). */
  readonly authorizationReference?: string | null | undefined;
  /** The connector; needs `evseUid` (CMD-014). */
  readonly connectorId?: string | null | undefined;
  /** The party that runs the charger, for example NL/TNM. */
  readonly cpo: string;
  /** The EVSE; left out, the charge point chooses (CMD-019). */
  readonly evseUid?: string | null | undefined;
  /** The CPO's id of the Location. */
  readonly locationId: string;
  /** Ref of a Token the hub knows, for example DE/EMP/012345678/RFID. Give this or `tokenDocument`. */
  readonly token?: string | null | undefined;
  /** A whole Token, which need not be known to the hub or the CPO (CMD-008). */
  readonly tokenDocument?: OcpiToken | null | undefined;
};

/** Conditions that all have to hold. */
export type StatementFilter = {
  /** In this currency. */
  readonly currency?: string | null | undefined;
  /** Made by this job. */
  readonly job?: string | null | undefined;
  /** Of this kind. */
  readonly kind?: StatementKind | null | undefined;
  /** Issued by this party, or for it. */
  readonly party?: string | null | undefined;
};

/** What a statement is in law. */
export type StatementKind =
  /** What its issuer gives back to its recipient. */
  | 'CREDIT_NOTE'
  /** What its recipient owes its issuer, line by line. */
  | 'INVOICE'
  /** What two parties owe each other by such documents, set off; its recipient pays its issuer. */
  | 'STATEMENT';

/** A period to bill. */
export type StatementPeriodInput = {
  /** Its first moment, for people; what is older and unbilled is billed too. */
  readonly from: string;
  /** Days to pay, 0 to 365. */
  readonly payableDays?: number;
  /** The first moment after it; not in the future. */
  readonly to: string;
};

/** What can be done with an EVSE now; REMOVED is how one is taken away (LOC-003). */
export type Status =
  /** Free to be used. */
  | 'AVAILABLE'
  /** Physically blocked, by a vehicle that does not charge for example. */
  | 'BLOCKED'
  /** In use. */
  | 'CHARGING'
  /** Not in operation for now, without being broken. */
  | 'INOPERATIVE'
  /** Broken. */
  | 'OUTOFORDER'
  /** To be opened; not there yet. */
  | 'PLANNED'
  /** Taken away for good. */
  | 'REMOVED'
  /** Kept for one driver. */
  | 'RESERVED'
  /** Nobody knows, as when the station is offline. */
  | 'UNKNOWN';

/** Which charge to stop. */
export type StopSessionInput = {
  /** Ref of the Session, for example NL/TNM/101; its CPO is asked. */
  readonly session: string;
};

/** What two parties between which nothing may pass see of each other. */
export type Strangers =
  /** Nothing: to each other they are unknown (status code 4001). */
  | 'HIDDEN'
  /** That the other is there, with the connection status PLANNED (status code 4003). */
  | 'PLANNED';

/** What is paid for: energy per kWh, a flat fee, parking or charging time per hour. */
export type TariffDimensionType =
  /** Energy, per kWh. */
  | 'ENERGY'
  /** Once, whatever is charged. */
  | 'FLAT'
  /** Time without charging, per hour. */
  | 'PARKING_TIME'
  /** Time charging, per hour; reserved, for a reservation. */
  | 'TIME';

/** Conditions that all have to hold. */
export type TariffFilter = {
  /** Owned by this CPO, for example NL/TNM. */
  readonly cpo?: string | null | undefined;
  /** In this currency, ISO 4217. */
  readonly currency?: string | null | undefined;
  /** Accepted with violations, or without any. */
  readonly hasViolations?: boolean | null | undefined;
};

/** Which charges a Tariff is for: those paid at the station, those with a preference, or the rest. */
export type TariffType =
  /** For charges paid at the station. */
  | 'AD_HOC_PAYMENT'
  /** For charges with the preference CHEAP. */
  | 'PROFILE_CHEAP'
  /** For charges with the preference FAST. */
  | 'PROFILE_FAST'
  /** For charges with the preference GREEN. */
  | 'PROFILE_GREEN'
  /** For charges without a preference. */
  | 'REGULAR';

/** Whether prices contain taxes, come without them, or no taxes apply. */
export type TaxIncluded =
  /** Taxes come on top. */
  | 'NO'
  /** No taxes apply. */
  | 'N_A'
  /** Prices contain the taxes. */
  | 'YES';

/** Conditions that all have to hold. */
export type TokenFilter = {
  /** The contract; case does not matter. */
  readonly contractId?: string | null | undefined;
  /** Issued by this eMSP, for example DE/EMP. */
  readonly emsp?: string | null | undefined;
  /** Accepted with violations, or without any. */
  readonly hasViolations?: boolean | null | undefined;
  /** The uid a reader sees; case does not matter. */
  readonly uid?: string | null | undefined;
  /** Valid or not. */
  readonly valid?: boolean | null | undefined;
};

/** How URLs end that the hub makes from an endpoint of a partner. URLs that a partner gives out, such as links and response URLs, are called as they are. */
export type TrailingSlash =
  /** With a slash. */
  | 'ALWAYS'
  /** As the endpoint and the ids of the object make it (TRN-103). */
  | 'KEEP'
  /** Without a slash. */
  | 'NEVER';

/** Which connector to unlock. */
export type UnlockConnectorInput = {
  /** The connector with the cable that is stuck. */
  readonly connectorId: string;
  /** The party that runs the charger, for example NL/TNM. */
  readonly cpo: string;
  /** The EVSE. */
  readonly evseUid: string;
  /** The CPO's id of the Location. */
  readonly locationId: string;
};

/** Which kind of rule is violated. */
export type ViolationCode =
  /** A time, date, coordinate or URL is not written as one. */
  | 'BAD_FORMAT'
  /** A list is empty that needs an entry. */
  | 'EMPTY_LIST'
  /** A required field is absent or null. */
  | 'MISSING'
  /** A value is not one of those the enum has. */
  | 'NOT_IN_ENUM'
  /** A text has control characters or line breaks. */
  | 'NOT_PRINTABLE'
  /** A number is beyond its limits. */
  | 'OUT_OF_RANGE'
  /** A rule over several fields does not hold; the message names it. */
  | 'RULE'
  /** A text is longer than its field allows. */
  | 'TOO_LONG'
  /** More is wrong than is worth listing; the list ends here. */
  | 'TOO_MANY'
  /** A number has more decimals than its field allows. */
  | 'TOO_MANY_DECIMALS'
  /** A key is empty. */
  | 'TOO_SHORT'
  /** A value is of another type. */
  | 'WRONG_TYPE';

/** When a CPO may decide from its own list instead of asking the eMSP. */
export type WhitelistType =
  /** It may decide, and may ask. */
  | 'ALLOWED'
  /** Only while the eMSP cannot be asked. */
  | 'ALLOWED_OFFLINE'
  /** Always; it never needs to ask. */
  | 'ALWAYS'
  /** Never; without an answer the driver does not charge. */
  | 'NEVER';

export type AnalyticsQueryVariables = Exact<{
  from: string;
  to: string;
  beforeFrom: string;
  interval: AnalyticsInterval;
  by: AnalyticsGroup;
  timeZone: string;
  filter?: AnalyticsFilter | null | undefined;
  parts?: number;
}>;


export type AnalyticsQuery = { readonly __typename: 'Query', readonly total: { readonly __typename: 'AnalyticsPage', readonly items: ReadonlyArray<{ readonly __typename: 'AnalyticsRow', readonly from: string | null, readonly key: string | null, readonly charges: number, readonly energyKwh: string, readonly hours: number, readonly meanMinutes: number | null, readonly revenue: ReadonlyArray<{ readonly __typename: 'Revenue', readonly currency: string, readonly beforeTaxes: string }> }> }, readonly totalBefore: { readonly __typename: 'AnalyticsPage', readonly items: ReadonlyArray<{ readonly __typename: 'AnalyticsRow', readonly from: string | null, readonly key: string | null, readonly charges: number, readonly energyKwh: string, readonly hours: number, readonly meanMinutes: number | null, readonly revenue: ReadonlyArray<{ readonly __typename: 'Revenue', readonly currency: string, readonly beforeTaxes: string }> }> }, readonly time: { readonly __typename: 'AnalyticsPage', readonly items: ReadonlyArray<{ readonly __typename: 'AnalyticsRow', readonly from: string | null, readonly key: string | null, readonly charges: number, readonly energyKwh: string, readonly hours: number, readonly meanMinutes: number | null, readonly revenue: ReadonlyArray<{ readonly __typename: 'Revenue', readonly currency: string, readonly beforeTaxes: string }> }> }, readonly timeBefore: { readonly __typename: 'AnalyticsPage', readonly items: ReadonlyArray<{ readonly __typename: 'AnalyticsRow', readonly from: string | null, readonly key: string | null, readonly charges: number, readonly energyKwh: string, readonly hours: number, readonly meanMinutes: number | null, readonly revenue: ReadonlyArray<{ readonly __typename: 'Revenue', readonly currency: string, readonly beforeTaxes: string }> }> }, readonly parts: { readonly __typename: 'AnalyticsPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'AnalyticsRow', readonly from: string | null, readonly key: string | null, readonly charges: number, readonly energyKwh: string, readonly hours: number, readonly meanMinutes: number | null, readonly party: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly city: string, readonly evses: ReadonlyArray<{ readonly __typename: 'Evse', readonly ref: string }> } | null, readonly revenue: ReadonlyArray<{ readonly __typename: 'Revenue', readonly currency: string, readonly beforeTaxes: string }> }> }, readonly partsBefore: { readonly __typename: 'AnalyticsPage', readonly items: ReadonlyArray<{ readonly __typename: 'AnalyticsRow', readonly from: string | null, readonly key: string | null, readonly charges: number, readonly energyKwh: string, readonly hours: number, readonly meanMinutes: number | null, readonly revenue: ReadonlyArray<{ readonly __typename: 'Revenue', readonly currency: string, readonly beforeTaxes: string }> }> } };

export type AnalyticsSumsFragment = { readonly __typename: 'AnalyticsRow', readonly from: string | null, readonly key: string | null, readonly charges: number, readonly energyKwh: string, readonly hours: number, readonly meanMinutes: number | null, readonly revenue: ReadonlyArray<{ readonly __typename: 'Revenue', readonly currency: string, readonly beforeTaxes: string }> };

export type CdrRowFragment = { readonly __typename: 'Cdr', readonly ref: string, readonly startDateTime: string, readonly endDateTime: string, readonly currency: string, readonly totalEnergy: number, readonly totalTime: number, readonly credit: boolean | null, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number }, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly check: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity }> } | null };

export type CdrsQueryVariables = Exact<{
  filter?: CdrFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type CdrsQuery = { readonly __typename: 'Query', readonly cdrs: { readonly __typename: 'CdrPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Cdr', readonly ref: string, readonly startDateTime: string, readonly endDateTime: string, readonly currency: string, readonly totalEnergy: number, readonly totalTime: number, readonly credit: boolean | null, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number }, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly check: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity }> } | null }> } };

export type CdrCheckCountsQueryVariables = Exact<{
  filter?: CdrFilter | null | undefined;
}>;


export type CdrCheckCountsQuery = { readonly __typename: 'Query', readonly cdrCheckCounts: ReadonlyArray<{ readonly __typename: 'CdrCheckCount', readonly state: CdrCheckState, readonly count: number }> };

export type CdrQueryVariables = Exact<{
  ref: string;
}>;


export type CdrQuery = { readonly __typename: 'Query', readonly cdr: { readonly __typename: 'Cdr', readonly creditReferenceId: string | null, readonly authMethod: AuthMethod, readonly authorizationReference: string | null, readonly invoiceReferenceId: string | null, readonly remark: string | null, readonly document: OcpiCDR, readonly ref: string, readonly startDateTime: string, readonly endDateTime: string, readonly currency: string, readonly totalEnergy: number, readonly totalTime: number, readonly credit: boolean | null, readonly cdrToken: { readonly __typename: 'CdrToken', readonly uid: string, readonly contractId: string }, readonly session: { readonly __typename: 'Session', readonly ref: string, readonly status: SessionStatus } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly timeZone: string } | null, readonly cdrLocation: { readonly __typename: 'CdrLocation', readonly name: string | null, readonly address: string, readonly city: string, readonly evseId: string, readonly connectorStandard: string }, readonly check: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly changedAt: string, readonly at: string | null, readonly dueAt: string | null, readonly engine: string | null, readonly decision: string | null, readonly decidedBy: string | null, readonly decidedAt: string | null, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity, readonly requirement: string, readonly pointer: string, readonly sentence: string, readonly other: { readonly __typename: 'Cdr', readonly ref: string } | null }>, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceExplanation', readonly currency: string, readonly timeZone: string, readonly tariffs: ReadonlyArray<string>, readonly lines: ReadonlyArray<{ readonly __typename: 'PriceLine', readonly dimension: TariffDimensionType, readonly reservation: ReservationRestrictionType | null, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string, readonly billed: string, readonly step: number | null, readonly tariff: string, readonly rate: string, readonly rule: string, readonly cost: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } }>, readonly unpriced: ReadonlyArray<{ readonly __typename: 'UnpricedVolume', readonly dimension: TariffDimensionType, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string }>, readonly subtotal: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly adjustments: ReadonlyArray<{ readonly __typename: 'PriceAdjustment', readonly code: PriceAdjustmentCode, readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly rule: string }>, readonly total: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly notes: ReadonlyArray<{ readonly __typename: 'PriceNote', readonly code: string, readonly rule: string, readonly sentence: string }> } | null, readonly difference: { readonly __typename: 'CdrDifference', readonly lines: ReadonlyArray<{ readonly __typename: 'CdrLineDifference', readonly field: CdrCostField, readonly code: CdrLineCode, readonly tolerance: string, readonly sentence: string, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly difference: { readonly __typename: 'CdrAmountDifference', readonly beforeTaxes: string | null, readonly afterTaxes: string | null } }> } | null, readonly disputes: ReadonlyArray<{ readonly __typename: 'CdrDispute', readonly id: string, readonly raisedBy: string, readonly raisedAt: string, readonly reason: string, readonly outcome: CdrDisputeOutcome | null, readonly closedAt: string | null, readonly closedBy: string | null, readonly closing: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'CdrDisputeLine', readonly field: CdrCostField, readonly expectedBeforeTaxes: string | null, readonly expectedAfterTaxes: string | null, readonly reason: string | null }> }> } | null, readonly violations: ReadonlyArray<{ readonly __typename: 'Violation', readonly pointer: string, readonly code: ViolationCode, readonly message: string }>, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number }, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null } | null };

export type CheckWholeFragment = { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly changedAt: string, readonly at: string | null, readonly dueAt: string | null, readonly engine: string | null, readonly decision: string | null, readonly decidedBy: string | null, readonly decidedAt: string | null, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceExplanation', readonly currency: string, readonly timeZone: string, readonly tariffs: ReadonlyArray<string>, readonly lines: ReadonlyArray<{ readonly __typename: 'PriceLine', readonly dimension: TariffDimensionType, readonly reservation: ReservationRestrictionType | null, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string, readonly billed: string, readonly step: number | null, readonly tariff: string, readonly rate: string, readonly rule: string, readonly cost: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } }>, readonly unpriced: ReadonlyArray<{ readonly __typename: 'UnpricedVolume', readonly dimension: TariffDimensionType, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string }>, readonly subtotal: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly adjustments: ReadonlyArray<{ readonly __typename: 'PriceAdjustment', readonly code: PriceAdjustmentCode, readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly rule: string }>, readonly total: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly notes: ReadonlyArray<{ readonly __typename: 'PriceNote', readonly code: string, readonly rule: string, readonly sentence: string }> } | null, readonly difference: { readonly __typename: 'CdrDifference', readonly lines: ReadonlyArray<{ readonly __typename: 'CdrLineDifference', readonly field: CdrCostField, readonly code: CdrLineCode, readonly tolerance: string, readonly sentence: string, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly difference: { readonly __typename: 'CdrAmountDifference', readonly beforeTaxes: string | null, readonly afterTaxes: string | null } }> } | null, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity, readonly requirement: string, readonly pointer: string, readonly sentence: string, readonly other: { readonly __typename: 'Cdr', readonly ref: string } | null }>, readonly disputes: ReadonlyArray<{ readonly __typename: 'CdrDispute', readonly id: string, readonly raisedBy: string, readonly raisedAt: string, readonly reason: string, readonly outcome: CdrDisputeOutcome | null, readonly closedAt: string | null, readonly closedBy: string | null, readonly closing: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'CdrDisputeLine', readonly field: CdrCostField, readonly expectedBeforeTaxes: string | null, readonly expectedAfterTaxes: string | null, readonly reason: string | null }> }> };

export type AcceptCdrMutationVariables = Exact<{
  ref: string;
  reason: string;
}>;


export type AcceptCdrMutation = { readonly __typename: 'Mutation', readonly acceptCdr: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly changedAt: string, readonly at: string | null, readonly dueAt: string | null, readonly engine: string | null, readonly decision: string | null, readonly decidedBy: string | null, readonly decidedAt: string | null, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceExplanation', readonly currency: string, readonly timeZone: string, readonly tariffs: ReadonlyArray<string>, readonly lines: ReadonlyArray<{ readonly __typename: 'PriceLine', readonly dimension: TariffDimensionType, readonly reservation: ReservationRestrictionType | null, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string, readonly billed: string, readonly step: number | null, readonly tariff: string, readonly rate: string, readonly rule: string, readonly cost: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } }>, readonly unpriced: ReadonlyArray<{ readonly __typename: 'UnpricedVolume', readonly dimension: TariffDimensionType, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string }>, readonly subtotal: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly adjustments: ReadonlyArray<{ readonly __typename: 'PriceAdjustment', readonly code: PriceAdjustmentCode, readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly rule: string }>, readonly total: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly notes: ReadonlyArray<{ readonly __typename: 'PriceNote', readonly code: string, readonly rule: string, readonly sentence: string }> } | null, readonly difference: { readonly __typename: 'CdrDifference', readonly lines: ReadonlyArray<{ readonly __typename: 'CdrLineDifference', readonly field: CdrCostField, readonly code: CdrLineCode, readonly tolerance: string, readonly sentence: string, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly difference: { readonly __typename: 'CdrAmountDifference', readonly beforeTaxes: string | null, readonly afterTaxes: string | null } }> } | null, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity, readonly requirement: string, readonly pointer: string, readonly sentence: string, readonly other: { readonly __typename: 'Cdr', readonly ref: string } | null }>, readonly disputes: ReadonlyArray<{ readonly __typename: 'CdrDispute', readonly id: string, readonly raisedBy: string, readonly raisedAt: string, readonly reason: string, readonly outcome: CdrDisputeOutcome | null, readonly closedAt: string | null, readonly closedBy: string | null, readonly closing: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'CdrDisputeLine', readonly field: CdrCostField, readonly expectedBeforeTaxes: string | null, readonly expectedAfterTaxes: string | null, readonly reason: string | null }> }> } };

export type DisputeCdrMutationVariables = Exact<{
  ref: string;
  reason: string;
  lines?: ReadonlyArray<CdrDisputeLineInput> | CdrDisputeLineInput | null | undefined;
}>;


export type DisputeCdrMutation = { readonly __typename: 'Mutation', readonly disputeCdr: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly changedAt: string, readonly at: string | null, readonly dueAt: string | null, readonly engine: string | null, readonly decision: string | null, readonly decidedBy: string | null, readonly decidedAt: string | null, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceExplanation', readonly currency: string, readonly timeZone: string, readonly tariffs: ReadonlyArray<string>, readonly lines: ReadonlyArray<{ readonly __typename: 'PriceLine', readonly dimension: TariffDimensionType, readonly reservation: ReservationRestrictionType | null, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string, readonly billed: string, readonly step: number | null, readonly tariff: string, readonly rate: string, readonly rule: string, readonly cost: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } }>, readonly unpriced: ReadonlyArray<{ readonly __typename: 'UnpricedVolume', readonly dimension: TariffDimensionType, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string }>, readonly subtotal: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly adjustments: ReadonlyArray<{ readonly __typename: 'PriceAdjustment', readonly code: PriceAdjustmentCode, readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly rule: string }>, readonly total: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly notes: ReadonlyArray<{ readonly __typename: 'PriceNote', readonly code: string, readonly rule: string, readonly sentence: string }> } | null, readonly difference: { readonly __typename: 'CdrDifference', readonly lines: ReadonlyArray<{ readonly __typename: 'CdrLineDifference', readonly field: CdrCostField, readonly code: CdrLineCode, readonly tolerance: string, readonly sentence: string, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly difference: { readonly __typename: 'CdrAmountDifference', readonly beforeTaxes: string | null, readonly afterTaxes: string | null } }> } | null, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity, readonly requirement: string, readonly pointer: string, readonly sentence: string, readonly other: { readonly __typename: 'Cdr', readonly ref: string } | null }>, readonly disputes: ReadonlyArray<{ readonly __typename: 'CdrDispute', readonly id: string, readonly raisedBy: string, readonly raisedAt: string, readonly reason: string, readonly outcome: CdrDisputeOutcome | null, readonly closedAt: string | null, readonly closedBy: string | null, readonly closing: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'CdrDisputeLine', readonly field: CdrCostField, readonly expectedBeforeTaxes: string | null, readonly expectedAfterTaxes: string | null, readonly reason: string | null }> }> } };

export type RecheckCdrMutationVariables = Exact<{
  ref: string;
}>;


export type RecheckCdrMutation = { readonly __typename: 'Mutation', readonly recheckCdr: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly dueAt: string | null } };

export type ResolveDisputeMutationVariables = Exact<{
  ref: string;
  reason: string;
}>;


export type ResolveDisputeMutation = { readonly __typename: 'Mutation', readonly resolveDispute: { readonly __typename: 'DisputeResolution', readonly cdr: { readonly __typename: 'Cdr', readonly ref: string, readonly check: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly changedAt: string, readonly at: string | null, readonly dueAt: string | null, readonly engine: string | null, readonly decision: string | null, readonly decidedBy: string | null, readonly decidedAt: string | null, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceExplanation', readonly currency: string, readonly timeZone: string, readonly tariffs: ReadonlyArray<string>, readonly lines: ReadonlyArray<{ readonly __typename: 'PriceLine', readonly dimension: TariffDimensionType, readonly reservation: ReservationRestrictionType | null, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string, readonly billed: string, readonly step: number | null, readonly tariff: string, readonly rate: string, readonly rule: string, readonly cost: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } }>, readonly unpriced: ReadonlyArray<{ readonly __typename: 'UnpricedVolume', readonly dimension: TariffDimensionType, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string }>, readonly subtotal: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly adjustments: ReadonlyArray<{ readonly __typename: 'PriceAdjustment', readonly code: PriceAdjustmentCode, readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly rule: string }>, readonly total: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly notes: ReadonlyArray<{ readonly __typename: 'PriceNote', readonly code: string, readonly rule: string, readonly sentence: string }> } | null, readonly difference: { readonly __typename: 'CdrDifference', readonly lines: ReadonlyArray<{ readonly __typename: 'CdrLineDifference', readonly field: CdrCostField, readonly code: CdrLineCode, readonly tolerance: string, readonly sentence: string, readonly claimed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly computed: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } | null, readonly difference: { readonly __typename: 'CdrAmountDifference', readonly beforeTaxes: string | null, readonly afterTaxes: string | null } }> } | null, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity, readonly requirement: string, readonly pointer: string, readonly sentence: string, readonly other: { readonly __typename: 'Cdr', readonly ref: string } | null }>, readonly disputes: ReadonlyArray<{ readonly __typename: 'CdrDispute', readonly id: string, readonly raisedBy: string, readonly raisedAt: string, readonly reason: string, readonly outcome: CdrDisputeOutcome | null, readonly closedAt: string | null, readonly closedBy: string | null, readonly closing: string | null, readonly lines: ReadonlyArray<{ readonly __typename: 'CdrDisputeLine', readonly field: CdrCostField, readonly expectedBeforeTaxes: string | null, readonly expectedAfterTaxes: string | null, readonly reason: string | null }> }> } | null } | null, readonly credit: { readonly __typename: 'Cdr', readonly ref: string } | null } };

export type CdrsCheckedSubscriptionVariables = Exact<{
  filter?: CdrFilter | null | undefined;
}>;


export type CdrsCheckedSubscription = { readonly cdrChecked: { readonly __typename: 'Cdr', readonly ref: string, readonly startDateTime: string, readonly endDateTime: string, readonly currency: string, readonly totalEnergy: number, readonly totalTime: number, readonly credit: boolean | null, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number }, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly check: { readonly __typename: 'CdrCheck', readonly ref: string, readonly state: CdrCheckState, readonly checks: ReadonlyArray<{ readonly __typename: 'CdrFinding', readonly code: CdrFindingCode, readonly severity: CdrFindingSeverity }> } | null } };

export type BalancesQueryVariables = Exact<{
  page?: PageInput | null | undefined;
  currency?: string | null | undefined;
}>;


export type BalancesQuery = { readonly __typename: 'Query', readonly ledgerAccounts: { readonly __typename: 'LedgerAccountPage', readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'LedgerAccount', readonly id: string, readonly kind: LedgerAccountKind, readonly currency: string, readonly posted: string, readonly pending: string, readonly owner: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }> } };

export type LedgerTotalsQueryVariables = Exact<{ [key: string]: never; }>;


export type LedgerTotalsQuery = { readonly __typename: 'Query', readonly ledgerTotals: ReadonlyArray<{ readonly __typename: 'LedgerTotal', readonly currency: string, readonly debits: string, readonly credits: string }> };

export type TransfersQueryVariables = Exact<{
  filter?: LedgerTransferFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type TransfersQuery = { readonly __typename: 'Query', readonly ledgerTransfers: { readonly __typename: 'LedgerTransferPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'LedgerTransfer', readonly id: string, readonly cause: string, readonly kind: LedgerTransferKind, readonly state: LedgerTransferState, readonly currency: string, readonly amount: string, readonly cdrLine: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly note: string | null, readonly reason: string | null, readonly statement: string | null, readonly occurredAt: string, readonly recordedAt: string, readonly settledAt: string | null, readonly debit: { readonly __typename: 'LedgerSide', readonly kind: LedgerAccountKind, readonly owner: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }, readonly credit: { readonly __typename: 'LedgerSide', readonly kind: LedgerAccountKind, readonly owner: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }, readonly cdr: { readonly __typename: 'Cdr', readonly ref: string } | null }> } };

export type TransferRowFragment = { readonly __typename: 'LedgerTransfer', readonly id: string, readonly cause: string, readonly kind: LedgerTransferKind, readonly state: LedgerTransferState, readonly currency: string, readonly amount: string, readonly cdrLine: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly note: string | null, readonly reason: string | null, readonly statement: string | null, readonly occurredAt: string, readonly recordedAt: string, readonly settledAt: string | null, readonly debit: { readonly __typename: 'LedgerSide', readonly kind: LedgerAccountKind, readonly owner: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }, readonly credit: { readonly __typename: 'LedgerSide', readonly kind: LedgerAccountKind, readonly owner: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }, readonly cdr: { readonly __typename: 'Cdr', readonly ref: string } | null };

export type JobsQueryVariables = Exact<{
  page?: PageInput | null | undefined;
}>;


export type JobsQuery = { readonly __typename: 'Query', readonly jobs: { readonly __typename: 'JobPage', readonly total: number, readonly items: ReadonlyArray<{ readonly __typename: 'Job', readonly id: string, readonly kind: JobKind, readonly state: JobState, readonly step: string, readonly done: number, readonly input: unknown, readonly result: unknown, readonly error: string | null, readonly askedBy: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null }> } };

export type JobLineFragment = { readonly __typename: 'Job', readonly id: string, readonly kind: JobKind, readonly state: JobState, readonly step: string, readonly done: number, readonly input: unknown, readonly result: unknown, readonly error: string | null, readonly askedBy: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null };

export type JobsLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type JobsLiveSubscription = { readonly jobUpdated: { readonly __typename: 'Job', readonly id: string, readonly kind: JobKind, readonly state: JobState, readonly step: string, readonly done: number, readonly input: unknown, readonly result: unknown, readonly error: string | null, readonly askedBy: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null } };

export type RunStatementsMutationVariables = Exact<{
  input: StatementPeriodInput;
}>;


export type RunStatementsMutation = { readonly __typename: 'Mutation', readonly runStatements: { readonly __typename: 'Job', readonly id: string, readonly kind: JobKind, readonly state: JobState, readonly step: string, readonly done: number, readonly input: unknown, readonly result: unknown, readonly error: string | null, readonly askedBy: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null } };

export type FeeRulesQueryVariables = Exact<{
  page?: PageInput | null | undefined;
}>;


export type FeeRulesQuery = { readonly __typename: 'Query', readonly feeRules: { readonly __typename: 'FeeRulePage', readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'FeeRule', readonly id: string, readonly name: string, readonly payer: FeePayer, readonly currency: string | null, readonly perSession: string, readonly perKwh: string, readonly percent: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly validFrom: string, readonly validUntil: string | null, readonly changedAt: string, readonly changedBy: string, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null }> } };

export type FeeRuleRowFragment = { readonly __typename: 'FeeRule', readonly id: string, readonly name: string, readonly payer: FeePayer, readonly currency: string | null, readonly perSession: string, readonly perKwh: string, readonly percent: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly validFrom: string, readonly validUntil: string | null, readonly changedAt: string, readonly changedBy: string, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null };

export type PutFeeRuleMutationVariables = Exact<{
  input: FeeRuleInput;
}>;


export type PutFeeRuleMutation = { readonly __typename: 'Mutation', readonly putFeeRule: { readonly __typename: 'FeeRule', readonly id: string, readonly name: string, readonly payer: FeePayer, readonly currency: string | null, readonly perSession: string, readonly perKwh: string, readonly percent: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly validFrom: string, readonly validUntil: string | null, readonly changedAt: string, readonly changedBy: string, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null } };

export type RevenueSharesQueryVariables = Exact<{
  page?: PageInput | null | undefined;
}>;


export type RevenueSharesQuery = { readonly __typename: 'Query', readonly revenueShares: { readonly __typename: 'RevenueSharePage', readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'RevenueShare', readonly id: string, readonly name: string, readonly percent: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly validFrom: string, readonly validUntil: string | null, readonly changedAt: string, readonly changedBy: string, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly beneficiary: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null } | null }> } };

export type RevenueShareRowFragment = { readonly __typename: 'RevenueShare', readonly id: string, readonly name: string, readonly percent: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly validFrom: string, readonly validUntil: string | null, readonly changedAt: string, readonly changedBy: string, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly beneficiary: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null } | null };

export type PutRevenueShareMutationVariables = Exact<{
  input: RevenueShareInput;
}>;


export type PutRevenueShareMutation = { readonly __typename: 'Mutation', readonly putRevenueShare: { readonly __typename: 'RevenueShare', readonly id: string, readonly name: string, readonly percent: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly validFrom: string, readonly validUntil: string | null, readonly changedAt: string, readonly changedBy: string, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly beneficiary: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null } | null } };

export type CommandRowFragment = { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null };

export type CommandsQueryVariables = Exact<{
  filter?: CommandFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type CommandsQuery = { readonly __typename: 'Query', readonly commands: { readonly __typename: 'CommandPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null }> } };

export type CommandWholeFragment = { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly session: { readonly __typename: 'Session', readonly ref: string } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null } | null, readonly token: { readonly __typename: 'Token', readonly ref: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly document: unknown, readonly result: string, readonly timeout: number | null, readonly message: ReadonlyArray<{ readonly __typename: 'DisplayText', readonly language: string, readonly text: string }> } | null, readonly results: ReadonlyArray<{ readonly __typename: 'CommandOutcome', readonly result: string, readonly receivedAt: string, readonly forwardedAt: string | null, readonly forwardStatus: number | null, readonly document: unknown, readonly message: ReadonlyArray<{ readonly __typename: 'DisplayText', readonly language: string, readonly text: string }> }>, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null };

export type CommandQueryVariables = Exact<{
  id: string;
}>;


export type CommandQuery = { readonly __typename: 'Query', readonly command: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly session: { readonly __typename: 'Session', readonly ref: string } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null } | null, readonly token: { readonly __typename: 'Token', readonly ref: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly document: unknown, readonly result: string, readonly timeout: number | null, readonly message: ReadonlyArray<{ readonly __typename: 'DisplayText', readonly language: string, readonly text: string }> } | null, readonly results: ReadonlyArray<{ readonly __typename: 'CommandOutcome', readonly result: string, readonly receivedAt: string, readonly forwardedAt: string | null, readonly forwardStatus: number | null, readonly document: unknown, readonly message: ReadonlyArray<{ readonly __typename: 'DisplayText', readonly language: string, readonly text: string }> }>, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null } | null };

export type CommandsLiveSubscriptionVariables = Exact<{
  filter?: CommandFilter | null | undefined;
}>;


export type CommandsLiveSubscription = { readonly commandUpdated: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null } };

export type CommandLiveSubscriptionVariables = Exact<{
  id: string;
}>;


export type CommandLiveSubscription = { readonly commandUpdated: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly session: { readonly __typename: 'Session', readonly ref: string } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null } | null, readonly token: { readonly __typename: 'Token', readonly ref: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly document: unknown, readonly result: string, readonly timeout: number | null, readonly message: ReadonlyArray<{ readonly __typename: 'DisplayText', readonly language: string, readonly text: string }> } | null, readonly results: ReadonlyArray<{ readonly __typename: 'CommandOutcome', readonly result: string, readonly receivedAt: string, readonly forwardedAt: string | null, readonly forwardStatus: number | null, readonly document: unknown, readonly message: ReadonlyArray<{ readonly __typename: 'DisplayText', readonly language: string, readonly text: string }> }>, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null } };

export type StartSessionMutationVariables = Exact<{
  input: StartSessionInput;
}>;


export type StartSessionMutation = { readonly __typename: 'Mutation', readonly startSession: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null } };

export type StopSessionMutationVariables = Exact<{
  input: StopSessionInput;
}>;


export type StopSessionMutation = { readonly __typename: 'Mutation', readonly stopSession: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null } };

export type ReserveNowMutationVariables = Exact<{
  input: ReserveNowInput;
}>;


export type ReserveNowMutation = { readonly __typename: 'Mutation', readonly reserveNow: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null } };

export type CancelReservationMutationVariables = Exact<{
  input: CancelReservationInput;
}>;


export type CancelReservationMutation = { readonly __typename: 'Mutation', readonly cancelReservation: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null } };

export type UnlockConnectorMutationVariables = Exact<{
  input: UnlockConnectorInput;
}>;


export type UnlockConnectorMutation = { readonly __typename: 'Mutation', readonly unlockConnector: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null } };

export type ExchangeRowFragment = { readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null };

export type ExchangesQueryVariables = Exact<{
  filter?: ExchangeFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type ExchangesQuery = { readonly __typename: 'Query', readonly exchanges: { readonly __typename: 'ExchangePage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null }> } };

export type ExchangeQueryVariables = Exact<{
  id: string;
}>;


export type ExchangeQuery = { readonly __typename: 'Query', readonly exchange: { readonly __typename: 'Exchange', readonly requestId: string, readonly cause: string | null, readonly replayOf: string | null, readonly version: string | null, readonly note: string | null, readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly request: { readonly __typename: 'ExchangeMessage', readonly headers: unknown, readonly state: ExchangeBodyState, readonly bytes: number, readonly body: string | null }, readonly response: { readonly __typename: 'ExchangeMessage', readonly headers: unknown, readonly state: ExchangeBodyState, readonly bytes: number, readonly body: string | null }, readonly violations: ReadonlyArray<{ readonly __typename: 'ExchangeViolation', readonly pointer: string, readonly code: string, readonly message: string }>, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null } | null };

export type ExchangesLiveSubscriptionVariables = Exact<{
  filter?: ExchangeFilter | null | undefined;
}>;


export type ExchangesLiveSubscription = { readonly exchangeRecorded: { readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null } };

export type ConversationQueryVariables = Exact<{
  correlationId: string;
}>;


export type ConversationQuery = { readonly __typename: 'Query', readonly conversation: { readonly __typename: 'Conversation', readonly correlationId: string, readonly startedAt: string | null, readonly durationMs: number, readonly isComplete: boolean, readonly legs: ReadonlyArray<{ readonly __typename: 'ConversationLeg', readonly depth: number, readonly offsetMs: number, readonly exchange: { readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null } }> } };

export type ReplayExchangeMutationVariables = Exact<{
  id: string;
}>;


export type ReplayExchangeMutation = { readonly __typename: 'Mutation', readonly replayExchange: { readonly __typename: 'ExchangeReplay', readonly id: string, readonly status: ExchangeReplayStatus, readonly failure: string | null, readonly result: { readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null } | null } };

export type FindQueryVariables = Exact<{
  text: string;
  limit: number;
  isStaff: boolean;
}>;


export type FindQuery = { readonly __typename: 'Query', readonly parties: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }>, readonly platforms?: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }>, readonly locations: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }>, readonly sessions: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }>, readonly cdrs: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }>, readonly tokens: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }>, readonly tariffs: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }>, readonly exchanges: ReadonlyArray<{ readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null }> };

export type FoundRowFragment = { readonly __typename: 'Found', readonly kind: FoundKind, readonly ref: string, readonly title: string, readonly detail: string | null };

export type LocationRowFragment = { readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly address: string, readonly city: string, readonly country: string, readonly publish: boolean, readonly coordinates: { readonly __typename: 'GeoLocation', readonly latitude: string, readonly longitude: string }, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly evses: ReadonlyArray<{ readonly __typename: 'Evse', readonly ref: string, readonly status: Status }> };

export type LocationsQueryVariables = Exact<{
  filter?: LocationFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type LocationsQuery = { readonly __typename: 'Query', readonly locations: { readonly __typename: 'LocationPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly address: string, readonly city: string, readonly country: string, readonly publish: boolean, readonly coordinates: { readonly __typename: 'GeoLocation', readonly latitude: string, readonly longitude: string }, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly evses: ReadonlyArray<{ readonly __typename: 'Evse', readonly ref: string, readonly status: Status }> }> } };

export type LocationQueryVariables = Exact<{
  ref: string;
}>;


export type LocationQuery = { readonly __typename: 'Query', readonly location: { readonly __typename: 'Location', readonly postalCode: string | null, readonly timeZone: string, readonly isOpen: boolean | null, readonly parkingType: string | null, readonly facilities: ReadonlyArray<string>, readonly document: OcpiLocation, readonly lastUpdated: string, readonly ref: string, readonly name: string | null, readonly address: string, readonly city: string, readonly country: string, readonly publish: boolean, readonly operator: { readonly __typename: 'BusinessDetails', readonly name: string, readonly website: string | null } | null, readonly evses: ReadonlyArray<{ readonly __typename: 'Evse', readonly uid: string, readonly evseId: string | null, readonly capabilities: ReadonlyArray<string>, readonly physicalReference: string | null, readonly floorLevel: string | null, readonly lastUpdated: string, readonly ref: string, readonly status: Status, readonly connectors: ReadonlyArray<{ readonly __typename: 'Connector', readonly ref: string, readonly id: string, readonly standard: string, readonly format: ConnectorFormat, readonly powerType: PowerType, readonly maxVoltage: number, readonly maxAmperage: number, readonly maxElectricPower: number | null, readonly tariffs: ReadonlyArray<{ readonly __typename: 'Tariff', readonly ref: string, readonly currency: string } | null> }> }>, readonly violations: ReadonlyArray<{ readonly __typename: 'Violation', readonly pointer: string, readonly code: ViolationCode, readonly message: string }>, readonly coordinates: { readonly __typename: 'GeoLocation', readonly latitude: string, readonly longitude: string }, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null } | null };

export type MapPointsQueryVariables = Exact<{
  filter?: LocationFilter | null | undefined;
}>;


export type MapPointsQuery = { readonly __typename: 'Query', readonly mapPoints: { readonly __typename: 'MapPoints', readonly refs: ReadonlyArray<string>, readonly longitudes: ReadonlyArray<number>, readonly latitudes: ReadonlyArray<number>, readonly statusOf: ReadonlyArray<number>, readonly statuses: ReadonlyArray<string>, readonly maxPowers: ReadonlyArray<number>, readonly isComplete: boolean } };

export type LocationViolationsQueryVariables = Exact<{ [key: string]: never; }>;


export type LocationViolationsQuery = { readonly __typename: 'Query', readonly locationViolations: ReadonlyArray<{ readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly lastSeen: string }> };

export type LocationSessionsQueryVariables = Exact<{
  ref: string;
}>;


export type LocationSessionsQuery = { readonly __typename: 'Query', readonly location: { readonly __typename: 'Location', readonly ref: string, readonly sessions: { readonly __typename: 'SessionPage', readonly items: ReadonlyArray<{ readonly __typename: 'Session', readonly ref: string, readonly status: SessionStatus, readonly startDateTime: string, readonly kwh: number, readonly evseUid: string, readonly connectorId: string, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null }> } } | null };

export type EvsesLiveSubscriptionVariables = Exact<{
  filter?: EvseStatusFilter | null | undefined;
}>;


export type EvsesLiveSubscription = { readonly evseStatusChanged: { readonly __typename: 'EvseStatusChange', readonly evse: { readonly __typename: 'Evse', readonly ref: string, readonly status: Status, readonly lastUpdated: string } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { readonly __typename: 'Query', readonly me: { readonly __typename: 'Me', readonly name: string, readonly role: AccountRole, readonly email: string | null, readonly parties: ReadonlyArray<string>, readonly mustChangePassword: boolean } | null };

export type HubNameQueryVariables = Exact<{ [key: string]: never; }>;


export type HubNameQuery = { readonly __typename: 'Query', readonly hub: { readonly __typename: 'Hub', readonly ref: string, readonly name: string } };

export type LogInMutationVariables = Exact<{
  input: LogInInput;
}>;


export type LogInMutation = { readonly __typename: 'Mutation', readonly logIn: { readonly __typename: 'Me', readonly name: string, readonly role: AccountRole, readonly mustChangePassword: boolean } };

export type LogOutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogOutMutation = { readonly __typename: 'Mutation', readonly logOut: boolean };

export type NowQueryVariables = Exact<{
  recent?: number;
  charging?: number;
}>;


export type NowQuery = { readonly __typename: 'Query', readonly hub: { readonly __typename: 'Hub', readonly ref: string, readonly name: string }, readonly charging: { readonly __typename: 'SessionPage', readonly total: number, readonly items: ReadonlyArray<{ readonly __typename: 'Session', readonly lastUpdated: string, readonly ref: string, readonly status: SessionStatus, readonly startDateTime: string, readonly endDateTime: string | null, readonly kwh: number, readonly currency: string, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number } | null, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly city: string } | null }> }, readonly locations: { readonly __typename: 'LocationPage', readonly total: number }, readonly parties: { readonly __typename: 'PartyPage', readonly total: number, readonly items: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null, readonly status: ConnectionStatus }> }, readonly failedExchanges: { readonly __typename: 'ExchangePage', readonly total: number, readonly items: ReadonlyArray<{ readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null }> }, readonly deliveryHealth: { readonly __typename: 'DeliveryHealth', readonly waiting: number, readonly oldest: string | null, readonly platforms: ReadonlyArray<{ readonly __typename: 'WaitingDeliveries', readonly platformId: string, readonly name: string, readonly waiting: number, readonly oldest: string, readonly attempts: number }> }, readonly cdrCheckCounts: ReadonlyArray<{ readonly __typename: 'CdrCheckCount', readonly state: CdrCheckState, readonly count: number }> };

export type NowAlarmsQueryVariables = Exact<{
  recent?: number;
}>;


export type NowAlarmsQuery = { readonly __typename: 'Query', readonly alarms: { readonly __typename: 'AlarmPage', readonly total: number, readonly items: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly count: number, readonly raisedAt: string, readonly lastAt: string, readonly clearedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } }> } };

export type AlarmLineFragment = { readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly count: number, readonly raisedAt: string, readonly lastAt: string, readonly clearedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } };

export type ClearAlarmMutationVariables = Exact<{
  id: string;
}>;


export type ClearAlarmMutation = { readonly __typename: 'Mutation', readonly clearAlarm: { readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly count: number, readonly raisedAt: string, readonly lastAt: string, readonly clearedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } } };

export type NowAlarmsLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type NowAlarmsLiveSubscription = { readonly alarmRaised: { readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly count: number, readonly raisedAt: string, readonly lastAt: string, readonly clearedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } } };

export type SessionsLiveSubscriptionVariables = Exact<{
  filter?: SessionFilter | null | undefined;
}>;


export type SessionsLiveSubscription = { readonly sessionUpdated: { readonly __typename: 'Session', readonly lastUpdated: string, readonly ref: string, readonly status: SessionStatus, readonly startDateTime: string, readonly endDateTime: string | null, readonly kwh: number, readonly currency: string, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number } | null, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly city: string } | null } };

export type TrafficQueryVariables = Exact<{
  since: string;
  buckets?: number;
}>;


export type TrafficQuery = { readonly __typename: 'Query', readonly traffic: { readonly __typename: 'Traffic', readonly since: string, readonly until: string, readonly bucketSeconds: number, readonly isComplete: boolean, readonly cells: ReadonlyArray<{ readonly __typename: 'TrafficCell', readonly party: string | null, readonly platformId: string | null, readonly module: string | null, readonly direction: ExchangeDirection, readonly count: number, readonly failed: number, readonly p50Ms: number, readonly p95Ms: number, readonly lastAt: string }>, readonly series: ReadonlyArray<{ readonly __typename: 'TrafficBucket', readonly from: string, readonly count: number, readonly failed: number, readonly p95Ms: number | null }>, readonly now: { readonly __typename: 'TrafficNow', readonly perSecond: number, readonly count: number, readonly failed: number, readonly failing: number | null, readonly p95Ms: number | null } } };

export type PartyRowFragment = { readonly __typename: 'Party', readonly ref: string, readonly name: string | null, readonly status: ConnectionStatus, readonly ocpiVersion: string | null, readonly roles: ReadonlyArray<{ readonly __typename: 'PartyRole', readonly role: string, readonly status: ConnectionStatus, readonly statusChangedAt: string }> };

export type PartiesQueryVariables = Exact<{
  filter?: PartyFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type PartiesQuery = { readonly __typename: 'Query', readonly parties: { readonly __typename: 'PartyPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null, readonly status: ConnectionStatus, readonly ocpiVersion: string | null, readonly roles: ReadonlyArray<{ readonly __typename: 'PartyRole', readonly role: string, readonly status: ConnectionStatus, readonly statusChangedAt: string }> }> } };

export type PartyQueryVariables = Exact<{
  ref: string;
}>;


export type PartyQuery = { readonly __typename: 'Query', readonly party: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null, readonly status: ConnectionStatus, readonly ocpiVersion: string | null, readonly roles: ReadonlyArray<{ readonly __typename: 'PartyRole', readonly businessDetails: unknown, readonly role: string, readonly status: ConnectionStatus, readonly statusChangedAt: string }>, readonly agreements: ReadonlyArray<{ readonly __typename: 'Agreement', readonly id: string, readonly status: AgreementStatus, readonly modules: ReadonlyArray<string> | null, readonly note: string | null, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> }> } | null };

export type PartiesLiveSubscriptionVariables = Exact<{
  filter?: PartyStatusFilter | null | undefined;
}>;


export type PartiesLiveSubscription = { readonly partyStatusChanged: { readonly __typename: 'PartyStatusChange', readonly role: string, readonly status: ConnectionStatus | null, readonly party: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null, readonly status: ConnectionStatus, readonly ocpiVersion: string | null, readonly roles: ReadonlyArray<{ readonly __typename: 'PartyRole', readonly role: string, readonly status: ConnectionStatus, readonly statusChangedAt: string }> } } };

export type PartyPlatformsQueryVariables = Exact<{
  ref: string;
}>;


export type PartyPlatformsQuery = { readonly __typename: 'Query', readonly party: { readonly __typename: 'Party', readonly ref: string, readonly roles: ReadonlyArray<{ readonly __typename: 'PartyRole', readonly role: string, readonly status: ConnectionStatus, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string, readonly status: PlatformStatus } | null }> } | null };

export type PlatformRowFragment = { readonly __typename: 'Platform', readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> };

export type PullRowFragment = { readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null };

export type PlatformsQueryVariables = Exact<{
  filter?: PlatformFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type PlatformsQuery = { readonly __typename: 'Query', readonly platforms: { readonly __typename: 'PlatformPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Platform', readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> }> } };

export type PlatformWholeFragment = { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> };

export type PlatformQueryVariables = Exact<{
  id: string;
}>;


export type PlatformQuery = { readonly __typename: 'Query', readonly platform: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } | null };

export type RateTierNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type RateTierNamesQuery = { readonly __typename: 'Query', readonly rateTiers: ReadonlyArray<{ readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number }> };

export type HandshakeQueryVariables = Exact<{
  id: string;
}>;


export type HandshakeQuery = { readonly __typename: 'Query', readonly platform: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } | null, readonly exchanges: { readonly __typename: 'ExchangePage', readonly items: ReadonlyArray<{ readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null }> } };

export type FirstLocationQueryVariables = Exact<{
  cpo: string;
}>;


export type FirstLocationQuery = { readonly __typename: 'Query', readonly locations: { readonly __typename: 'LocationPage', readonly total: number, readonly items: ReadonlyArray<{ readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly city: string }> } };

export type PullsLiveSubscriptionVariables = Exact<{
  filter?: PullFilter | null | undefined;
}>;


export type PullsLiveSubscription = { readonly pullUpdated: { readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null } };

export type InvitePlatformMutationVariables = Exact<{
  input: InvitePlatformInput;
}>;


export type InvitePlatformMutation = { readonly __typename: 'Mutation', readonly invitePlatform: { readonly __typename: 'Invitation', readonly token: string, readonly versionsUrl: string, readonly expiresAt: string, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } } };

export type WithdrawInvitationMutationVariables = Exact<{
  platformId: string;
}>;


export type WithdrawInvitationMutation = { readonly __typename: 'Mutation', readonly withdrawInvitation: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type ConnectPlatformMutationVariables = Exact<{
  input: ConnectPlatformInput;
}>;


export type ConnectPlatformMutation = { readonly __typename: 'Mutation', readonly connectPlatform: { readonly __typename: 'ConnectResult', readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } } };

export type SuspendPlatformMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type SuspendPlatformMutation = { readonly __typename: 'Mutation', readonly suspendPlatform: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type ResumePlatformMutationVariables = Exact<{
  id: string;
}>;


export type ResumePlatformMutation = { readonly __typename: 'Mutation', readonly resumePlatform: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type DeletePlatformMutationVariables = Exact<{
  id: string;
}>;


export type DeletePlatformMutation = { readonly __typename: 'Mutation', readonly deletePlatform: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type RotateCredentialsMutationVariables = Exact<{
  platformId: string;
}>;


export type RotateCredentialsMutation = { readonly __typename: 'Mutation', readonly rotateCredentials: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type StartPullMutationVariables = Exact<{
  input: StartPullInput;
}>;


export type StartPullMutation = { readonly __typename: 'Mutation', readonly startPull: { readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null } };

export type CancelPullMutationVariables = Exact<{
  id: string;
}>;


export type CancelPullMutation = { readonly __typename: 'Mutation', readonly cancelPull: { readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null } };

export type ResumePullMutationVariables = Exact<{
  id: string;
}>;


export type ResumePullMutation = { readonly __typename: 'Mutation', readonly resumePull: { readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null } };

export type SetPlatformQuirksMutationVariables = Exact<{
  input: PlatformQuirksInput;
}>;


export type SetPlatformQuirksMutation = { readonly __typename: 'Mutation', readonly setPlatformQuirks: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type SetPlatformStrictnessMutationVariables = Exact<{
  platformId: string;
  strict: boolean;
}>;


export type SetPlatformStrictnessMutation = { readonly __typename: 'Mutation', readonly setPlatformStrictness: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type SetPlatformRedeliveryMutationVariables = Exact<{
  platformId: string;
  cdrs: boolean;
}>;


export type SetPlatformRedeliveryMutation = { readonly __typename: 'Mutation', readonly setPlatformRedelivery: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type SetPlatformTierMutationVariables = Exact<{
  platformId: string;
  tier: string;
}>;


export type SetPlatformTierMutation = { readonly __typename: 'Mutation', readonly setPlatformTier: { readonly __typename: 'Platform', readonly versionsUrl: string | null, readonly hubPartyId: string | null, readonly invitedAt: string | null, readonly registeredAt: string | null, readonly lastChangedAt: string, readonly offlineSince: string | null, readonly tolerateNewline: boolean, readonly actsAsHub: boolean, readonly isStrict: boolean, readonly redeliversCdrs: boolean, readonly trailingSlash: TrailingSlash, readonly overlongTexts: OverlongTexts, readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly lastProbe: { readonly __typename: 'Probe', readonly at: string, readonly ok: boolean, readonly http: number | null, readonly reason: string | null, readonly ms: number } | null, readonly suspension: { readonly __typename: 'Suspension', readonly at: string, readonly by: string, readonly reason: string } | null, readonly farewell: { readonly __typename: 'Farewell', readonly status: FarewellStatus, readonly orderedAt: string, readonly failure: string | null } | null, readonly endpoints: ReadonlyArray<{ readonly __typename: 'PlatformEndpoint', readonly identifier: string, readonly role: InterfaceRole, readonly url: string }>, readonly pulls: ReadonlyArray<{ readonly __typename: 'Pull', readonly id: string, readonly module: string, readonly mode: PullMode, readonly status: PullStatus, readonly isScheduled: boolean, readonly total: number | null, readonly seen: number, readonly stored: number, readonly unchanged: number, readonly quarantined: number, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly failure: string | null, readonly remark: string | null }>, readonly pullSchedules: ReadonlyArray<{ readonly __typename: 'PullSchedule', readonly module: string, readonly mode: PullMode, readonly everyMinutes: number, readonly nextAt: string }>, readonly clientCertificate: { readonly __typename: 'ClientCertificate', readonly subject: string, readonly expiresAt: string } | null, readonly tier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number }, readonly renewal: { readonly __typename: 'Renewal', readonly orderedAt: string | null, readonly failedAt: string | null, readonly failure: string | null } | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type PlatformsLiveSubscriptionVariables = Exact<{
  platformId?: string | null | undefined;
}>;


export type PlatformsLiveSubscription = { readonly platformUpdated: { readonly __typename: 'PlatformUpdate', readonly kind: PlatformChangeKind, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string, readonly status: PlatformStatus, readonly version: string | null, readonly failure: string | null, readonly lastHeardAt: string | null, readonly circuit: { readonly __typename: 'Circuit', readonly state: CircuitState, readonly openSince: string | null, readonly reason: string | null }, readonly alarms: ReadonlyArray<{ readonly __typename: 'Alarm', readonly id: string, readonly kind: AlarmKind, readonly reason: string, readonly http: number | null, readonly count: number, readonly raisedAt: string, readonly lastAt: string }>, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } | null } };

export type PaymentRowFragment = { readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null };

export type PaymentsQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type PaymentsQuery = { readonly __typename: 'Query', readonly payments: { readonly __typename: 'PaymentPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null }> } };

export type PaymentQueryVariables = Exact<{
  id: string;
}>;


export type PaymentQuery = { readonly __typename: 'Query', readonly payment: { readonly __typename: 'Payment', readonly providerReference: string | null, readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null, readonly instructions: { readonly __typename: 'PaymentInstructions', readonly url: string | null, readonly expiresAt: string | null, readonly reference: string | null, readonly account: { readonly __typename: 'BankAccount', readonly holder: string, readonly iban: string, readonly bic: string | null } | null } | null } | null };

export type PaymentAttemptsQueryVariables = Exact<{
  id: string;
}>;


export type PaymentAttemptsQuery = { readonly __typename: 'Query', readonly payment: { readonly __typename: 'Payment', readonly id: string, readonly attempts: ReadonlyArray<{ readonly __typename: 'PaymentAttempt', readonly number: number, readonly startedAt: string, readonly endedAt: string | null, readonly outcome: string, readonly reason: string | null }> | null, readonly batch: { readonly __typename: 'PayoutBatch', readonly id: string, readonly messageId: string } | null } | null };

export type PaymentsLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PaymentsLiveSubscription = { readonly paymentUpdated: { readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null } };

export type PaymentProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type PaymentProvidersQuery = { readonly __typename: 'Query', readonly paymentProviders: ReadonlyArray<string> };

export type PayStatementMutationVariables = Exact<{
  number: string;
  provider: string;
}>;


export type PayStatementMutation = { readonly __typename: 'Mutation', readonly payStatement: { readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null } };

export type CancelPaymentMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type CancelPaymentMutation = { readonly __typename: 'Mutation', readonly cancelPayment: { readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null } };

export type PayoutBatchesQueryVariables = Exact<{
  page?: PageInput | null | undefined;
}>;


export type PayoutBatchesQuery = { readonly __typename: 'Query', readonly payoutBatches: { readonly __typename: 'PayoutBatchPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'PayoutBatch', readonly id: string, readonly messageId: string, readonly currency: string, readonly executeOn: string, readonly createdAt: string, readonly count: number, readonly total: string, readonly account: { readonly __typename: 'BankAccount', readonly holder: string, readonly iban: string } }> } };

export type PayoutBatchRowFragment = { readonly __typename: 'PayoutBatch', readonly id: string, readonly messageId: string, readonly currency: string, readonly executeOn: string, readonly createdAt: string, readonly count: number, readonly total: string, readonly account: { readonly __typename: 'BankAccount', readonly holder: string, readonly iban: string } };

export type PayoutBatchQueryVariables = Exact<{
  id: string;
}>;


export type PayoutBatchQuery = { readonly __typename: 'Query', readonly payoutBatch: { readonly __typename: 'PayoutBatch', readonly id: string, readonly messageId: string, readonly currency: string, readonly executeOn: string, readonly createdAt: string, readonly count: number, readonly total: string, readonly payouts: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null }>, readonly account: { readonly __typename: 'BankAccount', readonly holder: string, readonly iban: string } } | null };

export type CreatePayoutBatchMutationVariables = Exact<{
  statements?: ReadonlyArray<string> | string | null | undefined;
  executeOn?: string | null | undefined;
}>;


export type CreatePayoutBatchMutation = { readonly __typename: 'Mutation', readonly createPayoutBatch: { readonly __typename: 'PayoutBatch', readonly id: string, readonly messageId: string, readonly currency: string, readonly executeOn: string, readonly createdAt: string, readonly count: number, readonly total: string, readonly account: { readonly __typename: 'BankAccount', readonly holder: string, readonly iban: string } } };

export type BankTransactionsQueryVariables = Exact<{
  states?: ReadonlyArray<BankTransactionState> | BankTransactionState | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type BankTransactionsQuery = { readonly __typename: 'Query', readonly bankTransactions: { readonly __typename: 'BankTransactionPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'BankTransaction', readonly id: string, readonly statement: string, readonly isCredit: boolean, readonly isReturn: boolean, readonly amount: string, readonly currency: string, readonly bookedAt: string | null, readonly reference: string | null, readonly remittance: string, readonly counterpartyName: string | null, readonly counterpartyIban: string | null, readonly state: BankTransactionState, readonly reason: string | null, readonly importedAt: string, readonly payments: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null }> }> } };

export type BankTransactionRowFragment = { readonly __typename: 'BankTransaction', readonly id: string, readonly statement: string, readonly isCredit: boolean, readonly isReturn: boolean, readonly amount: string, readonly currency: string, readonly bookedAt: string | null, readonly reference: string | null, readonly remittance: string, readonly counterpartyName: string | null, readonly counterpartyIban: string | null, readonly state: BankTransactionState, readonly reason: string | null, readonly importedAt: string, readonly payments: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null }> };

export type ImportBankStatementMutationVariables = Exact<{
  camt053: string;
}>;


export type ImportBankStatementMutation = { readonly __typename: 'Mutation', readonly importBankStatement: { readonly __typename: 'BankImport', readonly statements: number, readonly matched: number, readonly open: number, readonly repeated: number, readonly pending: number } };

export type MatchBankTransactionMutationVariables = Exact<{
  id: string;
  payment: string;
  reason: string;
}>;


export type MatchBankTransactionMutation = { readonly __typename: 'Mutation', readonly matchBankTransaction: { readonly __typename: 'BankTransaction', readonly id: string, readonly statement: string, readonly isCredit: boolean, readonly isReturn: boolean, readonly amount: string, readonly currency: string, readonly bookedAt: string | null, readonly reference: string | null, readonly remittance: string, readonly counterpartyName: string | null, readonly counterpartyIban: string | null, readonly state: BankTransactionState, readonly reason: string | null, readonly importedAt: string, readonly payments: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null }> } };

export type DismissBankTransactionMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type DismissBankTransactionMutation = { readonly __typename: 'Mutation', readonly dismissBankTransaction: { readonly __typename: 'BankTransaction', readonly id: string, readonly statement: string, readonly isCredit: boolean, readonly isReturn: boolean, readonly amount: string, readonly currency: string, readonly bookedAt: string | null, readonly reference: string | null, readonly remittance: string, readonly counterpartyName: string | null, readonly counterpartyIban: string | null, readonly state: BankTransactionState, readonly reason: string | null, readonly importedAt: string, readonly payments: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly reference: string, readonly direction: PaymentDirection, readonly provider: string, readonly party: string, readonly statement: string, readonly amount: string, readonly currency: string, readonly state: PaymentState, readonly reason: string | null, readonly createdAt: string, readonly changedAt: string, readonly settledAt: string | null }> } };

export type PaymentDoubtsQueryVariables = Exact<{
  page?: PageInput | null | undefined;
}>;


export type PaymentDoubtsQuery = { readonly __typename: 'Query', readonly paymentDoubts: { readonly __typename: 'PaymentDoubtPage', readonly total: number, readonly items: ReadonlyArray<{ readonly __typename: 'PaymentDoubt', readonly id: string, readonly provider: string, readonly kind: string, readonly outcome: string, readonly reason: string | null, readonly receivedAt: string }> } };

export type PutPaymentAccountMutationVariables = Exact<{
  input: PaymentAccountInput;
}>;


export type PutPaymentAccountMutation = { readonly __typename: 'Mutation', readonly putPaymentAccount: boolean };

export type ProblemRowFragment = { readonly __typename: 'PartnerProblem', readonly id: string, readonly party: string | null, readonly platformId: string | null, readonly module: string | null, readonly direction: ExchangeDirection, readonly status: ExchangeStatus, readonly code: string, readonly pointer: string | null, readonly message: string | null, readonly requirement: string | null, readonly count: number, readonly firstSeen: string, readonly lastSeen: string, readonly series: ReadonlyArray<number>, readonly exchangeId: string };

export type ProblemsQueryVariables = Exact<{
  filter?: ProblemFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type ProblemsQuery = { readonly __typename: 'Query', readonly problems: { readonly __typename: 'PartnerProblemPage', readonly total: number, readonly next: string | null, readonly isComplete: boolean, readonly since: string, readonly until: string, readonly items: ReadonlyArray<{ readonly __typename: 'PartnerProblem', readonly id: string, readonly party: string | null, readonly platformId: string | null, readonly module: string | null, readonly direction: ExchangeDirection, readonly status: ExchangeStatus, readonly code: string, readonly pointer: string | null, readonly message: string | null, readonly requirement: string | null, readonly count: number, readonly firstSeen: string, readonly lastSeen: string, readonly series: ReadonlyArray<number>, readonly exchangeId: string }> } };

export type ViolationRowFragment = { readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly firstSeen: string, readonly lastSeen: string, readonly lastDay: ReadonlyArray<number> };

export type DocumentProblemsQueryVariables = Exact<{ [key: string]: never; }>;


export type DocumentProblemsQuery = { readonly __typename: 'Query', readonly locations: ReadonlyArray<{ readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly firstSeen: string, readonly lastSeen: string, readonly lastDay: ReadonlyArray<number> }>, readonly sessions: ReadonlyArray<{ readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly firstSeen: string, readonly lastSeen: string, readonly lastDay: ReadonlyArray<number> }>, readonly cdrs: ReadonlyArray<{ readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly firstSeen: string, readonly lastSeen: string, readonly lastDay: ReadonlyArray<number> }>, readonly tariffs: ReadonlyArray<{ readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly firstSeen: string, readonly lastSeen: string, readonly lastDay: ReadonlyArray<number> }>, readonly tokens: ReadonlyArray<{ readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly firstSeen: string, readonly lastSeen: string, readonly lastDay: ReadonlyArray<number> }>, readonly invoicereconciliation: ReadonlyArray<{ readonly __typename: 'ViolationCount', readonly party: string, readonly code: ViolationCode, readonly pointer: string, readonly count: number, readonly message: string, readonly requirement: string | null, readonly example: string, readonly firstSeen: string, readonly lastSeen: string, readonly lastDay: ReadonlyArray<number> }> };

export type SessionRowFragment = { readonly __typename: 'Session', readonly ref: string, readonly status: SessionStatus, readonly startDateTime: string, readonly endDateTime: string | null, readonly kwh: number, readonly currency: string, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number } | null, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly city: string } | null };

export type SessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type SessionsQuery = { readonly __typename: 'Query', readonly sessions: { readonly __typename: 'SessionPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Session', readonly ref: string, readonly status: SessionStatus, readonly startDateTime: string, readonly endDateTime: string | null, readonly kwh: number, readonly currency: string, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number } | null, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly location: { readonly __typename: 'Location', readonly ref: string, readonly name: string | null, readonly city: string } | null }> } };

export type SessionQueryVariables = Exact<{
  ref: string;
  at?: string | null | undefined;
}>;


export type SessionQuery = { readonly __typename: 'Query', readonly session: { readonly __typename: 'Session', readonly authMethod: AuthMethod, readonly authorizationReference: string | null, readonly meterId: string | null, readonly locationId: string, readonly evseUid: string, readonly connectorId: string, readonly document: OcpiSession, readonly lastUpdated: string, readonly ref: string, readonly status: SessionStatus, readonly startDateTime: string, readonly endDateTime: string | null, readonly kwh: number, readonly currency: string, readonly cdrToken: { readonly __typename: 'CdrToken', readonly uid: string, readonly type: string, readonly contractId: string }, readonly token: { readonly __typename: 'Token', readonly ref: string } | null, readonly location: { readonly __typename: 'Location', readonly address: string, readonly timeZone: string, readonly ref: string, readonly name: string | null, readonly city: string } | null, readonly evse: { readonly __typename: 'Evse', readonly ref: string, readonly evseId: string | null } | null, readonly connector: { readonly __typename: 'Connector', readonly ref: string, readonly standard: string, readonly powerType: PowerType, readonly maxElectricPower: number | null } | null, readonly chargingPeriods: ReadonlyArray<{ readonly __typename: 'ChargingPeriod', readonly startDateTime: string, readonly tariffId: string | null, readonly dimensions: ReadonlyArray<{ readonly __typename: 'CdrDimension', readonly type: CdrDimensionType, readonly volume: number }> }>, readonly tariffs: ReadonlyArray<{ readonly __typename: 'Tariff', readonly ref: string, readonly currency: string } | null>, readonly runningCost: { readonly __typename: 'PriceExplanation', readonly currency: string, readonly timeZone: string, readonly tariffs: ReadonlyArray<string>, readonly lines: ReadonlyArray<{ readonly __typename: 'PriceLine', readonly dimension: TariffDimensionType, readonly reservation: ReservationRestrictionType | null, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string, readonly billed: string, readonly step: number | null, readonly tariff: string, readonly rate: string, readonly rule: string, readonly cost: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } }>, readonly unpriced: ReadonlyArray<{ readonly __typename: 'UnpricedVolume', readonly dimension: TariffDimensionType, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string }>, readonly subtotal: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly adjustments: ReadonlyArray<{ readonly __typename: 'PriceAdjustment', readonly code: PriceAdjustmentCode, readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly rule: string }>, readonly total: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly notes: ReadonlyArray<{ readonly __typename: 'PriceNote', readonly code: string, readonly rule: string, readonly sentence: string }> } | null, readonly cdr: { readonly __typename: 'Cdr', readonly ref: string, readonly check: { readonly __typename: 'CdrCheck', readonly state: CdrCheckState } | null } | null, readonly violations: ReadonlyArray<{ readonly __typename: 'Violation', readonly pointer: string, readonly code: ViolationCode, readonly message: string }>, readonly totalCost: { readonly __typename: 'Price', readonly beforeTaxes: number, readonly afterTaxes: number } | null, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null } | null };

export type SessionExchangesQueryVariables = Exact<{
  filter?: ExchangeFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type SessionExchangesQuery = { readonly __typename: 'Query', readonly exchanges: { readonly __typename: 'ExchangePage', readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly direction: ExchangeDirection, readonly mode: ExchangeMode, readonly method: string, readonly url: string, readonly module: string | null, readonly from: string | null, readonly to: string | null, readonly http: number | null, readonly ocpi: number | null, readonly status: ExchangeStatus, readonly correlationId: string, readonly violationCount: number, readonly request: { readonly __typename: 'ExchangeMessage', readonly state: ExchangeBodyState, readonly body: string | null }, readonly failure: { readonly __typename: 'ExchangeFailure', readonly kind: string, readonly message: string } | null }> } };

export type ExplanationFragment = { readonly __typename: 'PriceExplanation', readonly currency: string, readonly timeZone: string, readonly tariffs: ReadonlyArray<string>, readonly lines: ReadonlyArray<{ readonly __typename: 'PriceLine', readonly dimension: TariffDimensionType, readonly reservation: ReservationRestrictionType | null, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string, readonly billed: string, readonly step: number | null, readonly tariff: string, readonly rate: string, readonly rule: string, readonly cost: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> } }>, readonly unpriced: ReadonlyArray<{ readonly __typename: 'UnpricedVolume', readonly dimension: TariffDimensionType, readonly from: string, readonly to: string, readonly unit: PriceVolumeUnit, readonly measured: string }>, readonly subtotal: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly adjustments: ReadonlyArray<{ readonly __typename: 'PriceAdjustment', readonly code: PriceAdjustmentCode, readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly rule: string }>, readonly total: { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> }, readonly notes: ReadonlyArray<{ readonly __typename: 'PriceNote', readonly code: string, readonly rule: string, readonly sentence: string }> };

export type AmountFragment = { readonly __typename: 'PriceAmount', readonly beforeTaxes: string | null, readonly afterTaxes: string | null, readonly taxes: ReadonlyArray<{ readonly __typename: 'PriceTax', readonly name: string, readonly percentage: string | null, readonly amount: string }> };

export type HubSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type HubSettingsQuery = { readonly __typename: 'Query', readonly hub: { readonly __typename: 'Hub', readonly ref: string, readonly name: string, readonly countryCode: string, readonly partyId: string }, readonly hubPolicy: { readonly __typename: 'HubPolicy', readonly preset: HubPreset, readonly strangers: Strangers, readonly changedAt: string | null, readonly changedBy: string | null }, readonly rateTiers: ReadonlyArray<{ readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number, readonly requestsAtOnce: number, readonly forwardsAtOnce: number, readonly bodyBytes: number, readonly changedAt: string | null, readonly changedBy: string | null }> };

export type PolicyFragment = { readonly __typename: 'HubPolicy', readonly preset: HubPreset, readonly strangers: Strangers, readonly changedAt: string | null, readonly changedBy: string | null };

export type SetHubPolicyMutationVariables = Exact<{
  input: HubPolicyInput;
}>;


export type SetHubPolicyMutation = { readonly __typename: 'Mutation', readonly setHubPolicy: { readonly __typename: 'HubPolicy', readonly preset: HubPreset, readonly strangers: Strangers, readonly changedAt: string | null, readonly changedBy: string | null } };

export type RateTierRowFragment = { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number, readonly requestsAtOnce: number, readonly forwardsAtOnce: number, readonly bodyBytes: number, readonly changedAt: string | null, readonly changedBy: string | null };

export type PutRateTierMutationVariables = Exact<{
  input: RateTierInput;
}>;


export type PutRateTierMutation = { readonly __typename: 'Mutation', readonly putRateTier: { readonly __typename: 'RateTier', readonly name: string, readonly requestsPerSecond: number, readonly burst: number, readonly requestsAtOnce: number, readonly forwardsAtOnce: number, readonly bodyBytes: number, readonly changedAt: string | null, readonly changedBy: string | null } };

export type AgreementsQueryVariables = Exact<{
  filter?: AgreementFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type AgreementsQuery = { readonly __typename: 'Query', readonly agreements: { readonly __typename: 'AgreementPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Agreement', readonly id: string, readonly status: AgreementStatus, readonly modules: ReadonlyArray<string> | null, readonly note: string | null, readonly createdAt: string, readonly createdBy: string | null, readonly changedAt: string, readonly endedAt: string | null, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> }> } };

export type AgreementRowFragment = { readonly __typename: 'Agreement', readonly id: string, readonly status: AgreementStatus, readonly modules: ReadonlyArray<string> | null, readonly note: string | null, readonly createdAt: string, readonly createdBy: string | null, readonly changedAt: string, readonly endedAt: string | null, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> };

export type AgreementQueryVariables = Exact<{
  id: string;
}>;


export type AgreementQuery = { readonly __typename: 'Query', readonly agreement: { readonly __typename: 'Agreement', readonly id: string, readonly status: AgreementStatus, readonly modules: ReadonlyArray<string> | null, readonly note: string | null, readonly createdAt: string, readonly createdBy: string | null, readonly changedAt: string, readonly endedAt: string | null, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } | null };

export type PutAgreementMutationVariables = Exact<{
  input: AgreementInput;
}>;


export type PutAgreementMutation = { readonly __typename: 'Mutation', readonly putAgreement: { readonly __typename: 'Agreement', readonly id: string, readonly status: AgreementStatus, readonly modules: ReadonlyArray<string> | null, readonly note: string | null, readonly createdAt: string, readonly createdBy: string | null, readonly changedAt: string, readonly endedAt: string | null, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type EndAgreementMutationVariables = Exact<{
  id: string;
}>;


export type EndAgreementMutation = { readonly __typename: 'Mutation', readonly endAgreement: { readonly __typename: 'Agreement', readonly id: string, readonly status: AgreementStatus, readonly modules: ReadonlyArray<string> | null, readonly note: string | null, readonly createdAt: string, readonly createdBy: string | null, readonly changedAt: string, readonly endedAt: string | null, readonly parties: ReadonlyArray<{ readonly __typename: 'Party', readonly ref: string, readonly name: string | null }> } };

export type AccountsQueryVariables = Exact<{
  filter?: AccountFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type AccountsQuery = { readonly __typename: 'Query', readonly accounts: { readonly __typename: 'AccountPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Account', readonly id: string, readonly email: string, readonly name: string, readonly role: AccountRole, readonly parties: ReadonlyArray<string> | null, readonly createdAt: string, readonly createdBy: string, readonly lastLoginAt: string | null, readonly disabledAt: string | null, readonly hasPassword: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null }> } };

export type AccountRowFragment = { readonly __typename: 'Account', readonly id: string, readonly email: string, readonly name: string, readonly role: AccountRole, readonly parties: ReadonlyArray<string> | null, readonly createdAt: string, readonly createdBy: string, readonly lastLoginAt: string | null, readonly disabledAt: string | null, readonly hasPassword: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null };

export type AccountQueryVariables = Exact<{
  id: string;
}>;


export type AccountQuery = { readonly __typename: 'Query', readonly account: { readonly __typename: 'Account', readonly id: string, readonly email: string, readonly name: string, readonly role: AccountRole, readonly parties: ReadonlyArray<string> | null, readonly createdAt: string, readonly createdBy: string, readonly lastLoginAt: string | null, readonly disabledAt: string | null, readonly hasPassword: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } | null };

export type InviteAccountMutationVariables = Exact<{
  input: AccountInput;
}>;


export type InviteAccountMutation = { readonly __typename: 'Mutation', readonly inviteAccount: { readonly __typename: 'AccountInvitation', readonly link: string, readonly expiresAt: string, readonly mailed: boolean, readonly account: { readonly __typename: 'Account', readonly id: string, readonly email: string, readonly name: string, readonly role: AccountRole, readonly parties: ReadonlyArray<string> | null, readonly createdAt: string, readonly createdBy: string, readonly lastLoginAt: string | null, readonly disabledAt: string | null, readonly hasPassword: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } } };

export type ChangeAccountMutationVariables = Exact<{
  id: string;
  input: AccountChangeInput;
}>;


export type ChangeAccountMutation = { readonly __typename: 'Mutation', readonly changeAccount: { readonly __typename: 'Account', readonly id: string, readonly email: string, readonly name: string, readonly role: AccountRole, readonly parties: ReadonlyArray<string> | null, readonly createdAt: string, readonly createdBy: string, readonly lastLoginAt: string | null, readonly disabledAt: string | null, readonly hasPassword: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } };

export type DisableAccountMutationVariables = Exact<{
  id: string;
}>;


export type DisableAccountMutation = { readonly __typename: 'Mutation', readonly disableAccount: { readonly __typename: 'Account', readonly id: string, readonly email: string, readonly name: string, readonly role: AccountRole, readonly parties: ReadonlyArray<string> | null, readonly createdAt: string, readonly createdBy: string, readonly lastLoginAt: string | null, readonly disabledAt: string | null, readonly hasPassword: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } };

export type EnableAccountMutationVariables = Exact<{
  id: string;
}>;


export type EnableAccountMutation = { readonly __typename: 'Mutation', readonly enableAccount: { readonly __typename: 'Account', readonly id: string, readonly email: string, readonly name: string, readonly role: AccountRole, readonly parties: ReadonlyArray<string> | null, readonly createdAt: string, readonly createdBy: string, readonly lastLoginAt: string | null, readonly disabledAt: string | null, readonly hasPassword: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } };

export type PlatformNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type PlatformNamesQuery = { readonly __typename: 'Query', readonly platforms: { readonly __typename: 'PlatformPage', readonly items: ReadonlyArray<{ readonly __typename: 'Platform', readonly id: string, readonly name: string }> } };

export type ApiKeysQueryVariables = Exact<{
  page?: PageInput | null | undefined;
}>;


export type ApiKeysQuery = { readonly __typename: 'Query', readonly apiKeys: { readonly __typename: 'ApiKeyPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'ApiKey', readonly name: string, readonly role: AccountRole, readonly scopes: ReadonlyArray<KeyScope> | null, readonly createdAt: string, readonly createdBy: string | null, readonly expiresAt: string | null, readonly formerUntil: string | null, readonly lastUsedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null }> } };

export type ApiKeyRowFragment = { readonly __typename: 'ApiKey', readonly name: string, readonly role: AccountRole, readonly scopes: ReadonlyArray<KeyScope> | null, readonly createdAt: string, readonly createdBy: string | null, readonly expiresAt: string | null, readonly formerUntil: string | null, readonly lastUsedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: ApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly __typename: 'Mutation', readonly createApiKey: { readonly __typename: 'MadeApiKey', readonly secret: string, readonly key: { readonly __typename: 'ApiKey', readonly name: string, readonly role: AccountRole, readonly scopes: ReadonlyArray<KeyScope> | null, readonly createdAt: string, readonly createdBy: string | null, readonly expiresAt: string | null, readonly formerUntil: string | null, readonly lastUsedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } } };

export type RotateApiKeyMutationVariables = Exact<{
  name: string;
  overlapHours: number;
}>;


export type RotateApiKeyMutation = { readonly __typename: 'Mutation', readonly rotateApiKey: { readonly __typename: 'MadeApiKey', readonly secret: string, readonly key: { readonly __typename: 'ApiKey', readonly name: string, readonly role: AccountRole, readonly scopes: ReadonlyArray<KeyScope> | null, readonly createdAt: string, readonly createdBy: string | null, readonly expiresAt: string | null, readonly formerUntil: string | null, readonly lastUsedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } } };

export type RevokeApiKeyMutationVariables = Exact<{
  name: string;
}>;


export type RevokeApiKeyMutation = { readonly __typename: 'Mutation', readonly revokeApiKey: { readonly __typename: 'ApiKey', readonly name: string, readonly role: AccountRole, readonly scopes: ReadonlyArray<KeyScope> | null, readonly createdAt: string, readonly createdBy: string | null, readonly expiresAt: string | null, readonly formerUntil: string | null, readonly lastUsedAt: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null } };

export type BillingProfilesQueryVariables = Exact<{
  page?: PageInput | null | undefined;
}>;


export type BillingProfilesQuery = { readonly __typename: 'Query', readonly billingProfiles: { readonly __typename: 'BillingProfilePage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'BillingProfile', readonly name: string, readonly legalName: string | null, readonly vatId: string | null, readonly iban: string | null, readonly bic: string | null, readonly email: string | null, readonly since: string, readonly address: { readonly __typename: 'BillingAddress', readonly street: string, readonly city: string, readonly postalCode: string, readonly country: string } | null, readonly party: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }> } };

export type ProfileRowFragment = { readonly __typename: 'BillingProfile', readonly name: string, readonly legalName: string | null, readonly vatId: string | null, readonly iban: string | null, readonly bic: string | null, readonly email: string | null, readonly since: string, readonly address: { readonly __typename: 'BillingAddress', readonly street: string, readonly city: string, readonly postalCode: string, readonly country: string } | null, readonly party: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } };

export type BillingProfileQueryVariables = Exact<{
  party: string;
}>;


export type BillingProfileQuery = { readonly __typename: 'Query', readonly billingProfile: { readonly __typename: 'BillingProfile', readonly name: string, readonly legalName: string | null, readonly vatId: string | null, readonly iban: string | null, readonly bic: string | null, readonly email: string | null, readonly since: string, readonly address: { readonly __typename: 'BillingAddress', readonly street: string, readonly city: string, readonly postalCode: string, readonly country: string } | null, readonly party: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } } | null };

export type PutBillingProfileMutationVariables = Exact<{
  party: string;
  input: BillingProfileInput;
}>;


export type PutBillingProfileMutation = { readonly __typename: 'Mutation', readonly putBillingProfile: { readonly __typename: 'BillingProfile', readonly name: string, readonly legalName: string | null, readonly vatId: string | null, readonly iban: string | null, readonly bic: string | null, readonly email: string | null, readonly since: string, readonly address: { readonly __typename: 'BillingAddress', readonly street: string, readonly city: string, readonly postalCode: string, readonly country: string } | null, readonly party: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } } };

export type AuditTrailQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type AuditTrailQuery = { readonly __typename: 'Query', readonly auditTrail: { readonly __typename: 'AuditPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'AuditEntry', readonly id: string, readonly at: string, readonly action: string, readonly outcome: AuditOutcome, readonly reason: string | null, readonly before: unknown, readonly after: unknown, readonly requestId: string, readonly correlationId: string, readonly actor: { readonly __typename: 'AuditActor', readonly kind: string, readonly name: string }, readonly subject: { readonly __typename: 'AuditSubject', readonly type: string, readonly ref: string } }> } };

export type AuditRowFragment = { readonly __typename: 'AuditEntry', readonly id: string, readonly at: string, readonly action: string, readonly outcome: AuditOutcome, readonly reason: string | null, readonly before: unknown, readonly after: unknown, readonly requestId: string, readonly correlationId: string, readonly actor: { readonly __typename: 'AuditActor', readonly kind: string, readonly name: string }, readonly subject: { readonly __typename: 'AuditSubject', readonly type: string, readonly ref: string } };

export type AuditLiveSubscriptionVariables = Exact<{
  filter?: AuditFilter | null | undefined;
}>;


export type AuditLiveSubscription = { readonly audited: { readonly __typename: 'AuditEntry', readonly id: string, readonly at: string, readonly action: string, readonly outcome: AuditOutcome, readonly reason: string | null, readonly before: unknown, readonly after: unknown, readonly requestId: string, readonly correlationId: string, readonly actor: { readonly __typename: 'AuditActor', readonly kind: string, readonly name: string }, readonly subject: { readonly __typename: 'AuditSubject', readonly type: string, readonly ref: string } } };

export type StatementRowFragment = { readonly __typename: 'Statement', readonly number: string, readonly kind: StatementKind, readonly currency: string, readonly periodFrom: string, readonly periodTo: string, readonly issuedAt: string, readonly payableBy: string | null, readonly totalBeforeTaxes: string, readonly totalTaxes: string, readonly totalAfterTaxes: string, readonly issuer: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly recipient: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } };

export type StatementsQueryVariables = Exact<{
  filter?: StatementFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type StatementsQuery = { readonly __typename: 'Query', readonly statements: { readonly __typename: 'StatementPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Statement', readonly number: string, readonly kind: StatementKind, readonly currency: string, readonly periodFrom: string, readonly periodTo: string, readonly issuedAt: string, readonly payableBy: string | null, readonly totalBeforeTaxes: string, readonly totalTaxes: string, readonly totalAfterTaxes: string, readonly issuer: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly recipient: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }> } };

export type StatementQueryVariables = Exact<{
  number: string;
  after?: number;
  limit?: number;
}>;


export type StatementQuery = { readonly __typename: 'Query', readonly statement: { readonly __typename: 'Statement', readonly about: ReadonlyArray<string>, readonly settledBy: string | null, readonly number: string, readonly kind: StatementKind, readonly currency: string, readonly periodFrom: string, readonly periodTo: string, readonly issuedAt: string, readonly payableBy: string | null, readonly totalBeforeTaxes: string, readonly totalTaxes: string, readonly totalAfterTaxes: string, readonly taxes: ReadonlyArray<{ readonly __typename: 'StatementTax', readonly name: string, readonly percentage: string | null, readonly base: string, readonly amount: string }>, readonly netting: ReadonlyArray<{ readonly __typename: 'StatementDebt', readonly amount: string, readonly debtor: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly creditor: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }>, readonly lines: ReadonlyArray<{ readonly __typename: 'StatementLine', readonly position: number, readonly description: string, readonly at: string, readonly quantity: string, readonly unit: string, readonly amountBeforeTaxes: string, readonly taxName: string | null, readonly taxPercentage: string | null, readonly taxAmount: string, readonly amountAfterTaxes: string, readonly cdr: { readonly __typename: 'Cdr', readonly ref: string } | null }>, readonly issuer: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly recipient: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } } | null };

export type DebtFragment = { readonly __typename: 'StatementDebt', readonly amount: string, readonly debtor: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly creditor: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } };

export type NettingQueryVariables = Exact<{
  page?: PageInput | null | undefined;
  party?: string | null | undefined;
  currency?: string | null | undefined;
}>;


export type NettingQuery = { readonly __typename: 'Query', readonly statements: { readonly __typename: 'StatementPage', readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Statement', readonly number: string, readonly kind: StatementKind, readonly currency: string, readonly periodFrom: string, readonly periodTo: string, readonly issuedAt: string, readonly payableBy: string | null, readonly totalBeforeTaxes: string, readonly totalTaxes: string, readonly totalAfterTaxes: string, readonly netting: ReadonlyArray<{ readonly __typename: 'StatementDebt', readonly amount: string, readonly debtor: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly creditor: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }>, readonly issuer: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null }, readonly recipient: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } }> } };

export type TariffRowFragment = { readonly __typename: 'Tariff', readonly ref: string, readonly id: string, readonly currency: string, readonly type: TariffType | null, readonly taxIncluded: TaxIncluded, readonly startDateTime: string | null, readonly endDateTime: string | null, readonly lastUpdated: string, readonly elements: ReadonlyArray<{ readonly __typename: 'TariffElement', readonly priceComponents: ReadonlyArray<{ readonly __typename: 'PriceComponent', readonly type: TariffDimensionType, readonly price: number }> }>, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null };

export type TariffsQueryVariables = Exact<{
  filter?: TariffFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type TariffsQuery = { readonly __typename: 'Query', readonly tariffs: { readonly __typename: 'TariffPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Tariff', readonly ref: string, readonly id: string, readonly currency: string, readonly type: TariffType | null, readonly taxIncluded: TaxIncluded, readonly startDateTime: string | null, readonly endDateTime: string | null, readonly lastUpdated: string, readonly elements: ReadonlyArray<{ readonly __typename: 'TariffElement', readonly priceComponents: ReadonlyArray<{ readonly __typename: 'PriceComponent', readonly type: TariffDimensionType, readonly price: number }> }>, readonly cpo: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null }> } };

export type TariffQueryVariables = Exact<{
  ref: string;
}>;


export type TariffQuery = { readonly __typename: 'Query', readonly tariff: { readonly __typename: 'Tariff', readonly tariffAltUrl: string | null, readonly document: OcpiTariff, readonly ref: string, readonly id: string, readonly currency: string, readonly type: TariffType | null, readonly taxIncluded: TaxIncluded, readonly startDateTime: string | null, readonly endDateTime: string | null, readonly lastUpdated: string, readonly cpo: { readonly __typename: 'Party', readonly ocpiVersion: string | null, readonly ref: string, readonly name: string | null } | null, readonly tariffAltText: ReadonlyArray<{ readonly __typename: 'DisplayText', readonly language: string, readonly text: string }>, readonly energyMix: { readonly __typename: 'EnergyMix', readonly isGreenEnergy: boolean, readonly supplierName: string | null, readonly energyProductName: string | null } | null, readonly violations: ReadonlyArray<{ readonly __typename: 'Violation', readonly pointer: string, readonly code: ViolationCode, readonly message: string }>, readonly elements: ReadonlyArray<{ readonly __typename: 'TariffElement', readonly priceComponents: ReadonlyArray<{ readonly __typename: 'PriceComponent', readonly type: TariffDimensionType, readonly price: number }> }> } | null };

export type TokenRowFragment = { readonly __typename: 'Token', readonly ref: string, readonly uid: string, readonly type: string, readonly contractId: string, readonly visualNumber: string | null, readonly issuer: string, readonly valid: boolean, readonly whitelist: WhitelistType, readonly lastUpdated: string, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null };

export type TokensQueryVariables = Exact<{
  filter?: TokenFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type TokensQuery = { readonly __typename: 'Query', readonly tokens: { readonly __typename: 'TokenPage', readonly total: number, readonly next: string | null, readonly items: ReadonlyArray<{ readonly __typename: 'Token', readonly ref: string, readonly uid: string, readonly type: string, readonly contractId: string, readonly visualNumber: string | null, readonly issuer: string, readonly valid: boolean, readonly whitelist: WhitelistType, readonly lastUpdated: string, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null }> } };

export type TokenQueryVariables = Exact<{
  ref: string;
}>;


export type TokenQuery = { readonly __typename: 'Query', readonly token: { readonly __typename: 'Token', readonly groupId: string | null, readonly language: string | null, readonly defaultProfileType: ProfileType | null, readonly document: OcpiToken, readonly ref: string, readonly uid: string, readonly type: string, readonly contractId: string, readonly visualNumber: string | null, readonly issuer: string, readonly valid: boolean, readonly whitelist: WhitelistType, readonly lastUpdated: string, readonly energyContract: { readonly __typename: 'EnergyContract', readonly supplierName: string, readonly contractId: string | null } | null, readonly violations: ReadonlyArray<{ readonly __typename: 'Violation', readonly pointer: string, readonly code: ViolationCode, readonly message: string }>, readonly emsp: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null } | null };

export type AuthorizeTokenMutationVariables = Exact<{
  input: AuthorizeTokenInput;
}>;


export type AuthorizeTokenMutation = { readonly __typename: 'Mutation', readonly authorizeToken: { readonly __typename: 'Command', readonly id: string, readonly kind: CommandKind, readonly name: string, readonly status: CommandStatus, readonly outcome: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly answeredAt: string | null, readonly completedAt: string | null, readonly expiresAt: string, readonly request: unknown, readonly correlationId: string, readonly requestedBy: string, readonly receiver: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly requester: { readonly __typename: 'Party', readonly ref: string, readonly name: string | null } | null, readonly failure: { readonly __typename: 'CommandFailure', readonly status: number, readonly message: string } | null, readonly response: { readonly __typename: 'CommandAnswer', readonly result: string, readonly timeout: number | null } | null } };

export type AuthorisationsQueryVariables = Exact<{
  filter?: ExchangeFilter | null | undefined;
  page?: PageInput | null | undefined;
}>;


export type AuthorisationsQuery = { readonly __typename: 'Query', readonly exchanges: { readonly __typename: 'ExchangePage', readonly items: ReadonlyArray<{ readonly __typename: 'Exchange', readonly id: string, readonly startedAt: string, readonly durationMs: number, readonly status: ExchangeStatus, readonly from: string | null, readonly to: string | null, readonly failure: { readonly __typename: 'ExchangeFailure', readonly message: string } | null, readonly response: { readonly __typename: 'ExchangeMessage', readonly body: string | null } }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AnalyticsSumsFragmentDoc = new TypedDocumentString(`
    fragment AnalyticsSums on AnalyticsRow {
  __typename
  from
  key
  charges
  energyKwh
  hours
  meanMinutes
  revenue {
    __typename
    currency
    beforeTaxes
  }
}
    `, {"fragmentName":"AnalyticsSums"}) as unknown as TypedDocumentString<AnalyticsSumsFragment, unknown>;
export const CdrRowFragmentDoc = new TypedDocumentString(`
    fragment CdrRow on Cdr {
  __typename
  ref
  startDateTime
  endDateTime
  currency
  totalEnergy
  totalTime
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  credit
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  check {
    __typename
    ref
    state
    checks {
      __typename
      code
      severity
    }
  }
}
    `, {"fragmentName":"CdrRow"}) as unknown as TypedDocumentString<CdrRowFragment, unknown>;
export const AmountFragmentDoc = new TypedDocumentString(`
    fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}
    `, {"fragmentName":"Amount"}) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const ExplanationFragmentDoc = new TypedDocumentString(`
    fragment Explanation on PriceExplanation {
  __typename
  currency
  timeZone
  tariffs
  lines {
    __typename
    dimension
    reservation
    from
    to
    unit
    measured
    billed
    step
    tariff
    rate
    cost {
      __typename
      ...Amount
    }
    rule
  }
  unpriced {
    __typename
    dimension
    from
    to
    unit
    measured
  }
  subtotal {
    __typename
    ...Amount
  }
  adjustments {
    __typename
    code
    beforeTaxes
    afterTaxes
    rule
  }
  total {
    __typename
    ...Amount
  }
  notes {
    __typename
    code
    rule
    sentence
  }
}
    fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}`, {"fragmentName":"Explanation"}) as unknown as TypedDocumentString<ExplanationFragment, unknown>;
export const CheckWholeFragmentDoc = new TypedDocumentString(`
    fragment CheckWhole on CdrCheck {
  __typename
  ref
  state
  changedAt
  at
  dueAt
  engine
  decision
  decidedBy
  decidedAt
  claimed {
    __typename
    ...Amount
  }
  computed {
    __typename
    ...Explanation
  }
  difference {
    __typename
    lines {
      __typename
      field
      code
      claimed {
        __typename
        ...Amount
      }
      computed {
        __typename
        ...Amount
      }
      difference {
        __typename
        beforeTaxes
        afterTaxes
      }
      tolerance
      sentence
    }
  }
  checks {
    __typename
    code
    severity
    requirement
    pointer
    sentence
    other {
      __typename
      ref
    }
  }
  disputes {
    __typename
    id
    raisedBy
    raisedAt
    reason
    lines {
      __typename
      field
      expectedBeforeTaxes
      expectedAfterTaxes
      reason
    }
    outcome
    closedAt
    closedBy
    closing
  }
}
    fragment Explanation on PriceExplanation {
  __typename
  currency
  timeZone
  tariffs
  lines {
    __typename
    dimension
    reservation
    from
    to
    unit
    measured
    billed
    step
    tariff
    rate
    cost {
      __typename
      ...Amount
    }
    rule
  }
  unpriced {
    __typename
    dimension
    from
    to
    unit
    measured
  }
  subtotal {
    __typename
    ...Amount
  }
  adjustments {
    __typename
    code
    beforeTaxes
    afterTaxes
    rule
  }
  total {
    __typename
    ...Amount
  }
  notes {
    __typename
    code
    rule
    sentence
  }
}
fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}`, {"fragmentName":"CheckWhole"}) as unknown as TypedDocumentString<CheckWholeFragment, unknown>;
export const TransferRowFragmentDoc = new TypedDocumentString(`
    fragment TransferRow on LedgerTransfer {
  __typename
  id
  cause
  kind
  state
  currency
  amount
  cdrLine
  taxName
  taxPercentage
  note
  reason
  statement
  occurredAt
  recordedAt
  settledAt
  debit {
    __typename
    kind
    owner {
      __typename
      ref
      name
    }
  }
  credit {
    __typename
    kind
    owner {
      __typename
      ref
      name
    }
  }
  cdr {
    __typename
    ref
  }
}
    `, {"fragmentName":"TransferRow"}) as unknown as TypedDocumentString<TransferRowFragment, unknown>;
export const JobLineFragmentDoc = new TypedDocumentString(`
    fragment JobLine on Job {
  __typename
  id
  kind
  state
  step
  done
  input
  result
  error
  askedBy
  createdAt
  startedAt
  finishedAt
}
    `, {"fragmentName":"JobLine"}) as unknown as TypedDocumentString<JobLineFragment, unknown>;
export const FeeRuleRowFragmentDoc = new TypedDocumentString(`
    fragment FeeRuleRow on FeeRule {
  __typename
  id
  name
  payer
  currency
  perSession
  perKwh
  percent
  taxName
  taxPercentage
  validFrom
  validUntil
  changedAt
  changedBy
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"FeeRuleRow"}) as unknown as TypedDocumentString<FeeRuleRowFragment, unknown>;
export const RevenueShareRowFragmentDoc = new TypedDocumentString(`
    fragment RevenueShareRow on RevenueShare {
  __typename
  id
  name
  percent
  taxName
  taxPercentage
  validFrom
  validUntil
  changedAt
  changedBy
  cpo {
    __typename
    ref
    name
  }
  beneficiary {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"RevenueShareRow"}) as unknown as TypedDocumentString<RevenueShareRowFragment, unknown>;
export const CommandRowFragmentDoc = new TypedDocumentString(`
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}
    `, {"fragmentName":"CommandRow"}) as unknown as TypedDocumentString<CommandRowFragment, unknown>;
export const CommandWholeFragmentDoc = new TypedDocumentString(`
    fragment CommandWhole on Command {
  __typename
  ...CommandRow
  session {
    __typename
    ref
  }
  location {
    __typename
    ref
    name
  }
  token {
    __typename
    ref
  }
  response {
    __typename
    message {
      __typename
      language
      text
    }
    document
  }
  results {
    __typename
    result
    receivedAt
    forwardedAt
    forwardStatus
    message {
      __typename
      language
      text
    }
    document
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"fragmentName":"CommandWhole"}) as unknown as TypedDocumentString<CommandWholeFragment, unknown>;
export const ExchangeRowFragmentDoc = new TypedDocumentString(`
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}
    `, {"fragmentName":"ExchangeRow"}) as unknown as TypedDocumentString<ExchangeRowFragment, unknown>;
export const FoundRowFragmentDoc = new TypedDocumentString(`
    fragment FoundRow on Found {
  __typename
  kind
  ref
  title
  detail
}
    `, {"fragmentName":"FoundRow"}) as unknown as TypedDocumentString<FoundRowFragment, unknown>;
export const LocationRowFragmentDoc = new TypedDocumentString(`
    fragment LocationRow on Location {
  __typename
  ref
  name
  address
  city
  country
  publish
  coordinates {
    __typename
    latitude
    longitude
  }
  cpo {
    __typename
    ref
    name
  }
  evses {
    __typename
    ref
    status
  }
}
    `, {"fragmentName":"LocationRow"}) as unknown as TypedDocumentString<LocationRowFragment, unknown>;
export const AlarmLineFragmentDoc = new TypedDocumentString(`
    fragment AlarmLine on Alarm {
  __typename
  id
  kind
  reason
  count
  raisedAt
  lastAt
  clearedAt
  platform {
    __typename
    id
    name
  }
}
    `, {"fragmentName":"AlarmLine"}) as unknown as TypedDocumentString<AlarmLineFragment, unknown>;
export const PartyRowFragmentDoc = new TypedDocumentString(`
    fragment PartyRow on Party {
  __typename
  ref
  name
  status
  ocpiVersion
  roles {
    __typename
    role
    status
    statusChangedAt
  }
}
    `, {"fragmentName":"PartyRow"}) as unknown as TypedDocumentString<PartyRowFragment, unknown>;
export const PlatformRowFragmentDoc = new TypedDocumentString(`
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"PlatformRow"}) as unknown as TypedDocumentString<PlatformRowFragment, unknown>;
export const PullRowFragmentDoc = new TypedDocumentString(`
    fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
    `, {"fragmentName":"PullRow"}) as unknown as TypedDocumentString<PullRowFragment, unknown>;
export const PlatformWholeFragmentDoc = new TypedDocumentString(`
    fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}`, {"fragmentName":"PlatformWhole"}) as unknown as TypedDocumentString<PlatformWholeFragment, unknown>;
export const PayoutBatchRowFragmentDoc = new TypedDocumentString(`
    fragment PayoutBatchRow on PayoutBatch {
  __typename
  id
  messageId
  currency
  executeOn
  createdAt
  count
  total
  account {
    __typename
    holder
    iban
  }
}
    `, {"fragmentName":"PayoutBatchRow"}) as unknown as TypedDocumentString<PayoutBatchRowFragment, unknown>;
export const PaymentRowFragmentDoc = new TypedDocumentString(`
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}
    `, {"fragmentName":"PaymentRow"}) as unknown as TypedDocumentString<PaymentRowFragment, unknown>;
export const BankTransactionRowFragmentDoc = new TypedDocumentString(`
    fragment BankTransactionRow on BankTransaction {
  __typename
  id
  statement
  isCredit
  isReturn
  amount
  currency
  bookedAt
  reference
  remittance
  counterpartyName
  counterpartyIban
  state
  reason
  importedAt
  payments {
    __typename
    ...PaymentRow
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}`, {"fragmentName":"BankTransactionRow"}) as unknown as TypedDocumentString<BankTransactionRowFragment, unknown>;
export const ProblemRowFragmentDoc = new TypedDocumentString(`
    fragment ProblemRow on PartnerProblem {
  __typename
  id
  party
  platformId
  module
  direction
  status
  code
  pointer
  message
  requirement
  count
  firstSeen
  lastSeen
  series
  exchangeId
}
    `, {"fragmentName":"ProblemRow"}) as unknown as TypedDocumentString<ProblemRowFragment, unknown>;
export const ViolationRowFragmentDoc = new TypedDocumentString(`
    fragment ViolationRow on ViolationCount {
  __typename
  party
  code
  pointer
  count
  message
  requirement
  example
  firstSeen
  lastSeen
  lastDay
}
    `, {"fragmentName":"ViolationRow"}) as unknown as TypedDocumentString<ViolationRowFragment, unknown>;
export const SessionRowFragmentDoc = new TypedDocumentString(`
    fragment SessionRow on Session {
  __typename
  ref
  status
  startDateTime
  endDateTime
  kwh
  currency
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
    city
  }
}
    `, {"fragmentName":"SessionRow"}) as unknown as TypedDocumentString<SessionRowFragment, unknown>;
export const PolicyFragmentDoc = new TypedDocumentString(`
    fragment Policy on HubPolicy {
  __typename
  preset
  strangers
  changedAt
  changedBy
}
    `, {"fragmentName":"Policy"}) as unknown as TypedDocumentString<PolicyFragment, unknown>;
export const RateTierRowFragmentDoc = new TypedDocumentString(`
    fragment RateTierRow on RateTier {
  __typename
  name
  requestsPerSecond
  burst
  requestsAtOnce
  forwardsAtOnce
  bodyBytes
  changedAt
  changedBy
}
    `, {"fragmentName":"RateTierRow"}) as unknown as TypedDocumentString<RateTierRowFragment, unknown>;
export const AgreementRowFragmentDoc = new TypedDocumentString(`
    fragment AgreementRow on Agreement {
  __typename
  id
  status
  modules
  note
  createdAt
  createdBy
  changedAt
  endedAt
  parties {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"AgreementRow"}) as unknown as TypedDocumentString<AgreementRowFragment, unknown>;
export const AccountRowFragmentDoc = new TypedDocumentString(`
    fragment AccountRow on Account {
  __typename
  id
  email
  name
  role
  parties
  createdAt
  createdBy
  lastLoginAt
  disabledAt
  hasPassword
  platform {
    __typename
    id
    name
  }
}
    `, {"fragmentName":"AccountRow"}) as unknown as TypedDocumentString<AccountRowFragment, unknown>;
export const ApiKeyRowFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyRow on ApiKey {
  __typename
  name
  role
  scopes
  createdAt
  createdBy
  expiresAt
  formerUntil
  lastUsedAt
  platform {
    __typename
    id
    name
  }
}
    `, {"fragmentName":"ApiKeyRow"}) as unknown as TypedDocumentString<ApiKeyRowFragment, unknown>;
export const ProfileRowFragmentDoc = new TypedDocumentString(`
    fragment ProfileRow on BillingProfile {
  __typename
  name
  legalName
  vatId
  iban
  bic
  email
  since
  address {
    __typename
    street
    city
    postalCode
    country
  }
  party {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"ProfileRow"}) as unknown as TypedDocumentString<ProfileRowFragment, unknown>;
export const AuditRowFragmentDoc = new TypedDocumentString(`
    fragment AuditRow on AuditEntry {
  __typename
  id
  at
  action
  outcome
  reason
  before
  after
  requestId
  correlationId
  actor {
    __typename
    kind
    name
  }
  subject {
    __typename
    type
    ref
  }
}
    `, {"fragmentName":"AuditRow"}) as unknown as TypedDocumentString<AuditRowFragment, unknown>;
export const StatementRowFragmentDoc = new TypedDocumentString(`
    fragment StatementRow on Statement {
  __typename
  number
  kind
  currency
  periodFrom
  periodTo
  issuedAt
  payableBy
  totalBeforeTaxes
  totalTaxes
  totalAfterTaxes
  issuer {
    __typename
    ref
    name
  }
  recipient {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"StatementRow"}) as unknown as TypedDocumentString<StatementRowFragment, unknown>;
export const DebtFragmentDoc = new TypedDocumentString(`
    fragment Debt on StatementDebt {
  __typename
  debtor {
    __typename
    ref
    name
  }
  creditor {
    __typename
    ref
    name
  }
  amount
}
    `, {"fragmentName":"Debt"}) as unknown as TypedDocumentString<DebtFragment, unknown>;
export const TariffRowFragmentDoc = new TypedDocumentString(`
    fragment TariffRow on Tariff {
  __typename
  ref
  id
  currency
  type
  taxIncluded
  startDateTime
  endDateTime
  lastUpdated
  elements {
    __typename
    priceComponents {
      __typename
      type
      price
    }
  }
  cpo {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"TariffRow"}) as unknown as TypedDocumentString<TariffRowFragment, unknown>;
export const TokenRowFragmentDoc = new TypedDocumentString(`
    fragment TokenRow on Token {
  __typename
  ref
  uid
  type
  contractId
  visualNumber
  issuer
  valid
  whitelist
  lastUpdated
  emsp {
    __typename
    ref
    name
  }
}
    `, {"fragmentName":"TokenRow"}) as unknown as TypedDocumentString<TokenRowFragment, unknown>;
export const AnalyticsDocument = new TypedDocumentString(`
    query Analytics($from: DateTime!, $to: DateTime!, $beforeFrom: DateTime!, $interval: AnalyticsInterval!, $by: AnalyticsGroup!, $timeZone: String!, $filter: AnalyticsFilter, $parts: Int! = 50) {
  __typename
  total: analytics(from: $from, to: $to, timeZone: $timeZone, filter: $filter) {
    __typename
    items {
      __typename
      ...AnalyticsSums
    }
  }
  totalBefore: analytics(
    from: $beforeFrom
    to: $from
    timeZone: $timeZone
    filter: $filter
  ) {
    __typename
    items {
      __typename
      ...AnalyticsSums
    }
  }
  time: analytics(
    from: $from
    to: $to
    interval: $interval
    timeZone: $timeZone
    filter: $filter
    page: {limit: 200}
  ) {
    __typename
    items {
      __typename
      ...AnalyticsSums
    }
  }
  timeBefore: analytics(
    from: $beforeFrom
    to: $from
    interval: $interval
    timeZone: $timeZone
    filter: $filter
    page: {limit: 200}
  ) {
    __typename
    items {
      __typename
      ...AnalyticsSums
    }
  }
  parts: analytics(
    from: $from
    to: $to
    by: $by
    timeZone: $timeZone
    filter: $filter
    page: {limit: $parts}
  ) {
    __typename
    total
    next
    items {
      __typename
      ...AnalyticsSums
      party {
        __typename
        ref
        name
      }
      location {
        __typename
        ref
        name
        city
        evses {
          __typename
          ref
        }
      }
    }
  }
  partsBefore: analytics(
    from: $beforeFrom
    to: $from
    by: $by
    timeZone: $timeZone
    filter: $filter
    page: {limit: 200}
  ) {
    __typename
    items {
      __typename
      ...AnalyticsSums
    }
  }
}
    fragment AnalyticsSums on AnalyticsRow {
  __typename
  from
  key
  charges
  energyKwh
  hours
  meanMinutes
  revenue {
    __typename
    currency
    beforeTaxes
  }
}`, {"hash":"sha256:feb45e6c7011adaf2012b6aaccf572b0c9902ce02b9f52027cbedffc0b309381"}) as unknown as TypedDocumentString<AnalyticsQuery, AnalyticsQueryVariables>;
export const CdrsDocument = new TypedDocumentString(`
    query Cdrs($filter: CdrFilter, $page: PageInput) {
  __typename
  cdrs(filter: $filter, page: $page, newestFirst: true) {
    __typename
    total
    next
    items {
      __typename
      ...CdrRow
    }
  }
}
    fragment CdrRow on Cdr {
  __typename
  ref
  startDateTime
  endDateTime
  currency
  totalEnergy
  totalTime
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  credit
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  check {
    __typename
    ref
    state
    checks {
      __typename
      code
      severity
    }
  }
}`, {"hash":"sha256:c708f4084768b74701c3587d5b8a34b2031cefca59bac487c8be5af33a1efa0c"}) as unknown as TypedDocumentString<CdrsQuery, CdrsQueryVariables>;
export const CdrCheckCountsDocument = new TypedDocumentString(`
    query CdrCheckCounts($filter: CdrFilter) {
  __typename
  cdrCheckCounts(filter: $filter) {
    __typename
    state
    count
  }
}
    `, {"hash":"sha256:e5343bf5fbfbee65cc4e542cf5a5d8a0d48c2cfab3513be44f92c7825e218234"}) as unknown as TypedDocumentString<CdrCheckCountsQuery, CdrCheckCountsQueryVariables>;
export const CdrDocument = new TypedDocumentString(`
    query Cdr($ref: ID!) {
  __typename
  cdr(ref: $ref) {
    __typename
    ...CdrRow
    creditReferenceId
    authMethod
    authorizationReference
    invoiceReferenceId
    remark
    cdrToken {
      __typename
      uid
      contractId
    }
    session {
      __typename
      ref
      status
    }
    location {
      __typename
      ref
      timeZone
    }
    cdrLocation {
      __typename
      name
      address
      city
      evseId
      connectorStandard
    }
    check {
      __typename
      ...CheckWhole
    }
    violations {
      __typename
      pointer
      code
      message
    }
    document
  }
}
    fragment CdrRow on Cdr {
  __typename
  ref
  startDateTime
  endDateTime
  currency
  totalEnergy
  totalTime
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  credit
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  check {
    __typename
    ref
    state
    checks {
      __typename
      code
      severity
    }
  }
}
fragment CheckWhole on CdrCheck {
  __typename
  ref
  state
  changedAt
  at
  dueAt
  engine
  decision
  decidedBy
  decidedAt
  claimed {
    __typename
    ...Amount
  }
  computed {
    __typename
    ...Explanation
  }
  difference {
    __typename
    lines {
      __typename
      field
      code
      claimed {
        __typename
        ...Amount
      }
      computed {
        __typename
        ...Amount
      }
      difference {
        __typename
        beforeTaxes
        afterTaxes
      }
      tolerance
      sentence
    }
  }
  checks {
    __typename
    code
    severity
    requirement
    pointer
    sentence
    other {
      __typename
      ref
    }
  }
  disputes {
    __typename
    id
    raisedBy
    raisedAt
    reason
    lines {
      __typename
      field
      expectedBeforeTaxes
      expectedAfterTaxes
      reason
    }
    outcome
    closedAt
    closedBy
    closing
  }
}
fragment Explanation on PriceExplanation {
  __typename
  currency
  timeZone
  tariffs
  lines {
    __typename
    dimension
    reservation
    from
    to
    unit
    measured
    billed
    step
    tariff
    rate
    cost {
      __typename
      ...Amount
    }
    rule
  }
  unpriced {
    __typename
    dimension
    from
    to
    unit
    measured
  }
  subtotal {
    __typename
    ...Amount
  }
  adjustments {
    __typename
    code
    beforeTaxes
    afterTaxes
    rule
  }
  total {
    __typename
    ...Amount
  }
  notes {
    __typename
    code
    rule
    sentence
  }
}
fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}`, {"hash":"sha256:8ea917f78e388a70977e64ccea2f5b3ac0af21f36d3ba9895c97ea9d10ad8af1"}) as unknown as TypedDocumentString<CdrQuery, CdrQueryVariables>;
export const AcceptCdrDocument = new TypedDocumentString(`
    mutation AcceptCdr($ref: ID!, $reason: String!) {
  __typename
  acceptCdr(ref: $ref, reason: $reason) {
    __typename
    ...CheckWhole
  }
}
    fragment CheckWhole on CdrCheck {
  __typename
  ref
  state
  changedAt
  at
  dueAt
  engine
  decision
  decidedBy
  decidedAt
  claimed {
    __typename
    ...Amount
  }
  computed {
    __typename
    ...Explanation
  }
  difference {
    __typename
    lines {
      __typename
      field
      code
      claimed {
        __typename
        ...Amount
      }
      computed {
        __typename
        ...Amount
      }
      difference {
        __typename
        beforeTaxes
        afterTaxes
      }
      tolerance
      sentence
    }
  }
  checks {
    __typename
    code
    severity
    requirement
    pointer
    sentence
    other {
      __typename
      ref
    }
  }
  disputes {
    __typename
    id
    raisedBy
    raisedAt
    reason
    lines {
      __typename
      field
      expectedBeforeTaxes
      expectedAfterTaxes
      reason
    }
    outcome
    closedAt
    closedBy
    closing
  }
}
fragment Explanation on PriceExplanation {
  __typename
  currency
  timeZone
  tariffs
  lines {
    __typename
    dimension
    reservation
    from
    to
    unit
    measured
    billed
    step
    tariff
    rate
    cost {
      __typename
      ...Amount
    }
    rule
  }
  unpriced {
    __typename
    dimension
    from
    to
    unit
    measured
  }
  subtotal {
    __typename
    ...Amount
  }
  adjustments {
    __typename
    code
    beforeTaxes
    afterTaxes
    rule
  }
  total {
    __typename
    ...Amount
  }
  notes {
    __typename
    code
    rule
    sentence
  }
}
fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}`, {"hash":"sha256:668019c18e02309ea39273e48d1b00f7b60b448bda1156c1f1086d2394f3e8c4"}) as unknown as TypedDocumentString<AcceptCdrMutation, AcceptCdrMutationVariables>;
export const DisputeCdrDocument = new TypedDocumentString(`
    mutation DisputeCdr($ref: ID!, $reason: String!, $lines: [CdrDisputeLineInput!]) {
  __typename
  disputeCdr(ref: $ref, reason: $reason, lines: $lines) {
    __typename
    ...CheckWhole
  }
}
    fragment CheckWhole on CdrCheck {
  __typename
  ref
  state
  changedAt
  at
  dueAt
  engine
  decision
  decidedBy
  decidedAt
  claimed {
    __typename
    ...Amount
  }
  computed {
    __typename
    ...Explanation
  }
  difference {
    __typename
    lines {
      __typename
      field
      code
      claimed {
        __typename
        ...Amount
      }
      computed {
        __typename
        ...Amount
      }
      difference {
        __typename
        beforeTaxes
        afterTaxes
      }
      tolerance
      sentence
    }
  }
  checks {
    __typename
    code
    severity
    requirement
    pointer
    sentence
    other {
      __typename
      ref
    }
  }
  disputes {
    __typename
    id
    raisedBy
    raisedAt
    reason
    lines {
      __typename
      field
      expectedBeforeTaxes
      expectedAfterTaxes
      reason
    }
    outcome
    closedAt
    closedBy
    closing
  }
}
fragment Explanation on PriceExplanation {
  __typename
  currency
  timeZone
  tariffs
  lines {
    __typename
    dimension
    reservation
    from
    to
    unit
    measured
    billed
    step
    tariff
    rate
    cost {
      __typename
      ...Amount
    }
    rule
  }
  unpriced {
    __typename
    dimension
    from
    to
    unit
    measured
  }
  subtotal {
    __typename
    ...Amount
  }
  adjustments {
    __typename
    code
    beforeTaxes
    afterTaxes
    rule
  }
  total {
    __typename
    ...Amount
  }
  notes {
    __typename
    code
    rule
    sentence
  }
}
fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}`, {"hash":"sha256:e896a721b943705add6ae26d70ef9744f82a5ee06d719a1fc2b10051b75fad1e"}) as unknown as TypedDocumentString<DisputeCdrMutation, DisputeCdrMutationVariables>;
export const RecheckCdrDocument = new TypedDocumentString(`
    mutation RecheckCdr($ref: ID!) {
  __typename
  recheckCdr(ref: $ref) {
    __typename
    ref
    state
    dueAt
  }
}
    `, {"hash":"sha256:04e1f5a096ceab5b8f4d43ced337930b2fab3e1fc47205690487314c3e363c1b"}) as unknown as TypedDocumentString<RecheckCdrMutation, RecheckCdrMutationVariables>;
export const ResolveDisputeDocument = new TypedDocumentString(`
    mutation ResolveDispute($ref: ID!, $reason: String!) {
  __typename
  resolveDispute(ref: $ref, reason: $reason) {
    __typename
    cdr {
      __typename
      ref
      check {
        __typename
        ...CheckWhole
      }
    }
    credit {
      __typename
      ref
    }
  }
}
    fragment CheckWhole on CdrCheck {
  __typename
  ref
  state
  changedAt
  at
  dueAt
  engine
  decision
  decidedBy
  decidedAt
  claimed {
    __typename
    ...Amount
  }
  computed {
    __typename
    ...Explanation
  }
  difference {
    __typename
    lines {
      __typename
      field
      code
      claimed {
        __typename
        ...Amount
      }
      computed {
        __typename
        ...Amount
      }
      difference {
        __typename
        beforeTaxes
        afterTaxes
      }
      tolerance
      sentence
    }
  }
  checks {
    __typename
    code
    severity
    requirement
    pointer
    sentence
    other {
      __typename
      ref
    }
  }
  disputes {
    __typename
    id
    raisedBy
    raisedAt
    reason
    lines {
      __typename
      field
      expectedBeforeTaxes
      expectedAfterTaxes
      reason
    }
    outcome
    closedAt
    closedBy
    closing
  }
}
fragment Explanation on PriceExplanation {
  __typename
  currency
  timeZone
  tariffs
  lines {
    __typename
    dimension
    reservation
    from
    to
    unit
    measured
    billed
    step
    tariff
    rate
    cost {
      __typename
      ...Amount
    }
    rule
  }
  unpriced {
    __typename
    dimension
    from
    to
    unit
    measured
  }
  subtotal {
    __typename
    ...Amount
  }
  adjustments {
    __typename
    code
    beforeTaxes
    afterTaxes
    rule
  }
  total {
    __typename
    ...Amount
  }
  notes {
    __typename
    code
    rule
    sentence
  }
}
fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}`, {"hash":"sha256:e8f7609c4b872838ddbac17c968e956a763377baa968f287bc3d4dd75a101eea"}) as unknown as TypedDocumentString<ResolveDisputeMutation, ResolveDisputeMutationVariables>;
export const CdrsCheckedDocument = new TypedDocumentString(`
    subscription CdrsChecked($filter: CdrFilter) {
  cdrChecked(filter: $filter) {
    __typename
    ...CdrRow
  }
}
    fragment CdrRow on Cdr {
  __typename
  ref
  startDateTime
  endDateTime
  currency
  totalEnergy
  totalTime
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  credit
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  check {
    __typename
    ref
    state
    checks {
      __typename
      code
      severity
    }
  }
}`, {"hash":"sha256:3ac6a4ca4cfd5efec781133af72af8e41af3c9b355c12ee83a7a246b280fdeec"}) as unknown as TypedDocumentString<CdrsCheckedSubscription, CdrsCheckedSubscriptionVariables>;
export const BalancesDocument = new TypedDocumentString(`
    query Balances($page: PageInput, $currency: String) {
  __typename
  ledgerAccounts(filter: {currency: $currency}, page: $page) {
    __typename
    next
    items {
      __typename
      id
      kind
      currency
      posted
      pending
      owner {
        __typename
        ref
        name
      }
    }
  }
}
    `, {"hash":"sha256:48b7be08c909560a6b40d24a69224ea39e483adf3b0e03b852b3ea453373b1d1"}) as unknown as TypedDocumentString<BalancesQuery, BalancesQueryVariables>;
export const LedgerTotalsDocument = new TypedDocumentString(`
    query LedgerTotals {
  __typename
  ledgerTotals {
    __typename
    currency
    debits
    credits
  }
}
    `, {"hash":"sha256:70a882a478981c3e9b492203951e07289a7335a3fe24fec20883ce77154beedb"}) as unknown as TypedDocumentString<LedgerTotalsQuery, LedgerTotalsQueryVariables>;
export const TransfersDocument = new TypedDocumentString(`
    query Transfers($filter: LedgerTransferFilter, $page: PageInput) {
  __typename
  ledgerTransfers(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...TransferRow
    }
  }
}
    fragment TransferRow on LedgerTransfer {
  __typename
  id
  cause
  kind
  state
  currency
  amount
  cdrLine
  taxName
  taxPercentage
  note
  reason
  statement
  occurredAt
  recordedAt
  settledAt
  debit {
    __typename
    kind
    owner {
      __typename
      ref
      name
    }
  }
  credit {
    __typename
    kind
    owner {
      __typename
      ref
      name
    }
  }
  cdr {
    __typename
    ref
  }
}`, {"hash":"sha256:3f77959d92de38d7d8d70f4c98ccc34c84ac0b173351e9fb5776b1423394023a"}) as unknown as TypedDocumentString<TransfersQuery, TransfersQueryVariables>;
export const JobsDocument = new TypedDocumentString(`
    query Jobs($page: PageInput) {
  __typename
  jobs(page: $page) {
    __typename
    total
    items {
      __typename
      ...JobLine
    }
  }
}
    fragment JobLine on Job {
  __typename
  id
  kind
  state
  step
  done
  input
  result
  error
  askedBy
  createdAt
  startedAt
  finishedAt
}`, {"hash":"sha256:4b982b6ee222ab24d352bd78b5cb274fc0c6c5082db6bee49bb9698b98239043"}) as unknown as TypedDocumentString<JobsQuery, JobsQueryVariables>;
export const JobsLiveDocument = new TypedDocumentString(`
    subscription JobsLive {
  jobUpdated {
    __typename
    ...JobLine
  }
}
    fragment JobLine on Job {
  __typename
  id
  kind
  state
  step
  done
  input
  result
  error
  askedBy
  createdAt
  startedAt
  finishedAt
}`, {"hash":"sha256:0c77a93561134e19be4a0f2c9f429b8be2a6e631b664707c9843f6274f07597c"}) as unknown as TypedDocumentString<JobsLiveSubscription, JobsLiveSubscriptionVariables>;
export const RunStatementsDocument = new TypedDocumentString(`
    mutation RunStatements($input: StatementPeriodInput!) {
  __typename
  runStatements(input: $input) {
    __typename
    ...JobLine
  }
}
    fragment JobLine on Job {
  __typename
  id
  kind
  state
  step
  done
  input
  result
  error
  askedBy
  createdAt
  startedAt
  finishedAt
}`, {"hash":"sha256:3c10b4909876c175188e5c42aca05dc4ce89a29b0608e303de3c81bcc55eb513"}) as unknown as TypedDocumentString<RunStatementsMutation, RunStatementsMutationVariables>;
export const FeeRulesDocument = new TypedDocumentString(`
    query FeeRules($page: PageInput) {
  __typename
  feeRules(page: $page) {
    __typename
    next
    items {
      __typename
      ...FeeRuleRow
    }
  }
}
    fragment FeeRuleRow on FeeRule {
  __typename
  id
  name
  payer
  currency
  perSession
  perKwh
  percent
  taxName
  taxPercentage
  validFrom
  validUntil
  changedAt
  changedBy
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:6e2f95763d512285733695ae565833641ec857afca3985831b4aa9015f7d9094"}) as unknown as TypedDocumentString<FeeRulesQuery, FeeRulesQueryVariables>;
export const PutFeeRuleDocument = new TypedDocumentString(`
    mutation PutFeeRule($input: FeeRuleInput!) {
  __typename
  putFeeRule(input: $input) {
    __typename
    ...FeeRuleRow
  }
}
    fragment FeeRuleRow on FeeRule {
  __typename
  id
  name
  payer
  currency
  perSession
  perKwh
  percent
  taxName
  taxPercentage
  validFrom
  validUntil
  changedAt
  changedBy
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:38f27ad360d7795c61a9b62cbe65a9aaa9eb76e8f065cb68f2cb6791f568e6cf"}) as unknown as TypedDocumentString<PutFeeRuleMutation, PutFeeRuleMutationVariables>;
export const RevenueSharesDocument = new TypedDocumentString(`
    query RevenueShares($page: PageInput) {
  __typename
  revenueShares(page: $page) {
    __typename
    next
    items {
      __typename
      ...RevenueShareRow
    }
  }
}
    fragment RevenueShareRow on RevenueShare {
  __typename
  id
  name
  percent
  taxName
  taxPercentage
  validFrom
  validUntil
  changedAt
  changedBy
  cpo {
    __typename
    ref
    name
  }
  beneficiary {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:033991a14878d603489cca35bba5fd6dd88e9f5b54db133c64e3287d541b1ace"}) as unknown as TypedDocumentString<RevenueSharesQuery, RevenueSharesQueryVariables>;
export const PutRevenueShareDocument = new TypedDocumentString(`
    mutation PutRevenueShare($input: RevenueShareInput!) {
  __typename
  putRevenueShare(input: $input) {
    __typename
    ...RevenueShareRow
  }
}
    fragment RevenueShareRow on RevenueShare {
  __typename
  id
  name
  percent
  taxName
  taxPercentage
  validFrom
  validUntil
  changedAt
  changedBy
  cpo {
    __typename
    ref
    name
  }
  beneficiary {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:d76cd569932f3afa76d6bbfff2a68e592c3e7909686837a68be367e994d19d55"}) as unknown as TypedDocumentString<PutRevenueShareMutation, PutRevenueShareMutationVariables>;
export const CommandsDocument = new TypedDocumentString(`
    query Commands($filter: CommandFilter, $page: PageInput) {
  __typename
  commands(filter: $filter, page: $page, newestFirst: true) {
    __typename
    total
    next
    items {
      __typename
      ...CommandRow
    }
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:d7b03ad859fa029fbfe5f61dfebee26c8b5b2f93ff0c7bace6a2670ed562c101"}) as unknown as TypedDocumentString<CommandsQuery, CommandsQueryVariables>;
export const CommandDocument = new TypedDocumentString(`
    query Command($id: ID!) {
  __typename
  command(id: $id) {
    __typename
    ...CommandWhole
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}
fragment CommandWhole on Command {
  __typename
  ...CommandRow
  session {
    __typename
    ref
  }
  location {
    __typename
    ref
    name
  }
  token {
    __typename
    ref
  }
  response {
    __typename
    message {
      __typename
      language
      text
    }
    document
  }
  results {
    __typename
    result
    receivedAt
    forwardedAt
    forwardStatus
    message {
      __typename
      language
      text
    }
    document
  }
}`, {"hash":"sha256:e41e794b2ed17eaa6d439686f1096adeb76f846c048b0250a75cd27cb1767d21"}) as unknown as TypedDocumentString<CommandQuery, CommandQueryVariables>;
export const CommandsLiveDocument = new TypedDocumentString(`
    subscription CommandsLive($filter: CommandFilter) {
  commandUpdated(filter: $filter) {
    __typename
    ...CommandRow
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:3c416cfc0deee7bcdb7368ab8e7d0ae4a333b8aafbca3f50f0c727ec7c580add"}) as unknown as TypedDocumentString<CommandsLiveSubscription, CommandsLiveSubscriptionVariables>;
export const CommandLiveDocument = new TypedDocumentString(`
    subscription CommandLive($id: ID!) {
  commandUpdated(filter: {id: $id}) {
    __typename
    ...CommandWhole
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}
fragment CommandWhole on Command {
  __typename
  ...CommandRow
  session {
    __typename
    ref
  }
  location {
    __typename
    ref
    name
  }
  token {
    __typename
    ref
  }
  response {
    __typename
    message {
      __typename
      language
      text
    }
    document
  }
  results {
    __typename
    result
    receivedAt
    forwardedAt
    forwardStatus
    message {
      __typename
      language
      text
    }
    document
  }
}`, {"hash":"sha256:2b8722ecc529f589424ccd93f3433db25becc1fa3dc4ef518c06b5297c5b1cbf"}) as unknown as TypedDocumentString<CommandLiveSubscription, CommandLiveSubscriptionVariables>;
export const StartSessionDocument = new TypedDocumentString(`
    mutation StartSession($input: StartSessionInput!) {
  __typename
  startSession(input: $input) {
    __typename
    ...CommandRow
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:36deae453e639a5b9b1be5278132a7cb7b70650ccc3af4151c24adb6e1dc85db"}) as unknown as TypedDocumentString<StartSessionMutation, StartSessionMutationVariables>;
export const StopSessionDocument = new TypedDocumentString(`
    mutation StopSession($input: StopSessionInput!) {
  __typename
  stopSession(input: $input) {
    __typename
    ...CommandRow
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:5620ab21274701259d88196b63564b3188364b3c2a4999e0ff65e4708cfef162"}) as unknown as TypedDocumentString<StopSessionMutation, StopSessionMutationVariables>;
export const ReserveNowDocument = new TypedDocumentString(`
    mutation ReserveNow($input: ReserveNowInput!) {
  __typename
  reserveNow(input: $input) {
    __typename
    ...CommandRow
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:de0c51390a02effc156d2d2bfaa0955fba6e17455393aa5c97d9479834392972"}) as unknown as TypedDocumentString<ReserveNowMutation, ReserveNowMutationVariables>;
export const CancelReservationDocument = new TypedDocumentString(`
    mutation CancelReservation($input: CancelReservationInput!) {
  __typename
  cancelReservation(input: $input) {
    __typename
    ...CommandRow
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:2f30ecd29ede230a26a14fc117a7d300f50d0c88b9d36d64f1217c4858f4a215"}) as unknown as TypedDocumentString<CancelReservationMutation, CancelReservationMutationVariables>;
export const UnlockConnectorDocument = new TypedDocumentString(`
    mutation UnlockConnector($input: UnlockConnectorInput!) {
  __typename
  unlockConnector(input: $input) {
    __typename
    ...CommandRow
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:1404e885192b39891e8c76f23db8a2d746f052a9c5a0373a56d65a01d70fe6fd"}) as unknown as TypedDocumentString<UnlockConnectorMutation, UnlockConnectorMutationVariables>;
export const ExchangesDocument = new TypedDocumentString(`
    query Exchanges($filter: ExchangeFilter, $page: PageInput) {
  __typename
  exchanges(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...ExchangeRow
    }
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}`, {"hash":"sha256:d39f12e8049b8a6d8f0deb1e37bf13eaad40a10f9ff6afd4c370c00755006ec1"}) as unknown as TypedDocumentString<ExchangesQuery, ExchangesQueryVariables>;
export const ExchangeDocument = new TypedDocumentString(`
    query Exchange($id: ID!) {
  __typename
  exchange(id: $id) {
    __typename
    ...ExchangeRow
    requestId
    cause
    replayOf
    version
    note
    request {
      __typename
      headers
      state
      bytes
      body
    }
    response {
      __typename
      headers
      state
      bytes
      body
    }
    violations {
      __typename
      pointer
      code
      message
    }
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}`, {"hash":"sha256:abe31ee9e2e257afe4ff9e36f1173043edcf1d9a301eb48c53600b3d3a24b07f"}) as unknown as TypedDocumentString<ExchangeQuery, ExchangeQueryVariables>;
export const ExchangesLiveDocument = new TypedDocumentString(`
    subscription ExchangesLive($filter: ExchangeFilter) {
  exchangeRecorded(filter: $filter) {
    __typename
    ...ExchangeRow
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}`, {"hash":"sha256:f08be307ef06848521e3911975c69bd4899b9bcb1840e12e8590d9f1b5121aab"}) as unknown as TypedDocumentString<ExchangesLiveSubscription, ExchangesLiveSubscriptionVariables>;
export const ConversationDocument = new TypedDocumentString(`
    query Conversation($correlationId: ID!) {
  __typename
  conversation(correlationId: $correlationId) {
    __typename
    correlationId
    startedAt
    durationMs
    isComplete
    legs {
      __typename
      depth
      offsetMs
      exchange {
        __typename
        ...ExchangeRow
      }
    }
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}`, {"hash":"sha256:9676815c918e309b4e50811a893c9a92fda2bd64c838828b4ac83b654aaf5c49"}) as unknown as TypedDocumentString<ConversationQuery, ConversationQueryVariables>;
export const ReplayExchangeDocument = new TypedDocumentString(`
    mutation ReplayExchange($id: ID!) {
  __typename
  replayExchange(id: $id) {
    __typename
    id
    status
    failure
    result {
      __typename
      ...ExchangeRow
    }
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}`, {"hash":"sha256:33a09739cdd75f5d04d91b5203a35c9c55b66990e8305c135b61b7e48baa486a"}) as unknown as TypedDocumentString<ReplayExchangeMutation, ReplayExchangeMutationVariables>;
export const FindDocument = new TypedDocumentString(`
    query Find($text: String!, $limit: Int!, $isStaff: Boolean!) {
  __typename
  parties: findParties(text: $text, limit: $limit) {
    __typename
    ...FoundRow
  }
  platforms: findPlatforms(text: $text, limit: $limit) @include(if: $isStaff) {
    __typename
    ...FoundRow
  }
  locations: findLocations(text: $text, limit: $limit) {
    __typename
    ...FoundRow
  }
  sessions: findSessions(text: $text, limit: $limit) {
    __typename
    ...FoundRow
  }
  cdrs: findCdrs(text: $text, limit: $limit) {
    __typename
    ...FoundRow
  }
  tokens: findTokens(text: $text, limit: $limit) {
    __typename
    ...FoundRow
  }
  tariffs: findTariffs(text: $text, limit: $limit) {
    __typename
    ...FoundRow
  }
  exchanges: findExchanges(text: $text, limit: $limit) {
    __typename
    ...FoundRow
  }
}
    fragment FoundRow on Found {
  __typename
  kind
  ref
  title
  detail
}`, {"hash":"sha256:2247e813567382a4392559473a73a938c7f6be99d57a1343d581942fe48a5529"}) as unknown as TypedDocumentString<FindQuery, FindQueryVariables>;
export const LocationsDocument = new TypedDocumentString(`
    query Locations($filter: LocationFilter, $page: PageInput) {
  __typename
  locations(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...LocationRow
    }
  }
}
    fragment LocationRow on Location {
  __typename
  ref
  name
  address
  city
  country
  publish
  coordinates {
    __typename
    latitude
    longitude
  }
  cpo {
    __typename
    ref
    name
  }
  evses {
    __typename
    ref
    status
  }
}`, {"hash":"sha256:68c091fbb376a52b3840d769de53ba2c9ecdef06129ef92021786ddd0e3a29fc"}) as unknown as TypedDocumentString<LocationsQuery, LocationsQueryVariables>;
export const LocationDocument = new TypedDocumentString(`
    query Location($ref: ID!) {
  __typename
  location(ref: $ref) {
    __typename
    ...LocationRow
    postalCode
    timeZone
    isOpen
    parkingType
    facilities
    operator {
      __typename
      name
      website
    }
    evses {
      __typename
      uid
      evseId
      capabilities
      physicalReference
      floorLevel
      lastUpdated
      connectors {
        __typename
        ref
        id
        standard
        format
        powerType
        maxVoltage
        maxAmperage
        maxElectricPower
        tariffs {
          __typename
          ref
          currency
        }
      }
    }
    violations {
      __typename
      pointer
      code
      message
    }
    document
    lastUpdated
  }
}
    fragment LocationRow on Location {
  __typename
  ref
  name
  address
  city
  country
  publish
  coordinates {
    __typename
    latitude
    longitude
  }
  cpo {
    __typename
    ref
    name
  }
  evses {
    __typename
    ref
    status
  }
}`, {"hash":"sha256:31ebd79aae5fdccbdfd748567d8aa94076812269799b9e0c572cff517ca0e5b8"}) as unknown as TypedDocumentString<LocationQuery, LocationQueryVariables>;
export const MapPointsDocument = new TypedDocumentString(`
    query MapPoints($filter: LocationFilter) {
  __typename
  mapPoints(filter: $filter) {
    __typename
    refs
    longitudes
    latitudes
    statusOf
    statuses
    maxPowers
    isComplete
  }
}
    `, {"hash":"sha256:663284a67b5ef95cca8b2e18062795dbaec857029633c414282e8113a149296e"}) as unknown as TypedDocumentString<MapPointsQuery, MapPointsQueryVariables>;
export const LocationViolationsDocument = new TypedDocumentString(`
    query LocationViolations {
  __typename
  locationViolations {
    __typename
    party
    code
    pointer
    count
    message
    requirement
    example
    lastSeen
  }
}
    `, {"hash":"sha256:d33551983b19ab8fa1941e14f297990c545981ba1418a835970ed7b3e90cbe25"}) as unknown as TypedDocumentString<LocationViolationsQuery, LocationViolationsQueryVariables>;
export const LocationSessionsDocument = new TypedDocumentString(`
    query LocationSessions($ref: ID!) {
  __typename
  location(ref: $ref) {
    __typename
    ref
    sessions(filter: {status: [ACTIVE, PENDING, RESERVATION]}, page: {limit: 100}) {
      __typename
      items {
        __typename
        ref
        status
        startDateTime
        kwh
        evseUid
        connectorId
        emsp {
          __typename
          ref
          name
        }
      }
    }
  }
}
    `, {"hash":"sha256:6da44536582c2066d95144dfa24f89df4d5afe0aee389937a32ea0606d697a46"}) as unknown as TypedDocumentString<LocationSessionsQuery, LocationSessionsQueryVariables>;
export const EvsesLiveDocument = new TypedDocumentString(`
    subscription EvsesLive($filter: EvseStatusFilter) {
  evseStatusChanged(filter: $filter) {
    __typename
    evse {
      __typename
      ref
      status
      lastUpdated
    }
  }
}
    `, {"hash":"sha256:f3664f9b56a8675ed8324af1e3124e93e4da48aee7885db2eac9b07dcea318c1"}) as unknown as TypedDocumentString<EvsesLiveSubscription, EvsesLiveSubscriptionVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  __typename
  me {
    __typename
    name
    role
    email
    parties
    mustChangePassword
  }
}
    `, {"hash":"sha256:f65030c982ec2708354b2ac9e37ed0926aabae97eb29a02291ef0eb5dd555a68"}) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const HubNameDocument = new TypedDocumentString(`
    query HubName {
  __typename
  hub {
    __typename
    ref
    name
  }
}
    `, {"hash":"sha256:da77bdb68b74667e996fea4c5e2c4b1448bc75e659788f96726d85f3d4e9bb88"}) as unknown as TypedDocumentString<HubNameQuery, HubNameQueryVariables>;
export const LogInDocument = new TypedDocumentString(`
    mutation LogIn($input: LogInInput!) {
  __typename
  logIn(input: $input) {
    __typename
    name
    role
    mustChangePassword
  }
}
    `, {"hash":"sha256:e1303716dd8101e2702dbf9bd04326539bd71df100ae99727dc4f100eccf3c71"}) as unknown as TypedDocumentString<LogInMutation, LogInMutationVariables>;
export const LogOutDocument = new TypedDocumentString(`
    mutation LogOut {
  __typename
  logOut
}
    `, {"hash":"sha256:ad2fb1e0225f9ff0610e57f193cc8aeaa2000af720a0762191bc60cc2ae4a26e"}) as unknown as TypedDocumentString<LogOutMutation, LogOutMutationVariables>;
export const NowDocument = new TypedDocumentString(`
    query Now($recent: Int! = 10, $charging: Int! = 100) {
  __typename
  hub {
    __typename
    ref
    name
  }
  charging: sessions(
    filter: {status: [ACTIVE, PENDING]}
    page: {limit: $charging}
  ) {
    __typename
    total
    items {
      __typename
      ...SessionRow
      lastUpdated
    }
  }
  locations(page: {limit: 1}) {
    __typename
    total
  }
  parties(page: {limit: 200}) {
    __typename
    total
    items {
      __typename
      ref
      name
      status
    }
  }
  failedExchanges: exchanges(
    filter: {status: [CLIENT_ERROR, SERVER_ERROR, HUB_ERROR, NO_ANSWER]}
    page: {limit: $recent}
  ) {
    __typename
    total
    items {
      __typename
      ...ExchangeRow
    }
  }
  deliveryHealth {
    __typename
    waiting
    oldest
    platforms {
      __typename
      platformId
      name
      waiting
      oldest
      attempts
    }
  }
  cdrCheckCounts {
    __typename
    state
    count
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}
fragment SessionRow on Session {
  __typename
  ref
  status
  startDateTime
  endDateTime
  kwh
  currency
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
    city
  }
}`, {"hash":"sha256:ec220cb32049f9c643dc7fefc7eba3a33d51cc0a61c41d006943fe0a9375f2e7"}) as unknown as TypedDocumentString<NowQuery, NowQueryVariables>;
export const NowAlarmsDocument = new TypedDocumentString(`
    query NowAlarms($recent: Int! = 10) {
  __typename
  alarms(filter: {isOpen: true}, page: {limit: $recent}) {
    __typename
    total
    items {
      __typename
      ...AlarmLine
    }
  }
}
    fragment AlarmLine on Alarm {
  __typename
  id
  kind
  reason
  count
  raisedAt
  lastAt
  clearedAt
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:73e83966a807beec81be063a3a44774e6959614d3dd9932a0145b0e3f9ea84de"}) as unknown as TypedDocumentString<NowAlarmsQuery, NowAlarmsQueryVariables>;
export const ClearAlarmDocument = new TypedDocumentString(`
    mutation ClearAlarm($id: ID!) {
  __typename
  clearAlarm(id: $id) {
    __typename
    ...AlarmLine
  }
}
    fragment AlarmLine on Alarm {
  __typename
  id
  kind
  reason
  count
  raisedAt
  lastAt
  clearedAt
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:461967c51a04fd1b1194ab60732c68d4b35800973ff2966a96eeb78789cd45e0"}) as unknown as TypedDocumentString<ClearAlarmMutation, ClearAlarmMutationVariables>;
export const NowAlarmsLiveDocument = new TypedDocumentString(`
    subscription NowAlarmsLive {
  alarmRaised {
    __typename
    ...AlarmLine
  }
}
    fragment AlarmLine on Alarm {
  __typename
  id
  kind
  reason
  count
  raisedAt
  lastAt
  clearedAt
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:d4fd23f309c83849bb87c5b53f5df035f614590615f96914f2302e030605dd9a"}) as unknown as TypedDocumentString<NowAlarmsLiveSubscription, NowAlarmsLiveSubscriptionVariables>;
export const SessionsLiveDocument = new TypedDocumentString(`
    subscription SessionsLive($filter: SessionFilter) {
  sessionUpdated(filter: $filter) {
    __typename
    ...SessionRow
    lastUpdated
  }
}
    fragment SessionRow on Session {
  __typename
  ref
  status
  startDateTime
  endDateTime
  kwh
  currency
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
    city
  }
}`, {"hash":"sha256:c016de88f7b46b1435947da4bda8509f153d0b105c88cbaaafcc7a685edc7662"}) as unknown as TypedDocumentString<SessionsLiveSubscription, SessionsLiveSubscriptionVariables>;
export const TrafficDocument = new TypedDocumentString(`
    query Traffic($since: DateTime!, $buckets: Int! = 30) {
  __typename
  traffic(since: $since, buckets: $buckets) {
    __typename
    since
    until
    bucketSeconds
    isComplete
    cells {
      __typename
      party
      platformId
      module
      direction
      count
      failed
      p50Ms
      p95Ms
      lastAt
    }
    series {
      __typename
      from
      count
      failed
      p95Ms
    }
    now {
      __typename
      perSecond
      count
      failed
      failing
      p95Ms
    }
  }
}
    `, {"hash":"sha256:c3a74aac36ba92d233212c7b1f49d3dcb6ce05a099a200e44f899e8c4267f851"}) as unknown as TypedDocumentString<TrafficQuery, TrafficQueryVariables>;
export const PartiesDocument = new TypedDocumentString(`
    query Parties($filter: PartyFilter, $page: PageInput) {
  __typename
  parties(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...PartyRow
    }
  }
}
    fragment PartyRow on Party {
  __typename
  ref
  name
  status
  ocpiVersion
  roles {
    __typename
    role
    status
    statusChangedAt
  }
}`, {"hash":"sha256:56286166be5d91fd2303e5ad16065d3fed85e58c2095819c03af7b6e42ce3726"}) as unknown as TypedDocumentString<PartiesQuery, PartiesQueryVariables>;
export const PartyDocument = new TypedDocumentString(`
    query Party($ref: ID!) {
  __typename
  party(ref: $ref) {
    __typename
    ...PartyRow
    roles {
      __typename
      businessDetails
    }
    agreements {
      __typename
      id
      status
      modules
      note
      parties {
        __typename
        ref
        name
      }
    }
  }
}
    fragment PartyRow on Party {
  __typename
  ref
  name
  status
  ocpiVersion
  roles {
    __typename
    role
    status
    statusChangedAt
  }
}`, {"hash":"sha256:4cdbf2890adec2ff196a5703cf02fba19747a583894f43efd17da8ae295a5a0c"}) as unknown as TypedDocumentString<PartyQuery, PartyQueryVariables>;
export const PartiesLiveDocument = new TypedDocumentString(`
    subscription PartiesLive($filter: PartyStatusFilter) {
  partyStatusChanged(filter: $filter) {
    __typename
    role
    status
    party {
      __typename
      ...PartyRow
    }
  }
}
    fragment PartyRow on Party {
  __typename
  ref
  name
  status
  ocpiVersion
  roles {
    __typename
    role
    status
    statusChangedAt
  }
}`, {"hash":"sha256:1c99b4482d934c9a11b095f2e61b51b110ef1a09370496ede873d213f293504c"}) as unknown as TypedDocumentString<PartiesLiveSubscription, PartiesLiveSubscriptionVariables>;
export const PartyPlatformsDocument = new TypedDocumentString(`
    query PartyPlatforms($ref: ID!) {
  __typename
  party(ref: $ref) {
    __typename
    ref
    roles(withSuspended: true) {
      __typename
      role
      status
      platform {
        __typename
        id
        name
        status
      }
    }
  }
}
    `, {"hash":"sha256:88b410a057e0d45ce3a4c47a605e1c51fc74be26c40efb3f3a8b18871872b2d2"}) as unknown as TypedDocumentString<PartyPlatformsQuery, PartyPlatformsQueryVariables>;
export const PlatformsDocument = new TypedDocumentString(`
    query Platforms($filter: PlatformFilter, $page: PageInput) {
  __typename
  platforms(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...PlatformRow
    }
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:76d615873cf4d2acbd91d145aeec8f2cd1a83c7449123c72a3d9b32a758834f9"}) as unknown as TypedDocumentString<PlatformsQuery, PlatformsQueryVariables>;
export const PlatformDocument = new TypedDocumentString(`
    query Platform($id: ID!) {
  __typename
  platform(id: $id) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:53109f71ddf8a557fccbbb2ea2f3ddaa8c35388987e2724edeae167de93b7831"}) as unknown as TypedDocumentString<PlatformQuery, PlatformQueryVariables>;
export const RateTierNamesDocument = new TypedDocumentString(`
    query RateTierNames {
  __typename
  rateTiers {
    __typename
    name
    requestsPerSecond
  }
}
    `, {"hash":"sha256:e0ccde7c30160d1085be76c2633f57e914d46862aa039372563d51663cade919"}) as unknown as TypedDocumentString<RateTierNamesQuery, RateTierNamesQueryVariables>;
export const HandshakeDocument = new TypedDocumentString(`
    query Handshake($id: ID!) {
  __typename
  platform(id: $id) {
    __typename
    ...PlatformRow
    versionsUrl
    invitedAt
    registeredAt
    lastChangedAt
    endpoints {
      __typename
      identifier
      role
      url
    }
    pulls(limit: 5) {
      __typename
      ...PullRow
    }
  }
  exchanges(filter: {platformId: $id}, page: {limit: 60}) {
    __typename
    items {
      __typename
      ...ExchangeRow
    }
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}
fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}`, {"hash":"sha256:537ed6b576aba57d7cd722ded7e0d4dd45d274f664c2503f83290cf3bc07e12f"}) as unknown as TypedDocumentString<HandshakeQuery, HandshakeQueryVariables>;
export const FirstLocationDocument = new TypedDocumentString(`
    query FirstLocation($cpo: ID!) {
  __typename
  locations(filter: {cpo: $cpo}, page: {limit: 1}) {
    __typename
    total
    items {
      __typename
      ref
      name
      city
    }
  }
}
    `, {"hash":"sha256:95f500ce520a4b714b9f2b8b7ac8ad555f14989e9f2104669df94f2a892e7a81"}) as unknown as TypedDocumentString<FirstLocationQuery, FirstLocationQueryVariables>;
export const PullsLiveDocument = new TypedDocumentString(`
    subscription PullsLive($filter: PullFilter) {
  pullUpdated(filter: $filter) {
    __typename
    ...PullRow
  }
}
    fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}`, {"hash":"sha256:d4df641862e6edd928da323f3b19b1542fa5ba4e66dc5c8372ed624f0f12663d"}) as unknown as TypedDocumentString<PullsLiveSubscription, PullsLiveSubscriptionVariables>;
export const InvitePlatformDocument = new TypedDocumentString(`
    mutation InvitePlatform($input: InvitePlatformInput!) {
  __typename
  invitePlatform(input: $input) {
    __typename
    token
    versionsUrl
    expiresAt
    platform {
      __typename
      ...PlatformRow
    }
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:ea976e272eb2d691f63144811603fea639380c61f0a21eca9b0ccc9a3d150ef7"}) as unknown as TypedDocumentString<InvitePlatformMutation, InvitePlatformMutationVariables>;
export const WithdrawInvitationDocument = new TypedDocumentString(`
    mutation WithdrawInvitation($platformId: ID!) {
  __typename
  withdrawInvitation(platformId: $platformId) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:8c1db476aca596e6844d99e13e6f074826cf4faa3ca6df7506fe1c345e0c7cf0"}) as unknown as TypedDocumentString<WithdrawInvitationMutation, WithdrawInvitationMutationVariables>;
export const ConnectPlatformDocument = new TypedDocumentString(`
    mutation ConnectPlatform($input: ConnectPlatformInput!) {
  __typename
  connectPlatform(input: $input) {
    __typename
    platform {
      __typename
      ...PlatformRow
    }
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:e2bec8b72790419009232257f5b7562e15c4c536e6a82498e128b19032a03163"}) as unknown as TypedDocumentString<ConnectPlatformMutation, ConnectPlatformMutationVariables>;
export const SuspendPlatformDocument = new TypedDocumentString(`
    mutation SuspendPlatform($id: ID!, $reason: String!) {
  __typename
  suspendPlatform(id: $id, reason: $reason) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:81c6be20cabcddbbd6b5f093d3fdb8fd1edf03bc61cc5f20d9f51c0a2fe74bcb"}) as unknown as TypedDocumentString<SuspendPlatformMutation, SuspendPlatformMutationVariables>;
export const ResumePlatformDocument = new TypedDocumentString(`
    mutation ResumePlatform($id: ID!) {
  __typename
  resumePlatform(id: $id) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:dce2b2314541585c12dc71c27ddc0f5752eee930845d93e4489edaffed8f60e7"}) as unknown as TypedDocumentString<ResumePlatformMutation, ResumePlatformMutationVariables>;
export const DeletePlatformDocument = new TypedDocumentString(`
    mutation DeletePlatform($id: ID!) {
  __typename
  deletePlatform(id: $id) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:5a00238c5bf3509c25699dd7e38698374b92f180c19ca1a50647a42048b4665c"}) as unknown as TypedDocumentString<DeletePlatformMutation, DeletePlatformMutationVariables>;
export const RotateCredentialsDocument = new TypedDocumentString(`
    mutation RotateCredentials($platformId: ID!) {
  __typename
  rotateCredentials(platformId: $platformId) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:560dc1f9866900785d5594bded5eb6e7fa822ee56b774f4edd9dc5b454d4c379"}) as unknown as TypedDocumentString<RotateCredentialsMutation, RotateCredentialsMutationVariables>;
export const StartPullDocument = new TypedDocumentString(`
    mutation StartPull($input: StartPullInput!) {
  __typename
  startPull(input: $input) {
    __typename
    ...PullRow
  }
}
    fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}`, {"hash":"sha256:d234a5a741f6b8f6dd7f35a602684a492ce8ebbd22e6ebfe0e75a1f97bfadd31"}) as unknown as TypedDocumentString<StartPullMutation, StartPullMutationVariables>;
export const CancelPullDocument = new TypedDocumentString(`
    mutation CancelPull($id: ID!) {
  __typename
  cancelPull(id: $id) {
    __typename
    ...PullRow
  }
}
    fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}`, {"hash":"sha256:bd66fd8fb53c74e7d92b4583fad5e0a77da03cd9b564896ba5e8614324426024"}) as unknown as TypedDocumentString<CancelPullMutation, CancelPullMutationVariables>;
export const ResumePullDocument = new TypedDocumentString(`
    mutation ResumePull($id: ID!) {
  __typename
  resumePull(id: $id) {
    __typename
    ...PullRow
  }
}
    fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}`, {"hash":"sha256:c50793c9f3ae0bd5e4ff3cd7d4d5050df390dcdc35174867d1cf163a0a39448d"}) as unknown as TypedDocumentString<ResumePullMutation, ResumePullMutationVariables>;
export const SetPlatformQuirksDocument = new TypedDocumentString(`
    mutation SetPlatformQuirks($input: PlatformQuirksInput!) {
  __typename
  setPlatformQuirks(input: $input) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:14dee3875a7112e45e0921097ab4d7dfafb4e335fbf8cd0ff266dfbcf899dc38"}) as unknown as TypedDocumentString<SetPlatformQuirksMutation, SetPlatformQuirksMutationVariables>;
export const SetPlatformStrictnessDocument = new TypedDocumentString(`
    mutation SetPlatformStrictness($platformId: ID!, $strict: Boolean!) {
  __typename
  setPlatformStrictness(platformId: $platformId, strict: $strict) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:27942de029943c825547e66702a71c7119b2e3e5945a03390f314ed5e2067983"}) as unknown as TypedDocumentString<SetPlatformStrictnessMutation, SetPlatformStrictnessMutationVariables>;
export const SetPlatformRedeliveryDocument = new TypedDocumentString(`
    mutation SetPlatformRedelivery($platformId: ID!, $cdrs: Boolean!) {
  __typename
  setPlatformRedelivery(platformId: $platformId, cdrs: $cdrs) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:a1eed0d4cd605ce551e7caf62ee745011e93ad00536258d6e8364530a42b3bba"}) as unknown as TypedDocumentString<SetPlatformRedeliveryMutation, SetPlatformRedeliveryMutationVariables>;
export const SetPlatformTierDocument = new TypedDocumentString(`
    mutation SetPlatformTier($platformId: ID!, $tier: String!) {
  __typename
  setPlatformTier(platformId: $platformId, tier: $tier) {
    __typename
    ...PlatformWhole
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}
fragment PullRow on Pull {
  __typename
  id
  module
  mode
  status
  isScheduled
  total
  seen
  stored
  unchanged
  quarantined
  requestedAt
  startedAt
  finishedAt
  failure
  remark
}
fragment PlatformWhole on Platform {
  __typename
  ...PlatformRow
  versionsUrl
  hubPartyId
  invitedAt
  registeredAt
  lastChangedAt
  offlineSince
  tolerateNewline
  actsAsHub
  isStrict
  redeliversCdrs
  trailingSlash
  overlongTexts
  lastProbe {
    __typename
    at
    ok
    http
    reason
    ms
  }
  suspension {
    __typename
    at
    by
    reason
  }
  farewell {
    __typename
    status
    orderedAt
    failure
  }
  endpoints {
    __typename
    identifier
    role
    url
  }
  pulls(limit: 10) {
    __typename
    ...PullRow
  }
  pullSchedules {
    __typename
    module
    mode
    everyMinutes
    nextAt
  }
  clientCertificate {
    __typename
    subject
    expiresAt
  }
  tier {
    __typename
    name
    requestsPerSecond
    burst
  }
  renewal {
    __typename
    orderedAt
    failedAt
    failure
  }
}`, {"hash":"sha256:866762b5b8ec0ad1a89ca4ac84f18c9895dd4d88a3fb2e1db8adaa55f9eaa6fd"}) as unknown as TypedDocumentString<SetPlatformTierMutation, SetPlatformTierMutationVariables>;
export const PlatformsLiveDocument = new TypedDocumentString(`
    subscription PlatformsLive($platformId: ID) {
  platformUpdated(platformId: $platformId) {
    __typename
    kind
    platform {
      __typename
      ...PlatformRow
    }
  }
}
    fragment PlatformRow on Platform {
  __typename
  id
  name
  status
  version
  failure
  lastHeardAt
  circuit {
    __typename
    state
    openSince
    reason
  }
  alarms {
    __typename
    id
    kind
    reason
    http
    count
    raisedAt
    lastAt
  }
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:4d9cd4ebb666fbd1e534107860af6603f2732a8188620e81ed8f16c43681f76a"}) as unknown as TypedDocumentString<PlatformsLiveSubscription, PlatformsLiveSubscriptionVariables>;
export const PaymentsDocument = new TypedDocumentString(`
    query Payments($filter: PaymentFilter, $page: PageInput) {
  __typename
  payments(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...PaymentRow
    }
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}`, {"hash":"sha256:3099f15e285df7131db6502fc3c92cecaec62213a632b1f7160ca5ca337b2615"}) as unknown as TypedDocumentString<PaymentsQuery, PaymentsQueryVariables>;
export const PaymentDocument = new TypedDocumentString(`
    query Payment($id: ID!) {
  __typename
  payment(id: $id) {
    __typename
    ...PaymentRow
    providerReference
    instructions {
      __typename
      url
      expiresAt
      reference
      account {
        __typename
        holder
        iban
        bic
      }
    }
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}`, {"hash":"sha256:e34dc7c434571ce12757bc354ba5ae43954dbf49ffabefc5d6770b1d23729b69"}) as unknown as TypedDocumentString<PaymentQuery, PaymentQueryVariables>;
export const PaymentAttemptsDocument = new TypedDocumentString(`
    query PaymentAttempts($id: ID!) {
  __typename
  payment(id: $id) {
    __typename
    id
    attempts {
      __typename
      number
      startedAt
      endedAt
      outcome
      reason
    }
    batch {
      __typename
      id
      messageId
    }
  }
}
    `, {"hash":"sha256:209980e9f579a80f5c5a708b0427dfc246a32cac706d2517d05fd8c2db8e704f"}) as unknown as TypedDocumentString<PaymentAttemptsQuery, PaymentAttemptsQueryVariables>;
export const PaymentsLiveDocument = new TypedDocumentString(`
    subscription PaymentsLive {
  paymentUpdated {
    __typename
    ...PaymentRow
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}`, {"hash":"sha256:08a9cc080c056b3e6470f15b638d5513f5a960329005ebf7c726d3f0c74bf20a"}) as unknown as TypedDocumentString<PaymentsLiveSubscription, PaymentsLiveSubscriptionVariables>;
export const PaymentProvidersDocument = new TypedDocumentString(`
    query PaymentProviders {
  __typename
  paymentProviders
}
    `, {"hash":"sha256:c037f9a6a2cb9aa054ff274b2cd8057ae1f944f1042f0bb386a7fb30b648ed5f"}) as unknown as TypedDocumentString<PaymentProvidersQuery, PaymentProvidersQueryVariables>;
export const PayStatementDocument = new TypedDocumentString(`
    mutation PayStatement($number: String!, $provider: String!) {
  __typename
  payStatement(number: $number, provider: $provider) {
    __typename
    ...PaymentRow
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}`, {"hash":"sha256:e31db8863c180483e84fb81826cf6c52b202000f06166355ab4477acedfe2e09"}) as unknown as TypedDocumentString<PayStatementMutation, PayStatementMutationVariables>;
export const CancelPaymentDocument = new TypedDocumentString(`
    mutation CancelPayment($id: ID!, $reason: String!) {
  __typename
  cancelPayment(id: $id, reason: $reason) {
    __typename
    ...PaymentRow
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}`, {"hash":"sha256:ba000f53d22ec11724b3627462218fcbfec7019e4e6e9523ef9f7d6eadb6a12f"}) as unknown as TypedDocumentString<CancelPaymentMutation, CancelPaymentMutationVariables>;
export const PayoutBatchesDocument = new TypedDocumentString(`
    query PayoutBatches($page: PageInput) {
  __typename
  payoutBatches(page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...PayoutBatchRow
    }
  }
}
    fragment PayoutBatchRow on PayoutBatch {
  __typename
  id
  messageId
  currency
  executeOn
  createdAt
  count
  total
  account {
    __typename
    holder
    iban
  }
}`, {"hash":"sha256:780486a758a65939acd5d16a430ea38c6cb55936701790230d851d97f7ecafb3"}) as unknown as TypedDocumentString<PayoutBatchesQuery, PayoutBatchesQueryVariables>;
export const PayoutBatchDocument = new TypedDocumentString(`
    query PayoutBatch($id: ID!) {
  __typename
  payoutBatch(id: $id) {
    __typename
    ...PayoutBatchRow
    payouts {
      __typename
      ...PaymentRow
    }
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}
fragment PayoutBatchRow on PayoutBatch {
  __typename
  id
  messageId
  currency
  executeOn
  createdAt
  count
  total
  account {
    __typename
    holder
    iban
  }
}`, {"hash":"sha256:977a68ee548d9a2866291b67cfb879c96d71185c1f293685117af150442e176a"}) as unknown as TypedDocumentString<PayoutBatchQuery, PayoutBatchQueryVariables>;
export const CreatePayoutBatchDocument = new TypedDocumentString(`
    mutation CreatePayoutBatch($statements: [String!], $executeOn: DateTime) {
  __typename
  createPayoutBatch(statements: $statements, executeOn: $executeOn) {
    __typename
    ...PayoutBatchRow
  }
}
    fragment PayoutBatchRow on PayoutBatch {
  __typename
  id
  messageId
  currency
  executeOn
  createdAt
  count
  total
  account {
    __typename
    holder
    iban
  }
}`, {"hash":"sha256:9e7cc6d0a2bf544551722fff38b660286652e5ed1d68f4678bceca79188026dd"}) as unknown as TypedDocumentString<CreatePayoutBatchMutation, CreatePayoutBatchMutationVariables>;
export const BankTransactionsDocument = new TypedDocumentString(`
    query BankTransactions($states: [BankTransactionState!], $page: PageInput) {
  __typename
  bankTransactions(states: $states, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...BankTransactionRow
    }
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}
fragment BankTransactionRow on BankTransaction {
  __typename
  id
  statement
  isCredit
  isReturn
  amount
  currency
  bookedAt
  reference
  remittance
  counterpartyName
  counterpartyIban
  state
  reason
  importedAt
  payments {
    __typename
    ...PaymentRow
  }
}`, {"hash":"sha256:a6e5b53b7d68a6ca4566d27b773f15919b3f48f9a975868cbcaf3d5a1b4d7651"}) as unknown as TypedDocumentString<BankTransactionsQuery, BankTransactionsQueryVariables>;
export const ImportBankStatementDocument = new TypedDocumentString(`
    mutation ImportBankStatement($camt053: String!) {
  __typename
  importBankStatement(camt053: $camt053) {
    __typename
    statements
    matched
    open
    repeated
    pending
  }
}
    `, {"hash":"sha256:8e27fe0504a96621e920eee6163c75f869f076596d606fba0cd37206e7e59232"}) as unknown as TypedDocumentString<ImportBankStatementMutation, ImportBankStatementMutationVariables>;
export const MatchBankTransactionDocument = new TypedDocumentString(`
    mutation MatchBankTransaction($id: ID!, $payment: ID!, $reason: String!) {
  __typename
  matchBankTransaction(id: $id, payment: $payment, reason: $reason) {
    __typename
    ...BankTransactionRow
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}
fragment BankTransactionRow on BankTransaction {
  __typename
  id
  statement
  isCredit
  isReturn
  amount
  currency
  bookedAt
  reference
  remittance
  counterpartyName
  counterpartyIban
  state
  reason
  importedAt
  payments {
    __typename
    ...PaymentRow
  }
}`, {"hash":"sha256:5002b7bd276abef2bfecb65cb05813c2d93573166f04a676f9fb4ee95141611d"}) as unknown as TypedDocumentString<MatchBankTransactionMutation, MatchBankTransactionMutationVariables>;
export const DismissBankTransactionDocument = new TypedDocumentString(`
    mutation DismissBankTransaction($id: ID!, $reason: String!) {
  __typename
  dismissBankTransaction(id: $id, reason: $reason) {
    __typename
    ...BankTransactionRow
  }
}
    fragment PaymentRow on Payment {
  __typename
  id
  reference
  direction
  provider
  party
  statement
  amount
  currency
  state
  reason
  createdAt
  changedAt
  settledAt
}
fragment BankTransactionRow on BankTransaction {
  __typename
  id
  statement
  isCredit
  isReturn
  amount
  currency
  bookedAt
  reference
  remittance
  counterpartyName
  counterpartyIban
  state
  reason
  importedAt
  payments {
    __typename
    ...PaymentRow
  }
}`, {"hash":"sha256:f7566fccd1426bad1d6972dab018120770a39a91a8def423aa4d43956e55d215"}) as unknown as TypedDocumentString<DismissBankTransactionMutation, DismissBankTransactionMutationVariables>;
export const PaymentDoubtsDocument = new TypedDocumentString(`
    query PaymentDoubts($page: PageInput) {
  __typename
  paymentDoubts(page: $page) {
    __typename
    total
    items {
      __typename
      id
      provider
      kind
      outcome
      reason
      receivedAt
    }
  }
}
    `, {"hash":"sha256:b8048529eea274a1aa33a9d069a9059e423f2c5fad22fd96b66795ebd2de493a"}) as unknown as TypedDocumentString<PaymentDoubtsQuery, PaymentDoubtsQueryVariables>;
export const PutPaymentAccountDocument = new TypedDocumentString(`
    mutation PutPaymentAccount($input: PaymentAccountInput!) {
  __typename
  putPaymentAccount(input: $input)
}
    `, {"hash":"sha256:a457d7c96c14165541295100c84291d949b745dd8bea8ec43f6f1c7a0972171b"}) as unknown as TypedDocumentString<PutPaymentAccountMutation, PutPaymentAccountMutationVariables>;
export const ProblemsDocument = new TypedDocumentString(`
    query Problems($filter: ProblemFilter, $page: PageInput) {
  __typename
  problems(filter: $filter, page: $page) {
    __typename
    total
    next
    isComplete
    since
    until
    items {
      __typename
      ...ProblemRow
    }
  }
}
    fragment ProblemRow on PartnerProblem {
  __typename
  id
  party
  platformId
  module
  direction
  status
  code
  pointer
  message
  requirement
  count
  firstSeen
  lastSeen
  series
  exchangeId
}`, {"hash":"sha256:be23b78030ff8f0d6102544c3d4f8eba6fd778f8a6da2357286e594102a48112"}) as unknown as TypedDocumentString<ProblemsQuery, ProblemsQueryVariables>;
export const DocumentProblemsDocument = new TypedDocumentString(`
    query DocumentProblems {
  __typename
  locations: locationViolations {
    __typename
    ...ViolationRow
  }
  sessions: sessionViolations {
    __typename
    ...ViolationRow
  }
  cdrs: cdrViolations {
    __typename
    ...ViolationRow
  }
  tariffs: tariffViolations {
    __typename
    ...ViolationRow
  }
  tokens: tokenViolations {
    __typename
    ...ViolationRow
  }
  invoicereconciliation: invoiceReconciliationViolations {
    __typename
    ...ViolationRow
  }
}
    fragment ViolationRow on ViolationCount {
  __typename
  party
  code
  pointer
  count
  message
  requirement
  example
  firstSeen
  lastSeen
  lastDay
}`, {"hash":"sha256:6fcf64241475340be0d3b77369fd64af2ca623e3f0f1da54f74007ef9dd5d494"}) as unknown as TypedDocumentString<DocumentProblemsQuery, DocumentProblemsQueryVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions($filter: SessionFilter, $page: PageInput) {
  __typename
  sessions(filter: $filter, page: $page, newestFirst: true) {
    __typename
    total
    next
    items {
      __typename
      ...SessionRow
    }
  }
}
    fragment SessionRow on Session {
  __typename
  ref
  status
  startDateTime
  endDateTime
  kwh
  currency
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
    city
  }
}`, {"hash":"sha256:3dd3289c9def7307b56216987c521a12e6163336a40466e7d4ab49c11e35c68e"}) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const SessionDocument = new TypedDocumentString(`
    query Session($ref: ID!, $at: DateTime) {
  __typename
  session(ref: $ref) {
    __typename
    ...SessionRow
    authMethod
    authorizationReference
    meterId
    locationId
    evseUid
    connectorId
    cdrToken {
      __typename
      uid
      type
      contractId
    }
    token {
      __typename
      ref
    }
    location {
      __typename
      address
      timeZone
    }
    evse {
      __typename
      ref
      evseId
    }
    connector {
      __typename
      ref
      standard
      powerType
      maxElectricPower
    }
    chargingPeriods {
      __typename
      startDateTime
      tariffId
      dimensions {
        __typename
        type
        volume
      }
    }
    tariffs {
      __typename
      ref
      currency
    }
    runningCost(at: $at) {
      __typename
      ...Explanation
    }
    cdr {
      __typename
      ref
      check {
        __typename
        state
      }
    }
    violations {
      __typename
      pointer
      code
      message
    }
    document
    lastUpdated
  }
}
    fragment SessionRow on Session {
  __typename
  ref
  status
  startDateTime
  endDateTime
  kwh
  currency
  totalCost {
    __typename
    beforeTaxes
    afterTaxes
  }
  cpo {
    __typename
    ref
    name
  }
  emsp {
    __typename
    ref
    name
  }
  location {
    __typename
    ref
    name
    city
  }
}
fragment Explanation on PriceExplanation {
  __typename
  currency
  timeZone
  tariffs
  lines {
    __typename
    dimension
    reservation
    from
    to
    unit
    measured
    billed
    step
    tariff
    rate
    cost {
      __typename
      ...Amount
    }
    rule
  }
  unpriced {
    __typename
    dimension
    from
    to
    unit
    measured
  }
  subtotal {
    __typename
    ...Amount
  }
  adjustments {
    __typename
    code
    beforeTaxes
    afterTaxes
    rule
  }
  total {
    __typename
    ...Amount
  }
  notes {
    __typename
    code
    rule
    sentence
  }
}
fragment Amount on PriceAmount {
  __typename
  beforeTaxes
  taxes {
    __typename
    name
    percentage
    amount
  }
  afterTaxes
}`, {"hash":"sha256:784471d5e6921b369432a795550cda412419b90db3c9e0daf358f221fa612e42"}) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const SessionExchangesDocument = new TypedDocumentString(`
    query SessionExchanges($filter: ExchangeFilter, $page: PageInput) {
  __typename
  exchanges(filter: $filter, page: $page) {
    __typename
    next
    items {
      __typename
      ...ExchangeRow
      request {
        __typename
        state
        body
      }
    }
  }
}
    fragment ExchangeRow on Exchange {
  __typename
  id
  startedAt
  durationMs
  direction
  mode
  method
  url
  module
  from
  to
  http
  ocpi
  status
  failure {
    __typename
    kind
    message
  }
  correlationId
  violationCount
}`, {"hash":"sha256:42b04c7e18f9fc778c5b03380e911b64a4a39f5cd063ba76ff9dc0317b6fa830"}) as unknown as TypedDocumentString<SessionExchangesQuery, SessionExchangesQueryVariables>;
export const HubSettingsDocument = new TypedDocumentString(`
    query HubSettings {
  __typename
  hub {
    __typename
    ref
    name
    countryCode
    partyId
  }
  hubPolicy {
    __typename
    ...Policy
  }
  rateTiers {
    __typename
    ...RateTierRow
  }
}
    fragment Policy on HubPolicy {
  __typename
  preset
  strangers
  changedAt
  changedBy
}
fragment RateTierRow on RateTier {
  __typename
  name
  requestsPerSecond
  burst
  requestsAtOnce
  forwardsAtOnce
  bodyBytes
  changedAt
  changedBy
}`, {"hash":"sha256:1a8fcda90fbb0547ad83de3e67049ae3b6d4950821fa2f583bd06144b7253bd8"}) as unknown as TypedDocumentString<HubSettingsQuery, HubSettingsQueryVariables>;
export const SetHubPolicyDocument = new TypedDocumentString(`
    mutation SetHubPolicy($input: HubPolicyInput!) {
  __typename
  setHubPolicy(input: $input) {
    __typename
    ...Policy
  }
}
    fragment Policy on HubPolicy {
  __typename
  preset
  strangers
  changedAt
  changedBy
}`, {"hash":"sha256:57b27caa80ced3e7f4c0a1f70e06266b5b1056ecafb853f2eca445975a952243"}) as unknown as TypedDocumentString<SetHubPolicyMutation, SetHubPolicyMutationVariables>;
export const PutRateTierDocument = new TypedDocumentString(`
    mutation PutRateTier($input: RateTierInput!) {
  __typename
  putRateTier(input: $input) {
    __typename
    ...RateTierRow
  }
}
    fragment RateTierRow on RateTier {
  __typename
  name
  requestsPerSecond
  burst
  requestsAtOnce
  forwardsAtOnce
  bodyBytes
  changedAt
  changedBy
}`, {"hash":"sha256:9873280a09708700d42d87703ef1f1fef967abec6d178e9f4ccdf823426ca79a"}) as unknown as TypedDocumentString<PutRateTierMutation, PutRateTierMutationVariables>;
export const AgreementsDocument = new TypedDocumentString(`
    query Agreements($filter: AgreementFilter, $page: PageInput) {
  __typename
  agreements(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...AgreementRow
    }
  }
}
    fragment AgreementRow on Agreement {
  __typename
  id
  status
  modules
  note
  createdAt
  createdBy
  changedAt
  endedAt
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:2f8da30d463835d44728a507cccfe32cd79c067960359d86e57a44aaf2738515"}) as unknown as TypedDocumentString<AgreementsQuery, AgreementsQueryVariables>;
export const AgreementDocument = new TypedDocumentString(`
    query Agreement($id: ID!) {
  __typename
  agreement(id: $id) {
    __typename
    ...AgreementRow
  }
}
    fragment AgreementRow on Agreement {
  __typename
  id
  status
  modules
  note
  createdAt
  createdBy
  changedAt
  endedAt
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:7dc7c3ea6d5b38b06d5dc92d353776991e4cf531226a2220761161d259dc99c2"}) as unknown as TypedDocumentString<AgreementQuery, AgreementQueryVariables>;
export const PutAgreementDocument = new TypedDocumentString(`
    mutation PutAgreement($input: AgreementInput!) {
  __typename
  putAgreement(input: $input) {
    __typename
    ...AgreementRow
  }
}
    fragment AgreementRow on Agreement {
  __typename
  id
  status
  modules
  note
  createdAt
  createdBy
  changedAt
  endedAt
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:d3d86cf075674e31e60c935e59d81a1ad3777eaf981a9ed28982fd7b927b3c0d"}) as unknown as TypedDocumentString<PutAgreementMutation, PutAgreementMutationVariables>;
export const EndAgreementDocument = new TypedDocumentString(`
    mutation EndAgreement($id: ID!) {
  __typename
  endAgreement(id: $id) {
    __typename
    ...AgreementRow
  }
}
    fragment AgreementRow on Agreement {
  __typename
  id
  status
  modules
  note
  createdAt
  createdBy
  changedAt
  endedAt
  parties {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:418c9ed554ae9adc889db4a4555ef923c64d526bcaab48950d7bb85e71e50774"}) as unknown as TypedDocumentString<EndAgreementMutation, EndAgreementMutationVariables>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts($filter: AccountFilter, $page: PageInput) {
  __typename
  accounts(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...AccountRow
    }
  }
}
    fragment AccountRow on Account {
  __typename
  id
  email
  name
  role
  parties
  createdAt
  createdBy
  lastLoginAt
  disabledAt
  hasPassword
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:a6cb9e47d74a942fd7eae099231f789a65a73212b36ff5d7be887ae623e42272"}) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const AccountDocument = new TypedDocumentString(`
    query Account($id: ID!) {
  __typename
  account(id: $id) {
    __typename
    ...AccountRow
  }
}
    fragment AccountRow on Account {
  __typename
  id
  email
  name
  role
  parties
  createdAt
  createdBy
  lastLoginAt
  disabledAt
  hasPassword
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:17215210e549b111f4cea3305c46f5ff5a79da3bb1c0e841c4cb8383e7f73e11"}) as unknown as TypedDocumentString<AccountQuery, AccountQueryVariables>;
export const InviteAccountDocument = new TypedDocumentString(`
    mutation InviteAccount($input: AccountInput!) {
  __typename
  inviteAccount(input: $input) {
    __typename
    link
    expiresAt
    mailed
    account {
      __typename
      ...AccountRow
    }
  }
}
    fragment AccountRow on Account {
  __typename
  id
  email
  name
  role
  parties
  createdAt
  createdBy
  lastLoginAt
  disabledAt
  hasPassword
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:6f90ac4bd2a4e17c316d0b44f24916ae4d3ac4a82cf063c38d3a5f4e0f0e8004"}) as unknown as TypedDocumentString<InviteAccountMutation, InviteAccountMutationVariables>;
export const ChangeAccountDocument = new TypedDocumentString(`
    mutation ChangeAccount($id: ID!, $input: AccountChangeInput!) {
  __typename
  changeAccount(id: $id, input: $input) {
    __typename
    ...AccountRow
  }
}
    fragment AccountRow on Account {
  __typename
  id
  email
  name
  role
  parties
  createdAt
  createdBy
  lastLoginAt
  disabledAt
  hasPassword
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:8fbbe65222cfc741babaea018b6d32df9bb962968ac2274cfd00cba1b156407f"}) as unknown as TypedDocumentString<ChangeAccountMutation, ChangeAccountMutationVariables>;
export const DisableAccountDocument = new TypedDocumentString(`
    mutation DisableAccount($id: ID!) {
  __typename
  disableAccount(id: $id) {
    __typename
    ...AccountRow
  }
}
    fragment AccountRow on Account {
  __typename
  id
  email
  name
  role
  parties
  createdAt
  createdBy
  lastLoginAt
  disabledAt
  hasPassword
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:e000897ecb30e577c153667162feda920a41ec0d9db9ccedc5c3ae845eb484f2"}) as unknown as TypedDocumentString<DisableAccountMutation, DisableAccountMutationVariables>;
export const EnableAccountDocument = new TypedDocumentString(`
    mutation EnableAccount($id: ID!) {
  __typename
  enableAccount(id: $id) {
    __typename
    ...AccountRow
  }
}
    fragment AccountRow on Account {
  __typename
  id
  email
  name
  role
  parties
  createdAt
  createdBy
  lastLoginAt
  disabledAt
  hasPassword
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:524480f239d2bb5cdf45b81c584683801b0e2609804b42b6474b5dc274b8795f"}) as unknown as TypedDocumentString<EnableAccountMutation, EnableAccountMutationVariables>;
export const PlatformNamesDocument = new TypedDocumentString(`
    query PlatformNames {
  __typename
  platforms(page: {limit: 200}) {
    __typename
    items {
      __typename
      id
      name
    }
  }
}
    `, {"hash":"sha256:c9ec050327834fc86c15c399d4c8e09619038f90451193a936ed85f43f9aa1d5"}) as unknown as TypedDocumentString<PlatformNamesQuery, PlatformNamesQueryVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($page: PageInput) {
  __typename
  apiKeys(page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...ApiKeyRow
    }
  }
}
    fragment ApiKeyRow on ApiKey {
  __typename
  name
  role
  scopes
  createdAt
  createdBy
  expiresAt
  formerUntil
  lastUsedAt
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:3e52f84dc22800bf42be822dbee46438d23f99c98849f1e5f6496a1e2c34b9ad"}) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: ApiKeyInput!) {
  __typename
  createApiKey(input: $input) {
    __typename
    secret
    key {
      __typename
      ...ApiKeyRow
    }
  }
}
    fragment ApiKeyRow on ApiKey {
  __typename
  name
  role
  scopes
  createdAt
  createdBy
  expiresAt
  formerUntil
  lastUsedAt
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:b8bc5c0ca5ef868bf2fa8818568b2f9a786e03ee82b44655893f86fe69496313"}) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RotateApiKeyDocument = new TypedDocumentString(`
    mutation RotateApiKey($name: String!, $overlapHours: Int!) {
  __typename
  rotateApiKey(name: $name, overlapHours: $overlapHours) {
    __typename
    secret
    key {
      __typename
      ...ApiKeyRow
    }
  }
}
    fragment ApiKeyRow on ApiKey {
  __typename
  name
  role
  scopes
  createdAt
  createdBy
  expiresAt
  formerUntil
  lastUsedAt
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:8473c7a1eb78359379c5999caa885b91f4703b1b1ea046e9c87ed65d222e3a1a"}) as unknown as TypedDocumentString<RotateApiKeyMutation, RotateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($name: String!) {
  __typename
  revokeApiKey(name: $name) {
    __typename
    ...ApiKeyRow
  }
}
    fragment ApiKeyRow on ApiKey {
  __typename
  name
  role
  scopes
  createdAt
  createdBy
  expiresAt
  formerUntil
  lastUsedAt
  platform {
    __typename
    id
    name
  }
}`, {"hash":"sha256:e943e288a050c3042751cbd81ce6ad6fe44cd895c663ed4a7a05ebca5cee3a34"}) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const BillingProfilesDocument = new TypedDocumentString(`
    query BillingProfiles($page: PageInput) {
  __typename
  billingProfiles(page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...ProfileRow
    }
  }
}
    fragment ProfileRow on BillingProfile {
  __typename
  name
  legalName
  vatId
  iban
  bic
  email
  since
  address {
    __typename
    street
    city
    postalCode
    country
  }
  party {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:624abe19492592216cd5dd43dd62cb20bf57f1d583d5fd592d7a333df4267110"}) as unknown as TypedDocumentString<BillingProfilesQuery, BillingProfilesQueryVariables>;
export const BillingProfileDocument = new TypedDocumentString(`
    query BillingProfile($party: ID!) {
  __typename
  billingProfile(party: $party) {
    __typename
    ...ProfileRow
  }
}
    fragment ProfileRow on BillingProfile {
  __typename
  name
  legalName
  vatId
  iban
  bic
  email
  since
  address {
    __typename
    street
    city
    postalCode
    country
  }
  party {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:be947e11fe845575c05fc2b0675edb2524ab38193fc48ac3a328a6225dc717e4"}) as unknown as TypedDocumentString<BillingProfileQuery, BillingProfileQueryVariables>;
export const PutBillingProfileDocument = new TypedDocumentString(`
    mutation PutBillingProfile($party: ID!, $input: BillingProfileInput!) {
  __typename
  putBillingProfile(party: $party, input: $input) {
    __typename
    ...ProfileRow
  }
}
    fragment ProfileRow on BillingProfile {
  __typename
  name
  legalName
  vatId
  iban
  bic
  email
  since
  address {
    __typename
    street
    city
    postalCode
    country
  }
  party {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:4762a17ad40706eb337acefeeba770dd66792aa7c8b4a3570cfdc3c196c0b7ff"}) as unknown as TypedDocumentString<PutBillingProfileMutation, PutBillingProfileMutationVariables>;
export const AuditTrailDocument = new TypedDocumentString(`
    query AuditTrail($filter: AuditFilter, $page: PageInput) {
  __typename
  auditTrail(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...AuditRow
    }
  }
}
    fragment AuditRow on AuditEntry {
  __typename
  id
  at
  action
  outcome
  reason
  before
  after
  requestId
  correlationId
  actor {
    __typename
    kind
    name
  }
  subject {
    __typename
    type
    ref
  }
}`, {"hash":"sha256:3fdf33d96d6579ff3dc23fa672cc4d1a2fdc91098f95e17948cc8a2f15d50619"}) as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const AuditLiveDocument = new TypedDocumentString(`
    subscription AuditLive($filter: AuditFilter) {
  audited(filter: $filter) {
    __typename
    ...AuditRow
  }
}
    fragment AuditRow on AuditEntry {
  __typename
  id
  at
  action
  outcome
  reason
  before
  after
  requestId
  correlationId
  actor {
    __typename
    kind
    name
  }
  subject {
    __typename
    type
    ref
  }
}`, {"hash":"sha256:64172d5f006af8ffa8dd3667992aa5930c26a3518b508f0885baecc0e342cb36"}) as unknown as TypedDocumentString<AuditLiveSubscription, AuditLiveSubscriptionVariables>;
export const StatementsDocument = new TypedDocumentString(`
    query Statements($filter: StatementFilter, $page: PageInput) {
  __typename
  statements(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...StatementRow
    }
  }
}
    fragment StatementRow on Statement {
  __typename
  number
  kind
  currency
  periodFrom
  periodTo
  issuedAt
  payableBy
  totalBeforeTaxes
  totalTaxes
  totalAfterTaxes
  issuer {
    __typename
    ref
    name
  }
  recipient {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:30aff402f2e11cef0a018743d56569d89b24826ad0e7679188ab080bdf3c9719"}) as unknown as TypedDocumentString<StatementsQuery, StatementsQueryVariables>;
export const StatementDocument = new TypedDocumentString(`
    query Statement($number: ID!, $after: Int! = 0, $limit: Int! = 100) {
  __typename
  statement(number: $number) {
    __typename
    ...StatementRow
    taxes {
      __typename
      name
      percentage
      base
      amount
    }
    netting {
      __typename
      ...Debt
    }
    about
    settledBy
    lines(after: $after, limit: $limit) {
      __typename
      position
      description
      at
      quantity
      unit
      amountBeforeTaxes
      taxName
      taxPercentage
      taxAmount
      amountAfterTaxes
      cdr {
        __typename
        ref
      }
    }
  }
}
    fragment StatementRow on Statement {
  __typename
  number
  kind
  currency
  periodFrom
  periodTo
  issuedAt
  payableBy
  totalBeforeTaxes
  totalTaxes
  totalAfterTaxes
  issuer {
    __typename
    ref
    name
  }
  recipient {
    __typename
    ref
    name
  }
}
fragment Debt on StatementDebt {
  __typename
  debtor {
    __typename
    ref
    name
  }
  creditor {
    __typename
    ref
    name
  }
  amount
}`, {"hash":"sha256:104507e18b72b9fb1d69de31b0a8ecf3e97c0d7363dbf1d9d5d28d1c9cea8ed4"}) as unknown as TypedDocumentString<StatementQuery, StatementQueryVariables>;
export const NettingDocument = new TypedDocumentString(`
    query Netting($page: PageInput, $party: ID, $currency: String) {
  __typename
  statements(
    filter: {kind: STATEMENT, party: $party, currency: $currency}
    page: $page
  ) {
    __typename
    next
    items {
      __typename
      ...StatementRow
      netting {
        __typename
        ...Debt
      }
    }
  }
}
    fragment StatementRow on Statement {
  __typename
  number
  kind
  currency
  periodFrom
  periodTo
  issuedAt
  payableBy
  totalBeforeTaxes
  totalTaxes
  totalAfterTaxes
  issuer {
    __typename
    ref
    name
  }
  recipient {
    __typename
    ref
    name
  }
}
fragment Debt on StatementDebt {
  __typename
  debtor {
    __typename
    ref
    name
  }
  creditor {
    __typename
    ref
    name
  }
  amount
}`, {"hash":"sha256:8f50d67c6021b756e50924a76390d1273b01ce019b84183ccf4820df8af4b569"}) as unknown as TypedDocumentString<NettingQuery, NettingQueryVariables>;
export const TariffsDocument = new TypedDocumentString(`
    query Tariffs($filter: TariffFilter, $page: PageInput) {
  __typename
  tariffs(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...TariffRow
    }
  }
}
    fragment TariffRow on Tariff {
  __typename
  ref
  id
  currency
  type
  taxIncluded
  startDateTime
  endDateTime
  lastUpdated
  elements {
    __typename
    priceComponents {
      __typename
      type
      price
    }
  }
  cpo {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:580edf08e76c94118f7f9888c742e5f3c420d4a0bc968a6e5aa9c715206f8294"}) as unknown as TypedDocumentString<TariffsQuery, TariffsQueryVariables>;
export const TariffDocument = new TypedDocumentString(`
    query Tariff($ref: ID!) {
  __typename
  tariff(ref: $ref) {
    __typename
    ...TariffRow
    cpo {
      __typename
      ocpiVersion
    }
    tariffAltText {
      __typename
      language
      text
    }
    tariffAltUrl
    energyMix {
      __typename
      isGreenEnergy
      supplierName
      energyProductName
    }
    violations {
      __typename
      pointer
      code
      message
    }
    document
  }
}
    fragment TariffRow on Tariff {
  __typename
  ref
  id
  currency
  type
  taxIncluded
  startDateTime
  endDateTime
  lastUpdated
  elements {
    __typename
    priceComponents {
      __typename
      type
      price
    }
  }
  cpo {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:17a9d9fe7abd5395899bd334f7bea345774797a1eb0eab40c6868e6cab1c1b2c"}) as unknown as TypedDocumentString<TariffQuery, TariffQueryVariables>;
export const TokensDocument = new TypedDocumentString(`
    query Tokens($filter: TokenFilter, $page: PageInput) {
  __typename
  tokens(filter: $filter, page: $page) {
    __typename
    total
    next
    items {
      __typename
      ...TokenRow
    }
  }
}
    fragment TokenRow on Token {
  __typename
  ref
  uid
  type
  contractId
  visualNumber
  issuer
  valid
  whitelist
  lastUpdated
  emsp {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:94ba9dba76a33ca5e562f7a21917c6fc542a41c68bb5183f7054724e8f212c5e"}) as unknown as TypedDocumentString<TokensQuery, TokensQueryVariables>;
export const TokenDocument = new TypedDocumentString(`
    query Token($ref: ID!) {
  __typename
  token(ref: $ref) {
    __typename
    ...TokenRow
    groupId
    language
    defaultProfileType
    energyContract {
      __typename
      supplierName
      contractId
    }
    violations {
      __typename
      pointer
      code
      message
    }
    document
  }
}
    fragment TokenRow on Token {
  __typename
  ref
  uid
  type
  contractId
  visualNumber
  issuer
  valid
  whitelist
  lastUpdated
  emsp {
    __typename
    ref
    name
  }
}`, {"hash":"sha256:f34fb0f976ff9833bef7c1eef667d5e2dbbc74c15ee50f5a39fa93c634892942"}) as unknown as TypedDocumentString<TokenQuery, TokenQueryVariables>;
export const AuthorizeTokenDocument = new TypedDocumentString(`
    mutation AuthorizeToken($input: AuthorizeTokenInput!) {
  __typename
  authorizeToken(input: $input) {
    __typename
    ...CommandRow
  }
}
    fragment CommandRow on Command {
  __typename
  id
  kind
  name
  status
  outcome
  requestedAt
  sentAt
  answeredAt
  completedAt
  expiresAt
  request
  correlationId
  requestedBy
  receiver {
    __typename
    ref
    name
  }
  requester {
    __typename
    ref
    name
  }
  failure {
    __typename
    status
    message
  }
  response {
    __typename
    result
    timeout
  }
}`, {"hash":"sha256:9c29639795557d9ee58bc32951b34e64baffccf968cd651e366a2c98b888e968"}) as unknown as TypedDocumentString<AuthorizeTokenMutation, AuthorizeTokenMutationVariables>;
export const AuthorisationsDocument = new TypedDocumentString(`
    query Authorisations($filter: ExchangeFilter, $page: PageInput) {
  __typename
  exchanges(filter: $filter, page: $page) {
    __typename
    items {
      __typename
      id
      startedAt
      durationMs
      status
      from
      to
      failure {
        __typename
        message
      }
      response {
        __typename
        body
      }
    }
  }
}
    `, {"hash":"sha256:71a7ace9017ad8b790f22ee33da856c1826e9fa3605bececa56b50e3c44023df"}) as unknown as TypedDocumentString<AuthorisationsQuery, AuthorisationsQueryVariables>;