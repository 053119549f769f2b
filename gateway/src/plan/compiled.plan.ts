/**
 * A query plan turned into functions, once; executing it then decides nothing that the plan has decided.
 *
 * Apollo's executor reads the plan anew for every request, parses the operation again to shape the response, and asks
 * a schema object for every field of every item. The results are the same: `tests/plan.differential.test.ts` holds
 * the two together over operations nobody would think of.
 */
import { evaluateCondition, type PlanNode } from '@apollo/query-planner';
import type { Operation } from '@apollo/federation-internals';
import { GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { GraphRequest } from '../execution/graph.request.js';
import type { Source } from '../sources/source.js';
import { at, type PlanPath } from './cursor.js';
import { compileFetch, subgraphErrors, type PlanRun } from './fetch.js';
import { mergeInto, type Tree } from './merge.js';
import { compileShape, type ResponseShape } from './response.shape.js';

/** Nothing to wait for gives no promise: most steps of most plans work on data that is there. */
type Step = (run: PlanRun, cursor: unknown) => Promise<void> | undefined;

export interface PlanSources {
  /** Of the supergraph: plans name what the public schema hides. */
  schema: GraphQLSchema;
  sources: ReadonlyMap<string, Source>;
}

export interface Execution {
  request: GraphRequest;
  variables: Record<string, unknown>;
  /** Say what was made null because it did not fit, as the extension `valueCompletion`. */
  wantsNotes: boolean;
}

export class CompiledPlan {
  readonly #step: Step | undefined;
  readonly #shape: ResponseShape;

  constructor(operation: Operation, node: PlanNode | undefined, parts: PlanSources) {
    this.#step = node && compileNode(node, [], operation, parts);
    this.#shape = compileShape(operation);
  }

  /** `before`: what is answered already, by the subgraph of that name; its fields are completed by the plan. */
  async execute(
    { request, variables, wantsNotes }: Execution,
    before?: { result: ExecutionResult; subgraph: string },
  ): Promise<ExecutionResult> {
    const run: PlanRun = { request, variables, data: Object.create(null) as Tree, errors: [] };
    if (before) {
      if (before.result.errors) run.errors.push(...subgraphErrors(before.result.errors, before.subgraph));
      if (before.result.data) mergeInto(run.data, before.result.data);
    }
    await this.#step?.(run, run.data);
    return this.#respond(run, wantsNotes);
  }

  #respond({ data: answered, variables, errors }: PlanRun, wantsNotes: boolean): ExecutionResult {
    try {
      const { data, notes } = this.#shape(answered, variables, wantsNotes && errors.length === 0);
      if (errors.length > 0) return { errors, data };
      return notes.length > 0 ? { extensions: { valueCompletion: notes }, data } : { data };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      if (!(error instanceof Error)) throw error;
      return { errors: [new GraphQLError(error.message, { originalError: error })] };
    }
  }
}

const compileNode = (node: PlanNode, path: PlanPath, operation: Operation, parts: PlanSources): Step => {
  switch (node.kind) {
    case 'Sequence': {
      const steps = node.nodes.map((each) => compileNode(each, path, operation, parts));
      return async (run, cursor) => {
        for (const step of steps) await step(run, cursor);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((each) => compileNode(each, path, operation, parts));
      return async (run, cursor) => {
        await Promise.all(steps.map((step) => step(run, cursor)));
      };
    }
    case 'Flatten': {
      const step = compileNode(node.node, [...path, ...node.path], operation, parts);
      return (run, cursor) => {
        const found = at(cursor, node.path);
        return found === undefined || found === null ? undefined : step(run, found);
      };
    }
    case 'Fetch':
      return compileFetch(parts.schema, parts.sources, node, path);
    case 'Condition': {
      const [then, otherwise] = [node.ifClause, node.elseClause].map(
        (clause) => clause && compileNode(clause, path, operation, parts),
      );
      return (run, cursor) =>
        (evaluateCondition(node, operation.variableDefinitions, run.variables) ? then : otherwise)?.(
          run,
          cursor,
        );
    }
    case 'Defer':
      throw new Error('@defer support is not available in the gateway');
  }
};
