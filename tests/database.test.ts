// The databases the other tests stand on: each its own, prepared once, gone when dropped.
import pg from 'pg';
import { freshDatabase, templateDatabase } from './setup/database.js';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the databases of tests', () => {
  it('gives an empty database, in UTF-8, to each caller', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await query(one.url, 'create table word (text text)');
    expect(await query(other.url, `select to_regclass('word') as word`)).toEqual([{ word: null }]);
    expect(await query(other.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('drops a database somebody is still connected to', async () => {
    const { url, drop } = await freshDatabase();
    const client = new pg.Client({ connectionString: url });
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await drop();
    await cut;
    await expect(query(url, 'select 1')).rejects.toThrow('does not exist');
  });

  it('prepares a template once, also when callers come at the same time, and clones it for each', async () => {
    let times = 0;
    const prepare = async (url: string) => {
      times++;
      await query(url, `create table word (text text); insert into word values ('prepared')`);
    };
    const clones = await Promise.all([1, 2, 3].map(() => templateDatabase('words', prepare)));
    expect(times).toBe(1);
    await query(clones[0]?.url ?? '', `update word set text = 'changed'`);
    expect(await query(clones[1]?.url ?? '', 'select text from word')).toEqual([{ text: 'prepared' }]);
    await Promise.all(clones.map((clone) => clone.drop()));
  });

  it('prepares again after a preparation that failed', async () => {
    const broken = () => Promise.reject(new Error('no such migration'));
    await expect(templateDatabase('broken', broken)).rejects.toThrow('no such migration');
    const made = await templateDatabase('broken', (url) =>
      query(url, 'create table word ()').then(() => undefined),
    );
    expect(await query(made.url, `select to_regclass('word')::text as word`)).toEqual([{ word: 'word' }]);
    await made.drop();
  });
});
