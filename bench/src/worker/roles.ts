/**
 * What a process of ours can be: a generator of load, or a floor. Each is loaded only in the process that plays it.
 * A role opens once and is then run as often as there are rounds; a server only opens.
 */
import type { GatewayOptions } from '../floors/gateway.floor.js';
import type { EngineOptions } from '../floors/engine.floor.js';
import type { LocalOptions } from '../floors/local.floor.js';
import type { SubgraphsOptions } from '../floors/subgraphs.floor.js';
import type { PageOptions } from '../floors/page.floor.js';
import type { UpsertOptions } from '../floors/upsert.floor.js';
import type { ProxyOptions } from '../floors/proxy.floor.js';
import type { FanoutOptions } from '../floors/fanout.floor.js';
import type { BroadcastLoadOptions } from '../load/broadcast.load.js';
import type { ChangeLoadOptions } from '../load/change.load.js';
import type { CrawlLoadOptions } from '../load/crawl.load.js';
import type { EchoLoadOptions } from '../load/echo.load.js';
import type { EmspLoadOptions } from '../load/emsp.load.js';
import type { HttpLoadOptions } from '../load/http.load.js';
import type { LiveLoadOptions } from '../load/live.load.js';
import type { SocketsLoadOptions } from '../load/sockets.load.js';

export interface Opened<Told, Run, Result> {
  /** What the parent has to know, such as an address. */
  told: Told;
  run(input: Run): Promise<Result>;
}

export const roles = {
  'http-load': async (options: HttpLoadOptions) =>
    (await import('../load/http.load.js')).openHttpLoad(options),
  'live-load': async (options: LiveLoadOptions) =>
    (await import('../load/live.load.js')).openLiveLoad(options),
  'sockets-load': async (options: SocketsLoadOptions) =>
    (await import('../load/sockets.load.js')).openSocketsLoad(options),
  'echo-load': async (options: EchoLoadOptions) =>
    (await import('../load/echo.load.js')).openEchoLoad(options),
  'crawl-load': async (options: CrawlLoadOptions) =>
    (await import('../load/crawl.load.js')).openCrawlLoad(options),
  'change-load': async (options: ChangeLoadOptions) =>
    (await import('../load/change.load.js')).openChangeLoad(options),
  'broadcast-load': async (options: BroadcastLoadOptions) =>
    (await import('../load/broadcast.load.js')).openBroadcastLoad(options),
  'emsp-load': async (options: EmspLoadOptions) =>
    (await import('../load/emsp.load.js')).openEmspLoad(options),
  'proxy-floor': async (options: ProxyOptions) =>
    (await import('../floors/proxy.floor.js')).openProxy(options),
  'fanout-floor': async (options: FanoutOptions) =>
    (await import('../floors/fanout.floor.js')).openFanout(options),
  'upsert-floor': async (options: UpsertOptions) =>
    (await import('../floors/upsert.floor.js')).openUpserts(options),
  'page-floor': async (options: PageOptions) => (await import('../floors/page.floor.js')).openPages(options),
  'graph-floor': async (_: null) => (await import('../floors/graph.floor.js')).openGraph(),
  'gateway-floor': async (options: GatewayOptions) =>
    (await import('../floors/gateway.floor.js')).openGateway(options),
  'sockets-floor': async (_: null) => (await import('../floors/sockets.floor.js')).openSockets(),
  subgraphs: async (options: SubgraphsOptions) =>
    (await import('../floors/subgraphs.floor.js')).openSubgraphServers(options),
  engine: async (options: EngineOptions) => (await import('../floors/engine.floor.js')).openEngine(options),
  'local-engine': async (options: LocalOptions) =>
    (await import('../floors/local.floor.js')).openLocal(options),
  'echo-floor': async (_: null) => (await import('../floors/echo.floor.js')).openEcho(),
};

export type RoleName = keyof typeof roles;
export type OptionsOf<Name extends RoleName> = Parameters<(typeof roles)[Name]>[0];
export type OpenedOf<Name extends RoleName> = Awaited<ReturnType<(typeof roles)[Name]>>;
export type RunOf<Name extends RoleName> = Parameters<OpenedOf<Name>['run']>[0];
export type ResultOf<Name extends RoleName> = Awaited<ReturnType<OpenedOf<Name>['run']>>;

/** Between parent and child, over the channel of the fork. */
export type Order = { id: number; role: RoleName; options: unknown } | { id: number; run: unknown };
export type Answer = { id: number; result: unknown } | { id: number; failure: string };
