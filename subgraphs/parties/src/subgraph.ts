/** The `parties` subgraph put together. */
import {
  createSubgraph,
  openFrame,
  recordWriter,
  vault,
  type FrameOptions,
  type Outbox,
  type Subgraph,
} from '@chargesphere/chassis';
import type { PeopleRole } from '@chargesphere/schema';
import { agreementsMigration } from '../migrations/2026-11-23-agreements.js';
import { deliveriesMigration } from '../migrations/2026-11-23-deliveries.js';
import { exchangesMigration } from '../migrations/2026-11-23-exchanges.js';
import { partiesMigration } from '../migrations/2026-11-23-parties.js';
import { pullsMigration } from '../migrations/2026-11-23-pulls.js';
import { renewalsMigration } from '../migrations/2026-11-23-renewals.js';
import { strictnessMigration } from '../migrations/2026-11-23-strictness.js';
import { actingHubsMigration } from '../migrations/2026-11-26-acting-hubs.js';
import { exchangeNotesMigration } from '../migrations/2026-11-27-exchange-notes.js';
import { healthMigration } from '../migrations/2026-11-27-health.js';
import { lifecycleMigration } from '../migrations/2026-11-28-lifecycle.js';
import { protectionMigration } from '../migrations/2026-11-27-protection.js';
import { peopleMigration } from '../migrations/2026-12-05-people.js';
import { trafficMigration } from '../migrations/2026-12-06-traffic.js';
import { ActingHubResolver } from './acting-hub.resolver.js';
import { Agreement } from './agreement.entity.js';
import { AgreementResolver, PartyAgreementsResolver } from './agreement.resolver.js';
import { AgreementStore } from './agreement.store.js';
import { auditedFields } from './audit.fields.js';
import { AuditResolver, PlatformAuditResolver } from './audit.resolver.js';
import { AuditStore } from './audit.store.js';
import { ApiKey } from './api-key.entity.js';
import { broadcastParts } from './broadcast.parts.js';
import type { DeliveryTimes } from './delivery.rules.js';
import { ClientCertificate } from './client-certificate.entity.js';
import { PartyStatusChangeResolver } from './client-info-change.resolver.js';
import { ClientInfoResolver } from './client-info.resolver.js';
import { ClientInfoStore } from './client-info.store.js';
import { ConnectionResolver } from './connection.resolver.js';
import { ConnectionStore } from './connection.store.js';
import { InboundToken, OutboundToken } from './credentials.entity.js';
import { CredentialsResolver } from './credentials.resolver.js';
import { CredentialsStore } from './credentials.store.js';
import { PlatformEndpoint } from './endpoint.entity.js';
import { exchangeParts } from './exchange.parts.js';
import type { ExchangeRetention } from './exchange.partitions.js';
import { Farewell } from './farewell.entity.js';
import { FarewellStore } from './farewell.store.js';
import type { Ground, HubParty } from './ground.js';
import { healthParts } from './health.parts.js';
import { HubPolicy } from './hub-policy.entity.js';
import { HubPolicyResolver } from './hub-policy.resolver.js';
import { LifecycleResolver } from './lifecycle.resolver.js';
import { LifecycleStore } from './lifecycle.store.js';
import { partiesContext, type PartiesContext } from './parties.context.js';
import { Party } from './party.entity.js';
import { Account } from './people/account.entity.js';
import type { SendMail } from './people/mail.js';
import { OWN_AFFAIRS, peopleParts } from './people/people.parts.js';
import { PartyResolver, PartyRoleResolver } from './party.resolver.js';
import { PartyStore } from './party.store.js';
import { PermissionResolver } from './permission.resolver.js';
import { Permissions } from './permission.store.js';
import { Platform } from './platform.entity.js';
import { routePlatformEvents } from './platform.events.js';
import { PlatformChangeResolver, PlatformResolver } from './platform.resolver.js';
import { PlatformStore } from './platform.store.js';
import { probeTimes } from './probe.rules.js';
import { Pull } from './pull.entity.js';
import { routePullEvents } from './pull.events.js';
import {
  PlatformPullsResolver,
  PullResolver,
  PullScheduleResolver,
  QuarantinedResolver,
} from './pull.resolver.js';
import { PullStore } from './pull.store.js';
import { protectionParts } from './protection.parts.js';
import { PullSchedule } from './pull-schedule.entity.js';
import { PullScheduleStore } from './pull-schedule.store.js';
import { PullWorkResolver } from './pull-work.resolver.js';
import { PullWorkStore } from './pull-work.store.js';
import { Quarantined } from './quarantined.entity.js';
import { ReachResolver } from './reach.resolver.js';
import { RegistrationResolver } from './registration.resolver.js';
import { RegistrationStore } from './registration.store.js';
import { Renewal, ToldOffer } from './renewal.entity.js';
import { routeRenewalEvents } from './renewal.events.js';
import { RenewalChangeResolver, RenewalResolver } from './renewal.resolver.js';
import { RenewalStore } from './renewal.store.js';
import { PartyRole } from './role.entity.js';
import { StrictnessResolver } from './strictness.resolver.js';
import { RateTier } from './tier.entity.js';

export const SCHEMA = 'parties';
export const entities = [
  Platform,
  PlatformEndpoint,
  Party,
  PartyRole,
  InboundToken,
  OutboundToken,
  Renewal,
  ToldOffer,
  ApiKey,
  Account,
  Pull,
  PullSchedule,
  Quarantined,
  Agreement,
  HubPolicy,
  RateTier,
  ClientCertificate,
  Farewell,
];

export interface PartiesOptions extends FrameOptions {
  /** The hub's secret; seals the tokens partners gave us. */
  secret: Buffer;
  /** The hub's own party. */
  hub: HubParty;
  /** What partners see in URLs, for example https://hub.example.com. */
  publicUrl: string;
  /** How long `connectPlatform` waits for the outcome of a handshake, milliseconds. */
  connectTimeout_ms?: number;
  /** The clock. */
  now?: () => Date;
  /** How long deliveries wait, are tried again and are kept; what is left out is as usual. */
  deliveryTimes?: Partial<DeliveryTimes>;
  /** After how long a silence platforms are probed, and how many failures in a row make them OFFLINE. */
  probing?: { silence_ms?: number; failures?: number } | undefined;
  /** How many days exchanges and their bodies are kept; what is left out is as usual. */
  exchangeRetention?: Partial<ExchangeRetention> | undefined;
  /** How people get mails; without it their links are shown to operators only. */
  sendMail?: SendMail | undefined;
}

export interface PartiesSubgraph extends Subgraph<PartiesContext> {
  outbox: Outbox;
  /** Makes this the API key of that name; a former key of the name is void. */
  ensureApiKey(plain: string, role: PeopleRole, name: string): Promise<void>;
  /** Is there anybody who can administer this hub? */
  hasOperatorKey(): Promise<boolean>;
  /** The first operator, with a one-time password to be shown once; undefined when there is one already. */
  ensureAdministrator(email: string): Promise<{ email: string; password: string } | undefined>;
  /** Clears old broadcasts away now; happens every minute by itself. */
  sweepDeliveries(): Promise<void>;
}

export const createPartiesSubgraph = async (options: PartiesOptions): Promise<PartiesSubgraph> => {
  const frame = await openFrame(options, {
    schema: SCHEMA,
    entities,
    audited: auditedFields,
    migrations: [
      partiesMigration,
      pullsMigration,
      strictnessMigration,
      actingHubsMigration,
      agreementsMigration,
      deliveriesMigration,
      exchangesMigration,
      renewalsMigration,
      protectionMigration,
      healthMigration,
      exchangeNotesMigration,
      lifecycleMigration,
      peopleMigration,
      trafficMigration,
    ],
  });
  const { orm, outbox } = frame;
  const audit = new AuditStore(frame.pool, { outbox });
  routePlatformEvents(outbox);
  routeRenewalEvents(outbox);
  routePullEvents(outbox);
  const ground: Ground = {
    orm,
    outbox,
    write: recordWriter(orm, outbox, SCHEMA),
    vault: vault(options.secret),
    hub: options.hub,
    versionsUrl: `${options.publicUrl.replace(/\/+$/, '')}/ocpi/versions`,
    connectTimeout_ms: options.connectTimeout_ms ?? 30_000,
    now: options.now ?? (() => new Date()),
  };
  const permissions = new Permissions(ground);
  const platforms = new PlatformStore(ground);
  const parties = new PartyStore(ground, permissions);
  const credentials = new CredentialsStore(ground);
  const agreements = new AgreementStore(ground, permissions);
  const renewals = new RenewalStore(ground, platforms, credentials);
  const farewells = new FarewellStore(ground);
  const protecting = protectionParts(ground);
  const people = peopleParts(frame, ground, permissions, {
    ...{ secret: options.secret, publicUrl: options.publicUrl },
    ...{ send: options.sendMail, log: options.log },
  });
  const pulls = new PullStore(ground);
  const schedules = new PullScheduleStore(ground);
  const broadcasting = broadcastParts(frame, ground, permissions, {
    times: options.deliveryTimes,
    log: options.log,
  });
  const exchanging = exchangeParts(frame, ground, credentials, {
    retention: options.exchangeRetention,
    log: options.log,
  });
  await exchanging.partitions.start();
  const healthy = healthParts(frame, ground, {
    credentials,
    permissions,
    broadcasts: broadcasting.broadcasts,
    times: probeTimes(options.probing),
    log: options.log,
  });
  const partyResolver = new PartyResolver(parties, ground.hub);
  const subgraph = await createSubgraph<PartiesContext>({
    name: SCHEMA,
    resolvers: [
      partyResolver,
      new PartyRoleResolver(),
      new PlatformResolver(platforms, ground.versionsUrl),
      new PlatformChangeResolver(),
      new RegistrationResolver(new RegistrationStore(ground)),
      new ConnectionResolver(new ConnectionStore(ground, platforms, credentials)),
      new RenewalResolver(renewals),
      new RenewalChangeResolver(),
      new AuditResolver(audit),
      new PlatformAuditResolver(),
      new LifecycleResolver(new LifecycleStore(ground), farewells),
      new CredentialsResolver(credentials, parties),
      new ClientInfoResolver(new ClientInfoStore(ground, permissions)),
      ...people.resolvers,
      new PullResolver(pulls, schedules),
      new QuarantinedResolver(),
      new PullScheduleResolver(),
      new PlatformPullsResolver(),
      new PullWorkResolver(new PullWorkStore(ground, credentials), schedules),
      new StrictnessResolver(ground),
      new ActingHubResolver(ground),
      new PermissionResolver(permissions),
      ...protecting.resolvers,
      ...broadcasting.resolvers,
      ...exchanging.resolvers,
      ...healthy.resolvers,
      new PartyStatusChangeResolver(partyResolver),
      new ReachResolver(permissions),
      new AgreementResolver(agreements, partyResolver),
      new PartyAgreementsResolver(),
      new HubPolicyResolver(agreements),
    ],
    references: { Party: ({ ref }, context) => partyResolver.byRef(ref, context) },
    context: partiesContext(
      {
        parties,
        platforms,
        audit,
        renewals,
        farewells,
        pulls,
        schedules,
        deliveries: broadcasting.deliveries,
        exchanges: exchanging.exchanges,
        agreements,
        tiers: protecting.tiers,
        certificates: protecting.certificates,
        health: healthy.health,
        alarms: healthy.alarms,
        clientInfoFeed: healthy.feed,
      },
      outbox,
    ),
    audit: frame.audit,
    ownAffairs: OWN_AFFAIRS,
    check: () => frame.check(),
    close: async () => {
      await healthy.watch.close();
      await broadcasting.sweep.close();
      exchanging.partitions.stop();
      await frame.close();
    },
  });
  return {
    ...subgraph,
    outbox,
    ensureApiKey: (plain, role, name) => people.keys.ensure(plain, role, name),
    hasOperatorKey: () => people.keys.hasOperatorKey(),
    ensureAdministrator: (email) => people.entry.ensureAdministrator(email),
    sweepDeliveries: () => broadcasting.sweep.removeOld(),
  };
};
