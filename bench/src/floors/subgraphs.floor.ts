/** The subgraphs of `engines`, over HTTP, in a process of their own on the hub's database. */
import { createLog } from '@chargesphere/chassis';
import { readConfig, startHub } from '@chargesphere/hub';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Opened } from '../worker/roles.js';
import { idle } from './serve.js';

export interface SubgraphsOptions {
  url: string;
  dataDir: string;
  /** By which engines and subgraphs know each other. */
  secret: string;
}

const NAMES = ['parties', 'locations', 'sessions', 'tariffs', 'billing'];

/** Tells where each is. */
export const openSubgraphServers = async ({
  url,
  dataDir,
  secret,
}: SubgraphsOptions): Promise<Opened<Record<string, string>, null, null>> => {
  const port = await freePort();
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

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
