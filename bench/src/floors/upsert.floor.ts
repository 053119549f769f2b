/**
 * Floor of `location-put`: the same Locations into a table of the same shape on the same server, by `pg` alone. One row
 * per statement, named so that it is planned once; as many connections as the hub has requests under way. What the hub
 * has found out about a Location for its columns is taken from the rows it stored at the beginning.
 */
import pg from 'pg';
import { CPO, locationIdOf } from '../documents.js';
import { runLanes, type Stretch } from '../load/lanes.js';
import { pushStream, TEMPLATES, type Push } from '../pushes.stream.js';
import type { Round } from '../report.rules.js';
import { writableColumns } from '../stage/columns.js';
import type { Opened } from '../worker/roles.js';

export interface UpsertOptions {
  url: string;
  connections: number;
}

type Row = Readonly<Record<string, string | null>>;

const owner = `${CPO.country_code}/${CPO.party_id}`;

export const openUpserts = async (options: UpsertOptions): Promise<Opened<null, Stretch, Round>> => {
  const { url: connectionString, connections } = options;
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString, connectionTimeoutMillis: 60_000, query_timeout: 60_000 }),
  );
  for (const client of clients) await client.connect();
  const [first] = clients;
  if (!first) throw new Error('A loop of upserts needs a connection.');
  await first.query(`create schema if not exists bench;
    create table if not exists bench.location (like locations.location including all)`);
  const columns = await writableColumns(first);
  const upsert = { name: 'bench.upsert', text: upsertOf(columns) };
  const rows = await storedRows(first, columns);
  const lanes = clients.map((_, lane) => pushStream('location', `F${lane}`));
  return {
    told: null,
    run: (stretch) =>
      runLanes(connections, stretch, async (lane) => {
        const push = lanes[lane]?.();
        const row = push && rows[push.n];
        if (!row) throw new Error(`There is no row for lane ${lane}.`);
        const own = ownOf(push);
        const values = columns.map((name) => own[name] ?? row[name]);
        await clients[lane]?.query({ ...upsert, values });
      }),
  };
};

const upsertOf = (columns: readonly string[]): string => `
  insert into bench.location as t (${columns.map((name) => `"${name}"`).join(', ')})
  values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
  on conflict (ref, addressee) do update set ${columns.map((name) => `"${name}" = excluded."${name}"`).join(', ')}
  where t.last_updated <= excluded.last_updated`;

/** What differs from Location to Location, and from push to push. */
const ownOf = ({ id, last_updated, text }: Push): Row => ({
  ref: `${owner}/${id}`,
  id_folded: id.toUpperCase(),
  last_updated,
  payload: text,
});

/** As the hub stored them, by number. */
const storedRows = async (client: pg.Client, columns: readonly string[]): Promise<Row[]> => {
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${columns.map((name) => `"${name}"::text`).join(', ')} from locations.location
    where addressee = '' and ref = any($1)`,
    [Array.from({ length: TEMPLATES }, (_, n) => `${owner}/${locationIdOf(n)}`)],
  );
  const byRef = new Map(rows.map((row) => [row['ref'], row]));
  return Array.from({ length: TEMPLATES }, (_, n) => {
    const row = byRef.get(`${owner}/${locationIdOf(n)}`);
    if (!row) throw new Error(`The Location ${locationIdOf(n)} is not stored.`);
    return row;
  });
};
