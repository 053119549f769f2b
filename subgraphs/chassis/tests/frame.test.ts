// What every subgraph stands on: the schema brought up to date by one of many nodes, records with their events, and an
// end that leaves nothing open.
import { freshDatabase, type TestDatabase } from '../../../tests/setup/database.js';
import { openFrame, outboxTableSql, recordWriter, sqlMigration, type Frame } from '../src/index.js';
import { log, problemOf, take } from './world.js';
import pg from 'pg';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const migration = sqlMigration('first', [
  ...outboxTableSql('frame'),
  'create table frame.record (id int primary key, word text)',
]);
const open = (migrations = [migration], poolSize = 3): Promise<Frame> =>
  openFrame({ url: database.url, log, poolSize }, { schema: 'frame', migrations });
const connections = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  return rows[0]?.n ?? 0;
};
const withClient = async <T>(use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

describe('a frame', () => {
  it('is migrated once by many nodes that start together', async () => {
    const frames = await Promise.all(Array.from({ length: 4 }, () => open()));
    const { rows } = await withClient((client) => client.query('select name from frame.migration'));
    expect(rows).toEqual([{ name: 'first' }, { name: '2026-11-28-audit' }]);
    await Promise.all(frames.map((frame) => frame.close()));
  });

  it('opens with a pool of one connection', async () => {
    const frame = await open([migration], 1);
    await frame.check();
    await frame.close();
  });

  it('gives a migration the time it needs', async () => {
    const frame = await open([
      migration,
      sqlMigration('slow', [
        `create table frame.setting as select current_setting('statement_timeout') as value`,
      ]),
    ]);
    const { rows } = await frame.pool.query('select value from frame.setting');
    expect(rows).toEqual([{ value: '0' }]);
    expect((await frame.pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '30s' }]);
    await frame.close();
  });

  it('leaves no connection open when a migration fails, and can be opened again', async () => {
    await expect(open([migration, sqlMigration('bad', ['select nonsense'])])).rejects.toThrow('nonsense');
    await withClient(async (client) => {
      while ((await connections(client)) > 0);
    });
    const frame = await open();
    await frame.close();
  });

  it('leaves no connection open when it is closed', async () => {
    const frame = await open();
    await Promise.all([frame.check(), frame.check(), frame.check()]);
    await frame.close();
    await withClient(async (client) => {
      while ((await connections(client)) > 0);
    });
  });

  it('closes while it is asked', async () => {
    const frame = await open();
    const asked = Promise.allSettled([frame.check(), frame.pool.query('select pg_sleep(0.05)')]);
    await frame.close();
    expect((await asked).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  it('goes on when the server ended its connections', async () => {
    const frame = await open();
    await frame.check();
    await withClient((client) =>
      client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    );
    for (;;) {
      const isBack = await frame.check().then(
        () => true,
        () => false,
      );
      if (isBack) break;
    }
    await frame.close();
  });
});

describe('a record', () => {
  it('is committed with its events, which are told after the commit', async () => {
    const frame = await open();
    const write = recordWriter(frame.orm, frame.outbox, 'frame');
    const events = frame.outbox.subscribe(['record.made', 'record/1']);
    const result = await write(async (em, note) => {
      await em.execute(`insert into frame.record values (1, 'one')`);
      note({
        topic: 'record.made',
        ref: '1',
        owner: 'NL/TNM',
        detail: { word: 'one' },
        routes: ['record/1'],
      });
      note({ topic: 'record.made', ref: '2' });
      return 'made';
    });
    expect(result).toBe('made');
    expect(await take(events, 2)).toMatchObject([
      { topic: 'record.made', ref: '1', owner: 'NL/TNM', detail: { word: 'one' } },
      { topic: 'record.made', ref: '2', owner: '', detail: undefined },
    ]);
    const { rows } = await frame.pool.query('select ref, detail from frame.outbox order by id');
    expect(rows).toEqual([
      { ref: '1', detail: { word: 'one' } },
      { ref: '2', detail: null },
    ]);
    await frame.close();
  });

  it('that is refused leaves neither itself nor an event', async () => {
    const frame = await open();
    const write = recordWriter(frame.orm, frame.outbox, 'frame');
    const events = frame.outbox.subscribe(['record.made']);
    const failing = write(async (em, note) => {
      await em.execute(`insert into frame.record values (1, 'one')`);
      note({ topic: 'record.made', ref: 'undone' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await frame.pool.query('select * from frame.record, frame.outbox')).rows).toEqual([]);
    await write((_, note) => Promise.resolve(note({ topic: 'record.made', ref: 'next' })));
    expect((await take(events, 1))[0]?.ref).toBe('next');
    await frame.close();
    expect(await problemOf(write(() => Promise.resolve()))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
