// A subscription that goes on where it broke off: on another node, whatever order transactions commit in.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { liveEvents, Outbox, DocumentStore, type DomainEvent, type Subscription } from '../src/index.js';
import { log, operator, take, thing, thingKind, World, type Thing } from './world.js';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const other = async (keep_ms?: number): Promise<Outbox> => {
  const url = world.database.url;
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  const outbox = new Outbox({
    pool,
    url,
    schema: 'things',
    log,
    notifyEvery_ms: 1,
    ...(keep_ms !== undefined && { keep_ms }),
  });
  new DocumentStore(thingKind, pool, outbox);
  await outbox.start();
  await world.closing({
    close: async () => {
      await outbox.close();
      await pool.end();
    },
  });
  return outbox;
};

const idOf = (event: DomainEvent | undefined): string => liveEvents.idOf(event) ?? 'none';
const all = async (events: Subscription<DomainEvent<Thing>>): Promise<DomainEvent<Thing>[]> => {
  const read: DomainEvent<Thing>[] = [];
  for await (const event of events) read.push(event);
  return read;
};
const idsOf = (events: DomainEvent<Thing>[]) => events.map(({ document }) => document?.id);

describe('a subscription that goes on', () => {
  const put = (id: string) => world.node.things.put(operator, thing(id));

  it('is given what came since, by another node too, and ends', async () => {
    const here = world.node.outbox;
    const there = await other();
    const heard = here.subscribe<Thing>(['thing.updated']);
    for (const id of ['a', 'b', 'c']) await put(id);
    const [first] = await take(heard, 1);
    for (const outbox of [here, there]) {
      const missed = liveEvents.after(idOf(first), () => outbox.subscribe<Thing>(['thing.updated']));
      expect(idsOf(await all(missed))).toEqual(['b', 'c']);
    }
  });

  it('hears only what it asks for', async () => {
    const outbox = world.node.outbox;
    const heard = outbox.subscribe<Thing>(['thing.updated']);
    for (const id of ['a', 'b', 'c', 'b']) await put(id);
    const [first] = await take(heard, 1);
    const missed = liveEvents.after(idOf(first), () => outbox.subscribe<Thing>(['thing/NL/TNM/b']));
    expect(idsOf(await all(missed))).toEqual(['b', 'b']);
  });

  it('misses nothing of a transaction that began before its last event and was committed after it', async () => {
    const outbox = world.node.outbox;
    const heard = outbox.subscribe<Thing>(['thing.updated']);
    const client = new pg.Client({ connectionString: world.database.url });
    await client.connect();
    await client.query('begin');
    await client.query(
      `insert into things.outbox (topic, ref, node) values ('noted', 'NL/TNM/SLOW', gen_random_uuid())`,
    );
    await put('a');
    const [last] = await take(heard, 1);
    await client.query('commit');
    await client.end();
    const missed = liveEvents.after(idOf(last), () => outbox.subscribe<Thing>(['noted']));
    expect((await all(missed)).map(({ ref }) => ref)).toEqual(['NL/TNM/SLOW']);
  });

  it('is refused with the reason when its last event is older than what is kept, or was never one', async () => {
    const outbox = await other(1);
    const heard = world.node.outbox.subscribe<Thing>(['thing.updated']);
    await put('a');
    const [last] = await take(heard, 1);
    await pause(5);
    const after = (id: string) => () => liveEvents.after(id, () => outbox.subscribe(['thing.updated']));
    expect(after(idOf(last))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(after('yesterday')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
