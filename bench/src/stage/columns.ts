/** Columns of the table of Locations that are written, whatever there are at the time. */
import type pg from 'pg';

export const writableColumns = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
    where table_schema = 'locations' and table_name = 'location' and is_identity = 'NO' and is_generated = 'NEVER'`,
  );
  return rows.map(({ name }) => name);
};
