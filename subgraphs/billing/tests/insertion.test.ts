/** Many writers at once, against PostgreSQL. */
import { createLog, openFrame, type Frame } from '@chargesphere/chassis';
import type { CDR } from '@chargesphere/schema';
import pg from 'pg';
import { billingViolationsMigration } from '../migrations/2026-11-23-billing-violations.js';
import { billingMigration } from '../migrations/2026-11-23-billing.js';
import { CDR_RECEIVED, cdrKind } from '../src/cdr.kind.js';
import { Insertion, type Insert } from '../src/insertion.store.js';
import { cdr, problemOf, World } from './world.js';

const columns = { recipient: '', digest: '0'.repeat(64), digest_of: 'BYTES' };
const insert = (id: string): Insert<CDR> => ({
  document: cdr({ id }) as unknown as CDR,
  columns,
  addressee: '',
});

describe('inserting', () => {
  let world: World;
  let frame: Frame;
  beforeEach(async () => {
    world = await World.open({ jobs: null }); // statements are counted, and a worker says now and then that it lives
    frame = await openFrame(
      { url: world.database.url, log: createLog({ level: 'silent' }), poolSize: 3 },
      { schema: 'billing', migrations: [billingMigration, billingViolationsMigration] },
    );
  });
  afterEach(async () => {
    await frame.close();
    await world.close();
  });

  it('commits what comes together in one statement, and answers for each', async () => {
    const insertion = new Insertion(cdrKind, frame, { topic: CDR_RECEIVED });
    await insertion.insert(insert('C0'));
    const counted = world.counting();
    const ids = Array.from({ length: 50 }, (_, i) => `C${i}`);
    const results = await Promise.all([...ids, 'c7'].map((id) => insertion.insert(insert(id))));
    // One to write them, one to read what was there; and the same again for the second of one id.
    expect(counted()).toBe(4);
    expect(results.map(({ isNew }) => isNew)).toEqual([false, ...Array<boolean>(49).fill(true), false]);
    expect(results.at(-1)?.stored?.id).toBe('C7');
    expect(await world.rows('select count(*)::int as n from billing.outbox')).toEqual([{ n: 50 }]);
  });

  it('refuses at once what it cannot keep waiting, and stores the rest', async () => {
    const insertion = new Insertion(cdrKind, frame, { topic: CDR_RECEIVED, waitingMax: 2 });
    const blocker = new pg.Client({ connectionString: world.database.url });
    await blocker.connect();
    await blocker.query('begin; lock table billing.cdr');
    const waiting = ['C1', 'C2'].map((id) => insertion.insert(insert(id)));
    expect((await problemOf(insertion.insert(insert('C3')))).code).toBe('UNAVAILABLE');
    await blocker.query('commit');
    await blocker.end();
    expect((await Promise.all(waiting)).map(({ isNew }) => isNew)).toEqual([true, true]);
    expect((await insertion.insert(insert('C3'))).isNew).toBe(true);
  });
});
