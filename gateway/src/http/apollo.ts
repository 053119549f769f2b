/**
 * Apollo Server as the public HTTP face, with everything that phones home, or answers more than it was asked, off.
 */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import type { ApolloGatewayInterface } from '../execution/executor.js';
import { problemError } from '../execution/faults.js';
import type { GraphContext } from '../execution/graph.request.js';
import { httpError } from './body.js';
import { refusalOf, subscriptionOverHttp, type AccessRules } from './access.js';
import { landingPage } from './landing.js';

export interface ApolloParts {
  gateway: ApolloGatewayInterface;
  access: AccessRules;
  log: Logger;
  document_tokens: number;
  sandboxDocument: string | undefined;
}

export const apolloServer = ({ gateway, access, log, ...options }: ApolloParts): ApolloServer<GraphContext> =>
  new ApolloServer<GraphContext>({
    gateway,
    logger: apolloLog(log),
    // Given, so that NODE_ENV decides nothing behind our back.
    nodeEnv: access.development ? 'development' : 'production',
    // The rule about reading the schema depends on the caller and is ours.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !access.development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: options.document_tokens },
    stopOnTerminationSignals: false,
    // Apollo's word for what our executor has not seen; our callers know INTERNAL. The request id is in a header.
    formatError: (formatted) =>
      formatted.extensions?.code === 'INTERNAL_SERVER_ERROR'
        ? problemError(
            'INTERNAL',
            'Something went wrong inside the hub; tell its operator the X-Request-ID.',
          ).toJSON()
        : formatted,
    plugins: [
      accessPlugin(access),
      landingPage(access.development, options.sandboxDocument),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });

const accessPlugin = (access: AccessRules): ApolloServerPlugin<GraphContext> => ({
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, contextValue }) {
        if (!operation)
          throw httpError(
            400,
            'INVALID_INPUT',
            'Say in operationName which operation of the document to execute.',
          );
        const { principal } = contextValue.request.caller;
        const refusal = refusalOf(document, operation, principal, access) ?? subscriptionOverHttp(operation);
        if (refusal) throw refusal;
      },
    };
  },
});

/** Apollo's libraries announce every start at level info; ours is one line elsewhere. */
export const apolloLog = (log: Logger) => ({
  debug: (message?: unknown) => log.trace(String(message)),
  info: (message?: unknown) => log.debug(String(message)),
  warn: (message?: unknown) => log.warn(String(message)),
  error: (message?: unknown) => log.error(String(message)),
});
