/**
 * A gateway over the toy graph on a real port, in one process or with every subgraph behind a server of its own,
 * and the clients that talk to it.
 */
import { createServer } from 'node:http';
import type { Caller, Principal } from '@chargesphere/schema';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import WebSocket from 'ws';
import {
  composeSupergraph,
  createGateway,
  type Gateway,
  type GatewayLimits,
  type GatewayOptions,
  type Observation,
  type SubgraphSource,
} from '../src/index.js';
import { listen, serveSubgraph, type SubgraphServer } from './subgraph.server.js';
import { toyGraph, type ToyGraph } from './toy.graph.js';

export type Mode = 'in one process' | 'over HTTP and WebSocket';
export const modes: Mode[] = ['in one process', 'over HTTP and WebSocket'];

export interface WorldOptions extends Partial<Omit<GatewayOptions, 'limits'>> {
  mode?: Mode;
  limits?: Partial<GatewayLimits>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: {
    data?: Record<string, unknown> | null;
    errors?: AnswerError[];
    extensions?: Record<string, unknown>;
  };
}

export interface AnswerError {
  message: string;
  path?: (string | number)[];
  extensions: Record<string, unknown>;
}

export interface World {
  gateway: Gateway;
  graph: ToyGraph;
  servers: Record<string, SubgraphServer>;
  url: string;
  webSocketUrl: string;
  observed: Observation[];
  /** Settles when so many subscriptions are open; identical ones have one upstream. */
  subscribed(count: number): Promise<void>;
  /** Log lines at warn and above. */
  complaints: Record<string, unknown>[];
  /** POST, as JSON, as the operator unless said otherwise. */
  post(body: unknown, headers?: Record<string, string | undefined>): Promise<Answer>;
  /** graphql-ws's own client. */
  client(parameters?: Record<string, unknown>, on?: Parameters<typeof createClient>[0]['on']): Client;
  close(): Promise<void>;
}

export const OPERATOR_KEY = 'operator-key';
export const PLATFORM_KEY = 'platform-key';

const principals: Record<string, Principal> = {
  [`Bearer ${OPERATOR_KEY}`]: { kind: 'operator', name: 'Ann' },
  [`Bearer ${PLATFORM_KEY}`]: {
    kind: 'platform',
    platformId: 'p1',
    roles: [{ role: 'CPO', country_code: 'NL', party_id: 'TNM' }],
  },
};

export const system: Caller = {
  principal: { kind: 'system', name: 'adapter' },
  requestId: 'req-1',
  correlationId: 'corr-1',
};

export const startWorld = async ({
  mode = 'in one process',
  limits,
  ...overrides
}: WorldOptions = {}): Promise<World> => {
  const graph = toyGraph();
  const subgraphs = [graph.sessions, graph.locations, graph.tariffs];
  const servers: Record<string, SubgraphServer> = {};
  const sources: Record<string, SubgraphSource> = {};
  for (const subgraph of subgraphs) {
    if (mode === 'in one process') sources[subgraph.name] = { local: subgraph };
    else sources[subgraph.name] = servers[subgraph.name] = await serveSubgraph(subgraph);
  }
  const observed: Observation[] = [];
  const watchers: (() => void)[] = [];
  const complaints: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'warn' },
    { write: (line: string) => void complaints.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const gateway = await createGateway({
    supergraph: composeSupergraph(subgraphs),
    sources,
    log,
    development: true,
    authenticate: async ({ authorization }) =>
      authorization === undefined ? { kind: 'anonymous' } : (principals[authorization] ?? 'invalid'),
    observe: (observation) => {
      observed.push(observation);
      for (const watcher of watchers.splice(0)) watcher();
    },
    limits: { close_grace_ms: 200, ...limits },
    ...overrides,
  });
  const server = createServer((request, response) => void gateway.http(request, response));
  gateway.attachWebSocket(server);
  const { port, close } = await listen(server);
  const url = `http://127.0.0.1:${port}/graphql`;
  const webSocketUrl = `ws://127.0.0.1:${port}/graphql`;
  const clients: Client[] = [];
  return {
    gateway,
    graph,
    servers,
    url,
    webSocketUrl,
    observed,
    async subscribed(count) {
      const open = () => observed.reduce((last, now) => (now.what === 'subscriptions' ? now.open : last), 0);
      while (open() !== count) await new Promise<void>((resolve) => watchers.push(resolve));
    },
    complaints,
    async post(body, headers = {}) {
      const all = {
        'content-type': 'application/json',
        authorization: `Bearer ${OPERATOR_KEY}`,
        ...headers,
      };
      return read(
        await fetch(url, {
          method: 'POST',
          headers: Object.entries(all).filter(
            (header): header is [string, string] => header[1] !== undefined,
          ),
          body: (typeof body === 'string' || body instanceof Uint8Array
            ? body
            : JSON.stringify(body)) as BodyInit,
        }),
      );
    },
    client(parameters = { authorization: `Bearer ${OPERATOR_KEY}` }, on = {}) {
      const client = createClient({
        url: webSocketUrl,
        webSocketImpl: WebSocket,
        connectionParams: parameters,
        retryAttempts: 0,
        on,
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) void client.dispose();
      await gateway.close();
      await close();
      await Promise.all(Object.values(servers).map((subgraphServer) => subgraphServer.close()));
    },
  };
};

export const read = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Answer['body']) : {},
  };
};
