/** What resolvers of this subgraph get: who asks, and related records in one query per level. */
import {
  recordLoader,
  unauthenticated,
  type Outbox,
  type Page,
  type PageInput,
  type RecordLoader,
} from '@chargesphere/chassis';
import { foldRef, Problem, type Caller, type Principal } from '@chargesphere/schema';
import type { PlatformEndpoint } from './endpoint.entity.js';
import type { Agreement } from './agreement.entity.js';
import type { AgreementStore } from './agreement.store.js';
import type { Alarm } from './alarm.record.js';
import type { AlarmStore } from './alarm.store.js';
import type { AuditEntry } from './audit.record.js';
import type { AuditStore } from './audit.store.js';
import type { ClientInfoFeed } from './client-info-feed.js';
import type { Farewell } from './farewell.entity.js';
import type { FarewellStore } from './farewell.store.js';
import type { ExchangeContent, ExchangeStore } from './exchange.store.js';
import type { ClientCertificate } from './client-certificate.entity.js';
import type { ClientCertificateStore } from './client-certificate.store.js';
import type { DeliveryFilter } from './broadcast.inputs.js';
import type { Broadcast, Delivery } from './broadcast.record.js';
import type { DeliveryStore } from './delivery.store.js';
import type { Health } from './health.record.js';
import type { HealthStore } from './health.store.js';
import type { PartyStore, SeenParty } from './party.store.js';
import type { Platform } from './platform.entity.js';
import type { PlatformStore } from './platform.store.js';
import type { Pull } from './pull.entity.js';
import type { PullSchedule } from './pull-schedule.entity.js';
import type { PullScheduleStore } from './pull-schedule.store.js';
import { PULLS_SHOWN_MAX } from './pull.rules.js';
import type { PullStore } from './pull.store.js';
import type { Renewal } from './renewal.entity.js';
import type { RenewalStore } from './renewal.store.js';
import type { PartyRole } from './role.entity.js';
import type { RateTier } from './tier.entity.js';
import type { TierStore } from './tier.store.js';

export interface PartiesContext {
  caller: Caller;
  /** Where subscriptions listen. */
  outbox: Outbox;
  audit: AuditStore;
  /** Parties the caller may see, by ref. */
  party: RecordLoader<SeenParty | undefined>;
  /** OCPI versions of parties, by ref. */
  versionOfParty: RecordLoader<string | null>;
  platform: RecordLoader<Platform | undefined>;
  rolesOfPlatform: RecordLoader<PartyRole[]>;
  endpointsOfPlatform: RecordLoader<PlatformEndpoint[]>;
  renewalOfPlatform: RecordLoader<Renewal | undefined>;
  farewellOfPlatform: RecordLoader<Farewell | undefined>;
  pull: RecordLoader<Pull | undefined>;
  /** The newest of each, newest first. */
  pullsOfPlatform: RecordLoader<Pull[]>;
  pullSchedulesOfPlatform: RecordLoader<PullSchedule[]>;
  /** The active ones the caller may read, the newest of each party, newest first. */
  agreementsOfParty: RecordLoader<Agreement[]>;
  broadcast: RecordLoader<Broadcast | undefined>;
  /** The same part of the deliveries of each broadcast that the caller may see. */
  deliveriesOfBroadcast(
    filter: DeliveryFilter | null | undefined,
    page: PageInput | null | undefined,
  ): RecordLoader<Page<Delivery>>;
  auditOfPlatform(page: PageInput | null | undefined): RecordLoader<Page<AuditEntry>>;
  /** By name. */
  tier: RecordLoader<RateTier | undefined>;
  /** By platform. */
  clientCertificate: RecordLoader<ClientCertificate | undefined>;
  /** Of these deliveries, those a viewer may see and looks for. */
  settledDeliveries(
    viewer: KnownPrincipal,
    ids: readonly string[],
    filter: DeliveryFilter | null | undefined,
  ): Promise<Delivery[]>;
  /** Recorded HTTP legs, and what they carried for as long as that is kept. */
  exchanges: ExchangeStore;
  exchangeContent: RecordLoader<ExchangeContent | undefined>;
  healthOfPlatform: RecordLoader<Health | undefined>;
  /** Those that last. */
  openAlarmsOfPlatform: RecordLoader<Alarm[]>;
  /** Changes of connection states, as each viewer sees them. */
  clientInfoFeed: ClientInfoFeed;
}

export interface Stores {
  parties: PartyStore;
  platforms: PlatformStore;
  audit: AuditStore;
  renewals: RenewalStore;
  farewells: FarewellStore;
  pulls: PullStore;
  schedules: PullScheduleStore;
  deliveries: DeliveryStore;
  exchanges: ExchangeStore;
  agreements: AgreementStore;
  tiers: TierStore;
  certificates: ClientCertificateStore;
  health: HealthStore;
  alarms: AlarmStore;
  clientInfoFeed: ClientInfoFeed;
}

export type KnownPrincipal = Exclude<Principal, { kind: 'anonymous' }>;

/** Whoever asks, but not nobody. */
export const knownPrincipal = ({ principal }: Caller): KnownPrincipal => {
  if (principal.kind === 'anonymous') throw unauthenticated();
  return principal;
};

export const partiesContext =
  (
    {
      parties,
      platforms,
      audit,
      renewals,
      farewells,
      pulls,
      schedules,
      deliveries,
      exchanges,
      agreements,
      tiers,
      certificates,
      health,
      alarms,
      clientInfoFeed,
    }: Stores,
    outbox: Outbox,
  ) =>
  (caller: Caller): PartiesContext => ({
    caller,
    outbox,
    audit,
    party: recordLoader(async (refs) => parties.byKeys(knownPrincipal(caller), refs.map(foldRef))),
    versionOfParty: recordLoader((refs) => parties.versions(refs.map(foldRef))),
    platform: recordLoader((ids) => platforms.byIds(ids)),
    rolesOfPlatform: recordLoader((ids) => parties.ofPlatforms(ids)),
    endpointsOfPlatform: recordLoader((ids) => platforms.endpointsOf(ids)),
    renewalOfPlatform: recordLoader((ids) => renewals.ofPlatforms(ids)),
    farewellOfPlatform: recordLoader((ids) => farewells.ofPlatforms(ids)),
    pull: recordLoader((ids) => pulls.byIds(ids)),
    pullsOfPlatform: recordLoader((ids) => pulls.newestOf(ids, PULLS_SHOWN_MAX)),
    pullSchedulesOfPlatform: recordLoader((ids) => schedules.ofPlatforms(ids)),
    agreementsOfParty: recordLoader((refs) =>
      agreements.ofParties(knownPrincipal(caller), refs.map(foldRef)),
    ),
    broadcast: recordLoader((ids) => deliveries.byIds(ids)),
    deliveriesOfBroadcast: onePerQuestion((filter, page) =>
      deliveries.deliveriesOfEach(knownPrincipal(caller), filter, page),
    ),
    auditOfPlatform: onePerQuestion((page) => audit.pageOfEach(page)),
    tier: recordLoader((names) => tiers.byNames(names)),
    clientCertificate: recordLoader((ids) => certificates.ofPlatforms(ids)),
    exchanges,
    exchangeContent: recordLoader((ids) => exchanges.contents(ids)),
    healthOfPlatform: recordLoader((ids) => health.ofPlatforms(ids)),
    openAlarmsOfPlatform: recordLoader((ids) => alarms.openOf(ids)),
    clientInfoFeed,
    settledDeliveries: (viewer, ids, filter) => deliveries.among(viewer, ids, filter),
  });

/** The same loader for the same arguments, so that the items of a list that ask alike are answered together. */
const onePerQuestion = <A extends readonly unknown[], L>(make: (...args: A) => L): ((...args: A) => L) => {
  const made = new Map<string, L>();
  return (...args) => {
    const key = JSON.stringify(args);
    const loader = made.get(key) ?? make(...args);
    made.set(key, loader);
    return loader;
  };
};

/** For records a foreign key promises. */
export const present = <T>(record: T | undefined, what: string): T => {
  if (record !== undefined) return record;
  throw new Problem('INTERNAL', `${what} is missing; tell the operator of the hub.`);
};
