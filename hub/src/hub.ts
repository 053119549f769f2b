/**
 * The composition root: all of ChargeSphere in one process, or the parts the configuration names. Everything is made
 * here and handed down; nothing below knows how many processes there are.
 */
import { randomUUID } from 'node:crypto';
import { callerSignature, loadSecret, serveSubgraph, type Logger } from '@chargesphere/chassis';
import {
  createGateway,
  Logins,
  type LoginOptions,
  type Gateway,
  type SubgraphSource,
} from '@chargesphere/gateway';
import { ClientAddresses, createAdapter, defaultHealthLimits } from '@chargesphere/ocpi-adapter';
import { LOGIN_LASTS_MS } from '@chargesphere/parties';
import type { Caller } from '@chargesphere/schema';
import { accessPolicy } from './access.rules.js';
import { AccessWatch } from './access-watch.js';
import { AuditCollector } from './audit-collector.js';
import { CdrChecker } from './cdr-checker.js';
import { CdrPusher } from './cdr-pusher.js';
import { Closing } from './closing.js';
import { subgraphNames, type Config, type SubgraphName } from './config.js';
import { graphOptions } from './config.graphql.js';
import { openDatabase } from './database.js';
import { Documents } from './documents.js';
import { listen, type Routes } from './http.js';
import { derivedKey, ensureAdmin, Identity, sealingSecret } from './identity.js';
import { openMail } from './mail.js';
import { OidcDoor } from './oidc.js';
import { hubMetrics, type HubMetrics } from './metrics.js';
import { paymentWebhooks } from './payments-webhooks.js';
import { PlaceCarrier } from './place-carrier.js';
import { openRedis, type SharedRedis } from './redis.js';
import { LIVE_SESSIONS } from './sandbox.js';
import { openSubgraphs, type OpenSubgraphs } from './subgraphs.js';
import { readSupergraph } from './supergraph.js';
import { readTls } from './tls.js';

export interface Hub {
  port: number;
  /** What partners and people use, without a path. */
  publicUrl: string;
  /** Undefined where no gateway runs. */
  gateway: Gateway | undefined;
  /** A new operator key, made on the first start: to be shown once. */
  newAdminKey: string | undefined;
  /** The administrator's account, made on the first start: its password is to be shown once. */
  newAdministrator: NewAdministrator | undefined;
  /** The demo's operator key; undefined without demo. */
  demoKey: string | undefined;
  /** Graceful: takes nothing new, finishes what is under way, closes from the outside in. */
  stop(): Promise<void>;
}

export interface NewAdministrator {
  email: string;
  password: string;
}

/** How long requests in flight may take when the hub stops. */
const GRACE_MS = 10_000;

export const systemCaller = (name: string): Caller => {
  const id = randomUUID();
  return { principal: { kind: 'system', name }, requestId: id, correlationId: id };
};

export const startHub = async (config: Config, log: Logger): Promise<Hub> => {
  const closing = new Closing();
  try {
    return await (config.parts.has('gateway')
      ? startGatewayHub(config, log, closing)
      : startSubgraphsOnly(config, log, closing));
  } catch (error) {
    await closing.run();
    throw error;
  }
};

const startGatewayHub = async (config: Config, log: Logger, closing: Closing): Promise<Hub> => {
  const metrics = hubMetrics();
  // Listening comes first: a port in use is told before a database is started, and a free port is known to URLs.
  let routes: Routes | undefined = undefined;
  const tls = await readTls(config.tls);
  const listening = await listen(() => routes, config, tls.inbound);
  closing.add('http', () => listening.close());
  const publicUrl = config.publicUrl ?? `${tls.inbound ? 'https' : 'http'}://localhost:${listening.port}`;

  const redis = await sharedRedis(config, log, metrics, closing);
  const { secret, subgraphs, ...made } = await openOwnSubgraphs(config, publicUrl, log, closing, redis);
  const demoKey = config.isDemo ? derivedKey(secret, 'demo') : undefined;
  const derived = new Map([['local', derivedKey(secret, 'local')]]);
  if (demoKey) derived.set('demo', demoKey);
  const signature = callerSignature(secret);
  const identity = new Identity(() => gateway, derived);
  const addresses = new ClientAddresses(config.trustedProxies);
  const logins: LoginOptions = {
    publicUrl,
    cookie_s: LOGIN_LASTS_MS / 1000,
    addressOf: (request) => addresses.of(request),
  };
  const gateway: Gateway = await createGateway({
    supergraph: await readSupergraph(),
    sources: sourcesOf(config, subgraphs, signature.sign),
    log,
    development: config.isDevelopment,
    authenticate: identity.authenticate,
    policy: accessPolicy,
    logins,
    sandboxDocument: LIVE_SESSIONS,
    ...(await graphOptions(config.graphql, signature.sign)),
    // A proxy in front may have another name for this host than browsers have.
    origins: [new URL(publicUrl).origin, ...config.graphql.origins],
    observe: metrics.graph,
    spending: redis?.spending,
    planExecutor: config.planExecutor,
  });
  closing.add('gateway', () => gateway.close());
  const adapter = createAdapter({
    graph: gateway,
    publicUrl,
    secret: sealingSecret(secret),
    log,
    allowPrivateAddresses: config.allowPrivateAddresses,
    allowPlainHttp: config.allowPrivateAddresses,
    counts: redis?.counts,
    trustedProxies: config.trustedProxies,
    tls: tls.outbound,
    needsClientCertificate: tls.inbound?.ca !== undefined,
    limits: {
      exchangeBodyBytes: config.exchangeBodyBytes,
      // Signs of life have to be on record well before their silence would be noticed.
      heard_ms: Math.min(defaultHealthLimits.heard_ms, config.silenceSeconds * 250),
    },
    observe: metrics.ocpi,
    observeExchanges: metrics.exchanges,
    observeHealth: metrics.health,
  });
  closing.add('ocpi', () => adapter.close());
  const auditing = new AuditCollector(gateway, () => systemCaller('audit'), log, subgraphNames);
  closing.add('audit', () => auditing.close());
  const checking = new CdrChecker(gateway, () => systemCaller('checks'), log);
  closing.add('checks', () => checking.close());
  const carrying = new PlaceCarrier(gateway, () => systemCaller('places'), log);
  closing.add('places', () => carrying.close());
  const pushing = new CdrPusher(gateway, () => systemCaller('pushes'), log);
  closing.add('pushes', () => pushing.close());
  const access = new AccessWatch(gateway, identity, () => systemCaller('gateway'), log);
  closing.add('access', () => access.close());
  const documents = new Documents({ gateway, log });
  gateway.attachWebSocket(listening.server);
  await adapter.start();
  auditing.start();
  checking.start();
  pushing.start();
  carrying.start();
  access.start();
  routes = {
    gateway,
    adapter,
    oidc:
      config.oidc &&
      new OidcDoor({
        ...{ config: config.oidc, publicUrl, secret, gateway, log },
        logins: new Logins(accessPolicy, logins),
        allowPlainHttp: config.allowPrivateAddresses,
      }),
    documents: documents.handler,
    webhooks: paymentWebhooks(gateway, () => systemCaller('payments'), log),
    registry: metrics.registry,
    log,
    waitingFor: () => waitingFor(gateway, subgraphs),
  };
  // Last opened, so first when the hub stops: what was accepted is answered while everything behind it still runs.
  closing.add('requests', () => listening.drain(GRACE_MS));
  return {
    port: listening.port,
    publicUrl,
    gateway,
    ...made,
    demoKey,
    stop: () => closing.run(),
  };
};

/** Subgraphs for a gateway elsewhere: the first takes the configured port, each further one the next. */
const startSubgraphsOnly = async (config: Config, log: Logger, closing: Closing): Promise<Hub> => {
  const metrics: HubMetrics = hubMetrics();
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`; // only parties shows it, and was given it
  const redis = await sharedRedis(config, log, metrics, closing);
  const { secret, subgraphs, ...made } = await openOwnSubgraphs(config, publicUrl, log, closing, redis);
  const signature = callerSignature(secret);
  let port = config.port;
  let first: number | undefined;
  for (const subgraph of subgraphs.all.values()) {
    const { registry } = metrics;
    const served = await serveSubgraph(subgraph, {
      host: config.host,
      port,
      signature,
      log,
      metrics: registry,
    });
    closing.add(subgraph.name, () => served.close());
    first ??= Number(new URL(served.url).port);
    log.info({ subgraph: subgraph.name, url: served.url }, 'serving');
    if (port !== 0) port += 1;
  }
  return {
    port: first ?? 0,
    publicUrl,
    gateway: undefined,
    ...made,
    demoKey: undefined,
    stop: () => closing.run(),
  };
};

/** Before what uses it, so that it is closed after that. */
const sharedRedis = async (
  { redisUrl }: Config,
  log: Logger,
  metrics: HubMetrics,
  closing: Closing,
): Promise<SharedRedis | undefined> => {
  const redis = redisUrl ? await openRedis(redisUrl, log, metrics.redis) : undefined;
  if (redis) closing.add('redis', () => redis.close());
  return redis;
};

const openOwnSubgraphs = async (
  config: Config,
  publicUrl: string,
  log: Logger,
  closing: Closing,
  redis: SharedRedis | undefined,
) => {
  const secret = await loadSecret(config.secretKey, config.dataDir);
  const needsDatabase = subgraphNames.some((name) => config.parts.has(name));
  const database = needsDatabase ? await openDatabase(config, log) : undefined;
  if (database) closing.add('database', () => database.stop());
  const mail = openMail(config);
  closing.add('mail', async () => mail.close());
  const options = {
    url: database?.url ?? '',
    wakeUps: redis?.wakeUps,
    ...{ secret, publicUrl, log, sendMail: mail.send },
  };
  const subgraphs = await openSubgraphs(config, options).catch((cause: unknown) => {
    if (!config.databaseUrl) throw cause;
    const { host } = new URL(config.databaseUrl); // and not its password
    throw new Error(`The subgraphs cannot be opened on the PostgreSQL at ${host}; check DATABASE_URL`, {
      cause,
    });
  });
  closing.add('subgraphs', () => subgraphs.close());
  const { parties } = subgraphs;
  const newAdminKey = parties && (await ensureAdmin(parties, config.adminKey, log));
  const newAdministrator = await parties?.ensureAdministrator(config.adminEmail);
  return { secret, subgraphs, newAdminKey, newAdministrator };
};

const sourcesOf = (
  config: Config,
  subgraphs: OpenSubgraphs,
  sign: (caller: Caller) => string,
): Record<SubgraphName, SubgraphSource> =>
  Object.fromEntries(
    subgraphNames.map((name): [SubgraphName, SubgraphSource] => {
      const local = subgraphs.all.get(name);
      if (local) return [name, { local }];
      const url = config.subgraphUrls.get(name) ?? '';
      return [name, { url, subscriptionUrl: url.replace(/^http/, 'ws'), sign, batches: true }];
    }),
  ) as Record<SubgraphName, SubgraphSource>;

const waitingFor = async (gateway: Gateway, subgraphs: OpenSubgraphs): Promise<string[]> => {
  const [{ waitingFor: remote }, local] = await Promise.all([
    gateway.ready(),
    Promise.all(
      [...subgraphs.all.values()].map((subgraph) =>
        subgraph.check().then(
          () => undefined,
          () => subgraph.name,
        ),
      ),
    ),
  ]);
  return [...new Set([...remote, ...local.filter((name) => name !== undefined)])];
};
