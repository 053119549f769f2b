/**
 * The graph behind another federation engine: the committed supergraph, unchanged but for where the subgraphs are, and
 * the subgraphs as they are served when split. Hive Gateway with its planner in JavaScript and with the one of Hive
 * Router in Rust answer the project's queries as our gateway does.
 */
import { callerSignature, serveSubgraph, type ServedSubgraph } from '@chargesphere/chassis';
import {
  createGatewayRuntime,
  type GatewayConfigSupergraph,
  type GatewayRuntime,
} from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import type { Executor } from '@graphql-tools/utils';
import { buildHTTPExecutor, type AsyncFetchFn } from '@graphql-tools/executor-http';
import { samples } from '@chargesphere/simulator';
import { readConfig } from '../src/config.js';
import { openSubgraphs, type OpenSubgraphs } from '../src/subgraphs.js';
import { readSupergraph } from '../src/supergraph.js';
import { ADMIN_KEY, log, world, type World } from './world.js';

const SECRET = Buffer.alloc(32, 7);

const QUERIES: Record<string, string> = {
  'sessions with their location, connector, tariffs and parties': `{ sessions(page: { limit: 20 }) { items {
    ref status kwh location { name city } connector { standard tariffs { ref currency } } cpo { name } emsp { name } } } }`,
  'one session by its ref, with fragments and aliases': `query One($ref: ID!) { one: session(ref: $ref) { ...S } }
    fragment S on Session { id energy: kwh place: location { ref town: city } tariffs { ref elements { priceComponents { type price } } } }`,
  'what a session costs so far': `query Cost($ref: ID!, $at: DateTime!) { session(ref: $ref) { runningCost(at: $at) {
    currency lines { dimension billed } total { beforeTaxes } } } }`,
  'locations down to their connectors': `{ locations(page: { limit: 5 }) { items {
    ref name coordinates { latitude } owner { name } evses { uid status connectors { id standard tariffs { ref currency } } } } } }`,
  'tariffs and parties': `{ tariffs { items { ref currency } } parties { items { ref name } } }`,
  conditions: `query Maybe($ref: ID!, $with: Boolean = false) { session(ref: $ref) { ref location @include(if: $with) { name } cpo @skip(if: $with) { name } } }`,
  'what is not there': `{ session(ref: "NL/ALF/NONE") { ref location { name } } tariff(ref: "NL/ALF/NONE") { ref } }`,
};
const VARIABLES = { ref: 'NL/ALF/101', at: '2026-11-02T09:00:00Z' };

describe('the supergraph behind Hive Gateway', () => {
  let w: World;
  let subgraphs: OpenSubgraphs;
  let served: (ServedSubgraph & { name: string })[] = [];
  const engines = new Map<string, GatewayRuntime>();

  beforeAll(async () => {
    w = await world();
    await w.cpo.pushTariff(samples.tariff());
    await w.cpo.pushLocation(samples.location());
    await w.cpo.pushSession(samples.session({ id: '101' }));
    const options = { url: w.databaseUrl, secret: SECRET, publicUrl: 'http://localhost', log };
    subgraphs = await openSubgraphs(readConfig({}), options);
    const signature = callerSignature(SECRET);
    served = await Promise.all(
      [...subgraphs.all.values()].map(async (subgraph) => ({
        name: subgraph.name,
        ...(await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, signature, log })),
      })),
    );
    const signed = signature.sign({
      principal: { kind: 'operator', name: 'hive' },
      requestId: 'hive',
      correlationId: 'hive',
    });
    const common: GatewayConfigSupergraph = {
      supergraph: await readSupergraph(),
      transportEntries: Object.fromEntries(served.map(({ name, url }) => [name, { location: url }])),
      // What its package for HTTP does, which comes with the command line only.
      transports: {
        http: {
          getSubgraphExecutor: ({ transportEntry, fetch }) =>
            buildHTTPExecutor({
              endpoint: transportEntry.location ?? '',
              fetch: fetch as AsyncFetchFn,
            }) as Executor,
        },
      },
      propagateHeaders: { fromClientToSubgraphs: () => ({ 'x-hub-caller': signed }) },
      logging: false,
      maskedErrors: false,
    };
    engines.set('in JavaScript', createGatewayRuntime(common));
    engines.set('in Rust', createGatewayRuntime({ ...common, unifiedGraphHandler }));
  }, 120_000);

  afterAll(async () => {
    for (const engine of engines.values()) await engine[Symbol.asyncDispose]();
    await Promise.all(served.map((subgraph) => subgraph.close()));
    await subgraphs?.close();
    await w.close();
  });

  const askOf = async (engine: GatewayRuntime | undefined, query: string): Promise<unknown> => {
    const response = await engine?.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
      body: JSON.stringify({ query, variables: variablesOf(query) }),
    });
    return response?.json();
  };
  const variablesOf = (query: string) =>
    Object.fromEntries(Object.entries(VARIABLES).filter(([name]) => query.includes(`$${name}:`)));

  it.each(['in JavaScript', 'in Rust'])('is answered alike by its planner %s', async (planner) => {
    for (const [what, query] of Object.entries(QUERIES)) {
      const ours = await w.ask(query, variablesOf(query));
      expect({ what, errors: ours.errors }).toEqual({ what, errors: [] });
      expect({ what, answer: await askOf(engines.get(planner), query) }).toEqual({
        what,
        answer: { data: ours.data },
      });
    }
  });

  it('is refused by the subgraphs to an engine that does not sign who asks', async () => {
    const [subgraph] = served;
    const response = await fetch(subgraph?.url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(response.status).toBe(401);
  });
});
