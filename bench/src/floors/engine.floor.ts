/**
 * A federation engine before the same subgraphs over HTTP: our gateway as a process of the split hub, or Hive Gateway
 * with its planner in JavaScript or with the one of Hive Router in Rust. Hive asks nobody who asks: every request is
 * signed for the operator, with the ids it came with, as ours is. With `sharing` all are signed alike, and Hive sends
 * equal fetches that are under way at the same time once.
 */
import { callerSignature, createLog, loadSecret } from '@chargesphere/chassis';
import { readConfig, startHub } from '@chargesphere/hub';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Opened } from '../worker/roles.js';
import { idle } from './serve.js';

export interface EngineOptions {
  engine: 'ours' | 'hive' | 'hive-rust';
  sharing: boolean;
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

const startHive = async ({ engine, sharing, urls, dataDir, secret }: EngineOptions): Promise<string> => {
  const { sign } = callerSignature(await loadSecret(secret, dataDir));
  const signed = (ids: MessageIds) => sign({ principal: { kind: 'operator', name: 'bench' }, ...ids });
  // Signed anew when it would soon be too old, and not within one round.
  let shared: { header: string; at: number } | undefined;
  const sharedHeader = (): string => {
    if (!shared || performance.now() - shared.at > SHARED_MS)
      shared = { header: signed({ requestId: 'bench', correlationId: 'bench' }), at: performance.now() };
    return shared.header;
  };
  return openHive({
    urls,
    isRust: engine === 'hive-rust',
    headers: (ids): Record<string, string> =>
      sharing
        ? { 'x-hub-caller': sharedHeader() }
        : {
            'x-hub-caller': signed(ids),
            'x-request-id': ids.requestId,
            'x-correlation-id': ids.correlationId,
          },
  });
};

const SHARED_MS = 10_000;

interface MessageIds {
  requestId: string;
  correlationId: string;
}

interface HiveOptions {
  isRust: boolean;
  urls?: Record<string, string>;
  local?: Record<string, unknown>;
  headers?: (ids: MessageIds) => Record<string, string>;
}

/** Tells where it is. */
export const openHive = async (options: HiveOptions): Promise<string> => {
  const file = createRequire(import.meta.url).resolve('@chargesphere/schema/supergraph/supergraph.graphql');
  const { startHive: start } = (await import(new URL('../../../engines/hive.mjs', import.meta.url).href)) as {
    startHive: (given: HiveOptions & { supergraph: string }) => Promise<string>;
  };
  return start({ supergraph: await readFile(file, 'utf8'), ...options });
};
