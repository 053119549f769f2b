// Lists and pages: order of creation, windows by last_updated, cursors, and what happens to them when documents come
// and go.
import { pageLoader, pageOf, sql, windowOf, type DocumentWindow, type PageInput } from '../src/index.js';
import { operator, platform, problemOf, shown, take, thing, World, type Thing } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const cpo = platform('CPO NL/TNM');
const put = (document: Thing) => world.node.things.put(operator, document);
const window = (difference: Partial<DocumentWindow> = {}): DocumentWindow => ({
  offset: 0,
  limit: 100,
  ...difference,
});
const idsIn = async (asked: DocumentWindow, owner?: string) =>
  (await windowOf(world.node.things, operator, asked, owner)).items.map((item) => shown(item).id);

describe('an OCPI window', () => {
  const times = ['10:00:00Z', '10:00:00.5Z', '11:00:00Z', '12:00:00Z', '12:00:00Z'];
  beforeAll(async () => {
    for (const [i, time] of times.entries())
      await put(thing(`w${i}`, { last_updated: `2026-05-01T${time}` }));
    await put(thing('later', { party_id: 'OTH', last_updated: '2026-05-02T00:00:00Z' }));
  });

  it('TRN-036 takes from inclusive and to exclusive, fractions included', async () => {
    const between = (from: string, to: string) =>
      idsIn(window({ dateFrom: `2026-05-01T${from}`, dateTo: `2026-05-01T${to}` }));
    expect(await between('10:00:00Z', '11:00:00Z')).toEqual(['w0', 'w1']);
    expect(await between('10:00:00.5Z', '11:00:00Z')).toEqual(['w1']);
    expect(await between('10:00:00.500001Z', '11:00:00Z')).toEqual([]);
    expect(await between('11:00:00Z', '12:00:00Z')).toEqual(['w2']);
    expect(await between('12:00:00Z', '12:00:00.000001Z')).toEqual(['w3', 'w4']);
    expect(await idsIn(window({ dateFrom: '2026-05-01T12:00:00Z' }))).toEqual(['w3', 'w4', 'later']);
    expect(await idsIn(window({ dateTo: '2026-05-01T10:00:00.5Z' }))).toEqual(['w0']);
  });

  it('TRN-036 windows that follow each other neither overlap nor leave gaps', async () => {
    const cuts = ['09', '10', '11', '12', '13'].map((hour) => `2026-05-01T${hour}:00:00Z`);
    const seen = [];
    for (const [i, dateFrom] of cuts.slice(0, -1).entries())
      seen.push(...(await idsIn(window({ dateFrom, dateTo: cuts[i + 1] ?? '' }))));
    expect(seen).toEqual(['w0', 'w1', 'w2', 'w3', 'w4']);
  });

  it('TRN-037 TRN-044 counts from zero, and counts all whatever the page', async () => {
    expect(await idsIn(window({ offset: 0, limit: 2 }))).toEqual(['w0', 'w1']);
    expect(await idsIn(window({ offset: 4, limit: 2 }))).toEqual(['w4', 'later']);
    expect(await idsIn(window({ offset: 6, limit: 2 }))).toEqual([]);
    for (const offset of [0, 3, 50])
      expect(await (await windowOf(world.node.things, operator, window({ offset, limit: 1 }))).total()).toBe(
        6,
      );
    const noon = window({ dateFrom: '2026-05-01T12:00:00Z', offset: 2, limit: 1 });
    const page = await windowOf(world.node.things, operator, noon);
    expect([shown(page.items[0] ?? {}).id, await page.total()]).toEqual(['later', 3]);
  });

  it('RTE-038 is narrowed to one owner, in whatever case', async () => {
    expect(await idsIn(window(), 'nl/oth')).toEqual(['later']);
    expect(await (await windowOf(world.node.things, operator, window(), 'NL/TNM')).total()).toBe(5);
  });

  it('RTE-039 of all owners leaves out what was addressed to one party; of one owner it holds the copy', async () => {
    const emp = platform('EMSP DE/EMP');
    await world.node.things.put(
      operator,
      thing('direct', { last_updated: '2026-05-03T00:00:00Z' }),
      'DE/EMP',
    );
    const page = async (owner?: string) =>
      (await windowOf(world.node.things, emp, window(), owner)).items.map((item) => shown(item).id);
    expect(await page()).not.toContain('direct');
    expect(await page('NL/TNM')).toContain('direct');
  });

  it.each([{ limit: 0 }, { limit: 1001 }, { limit: 1.5 }, { offset: -1 }, { offset: 2 ** 31 }])(
    'TRN-049 refuses %j',
    async (difference) => {
      const asked = windowOf(world.node.things, operator, window(difference));
      expect(await problemOf(asked)).toMatchObject({ code: 'INVALID_INPUT' });
    },
  );
});

describe('the order of a list', () => {
  it('TRN-039 TRN-040 TRN-041 is the order of creation, total, and the same after changes', async () => {
    const own = await World.open();
    const { things } = own.node;
    const ids = ['c', 'a', 'b', 'd'];
    for (const id of ids) await things.put(operator, thing(id));
    const order = async () => (await things.list(operator, { limit: 10 })).map(({ document }) => document.id);
    expect(await order()).toEqual(ids);
    await things.put(operator, thing('a', { last_updated: '2026-06-01T00:00:00Z' }));
    await things.change(operator, 'NL/TNM/c', null, () => ({ document: thing('c', { label: 'changed' }) }));
    expect(await order()).toEqual(ids);
    await things.put(operator, thing('e'));
    expect(await order()).toEqual([...ids, 'e']);
    await own.close();
  });

  it('TRN-041 is total among those created in one statement', async () => {
    const own = await World.open();
    const { things } = own.node;
    const ids = Array.from({ length: 50 }, (_, i) => `t${String((i * 37) % 50).padStart(2, '0')}`);
    await Promise.all(ids.map((id) => things.put(operator, thing(id))));
    const all = await things.list(operator, { limit: 100 });
    expect(new Set(all.map(({ seq }) => seq)).size).toBe(50);
    const inPages = [];
    for (let offset = 0; offset < 50; offset += 7)
      inPages.push(...(await things.list(operator, { limit: 7, offset })));
    expect(inPages).toEqual(all);
    await own.close();
  });
});

describe('a page of the graph', () => {
  const page = (asked: PageInput, where = [sql`t.label = 'paged'`]) =>
    pageOf(world.node.things, cpo, asked, where, ({ document }) => document.id);
  beforeAll(async () => {
    for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) await put(thing(id, { label: 'paged' }));
  });

  it('TRN-042 leads to the next one until the last, and none twice', async () => {
    const first = await page({ limit: 2 });
    const second = await page({ limit: 2, after: first.next });
    const third = await page({ limit: 2, after: second.next });
    expect([first, second, third].map(({ items }) => items)).toEqual([['p1', 'p2'], ['p3', 'p4'], ['p5']]);
    expect(third.next).toBeNull();
    expect(await second.total()).toBe(5);
  });

  it('has no next when it is exactly full', async () => {
    expect(await page({ limit: 5 })).toMatchObject({ items: ['p1', 'p2', 'p3', 'p4', 'p5'], next: null });
    expect(await page({ limit: 20 }, [sql`t.label = ${'none'}`])).toMatchObject({ items: [], next: null });
  });

  it('stays in its place when documents before it go', async () => {
    const first = await page({ limit: 2 });
    await world.node.things.remove(cpo, 'NL/TNM/p1');
    expect((await page({ limit: 2, after: first.next })).items).toEqual(['p3', 'p4']);
    await put(thing('p1', { label: 'paged' }));
  });

  it.each([
    { limit: 0 },
    { limit: 201 },
    { limit: 2, after: 'nonsense' },
    { limit: 2, after: 'czE5OTk5OTk5OTk5OTk5OTk5OTk5OTk' },
  ])('refuses %j', async (asked) => {
    expect(await problemOf(page(asked))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is the same found by walking, by gathering and by searching', async () => {
    const { things } = world.node;
    for (const query of [{ limit: 2 }, { limit: 3, offset: 2 }, { limit: 10 }]) {
      const where = [sql`t.label = 'paged'`];
      const walked = await things.list(cpo, { ...query, where });
      expect(walked.length).toBeGreaterThan(1);
      for (const by of ['gather', 'search'] as const)
        expect(await things.list(cpo, { ...query, where, by })).toEqual(walked);
    }
  });

  it('searches beyond the rows it walks', async () => {
    const own = await World.open();
    const client = await own.connection();
    await client.query(`insert into things.thing (ref, owner, last_updated, payload, label)
      select 'NL/TNM/R' || n, 'NL/TNM', now(), jsonb_build_object('id', 'R' || n), case n when 4000 then 'rare' end
      from generate_series(1, 4500) n`);
    const where = [sql`t.label = 'rare'`];
    const found = await own.node.things.list(operator, { where, limit: 2, by: 'search' });
    expect(found.map(({ document }) => document.id)).toEqual(['R4000']);
    const { seq } = found[0] ?? {};
    expect(await own.node.things.list(operator, { where, limit: 2, by: 'search', after: seq ?? '' })).toEqual(
      [],
    );
    await own.close();
  });
});

describe('pages of many lists', () => {
  it('are each the page that the list alone would give, fetched together', async () => {
    const { secrets } = world.node;
    for (const partner of ['DE/EMP', 'FR/MSP'])
      for (let i = 0; i < 4; i++) await secrets.put(operator, thing(`${partner}${i}`, { partner }));
    const column = sql`t.partner`;
    const partners = ['FR/MSP', 'AT/NEW', 'DE/EMP'];
    const loader = pageLoader(secrets, cpo, column, { limit: 3 }, [], ({ document }) => document.id);
    const pages = await Promise.all(partners.map((partner) => loader.load(partner)));
    for (const [i, partner] of partners.entries()) {
      const where = [sql`t.partner = ${partner}`];
      const alone = await pageOf(secrets, cpo, { limit: 3 }, where, ({ document }) => document.id);
      expect(pages[i]).toEqual({ ...alone, total: expect.any(Function) });
      expect(await pages[i]?.total()).toBe(await alone.total());
    }
    const next = pages[0]?.next ?? '';
    const rest = pageLoader(
      secrets,
      cpo,
      column,
      { limit: 3, after: next },
      [],
      ({ document }) => document.id,
    );
    expect(await rest.load('FR/MSP')).toMatchObject({ items: ['FR/MSP3'], next: null });
    const emp = pageLoader(secrets, platform('EMSP DE/EMP'), column, null, [], ({ document }) => document.id);
    expect((await emp.load('FR/MSP')).items).toEqual([]);
    expect(await (await emp.load('DE/EMP')).total()).toBe(4);
  });
});

describe('a document that is removed', () => {
  it('TAR-006 is in no list, no total and no answer, but is found by what refers to it', async () => {
    const { things, outbox } = world.node;
    await put(thing('gone', { label: 'gone' }));
    const events = outbox.subscribe(['thing.removed']);
    const where = [sql`t.label = 'gone'`];
    expect(await things.count(cpo, { where })).toBe(1);
    expect(await things.remove(cpo, 'nl/tnm/gone')).toBe(true);
    expect(await take(events, 1)).toMatchObject([
      { ref: 'NL/TNM/GONE', owner: 'NL/TNM', document: undefined },
    ]);
    expect(await things.list(cpo, { where, limit: 5 })).toEqual([]);
    expect(await things.count(cpo, { where })).toBe(0);
    expect(await things.get(cpo, 'NL/TNM/gone')).toBeUndefined();
    expect(await things.getMany(cpo, ['NL/TNM/gone'])).toEqual([undefined]);
    expect((await things.getMany(cpo, ['NL/TNM/gone'], true))[0]?.id).toBe('gone');
    expect(await things.remove(cpo, 'NL/TNM/gone')).toBe(false);
    await events.return();
  });

  it('is not there for a change, and comes back with a PUT that is no older', async () => {
    const { things } = world.node;
    await things.change(cpo, 'NL/TNM/gone', null, (stored) => {
      expect(stored).toBeUndefined();
      return 'OLDER';
    });
    expect((await put(thing('gone', { last_updated: '2026-04-01T00:00:00Z' }))).outcome).toBe('OLDER');
    expect(await things.get(cpo, 'NL/TNM/gone')).toBeUndefined();
    await put(thing('gone', { label: 'back' }));
    expect((await things.get(cpo, 'NL/TNM/gone'))?.label).toBe('back');
  });
});
