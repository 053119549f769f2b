/** The subgraphs of `engines`, over HTTP, in a process of their own on the hub's database. */
import { createLog } from '@chargesphere/chassis';
import { readConfig, startHub } from '@chargesphere/hub';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Opened } from '../worker/roles.js';
import { rememberAnswers } from './remembered.js';
import { idle } from './serve.js';

export interface SubgraphsOptions {
  url: string;
  dataDir: string;
  /** By which engines and subgraphs know each other. */
  secret: string;
  /** Answers of the database are kept in memory (`remembered.ts`). */
  remembers: boolean;
}

const NAMES = ['parties', 'locations', 'sessions', 'tariffs', 'billing'];

/** Tells where each is. */
export const openSubgraphServers = async ({
  url,
  dataDir,
  secret,
  remembers,
}: SubgraphsOptions): Promise<Opened<Record<string, string>, null, null>> => {
  if (remembers) rememberAnswers();
  const port = await freePorts(NAMES.length);
  const config = readConfig({
    NODE_ENV: 'production',
    DATABASE_URL: url,
    HUB_DATA_DIR: dataDir,
    HUB_SECRET_KEY: secret,
    HUB_PUBLIC_URL: 'http://localhost',
    HUB_PARTS: NAMES.join(','),
    HUB_PORT: String(port),
  });
  await startHub(config, createLog({ level: 'error', isPretty: false }));
  // The first takes the port, each further one the next.
  const urls = NAMES.map((name, i) => [name, `http://127.0.0.1:${port + i}/graphql`]);
  return { told: Object.fromEntries(urls) as Record<string, string>, run: idle };
};

/** The first of as many free ports in a row. */
const freePorts = async (count: number): Promise<number> => {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await listens(0);
    if (first === undefined) continue;
    let isFree = true;
    for (let next = first + 1; isFree && next < first + count; next++)
      isFree = (await listens(next)) !== undefined;
    if (isFree) return first;
  }
  throw new Error(`There are no ${count} free ports in a row.`);
};

/** The port, if it could be listened on. */
const listens = async (wanted: number): Promise<number | undefined> => {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  server.once('error', () => resolve(undefined));
  server.listen(wanted, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  const port = await promise;
  if (port === undefined) return undefined;
  server.close();
  await once(server, 'close');
  return port;
};
