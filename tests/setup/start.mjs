// Before all tests: one PostgreSQL for the run. The embedded one, without syncing, unless TEST_DATABASE_URL names a
// server (as superuser, or as a role that may create databases): PostgreSQL 15 is supported and tested that way.
// Node runs this file as it stands, so it uses the built launcher, and builds it when it is missing or old.
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const launcher = join(root, 'subgraphs/chassis/dist/src/database/embedded/index.js');

const prefix = 'chargesphere-test-';
const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

export default async function start() {
  process.env.TEST_RUN = `${process.pid}x${Date.now().toString(36)}`; // in the names of its databases
  // Also for the tests of the launcher itself. The build writes only what changed: a few milliseconds when nothing did.
  const build = spawnSync(process.execPath, ['scripts/build.mjs', 'subgraphs/chassis'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (build.status !== 0)
    throw new Error('The database launcher could not be built; the lines above say why.');
  // Processes that tests start load what an earlier one has compiled.
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/compiled');
  if (process.env.TEST_DATABASE_URL) {
    process.env.TEST_PG_ADMIN_URL = process.env.TEST_DATABASE_URL;
    return;
  }
  const { startEmbeddedPostgres } = await import(launcher);
  removeAbandoned();
  const dataDir = mkdtempSync(join(dataFolder(), `${prefix}${process.pid}-`));
  chmodSync(dataDir, 0o711); // under root the server is another user, who has to pass through
  const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log });
  process.env.TEST_PG_ADMIN_URL = server.url;
  // Teardown runs in this same process, where process.env can carry no objects.
  globalThis.testDatabase = { server, dataDir };
}

/** In memory where there is room: a run makes and drops hundreds of databases of a thousand files each. */
function dataFolder() {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir(); // no such folder here
  }
}

/** A run that was interrupted could not remove its data; its server ended with it. */
function removeAbandoned() {
  for (const folder of new Set([tmpdir(), dataFolder()]))
    for (const name of readdirSync(folder)) {
      const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
      if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
    }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (problem) {
    return problem.code === 'EPERM'; // another user's, so alive
  }
}
