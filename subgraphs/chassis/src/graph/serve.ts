/**
 * A subgraph in a process of its own: GraphQL over HTTP on plain node:http, subscriptions by graphql-ws, for its
 * gateway only. The caller comes in a signed header; without one the answer is 401.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem, type Caller } from '@chargesphere/schema';
import { useServer } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { WebSocketServer } from 'ws';
import { CALLER_HEADER, HEADERS_MAX, type CallerSignature } from '../caller/signature.js';
import { GraphOperations } from './serve.graph.js';
import { subscribeLive } from './serve.live.js';
import type { Subgraph } from './subgraph.js';

export interface ServeOptions {
  host: string;
  port: number;
  signature: CallerSignature;
  log: Logger;
  metrics?: Registry;
}

export interface ServedSubgraph {
  url: string;
  subscriptionUrl: string;
  close(): Promise<void>;
}

/** Largest body: the fetches of one request, with all the entities they name. */
const BODY_BYTES = 4 * 1024 * 1024;
/** How long requests under way may take when the subgraph closes. */
const GRACE_MS = 10_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export const serveSubgraph = async (subgraph: Subgraph, options: ServeOptions): Promise<ServedSubgraph> => {
  const { log } = options;
  const routes = routesOf(subgraph, options);
  const open = new Set<ServerResponse>();
  let isClosing = false;
  const server = createServer({ maxHeaderSize: HEADERS_MAX }, (request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    // A connection that is kept alive would bring its next request to a subgraph that is gone.
    if (isClosing) response.setHeader('connection', 'close');
    const answer = routes.get(request.url?.split('?', 1)[0] ?? '') ?? notFound;
    answer(request, response).catch((error: unknown) => {
      // Who gave up before all was sent is not told anything.
      if (!request.complete) return void response.destroy();
      log.error({ error, subgraph: subgraph.name }, 'a request could not be answered');
      if (!response.headersSent) send(response, 500, oneError('Something went wrong.', 'INTERNAL'));
      else response.destroy();
    });
  });
  // Longer than gateways keep connections that rest.
  server.keepAliveTimeout = 65_000;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const sockets = serveSubscriptions(subgraph, server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  log.info({ subgraph: subgraph.name, port }, 'subgraph is listening');
  return {
    url: `http://${host}:${port}/graphql`,
    subscriptionUrl: `ws://${host}:${port}/graphql`,
    async close() {
      isClosing = true;
      for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
      await sockets.dispose();
      const closed = once(server, 'close');
      server.close();
      await Promise.race([closed, pause(GRACE_MS, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
};

const routesOf = (subgraph: Subgraph, { signature, log, metrics }: ServeOptions): Map<string, Answer> => {
  const operations = new GraphOperations(subgraph.schema);
  return new Map<string, Answer>([
    ['/graphql', (request, response) => answerGraph(subgraph, operations, signature, request, response)],
    ['/health/live', async (_, response) => send(response, 200, { status: 'live' })],
    [
      '/health/ready',
      async (_, response) => {
        try {
          await subgraph.check();
          send(response, 200, { status: 'ready' });
        } catch (error) {
          log.warn({ error, subgraph: subgraph.name }, 'not ready');
          const reason = `${subgraph.name} cannot reach its database`;
          send(response, 503, { status: 'not ready', reason });
        }
      },
    ],
    [
      '/metrics',
      async (_, response) => {
        response.setHeader('content-type', 'text/plain; charset=utf-8');
        response.end((await metrics?.metrics()) ?? '');
      },
    ],
  ]);
};

const answerGraph = async (
  subgraph: Subgraph,
  operations: GraphOperations,
  signature: CallerSignature,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  let context: unknown;
  try {
    context = subgraph.context(signature.verify(headerOf(request)));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // What it sends is not read, so the connection ends with the answer.
    response.setHeader('connection', 'close');
    return send(response, 401, { errors: [{ message: error.message, extensions: error.extensions }] });
  }
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return send(response, 405, oneError('Send operations by POST.', 'BAD_REQUEST'));
  }
  const text = await textOf(request);
  if (text === undefined) {
    response.setHeader('connection', 'close');
    return send(response, 413, oneError(`A body holds ${BODY_BYTES} bytes at the most.`, 'BAD_REQUEST'));
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return send(response, 400, oneError('The body is not JSON.', 'BAD_REQUEST'));
  }
  const answer = await operations.answer(body, context);
  const wanted = request.headers.accept?.includes(GRAPHQL_TYPE) ? GRAPHQL_TYPE : 'application/json';
  send(response, answer.status, answer.body, wanted);
};

const GRAPHQL_TYPE = 'application/graphql-response+json';

/** Undefined when it is too long; the rest is not read then. */
const textOf = (request: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > BODY_BYTES) {
        request.pause();
        resolve(undefined);
      } else chunks.push(chunk);
    });
    request.once('end', () => {
      const [only] = chunks;
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString());
    });
    request.once('error', reject);
  });

/** As text and not as bytes: head and body then leave in one write. */
const send = (response: ServerResponse, status: number, body: unknown, type = 'application/json'): void => {
  const text = JSON.stringify(body);
  response.statusCode = status;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
};

const oneError = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

const notFound: Answer = async (_, response) =>
  send(response, 404, {
    error: 'This is a subgraph; it has /graphql, /health/live, /health/ready and /metrics.',
  });

const serveSubscriptions = (subgraph: Subgraph, server: Server, { signature }: ServeOptions) => {
  const wss = new WebSocketServer({ server, path: '/graphql', maxPayload: 4 * 1024 * 1024 });
  /** Of each subscription, by its context. */
  const lastEventIds = new WeakMap<object, unknown>();
  return useServer<{ [CALLER_HEADER]?: string }, { caller?: Caller }>(
    {
      schema: subgraph.schema,
      onConnect: (socket) => {
        try {
          socket.extra.caller = signature.verify(socket.connectionParams?.[CALLER_HEADER]);
          return true;
        } catch (error) {
          if (error instanceof Problem) return false;
          throw error;
        }
      },
      context: (socket, _id, payload) => {
        const context = subgraph.context(socket.extra.caller as Caller) as object;
        lastEventIds.set(context, payload.extensions?.lastEventId);
        return context;
      },
      subscribe: (args) => subscribeLive(subgraph.live, args, lastEventIds.get(args.contextValue as object)),
    },
    wss,
  );
};

const headerOf = (request: IncomingMessage): string | undefined => {
  const header = request.headers[CALLER_HEADER];
  return Array.isArray(header) ? header[0] : header;
};
