// What becomes of a document that is pushed: which version stays, who is told, and when. On real PostgreSQL.
import { mergePatch, Problem, type JsonObject } from '@chargesphere/schema';
import type { Thing } from './world.js';
import {
  anonymous,
  openNode,
  openWire,
  operator,
  platform,
  problemOf,
  take,
  thing,
  waiting,
  World,
} from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const put = (document: Thing, addressee?: string) => world.node.things.put(operator, document, addressee);
const stored = (id: string) => world.node.things.get(operator, `NL/TNM/${id}`);
const patch = (id: string, change: JsonObject) =>
  world.node.things.change(operator, `NL/TNM/${id}`, null, (current) => {
    if (!current) throw new Problem('NOT_FOUND', `${id} is not there.`);
    return { document: mergePatch(current, change) as Thing };
  });

describe('a document that is put', () => {
  it('TRN-072 is kept as it was sent, fields nobody knows included', async () => {
    const sent = thing('whole', {
      label: 'ä 日本',
      extra: { list: [1, null, { a: 1.5 }], no: false, empty: '' },
    });
    expect(await put(sent)).toEqual({ ref: 'NL/TNM/whole', outcome: 'CREATED' });
    expect(await stored('whole')).toEqual(sent);
  });

  it('TRN-087 is one document in whatever case its ids are written, and shown as sent last', async () => {
    await put(thing('Case'));
    const again = thing('CASE', { country_code: 'nl' });
    expect(await put(again)).toEqual({ ref: 'nl/TNM/CASE', outcome: 'REPLACED' });
    expect(await world.node.things.get(operator, 'nl/tnm/case')).toEqual(again);
  });

  it.each([
    ['2026-05-01T12:00:00Z', '2026-05-01T12:00:01Z', 'REPLACED'],
    ['2026-05-01T12:00:00Z', '2026-05-01T12:00:00Z', 'REPLACED'],
    ['2026-05-01T12:00:00Z', '2026-05-01T11:59:59.999Z', 'OLDER'],
    ['2026-05-01T12:00:00.1Z', '2026-05-01T12:00:00.12Z', 'REPLACED'],
    ['2026-05-01T12:00:00.12Z', '2026-05-01T12:00:00.1Z', 'OLDER'],
    ['2026-05-01T12:00:00.000002Z', '2026-05-01T12:00:00.000001Z', 'OLDER'],
    ['2026-05-01T12:00:00.5Z', '2026-05-01T12:00:00.500Z', 'REPLACED'],
    ['2026-05-01T12:00:00Z', '2026-05-01T13:30:00+02:00', 'OLDER'],
    ['2026-05-01T12:00:00Z', '2026-05-01T14:30:00+02:00', 'REPLACED'],
    ['2026-05-01T12:00:00', '2026-05-01T11:59:59Z', 'OLDER'],
    ['2026-5-1 9:00:00', '2026-05-01T08:59:00Z', 'OLDER'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z', 'OLDER'],
  ])('LOC-016 from %s on, one of %s is %s', async (first, second, outcome) => {
    const id = `${first}>${second}`;
    await put(thing(id, { last_updated: first, label: 'first' }));
    expect((await put(thing(id, { last_updated: second, label: 'second' }))).outcome).toBe(outcome);
    const { label, last_updated } = (await stored(id.replaceAll(' ', '%20'))) as Thing;
    expect([label, last_updated]).toEqual(outcome === 'OLDER' ? ['first', first] : ['second', second]);
  });

  it('keeps the order of one key within a batch', async () => {
    const events = world.node.outbox.subscribe<Thing>(['thing/NL/TNM/order']);
    const results = await Promise.all(
      ['one', 'two', 'three'].map((label) => put(thing('order', { label, size: label.length }))),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['CREATED', 'REPLACED', 'REPLACED']);
    expect((await take(events, 3)).map(({ document }) => document?.label)).toEqual(['one', 'two', 'three']);
    expect((await stored('order'))?.label).toBe('three');
    await events.return();
  });

  it('is refused to who does not own it, and to anonymous callers', async () => {
    const { things } = world.node;
    expect(await problemOf(things.put(platform('CPO NL/OTH'), thing('mine')))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await problemOf(things.put(platform('EMSP NL/TNM'), thing('mine')))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await problemOf(things.put(anonymous, thing('mine')))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await things.put(platform('CPO NL/TNM'), thing('mine'))).outcome).toBe('CREATED');
  });
});

/** Lists in lists, deeper than any stack. */
const abyss = (): unknown => {
  let value: unknown = [];
  for (let depth = 0; depth < 100_000; depth++) value = [value];
  return value;
};

describe('a document that cannot be stored', () => {
  const bad: [string, Partial<Thing>][] = [
    ['a NUL character', { label: 'a\u0000b' }],
    ['half a surrogate pair', { label: 'a\ud800b' }],
    ['a NUL character in a field nobody knows', { extra: { deep: ['\u0000'] } }],
    ['the year 0', { last_updated: '0000-01-01T00:00:00Z' }],
    ['a time that is none in another column', { seen_at: 'yesterday' }],
    ['a number too large for its column', { size: 2 ** 40 }],
    ['lists within lists too deep', { extra: abyss() }],
  ];

  it.each(bad)('because of %s fails alone, and its neighbours commit', async (what, difference) => {
    const name = what.replaceAll(' ', '_');
    const events = world.node.outbox.subscribe<Thing>(['thing.updated']);
    const [before, broken, after] = await Promise.allSettled([
      put(thing(`${name}1`)),
      put(thing(`${name}2`, difference)),
      put(thing(`${name}3`)),
    ]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'INVALID_DOCUMENT' } });
    expect([before, after]).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
    expect((await take(events, 2)).map(({ ref }) => ref).sort()).toEqual(
      [`NL/TNM/${name}1`, `NL/TNM/${name}3`].map((ref) => ref.toUpperCase()),
    );
    expect(await stored(`${name}2`)).toBeUndefined();
    await events.return();
  });

  it('fails alone among patches too', async () => {
    await Promise.all(['p1', 'p2', 'p3'].map((id) => put(thing(id))));
    const results = await Promise.allSettled([
      patch('p1', { label: 'fine' }),
      patch('p2', { label: '\u0000' }),
      patch('p3', { label: 'fine' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'INVALID_DOCUMENT' } });
    expect([(await stored('p1'))?.label, (await stored('p2'))?.label]).toEqual(['fine', undefined]);
  });
});

describe('a change', () => {
  it('TRN-023 of a hundred at once on two nodes loses none', async () => {
    const other = await world.another();
    await put(thing('count', { count: 0 }));
    const events = world.node.outbox.subscribe(['thing/NL/TNM/count']);
    const increment = (store: typeof other.things) =>
      store.change(operator, 'NL/TNM/count', null, (current) => {
        if (!current) throw new Problem('NOT_FOUND', 'It is not there.');
        return { document: { ...current, count: Number(current['count']) + 1 } };
      });
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, i) => increment(i % 2 ? other.things : world.node.things)),
    );
    expect(results).toHaveLength(100);
    expect((await stored('count'))?.['count']).toBe(100);
    await take(events, 100);
    await events.return();
  });

  it('refused by its rule is refused to its caller only', async () => {
    await Promise.all([put(thing('there1')), put(thing('there2'))]);
    const [one, missing, two] = await Promise.allSettled([
      patch('there1', { label: 'changed' }),
      patch('nowhere', { label: 'changed' }),
      patch('there2', { label: 'changed' }),
    ]);
    expect([one, two]).toMatchObject([
      { value: { outcome: 'REPLACED' } },
      { value: { outcome: 'REPLACED' } },
    ]);
    expect(missing).toMatchObject({ reason: { code: 'NOT_FOUND', message: 'nowhere is not there.' } });
    expect((await stored('there2'))?.label).toBe('changed');
  });

  it('that says OLDER leaves the document and tells nobody', async () => {
    await put(thing('left', { label: 'as it was' }));
    const events = world.node.outbox.subscribe<Thing>(['thing/NL/TNM/left']);
    const result = await world.node.things.change(operator, 'nl/tnm/LEFT', null, () => 'OLDER');
    expect(result).toEqual({ ref: 'NL/TNM/left', outcome: 'OLDER' });
    await put(thing('left', { label: 'next' }));
    expect((await take(events, 1))[0]?.document?.label).toBe('next');
    await events.return();
  });

  it('TRN-082 cannot move a document to another key', async () => {
    await put(thing('home'));
    for (const difference of [{ id: 'away' }, { party_id: 'OTH' }, { country_code: 'DE' }])
      expect(await problemOf(patch('home', difference))).toMatchObject({ code: 'INVALID_DOCUMENT' });
    expect(await stored('home')).toEqual(thing('home'));
    expect((await patch('home', { id: 'HOME' })).ref).toBe('NL/TNM/HOME');
  });
});

describe('the commit', () => {
  it('comes before the answer and before the event', async () => {
    const blocker = await world.connection();
    const watcher = await world.connection();
    const events = world.node.outbox.subscribe<Thing>(['thing/NL/TNM/slow']);
    const order: string[] = [];
    await blocker.query('begin; lock table things.thing in share mode');
    const answered = put(thing('slow')).then(() => order.push('answered'));
    const heard = take(events, 1).then(() => order.push('heard'));
    await waiting(watcher);
    order.push('released');
    await blocker.query('commit');
    await Promise.all([answered, heard]);
    expect(order).toEqual(['released', 'heard', 'answered']);
    await events.return();
  });

  it('that fails is told to its caller, publishes nothing, and is tried again for its neighbours', async () => {
    const client = await world.connection();
    await client.query(`
      create function things.refuse() returns trigger language plpgsql as
        $$ begin if new.label = 'refused at commit' then raise 'no'; end if; return null; end $$;
      create constraint trigger refuse after insert or update on things.thing deferrable initially deferred
        for each row execute function things.refuse()`);
    await Promise.all([put(thing('commit1')), put(thing('commit2'))]);
    const events = world.node.outbox.subscribe<Thing>(['thing.updated']);
    const changes = await Promise.allSettled([
      patch('commit1', { label: 'kept' }),
      patch('commit2', { label: 'refused at commit' }),
    ]);
    const puts = await Promise.allSettled([
      put(thing('commit3', { label: 'refused at commit' })),
      put(thing('commit4', { label: 'kept' })),
    ]);
    expect([...changes, ...puts].map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    await put(thing('last'));
    expect((await take(events, 3)).map(({ ref }) => ref)).toEqual([
      'NL/TNM/COMMIT1',
      'NL/TNM/COMMIT4',
      'NL/TNM/LAST',
    ]);
    expect([await stored('commit2'), await stored('commit3')]).toEqual([thing('commit2'), undefined]);
    const { rows } = await client.query(
      `select count(*)::int as n from things.outbox where ref = 'NL/TNM/COMMIT3'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
    await client.query('drop trigger refuse on things.thing');
    await events.return();
  });
});

describe('batches', () => {
  it('that overlap in any order, on two nodes, never wait for each other in a circle', async () => {
    const own = await World.open();
    const other = await own.another();
    const ids = Array.from({ length: 60 }, (_, i) => `L${i}`);
    await Promise.all(ids.map((id) => own.node.things.put(operator, thing(id))));
    const burst = (store: typeof other.things, order: string[], label: string) =>
      order.map((id, i) =>
        i % 3
          ? store.put(operator, thing(id, { label }))
          : store.change(operator, `NL/TNM/${id}`, null, () => ({ document: thing(id, { label }) })),
      );
    for (let round = 0; round < 15; round++)
      await Promise.all([
        ...burst(own.node.things, ids, 'forwards'),
        ...burst(other.things, ids.toReversed(), 'backwards'),
      ]);
    const client = await own.connection();
    await Promise.all([own.node.close(), other.close()]); // a connection reports its deadlocks when it ends
    const { rows } = await client.query(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    expect(rows).toEqual([{ deadlocks: 0 }]);
    await client.end();
    await own.database.drop();
  });

  it('larger than one statement takes are split', async () => {
    const results = await Promise.all(Array.from({ length: 700 }, (_, i) => put(thing(`many${i}`))));
    expect(results.every(({ outcome }) => outcome === 'CREATED')).toBe(true);
    expect((await stored('many699'))?.id).toBe('many699');
  });
});

describe('a database that does not answer', () => {
  it('is told as UNAVAILABLE to who writes and reads, and is used again when it is back', async () => {
    const wire = await openWire(world.database.url);
    const node = await openNode(wire.url, 2);
    const blocker = await world.connection();
    const watcher = await world.connection();
    await node.things.put(operator, thing('before'));
    await blocker.query('begin; lock table things.thing in share mode');
    const inFlight = [
      node.things.put(operator, thing('cut')),
      node.things.change(operator, 'NL/TNM/before', null, () => ({ document: thing('before') })),
    ].map(problemOf);
    await waiting(watcher, 2);
    wire.cut();
    for (const problem of await Promise.all(inFlight)) expect(problem.code).toBe('UNAVAILABLE');
    const meanwhile = [
      node.things.put(operator, thing('cut')),
      node.things.change(operator, 'NL/TNM/before', null, () => 'OLDER'),
      node.things.remove(operator, 'NL/TNM/before'),
      node.things.get(operator, 'NL/TNM/before'),
      node.things.list(operator, { limit: 1 }),
      node.things.count(operator),
    ].map(problemOf);
    for (const problem of await Promise.all(meanwhile)) expect(problem.code).toBe('UNAVAILABLE');
    await expect(node.check()).rejects.toThrow();
    await blocker.query('rollback');
    wire.mend();
    expect((await node.things.put(operator, thing('after'))).outcome).toBe('CREATED');
    await node.check();
    await node.close();
    await wire.close();
  });

  it('is told to who asks with text it cannot read', async () => {
    expect(await problemOf(world.node.things.get(operator, 'NL/TNM/\u0000'))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
