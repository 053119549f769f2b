/**
 * What the isolation matrix asks for, by the name and type of an argument of the graph. A new argument fails the matrix
 * by its name until it has a row here: give it the name of something of the others (see Names), so that whoever should
 * not know of it can be caught knowing. Enumerations, booleans and input objects need no row.
 */
import * as documents from './isolation.documents.js';
import { HUSH, WHISPER } from './isolation.marks.js';
import { NOT_ASKED, type ValueOf } from './isolation.operations.js';
import type { Names } from './isolation.world.js';

const LOCATION = `NL/VIC/${HUSH}-location`;
const EVSE = `${LOCATION}/${HUSH}-evse`;
const CONNECTOR = `${EVSE}/${HUSH}-connector`;
const SESSION = `NL/VIC/${HUSH}-session`;
const TOKEN = `DE/VEM/${HUSH}-token/RFID`;
const CDR = `NL/VIC/${HUSH}-cdr`;
const RECORD = `NL/VIC/${HUSH}-record`;
const LONG_AGO = '2020-01-01T00:00:00Z';
const FAR_AHEAD = '2099-01-01T00:00:00Z';

/** Refs, by what they are refs of: `Query.evse`, `Mutation.patchEvse`, an entity. The longest name that fits counts. */
const REFS: readonly [string, string][] = [
  ['invoicereconciliation', RECORD],
  ['connector', CONNECTOR],
  ['location', LOCATION],
  ['session', SESSION],
  ['tariff', `NL/VIC/${HUSH}-tariff`],
  ['token', TOKEN],
  ['party', 'NL/VIC'],
  ['evse', EVSE],
  ['cdr', CDR],
  ['brokenobject', `NL/VIC/${HUSH}-broken`],
  ['quarantine', `NL/VIC/${HUSH}-broken`],
];
/** The ref of something of this kind, whatever is called after it. */
export const refFor = (name: string): string | undefined =>
  REFS.find(([kind]) => name.toLowerCase().includes(kind))?.[1];

/** Ids, by the root field or input they belong to. */
const idFor = (names: Names, of: string): string | undefined => {
  const kinds: readonly [RegExp, string][] = [
    [/command|forward/i, names.commandId],
    [/agreement/i, names.agreementId],
    [/exchange/i, names.exchangeId],
    [/pull/i, names.pullId],
    [/alarm/i, names.alarmId],
    [/outcome/i, names.deliveryId],
    [/payment/i, names.paymentId],
    [/job/i, names.jobId],
    [/payoutBatch|bankTransaction/i, names.paymentId],
    [/feerule/i, names.feeRuleId],
    [/revenueshare/i, names.shareId],
    [/account|login/i, names.platformId],
    [/platform/i, names.platformId],
  ];
  return kinds.find(([kind]) => kind.test(of))?.[1];
};

const profile = {
  start_date_time: '2026-11-02T08:00:00Z',
  charging_profile: { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit: 16 }] },
};
const credentials = {
  token: `${HUSH}-new-token`,
  url: 'http://127.0.0.1:9/versions',
  roles: [{ role: 'CPO', country_code: 'NL', party_id: 'VIC', business_details: { name: 'Another' } }],
};
const [evse] = documents.location(HUSH).evses ?? [];

/** `name: Type`, or `field or input.name` where one name means several things. */
const table = (names: Names): Record<string, unknown> => ({
  // ---- who
  'addressee: ID': 'DE/VEM',
  'owner: ID': 'NL/VIC',
  'party: ID': 'NL/VIC',
  'otherParty: ID': 'DE/VEM',
  'requester: ID': 'DE/VEM',
  'setBy: ID': 'DE/VEM',
  'requesterPlatformId: ID': names.emspPlatformId,
  'parties: [ID!]': ['NL/VIC'],
  'cpo: ID': 'NL/VIC',
  'cpos: [ID!]': ['NL/VIC'],
  'emsp: ID': 'DE/VEM',
  'issuer: ID': 'NL/VIC',
  'counterparty: ID': 'DE/VEM',
  'receiver: ID': 'DE/VEM',
  'from: ID': 'DE/VEM',
  'to: ID': 'NL/VIC',
  'countryCode: String': 'NL',
  'role: String': 'CPO',
  'roles: [String!]': ['CPO'],
  'addresseeRole: String': 'EMSP',
  'name: String': WHISPER,
  'RateTierInput.name': 'HUSHTIER',
  'PlatformFilter.name': 'hush',
  'platformId: ID': names.platformId,
  'platformIds: [ID!]': [names.platformId],
  'full: [ID!]': [names.platformId],
  'busy: [ID!]': [names.platformId],
  'urgent: [ID!]': [names.platformId],
  'node: ID': names.platformId,
  'tier: String': 'HUSHTIER',

  // ---- documents
  'location: ID': LOCATION,
  'locations: [ID!]': [LOCATION],
  'evse: ID': EVSE,
  'evses: [ID!]': [EVSE],
  'session: ID': SESSION,
  'sessions: [ID!]': [SESSION],
  'ocpiVersion: String': '2.3.0',
  'token: ID': TOKEN,
  'object: ID': LOCATION,
  'tariff: ID': `NL/VIC/${HUSH}-tariff`,
  'locationId: String': `${HUSH}-location`,
  'evseUid: String': `${HUSH}-evse`,
  'evseUids: [String!]': [`${HUSH}-evse`],
  'connectorId: String': `${HUSH}-connector`,
  'locationDocumentsById.id': `${HUSH}-location`,
  'PlaceInput.ref': LOCATION,
  'locationOwners.id': `${HUSH}-location`,
  'sessionDocumentsById.id': `${HUSH}-session`,
  'reservationId: String': `${HUSH}-reservation`,
  'uid: String': `${HUSH}-token`,
  'contractId: String': `DE-VEM-${HUSH}`,
  'groupId: String': `${HUSH}-group`,
  'visualNumber: String': `${HUSH} number`,
  'issuer: String': `${HUSH} issuer`,
  'invoiceId: String': `${HUSH}-invoice`,
  'authorizationReference: String': `${HUSH}-authorization`,
  'type: String': 'RFID',
  'text: String': HUSH,
  'city: String': `${HUSH} city`,
  'country: String': 'NLD',
  'currency: String': 'EUR',
  'LocationFilter.status': 'AVAILABLE',
  'standard: String': 'IEC_62196_T2',
  'document: LocationDocument': documents.location(HUSH),
  'document: EvseDocument': evse,
  'document: ConnectorDocument': evse?.connectors[0],
  'document: TariffDocument': documents.tariff(HUSH),
  'document: TokenDocument': documents.token(HUSH),
  'tokenDocument: TokenDocument': documents.token(HUSH),
  'document: SessionDocument': documents.session(),
  'document: CdrDocument': documents.cdr(),
  'document: InvoiceReconciliationDocument': documents.invoice(),
  'putCommandResult.document': { result: 'ACCEPTED' },
  'putActiveChargingProfile.document': profile,
  'BrokenObjectInput.document': documents.session(),
  'patch: DocumentPatch': { last_updated: '2027-01-01T00:00:00Z' },
  'credentials: CredentialsDocument': credentials,
  'commandReceivers.subject': `${HUSH}-reservation`,
  'commandReceivers.kind': ['RESERVE_NOW'],
  'digest: String': '0'.repeat(64),

  // ---- what the hub keeps about messages
  'callback: ID': names.secrets.callback,
  'responseUrl: String': `https://${HUSH}.example.com/results`,
  'request: JSON': { location_id: `${HUSH}-location` },
  'conversation.correlationId': `${HUSH}-correlation`,
  'correlationId: ID': `${HUSH}-correlation`,
  'correlationId: String': `${HUSH}-correlation`,
  'requestId: ID': names.requestId,
  'requestId: String': names.requestId,
  'pullId: ID': names.pullId,
  'resultId: ID': names.exchangeId,
  'claim: ID': names.pullId,
  'carriedBy: ID': names.deliveryId,
  'hash: ID': names.tokenHash,
  'hashes: [ID!]': [names.tokenHash],
  'tokenHash: ID': '1'.repeat(64),
  'fingerprint: String': 'another',
  'module: String': 'locations',
  'modules: [String!]': ['locations'],
  'method: String': 'PUT',
  'path: [String!]': ['NL', 'VIC', `${HUSH}-location`],
  'query: JSON': {},
  'body: String': '{}',
  'legs: [JSON!]': [{}],
  'data: JSON': { result: 'ACCEPTED', timeout: 30 },
  'url: String': 'http://127.0.0.1:9/',
  'versionsUrl: String': 'http://127.0.0.1:9/versions',
  'version: String': '2.3.0',
  'identifier: String': 'locations',
  'token: String': 'a-token-for-nobody',
  'certificate: String': names.secrets.certificate,
  'key: String': names.secrets.key,
  'note: String': 'A note',
  'code: String': 'MISSING',
  'pointer: String': '/id',
  'reason: String': 'A reason',
  'remark: String': 'A remark',
  'failure: String': 'A failure',

  // ---- people
  'email: String': `${HUSH}@example.com`,
  'password: String': 'a password of nobody',
  'address: String': '192.0.2.1',
  'loginHash: ID': '2'.repeat(64),
  'current: String': 'a password of nobody',
  'link: String': 'a-link.for-nobody',
  'AccountInput.name': 'Anna',
  'ApiKeyInput.name': 'A program',
  'expiresAt: DateTime': FAR_AHEAD,

  'actor: String': 'admin',
  'action: String': 'setPlatformTier',
  'subject: ID': names.platformId,
  'ids: [ID!]': [names.platformId],
  'entries: [AuditEntryDocument!]': [{}],
  'facts: CdrFactsDocument': {},
  'expectedBeforeTaxes: Decimal': '1.00',
  'expectedAfterTaxes: Decimal': '1.21',

  // ---- clearing and statements
  'number: ID': names.statement,
  'statement: ID': names.statement,
  'job: ID': names.jobId,
  'cdr: ID': CDR,
  'resolveDispute.ref': CDR,
  'beneficiary: ID': 'DE/VEM',
  'FeeRuleInput.name': 'A fee',
  'RevenueShareInput.name': 'A share',
  'perSession: Decimal': '0.10',
  'perKwh: Decimal': '0.01',
  'percent: Decimal': '5',
  'taxName: String': 'VAT',
  'taxPercentage: Decimal': '21',
  'validFrom: DateTime': LONG_AGO,
  'validUntil: DateTime': FAR_AHEAD,
  'StatementPeriodInput.from': LONG_AGO,
  'StatementPeriodInput.to': '2020-02-01T00:00:00Z',

  // ---- billing profiles and documents
  'BillingProfileInput.name': 'Anybody',
  'BillingProfileInput.legalName': 'Anybody and Sons',
  'BillingProfileInput.vatId': 'NL123456789B01',
  'BillingProfileInput.iban': 'NL91ABNA0417164300',
  'BillingProfileInput.bic': 'ABNANL2A',
  'BillingAddressInput.street': 'Nowhere 1',
  'BillingAddressInput.city': 'Nowhere',
  'BillingAddressInput.postalCode': '1000 AA',
  'BillingAddressInput.country': 'NL',

  // ---- money
  'statement: String': names.statement,
  'statements: [String!]': [names.statement],
  'number: String': names.statement,
  'payment: ID': names.paymentId,
  'provider: String': 'bank-transfer',
  'account: String': 'acct_hush',
  'signature: String': 't=1,v1=00',
  'camt053: String': '<Document/>',
  'executeOn: DateTime': FAR_AHEAD,

  // ---- amounts and times
  'page: PageInput': { limit: 100 },
  'PageInput.after': NOT_ASKED, // a place in a list of one's own
  'window: DocumentWindow': { limit: 100 },
  'DocumentWindow.after': NOT_ASKED,
  'locationPlaces.after': '0', // the beginning
  'dateFrom: DateTime': LONG_AGO,
  'dateTo: DateTime': FAR_AHEAD,
  'startedFrom: DateTime': LONG_AGO,
  'startedTo: DateTime': FAR_AHEAD,
  'since: DateTime': LONG_AGO,
  'until: DateTime': FAR_AHEAD,
  'analytics.from': new Date(Date.now() - 366 * 86_400_000).toISOString(),
  'analytics.to': new Date(Date.now() + 86_400_000).toISOString(),
  'findParties.text': WHISPER,
  'findExchanges.text': names.exchangeId,
  'ProblemFilter.code': 'HTTP 401',
  'ProblemFilter.since': new Date(Date.now() - 3_600_000).toISOString(),
  'ProblemFilter.until': new Date(Date.now() + 3_600_000).toISOString(),
  'traffic.since': new Date(Date.now() - 3_600_000).toISOString(),
  'traffic.until': new Date(Date.now() + 3_600_000).toISOString(),
  'at: DateTime': LONG_AGO,
  'heardAt: DateTime': LONG_AGO,
  'answeredAt: DateTime': LONG_AGO,
  'sentAt: DateTime': LONG_AGO,
  'start: DateTime': FAR_AHEAD,
  'startDateTime: DateTime': FAR_AHEAD,
  'timeZone: String': 'Europe/Amsterdam',
  'departureTime: DateTime': FAR_AHEAD,
  'expiryDate: DateTime': FAR_AHEAD,
  'latitude: Float': 52.37921,
  'longitude: Float': 4.88487,
  'box: BoxInput': { south: 50, west: 3, north: 54, east: 7 },
  'FailCommand.status': 2000,
  'status: Int': 2000,
});

/** Any number does for these. */
const NUMBERS = new Set(['Int', 'Float']);

export const argumentsOf = (names: Names): ValueOf => {
  const rows = table(names);
  return ({ name, type, of }) => {
    const said = rows[`${of}.${name}`] ?? rows[`${name}: ${type}`];
    if (said !== undefined) return said;
    if (name === 'ref' && type === 'ID') return refFor(of);
    if (name === 'id' && type === 'ID') return idFor(names, of);
    return NUMBERS.has(type) ? 1 : undefined;
  };
};
