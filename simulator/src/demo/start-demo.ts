/**
 * The demo: two CPOs and an eMSP start, register with the hub, push what they have, and then drivers charge.
 * It runs beside the hub and talks to it only over OCPI; a failed call is logged and the demo goes on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '@chargesphere/schema';
import { createCpo, type Cpo } from '../cpo.js';
import { createEmsp, type Emsp } from '../emsp.js';
import type { Invitation } from '../platform/peer.js';
import type { Platform } from '../platform/platform.js';
import type { PlatformOptions } from '../platform/platform.options.js';
import { Attempts, type Log } from './attempts.js';
import { driversOf, type Driver } from './drivers.js';
import { byConnection, byInvitation, join } from './joining.js';
import { finish } from './leftovers.js';
import { locationsOf } from './location.builder.js';
import { groeneStroom, rheinlade, voltage, type Operator } from './operators.js';
import { randomFrom } from './random.js';
import { StateStore } from './state.store.js';
import { tariffsOf } from './tariffs.js';
import { Traffic } from './traffic.js';

export interface DemoOptions {
  /** Gets a TOKEN_A from the hub for a platform of that name. */
  invite: (name: string) => Promise<Invitation>;
  /** Lets the hub register at a platform; used for the eMSP, so that both directions are seen. */
  connect?: (name: string, versionsUrl: string, token: string) => Promise<void>;
  log: Log;
  seed?: number;
  /** Time between two steps of the traffic. */
  tick_ms?: number;
  /** How much faster than ours the drivers' time runs: with 20, forty minutes take two. */
  time_factor?: number;
  mostSessionsAtOnce?: number;
  /** Where credentials and ports are kept; without it every start registers anew. */
  stateDir?: string;
  /** Where the hub's versions are now, in case it moved since the credentials were kept. */
  versionsUrl?: string;
  /** Ends a start under way. */
  signal?: AbortSignal;
}

export interface Demo {
  platforms: { groeneStroom: Cpo; rheinlade: Cpo; voltage: Emsp };
  /** Sessions that run at this moment. */
  readonly sessionsRunning: number;
  stop(): Promise<void>;
}

const DRIVERS = 48;
const PUSHES_AT_ONCE = 4;

/** A platform with the memory of its last run, on its old port when that is free. */
async function opened<P extends Platform>(
  create: (options: Pick<PlatformOptions, 'state' | 'onStateChange' | 'port' | 'journalLimit'>) => Promise<P>,
  memory: StateStore,
): Promise<{ platform: P; hasMoved: boolean; open: Session[] }> {
  const remembered = memory.read();
  const options = {
    journalLimit: 200,
    onStateChange: (state: Platform['state']) => memory.keepPlatform(state),
    ...(remembered && { state: remembered.platform }),
  };
  const platform = await create(options).catch(() => create({ ...options, port: 0 }));
  memory.keepPlatform(platform.state);
  const { port } = platform.state;
  return {
    platform,
    hasMoved: remembered !== undefined && remembered.platform.port !== port,
    open: remembered?.open ?? [],
  };
}

/** Works through a list, a few at once. */
async function each<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: PUSHES_AT_ONCE }, worker));
}

async function stockUp(
  cpo: Cpo,
  operator: Operator,
  seed: number,
  attempts: Attempts,
  log: Log,
): Promise<void> {
  const now = new Date().toISOString();
  // Prices are older than any charge of the demo: one that changed meanwhile would have to be explained.
  const tariffs = tariffsOf(operator, `${now.slice(0, 4)}-01-01T00:00:00Z`);
  const locations = locationsOf(operator, seed, now);
  await each(tariffs, (tariff) => attempts.that('push a tariff', () => cpo.pushTariff(tariff)));
  await each(locations, (location) => attempts.that('push a location', () => cpo.pushLocation(location)));
  log.info(`${cpo.name} pushed ${tariffs.length} tariffs and ${locations.length} locations.`);
}

/** The eMSP pushes its tokens and takes a first full look at the locations (LOC-014). */
async function getReady(emsp: Emsp, drivers: readonly Driver[], attempts: Attempts, log: Log): Promise<void> {
  await each(drivers, ({ token }) => attempts.that('push a token', () => emsp.pushToken(token)));
  const found = await emsp.pull('locations').catch((error: unknown) => {
    log.warn(`${emsp.name} could not read the locations: ${error instanceof Error ? error.message : error}`);
    return [];
  });
  log.info(`${emsp.name} pushed ${drivers.length} tokens and found ${found.length} locations.`);
}

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const {
    log,
    invite,
    connect,
    stateDir,
    versionsUrl,
    seed = 1,
    tick_ms = 2_000,
    time_factor = 20,
  } = options;
  const stopping = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stopping.signal]) : stopping.signal;
  const attempts = new Attempts(log);

  const memories = {
    groeneStroom: new StateStore(stateDir, 'groene-stroom-laden'),
    rheinlade: new StateStore(stateDir, 'rheinlade'),
    voltage: new StateStore(stateDir, 'voltage-mobilite'),
  };
  const [groeneStroomNow, rheinladeNow, voltageNow] = await Promise.all([
    opened((kept) => createCpo({ parties: [groeneStroom], ...kept }), memories.groeneStroom),
    opened((kept) => createCpo({ parties: [rheinlade], ...kept }), memories.rheinlade),
    opened((kept) => createEmsp({ parties: [voltage], ...kept }), memories.voltage),
  ]);
  const platforms = {
    groeneStroom: groeneStroomNow.platform,
    rheinlade: rheinladeNow.platform,
    voltage: voltageNow.platform,
  };

  const joining = { log, versionsUrl, signal };
  const invited = byInvitation(invite);
  // One after the other: what the hub prints about them stays readable.
  await join(platforms.voltage, {
    ...joining,
    hasMoved: voltageNow.hasMoved,
    enrol: connect ? byConnection(connect) : invited,
  });
  for (const { platform, hasMoved } of [groeneStroomNow, rheinladeNow])
    await join(platform, { ...joining, hasMoved, enrol: invited });

  const drivers = driversOf(voltage, DRIVERS, seed + 2, new Date().toISOString());
  await Promise.all([
    stockUp(platforms.groeneStroom, groeneStroom, seed, attempts, log),
    stockUp(platforms.rheinlade, rheinlade, seed + 1, attempts, log),
  ]);
  await getReady(platforms.voltage, drivers, attempts, log);
  for (const { platform, open } of [groeneStroomNow, rheinladeNow])
    for (const session of open) await finish(platform, session, attempts);

  const traffic = new Traffic({
    cpos: [platforms.groeneStroom, platforms.rheinlade],
    drivers,
    random: randomFrom(seed + 3),
    attempts,
    log,
    step_s: (tick_ms * time_factor) / 1000,
    factor: time_factor,
    mostAtOnce: options.mostSessionsAtOnce ?? 12,
    onOpenChange: (cpo, open) =>
      memories[cpo === platforms.rheinlade ? 'rheinlade' : 'groeneStroom'].keepOpen(open),
  });
  for (const cpo of [platforms.groeneStroom, platforms.rheinlade])
    cpo.commander = (command, body) => ({
      response: { result: 'ACCEPTED', timeout: 30 },
      results: [{ result: { result: traffic.obey(cpo, command, body) } }],
    });
  const isRunning = (async () => {
    while (!signal.aborted) {
      await traffic.tick();
      await pause(tick_ms, undefined, { signal }).catch(() => undefined);
    }
  })();
  log.info(
    `The demo runs: up to ${options.mostSessionsAtOnce ?? 12} charges at once, on ${drivers.length} tokens.`,
  );

  return {
    platforms,
    get sessionsRunning() {
      return traffic.count;
    },
    stop: async () => {
      attempts.isSilent = true;
      stopping.abort();
      // Calls under way are cut; charges that run are finished at the next start, from the kept state.
      await Promise.all(Object.values(platforms).map((platform) => platform.close()));
      await isRunning;
    },
  };
}
