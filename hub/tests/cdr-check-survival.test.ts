/**
 * A hub that is killed in the middle of checking CDRs: what it had taken is due again when its claim is over, another
 * hub does it, and everything is checked once.
 */
import { randomBytes } from 'node:crypto';
import type { CDR } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import pg from 'pg';
import type { TestDatabase } from '../../tests/setup/database.js';
import { freePort, spawnHub, type HubChild } from './child.js';
import { ADMIN_KEY, migratedDatabase } from './world.js';

const CDRS = 40;
const LOCK = `hashtext('chargesphere cdr checks')`;

let database: TestDatabase;
let client: pg.Client;
const hubs: HubChild[] = [];
const secret = randomBytes(24).toString('hex');

/** A hub on the database of the test; resolves to where it listens. */
const start = async (): Promise<{ hub: HubChild; url: string }> => {
  const port = await freePort();
  const hub = spawnHub({
    DATABASE_URL: database.url,
    HUB_SECRET_KEY: secret,
    HUB_ADMIN_KEY: ADMIN_KEY,
    HUB_PORT: String(port),
  });
  hubs.push(hub);
  await hub.text('ChargeSphere is ready.');
  return { hub, url: `http://127.0.0.1:${port}` };
};

beforeAll(async () => {
  database = await migratedDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
}, 60_000);

afterAll(async () => {
  for (const hub of hubs) hub.kill('SIGKILL');
  await Promise.all(hubs.map(({ ended }) => ended));
  await client.end();
  await database.drop();
});

/** One hour after the other at one EVSE, without a Session, by the Tariff it carries. */
const cdrOf = (n: number): CDR => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString();
  const dimensions = [{ type: 'ENERGY' as const, volume: 5 }];
  const cost = { before_taxes: 2, taxes: [{ name: 'VAT', percentage: 21, amount: 0.42 }] };
  return samples.cdr({
    id: `K${n}`,
    session_id: undefined,
    start_date_time: at(n),
    end_date_time: at(n + 1),
    charging_periods: [samples.period({ start_date_time: at(n), dimensions })],
    tariffs: [samples.tariff()],
    total_cost: cost,
    total_energy_cost: cost,
    total_energy: 5,
    total_time: 1,
    last_updated: at(n + 1),
  });
};

const post = async (url: string, cdr: CDR): Promise<void> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
    body: JSON.stringify({
      query: 'mutation ($document: CdrDocument!) { postCdr(document: $document) { outcome } }',
      variables: { document: cdr },
    }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { postCdr: { outcome: string } };
    errors?: unknown;
  };
  expect([errors, data?.postCdr.outcome]).toEqual([undefined, 'CREATED']);
};

interface Counts {
  waiting: number;
  taken: number;
  done: number;
}
const counts = async (): Promise<Counts> => {
  const { rows } = await client.query<Counts>(`
    select count(*) filter (where state = 'WAITING')::int as waiting,
      count(*) filter (where claim is not null)::int as taken, count(*) filter (where rounds > 0)::int as done
    from billing.cdr_check`);
  return rows[0] ?? { waiting: 0, taken: 0, done: 0 };
};
const until = async (isSo: (now: Counts) => boolean): Promise<Counts> => {
  for (;;) {
    const now = await counts();
    if (isSo(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
/** Whether somebody is in the middle of writing verdicts. */
const isWriting = async (): Promise<boolean> => {
  const { rowCount } = await client.query(
    `select from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
  );
  return (rowCount ?? 0) > 0;
};

it('checks every CDR once though the hub is killed while it checks them', async () => {
  const first = await start();
  // Whoever has found something has to wait here before it writes that down.
  await client.query(`select pg_advisory_lock(${LOCK})`);
  await Promise.all(Array.from({ length: CDRS }, (_, n) => post(first.url, cdrOf(n))));
  await until(({ taken }) => taken > 0);
  while (!(await isWriting())) await new Promise((resolve) => setTimeout(resolve, 20));
  first.hub.kill('SIGKILL');
  expect(await first.hub.ended).toEqual({ code: null, signal: 'SIGKILL' });
  await client.query(`select pg_advisory_unlock(${LOCK})`);
  while (await isWriting()) await new Promise((resolve) => setTimeout(resolve, 20));
  const after = await counts();
  expect(after).toMatchObject({ waiting: CDRS, done: 0 });
  expect(after.taken).toBeGreaterThan(0);

  // What nobody had taken is checked at once; what the dead hub had taken is its own for a minute.
  const second = await start();
  await until(({ done }) => done === CDRS - after.taken);
  expect(await counts()).toEqual({ waiting: after.taken, taken: after.taken, done: CDRS - after.taken });
  // The minute passes; another hub joins in, and both look for what is due.
  await client.query('update billing.cdr_check set due_at = now() where claim is not null');
  const third = await start();
  await post(second.url, cdrOf(CDRS));
  await post(third.url, cdrOf(CDRS + 1));
  await until(({ waiting }) => waiting === 0);

  const { rows } = await client.query<{ state: string; rounds: number; told: number; n: number }>(`
    select k.state, k.rounds, count(*)::int as n, max(o.told)::int as told from billing.cdr_check k
    left join lateral (
      select count(*) as told from billing.outbox o where o.topic = 'cdr.checked' and o.ref = k.cdr_ref
    ) o on true group by 1, 2`);
  expect(rows).toEqual([{ state: 'ACCEPTED', rounds: 1, told: 1, n: CDRS + 2 }]);
}, 90_000);
