/** The fields of the graph that the adapter uses, as the subgraphs offer them together. */
import { commandsSdl } from './memory-commands.js';
import { broadcastsSdl } from './memory-broadcasts.js';
import { healthSdl } from './memory-health.js';
import { exchangesSdl } from './memory-exchanges.js';

/** CDRs and invoices have nothing behind them here: their wire is tested with the real graph, in hub/tests. */
const billingSdl = `
  scalar CdrDocument
  scalar InvoiceReconciliationDocument
  type Warning { sentence: String! }
  type CdrReceipt { outcome: String! warnings: [Warning!]! receiptUrl(receiver: ID): String }
  type InvoiceRecord { counterparty: Party }
  type InvoiceReceipt { outcome: String! warnings: [String!]! }
  type CdrDocumentPage { items: [CdrDocument!]! total: Int! next: String }
  type InvoiceReconciliationDocumentPage { items: [InvoiceReconciliationDocument!]! total: Int! next: String }
  extend type Query {
    cdrDocument(ref: ID!): CdrDocument
    cdrDocuments(window: DocumentWindow!, owner: ID): CdrDocumentPage!
    invoiceReceiver(document: InvoiceReconciliationDocument!): ID
    invoiceReconciliation(ref: ID!): InvoiceRecord
    invoiceReconciliationDocument(ref: ID!): InvoiceReconciliationDocument
    invoiceReconciliationDocuments(window: DocumentWindow!, owner: ID): InvoiceReconciliationDocumentPage!
  }
  extend type Mutation {
    postCdr(document: CdrDocument!, addressee: ID, digest: String): CdrReceipt!
    keepCdrReceipt(ref: ID!, receiver: ID!, url: String!): Boolean!
    postInvoiceReconciliation(document: InvoiceReconciliationDocument!, addressee: ID): InvoiceReceipt!
    putInvoiceReconciliation(document: InvoiceReconciliationDocument!, addressee: ID): InvoiceReceipt!
    deleteInvoiceReconciliation(ref: ID!): ID!
  }
`;

export const memorySdl = `
  scalar DateTime
  scalar JSON
  scalar CredentialsDocument
  scalar DocumentPatch
  scalar LocationDocument
  scalar EvseDocument
  scalar ConnectorDocument
  scalar SessionDocument
  scalar TariffDocument
  scalar TokenDocument

  enum PutOutcome { CREATED REPLACED OLDER }
  type PutResult { ref: ID! outcome: PutOutcome! }
  input DocumentWindow { dateFrom: DateTime dateTo: DateTime offset: Int! = 0 limit: Int! = 100 after: String }
  type Evse { capabilities: [String!]! }
  type LocationDocumentPage { items: [LocationDocument!]! total: Int! next: String }
  type SessionDocumentPage { items: [SessionDocument!]! total: Int! next: String }
  type TariffDocumentPage { items: [TariffDocument!]! total: Int! next: String }
  type TokenDocumentPage { items: [TokenDocument!]! total: Int! next: String }

  scalar ClientInfoDocument
  type ClientInfoDocumentPage { items: [ClientInfoDocument!]! total: Int! next: String }
  enum InterfaceRole { SENDER RECEIVER }
  input EndpointInput { identifier: String! role: InterfaceRole! url: String! }
  input RegistrationInput {
    platformId: ID! tokenHash: ID! credentials: CredentialsDocument! version: String! versionsUrl: String!
    endpoints: [EndpointInput!]! base64Token: Boolean!
  }
  input ConnectionInput {
    platformId: ID! credentials: CredentialsDocument! version: String! versionsUrl: String!
    endpoints: [EndpointInput!]! base64Token: Boolean!
  }
  type Hub { countryCode: String! partyId: String! ref: ID! name: String! }
  type PartyRole { role: String! countryCode: String! partyId: String! status: String! }
  type Party { ref: ID! roles(withSuspended: Boolean! = false): [PartyRole!]! }
  type RateTier {
    requestsPerSecond: Int! burst: Int! requestsAtOnce: Int! forwardsAtOnce: Int! bodyBytes: Int!
  }
  type Platform {
    id: ID! name: String! status: String! tolerateNewline: Boolean! tier: RateTier! isStrict: Boolean! actsAsHub: Boolean! hubPartyId: String redeliversCdrs: Boolean!
    roles: [PartyRole!]!
  }
  type TokenOwner { hash: ID! kind: String! expiresAt: DateTime reach: JSON platform: Platform! }
  type PlatformEndpoint { identifier: String! role: InterfaceRole! url: String! }
  type PlatformCallStyle { trailingSlash: String! overlongTexts: String! certificate: String key: String }
  type PlatformConnection { token: String! base64Token: Boolean! endpoints: [PlatformEndpoint!]! }
  type Pull {
    id: ID! platform: Platform! module: String! mode: String! dateFrom: DateTime dateTo: DateTime party: ID nextUrl: String
    offset: Int! answersForAll: Boolean! total: Int pages: Int!
  }
  type PullTask { claim: ID! pull: Pull! connection: PlatformConnection }
  enum PullStatus { QUEUED RUNNING DONE FAILED CANCELLED }
  input PullFilter { status: PullStatus }
  input PullPositionInput { party: ID url: String! offset: Int! answersForAll: Boolean! }
  input BrokenObjectInput { ref: ID index: Int! pointer: String! code: String! reason: String! document: JSON }
  input PullPageInput {
    pullId: ID! claim: ID! seen: Int! stored: Int! unchanged: Int! total: Int next: PullPositionInput
    quarantined: [BrokenObjectInput!]!
  }
  input PullEndInput { pullId: ID! claim: ID! withdrawn: Int! remark: String }
  type RenewalRequest { platformId: ID! versionsUrl: String! version: String token: String! base64Token: Boolean! }
  type ConnectionRequest { platformId: ID! versionsUrl: String! token: String! }
  type FarewellTask { platformId: ID! url: String! token: String! base64Token: Boolean! }
  type IssuedToken { token: String! }
  type PlatformChange { platformId: ID! kind: String! }

  enum Passage { ALLOWED PLANNED HIDDEN FORBIDDEN_MODULE }
  type Session { emsp: Party }

  type Query {
    hub: Hub!
    party(ref: ID!): Party
    clientInfos(window: DocumentWindow!): ClientInfoDocumentPage!
    credentialsByToken(hashes: [ID!]!): [TokenOwner!]!
    platformConnection(id: ID!): PlatformConnection
    platformCallStyle(id: ID!): PlatformCallStyle
    pendingConnections: [ConnectionRequest!]!
    pendingRenewals: [RenewalRequest!]!
    rolesFor(platformId: ID!): [JSON!]!
    locationDocument(ref: ID!, addressee: ID): LocationDocument
    evse(ref: ID!): Evse
    evseDocument(ref: ID!, addressee: ID): EvseDocument
    connectorDocument(ref: ID!, addressee: ID): ConnectorDocument
    locationDocuments(window: DocumentWindow!, owner: ID): LocationDocumentPage!
    locationDocumentsById(id: String!, evseUid: String, connectorId: String): [JSON!]!
    session(ref: ID!): Session
    passage(from: ID!, to: ID!, module: String!): Passage!
    locationOwners(id: String!): [ID!]!
    sessionDocument(ref: ID!, addressee: ID): SessionDocument
    sessionDocuments(window: DocumentWindow!, owner: ID): SessionDocumentPage!
    tariffDocument(ref: ID!, addressee: ID): TariffDocument
    tariffDocuments(window: DocumentWindow!, owner: ID): TariffDocumentPage!
    tokenDocument(ref: ID!, addressee: ID): TokenDocument
    tokenDocuments(window: DocumentWindow!, owner: ID): TokenDocumentPage!
  }
  type Mutation {
    putLocation(document: LocationDocument!, addressee: ID): PutResult!
    patchLocation(ref: ID!, patch: DocumentPatch!, addressee: ID): PutResult!
    putEvse(location: ID!, document: EvseDocument!, addressee: ID): PutResult!
    patchEvse(ref: ID!, patch: DocumentPatch!, addressee: ID): PutResult!
    putConnector(evse: ID!, document: ConnectorDocument!, addressee: ID): PutResult!
    patchConnector(ref: ID!, patch: DocumentPatch!, addressee: ID): PutResult!
    putSession(document: SessionDocument!, addressee: ID): PutResult!
    patchSession(ref: ID!, patch: DocumentPatch!, addressee: ID): PutResult!
    putToken(document: TokenDocument!, addressee: ID): PutResult!
    patchToken(ref: ID!, patch: DocumentPatch!, addressee: ID): PutResult!
    putTariff(document: TariffDocument!, addressee: ID): PutResult!
    deleteTariff(ref: ID!, addressee: ID): ID!
    withdrawLocation(ref: ID!, addressee: ID): ID!
    completeRegistration(input: RegistrationInput!): IssuedToken!
    updateRegistration(input: RegistrationInput!): IssuedToken!
    endRegistration(platformId: ID!): Platform!
    beginHandshake(platformId: ID!): IssuedToken!
    finishConnection(input: ConnectionInput!): Platform!
    failConnection(platformId: ID!, reason: String!): Platform!
    beginRenewal(platformId: ID!): IssuedToken!
    finishRenewal(input: ConnectionInput!): Platform!
    failRenewal(platformId: ID!, reason: String!, mayHaveArrived: Boolean!): Platform!
    claimFarewells: [FarewellTask!]!
    finishFarewell(platformId: ID!, failure: String): Boolean!
    noteOffer(fingerprint: String!): Int!
    queueDuePulls: Int!
    claimPulls(limit: Int!): [PullTask!]!
    reportPull(input: PullPageInput!): Pull!
    keepPull(pullId: ID!, claim: ID!): Pull!
    finishPull(input: PullEndInput!): Pull!
    failPull(pullId: ID!, claim: ID!, reason: String!): Pull!
    releasePull(pullId: ID!, claim: ID!): Pull!
  }
  type Subscription { platformChanged: PlatformChange! renewalChanged: ID! pullUpdated(filter: PullFilter): Pull! }
  ${commandsSdl}
  ${billingSdl}
  ${exchangesSdl}
  ${broadcastsSdl}
  ${healthSdl}
`;
