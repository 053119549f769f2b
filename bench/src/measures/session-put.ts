/** OCPI Session PUTs per second, each acknowledged after its commit, beside a loop of raw upserts. */
import pg from 'pg';
import { CPO } from '../documents.js';
import { patience_ms, type Measure } from './measure.js';

const CONCURRENCY = 64;

export const sessionPut: Measure = async ({ hub, partners, start, counted }, scope) => {
  const owner = `${CPO.country_code}/${CPO.party_id}`;
  const load = await start(scope, 'http-load', {
    origin: hub.origin,
    connections: CONCURRENCY,
    headers: partners.push,
    requests: { kind: 'sessions', path: `/ocpi/2.3.0/receiver/sessions/${owner}`, name: 'P' },
  });
  const upserts = await start(scope, 'upsert-floor', { url: hub.database.url, connections: CONCURRENCY });
  let created = 0;
  return {
    hub: {
      name: 'hub',
      round: (seconds) =>
        counted(hub.pid, true, async () => {
          const round = await load.run({ seconds }, patience_ms(seconds));
          created += round.created;
          return round;
        }),
    },
    floors: [
      {
        name: 'raw pg upserts',
        round: (seconds) => counted(upserts.pid, true, () => upserts.run({ seconds }, patience_ms(seconds))),
      },
    ],
    async verify() {
      const stored = await countOf(hub.database.url, `${owner}/P%`);
      if (stored !== created)
        throw new Error(`${created} new Sessions were acknowledged, but ${stored} are stored.`);
    },
  };
};

const countOf = async (connectionString: string, refs: string): Promise<number> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, query_timeout: 30_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ total: number }>(
      'select count(*)::int as total from sessions.session where ref like $1',
      [refs],
    );
    return rows[0]?.total ?? 0;
  } finally {
    await client.end();
  }
};
