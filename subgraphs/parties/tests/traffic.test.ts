/** Exchanges counted by party, module and time, on real PostgreSQL. */
import type { Caller } from '@chargesphere/schema';
import { legAt, record } from './exchange-legs.js';
import { anonymous, operator, platformCaller, World } from './world.js';

const OURS = '0b6cf1c7-6d2a-4b8e-9a3e-0c7d1e2f3a4b';
const THEIRS = '7f1d2c3b-4a59-4867-8776-655443322110';

let world: World;
let minute: number;
beforeAll(async () => {
  world = await World.open();
  minute = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;
  const ours = { platformId: OURS, duration_ms: 10 };
  const first = legAt(new Date(minute + 1000), ours);
  await record(
    world,
    first,
    legAt(new Date(minute + 2000), ours),
    legAt(new Date(minute + 62_000), { ...ours, ocpi: 2001, duration_ms: 1000 }),
  );
  const pushed = { platformId: THEIRS, direction: 'OUT', from: 'NL/TNM', to: 'DE/EMP', module: 'cdrs' };
  await record(world, first, legAt(new Date(minute + 3000), pushed));
  await record(
    world,
    legAt(new Date(), { platformId: THEIRS, module: null, from: null, http: null, ocpi: null }),
  );
});
afterAll(() => world.close());

interface Shown {
  cells: Record<string, unknown>[];
  series: Record<string, unknown>[];
  now: Record<string, unknown>;
  isComplete: boolean;
  bucketSeconds: number;
}

const traffic = async (caller: Caller, filter: object = {}, more: object = {}): Promise<Shown> =>
  (
    await world.ask<{ traffic: Shown }>(
      caller,
      `query ($since: DateTime!, $until: DateTime, $buckets: Int!, $filter: TrafficFilter) {
        traffic(since: $since, until: $until, buckets: $buckets, filter: $filter) {
          cells { party platformId module direction count failed p50Ms p95Ms lastAt }
          series { from count failed p95Ms } isComplete bucketSeconds
          now { perSecond count failed failing p95Ms }
        } }`,
      { since: new Date(minute).toISOString(), buckets: 3, filter, ...more },
    )
  ).traffic;

it('counts each leg once, by the party that asked or was asked', async () => {
  const { cells, isComplete } = await traffic(operator);
  expect(isComplete).toBe(true);
  expect(
    cells.map(({ party, module, direction, count, failed }) => [party, module, direction, count, failed]),
  ).toEqual([
    ['NL/TNM', 'sessions', 'IN', 3, 1],
    ['DE/EMP', 'cdrs', 'OUT', 1, 0],
    [null, null, 'IN', 1, 1],
  ]);
  expect(cells[0]).toMatchObject({ platformId: OURS, lastAt: new Date(minute + 62_000).toISOString() });
  expect(cells[0]?.['p50Ms']).toBeGreaterThan(8);
  expect(cells[0]?.['p50Ms']).toBeLessThan(12);
  expect(cells[0]?.['p95Ms']).toBeGreaterThan(700);
});

it('shows them over the time, and the last minute', async () => {
  const until = new Date(minute + 180_000).toISOString();
  const { series, now, bucketSeconds } = await traffic(operator, {}, { until });
  expect(bucketSeconds).toBe(60);
  expect(series.map(({ count, failed }) => [count, failed])).toEqual([
    [3, 0],
    [1, 1],
    [0, 0],
  ]);
  expect(series[2]).toEqual({
    from: new Date(minute + 120_000).toISOString(),
    count: 0,
    failed: 0,
    p95Ms: null,
  });
  expect(now).toMatchObject({ count: 1, failed: 1, failing: 1, p95Ms: 12.5 });
});

it.each([
  ['a party', { party: 'de/emp' }, 1],
  ['a module', { module: 'sessions' }, 1],
  ['a direction', { direction: 'OUT' }, 1],
  ['a platform', { platformId: THEIRS }, 2],
  ['no platform there is', { platformId: 'nobody' }, 0],
])('is narrowed to %s', async (_, filter, cells) => {
  expect((await traffic(operator, filter)).cells).toHaveLength(cells);
});

it('HUB-034 shows a platform its own traffic, and nobody any', async () => {
  const { cells, series, now } = await traffic(platformCaller(OURS));
  expect(cells.map(({ platformId }) => platformId)).toEqual([OURS]);
  expect(series.reduce((sum, { count }) => sum + Number(count), 0)).toBe(3);
  expect(now).toMatchObject({ count: 0, failing: null, p95Ms: null });
  await expect(traffic(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('is forgotten after two days', async () => {
  world.pass(49 * 3_600_000);
  const node = await world.node({ now: () => world.now });
  const rows = await world.rows('select from parties.exchange_minute');
  await node.close();
  expect(rows).toHaveLength(0);
});
