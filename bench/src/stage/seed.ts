/**
 * Fills the store past the wire, because pushing hundreds of thousands of Locations would take minutes: copies of the
 * rows of those that were pushed, each under an id of its own, by the columns the table has. Only the words a text
 * search finds them by are those of their originals.
 */
import pg from 'pg';
import { CPO } from '../documents.js';
import { writableColumns } from './columns.js';

const OWNER = `${CPO.country_code}/${CPO.party_id}`;
const TABLE = 'locations.location';
/** What differs between a copy and its original; `n` counts. */
const OWN: Readonly<Record<string, string>> = {
  ref: `'${OWNER}/C' || n`,
  id_folded: `'C' || n`,
  // The first field of that name in the text is the Location's own.
  payload: `regexp_replace(o.payload::text, '"id":"[^"]*"', '"id":"C' || n || '"')::json`,
};

/** Locations for everybody, up to that number. */
export const seedLocations = (url: string, total: number): Promise<void> =>
  inDatabase(url, async (client) => {
    const [there = 0] = await counted(client);
    if (there >= total) return;
    const columns = await writableColumns(client);
    const names = columns.map((name) => `"${name}"`).join(', ');
    const values = columns.map((name) => OWN[name] ?? `o."${name}"`).join(', ');
    await client.query('set synchronous_commit = off');
    await client.query(
      `insert into ${TABLE} (${names})
      with original as (
        select row_number() over (order by seq) - 1 as place, count(*) over () as of, t.* from ${TABLE} t
        where addressee = '' and ref like '${OWNER}/L%'
      )
      select ${values} from generate_series($1::int, $2::int - 1) n join original o on o.place = n % o.of`,
      [there, total],
    );
    await client.query(`vacuum analyze ${TABLE}`);
  });

/** Refs of the Locations everybody sees, as their owners spell them. */
export const locationRefs = (url: string): Promise<string[]> =>
  inDatabase(url, async (client) => {
    const { rows } = await client.query<{ ref: string }>(
      `select payload->>'country_code' || '/' || (payload->>'party_id') || '/' || (payload->>'id') as ref
      from ${TABLE} where addressee = '' and removed_at is null`,
    );
    return rows.map(({ ref }) => ref);
  });

const counted = async (client: pg.Client): Promise<number[]> => {
  const { rows } = await client.query<{ total: number }>(
    `select count(*)::int as total from ${TABLE} where addressee = '' and removed_at is null`,
  );
  return rows.map(({ total }) => total);
};

const inDatabase = async <T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    query_timeout: 600_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
