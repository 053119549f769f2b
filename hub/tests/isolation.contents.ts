/** What is in the database, to be compared with what was there before. */
import { hash } from 'node:crypto';
import pg from 'pg';

/**
 * Tables that change by themselves while nobody does anything: what the hub notes of its own work, and of whom it has
 * heard.
 */
const RESTLESS: ReadonlySet<string> = new Set<string>([]);

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
    for (const { name } of rows.filter((table) => !RESTLESS.has(table.name))) {
      const { rows: content } = await client.query<{ row: string }>(
        `select t::text as row from ${name} t order by 1`,
      );
      digests[name] = `${content.length} rows, ${hash('sha256', content.map(({ row }) => row).join('\n'))}`;
    }
    return digests;
  } finally {
    await client.end();
  }
};
