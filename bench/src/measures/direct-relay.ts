/**
 * What the hub adds to a message from one party to another: a Session from a CPO through the hub to an eMSP, and its
 * answer back, beside a bare reverse proxy between the same two. First how long one takes at a modest rate, then how
 * many there are with 32 under way.
 */
import { CPO } from '../documents.js';
import type { HttpRun } from '../load/http.load.js';
import type { Row } from '../report.rules.js';
import type { Stage } from '../stage/stage.js';
import { inTurns, patience_ms, type Measure, type Result } from './measure.js';
import type { Options } from '../options.js';

const PER_SECOND = 100;
const CONCURRENCY = 32;
const PERCENTILES = [0.5, 0.95, 0.99];
const PATH = '/ocpi/2.3.0/receiver/sessions';

export const directRelay = async (
  stage: Stage,
  options: Options,
  scope: AsyncDisposableStack,
): Promise<Result> => {
  const paced = await inTurns(
    'direct-relay',
    relaying('D', (seconds) => ({ seconds, perSecond: PER_SECOND })),
  )(stage, options, scope);
  const full = await inTurns(
    'direct-relay',
    relaying('E', (seconds) => ({ seconds })),
  )(stage, options, scope);
  return {
    rows: [...paced.rows, ...full.rows],
    notes: [addedNote(paced.rows)],
    details: { paced: paced.details, full: full.details },
  };
};

/** `name` begins the ids of the Sessions. */
const relaying =
  (name: string, runOf: (seconds: number) => HttpRun): Measure =>
  async ({ hub, partners, start, counted }, scope) => {
    const proxy = await start(scope, 'proxy-floor', { path: PATH, url: partners.sessionsUrl });
    const loadOn = (origin: string) =>
      start(scope, 'http-load', {
        origin,
        connections: CONCURRENCY,
        headers: partners.push,
        requests: { kind: 'puts', of: 'session', path: `${PATH}/${CPO.country_code}/${CPO.party_id}`, name },
      });
    const [onHub, onProxy] = [await loadOn(hub.origin), await loadOn(proxy.told)];
    const run = (load: typeof onHub, seconds: number) => load.run(runOf(seconds), patience_ms(seconds));
    return {
      percentiles: PERCENTILES,
      hub: { name: 'hub', round: (seconds) => counted(hub.pid, true, () => run(onHub, seconds)) },
      floors: [
        {
          name: 'bare reverse proxy',
          round: (seconds) => counted(proxy.pid, false, () => run(onProxy, seconds)),
        },
      ],
    };
  };

const addedNote = (rows: readonly Row[]): string => {
  const added = rows
    .slice(0, PERCENTILES.length)
    .map(
      ({ measure, value }) => `${(value.hub - value.floor).toFixed(1)} ms at ${measure.split(' ').at(-1)}`,
    );
  return `direct-relay: at ${PER_SECOND} a second the hub adds ${added.join(', ')} to what the reverse proxy takes.`;
};
