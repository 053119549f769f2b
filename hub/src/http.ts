/**
 * One port for everything. OCPI and the graph are answered by node:http directly, because Express would be half of
 * their cost; the rest, which people and machines ask rarely, is Express.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express, { type Express } from 'express';
import type { Logger, Registry } from '@chargesphere/chassis';
import type { Gateway } from '@chargesphere/gateway';
import type { Adapter } from '@chargesphere/ocpi-adapter';
import { accountPage, accountPagePolicy } from './account-page.js';
import type { Config } from './config.js';
import type { MapTiles } from './config.map.js';
import { pages } from './pages.js';
import { OIDC_PATH, type OidcDoor } from './oidc.js';
import { WEBHOOKS, type PaymentWebhooks } from './payments-webhooks.js';
import type { InboundTls } from './tls.js';

export interface Routes {
  gateway: Gateway;
  adapter: Adapter;
  /** Undefined where no provider is configured. */
  oidc: OidcDoor | undefined;
  webhooks: PaymentWebhooks;
  /** Below /documents. */
  documents: (request: IncomingMessage, response: ServerResponse) => void;
  registry: Registry;
  /** Names of what is not ready; empty when the hub can serve. */
  waitingFor(): Promise<string[]>;
  log: Logger;
}

/** Longest a client may take to send its headers; bodies have limits of their own. */
const HEADERS_MS = 15_000;

export interface Listening {
  server: Server;
  port: number;
  /** Takes nobody new and resolves when every request is answered, or when the grace is over. */
  drain(grace_ms: number): Promise<void>;
  /** Cuts what is left. */
  close(): Promise<void>;
}

const isBelow = (url: string, path: string): boolean =>
  url.startsWith(path) &&
  (url.length === path.length || url[path.length] === '/' || url[path.length] === '?');

/** `routes` is undefined while the hub starts: then only its being alive is told. */
export const listen = async (
  routes: () => Routes | undefined,
  { host, port, mapTiles }: Pick<Config, 'host' | 'port' | 'mapTiles'>,
  tls?: InboundTls,
): Promise<Listening> => {
  const rest = expressRoutes(routes, mapTiles);
  const open = new OpenResponses();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    const url = request.url ?? '/';
    const ready = routes();
    if (ready && isBelow(url, '/ocpi')) return ready.adapter.handler(request, response);
    if (ready && isBelow(url, '/graphql')) return void ready.gateway.http(request, response);
    if (ready && isBelow(url, WEBHOOKS)) return ready.webhooks.handler(request, response);
    if (ready && isBelow(url, '/documents')) return ready.documents(request, response);
    if (ready?.oidc && isBelow(url, OIDC_PATH)) return ready.oidc.handler(request, response);
    return rest(request, response);
  };
  const server = tls ? createTlsServer(serverOptions(tls), answer) : createServer(answer);
  server.headersTimeout = HEADERS_MS;
  server.keepAliveTimeout = 65_000;
  server.listen(port, host);
  await once(server, 'listening');
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    server,
    port: (server.address() as AddressInfo).port,
    async drain(grace_ms) {
      server.close();
      open.sayGoodbye();
      server.closeIdleConnections();
      await Promise.race([open.ended(), pause(grace_ms, undefined, { ref: false })]);
    },
    async close() {
      if (server.listening) server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Who has no certificate comes in all the same: people do not need one, and OCPI turns others away itself. */
const serverOptions = ({ ca, ...tls }: InboundTls): ServerOptions =>
  ca === undefined ? tls : { ...tls, ca, requestCert: true, rejectUnauthorized: false };

/** The requests that are being answered. */
class OpenResponses {
  #open = new Set<ServerResponse>();
  #isLeaving = false;
  #ended: (() => void) | undefined;

  add(response: ServerResponse): void {
    this.#open.add(response);
    if (this.#isLeaving) response.setHeader('connection', 'close');
    response.once('close', () => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.#ended?.();
    });
  }

  /** A connection that is kept alive would bring its next request to a hub that is gone. */
  sayGoodbye(): void {
    this.#isLeaving = true;
    for (const response of this.#open) if (!response.headersSent) response.setHeader('connection', 'close');
  }

  ended(): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#ended = resolve;
    });
  }
}

const expressRoutes = (routes: () => Routes | undefined, mapTiles: MapTiles | undefined): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.use((_request, response, next) => {
    if (routes()) return next();
    response
      .status(503)
      .set('retry-after', '2')
      .json({ status: 'not ready', error: 'The hub is starting; try again in a moment.' });
  });
  app.get('/account', (_request, response) => {
    response
      .set('content-security-policy', accountPagePolicy)
      .set('cache-control', 'no-store')
      .type('html')
      .send(accountPage(routes()?.oidc !== undefined));
  });
  app.get('/health/ready', async (_request, response) => {
    const waitingFor = (await routes()?.waitingFor()) ?? ['the hub'];
    response.status(waitingFor.length === 0 ? 200 : 503);
    response.json(waitingFor.length === 0 ? { status: 'ready' } : { status: 'not ready', waitingFor });
  });
  app.get('/metrics', async (_request, response) => {
    const registry = routes()?.registry;
    response
      .set('content-type', registry?.contentType ?? 'text/plain')
      .send((await registry?.metrics()) ?? '');
  });
  const dashboard = pages(mapTiles);
  if (dashboard) app.use(dashboard);
  app.use((request, response) => {
    response.status(404).json({
      error: `There is nothing at ${request.path}. The hub has ${dashboard ? 'pages at /' : 'no pages, which `npm run build` makes'}, /graphql, /ocpi/versions, /documents, /health/live, /health/ready and /metrics.`,
    });
  });
  return app;
};
