/**
 * The running server. It is a process group of its own, so that a Ctrl-C reaches the hub alone and the hub can drain
 * before its database goes; and it asks the kernel for a SIGINT (a clean shutdown) on the death of its parent, so
 * that even a hub ended by SIGKILL leaves no server behind.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, constants, existsSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnOptions, type ClusterOptions } from './cluster.js';

export interface Server {
  port: number;
  stop(): Promise<void>;
}

/** Recovery after a crash replays at most a gigabyte of log; longer than this is something else. */
const startPatience_ms = 120_000;
const logLimit_bytes = 1_000_000;

/** Starts the server and waits until it takes connections. */
export async function launch(options: ClusterOptions): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return await launchOn(port, options);
    } catch (problem) {
      // Between finding the port free and binding it, another program may have taken it.
      if (attempt === 3 || !/could not bind|could not create any TCP/.test(String(problem))) throw problem;
    }
  }
}

async function launchOn(
  port: number,
  { home, account, native, durable, log }: ClusterOptions,
): Promise<Server> {
  const output = openLog(home.log);
  const [program, ...args] = tiedToUs([native.postgres, '-D', home.data, ...settings(port, durable)]);
  const child = spawn(program, args, {
    ...spawnOptions(account),
    detached: true,
    // Straight to a file: through a pipe, a busy hub would make the server wait.
    stdio: ['ignore', output.file, output.file],
  });
  closeSync(output.file);
  let isStopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (problem) => resolve(problem.message));
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
  });
  try {
    await ready(child, ended, join(home.data, 'postmaster.pid'));
  } catch (problem) {
    await endBy(child, ended, [['SIGQUIT', 10_000], ['SIGKILL', 10_000]]); // prettier-ignore
    const said = readFileSync(home.log).subarray(output.start).toString('utf8').trim();
    const why = (problem as Error).message;
    throw new Error(`The embedded PostgreSQL did not start: ${why}\n${said.slice(-4_000)}`, {
      cause: problem,
    });
  }
  child.unref(); // a program that forgets to stop it can end all the same, and the server with it
  void ended.then((how) => {
    if (!isStopping)
      log.error(
        `The embedded PostgreSQL ended by itself (${how}); ${home.log} says why. Start the hub again.`,
      );
  });
  return {
    port,
    async stop() {
      isStopping = true;
      child.ref();
      await endBy(child, ended, [['SIGINT', 60_000], ['SIGQUIT', 10_000], ['SIGKILL', 10_000]]); // prettier-ignore
    },
  };
}

/** Waits for the word `ready`, which PostgreSQL writes into the eighth line of its pid file. */
async function ready(child: ChildProcess, ended: Promise<string>, pidFile: string): Promise<void> {
  let end: string | undefined;
  void ended.then((how) => (end = how));
  for (const latest = Date.now() + startPatience_ms; Date.now() < latest; await pause(5)) {
    if (end !== undefined) throw new Error(`it ended (${end}).`);
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return;
  }
  throw new Error(`it was not ready after ${startPatience_ms / 1_000} seconds.`);
}

type Signals = readonly (readonly [signal: NodeJS.Signals, patience_ms: number])[];

/** Sends each signal in turn until the server has ended. */
async function endBy(child: ChildProcess, ended: Promise<string>, signals: Signals): Promise<void> {
  for (const [signal, patience_ms] of signals) {
    child.kill(signal);
    const timer = new AbortController();
    const late = pause(patience_ms, true, { signal: timer.signal }).catch(() => true);
    const isLate = await Promise.race([ended.then(() => false), late]);
    timer.abort();
    if (!isLate) return;
  }
}

/** Wraps the command so that the kernel tells the server of our death; elsewhere the next start stops what is left. */
function tiedToUs(command: [string, ...string[]]): [string, ...string[]] {
  const tie = ['--pdeathsig', 'INT'];
  const isThere = spawnSync('setpriv', [...tie, 'true'], { stdio: 'ignore' }).status === 0;
  return isThere ? ['setpriv', ...tie, ...command] : command;
}

/** A server that ends with what it was started for, such as a run of tests, needs neither safety nor upkeep. */
const SHORT_LIVED = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  jit: 'off',
};

function settings(port: number, durable: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    dynamic_shared_memory_type: 'mmap', // a container's /dev/shm is 64 MB
    log_min_messages: 'log', // starts, stops and crashes; what a query did wrong is told to whoever sent it
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : SHORT_LIVED),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The log is begun anew when it has grown; never through a link, which another user might have put there. */
function openLog(path: string): { file: number; start: number } {
  const { O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW } = constants;
  const file = openSync(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
  if (fstatSync(file).size > logLimit_bytes) ftruncateSync(file);
  return { file, start: fstatSync(file).size };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
