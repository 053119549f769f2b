/**
 * A real Redis server for a test. On a machine without one (Debian: redis-server) the tests that need it are skipped,
 * and say so.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** `describe`, or its skipping with the reason in the title. */
export const withRedis = (title: string, tests: () => void): void =>
  (hasRedis ? describe : describe.skip)(
    `${title}${hasRedis ? '' : ' (skipped: there is no redis-server on this machine)'}`,
    tests,
  );

/** Resolves when it accepts connections. */
export const startRedis = async (port: number): Promise<ChildProcess> => {
  const server = spawn('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1']);
  for await (const chunk of server.stdout) if (String(chunk).includes('Ready to accept')) break;
  server.stdout.resume();
  return server;
};

/** As if its machine had lost power. */
export const endRedis = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
};
