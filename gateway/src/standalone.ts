/**
 * The gateway alone, over any supergraph file, its subgraphs reached at the addresses the file gives. For federation
 * audits, and to try a supergraph that is not ours.
 *
 *     SUPERGRAPH=supergraph.graphql HUB_PORT=4000 npm run gateway
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Caller } from '@chargesphere/schema';
import { pino, type Logger } from 'pino';
import { createGateway, type Gateway } from './gateway.js';
import type { Authenticate, PlanExecutor, RemoteSubgraph } from './options.js';
import { routesOf } from './supergraph/routing.js';

export interface StandaloneOptions {
  supergraphFile: string;
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** Asked of every client as `Authorization: Bearer <key>`. Without it everybody is an operator. */
  adminKey?: string;
  /** How subgraphs are told who asks; ours want it, others do not know it. */
  sign?: (caller: Caller) => string;
  development?: boolean;
  planExecutor?: PlanExecutor;
  log?: Logger;
}

export interface Standalone {
  url: string;
  gateway: Gateway;
  close(): Promise<void>;
}

export const startFromSupergraph = async (options: StandaloneOptions): Promise<Standalone> => {
  const { supergraphFile, port, host = '127.0.0.1', adminKey, sign = () => '', development = true } = options;
  const log = options.log ?? pino({ level: process.env.HUB_LOG_LEVEL ?? 'info' });
  const supergraph = await readFile(supergraphFile, 'utf8');
  const gateway = await createGateway({
    supergraph,
    sources: Object.fromEntries(routesOf(supergraph).map(({ name, url }) => [name, remote(url, sign)])),
    log,
    development,
    ...(options.planExecutor ? { planExecutor: options.planExecutor } : {}),
    authenticate: byKey(adminKey),
  });
  if (!adminKey) log.warn('No HUB_ADMIN_KEY is set: everybody who reaches this port is an operator.');
  const server = createServer((request, response) => {
    if (request.url?.split('?', 1)[0] === '/graphql') return void gateway.http(request, response);
    response.writeHead(404).end();
  });
  gateway.attachWebSocket(server);
  server.listen(port, host);
  await once(server, 'listening');
  const url = `http://${host}:${(server.address() as AddressInfo).port}/graphql`;
  log.info({ url, supergraphFile }, 'The gateway is listening.');
  return {
    url,
    gateway,
    async close() {
      await gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Subscriptions at the same address: that is where subgraphs open them unless they say otherwise. */
const remote = (url: string, sign: RemoteSubgraph['sign']): RemoteSubgraph => ({
  url,
  subscriptionUrl: url.replace(/^http/, 'ws'),
  sign,
});

const byKey = (adminKey: string | undefined): Authenticate => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = adminKey === undefined ? undefined : digest(`Bearer ${adminKey}`);
  return async ({ authorization }) => {
    if (!expected) return { kind: 'operator', name: 'everybody' };
    if (authorization === undefined) return { kind: 'anonymous' };
    return timingSafeEqual(digest(authorization), expected)
      ? { kind: 'operator', name: 'admin key' }
      : 'invalid';
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { SUPERGRAPH, HUB_PORT, HUB_HOST, HUB_ADMIN_KEY, HUB_PLAN_EXECUTOR, NODE_ENV } = process.env;
  if (!SUPERGRAPH) {
    process.stderr.write(
      'Say which supergraph to load: SUPERGRAPH=path/to/supergraph.graphql npm run gateway\n',
    );
    process.exit(2);
  }
  const running = await startFromSupergraph({
    supergraphFile: SUPERGRAPH,
    port: Number(HUB_PORT ?? 4000),
    ...(HUB_HOST ? { host: HUB_HOST } : {}),
    ...(HUB_ADMIN_KEY ? { adminKey: HUB_ADMIN_KEY } : {}),
    development: NODE_ENV !== 'production',
    planExecutor: HUB_PLAN_EXECUTOR === 'apollo' ? 'apollo' : 'compiled',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close());
}
