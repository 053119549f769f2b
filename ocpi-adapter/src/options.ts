/** What the hub gives the adapter, and the limits it works within (TRN-106, HUB-063). */
import type { Logger } from 'pino';
import type { ExchangeLimits, ExchangeObservation } from './exchanges/exchange-log.js';
import { defaultExchangeLimits } from './exchanges/exchange-log.js';
import type { OutboundTls } from './client/agents.js';
import type { Graph } from './graph.js';
import type { HealthLimits, HealthObservation } from './health/health.limits.js';
import { defaultHealthLimits } from './health/health.limits.js';
import type { LimitName } from './protection/gate.js';
import type { GuessLimits } from './protection/guesses.js';
import type { SharedCounts } from './protection/rates.js';

export interface Limits extends ExchangeLimits, GuessLimits, HealthLimits {
  /** Largest body of requests whose platform is not known; the others have that of their tier (HUB-063). */
  bodyBytes: number;
  /** Requests of all platforms that this node answers at the same time. */
  requestsAtOnce: number;
  /** How long a request body may take. */
  body_ms: number;
  /** How long one operation on the graph may take. */
  graph_ms: number;
  /** Page size when a client asks for none, and at most (TRN-038). */
  pageDefault: number;
  pageMax: number;
  /** Platforms kept in the credentials cache, and for how long at most without an event. */
  cachedPlatforms: number;
  cached_ms: number;
  /** Calls to partners: connecting, one answer as a whole, and the answer's size. */
  connect_ms: number;
  call_ms: number;
  answerBytes: number;
  /** How long a party may take to answer what the hub carries to it, and a real-time authorization (TRN-106). */
  forward_ms: number;
  authorize_ms: number;
  /** How long a partner may take to answer our POST credentials: it calls us back inside (CRED-034). */
  handshake_ms: number;
  /** Ports partners may be called on, unless private addresses are allowed (CRED-036). */
  ports: readonly number[];
  /** How long close() waits for requests in flight. */
  close_ms: number;
  /** Pulls (TRN-106): one page as a whole, and its size. */
  pull_ms: number;
  pullBytes: number;
  /** Objects asked for in a page. */
  pullPage: number;
  /** Between two pages of a partner, half as much more or less (TRN-029). */
  pullPause_ms: number;
  /** How long to wait before each further attempt at a page. */
  pullRetries_ms: readonly number[];
  /** Pages of one pull at the most. */
  pullPages: number;
  /** Platforms pulled at the same time by this node. */
  pullsAtOnce: number;
  /** How often to look for schedules that are due and for pulls whose node has died. */
  pullLook_ms: number;
  /** Broadcasts: requests under way to one platform, and in all. */
  laneAtOnce: number;
  lanesAtOnce: number;
  /** Messages held in memory for one platform, and in all; the others wait in the database. */
  laneHeld: number;
  lanesHeld: number;
  /** How long a stopping hub waits for their answers. */
  laneStop_ms: number;
}

export const defaultLimits: Limits = {
  ...defaultExchangeLimits,
  ...defaultHealthLimits,
  bodyBytes: 1024 * 1024,
  requestsAtOnce: 5_000,
  guesses: 60,
  guesses_ms: 60_000,
  body_ms: 10_000,
  graph_ms: 10_000,
  pageDefault: 100,
  pageMax: 500,
  cachedPlatforms: 10_000,
  cached_ms: 30_000,
  connect_ms: 5_000,
  call_ms: 10_000,
  answerBytes: 1024 * 1024,
  forward_ms: 10_000,
  authorize_ms: 5_000,
  handshake_ms: 30_000,
  ports: [443, 8443],
  close_ms: 10_000,
  pull_ms: 30_000,
  pullBytes: 32 * 1024 * 1024,
  pullPage: 100,
  pullPause_ms: 200,
  pullRetries_ms: [1_000, 5_000, 20_000],
  pullPages: 50_000,
  pullsAtOnce: 4,
  pullLook_ms: 30_000,
  laneAtOnce: 8,
  lanesAtOnce: 256,
  laneHeld: 500,
  lanesHeld: 5_000,
  laneStop_ms: 2_000,
};

/** One answered request, for metrics. */
export interface Observation {
  /** OCPI module id, or 'none' when no module was reached. */
  module: string;
  method: string;
  http: number;
  ocpi: number;
  duration_ms: number;
  /** Set when it was refused for asking too much of the hub (HUB-063). */
  limit: LimitName | undefined;
}

export interface AdapterOptions {
  graph: Graph;
  /** What partners see in URLs, for example https://hub.example.com; OCPI lives below /ocpi. */
  publicUrl: string;
  /** Seals URLs that lead through the hub to a partner; the same on every node and after a restart (HUB-041). */
  secret: Buffer;
  log: Logger;
  /** Where nodes of one hub count requests together: a client of the `redis` package. Left out, each counts alone. */
  counts?: SharedCounts | undefined;
  /** Proxies in front of the hub, as addresses and networks: they are believed whom they pass on for. */
  trustedProxies?: readonly string[] | undefined;
  /** How the hub connects to partners over TLS. */
  tls?: OutboundTls | undefined;
  /** Do partners have to show a certificate that node:https has found good? */
  needsClientCertificate?: boolean | undefined;
  /** May the hub call loopback and private addresses (CRED-036)? */
  allowPrivateAddresses: boolean;
  /** May the hub call partners without TLS (TRN-001)? */
  allowPlainHttp: boolean;
  limits?: Partial<Limits>;
  observe?: (event: Observation) => void;
  /** What becomes of recorded exchanges. */
  observeExchanges?: (event: ExchangeObservation) => void;
  /** What is found out of how partners are. */
  observeHealth?: (event: HealthObservation) => void;
}
