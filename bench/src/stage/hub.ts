/**
 * The hub in a process of its own, as in production but empty: an embedded database in a folder that goes with it, a
 * free port, no demo. What it left is removed however the measuring ends.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTime } from './in-time.js';

const ours = fileURLToPath(new URL('../../../..', import.meta.url));

/** Making a database and starting on a busy machine; stopping with a checkpoint. */
const START_MS = 180_000;
const STOP_MS = 30_000;
/** As much of what it says as may explain why it did not start. */
const SAID_CHARACTERS = 4000;

export interface HubUnderTest {
  pid: number;
  /** By address, so that no request looks up a name. */
  origin: string;
  /** Operator. */
  key: string;
  /** Where a second process finds the same database. */
  database: { url: string; pid: number };
  dataDir: string;
}

export const startHub = async (
  scope: AsyncDisposableStack,
  { root = ours, profile }: { root?: string; profile?: string | undefined },
): Promise<HubUnderTest> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chargesphere-bench-'));
  scope.defer(() => removeData(dataDir));
  await chmod(dataDir, 0o755); // PostgreSQL refuses root and works as nobody, who has to get in
  const key = randomBytes(24).toString('base64url');
  const child = spawn(
    process.execPath,
    [...(profile ? ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`] : []), 'scripts/hub.mjs', 'serve'],
    {
      cwd: root,
      env: environment(dataDir, key),
      // A group of its own: a Ctrl-C reaches us, and we end it in order. The channel ends it should we be killed.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  scope.defer(() => stop(child));
  const port = await portOf(child);
  return {
    pid: child.pid ?? 0,
    origin: `http://127.0.0.1:${port}`,
    key,
    database: databaseIn(dataDir),
    dataDir,
  };
};

/** Nothing of the hub somebody may have configured here reaches ours. */
const environment = (dataDir: string, key: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(HUB_|REDIS_URL|DATABASE_URL)/.test(name)),
  ),
  NODE_ENV: 'production',
  HUB_DEMO: 'off',
  HUB_PORT: '0',
  HUB_DATA_DIR: dataDir,
  HUB_ADMIN_KEY: key,
  HUB_ALLOW_PRIVATE_ADDRESSES: 'on', // our partners are on this machine
  HUB_LOG_LEVEL: 'warn',
});

/** The port it says it listens on, when it is ready; else an error with what it said. */
const portOf = async (child: ChildProcess): Promise<string> => {
  let said = '';
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The hub ended at its start (${String(code)}).`);
  });
  const heard = new Promise<string>((found) => {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-SAID_CHARACTERS);
      const port = /http:\/\/localhost:(\d+)\/graphql/.exec(said)?.[1];
      if (port) found(port);
    });
  });
  try {
    return await inTime(START_MS, 'The hub’s start', Promise.race([heard, ended]));
  } catch (cause) {
    throw new Error(`${(cause as Error).message} It said:\n${said}`, { cause });
  }
};

/** The embedded database as its own files describe it. */
const databaseIn = (dataDir: string): HubUnderTest['database'] => {
  const password = readFileSync(join(dataDir, 'postgres', 'password'), 'utf8').trim();
  const [pid, , , port] = readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split(
    '\n',
  );
  return { url: `postgresql://hub:${password}@127.0.0.1:${port}/hub`, pid: Number(pid) };
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await inTime(STOP_MS, 'The hub’s end', ended).catch(() => {
    child.kill('SIGKILL');
    return ended;
  });
};

const removeData = async (dataDir: string): Promise<void> => {
  // Where only root may enter the folder of temporary files, the database is a link to a place of its own.
  const database = await realpath(join(dataDir, 'postgres')).catch(() => undefined);
  for (const folder of [database, dataDir])
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
};
