/**
 * A subgraph in a process of its own: GraphQL over HTTP by Apollo Server, subscriptions by graphql-ws, for its
 * gateway only. The caller comes in a signed header; without one the answer is 401.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { Problem, type Caller } from '@chargesphere/schema';
import express, { type Request, type Response } from 'express';
import { GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { WebSocketServer } from 'ws';
import { CALLER_HEADER, HEADERS_MAX, type CallerSignature } from '../caller/signature.js';
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

export const serveSubgraph = async (subgraph: Subgraph, options: ServeOptions): Promise<ServedSubgraph> => {
  const app = express();
  app.disable('x-powered-by');
  const server = createServer({ maxHeaderSize: HEADERS_MAX }, app);
  const apollo = await startApollo(subgraph, server);

  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', async (_request, response) => {
    try {
      await subgraph.check();
      response.json({ status: 'ready' });
    } catch (error) {
      options.log.warn({ error, subgraph: subgraph.name }, 'not ready');
      response
        .status(503)
        .json({ status: 'not ready', reason: `${subgraph.name} cannot reach its database` });
    }
  });
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain').send((await options.metrics?.metrics()) ?? '');
  });
  app.use(
    '/graphql',
    express.json({ limit: '4mb' }),
    expressMiddleware(apollo, {
      context: async ({ req }) => {
        try {
          return subgraph.context(options.signature.verify(headerOf(req))) as object;
        } catch (error) {
          throw asHttpRefusal(error);
        }
      },
    }),
  );
  app.use((_request: Request, response: Response) => {
    response
      .status(404)
      .json({ error: 'This is a subgraph; it has /graphql, /health/live, /health/ready and /metrics.' });
  });

  try {
    server.listen(options.port, options.host);
    await once(server, 'listening');
  } catch (error) {
    await apollo.stop();
    throw error;
  }
  const sockets = serveSubscriptions(subgraph, server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  options.log.info({ subgraph: subgraph.name, port }, 'subgraph is listening');
  return {
    url: `http://${host}:${port}/graphql`,
    subscriptionUrl: `ws://${host}:${port}/graphql`,
    async close() {
      await sockets.dispose();
      await apollo.stop();
    },
  };
};

const startApollo = async (subgraph: Subgraph, server: Server): Promise<ApolloServer<object>> => {
  const apollo = new ApolloServer<object>({
    schema: subgraph.schema,
    introspection: true,
    // A server-to-server endpoint: the signed header is what a browser could never send across sites.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    // Signals are the process's affair: stopped twice at once, by Apollo and by us, it would never be stopped.
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: server }),
      ApolloServerPluginInlineTraceDisabled(),
    ],
    formatError: (formatted, error) => {
      const cause = error instanceof GraphQLError ? error.originalError : error;
      return cause instanceof Problem ? { ...formatted, extensions: { ...cause.extensions } } : formatted;
    },
  });
  await apollo.start();
  return apollo;
};

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

const asHttpRefusal = (error: unknown): unknown =>
  error instanceof Problem
    ? new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 401 } } })
    : error;
