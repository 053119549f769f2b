/** What becomes of a request when a subgraph over HTTP is slow, gone, or answers nonsense. */
import { createServer, type RequestListener } from 'node:http';
import { json } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { composeSupergraph, createGateway, type Gateway, type GatewayLimits } from '../src/index.js';
import { pino } from 'pino';
import { listen } from './subgraph.server.js';
import { toyGraph } from './toy.graph.js';
import { startWorld, system } from './world.js';

/** A gateway whose locations live behind this listener and whose other subgraphs are well. */
const withLocations = async (
  listener: RequestListener,
  limits: Partial<GatewayLimits> = {},
  batches = false,
) => {
  const { sessions, locations, tariffs } = toyGraph();
  const { port, close } = await listen(createServer(listener));
  const gateway = await createGateway({
    supergraph: composeSupergraph([sessions, locations, tariffs]),
    sources: {
      sessions: { local: sessions },
      tariffs: { local: tariffs },
      locations: {
        url: `http://127.0.0.1:${port}/graphql`,
        subscriptionUrl: `ws://127.0.0.1:${port}/graphql`,
        sign: () => 'signed',
        batches,
      },
    },
    log: pino({ level: 'silent' }),
    development: true,
    authenticate: async () => 'invalid',
    limits,
  });
  return {
    gateway,
    async close() {
      await gateway.close();
      await close();
    },
  };
};

const askLocation = async (gateway: Gateway) => {
  const { data, errors } = await gateway.execute({
    document: '{ session(ref: "NL/TNM/1") { kwh location { name } } }',
    caller: system,
  });
  // Whatever happens to one subgraph, the others' part of the answer stands.
  expect(JSON.parse(JSON.stringify(data))).toEqual({ session: { kwh: 1.5, location: null } });
  return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
};

describe('a subgraph over HTTP', () => {
  it.each<[string, RequestListener, Partial<GatewayLimits>, string, RegExp]>([
    [
      'answers too late',
      () => undefined,
      { subgraph_timeout_ms: 50 },
      'TIMEOUT',
      /did not answer within 50 ms; try again/,
    ],
    [
      'stops in the middle',
      (_, response) => void response.write('{"data":'),
      { subgraph_timeout_ms: 50 },
      'TIMEOUT',
      /did not answer within 50 ms/,
    ],
    [
      'answers too much',
      (_, response) => void response.end('x'.repeat(2000)),
      { subgraph_response_bytes: 1000 },
      'UNAVAILABLE',
      /more than 1000 bytes/,
    ],
    [
      'answers an error page',
      (_, response) => void response.writeHead(502).end('<h1>Bad Gateway</h1>'),
      {},
      'UNAVAILABLE',
      /answered HTTP 502 without a GraphQL result/,
    ],
    [
      'refuses the signature',
      (_, response) => void response.writeHead(401).end(),
      {},
      'UNAVAILABLE',
      /same HUB_SECRET_KEY/,
    ],
    ['hangs up', (_, response) => void response.destroy(), {}, 'UNAVAILABLE', /could not be reached/],
  ])('%s', async (_what, listener, limits, code, message) => {
    const { gateway, close } = await withLocations(listener, limits);
    expect(await askLocation(gateway)).toEqual({ code, message: expect.stringMatching(message) as string });
    expect(await gateway.ready()).toEqual({ ready: false, waitingFor: ['locations'] });
    await close();
  });

  const TWO_PLACES =
    '{ a: session(ref: "NL/TNM/1") { kwh location { name } } b: session(ref: "NL/TNM/2") { location { name } } }';
  const namedPlace = (name: string) => ({ data: { _entities: [{ __typename: 'Location', name }] } });

  it.each([
    [true, 1],
    [false, 2],
  ])(
    'that takes lists (%s) is asked for what is ready at once in requests: %i',
    async (takesLists, requests) => {
      let asked = 0;
      const { gateway, close } = await withLocations(
        (request, response) => {
          asked += 1;
          void json(request).then((body) =>
            response.end(
              JSON.stringify(
                Array.isArray(body) ? body.map((_, at) => namedPlace(`${at}`)) : namedPlace('0'),
              ),
            ),
          );
        },
        {},
        takesLists,
      );
      const { data, errors } = await gateway.execute({ document: TWO_PLACES, caller: system });
      expect([errors, asked]).toEqual([undefined, requests]);
      expect(JSON.parse(JSON.stringify(data))).toEqual({
        a: { kwh: 1.5, location: { name: '0' } },
        b: { location: { name: takesLists ? '1' : '0' } },
      });
      await close();
    },
  );

  it.each([
    ['one result for several queries', '{"data":{}}', 'UNAVAILABLE', /same version/],
    ['fewer results than queries', '[{"data":{}}]', 'UNAVAILABLE', /same version/],
    [
      'a refusal of all',
      '{"errors":[{"message":"Not now.","extensions":{"code":"CONFLICT"}}]}',
      'CONFLICT',
      /Not now/,
    ],
  ])('that answers %s is told of in each place', async (_, text, code, message) => {
    const { gateway, close } = await withLocations((__, response) => void response.end(text), {}, true);
    const { errors } = await gateway.execute({ document: TWO_PLACES, caller: system });
    const each = { message: expect.stringMatching(message) as string, extensions: { code } };
    expect(errors).toMatchObject([each, each]);
    await close();
  });

  it('keeps its connections alive', async () => {
    const ports = new Set<number | undefined>();
    const { gateway, close } = await withLocations((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{"data":{"_entities":[{"__typename":"Location","name":"Gent"}]}}');
    });
    for (let times = 0; times < 20; times++) {
      const { data } = await gateway.execute({
        document: '{ session(ref: "NL/TNM/1") { location { name } } }',
        caller: system,
      });
      expect(JSON.parse(JSON.stringify(data))).toEqual({ session: { location: { name: 'Gent' } } });
    }
    // The pool may open a second one while the first is being put back.
    expect(ports.size).toBeLessThan(10);
    await close();
  });

  it('ends a subscription with UNAVAILABLE when its socket breaks, and opens the next', async () => {
    const world = await startWorld({ mode: 'over HTTP and WebSocket' });
    const watch = async () => {
      const opened = await world.gateway.subscribe({
        document: 'subscription { sessionUpdated { kwh } }',
        caller: system,
      });
      if (!('next' in opened)) throw new Error('not subscribed');
      await world.graph.updates.has(1);
      return opened;
    };
    const first = await watch();
    world.graph.updates.publish({ id: 'NL/TNM/5', status: 'ACTIVE', kwh: 1 });
    expect((await first.next()).done).toBe(false);
    await world.servers.sessions?.close();
    expect((await first.next()).value).toMatchObject({
      errors: [
        {
          message: 'The live connection to the subgraph sessions broke off (1001); subscribe again.',
          extensions: { code: 'UNAVAILABLE' },
        },
      ],
    });
    expect((await first.next()).done).toBe(true);
    const refused = await world.gateway.subscribe({
      document: 'subscription { sessionUpdated { kwh } }',
      caller: system,
    });
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    delete world.servers.sessions;
    await world.close();
  });

  it.each([
    [4403, /refused our signature/],
    [1000, /broke off \(1000\)/],
  ])('says so when it closes a new live socket with %i', async (code, message) => {
    const { sessions, locations, tariffs } = toyGraph();
    const server = createServer();
    new WebSocketServer({ server }).on('connection', (socket) =>
      socket.on('message', () => socket.close(code)),
    );
    const { port, close } = await listen(server);
    const gateway = await createGateway({
      supergraph: composeSupergraph([sessions, locations, tariffs]),
      sources: {
        locations: { local: locations },
        tariffs: { local: tariffs },
        sessions: {
          url: `http://127.0.0.1:${port}/`,
          subscriptionUrl: `ws://127.0.0.1:${port}/`,
          sign: () => 'x',
        },
      },
      log: pino({ level: 'silent' }),
      development: true,
      authenticate: async () => 'invalid',
    });
    const refused = await gateway.subscribe({
      document: 'subscription { sessionUpdated { kwh } }',
      caller: system,
    });
    expect(refused).toMatchObject({
      errors: [{ message: expect.stringMatching(message) as string, extensions: { code: 'UNAVAILABLE' } }],
    });
    await gateway.close();
    await close();
  });
});

describe('a gateway', () => {
  it('does not start when supergraph and sources do not match', async () => {
    const { sessions, locations, tariffs } = toyGraph();
    await expect(
      createGateway({
        supergraph: composeSupergraph([sessions, locations, tariffs]),
        sources: {
          sessions: { local: sessions },
          locations: { local: locations },
          billing: { local: tariffs },
        },
        log: pino({ level: 'silent' }),
        development: true,
        authenticate: async () => 'invalid',
      }),
    ).rejects.toThrow('without a source: tariffs; not in the supergraph: billing');
  });
});
