/**
 * Clears up after a start that died. Its server gets a signal when its parent dies and ends by itself, but may still
 * be at it, and where setpriv is missing it lives on. Nobody else holds the folder: the claim has been taken before.
 *
 * Servers are found by what they are, not by the number in postmaster.pid, which may be somebody else's by now:
 * the program is `postgres` and it works in our data folder. That finds the orphaned children of a killed one too.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedLog } from './index.js';

const patience: readonly { signal: NodeJS.Signals; seconds: number }[] = [
  { signal: 'SIGINT', seconds: 30 }, // a fast shutdown: clean
  { signal: 'SIGQUIT', seconds: 5 }, // an immediate one: the next start recovers
  { signal: 'SIGKILL', seconds: 5 },
];

/** Ends every server that still works on the data folder, and removes its pid file when it left one. */
export async function stopLeftover(dataFolder: string, log: Pick<EmbeddedLog, 'info'>): Promise<void> {
  if (!existsSync(dataFolder)) return;
  const folder = realpathSync(dataFolder);
  for (const { signal, seconds } of patience) {
    const left = serversOn(folder);
    if (left.length === 0) break;
    log.info(`An earlier start left its PostgreSQL running (process ${left.join(', ')}); stopping it first.`);
    await endWithin(folder, signal, seconds);
  }
  const left = serversOn(folder);
  if (left.length > 0)
    throw new Error(
      `PostgreSQL of an earlier start does not end: stop process ${left.join(', ')}, then start again.`,
    );
  // The dead server's number may now be a zombie's (a lazy PID 1) or a stranger's; PostgreSQL would take either
  // for a live server and refuse to start.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

async function endWithin(folder: string, signal: NodeJS.Signals, seconds: number): Promise<void> {
  // Only the first process is the server; its children end with it. Without it, the children are told themselves.
  const server = Number(firstLine(join(folder, 'postmaster.pid')));
  const all = serversOn(folder);
  for (const pid of all.includes(server) && signal !== 'SIGKILL' ? [server] : all) kill(pid, signal);
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await pause(20))
    if (serversOn(folder).length === 0) return;
}

/** Process ids of live PostgreSQL programs that work in this folder. A zombie has no program, so it is not one. */
export function serversOn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && isPostgres(entry) && linkOf(entry, 'cwd') === folder)
    .map(Number);
}

function isPostgres(pid: string): boolean {
  // The kernel adds a word when the file was replaced, as a fresh `npm ci` does.
  return basename(linkOf(pid, 'exe').replace(/ \(deleted\)$/, '')) === 'postgres';
}

function linkOf(pid: string, name: 'exe' | 'cwd'): string {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return ''; // ended meanwhile, or another user's: not ours either way
  }
}

function firstLine(file: string): string {
  return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[0] ?? '') : '';
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ESRCH') throw problem; // gone already is what we want
  }
}
