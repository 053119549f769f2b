/**
 * The one place where operations are executed, for HTTP, WebSocket and the direct path alike: the
 * executor of the plans, with our rules around it: errors presented, durations observed.
 *
 * `inner` is anything that takes Apollo's request context: Apollo's own executor, or the one of `plan/`.
 */
import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Observe } from '../options.js';
import { outcomeOf, type Faults } from './faults.js';
import type { GraphContext, GraphRequest } from './graph.request.js';
import type { Operation } from './operation.js';

export type Executor = ApolloGateway['executor'];
export type RequestContext = Parameters<Executor>[0];
export type ApolloGatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

export interface ExecutorRules {
  faults: Faults;
  observe: Observe | undefined;
  development: boolean;
}

export const guardedExecutor =
  (inner: Executor, { faults, observe, development }: ExecutorRules): Executor =>
  async (context) => {
    const { request } = context.context as GraphContext;
    const name = context.operationName ?? undefined;
    const started = performance.now();
    let result: Awaited<ReturnType<Executor>>;
    try {
      result = await inner(context);
    } catch (error) {
      result = { errors: faults.present([error], request.caller, name) };
      observeOperation();
      return result;
    }
    if (result.errors) result = { ...result, errors: faults.present(result.errors, request.caller, name) };
    if (!development) result = withoutCompletionNotes(result);
    observeOperation();
    return result;

    function observeOperation() {
      observe?.({
        what: 'operation',
        via: request.via,
        kind: context.operation.operation,
        name,
        outcome: outcomeOf(result.errors),
        duration_ms: performance.now() - started,
      });
    }
  };

/**
 * Where a subgraph knows nothing of an entity (a session whose location was never sent), a field that cannot be null
 * makes its parent null and the gateway notes each case in the extensions. A help while writing an operation,
 * a hundred lines of noise on a page of a hundred sessions.
 */
export const withoutCompletionNotes = <R extends ExecutionResult>(result: R): R => {
  if (!result.extensions || !('valueCompletion' in result.extensions)) return result;
  const { extensions, ...rest } = result;
  const others = Object.entries(extensions).filter(([key]) => key !== 'valueCompletion');
  return (others.length > 0 ? { ...rest, extensions: Object.fromEntries(others) } : rest) as R;
};

/** Builds what Apollo's executor wants to know of a request that never was one over HTTP. */
export class RequestContexts {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly log: Logger,
    private readonly cache: RequestContext['cache'],
  ) {}

  of(operation: Operation, variables: Record<string, unknown>, request: GraphRequest): RequestContext {
    return {
      request: { variables },
      logger: this.log,
      schema: this.schema,
      schemaHash: '' as RequestContext['schemaHash'],
      context: { request } satisfies GraphContext,
      cache: this.cache,
      queryHash: operation.hash,
      document: operation.document,
      source: '',
      operationName: operation.name ?? null,
      operation: operation.definition,
      metrics: {},
      overallCachePolicy: undefined,
    };
  }
}
