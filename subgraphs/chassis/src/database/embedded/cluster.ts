/**
 * What is inside the server: a cluster made by initdb, the superuser `hub`, the database `hub`.
 *
 * The locale is PostgreSQL's own C.UTF-8, so that text sorts the same on every machine. The password is random and
 * asked for even on loopback, because other users of the machine can reach loopback too.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Account } from './account.js';
import type { Home } from './home.js';
import type { EmbeddedLog } from './index.js';
import type { Native } from './native.js';

const major = '18';

export interface ClusterOptions {
  home: Home;
  account: Account;
  native: Native;
  durable: boolean;
  log: EmbeddedLog;
}

/** Makes the cluster when there is none; resolves to its superuser's password. */
export async function createCluster({
  home,
  account,
  native,
  durable,
  log,
}: ClusterOptions): Promise<string> {
  if (existsSync(home.data)) return existingPassword(home);
  const began = Date.now();
  const password = randomBytes(24).toString('base64url');
  // Made aside and renamed at the end: a start that is killed meanwhile leaves nothing that looks like a database.
  const draft = `${home.data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(home.password, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(home.password, password, { mode: 0o600, flag: 'wx' });
  if (account.isOther) for (const path of [draft, home.password]) chownSync(path, account.uid, account.gid);

  const options = [
    '-U',
    'hub',
    '-A',
    'scram-sha-256',
    `--pwfile=${home.password}`,
    '-E',
    'UTF8',
    '--no-instructions',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await run(native.initdb, ['-D', draft, ...options, ...locale, ...(durable ? [] : ['-N'])], account);
  renameSync(draft, home.data);
  log.info(`Made an empty database in ${home.data} (${Date.now() - began} ms).`);
  return password;
}

function existingPassword(home: Home): string {
  const version = readFileSync(join(home.data, 'PG_VERSION'), 'utf8').trim();
  if (version !== major)
    throw new Error(
      `The database in ${home.data} was made by PostgreSQL ${version}, but this is ${major}. Move the folder away to ` +
        `begin empty, or serve it with PostgreSQL ${version} and set DATABASE_URL.`,
    );
  if (!existsSync(home.password))
    throw new Error(`${home.password} is missing: restore it, or move ${home.folder} away to begin empty.`);
  return readFileSync(home.password, 'utf8').trim();
}

/** Creates the database `hub` when it is not there; resolves to its URL. */
export async function ensureDatabase(port: number, password: string): Promise<string> {
  const urlOf = (database: string) => `postgresql://hub:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: urlOf('postgres'), connectionTimeoutMillis: 30_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'hub'`);
    if (rowCount === 0) await client.query('create database hub');
  } finally {
    await client.end();
  }
  return urlOf('hub');
}

/** How a program is started: as the account, from a folder it may be in, knowing nothing of our environment. */
export function spawnOptions(account: Account) {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return { cwd: '/', env, ...(account.isOther ? { uid: account.uid, gid: account.gid } : {}) };
}

function run(program: string, args: string[], account: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...spawnOptions(account),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => (said = (said + String(chunk)).slice(-4_000)));
    child.once('error', (problem) => reject(new Error(`${program} cannot be run: ${problem.message}.`)));
    child.once('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(
            new Error(`Making the embedded database failed (${String(signal ?? code)}): ${said.trim()}`),
          ),
    );
  });
}
