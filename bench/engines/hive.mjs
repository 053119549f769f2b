// Hive Gateway before given subgraphs, for `npm run bench -- --only engines`. Plain JavaScript outside the sources: its
// packages are for development only and belong to the repository, not to the bench that is built.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';

/**
 * Tells where it answers. Subgraphs are at `urls`, or `local` has an executor for each in this process. `headers` says
 * what is sent to them for a request with these ids.
 */
export const startHive = async ({ supergraph, urls = {}, local, isRust, headers }) => {
  const runtime = createGatewayRuntime({
    supergraph,
    transportEntries: Object.fromEntries(
      Object.entries(urls).map(([name, location]) => [name, { location }]),
    ),
    // What its package for HTTP does, which comes with the command line only.
    transports: {
      http: {
        getSubgraphExecutor: ({ transportEntry, subgraphName, fetch }) =>
          local?.[subgraphName.toLowerCase()] ??
          buildHTTPExecutor({ endpoint: transportEntry.location, fetch }),
      },
    },
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) =>
        headers?.({
          requestId: request.headers.get('x-request-id') ?? 'none',
          correlationId: request.headers.get('x-correlation-id') ?? 'none',
        }),
    },
    maskedErrors: false,
    logging: false,
    ...(isRust ? { unifiedGraphHandler } : {}),
  });
  const server = createServer(runtime).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
};
