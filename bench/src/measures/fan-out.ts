/**
 * From the push of a Session to its event at every socket that watches its Location, joined with the Location's name:
 * 200 pushes a second, over a thousand and over ten thousand open sockets, beside a bare server that only sends on.
 */
import { CPO } from '../documents.js';
import type { Options } from '../options.js';
import { residentOf } from '../stage/memory.js';
import type { Stage } from '../stage/stage.js';
import { inTurns, patience_ms, type Measure, type Result } from './measure.js';

const SIZES = [1_000, 10_000];
const PER_SECOND = 200;
/** Ten thousand handshakes. */
const OPEN_MS = 180_000;

export const fanOut = async (stage: Stage, options: Options): Promise<Result> => {
  const results: Result[] = [];
  for (const sockets of SIZES) {
    // Each size has its sockets for itself.
    await using scope = new AsyncDisposableStack();
    const notes: string[] = [];
    const result = await inTurns(`fan-out ${sockets}`, over(sockets, notes))(stage, options, scope);
    results.push({ ...result, notes });
  }
  return {
    rows: results.flatMap(({ rows }) => rows),
    notes: results.flatMap(({ notes = [] }) => notes),
    details: results.map(({ details }) => details),
  };
};

const over =
  (sockets: number, notes: string[]): Measure =>
  async ({ hub, partners, start, counted }, scope) => {
    const before = residentOf(hub.pid);
    const began = performance.now();
    const path = `ocpi/2.3.0/receiver/sessions/${CPO.country_code}/${CPO.party_id}`;
    const options = { key: hub.key, sockets, headers: partners.push };
    const onHub = await start(
      scope,
      'sockets-load',
      {
        ...options,
        url: `${hub.origin.replace('http', 'ws')}/graphql`,
        sessionsUrl: `${hub.origin}/${path}`,
      },
      OPEN_MS,
    );
    const after = residentOf(hub.pid);
    if (before !== undefined && after !== undefined)
      notes.push(
        `fan-out: ${sockets} sockets were open and watching after ${((performance.now() - began) / 1000).toFixed(0)} s; ` +
          `the hub grew by ${((after - before) / 1024 / sockets).toFixed(1)} kB for each.`,
      );
    const floor = await start(scope, 'sockets-floor', null);
    const onFloor = await start(
      scope,
      'sockets-load',
      { ...options, url: `ws://${floor.told}`, sessionsUrl: `http://${floor.told}/${path}` },
      OPEN_MS,
    );
    const pace = (seconds: number) => ({ seconds, perSecond: PER_SECOND });
    return {
      hub: {
        name: 'hub',
        round: (seconds) => counted(hub.pid, true, () => onHub.run(pace(seconds), patience_ms(seconds))),
      },
      floors: [
        {
          name: 'bare WebSockets',
          round: (seconds) =>
            counted(floor.pid, false, () => onFloor.run(pace(seconds), patience_ms(seconds))),
        },
      ],
    };
  };
