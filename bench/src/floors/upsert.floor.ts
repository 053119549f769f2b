/**
 * Floor of `session-put`: the same Sessions into a table of the same shape on the same server, by `pg` alone. One row
 * per statement, named so that it is planned once; as many connections as the hub has requests under way.
 */
import pg from 'pg';
import { CPO, EMSP } from '../documents.js';
import { runLanes, type Stretch } from '../load/lanes.js';
import type { Round } from '../report.rules.js';
import { sessionStream, type SessionPush } from '../sessions.stream.js';
import type { Opened } from '../worker/roles.js';

export interface UpsertOptions {
  url: string;
  connections: number;
}

const SETUP = `
  create schema if not exists bench;
  create table if not exists bench.session (like sessions.session including all);
`;

const COLUMNS = [
  'owner',
  'last_updated',
  'payload',
  'emsp',
  'status',
  'location',
  'evse_uid',
  'token_uid',
  'started_at',
];

const UPSERT = {
  name: 'bench.upsert',
  text: `insert into bench.session as t (ref, ${COLUMNS.join(', ')})
    values ($1, ${COLUMNS.map((_, i) => `$${i + 2}`).join(', ')})
    on conflict (ref, addressee) do update set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}
    where t.last_updated <= excluded.last_updated`,
};

export const openUpserts = async (options: UpsertOptions): Promise<Opened<null, Stretch, Round>> => {
  const { url: connectionString, connections } = options;
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString, connectionTimeoutMillis: 20_000, query_timeout: 20_000 }),
  );
  for (const client of clients) await client.connect();
  await clients[0]?.query(SETUP);
  const lanes = clients.map((_, lane) => sessionStream(`F${lane}`));
  return {
    told: null,
    run: (stretch) =>
      runLanes(connections, stretch, async (lane) => {
        const push = lanes[lane]?.();
        if (!push) throw new Error(`There is no lane ${lane}.`);
        await clients[lane]?.query({ ...UPSERT, values: rowOf(push) });
      }),
  };
};

const owner = `${CPO.country_code}/${CPO.party_id}`;
const emsp = `${EMSP.country_code}/${EMSP.party_id}`;

const rowOf = ({ id, last_updated, text, document }: SessionPush): unknown[] => [
  `${owner}/${id}`,
  owner,
  last_updated,
  text,
  emsp,
  document.status,
  `${owner}/${document.location_id}`,
  document.evse_uid,
  document.cdr_token.uid,
  document.start_date_time,
];
