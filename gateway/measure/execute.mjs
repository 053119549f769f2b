// What an operation costs through the gateway in process, beside graphql-js on the bare subgraph: µs of CPU each.
// From the root, after `npm run build`: NODE_ENV=production node_modules/.bin/node gateway/measure/execute.mjs
import { performance } from 'node:perf_hooks';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeSupergraph, createGateway } from '@chargesphere/gateway';
import { execute, GraphQLScalarType, parse } from 'graphql';
import { pino } from 'pino';

const subgraph = (name, sdl, resolvers) => {
  const all = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n${sdl}`;
  const schema = buildSubgraphSchema([{ typeDefs: parse(all), resolvers }]);
  return { name, sdl: all, schema, context: (caller) => ({ caller }) };
};

const page = Array.from({ length: 20 }, (_, i) => ({
  ref: `NL/TNM/${i}`,
  status: 'ACTIVE',
  kwh: i,
  location: { ref: `NL/TNM/L${i}` },
  tariff: { ref: 'NL/TNM/T1' },
}));

const sessions = subgraph(
  'sessions',
  `scalar SessionDocument
  enum PutOutcome { CREATED REPLACED OLDER }
  type PutResult { ref: ID! outcome: PutOutcome! }
  type Query { sessions: [Session!]! }
  type Mutation { putSession(document: SessionDocument!, addressee: ID): PutResult! }
  type Session @key(fields: "ref") { ref: ID! status: String! kwh: Float! location: Location tariff: Tariff }
  type Location @key(fields: "ref", resolvable: false) { ref: ID! }
  type Tariff @key(fields: "ref", resolvable: false) { ref: ID! }`,
  {
    SessionDocument: new GraphQLScalarType({ name: 'SessionDocument' }),
    Query: { sessions: () => page },
    Mutation: { putSession: (_, { document }) => ({ ref: document.id, outcome: 'REPLACED' }) },
  },
);
const locations = subgraph('locations', 'type Location @key(fields: "ref") { ref: ID! name: String! }', {
  Location: { __resolveReference: ({ ref }) => ({ ref, name: 'Gent Zuid' }) },
});
const tariffs = subgraph(
  'tariffs',
  'type Tariff @key(fields: "ref") { ref: ID! currency: String! pricePerKwh: Float! }',
  { Tariff: { __resolveReference: ({ ref }) => ({ ref, currency: 'EUR', pricePerKwh: 0.35 }) } },
);

const subgraphs = [sessions, locations, tariffs];
const gatewayWith = (planExecutor) =>
  createGateway({
    supergraph: composeSupergraph(subgraphs),
    sources: Object.fromEntries(subgraphs.map((local) => [local.name, { local }])),
    log: pino({ level: 'silent' }),
    development: false,
    authenticate: async () => 'invalid',
    planExecutor,
  });
const gateway = await gatewayWith('compiled');
const byApollo = await gatewayWith('apollo');

const caller = { principal: { kind: 'system', name: 'measure' }, requestId: 'r', correlationId: 'c' };
const put = parse(
  `mutation Put($document: SessionDocument!) { putSession(document: $document) { ref outcome } }`,
);
const live = parse(
  '{ sessions { ref status kwh location { ref name } tariff { ref currency pricePerKwh } } }',
);
const variables = { document: { id: 'NL/TNM/1', status: 'ACTIVE', kwh: 1, charging_periods: [{}, {}] } };

const ways = {
  'put, graphql-js alone': [
    20_000,
    () => execute({ schema: sessions.schema, document: put, variableValues: variables }),
  ],
  'put, gateway.execute()': [20_000, () => gateway.execute({ document: put, variables, caller })],
  'put, by Apollo’s plan executor': [20_000, () => byApollo.execute({ document: put, variables, caller })],
  'page of 20 from 3 subgraphs, gateway.execute()': [
    2_000,
    () => gateway.execute({ document: live, caller }),
  ],
  'page of 20 from 3 subgraphs, by Apollo’s plan executor': [
    2_000,
    () => byApollo.execute({ document: live, caller }),
  ],
};

/** Eight in flight, as a busy hub has them. */
const run = async (times, way) => {
  for (let done = 0; done < times; done += 8) await Promise.all(Array.from({ length: 8 }, way));
};

for (const [name, [times, way]] of Object.entries(ways)) {
  await run(times, way);
  const rounds = [];
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage();
    const started = performance.now();
    await run(times, way);
    const { user, system } = process.cpuUsage(before);
    rounds.push({ cpu_us: (user + system) / times, wall_us: ((performance.now() - started) * 1000) / times });
  }
  const median = rounds.sort((a, b) => a.cpu_us - b.cpu_us)[2];
  console.log(`${name}: ${median.cpu_us.toFixed(1)} µs CPU, ${median.wall_us.toFixed(1)} µs wall`);
}
await gateway.close();
await byApollo.close();
