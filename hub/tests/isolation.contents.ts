/** What is in the database, to be compared with what was there before. */
import { hash } from 'node:crypto';
import pg from 'pg';

/**
 * Columns that change by themselves while nobody does anything: when the hub heard of whom, when it asks again, its
 * clock, and that it looked once more at a CDR whose Session may still come.
 */
const RESTLESS: readonly string[] = [
  ...['heard_at', 'alive_at', 'due_at', 'seen_at', 'last_execution'],
  ...['checked_at', 'rounds', 'claim'],
];

/** Table → a digest of its rows, whatever their order. */
export const contentsOf = async (url: string): Promise<Record<string, string>> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`,
    );
    const digests: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: content } = await client.query<{ row: string }>(
        `select (to_jsonb(t) - $1::text[])::text as row from ${name} t order by 1`,
        [RESTLESS],
      );
      digests[name] = `${content.length} rows, ${hash('sha256', content.map(({ row }) => row).join('\n'))}`;
    }
    return digests;
  } finally {
    await client.end();
  }
};

/** The same once the hub has sent what it had to: what waits in its lanes when a test begins is no work of the test. */
export const contentsAtRest = async (url: string, patience_ms = 20_000): Promise<Record<string, string>> => {
  const deadline = Date.now() + patience_ms;
  for (;;) {
    const contents = await contentsOf(url);
    if (contents['parties.lane']?.startsWith('0 rows')) return contents;
    if (Date.now() > deadline) throw new Error(`Deliveries were under way for ${patience_ms} ms.`);
  }
};
