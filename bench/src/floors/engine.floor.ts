/**
 * A federation engine before the same subgraphs over HTTP: our gateway as a process of the split hub, or Hive Gateway
 * with its planner in JavaScript or with the one of Hive Router in Rust. Hive asks nobody who asks: every request is
 * signed for the operator.
 */
import { createServer } from 'node:http';
import { callerSignature, createLog, loadSecret } from '@chargesphere/chassis';
import { readConfig, startHub } from '@chargesphere/hub';
import { createGatewayRuntime, type GatewayConfigSupergraph } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildHTTPExecutor, type AsyncFetchFn } from '@graphql-tools/executor-http';
import type { Executor } from '@graphql-tools/utils';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Opened } from '../worker/roles.js';
import { idle } from './serve.js';

export interface EngineOptions {
  engine: 'ours' | 'hive' | 'hive-rust';
  /** Of the subgraphs, by name. */
  urls: Record<string, string>;
  database: string;
  dataDir: string;
  /** By which engines and subgraphs know each other. */
  secret: string;
}

/** Tells where /graphql is. */
export const openEngine = async (options: EngineOptions): Promise<Opened<string, null, null>> => ({
  told: options.engine === 'ours' ? await startOurs(options) : await startHive(options),
  run: idle,
});

const startOurs = async ({ urls, database, dataDir, secret }: EngineOptions): Promise<string> => {
  const config = readConfig({
    NODE_ENV: 'production',
    DATABASE_URL: database,
    HUB_DATA_DIR: dataDir,
    HUB_SECRET_KEY: secret,
    HUB_PUBLIC_URL: 'http://localhost',
    HUB_PARTS: 'gateway',
    HUB_SUBGRAPH_URLS: Object.entries(urls)
      .map(([name, url]) => `${name}=${url}`)
      .join(','),
    HUB_PORT: '0',
  });
  const { port } = await startHub(config, createLog({ level: 'error', isPretty: false }));
  return `http://127.0.0.1:${port}`;
};

const startHive = async ({ engine, urls, dataDir, secret }: EngineOptions): Promise<string> => {
  const { sign } = callerSignature(await loadSecret(secret, dataDir));
  const ids = { requestId: 'bench', correlationId: 'bench' };
  const file = createRequire(import.meta.url).resolve('@chargesphere/schema/supergraph/supergraph.graphql');
  const config: GatewayConfigSupergraph = {
    supergraph: await readFile(file, 'utf8'),
    transportEntries: Object.fromEntries(
      Object.entries(urls).map(([name, location]) => [name, { location }]),
    ),
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
    propagateHeaders: {
      fromClientToSubgraphs: () => ({
        'x-hub-caller': sign({ principal: { kind: 'operator', name: 'bench' }, ...ids }),
      }),
    },
    logging: false,
    ...(engine === 'hive-rust' ? { unifiedGraphHandler } : {}),
  };
  const runtime = createGatewayRuntime(config);
  const server = createServer((request, response) => void runtime(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
