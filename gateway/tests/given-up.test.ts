/** What becomes of the work of an operation that took too long: it ends where it can, unless it changes something. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { GraphRequest } from '../src/execution/graph.request.js';
import { LocalSource } from '../src/sources/local.source.js';
import { listen } from './subgraph.server.js';
import { toyGraph } from './toy.graph.js';
import { startWorld, system, type World } from './world.js';

const QUERY = '{ session(ref: "NL/TNM/1") { location { name } } }';
const CHANGE = 'mutation { renameLocation(ref: "NL/TNM/L1", name: "Gent") { name } }';
const timeout = { errors: [{ extensions: { code: 'TIMEOUT' } }] };

/** A world whose locations take every request and answer when the test does. */
const withSilentLocations = async () => {
  const asked: [IncomingMessage, ServerResponse][] = [];
  let told: () => void = () => undefined;
  const server = createServer((request, response) => {
    request.resume();
    asked.push([request, response]);
    told();
  });
  const { port, close } = await listen(server);
  const { sessions, tariffs } = toyGraph();
  const world = await startWorld({
    limits: { operation_ms: 100, subgraph_timeout_ms: 60_000 },
    sources: {
      sessions: { local: sessions },
      tariffs: { local: tariffs },
      locations: {
        url: `http://127.0.0.1:${port}/graphql`,
        subscriptionUrl: `ws://127.0.0.1:${port}/graphql`,
        sign: () => 'signed',
      },
    },
  });
  return {
    world,
    async asked(): Promise<[IncomingMessage, ServerResponse]> {
      for (;;) {
        const first = asked.shift();
        if (first) return first;
        await new Promise<void>((resolve) => (told = resolve));
      }
    },
    async close() {
      await world.close();
      server.closeAllConnections();
      await close();
    },
  };
};

const overHttp = async (world: World, query: string) => (await world.post({ query })).body;
const overWebSocket = (world: World, query: string) =>
  new Promise<unknown>((resolve) => {
    const client = world.client();
    client.subscribe(
      { query },
      {
        next: ({ errors }) => resolve({ errors }),
        error: (errors) => resolve({ errors }),
        complete: () => void client.dispose(),
      },
    );
  });

describe.each([
  ['HTTP', overHttp],
  ['WebSocket', overWebSocket],
])('an operation that took too long over %s', (_door, ask) => {
  let locations: Awaited<ReturnType<typeof withSilentLocations>>;
  beforeEach(async () => {
    locations = await withSilentLocations();
  });
  afterEach(() => locations.close());

  it('breaks off its request to a subgraph, when it only reads', async () => {
    const answer = ask(locations.world, QUERY);
    const [, response] = await locations.asked();
    const isBroken = once(response, 'close');
    expect(await answer).toMatchObject(timeout);
    await isBroken;
    expect(response.writableFinished).toBe(false);
  });

  it('is carried out to its end, when it changes something', async () => {
    const answer = ask(locations.world, CHANGE);
    const [request, response] = await locations.asked();
    expect(await answer).toMatchObject(timeout);
    expect([request.destroyed && !request.complete, response.destroyed]).toEqual([false, false]);
    const isSent = once(response, 'finish');
    response.end('{"data":{"renameLocation":{"name":"Gent"}}}');
    await isSent;
  });
});

it('no step is begun in this process for what was given up', async () => {
  const { sessions, callers } = toyGraph();
  const source = new LocalSource(sessions, 10);
  const request = new GraphRequest(system, 'http');
  const fetch = { query: '{ whoAsks }' };
  expect(await source.fetch(fetch, request)).toHaveProperty('data.whoAsks');
  const other = new GraphRequest(system, 'http');
  other.giveUp();
  expect(await source.fetch(fetch, other)).toMatchObject(timeout);
  expect(callers).toHaveLength(1);
});

it('what is under way is told once, and not when it was over before', () => {
  const request = new GraphRequest(system, 'http');
  const told: string[] = [];
  const over = request.whenGivenUp(() => told.push('over'));
  request.whenGivenUp(() => told.push('open'));
  over();
  request.giveUp();
  request.giveUp();
  expect(told).toEqual(['open']);
  expect(request.isGivenUp).toBe(true);
});
