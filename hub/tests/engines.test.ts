/**
 * Another federation engine behind the hub's own doors: it carries out what people and programs ask, and everything
 * else stays as it is. The engine is Hive Gateway with the planner of Hive Router, configured as docs/engines.md says:
 * the committed supergraph with the addresses of the subgraphs, and one header handed on.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callerSignature, loadSecret, serveSubgraph, type ServedSubgraph } from '@chargesphere/chassis';
import { createGatewayRuntime, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildHTTPExecutor, type AsyncFetchFn } from '@graphql-tools/executor-http';
import type { Executor } from '@graphql-tools/utils';
import { samples } from '@chargesphere/simulator';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { openSubgraphs, type OpenSubgraphs } from '../src/subgraphs.js';
import { readSupergraph } from '../src/supergraph.js';
import { freePort } from './child.js';
import { ADMIN_KEY, facesOf, log, world, type World } from './world.js';

const HUB_SECRET_KEY = 'one secret for the hub and whoever signs for it';

let w: World;
let subgraphs: OpenSubgraphs;
let served: (ServedSubgraph & { name: string })[] = [];
let engine: GatewayRuntime;
let server: Server;
let hub: Hub;
/** What the engine was asked, and by whom. */
const asked: { query: string; signed: boolean; authorization: boolean }[] = [];

beforeAll(async () => {
  w = await world({ env: { HUB_SECRET_KEY } });
  await w.cpo.pushLocation(samples.location());
  await w.cpo.pushSession(samples.session({ id: '101' }));
  const secret = await loadSecret(HUB_SECRET_KEY, '.');
  subgraphs = await openSubgraphs(readConfig({}), {
    url: w.databaseUrl,
    publicUrl: 'http://localhost',
    ...{ secret, log },
  });
  const signature = callerSignature(secret);
  served = await Promise.all(
    [...subgraphs.all.values()].map(async (subgraph) => ({
      name: subgraph.name,
      ...(await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, signature, log })),
    })),
  );
  let supergraph = await readSupergraph();
  for (const { name, url } of served)
    supergraph = supergraph.replace(`http://${name}.subgraph.invalid/graphql`, url);
  engine = createGatewayRuntime({
    supergraph,
    unifiedGraphHandler,
    transports: {
      http: {
        getSubgraphExecutor: ({ transportEntry, fetch }) =>
          buildHTTPExecutor({
            endpoint: transportEntry.location ?? '',
            fetch: fetch as AsyncFetchFn,
          }) as Executor,
      },
    },
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({
        'x-hub-caller': request.headers.get('x-hub-caller') ?? '',
      }),
    },
    logging: false,
    maskedErrors: false,
  });
  server = createServer((request, response) => {
    const { headers } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { query } = JSON.parse(body) as { query: string };
      const signed = headers['x-hub-caller'] !== undefined;
      asked.push({ query, signed, authorization: headers.authorization !== undefined });
      const send = async () => {
        const answer = await engine.fetch('http://engine/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-hub-caller': String(headers['x-hub-caller']) },
          body,
        });
        response.setHeader('content-type', 'application/json');
        response.writeHead(answer.status).end(await answer.text());
      };
      send().catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  hub = await startHub(
    readConfig({
      HUB_SECRET_KEY,
      DATABASE_URL: w.databaseUrl,
      HUB_ADMIN_KEY: ADMIN_KEY,
      HUB_PORT: '0',
      HUB_GRAPHQL_ENGINE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    }),
    log,
  );
}, 120_000);

afterAll(async () => {
  await hub?.stop();
  server?.closeAllConnections();
  server?.close();
  await engine?.[Symbol.asyncDispose]();
  await Promise.all(served.map((subgraph) => subgraph.close()));
  await subgraphs?.close();
  await w.close();
});
beforeEach(() => asked.splice(0));

const QUERY = '{ sessions { items { id location { name } cpo { ref name } } } }';

it('answers by the engine what the hub answers itself, and tells it who asks and nothing else', async () => {
  const ours = await w.graph(QUERY);
  expect(await facesOf(hub).graph(QUERY)).toEqual(ours);
  expect(asked).toEqual([
    { query: expect.stringContaining('sessions') as string, signed: true, authorization: false },
  ]);
});

it('lets the engine see nothing of what its caller may not ask, or may not spend', async () => {
  const faces = facesOf(hub);
  expect((await faces.ask(QUERY, {}, 'Bearer nobody')).http).toBe(401);
  const analyst = await w.graph<{ createApiKey: { secret: string } }>(
    'mutation { createApiKey(input: { name: "reader", role: ANALYST }) { secret } }',
  );
  const refused = await faces.ask(
    'mutation { setHubPolicy(input: {}) { preset } }',
    {},
    `Bearer ${analyst.createApiKey.secret}`,
  );
  expect(refused.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  const wide = Array.from({ length: 60 }, (_, i) => `a${i}: hub { ref }`).join(' ');
  expect((await faces.ask(`{ ${wide} }`)).errors[0]?.extensions['code']).toBe('OPERATION_TOO_LARGE');
  expect(asked).toEqual([]);
});

it('shows errors of subgraphs as it always does', async () => {
  const query = '{ sessions(page: { limit: 5000 }) { items { ref } } }';
  const [ours, theirs] = [await w.ask(query), await facesOf(hub).ask(query)];
  expect(theirs.errors[0]?.extensions).toEqual(ours.errors[0]?.extensions);
  expect(theirs.errors[0]?.message).toBe(ours.errors[0]?.message);
});

it('changes what is asked to be changed, and watches without the engine', async () => {
  const faces = facesOf(hub);
  const live = faces.live('subscription { sessionUpdated { id location { name } } }');
  await faces.graph(
    'mutation { putRateTier(input: { name: "E", requestsPerSecond: 9, burst: 9, requestsAtOnce: 9, forwardsAtOnce: 9, bodyBytes: 9000 }) { name } }',
  );
  expect(asked.map(({ query }) => query.includes('putRateTier'))).toEqual([true]);
  for (let i = 0, isHeard = false; !isHeard; i += 1) {
    const heard = live.next().then(() => (isHeard = true));
    await w.cpo.pushSession(samples.session({ id: `live-${i}` }));
    await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 500))]);
  }
  await live.stop();
  expect(asked).toHaveLength(1);
});

it('says that the engine cannot be reached, and is not ready without it', async () => {
  const alone = await startHub(
    readConfig({
      HUB_SECRET_KEY,
      DATABASE_URL: w.databaseUrl,
      HUB_ADMIN_KEY: ADMIN_KEY,
      HUB_PORT: '0',
      HUB_GRAPHQL_ENGINE_URL: `http://127.0.0.1:${await freePort()}/graphql`,
    }),
    log,
  );
  try {
    const answer = await facesOf(alone).ask(QUERY);
    expect([answer.http, answer.errors[0]?.extensions['code']]).toEqual([503, 'UNAVAILABLE']);
    const ready = await fetch(`http://127.0.0.1:${alone.port}/health/ready`);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('engine')]);
  } finally {
    await alone.stop();
  }
});
