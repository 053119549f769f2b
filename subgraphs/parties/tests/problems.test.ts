/** What goes wrong with partners, grouped, on real PostgreSQL. */
import type { Caller } from '@chargesphere/schema';
import { legAt, record } from './exchange-legs.js';
import { anonymous, operator, platformCaller, problemOf, World } from './world.js';

const OURS = '0b6cf1c7-6d2a-4b8e-9a3e-0c7d1e2f3a4b';
const THEIRS = '7f1d2c3b-4a59-4867-8776-655443322110';
const HOUR = 3_600_000;

let world: World;
const start = Date.now() - 12 * HOUR;
const at = (hour: number): Date => new Date(start + hour * HOUR);
const failing = [
  { pointer: '/evses/0/uid', code: 'TOO_LONG', message: 'It may have 36 characters.' },
  { pointer: '/evses/3/uid', code: 'TOO_LONG', message: 'It may have 36 characters.' },
  { pointer: '', code: 'RULE', message: 'LOC-022: name what identifies a Token.' },
];
const refused = {
  ...{ platformId: OURS, module: 'locations', ocpi: 2001, violations: failing, violationCount: 3 },
};
const last = legAt(at(5), refused);

beforeAll(async () => {
  world = await World.open();
  await record(
    world,
    legAt(at(0), { platformId: OURS }),
    legAt(at(1), refused),
    last,
    legAt(at(2), {
      ...{ platformId: THEIRS, direction: 'OUT', to: 'DE/EMP', http: null, ocpi: null },
      failure: { kind: 'timeout', message: 'DE/EMP did not answer within 30 s.' },
    }),
    legAt(at(3), { from: null, module: null, http: 401, ocpi: null }),
  );
});
afterAll(() => world.close());

interface Listed {
  items: Record<string, unknown>[];
  total: number;
  next: string | null;
  isComplete: boolean;
}

const problems = async (caller: Caller, filter: object = {}, page: object = {}): Promise<Listed> =>
  (
    await world.ask<{ problems: Listed }>(
      caller,
      `query ($filter: ProblemFilter, $page: PageInput) { problems(filter: $filter, page: $page) {
        items { id party platformId module direction status code pointer message requirement count firstSeen lastSeen
          series exchangeId }
        total next isComplete } }`,
      { filter: { since: at(-1).toISOString(), ...filter }, page },
    )
  ).problems;

it('are grouped by party, module, code and place, what happened last first', async () => {
  const { items, total, next, isComplete } = await problems(operator);
  expect({ total, next, isComplete }).toEqual({ total: 4, next: null, isComplete: true });
  expect(
    items.map(({ party, module, code, pointer, count }) => [party, module, code, pointer, count]).slice(2),
  ).toEqual([
    [null, null, 'HTTP 401', null, 1],
    ['DE/EMP', 'sessions', 'timeout', null, 1],
  ]);
  expect(
    items.slice(0, 2).toSorted((a, b) => (String(a['code']) < String(b['code']) ? -1 : 1)),
  ).toMatchObject([
    { party: 'NL/TNM', code: 'RULE', pointer: '', requirement: 'LOC-022', count: 2 },
    {
      ...{ party: 'NL/TNM', platformId: OURS, module: 'locations', direction: 'IN', status: 'CLIENT_ERROR' },
      ...{ code: 'TOO_LONG', pointer: '/evses/*/uid', message: 'It may have 36 characters.' },
      ...{ requirement: 'TYPE-011', count: 2, exchangeId: last.id },
      ...{ firstSeen: at(1).toISOString(), lastSeen: at(5).toISOString() },
    },
  ]);
});

it('are counted in 24 parts of the time', async () => {
  const { items } = await problems(operator, { code: 'TOO_LONG', until: at(23).toISOString() });
  const series = items[0]?.['series'] as number[];
  expect(series).toHaveLength(24);
  expect([series[2], series[6]]).toEqual([1, 1]);
  expect(series.reduce((sum, count) => sum + count, 0)).toBe(2);
});

it('come in pages without a gap', async () => {
  const ids: unknown[] = [];
  let after: string | null = null;
  do {
    const page: Listed = await problems(operator, { until: at(11).toISOString() }, { limit: 1, after });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null && ids.length < 10);
  expect(new Set(ids).size).toBe(4);
  expect(ids).toHaveLength(4);
});

it.each([
  ['a party', { party: 'de/emp' }, 1],
  ['a platform', { platformId: OURS }, 2],
  ['a module', { module: 'sessions' }, 1],
  ['how it ended', { status: ['NO_ANSWER'] }, 1],
  ['a code', { code: 'HTTP 401' }, 1],
  ['a time', { until: at(1).toISOString() }, 0],
])('are narrowed to %s', async (_, filter, total) => {
  expect((await problems(operator, filter)).items).toHaveLength(total);
});

it('HUB-034 a platform sees its own, nobody any', async () => {
  const { items } = await problems(platformCaller(THEIRS));
  expect(items.map(({ code }) => code)).toEqual(['timeout']);
  expect((await problemOf(problems(anonymous))).code).toBe('UNAUTHENTICATED');
  expect((await problemOf(problems(operator, { since: at(-999).toISOString() }))).code).toBe('INVALID_INPUT');
});
