// What a second node hears of the first: every committed event once, whatever order commits and connections take.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DocumentStore, Outbox, type DomainEvent, type Subscription } from '../src/index.js';
import { log, openWire, operator, take, thing, thingKind, World, type Thing } from './world.js';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const NEVER_MS = 3_600_000;

interface Other {
  outbox: Outbox;
  store: DocumentStore<Thing>;
  close(): Promise<void>;
}

/** Another node that hears only what it is told, unless a test says otherwise. */
const other = async (more: Partial<ConstructorParameters<typeof Outbox>[0]> = {}): Promise<Other> => {
  const url = more.url ?? world.database.url;
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on('error', () => undefined);
  const outbox = new Outbox({
    pool,
    url,
    schema: 'things',
    log,
    lookEvery_ms: NEVER_MS,
    notifyEvery_ms: 1,
    ...more,
  });
  const store = new DocumentStore(thingKind, pool, outbox);
  await outbox.start();
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await outbox.close();
    await pool.end();
  };
  return world.closing({ outbox, store, close });
};

const stranger = randomUUID();
const note = (client: pg.Client, ref: string, topic = 'noted') =>
  client.query(`insert into things.outbox (topic, ref, node, detail) values ($1, $2, $3, '{"a": 1}')`, [
    topic,
    ref,
    stranger,
  ]);
const tell = (client: pg.Client) => client.query(`notify chargesphere_things, '${stranger}'`);
const refs = (events: DomainEvent[]): string[] => events.map(({ ref }) => ref);

/** What comes before an event that is written now, and with it the proof that nothing else came. */
const heardUntilNow = async (client: pg.Client, events: Subscription<DomainEvent>): Promise<string[]> => {
  const marker = randomUUID();
  await note(client, marker);
  await tell(client);
  const heard: string[] = [];
  for (;;) {
    const [event] = await take(events, 1);
    if (event?.ref === marker) return heard;
    heard.push(event?.ref ?? '');
  }
};

describe('another node', () => {
  it('hears of a document once, with the document, under all its keys', async () => {
    const { outbox } = await other();
    const both = outbox.subscribe<Thing>(['thing.updated', 'thing/NL/TNM/a']);
    const byTopic = outbox.subscribe<Thing>(['thing.updated']);
    await world.node.things.put(operator, thing('a', { label: 'ä' }), 'DE/EMP');
    await world.node.things.put(operator, thing('b'));
    const [first, second] = await take(both, 2);
    expect(first).toMatchObject({
      topic: 'thing.updated',
      ref: 'NL/TNM/A',
      addressee: 'DE/EMP',
      owner: 'NL/TNM',
      document: thing('a', { label: 'ä' }),
    });
    expect(second?.ref).toBe('NL/TNM/B');
    expect(refs(await take(byTopic, 2))).toEqual(['NL/TNM/A', 'NL/TNM/B']);
  });

  it('hears what happened in the order in which it was written, topics mixed', async () => {
    const { outbox } = await other();
    const events = outbox.subscribe(['thing.updated', 'thing.removed']);
    const { store } = await other({ notifyEvery_ms: NEVER_MS });
    await store.put(operator, thing('a'));
    await store.put(operator, thing('b'));
    await store.remove(operator, 'NL/TNM/b');
    await store.put(operator, thing('b', { label: 'back' }));
    await store.put(operator, thing('a'));
    await tell(await world.connection());
    const heard = await take(events, 5);
    expect(heard.map(({ topic, ref }) => `${topic} ${ref.at(-1)}`)).toEqual([
      'thing.updated A',
      'thing.updated B',
      'thing.removed B',
      'thing.updated B',
      'thing.updated A',
    ]);
  });

  it('hears its own events at once and not again from the table', async () => {
    const { outbox, store } = await other();
    const client = await world.connection();
    const events = outbox.subscribe(['thing.updated', 'noted']);
    await store.put(operator, thing('own'));
    expect(await heardUntilNow(client, events)).toEqual(['NL/TNM/OWN']);
  });

  it('hears of transactions as they commit, not in the order of their ids, and each once', async () => {
    const { outbox } = await other();
    const events = outbox.subscribe(['noted']);
    const [early, late, teller] = [
      await world.connection(),
      await world.connection(),
      await world.connection(),
    ];
    await early.query('begin');
    await note(early, 'early');
    await late.query('begin');
    await note(late, 'late');
    await late.query('commit');
    await tell(teller);
    expect(refs(await take(events, 1))).toEqual(['late']);
    await early.query('commit');
    await tell(teller);
    expect(refs(await take(events, 1))).toEqual(['early']);
    expect(await heardUntilNow(teller, events)).toEqual([]);
  });

  it('hears nothing of what is not committed or was rolled back', async () => {
    const { outbox } = await other();
    const events = outbox.subscribe(['noted']);
    const [undone, savepoint, teller] = [
      await world.connection(),
      await world.connection(),
      await world.connection(),
    ];
    await undone.query('begin');
    await note(undone, 'rolled back');
    expect(await heardUntilNow(teller, events)).toEqual([]);
    await undone.query('rollback');
    await savepoint.query('begin; savepoint s');
    await note(savepoint, 'rolled back to a savepoint');
    await savepoint.query('rollback to s; savepoint t');
    await note(savepoint, 'kept');
    await savepoint.query('release t; commit');
    expect(await heardUntilNow(teller, events)).toEqual(['kept']);
  });

  it('is not held up by a transaction that has nothing to do with events', async () => {
    const { outbox } = await other();
    const events = outbox.subscribe(['noted']);
    const [long, teller] = [await world.connection(), await world.connection()];
    await long.query('begin; select pg_current_xact_id()');
    await note(teller, 'meanwhile');
    await tell(teller);
    expect(refs(await take(events, 1))).toEqual(['meanwhile']);
    await long.query('rollback');
  });

  it('hears thousands at once, in order', async () => {
    const { outbox } = await other();
    const events = outbox.subscribe(['noted'], 10_000);
    const client = await world.connection();
    await client.query(
      `insert into things.outbox (topic, ref, node) select 'noted', n::text, $1 from generate_series(1, 2500) n`,
      [stranger],
    );
    expect(await heardUntilNow(client, events)).toEqual(
      Array.from({ length: 2500 }, (_, i) => String(i + 1)),
    );
  });

  it('hears every event of a storm on two nodes once', async () => {
    const third = await other();
    const events = third.outbox.subscribe<Thing>(['thing.updated'], 10_000);
    const second = await world.another();
    const nodes = [world.node, second];
    const puts = Array.from({ length: 600 }, (_, i) =>
      nodes[i % 2]?.things.put(operator, thing(`s${i % 200}`)),
    );
    await Promise.all(puts);
    const heard = await take(events, 600);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(600);
    const client = await world.connection();
    const more = third.outbox.subscribe(['thing.updated', 'noted']);
    expect(await heardUntilNow(client, more)).toEqual([]);
  });

  it('looks by itself when nobody wakes it', async () => {
    const { outbox } = await other({ lookEvery_ms: 10 });
    const events = outbox.subscribe(['noted']);
    await note(await world.connection(), 'untold');
    expect(refs(await take(events, 1))).toEqual(['untold']);
  });

  it('hears nothing of what was before it began', async () => {
    const client = await world.connection();
    await note(client, 'before');
    const { outbox } = await other();
    expect(await heardUntilNow(client, outbox.subscribe(['noted']))).toEqual([]);
  });

  it('hears what a node wrote just before it closed', async () => {
    const { outbox } = await other();
    const leaving = await other({ notifyEvery_ms: NEVER_MS });
    const events = outbox.subscribe(['thing.updated']);
    await leaving.store.put(operator, thing('last words'));
    await leaving.outbox.close();
    expect(refs(await take(events, 1))).toEqual(['NL/TNM/LAST%20WORDS']);
  });

  it('loads again what it could not load, and then tells all of it once', async () => {
    const { outbox } = await other({ lookEvery_ms: 10 });
    let isBroken = true;
    outbox.knows('fragile', (keys) => {
      if (!isBroken) return Promise.resolve(keys.map(({ ref }) => ({ document: ref, routes: [] })));
      isBroken = false;
      return Promise.reject(new Error('no database'));
    });
    const events = outbox.subscribe(['fragile', 'noted']);
    const client = await world.connection();
    await note(client, 'first', 'noted');
    await note(client, 'second', 'fragile');
    expect(await heardUntilNow(client, events)).toEqual(['first', 'second']);
  });

  it('passes over a document that is gone before it could be loaded', async () => {
    const { outbox } = await other();
    const events = outbox.subscribe(['thing.updated', 'thing.removed', 'noted']);
    const client = await world.connection();
    await client.query('begin');
    await client.query(
      `insert into things.outbox (topic, ref, node) values ('thing.updated', 'NL/TNM/NONE', $1)`,
      [stranger],
    );
    await client.query('commit');
    expect(await heardUntilNow(client, events)).toEqual([]);
  });
});

describe('a listener whose connection is lost', () => {
  const kill = async (client: pg.Client): Promise<number> =>
    (
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'chargesphere_things' and datname = current_database()`,
      )
    ).rowCount ?? 0;

  it('connects again and misses nothing', async () => {
    const { outbox } = await other({ reconnectAfter_ms: 1 });
    const events = outbox.subscribe(['noted']);
    const client = await world.connection();
    for (let round = 0; round < 5; round++) {
      await kill(client);
      await note(client, `lost ${round}`);
      // Told by nobody: the listener looks when it is back.
      expect(refs(await take(events, 1))).toEqual([`lost ${round}`]);
    }
    expect(await heardUntilNow(client, events)).toEqual([]);
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where application_name = 'chargesphere_things' and datname = current_database()`,
    );
    expect(rows[0]?.n).toBeLessThanOrEqual(2); // of the two nodes, and no other
  });

  it('goes on trying while the database is away', async () => {
    const wire = await openWire(world.database.url);
    world.closing(wire);
    const { outbox } = await other({ url: wire.url, reconnectAfter_ms: 1 });
    const events = outbox.subscribe(['noted']);
    const client = await world.connection();
    wire.cut();
    await note(client, 'while away');
    wire.mend();
    expect(refs(await take(events, 1))).toEqual(['while away']);
  });

  it('can be closed while it tries', async () => {
    const wire = await openWire(world.database.url);
    world.closing(wire);
    const { close } = await other({ url: wire.url, reconnectAfter_ms: 1 });
    wire.cut();
    await close();
    const client = await world.connection();
    expect(await kill(client)).toBe(1); // the other node's
  });
});

describe('the table of events', () => {
  it('is cleared of old events and keeps the young ones', async () => {
    const { outbox } = await other({ keep_ms: 60_000 });
    const client = await world.connection();
    await client.query(
      `insert into things.outbox (topic, ref, node, occurred_at)
       select 'noted', n::text, $1, now() - n * interval '10 ms' from generate_series(1, 12000) n`,
      [stranger],
    );
    await outbox.sweep();
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n, bool_and(occurred_at > now() - interval '61 s') as young from things.outbox`,
    );
    expect(rows).toEqual([{ n: expect.any(Number), young: true }]);
    expect(rows[0]?.n).toBeGreaterThan(5000);
  });
});

describe('subscriptions', () => {
  it('end when the outbox closes, and leave nothing behind', async () => {
    const { outbox } = await other();
    const events = outbox.subscribe(['noted', 'thing.updated']);
    const waiting = events.next();
    expect(outbox.subscriptions).toBe(1);
    await outbox.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(outbox.subscriptions).toBe(0);
  });

  it('that lag lose their oldest events and are told how many', async () => {
    const { outbox, store } = await other();
    const lagging = outbox.subscribe(['thing.updated'], 3);
    const reading = outbox.subscribe(['thing.updated']);
    for (const id of ['a', 'b', 'c', 'd', 'e']) await store.put(operator, thing(id));
    expect(lagging.dropped).toBe(2);
    expect(refs(await take(lagging, 3))).toEqual(['NL/TNM/C', 'NL/TNM/D', 'NL/TNM/E']);
    expect(refs(await take(reading, 5))).toHaveLength(5);
    expect(reading.dropped).toBe(0);
  });
});
