// Crawls of OCPI's lists: pages that go on by position, whatever comes, changes or goes meanwhile.
import type { Pool } from 'pg';
import { DocumentStore, windowOf, type DocumentPage, type DocumentWindow } from '../src/index.js';
import { PageEnds } from '../src/store/page-ends.js';
import { Totals } from '../src/store/totals.js';
import { operator, platform, problemOf, shown, thing, thingKind, World, type Thing } from './world.js';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const emp = platform('EMSP DE/EMP');
const put = (id: string, difference: Partial<Thing> = {}) =>
  world.node.things.put(operator, thing(id, difference));
const fill = async (count: number) => {
  for (let i = 0; i < count; i += 1) await put(`t${i}`);
};
const page = (difference: Partial<DocumentWindow> = {}, caller = operator): Promise<DocumentPage> =>
  windowOf(world.node.things, caller, { offset: 0, limit: 4, ...difference });
const ids = ({ items }: DocumentPage) => items.map((item) => shown(item).id);
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `t${from + i}`);
/** What is known of a list before a page of it is asked. */
const forgetful = () => new DocumentStore(thingKind, world.node.pool, world.node.outbox);

/** Follows cursors, or makes each next window of offset, limit and filters alone as some crawlers do. */
const crawl = async (
  by: 'cursor' | 'offset',
  filters: Partial<DocumentWindow> = {},
  between: (pages: number) => unknown = () => undefined,
): Promise<string[]> => {
  const seen: string[] = [];
  let next: string | null | undefined;
  for (let offset = 0; ; offset += 4) {
    const answer = await page({ ...filters, offset, ...(by === 'cursor' && { after: next ?? null }) });
    seen.push(...ids(answer));
    next = answer.next;
    if (!next) return seen;
    await between(offset / 4 + 1);
  }
};

describe.each(['cursor', 'offset'] as const)('a crawl by %s', (by) => {
  it('TRN-039 TRN-042 sees every document once, in the order of creation, and ends', async () => {
    await fill(12);
    expect(await crawl(by)).toEqual(names(0, 12));
    await put('t12');
    expect(await crawl(by)).toEqual(names(0, 13));
    expect(await crawl(by, { dateFrom: '2026-01-01T00:00:00Z' })).toEqual(names(0, 13));
  });

  it('TRN-039 TRN-040 neither loses nor repeats what is pushed meanwhile', async () => {
    await fill(10);
    const seen = await crawl(by, {}, async (pages) => {
      await put(`t${9 + pages}`);
      for (const id of ['t0', 't5', 't9']) await put(id, { last_updated: `2026-06-0${pages}T00:00:00Z` });
    });
    expect(seen).toEqual(names(0, 12));
  });

  it('TRN-039 loses nothing when documents before its place are withdrawn', async () => {
    await fill(12);
    const seen = await crawl(by, {}, (pages) => world.node.things.remove(operator, `NL/TNM/t${pages - 1}`));
    expect(seen).toEqual(names(0, 12));
    // and the next crawl begins anew, with what is left
    expect(await crawl(by)).toEqual(names(2, 12));
  });

  it('TRN-036 a document that moves out of the window of time is missed by this crawl only', async () => {
    await fill(10);
    const dateTo = '2026-06-01T00:00:00Z';
    const move = () => put('t0', { last_updated: dateTo });
    expect(await crawl(by, { dateTo }, move)).toEqual(names(0, 10));
    expect(await crawl(by, { dateFrom: dateTo })).toEqual(['t0']);
  });
});

it('TRN-037 pages by cursor equal pages by offset', async () => {
  await fill(11);
  for (const filters of [{}, { dateFrom: '2026-05-01T00:00:00Z' }, { dateTo: '2026-05-02T00:00:00Z' }]) {
    let after: string | null | undefined;
    for (let offset = 0; offset < 11; offset += 4) {
      const byCursor = await page({ ...filters, offset, after: after ?? null });
      const counted = await windowOf(forgetful(), operator, { ...filters, offset, limit: 4 });
      expect(ids(byCursor)).toEqual(ids(counted));
      expect(byCursor.next).toEqual(counted.next);
      after = byCursor.next;
    }
  }
});

it('TRN-049 refuses a cursor of other filters and a forged one', async () => {
  await fill(6);
  const { next } = await page();
  const [seq = '', , sum = ''] = (next ?? '').split('.');
  const refused: Partial<DocumentWindow>[] = [
    { after: next ?? '', dateFrom: '2026-01-01T00:00:00Z' },
    { after: `${BigInt(seq) + 1n}.4.${sum}` },
    { after: `${seq}.0.${sum}`, offset: 0 },
    { after: 'nonsense' },
    { after: "1' or true --" },
  ];
  for (const window of refused)
    expect(await problemOf(page({ offset: 4, ...window }))).toMatchObject({ code: 'INVALID_INPUT' });
  expect(
    await problemOf(
      windowOf(world.node.things, operator, { offset: 4, limit: 4, after: next ?? '' }, 'NL/TNM'),
    ),
  ).toMatchObject({ code: 'INVALID_INPUT' });
});

it('TRN-047 a client that lowers the offset of a link gets the documents from there', async () => {
  await fill(10);
  const { next } = await page();
  expect(ids(await page({ offset: 3, after: next ?? '' }))).toEqual(names(3, 7));
});

it('a cursor shows nobody more than they may see', async () => {
  await fill(6);
  await world.node.things.put(operator, thing('direct'), 'FR/OTH');
  const { next } = await page();
  const hidden = windowOf(world.node.things, platform('CPO BE/BEC'), {
    offset: 4,
    limit: 4,
    after: next ?? '',
  });
  expect(ids(await hidden)).toEqual([]);
  expect(ids(await page({ offset: 4, after: next ?? '' }, emp))).toEqual(['t4', 't5']);
});

it('two crawls of one list by offset at once lose nothing', async () => {
  await fill(10);
  await page();
  await world.node.things.remove(operator, 'NL/TNM/t0');
  const second = await page();
  expect(ids(second)).toEqual(names(1, 5));
  // The first goes on where it was; the second one sees t4 again.
  expect(ids(await page({ offset: 4 }))).toEqual(names(4, 8));
});

it('a page by cursor touches its own rows only, through the index of positions', async () => {
  await world.node.pool.query(`
    insert into things.thing (ref, owner, last_updated, payload)
    select 'NL/TNM/X' || n, 'NL/TNM', timestamptz '2026-05-01' + n * interval '1 second',
      jsonb_build_object('country_code', 'NL', 'party_id', 'TNM', 'id', 'X' || n)
    from generate_series(1, 20000) n`);
  await world.node.pool.query('vacuum analyze things.thing');
  const asked: { text: string; values: unknown[] }[] = [];
  const watched = new Proxy(world.node.pool, {
    get: (pool, name) =>
      name === 'query'
        ? (query: { text: string; values: unknown[] }) => {
            asked.push(query);
            return pool.query(query);
          }
        : Reflect.get(pool, name),
  }) as Pool;
  const store = new DocumentStore(thingKind, watched, world.node.outbox);
  const limit = 50;
  const at = async (offset: number) =>
    (await windowOf(store, emp, { offset, limit })).next ?? 'there is no next page';
  for (const [offset, after] of [
    [50, await at(0)],
    [19_000, await at(18_950)],
  ] as const) {
    asked.length = 0;
    await windowOf(store, emp, { offset, limit, after });
    const query = asked.find(({ text }) => text.includes('t.payload'));
    if (!query) throw new Error('The page was not asked for.');
    const { rows } = await world.node.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${query.text}`,
      query.values,
    );
    const scans = rows.flatMap((row) => scansOf(row['QUERY PLAN'][0].Plan));
    expect(scans[0]?.['Index Name']).toBe('thing_seq_addressee_removed_at_idx');
    for (const scan of scans) {
      expect(scan['Node Type']).toMatch(/^Index/);
      expect(scan['Actual Rows'] * scan['Actual Loops']).toBeLessThanOrEqual(limit + 1);
      expect(scan['Rows Removed by Filter'] ?? 0).toBe(0);
    }
  }
});

interface Plan {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Index Name'?: string;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}
const scansOf = (plan: Plan): Plan[] =>
  plan['Node Type'].includes('Scan') && !plan.Plans ? [plan] : (plan.Plans ?? []).flatMap(scansOf);

describe('what is remembered of lists', () => {
  it('is bounded, and ends after a while', () => {
    let now = 0;
    const ends = new PageEnds({ size: 2, keepFor_ms: 10, now: () => now });
    for (const offset of [1, 2, 3]) ends.remember('a', offset, `${offset}0`);
    expect([1, 2, 3].map((offset) => ends.goOn('a', offset))).toEqual([undefined, '20', '30']);
    expect(ends.goOn('b', 3)).toBeUndefined();
    now = 10;
    expect(ends.goOn('a', 3)).toBeUndefined();
  });

  it('TRN-044 a short list is counted every time, a long one every few seconds, and once for all who ask', async () => {
    let now = 0;
    let counts = 0;
    const totals = new Totals({ from: 100, keepFor_ms: 10, size: 1, now: () => now });
    const of = (list: string, total: number) =>
      totals.of(list, async () => {
        counts += 1;
        return Promise.resolve(total);
      });
    expect(await Promise.all([of('long', 100), of('long', 100)])).toEqual([100, 100]);
    expect([await of('long', 101), counts]).toEqual([100, 1]);
    now = 10;
    expect([await of('long', 101), counts]).toEqual([101, 2]);
    expect([await of('short', 99), await of('short', 98), counts]).toEqual([99, 98, 4]);
    await of('another', 200);
    expect([await of('long', 102), counts]).toEqual([102, 6]);
  });

  it('a count that fails is told to who asks, and asked again', async () => {
    const totals = new Totals();
    await expect(totals.of('a', () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
    expect(await totals.of('a', () => Promise.resolve(1))).toBe(1);
  });
});
