/** The command line: `serve`, `invite`, `supergraph`, `help`. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, startEmbeddedPostgres } from '@chargesphere/chassis';
import { printAdministrator, printBanner, printFirstEvents } from './banner.js';
import { ConfigError, readConfig, variables } from './config.js';
import { startHubDemo } from './demo.js';
import { startHub } from './hub.js';
import { inviteAt } from './remote-invite.js';
import { openSubgraphs } from './subgraphs.js';
import { contractOf, writeContract } from './supergraph.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** After this the process ends even if something does not close; requests and handshakes have ten seconds each. */
const STOP_MS = 25_000;

/** A signal to the whole process group comes by several ways, from npm too; later ones are somebody's impatience. */
const SAME_WISH_MS = 1_000;

const help = (): string => `Usage: npm run hub -- <command>

  serve            start the hub (npm start and npm run start:production do)
  invite "<name>"  make an invitation for a partner at the running hub: prints its token A and the versions URL
  supergraph       compose the supergraph anew and write schema/supergraph
  help             this text

Variables of the environment:

${variables.map(({ name, default: fallback, meaning }) => `  ${name.padEnd(29)}${meaning}\n${' '.repeat(31)}Default: ${fallback || 'empty'}`).join('\n')}
`;

const serve = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel, isPretty: config.isDevelopment });
  const hub = await startHub(config, log);
  const leaving = new AbortController();
  let stopDemo: () => Promise<void> = async () => undefined;
  let askedAt: number | undefined;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (askedAt !== undefined) {
      if (Date.now() - askedAt > SAME_WISH_MS) process.exit(1);
      return;
    }
    askedAt = Date.now();
    leaving.abort();
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long; ending now');
      process.exit(1);
    }, STOP_MS).unref();
    try {
      await stopDemo();
      await hub.stop();
      log.info('stopped');
      process.exit(0);
    } catch (error) {
      log.error({ error }, 'stopping failed');
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));

  if (hub.gateway) printBanner(hub, config);
  else if (hub.newAdminKey) say(`Operator API key, shown this once; keep it safe:\n  ${hub.newAdminKey}`);
  if (!hub.gateway) printAdministrator(hub);
  if (config.isDemo) {
    printFirstEvents(hub).catch((error: unknown) =>
      log.warn({ error }, 'the first events could not be shown'),
    );
    const demo = await startHubDemo(hub, config, log, leaving.signal).catch((error: unknown) => {
      if (!leaving.signal.aborted)
        log.error({ error }, 'the demo could not be started; the hub goes on without it');
      return undefined;
    });
    stopDemo = async () => demo?.stop();
    if (leaving.signal.aborted) await demo?.stop();
  }
};

/** Composes on a database of its own, because a subgraph is described by building it. */
const supergraph = async (): Promise<void> => {
  const log = createLog({ level: 'warn', isPretty: true });
  const folder = await mkdtemp(join(tmpdir(), 'chargesphere-'));
  await chmod(folder, 0o755); // PostgreSQL refuses root and works as nobody, who has to get in
  const database = await startEmbeddedPostgres({ dataDir: folder, durable: false, log });
  try {
    const config = readConfig({});
    const secret = Buffer.alloc(32);
    const subgraphs = await openSubgraphs(config, {
      url: database.url,
      secret,
      publicUrl: 'http://localhost',
      log,
    });
    try {
      const files = contractOf(subgraphs.all.values());
      await writeContract(files);
      say(`Wrote ${[...files.keys()].map((name) => `schema/supergraph/${name}`).join(', ')}.`);
    } finally {
      await subgraphs.close();
    }
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

const invite = async (name: string | undefined): Promise<void> => {
  if (!name?.trim()) throw new Error('Say whom to invite: npm run hub -- invite "Name of the partner".');
  const { token, versionsUrl, expiresAt } = await inviteAt(
    readConfig({ ...process.env, HUB_DEMO: 'off' }),
    name.trim(),
  );
  say(`token:       ${token}\nversionsUrl: ${versionsUrl}\nexpiresAt:   ${expiresAt}`);
};

const run = async ([command, argument]: string[]): Promise<void> => {
  switch (command) {
    case 'serve':
      return serve();
    case 'invite':
      return invite(argument);
    case 'supergraph':
      return supergraph();
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return say(help());
    default:
      throw new Error(`There is no command "${command}".\n\n${help()}`);
  }
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  complain(
    error instanceof ConfigError || !(error instanceof Error) || !process.env.HUB_DEBUG
      ? messageOf(error)
      : (error.stack ?? error.message),
  );
  process.exit(1);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const port = 'code' in error && error.code === 'EADDRINUSE';
  if (port)
    return `The port is in use: another hub may be running. Stop it, or choose another with HUB_PORT.`;
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
