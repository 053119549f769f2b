/**
 * The compiled plan executor and compiled operations of subgraphs give what Apollo's and graphql-js give, over operations nobody would think of and subgraphs that fail
 * and break their promises: the same data in the same order, the same errors at the same paths, the same extensions.
 */
import { isDeepStrictEqual } from 'node:util';
import { ApolloGateway } from '@apollo/gateway';
import { parse, validate, type GraphQLError } from 'graphql';
import { pino } from 'pino';
import { RequestContexts, type Executor } from '../src/execution/executor.js';
import { GraphRequest } from '../src/execution/graph.request.js';
import { Operations, type Operation } from '../src/execution/operation.js';
import { composeSupergraph } from '../src/index.js';
import { compiledExecutor } from '../src/plan/compiled.executor.js';
import { Planner } from '../src/plan/planner.js';
import { LocalSource } from '../src/sources/local.source.js';
import type { Source } from '../src/sources/source.js';
import { operationFor } from './operation.generator.js';
import { planGraph } from './plan.graph.js';
import { system } from './world.js';

const OPERATIONS = Number(process.env.PLAN_OPERATIONS ?? 500);
const LONGEST = 800;

interface Both {
  compiled(operation: Operation, variables: Record<string, unknown>): Promise<Comparable>;
  apollo(operation: Operation, variables: Record<string, unknown>): Promise<Comparable>;
  operations: Operations;
  schema: Parameters<typeof operationFor>[0];
}

const both = async (development: boolean): Promise<Both> => {
  const subgraphs = planGraph();
  const supergraph = composeSupergraph(subgraphs);
  const sourcesBy = (compiles: boolean) =>
    new Map<string, Source>(subgraphs.map((local) => [local.name, new LocalSource(local, 1000, compiles)]));
  const [sources, byGraphqlJs] = [sourcesBy(true), sourcesBy(false)];
  const log = pino({ level: 'silent' });
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    logger: log,
    buildService: ({ name }) => byGraphqlJs.get(name) as Source,
  });
  const { schema } = await gateway.load();
  const operations = new Operations(schema, {
    document_tokens: 10_000,
    cached_documents: 10,
    hideSuggestions: true,
  });
  const cache = { get: async () => undefined, set: async () => undefined, delete: async () => false };
  const contexts = new RequestContexts(schema, log, cache);
  const compiled = compiledExecutor({
    schema: () => schema,
    planner: new Planner(supergraph),
    sources,
    apollo: gateway.executor,
    development,
  });
  const by = (executor: Executor) => async (operation: Operation, variables: Record<string, unknown>) => {
    try {
      return comparable(
        await executor(contexts.of(operation, variables, new GraphRequest(system, 'direct'))),
      );
    } catch (error) {
      return comparable({ errors: [error as GraphQLError] });
    }
  };
  return { schema, operations, compiled: by(compiled), apollo: by(gateway.executor) };
};

/** As a client would see it; errors come in no order that means anything. */
const comparable = ({ data, errors, extensions }: Awaited<ReturnType<Executor>>) => ({
  data: JSON.stringify(data),
  errors: errors?.map(shown).sort(),
  notes: (extensions?.valueCompletion as GraphQLError[] | undefined)?.map(shown),
  extensions: Object.keys(extensions ?? {}),
});

const shown = ({ message, path, extensions }: GraphQLError): string =>
  JSON.stringify({ message, extensions, path });

/**
 * Where a list holds objects of several types and a subgraph is asked for some of them, Apollo's executor counts the
 * wrong ones and tells another item's path. Ours must then say the same errors, each where there is nothing.
 */
const misplacedByApollo = (ours: Comparable, theirs: Comparable): boolean => {
  const withoutPaths = ({ errors }: Comparable) =>
    errors?.map((error) => error.replace(/,"path":.*$/, '')).sort();
  return (
    isDeepStrictEqual({ ...ours, errors: withoutPaths(ours) }, { ...theirs, errors: withoutPaths(theirs) }) &&
    (ours.errors ?? []).every((error) => {
      const { path = [] } = JSON.parse(error) as { path?: (string | number)[] };
      const data: unknown = JSON.parse(ours.data);
      return !path.reduce((value, key) => (value as Record<string, unknown> | null)?.[key], data);
    })
  );
};

type Comparable = ReturnType<typeof comparable>;

describe('the compiled plan executor', () => {
  it(`answers ${OPERATIONS} generated operations as Apollo's executor does`, async () => {
    const { schema, operations, compiled, apollo } = await both(true);
    const seen = { executed: 0, withErrors: 0, withNotes: 0, misplaced: 0 };
    for (let seed = 1; seed <= OPERATIONS; seed++) {
      const { document, variables } = operationFor(schema, seed);
      // Longer ones take the planner seconds, and find what short ones find.
      if (document.length > LONGEST || validate(schema, parse(document)).length > 0) continue;
      const operation = operations.prepare(document);
      if ('errors' in operation) continue;
      const [ours, theirs] = await Promise.all([
        compiled(operation, variables),
        apollo(operation, variables),
      ]);
      seen.executed += 1;
      if (!isDeepStrictEqual(ours, theirs) && misplacedByApollo(ours, theirs)) seen.misplaced += 1;
      else expect({ seed, document, variables, ...ours }).toEqual({ seed, document, variables, ...theirs });
      const { errors, notes } = theirs;
      if (errors) seen.withErrors += 1;
      if (notes) seen.withNotes += 1;
    }
    // That they agreed on nothing would prove nothing.
    expect(seen.executed).toBeGreaterThan(OPERATIONS / 2);
    expect(seen.withErrors).toBeGreaterThan(OPERATIONS / 20);
    expect(seen.misplaced).toBeLessThan(seen.withErrors / 2);
    expect(seen.withNotes).toBeGreaterThan(OPERATIONS / 100);
  });
});
