/**
 * Apollo Server executes what came in over HTTP and was admitted, with everything that phones home, or answers more
 * than it was asked, off. What is parsed and checked already is given to it as its document store, so that no document
 * is parsed twice; its own web face stays unused, because the gate before it is the WebSocket's too.
 */
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { ApolloGatewayInterface } from '../execution/executor.js';
import { problemError } from '../execution/faults.js';
import type { GraphContext, GraphRequest } from '../execution/graph.request.js';
import type { Operation, Operations } from '../execution/operation.js';
import type { Answer } from './answer.js';

export interface ApolloParts {
  gateway: ApolloGatewayInterface;
  operations: () => Operations;
  development: boolean;
  log: Logger;
}

export const apolloServer = ({ gateway, operations, development, log }: ApolloParts) =>
  new ApolloServer<GraphContext>({
    gateway,
    logger: apolloLog(log),
    // Given, so that NODE_ENV decides nothing behind our back.
    nodeEnv: development ? 'development' : 'production',
    // The rules about reading the schema depend on the caller and are the gate's.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    // Both are the gate's as well, for either door.
    csrfPrevention: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    documentStore: {
      // Its keys are the schema's hash, a colon and the hash of the text: the one an operation has.
      get: async (key) => operations().ofHash(key.slice(key.lastIndexOf(':') + 1))?.document,
      set: async () => undefined,
      delete: async () => false,
    },
    // Apollo's word for what our executor has not seen; our callers know INTERNAL. The request id is in a header.
    formatError: (formatted) =>
      formatted.extensions?.code === 'INTERNAL_SERVER_ERROR'
        ? problemError(
            'INTERNAL',
            'Something went wrong inside the hub; tell its operator the X-Request-ID.',
          ).toJSON()
        : formatted,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });

const NO_HEADERS = new HeaderMap();
/** Apollo's executor shows its plan to whoever sends this header, in development. */
const PLAN_HEADER = 'apollo-query-plan-experimental';

export const executeByApollo = async (
  server: ApolloServer<GraphContext>,
  operation: Operation,
  variables: Record<string, unknown>,
  request: GraphRequest,
  wantsPlan: boolean,
): Promise<Answer> => {
  const headers = wantsPlan ? new HeaderMap([[PLAN_HEADER, '1']]) : NO_HEADERS;
  const { body } = await server.executeOperation(
    {
      query: operation.source,
      ...(operation.name === undefined ? {} : { operationName: operation.name }),
      variables,
      http: { method: 'POST', headers, search: '', body: undefined },
    },
    { contextValue: { request } },
  );
  if (body.kind === 'single') return body.singleResult as ExecutionResult;
  throw new Error('The gateway answers in one piece.');
};

/** Apollo's libraries announce every start at level info; ours is one line elsewhere. */
export const apolloLog = (log: Logger) => ({
  debug: (message?: unknown) => log.trace(String(message)),
  info: (message?: unknown) => log.debug(String(message)),
  warn: (message?: unknown) => log.warn(String(message)),
  error: (message?: unknown) => log.error(String(message)),
});
