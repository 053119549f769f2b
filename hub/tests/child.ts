/** A hub, or a part of it, in a process of its own: the built one, started as people start it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = fileURLToPath(new URL('../../scripts/hub.mjs', import.meta.url));

/** A log line, parsed. */
export type Line = Record<string, unknown>;

export interface HubChild {
  pid: number;
  /** Everything it has printed. */
  output(): string;
  /** Resolves with the log line that has these fields, now or when it comes; rejects when the process ends first. */
  line(fields: Line): Promise<Line>;
  /** The same for text that is no log line. */
  text(part: string): Promise<void>;
  /** Its end: `code`, or the signal that ended it. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Sends a signal to the process and all it started. */
  kill(signal: NodeJS.Signals): void;
  /** Ends it the gentle way. */
  stop(): Promise<void>;
}

let isBuilt = false;

/** `npm test` has built everything; a single test run alone may meet an older build. */
const build = (): void => {
  if (isBuilt) return;
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The hub could not be built: ${stderr}`);
  isBuilt = true;
};

/** Only what the test says reaches it: a HUB_ variable of whoever runs the tests must not. */
const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], // a start costs half as much with it
  NODE_ENV: 'production', // log lines as JSON
  HUB_DEMO: 'off',
  ...settings,
});

/** A command of the hub, to its end. */
export const runHub = (args: string[], settings: Record<string, string> = {}) => {
  build();
  return spawnSync(process.execPath, [script, ...args], {
    env: environment(settings),
    encoding: 'utf8',
    timeout: 30_000,
  });
};

/** A command of the hub in a process group of its own; `serve` unless said otherwise. */
export const spawnHub = (settings: Record<string, string>, command = ['serve']): HubChild => {
  build();
  // With a channel to this process it ends when this one does, however it ends.
  const child: ChildProcess = spawn(process.execPath, [script, ...command], {
    env: environment(settings),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const watcher of watchers) watcher();
    });
  const ended = once(child, 'exit').then(
    ([code, signal]) => ({ code, signal }) as Awaited<HubChild['ended']>,
  );

  /** What `find` finds in the output, as soon as it does. */
  const found = <T>(find: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const result = find();
        if (result === undefined) return;
        watchers.delete(look);
        resolve(result);
      };
      watchers.add(look);
      look();
      void ended.then((how) =>
        reject(new Error(`It ended (${JSON.stringify(how)}) before it said ${what}:\n${printed}`)),
      );
    });

  const kill = (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-(child.pid ?? 0), signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // gone already
    }
  };
  return {
    pid: child.pid ?? 0,
    output: () => printed,
    ended,
    kill,
    line: (fields) =>
      found(
        () =>
          linesOf(printed).find((line) =>
            Object.entries(fields).every(([name, value]) => line[name] === value),
          ),
        JSON.stringify(fields),
      ),
    text: (part) => found(() => printed.includes(part) || undefined, part).then(() => undefined),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const { code } = await ended;
      if (code !== 0)
        throw new Error(`It did not stop cleanly (exit code ${code}):\n${printed.slice(-3000)}`);
    },
  };
};

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line);

/** For a hub whose URL has to be known before it listens. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
