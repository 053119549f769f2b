/**
 * One fetch of a plan, compiled: which entities it asks for, what it sends, and where the answers go.
 *
 * It sends what Apollo's executor sends but for one thing: entities that are the same are asked for once. A page of
 * sessions names one party twenty times; its subgraph then resolves it once, and every place gets the answer, errors
 * included.
 */
import { ERRORS, errorCodeDef } from '@apollo/federation-internals';
import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { GraphRequest } from '../execution/graph.request.js';
import type { Source } from '../sources/source.js';
import { compileAnswer, type AnswerCopy } from './answer.copy.js';
import { placesAt, type PlanPath, type ResponsePath } from './cursor.js';
import { isTree, mergeInto, type Tree } from './merge.js';
import { compileRequires, identityOf } from './representation.js';
import { compileRewrites } from './rewrites.js';

/** One execution of a plan. */
export interface PlanRun {
  request: GraphRequest;
  variables: Record<string, unknown>;
  /** Everything answered so far. */
  data: Tree;
  errors: GraphQLError[];
}

export type FetchStep = (run: PlanRun, cursor: unknown) => Promise<void>;

export const compileFetch = (
  schema: GraphQLSchema,
  sources: ReadonlyMap<string, Source>,
  fetch: FetchNode,
  path: PlanPath,
): FetchStep => {
  const source = sources.get(fetch.serviceName);
  if (!source) throw new Error(`Couldn't find service with name "${fetch.serviceName}"`);
  const document = parse(fetch.operation, { noLocation: true });
  const usages = fetch.variableUsages ?? [];
  const { operation: query, operationName } = fetch;
  const send: Send = (run, variables) =>
    source.fetch({ query, document, operationName, variables }, run.request);
  const variablesOf: Variables = ({ variables }) => {
    const used: Tree = {};
    for (const name of usages)
      if (Object.hasOwn(variables, name) && variables[name] !== undefined) used[name] = variables[name];
    return used;
  };
  const fetching = fetch.requires
    ? compileEntities(schema, fetch, path, compileAnswer(document), send, variablesOf)
    : compileRoot(schema, fetch, path, send, variablesOf);
  return async (run, cursor) => {
    try {
      await fetching(run, cursor);
    } catch (error) {
      run.errors.push(error as GraphQLError);
    }
  };
};

type Send = (run: PlanRun, variables: Tree) => Promise<ExecutionResult>;
type Variables = (run: PlanRun) => Tree;

/** A fetch of root fields. */
const compileRoot = (
  schema: GraphQLSchema,
  { serviceName, outputRewrites }: FetchNode,
  path: PlanPath,
  send: Send,
  variablesOf: Variables,
): FetchStep => {
  const rewrite = compileRewrites(schema, outputRewrites);
  return async (run, cursor) => {
    const targets = entitiesOf(cursor);
    if (targets.length === 0) return;
    const { data, errors } = await send(run, variablesOf(run));
    if (errors) for (const error of errors) run.errors.push(rootError(error, serviceName, path));
    if (!data) return;
    rewrite?.(data);
    for (const target of targets) mergeInto(target, data);
  };
};

/** Representations to send, and for each the entities it stands for. */
interface Asked {
  representations: Tree[];
  entities: Tree[][];
}

/** A fetch of `_entities`. */
const compileEntities = (
  schema: GraphQLSchema,
  { serviceName, requires = [], inputRewrites, outputRewrites }: FetchNode,
  path: PlanPath,
  copy: AnswerCopy,
  send: Send,
  variablesOf: Variables,
): FetchStep => {
  const read = compileRequires(schema, requires);
  const rewriteInput = compileRewrites(schema, inputRewrites);
  const rewriteOutput = compileRewrites(schema, outputRewrites);

  const ask = (cursor: unknown): Asked => {
    const asked: Asked = { representations: [], entities: [] };
    const known = new Map<string, Tree[]>();
    for (const entity of entitiesOf(cursor)) {
      const representation = read(entity);
      if (!representation?.__typename) continue;
      // Before it is rewritten: two types that a subgraph takes for one are answered by different names.
      const identity = identityOf(representation);
      const same = identity === undefined ? undefined : known.get(identity);
      if (same) {
        same.push(entity);
        continue;
      }
      const entities = [entity];
      rewriteInput?.(representation);
      asked.representations.push(representation);
      asked.entities.push(entities);
      if (identity !== undefined) known.set(identity, entities);
    }
    return asked;
  };

  return async (run, cursor) => {
    const { representations, entities } = ask(cursor);
    if (representations.length === 0) return;
    const variables = variablesOf(run);
    if ('representations' in variables) throw new Error('Variables cannot contain key "representations"');
    const { data, errors } = await send(run, { ...variables, representations });
    if (errors) run.errors.push(...entityErrors(errors, serviceName, path, run.data, entities));
    if (!data) return;
    const received: unknown = data._entities;
    if (!Array.isArray(received)) throw new Error('Expected "data._entities" in response to be an array');
    if (received.length !== representations.length)
      throw new Error(`Expected "data._entities" to contain ${representations.length} elements`);
    entities.forEach((places, at) => {
      const answer: unknown = received[at];
      if (!isTree(answer)) return;
      // It may be left out of the fetch where the type is known anyway; what follows reads it.
      if (!answer.__typename) answer.__typename = places[0]?.__typename;
      // Places do not share what is under an answer: later fetches add to it, place by place.
      places.forEach((entity, place) => {
        const given = place === places.length - 1 ? answer : copy(answer);
        rewriteOutput?.(given);
        mergeInto(entity, given);
      });
    });
  };
};

const entitiesOf = (cursor: unknown): Tree[] =>
  Array.isArray(cursor)
    ? cursor.filter((entity) => entity !== null && entity !== undefined)
    : [cursor as Tree];

/** Errors of a subgraph whose answer is the root of the result. */
export const subgraphErrors = (errors: readonly GraphQLError[], serviceName: string): GraphQLError[] =>
  errors.map((error) => rootError(error, serviceName, []));

const rootError = (error: GraphQLError, serviceName: string, path: PlanPath): GraphQLError =>
  subgraphError(error, serviceName, error.path && [...(path as ResponsePath), ...error.path]);

/** An error about one entity, said of each place it stands for. */
const entityErrors = (
  errors: readonly GraphQLError[],
  serviceName: string,
  path: PlanPath,
  data: Tree,
  entities: readonly Tree[][],
): GraphQLError[] => {
  let places: Map<unknown, ResponsePath> | undefined;
  return errors.flatMap((error) => {
    const at = error.path?.[1];
    if (typeof at !== 'number') return rootError(error, serviceName, path);
    places ??= placesAt(data, path);
    const rest = error.path?.slice(2) ?? [];
    return (entities[at] ?? []).map((entity) =>
      subgraphError(error, serviceName, [...(places?.get(entity) ?? []), ...rest]),
    );
  });
};

/** As Apollo's executor words it: with the name of the subgraph, and a code if it came without. */
const subgraphError = (
  original: GraphQLError,
  serviceName: string,
  path: readonly (string | number)[] | undefined,
): GraphQLError => {
  const { extensions } = original as Partial<GraphQLError>;
  const message = original.message || `Error while fetching subquery from service "${serviceName}"`;
  const options = { originalError: original, path, extensions: { ...extensions, serviceName } };
  const definition = errorCodeDef(original);
  if (!definition && extensions?.code) return new GraphQLError(message, options);
  return (definition ?? ERRORS.DOWNSTREAM_SERVICE_ERROR).err(message, options);
};
