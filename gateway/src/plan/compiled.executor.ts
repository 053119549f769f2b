/**
 * Executes operations by compiled plans, as an executor of Apollo's gateway interface. Plans are kept as long as
 * their documents are, and documents are kept in bounded caches.
 *
 * What is asked rarely stays with Apollo's executor: reading the schema, and showing a plan.
 */
import { buildOperationContext } from '@apollo/gateway';
import {
  getVariableValues,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Executor, RequestContext } from '../execution/executor.js';
import type { GraphContext } from '../execution/graph.request.js';
import { readsSchema } from '../execution/operation.js';
import type { Source } from '../sources/source.js';
import { CompiledPlan } from './compiled.plan.js';
import type { Planner } from './planner.js';

export interface CompiledExecutorParts {
  /** The public schema; asked for when the first operation comes, because Apollo's gateway has to load it. */
  schema: () => GraphQLSchema;
  planner: Planner;
  sources: ReadonlyMap<string, Source>;
  /** Apollo's, for the rest. */
  apollo: Executor;
  /** Say where null stands for a value that did not fit, and show plans to who asks. */
  development: boolean;
}

interface Ready {
  definition: OperationDefinitionNode;
  plan: CompiledPlan;
}

type Result = Awaited<ReturnType<Executor>>;

export const compiledExecutor = (parts: CompiledExecutorParts): Executor => {
  const { schema, planner, sources, apollo, development } = parts;
  const known = new WeakMap<DocumentNode, Map<string | undefined, Ready>>();

  const prepare = ({ document, request: { operationName } }: RequestContext): Ready => {
    const byName = known.get(document) ?? new Map<string | undefined, Ready>();
    known.set(document, byName);
    let ready = byName.get(operationName);
    if (!ready) {
      const { operation: definition } = buildOperationContext({
        schema: schema(),
        operationDocument: document,
        operationName,
      });
      const { operation, plan } = planner.plan(document, operationName);
      if (plan.node?.kind === 'Subscription')
        throw new Error('Subscriptions are executed event by event; see live/.');
      ready = {
        definition,
        plan: new CompiledPlan(operation, plan.node, { schema: planner.supergraphSchema, sources }),
      };
      byName.set(operationName, ready);
    }
    return ready;
  };

  return async (context) => {
    const { document, request } = context;
    const asksForPlan = development && request.http?.headers.has('apollo-query-plan-experimental');
    if (asksForPlan || readsSchema(document)) return apollo(context);
    const { definition, plan } = prepare(context);
    const variables = request.variables ?? {};
    if (definition.variableDefinitions?.length) {
      const { errors } = getVariableValues(schema(), definition.variableDefinitions, variables);
      if (errors) return { errors };
    }
    const { request: graphRequest } = context.context as GraphContext;
    return (await plan.execute({ request: graphRequest, variables, wantsNotes: development })) as Result;
  };
};
