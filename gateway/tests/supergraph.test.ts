/** Composition, and the gateway alone over a composed file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import WebSocket from 'ws';
import { CompositionError, composeSupergraph, routesOf, startFromSupergraph } from '../src/index.js';
import { serveSubgraph, toySign } from './subgraph.server.js';
import { toyGraph } from './toy.graph.js';
import { read } from './world.js';

const log = pino({ level: 'silent' });

describe('composeSupergraph', () => {
  it('gives the same text in whatever order the subgraphs come', () => {
    const { sessions, locations, tariffs } = toyGraph();
    const composed = composeSupergraph([sessions, locations, tariffs]);
    expect(composeSupergraph([tariffs, sessions, locations])).toBe(composed);
    expect(composed).toMatch(/[^\n]\n$/);
    expect(routesOf(composed)).toEqual(
      ['locations', 'sessions', 'tariffs'].map((name) => ({
        name,
        url: `http://${name}.subgraph.invalid/graphql`,
      })),
    );
  });

  it('names everything that does not fit, by subgraph', () => {
    const compose = (...sdl: string[]) =>
      composeSupergraph(sdl.map((text, index) => ({ name: `s${index}`, sdl: text })));
    expect(() => compose('type Query { a: String }', 'type Query { a: Int, b: Int }')).toThrow(
      CompositionError,
    );
    expect(() => compose('type Query { a: String }', 'type Query { a: Int }')).toThrow(
      /The subgraphs do not fit together. Correct their schemas:\n- .*"Query.a".*"s0".*"s1"/s,
    );
    expect(() => compose('type Query {')).toThrow(/- \[s0\] Syntax Error/);
  });

  it('takes nothing else for a supergraph', () => {
    expect(() => routesOf('type Query { a: String }')).toThrow('no enum join__Graph');
  });
});

describe('startFromSupergraph', () => {
  it('serves any supergraph file, subgraphs at the addresses it gives', async () => {
    const graph = toyGraph();
    const servers = await Promise.all([graph.sessions, graph.locations, graph.tariffs].map(serveSubgraph));
    const [sessions, locations, tariffs] = servers;
    const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
    const supergraphFile = join(folder, 'supergraph.graphql');
    const composed = composeSupergraph([graph.sessions, graph.locations, graph.tariffs])
      .replace('http://sessions.subgraph.invalid/graphql', String(sessions?.url))
      .replace('http://locations.subgraph.invalid/graphql', String(locations?.url))
      .replace('http://tariffs.subgraph.invalid/graphql', String(tariffs?.url));
    await writeFile(supergraphFile, composed);
    const running = await startFromSupergraph({ supergraphFile, port: 0, sign: toySign, log });
    const query = async (url: string, headers: Record<string, string> = {}) =>
      read(
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{"query":"{ session(ref: \\"NL/TNM/1\\") { location { name } tariff { currency } } }"}',
        }),
      );
    expect((await query(running.url)).body).toEqual({
      data: { session: { location: { name: 'Gent Zuid' }, tariff: { currency: 'EUR' } } },
    });
    const client = createClient({
      url: running.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const events = client.iterate({ query: 'subscription { sessionUpdated { location { name } } }' });
    const first = events.next();
    await graph.updates.has(1);
    graph.updates.publish({ id: 'NL/TNM/5', status: 'ACTIVE', kwh: 1, location: 'NL/TNM/L2' });
    expect((await first).value).toEqual({ data: { sessionUpdated: { location: { name: 'Brugge Markt' } } } });
    await client.dispose();
    await running.close();

    const locked = await startFromSupergraph({
      supergraphFile,
      port: 0,
      sign: toySign,
      log,
      adminKey: 'secret',
    });
    expect((await query(locked.url)).status).toBe(401);
    expect((await query(locked.url, { authorization: 'Bearer guess' })).status).toBe(401);
    expect((await query(locked.url, { authorization: 'Bearer secret' })).status).toBe(200);
    await locked.close();
    await Promise.all(servers.map((server) => server.close()));
    await rm(folder, { recursive: true });
  });
});
