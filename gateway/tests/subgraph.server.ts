/** A toy subgraph in a server of its own: GraphQL over HTTP, subscriptions over graphql-transport-ws. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Caller } from '@chargesphere/schema';
import { execute, parse, subscribe, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { RemoteSubgraph } from '../src/options.js';
import { CALLER_HEADER } from '../src/sources/http.source.js';
import type { ToySubgraph } from './toy.graph.js';

export interface SubgraphServer extends RemoteSubgraph {
  close(): Promise<void>;
}

interface GraphQLPost {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** Not a signature, but told from nonsense. */
export const toySign = (caller: Caller): string => Buffer.from(JSON.stringify(caller)).toString('base64url');
const toyVerify = (header: unknown): Caller =>
  JSON.parse(Buffer.from(String(header), 'base64url').toString()) as Caller;

export const serveSubgraph = async (subgraph: ToySubgraph): Promise<SubgraphServer> => {
  const { schema } = subgraph;
  const answer = async (request: IncomingMessage) => {
    const body = (await json(request)) as GraphQLPost | GraphQLPost[];
    const context = subgraph.context(toyVerify(request.headers[CALLER_HEADER]));
    return Array.isArray(body)
      ? Promise.all(body.map((each) => answerOne(each, context)))
      : answerOne(body, context);
  };
  const answerOne = async ({ query, variables, operationName }: GraphQLPost, contextValue: unknown) => {
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return { errors };
    return execute({ schema, document, variableValues: variables, operationName, contextValue });
  };
  const server = createServer((request, response) => {
    if (!request.headers[CALLER_HEADER]) return void response.writeHead(401).end();
    answer(request).then(
      (result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(result));
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const live = useServer(
    {
      schema,
      subscribe,
      onConnect: ({ connectionParams }) => connectionParams?.[CALLER_HEADER] !== undefined,
      context: ({ connectionParams }) =>
        subgraph.context(toyVerify(connectionParams?.[CALLER_HEADER])) as object,
    },
    sockets,
  );
  const { port, close } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    subscriptionUrl: `ws://127.0.0.1:${port}/graphql`,
    sign: toySign,
    batches: true,
    async close() {
      await live.dispose();
      await close();
    },
  };
};

/** On a free port of the loopback interface. */
export const listen = async (server: Server): Promise<{ port: number; close(): Promise<void> }> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
