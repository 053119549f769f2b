/**
 * OCPI PUTs of Locations per second which nobody else receives: what storing costs, each acknowledged after its commit,
 * beside a loop of raw upserts.
 */
import pg from 'pg';
import { CPO } from '../documents.js';
import { patience_ms, type Measure } from './measure.js';

const CONCURRENCY = 64;

export const locationPut: Measure = async ({ hub, partners, start, counted }, scope) => {
  const owner = `${CPO.country_code}/${CPO.party_id}`;
  const load = await start(scope, 'http-load', {
    origin: hub.origin,
    connections: CONCURRENCY,
    headers: partners.publish,
    requests: { kind: 'puts', of: 'location', path: `/ocpi/2.3.0/receiver/locations/${owner}`, name: 'P' },
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
      const count = (from: string) => countIn(hub.database.url, from);
      const stored = await count(`locations.location where ref like '${owner}/P%'`);
      if (stored !== created)
        throw new Error(`${created} new Locations were acknowledged, but ${stored} are stored.`);
      // Were there anybody to send them to, this would not be what storing alone costs.
      const sent = await count(
        `parties.delivery d join parties.broadcast b on b.id = d.broadcast_id where b.path->>2 like 'P%'`,
      );
      if (sent > 0) throw new Error(`${sent} deliveries were made of what nobody should have received.`);
    },
  };
};

const countIn = async (connectionString: string, from: string): Promise<number> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 60_000, query_timeout: 60_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ total: number }>(`select count(*)::int as total from ${from}`);
    return rows[0]?.total ?? 0;
  } finally {
    await client.end();
  }
};
