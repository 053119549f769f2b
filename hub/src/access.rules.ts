/**
 * Who may use which field of the graph at its public doors. Everything has a row here: root fields one by one, other
 * types as a whole, with rows of their own for fields that differ. What has no row is refused, and a test asks for the
 * row of every field of the supergraph. The subgraphs guard the same once more where they resolve it, and narrow what
 * READERS see to what is theirs.
 *
 * The OCPI wire and the hub's own parts do not come by these doors.
 */
import type { AccessPolicy } from '@chargesphere/gateway';
import type { KeyScope, PeopleRole, Principal } from '@chargesphere/schema';

/** For whom a field is. */
export type Group =
  'PUBLIC' | 'KNOWN' | 'READERS' | 'PARTIES' | 'STAFF' | 'OPERATORS' | 'PEOPLE' | 'MONEY' | 'HUB';

const all: readonly PeopleRole[] = ['OPERATOR', 'ANALYST', 'PARTNER', 'HOST'];

export const groups: Readonly<
  Record<Group, { roles: readonly PeopleRole[]; scope?: KeyScope; meaning: string }>
> = {
  PUBLIC: { roles: all, meaning: 'Everybody, also who is not known.' },
  KNOWN: { roles: all, meaning: 'Everybody who is known, of what is its own.' },
  READERS: {
    roles: ['OPERATOR', 'ANALYST', 'PARTNER'],
    meaning: 'Partners of what is theirs, the others of all.',
  },
  PARTIES: { roles: ['OPERATOR', 'PARTNER'], meaning: 'Partners for what is theirs, operators for all.' },
  STAFF: { roles: ['OPERATOR', 'ANALYST'], meaning: 'Whoever works for the hub.' },
  OPERATORS: { roles: ['OPERATOR'], meaning: 'Operators.' },
  PEOPLE: { roles: ['OPERATOR'], scope: 'PEOPLE', meaning: 'Operators; keys with the scope PEOPLE.' },
  MONEY: { roles: ['OPERATOR'], scope: 'MONEY', meaning: 'Operators; keys with the scope MONEY.' },
  // The guard of the field refuses operators too; it does so on the record, which the door could not.
  HUB: { roles: ['OPERATOR'], meaning: 'The hub itself.' },
};

type Rows = Readonly<Partial<Record<Group, string>>>;

const queries: Rows = {
  PUBLIC: 'me',
  KNOWN: 'myLogins hub',
  READERS: `party parties clientInfos agreement agreements broadcasts deliveries exchanges exchange conversation traffic problems deliveryHealth findParties findExchanges findLocations findSessions findTokens findTariffs findCdrs
    location evse connector locations nearestLocations mapPoints locationDocument evseDocument connectorDocument
    locationDocuments locationDocumentsById locationViolations
    session sessions sessionDocument sessionDocuments sessionDocumentsById sessionViolations command commands
    token tokens tokenDocument tokenDocuments tokenViolations
    tariff tariffs tariffDocument tariffDocuments tariffViolations estimatePrice
    cdr cdrs cdrDocument cdrDocuments cdrViolations statementDocument statementDocumentLines billingProfile
    invoiceReconciliation invoiceReconciliations invoiceReceiver invoiceReconciliationDocument
    invoiceReconciliationDocuments invoiceReconciliationViolations
    analytics cdrCheckCounts ledgerAccounts ledgerTransfers statement statements payment payments`,
  STAFF: `findPlatforms hubPolicy auditTrail alarms platform platforms pull pulls quarantine rateTiers billingProfiles
    jobs job ledgerTotals feeRules revenueShares paymentProviders paymentDoubts payoutBatches payoutBatch bankTransactions`,
  PEOPLE: 'account accounts apiKeys',
  HUB: `billingAuditEntries locationsAuditEntries sessionsAuditEntries tariffsAuditEntries locationOwners
    agreedTariffs principalByKey principalByLogin pendingConnections credentialsByToken platformConnection rolesFor
    troubledPlatforms passage platformCallStyle pendingRenewals commandReceivers commandForward tokenIssuers
    locationPlaces`,
};

const mutations: Rows = {
  PUBLIC: 'logIn acceptInvitation requestPasswordReset resetPassword',
  KNOWN: 'logOut endLogin changePassword',
  PARTIES: 'acceptCdr disputeCdr recheckCdr resolveDispute',
  OPERATORS: `postCdr postInvoiceReconciliation putInvoiceReconciliation deleteInvoiceReconciliation
    putLocation patchLocation withdrawLocation putEvse patchEvse putConnector patchConnector
    putSession patchSession putToken patchToken putTariff deleteTariff
    setPlatformActsAsHub setHubPolicy putAgreement endAgreement setPlatformRedelivery connectPlatform replayExchange
    clearAlarm suspendPlatform resumePlatform deletePlatform invitePlatform withdrawInvitation startPull cancelPull
    resumePull setPullSchedule setPlatformClientCertificate removePlatformClientCertificate setPlatformQuirks
    putRateTier setPlatformTier rotateCredentials setPlatformStrictness putCommandResult putActiveChargingProfile
    startSession stopSession reserveNow cancelReservation unlockConnector setChargingProfile clearChargingProfile
    getActiveChargingProfile setChargingPreferences authorizeToken`,
  MONEY: `putBillingProfile runStatements putFeeRule putRevenueShare
    payStatement cancelPayment putPaymentAccount createPayoutBatch importBankStatement matchBankTransaction
    dismissBankTransaction`,
  PEOPLE: 'inviteAccount changeAccount disableAccount enableAccount createApiKey rotateApiKey revokeApiKey',
  HUB: `keepCdrReceipt forgetBillingAuditEntries forgetLocationsAuditEntries forgetSessionsAuditEntries
    forgetTariffsAuditEntries keepAuditEntries queueBroadcasts queueRedelivery takeDeliveries keepLanes
    settleDeliveries releaseLanes beginHandshake finishConnection failConnection recordExchanges claimExchangeReplays
    finishExchangeReplay hearPlatforms claimProbes reportProbe openCircuit reportRefusal claimFarewells finishFarewell
    queueDuePulls claimPulls reportPull keepPull finishPull failPull releasePull completeRegistration
    updateRegistration endRegistration beginRenewal finishRenewal failRenewal noteOffer beginCommand answerCommand
    failCommand passCommand noteForwarded
    logInByProvider claimCdrChecks settleCdrChecks recheckCdrsOf claimCdrPushes settleCdrPushes receivePaymentWebhook
    keepPlaces`,
};

const subscriptions: Rows = {
  READERS: `cdrReceived evseStatusChanged deliverySettled partyStatusChanged exchangeRecorded commandUpdated
    sessionUpdated
    cdrChecked paymentUpdated`,
  STAFF: 'platformUpdated audited alarmRaised pullUpdated jobUpdated',
  HUB: `billingAudited locationsAudited sessionsAudited tariffsAudited deliveriesQueued exchangeReplayChanged
    platformChanged renewalChanged accessChanged cdrChecksDue cdrPushesDue locationPlaced`,
};

/** Types whole, and `Type.field` where a field is for others than its type. */
const types: Rows = {
  PUBLIC: 'Me',
  KNOWN: 'Login Hub BusinessDetails Image',
  READERS: `ActiveChargingProfile AdditionalGeoLocation Agreement AgreementPage AnalyticsPage AnalyticsRow Revenue BillingAddress BillingProfile
    Broadcast BroadcastPage Cdr
    CdrDimension CdrDocumentPage CdrEvidence CdrLocation CdrPage CdrToken CdrWarning ChargingPeriod ChargingProfile
    ChargingProfilePeriod Circuit ClientInfoDocumentPage Command CommandAnswer CommandFailure CommandOutcome
    CommandPage Connector Conversation ConversationLeg Delivery DeliveryPage DisplayText EnergyContract EnergyMix
    EnergySource EnvironmentalImpact Evse EvseParking EvseStatusChange ExceptionalPeriod Exchange ExchangeFailure
    ExchangeMessage ExchangePage ExchangeViolation GeoLocation Hours InvoiceReconciliationDocumentPage
    InvoiceReconciliationPage InvoiceReconciliationRecord Location LocationDocumentPage LocationPage
    LocationReferences MapPoints NearLocation Parking Found DeliveryHealth WaitingDeliveries PartnerProblem PartnerProblemPage Party PartyPage PartyRole PartyStatusChange Price PriceAdjustment
    PriceAmount PriceComponent PriceExplanation PriceLimit PriceLine PriceNote PriceTax PublishTokenType
    RegularHours RoundingPolicy Session SessionDocumentPage SessionPage SignedData SignedValue StatusSchedule Tariff
    TariffDocumentPage TariffElement TariffPage TariffRestrictions TaxAmount Token TokenDocumentPage TokenPage
    Traffic TrafficBucket TrafficCell TrafficNow
    UnpricedVolume Violation ViolationCount
    CdrAmountDifference CdrCheck CdrCheckCount CdrDifference CdrDispute CdrDisputeLine CdrFinding
    CdrLineDifference LedgerAccount LedgerAccountPage LedgerSide LedgerTransfer LedgerTransferPage Statement
    StatementDebt StatementLine StatementPage StatementTax BankAccount Payment PaymentInstructions PaymentPage`,
  STAFF: `BillingProfilePage FeeRule FeeRulePage Job JobPage LedgerTotal RevenueShare RevenueSharePage
    Alarm AlarmPage AuditActor AuditEntry AuditPage AuditSubject ClientCertificate Farewell HubPolicy Platform
    PlatformEndpoint PlatformUpdate PlatformPage Probe Pull PullPage PullSchedule Quarantined QuarantinedPage RateTier Renewal
    Suspension Broadcast.platform Delivery.platform Exchange.platform PartyRole.platform
    BankTransaction BankTransactionPage PaymentAttempt PaymentDoubt PaymentDoubtPage PayoutBatch PayoutBatchPage
    Payment.attempts Payment.batch`,
  PARTIES: 'DisputeResolution',
  OPERATORS: `ConnectResult Invitation InvoiceReconciliationResult PostResult PutResult TokenAuthorization`,
  PEOPLE: 'Account AccountPage AccountInvitation ApiKey ApiKeyPage MadeApiKey',
  MONEY: `BankImport`,
  HUB: `AccessChange CdrCheckClaim CdrPush CommandDelivery CommandForward ConnectionRequest DeliveryMessage DeliveryTask DeliveryWork
    ExchangeReplay FarewellTask HandshakeToken IssuedToken KeyOwner LocationPlace PassedCommandReceipt PlatformCallStyle
    PlatformChange PlatformConnection ProbeOrders ProbeTask PullTask RenewalRequest ReplayTask TokenOwner
    TroubledPlatforms
    WebhookReceipt`,
};

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** The group of `Query.session`, or of all fields of a type that have none of their own. */
const rows: ReadonlyMap<string, Group> = new Map(
  [
    ...[
      ['Query', queries] as const,
      ['Mutation', mutations] as const,
      ['Subscription', subscriptions] as const,
    ].flatMap(([type, of]) => Object.entries(of).map(([group, names]) => [group, names, type] as const)),
    ...Object.entries(types).map(([group, names]) => [group, names, undefined] as const),
  ].flatMap(([group, names, type]) =>
    words(names).map((name): [string, Group] => [type ? `${type}.${name}` : name, group as Group]),
  ),
);

/** Whom a field is for; undefined when nobody thought of it. */
export const groupOf = (coordinate: string): Group | undefined =>
  rows.get(coordinate) ?? rows.get(coordinate.slice(0, coordinate.indexOf('.')));

/** Rows for nothing that is there, of all coordinates there are. */
export const idleRows = (coordinates: ReadonlySet<string>): string[] => {
  const types = new Set([...coordinates].map((one) => one.slice(0, one.indexOf('.'))));
  return [...rows.keys()].filter((row) => !coordinates.has(row) && !types.has(row));
};

const NOBODY = 'NOBODY';
/** Known, and with a password to change before anything else. */
const FRESH = 'FRESH';

/** A role, with the scopes of a key that is narrowed: `PARTNER`, `OPERATOR READ WRITE`. */
export const audienceOf = (principal: Principal): string => {
  if (principal.kind === 'anonymous' || principal.kind === 'system') return NOBODY;
  const { bearer } = principal;
  if (bearer?.mustChangePassword) return FRESH;
  const role = bearer?.role ?? (principal.kind === 'platform' ? 'PARTNER' : 'OPERATOR');
  return bearer?.scopes ? [role, ...[...bearer.scopes].sort()].join(' ') : role;
};

export const mayUse = (audience: string, coordinate: string): boolean => {
  const group = groupOf(coordinate);
  if (group === undefined) return false;
  if (group === 'PUBLIC') return true;
  if (audience === NOBODY) return false;
  if (audience === FRESH) return group === 'KNOWN';
  const [role, ...scopes] = audience.split(' ');
  if (!groups[group].roles.includes(role as PeopleRole)) return false;
  const needed = scopeFor(group, coordinate);
  return scopes.length === 0 || needed === undefined || scopes.includes(needed);
};

/** What a narrowed key needs for a root field; what comes after the root is free. */
const scopeFor = (group: Group, coordinate: string): KeyScope | undefined => {
  const root = coordinate.slice(0, coordinate.indexOf('.'));
  if (!['Query', 'Mutation', 'Subscription'].includes(root) || group === 'KNOWN') return undefined;
  return groups[group].scope ?? (root === 'Mutation' ? 'WRITE' : 'READ');
};

const publicFields = new Set([...words(queries.PUBLIC ?? ''), ...words(mutations.PUBLIC ?? '')]);

export const accessPolicy: AccessPolicy = {
  audienceOf,
  mayUse,
  publicFields,
  loginFields: new Set(['logIn', 'acceptInvitation', 'resetPassword']),
  logoutFields: new Set(['logOut']),
};
