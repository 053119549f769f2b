// The embedded database as its users meet it: starting, stopping, being killed, being in each other's way.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { mayEnter } from './account.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';
import { serversOn } from './leftover.js';
import { packagedNative } from './native.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const asRoot = process.getuid?.() === 0 ? it : it.skip;

let dataDir: string;
const dataOf = (folder: string) => join(realpathSync(join(folder, 'postgres')), 'data');
const start = (folder = dataDir, durable = true) =>
  startEmbeddedPostgres({ dataDir: folder, durable, log: silent });

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chargesphere-embedded-'));
  chmodSync(folder, 0o755); // under root the server is somebody else, who has to pass through
  return folder;
}

async function numbers(server: EmbeddedPostgres, sql: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query<{ number: string }>(sql)).rows.map((row) => Number(row.number));
  } finally {
    await client.end();
  }
}

/** The writer, leading a process group of its own; resolves once it has had this many rows acknowledged. */
async function writer(rows: number, env: NodeJS.ProcessEnv = process.env) {
  const fixture = join(import.meta.dirname, 'writer.fixture.mjs');
  const launcher = join(import.meta.dirname, '../../../dist/src/database/embedded/index.js'); // built before all tests
  const child = spawn(process.execPath, [fixture, launcher, dataDir], {
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledged: number[] = [];
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => (said += String(chunk)));
  const lines = createInterface({ input: child.stdout });
  const isRead = new Promise((resolve) => lines.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.once('close', () => reject(new Error(`The writer ended by itself: ${said}`)));
    lines.on('line', (line) => {
      if (line !== 'started') acknowledged.push(Number(line));
      if (acknowledged.length === rows) resolve();
    });
  });
  return { child, acknowledged, isRead };
}

function killGroup(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  return ended;
}

/** Another process's end is no event here; its absence can only be looked for. */
async function untilNoServer(folder: string) {
  for (let look = 0; look < 500 && serversOn(folder).length > 0; look++) await pause(20);
  return serversOn(folder);
}

describe('the embedded PostgreSQL', () => {
  beforeEach(() => {
    dataDir = emptyFolder();
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 }));

  it('starts from an empty folder and keeps its data across a stop', async () => {
    const first = await start();
    await numbers(first, 'create table kept as select 42 as number');
    await first.stop();
    expect(serversOn(dataOf(dataDir))).toEqual([]);
    const second = await start();
    expect(await numbers(second, 'select number from kept')).toEqual([42]);
    await second.stop();
    await second.stop();
  });

  it('has every acknowledged row after its whole process group is killed, and leaves no server behind', async () => {
    const { child, acknowledged, isRead } = await writer(2_000);
    await killGroup(child);
    await isRead;
    expect(await untilNoServer(dataOf(dataDir))).toEqual([]);
    const again = await start();
    const stored = new Set(await numbers(again, 'select number from written'));
    expect(acknowledged.filter((number) => !stored.has(number))).toEqual([]);
    await again.stop();
  });

  it('has every acknowledged row after the server itself is killed too, and starts at once', async () => {
    const { child, acknowledged, isRead } = await writer(2_000);
    const servers = serversOn(dataOf(dataDir));
    expect(servers.length).toBeGreaterThan(8);
    spawnSync('kill', ['-9', ...servers.map(String)]);
    await killGroup(child);
    const again = await start();
    await isRead;
    const stored = new Set(await numbers(again, 'select number from written'));
    expect(acknowledged.filter((number) => !stored.has(number))).toEqual([]);
    await again.stop();
  });

  it('stops the server that a killed start left running where setpriv is missing', async () => {
    const { child, acknowledged } = await writer(100, { ...process.env, PATH: '/nowhere' });
    const [left] = serversOn(dataOf(dataDir));
    await killGroup(child);
    const again = await start();
    expect(serversOn(dataOf(dataDir))).not.toContain(left);
    const stored = await numbers(again, 'select number from written');
    expect(stored.length).toBeGreaterThanOrEqual(acknowledged.length);
    await again.stop();
  });

  it('starts over a pid file that names a stranger by now', async () => {
    await (await start()).stop();
    writeFileSync(join(dataOf(dataDir), 'postmaster.pid'), `${process.pid}\n${dataOf(dataDir)}\n`);
    await (await start()).stop();
  });

  it('begins again after a start that was killed while it made the database', async () => {
    mkdirSync(join(dataDir, 'postgres', 'data.draft', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'password'), 'half');
    chmodSync(join(dataDir, 'postgres'), 0o711);
    await (await start(dataDir, false)).stop();
  });

  it('refuses data of another PostgreSQL and says what to do', async () => {
    await (await start(dataDir, false)).stop();
    writeFileSync(join(dataOf(dataDir), 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17, but this is 18. Move the folder away');
  });

  it('says to set DATABASE_URL where it has no programs', () => {
    expect(() => packagedNative('win32', 'x64')).toThrow(
      /no embedded PostgreSQL for win32-x64 .*Set DATABASE_URL/,
    );
  });

  asRoot('keeps its data where the server can get to, when only root may enter the data folder', async () => {
    chmodSync(dataDir, 0o700);
    const server = await start(dataDir, false);
    await numbers(server, 'create table kept as select 42 as number');
    await server.stop();
    const link = join(dataDir, 'postgres');
    const far = realpathSync(link);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(far).toMatch(/^\/var\/lib\/chargesphere\/postgres-/);
    const again = await start(dataDir, false);
    expect(await numbers(again, 'select number from kept')).toEqual([42]);
    await again.stop();
    rmSync(far, { recursive: true });
  });
});

describe('a running embedded PostgreSQL', () => {
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    dataDir = emptyFolder();
    server = await start(dataDir, false);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('asks for its password, also on loopback, and keeps it for the owner alone', async () => {
    const stranger = new pg.Client({ connectionString: server.url.replace(/:[^:@]+@/, ':guessed@') });
    await expect(stranger.connect()).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(dataOf(dataDir)).mode & 0o777).toBe(0o700);
  });

  it('sorts text the same on every machine', async () => {
    const sql = `select row_number() over (order by text) as number, text from unnest('{b,B,a,ä,Z}'::text[]) text order by text`;
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    expect((await client.query<{ text: string }>(sql)).rows.map((row) => row.text)).toEqual([
      'B',
      'Z',
      'a',
      'b',
      'ä',
    ]);
    await client.end();
  });

  it('refuses a second start, from here and from another process, and says who has it', async () => {
    await expect(start()).rejects.toThrow(
      `in use by another start (process ${process.pid}). Stop that one first`,
    );
    await expect(writer(1)).rejects.toThrow('in use by another start');
    expect(await numbers(server, 'select 1 as number')).toEqual([1]);
  });

  asRoot('runs as somebody else than root', async () => {
    const [pid] = serversOn(dataOf(dataDir));
    expect(statSync(`/proc/${pid}`).uid).toBe(65_534);
    expect(statSync(dataOf(dataDir)).uid).toBe(65_534);
  });
});

describe('who may enter a folder', () => {
  const account = { uid: 65_534, gid: 65_534, isOther: true };
  it.each([
    ['a stranger where others may', { uid: 0, gid: 0, mode: 0o711 }, true],
    ['a stranger where only the owner may', { uid: 0, gid: 0, mode: 0o700 }, false],
    ['the owner', { uid: 65_534, gid: 0, mode: 0o700 }, true],
    ['the group', { uid: 0, gid: 65_534, mode: 0o710 }, true],
    ['the group where only others may', { uid: 0, gid: 65_534, mode: 0o701 }, false],
  ])('%s', (_who, folder, may) => {
    expect(mayEnter(folder, account)).toBe(may);
  });
});
