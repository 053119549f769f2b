/**
 * The days of recorded exchanges: made ahead, dropped when their time is over (HUB-064). Dropping a partition costs
 * nothing, deleting a day of legs costs as much as writing it. Any node may tend them; one at a time does.
 */
import type { Logger } from '@chargesphere/chassis';
import type { Pool, PoolClient } from 'pg';
import { TRAFFIC_KEEP_HOURS } from './traffic.rules.js';

export interface ExchangeRetention {
  /** How many days legs are kept, and what they carried. */
  keepDays: number;
  keepBodiesDays: number;
}

export const defaultRetention: ExchangeRetention = { keepDays: 14, keepBodiesDays: 3 };

const DAY_MS = 24 * 3_600_000;
/** Made ahead: a hub that stands still over a weekend finds its days. */
const AHEAD_DAYS = 3;
const TEND_EVERY_MS = 3_600_000;

type Table = 'exchange' | 'exchange_content';

export class ExchangePartitions {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly retention: ExchangeRetention,
    private readonly now: () => Date,
    private readonly log: Logger,
  ) {}

  /** Tends them now, and every hour from then on. A hub without its days works all the same. */
  async start(): Promise<void> {
    await this.#tendQuietly();
    this.#timer = setInterval(() => void this.#tendQuietly(), TEND_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async tend(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query(`select pg_advisory_xact_lock(hashtext('chargesphere exchange partitions'))`);
      // Whoever writes legs waits behind us: not for long, rather later again.
      await client.query(`set local lock_timeout = '3s'`);
      await this.#tendTable(client, 'exchange', this.retention.keepDays);
      await this.#tendTable(client, 'exchange_content', this.retention.keepBodiesDays);
      await client.query(`delete from parties.exchange_minute where minute < $1`, [
        new Date(this.now().getTime() - TRAFFIC_KEEP_HOURS * 3_600_000),
      ]);
      await client.query(`delete from parties.exchange_replay where requested_at < $1`, [
        this.#day(-this.retention.keepDays),
      ]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  async #tendQuietly(): Promise<void> {
    await this.tend().catch((error: unknown) =>
      this.log.warn({ err: error }, 'could not tend the days of exchanges; trying again in an hour'),
    );
  }

  async #tendTable(client: PoolClient, table: Table, keepDays: number): Promise<void> {
    const oldest = this.#day(-keepDays);
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = $1::regclass`,
      [`parties.${table}`],
    );
    const names = new Set(rows.map(({ name }) => name));
    for (const name of names) {
      const day = dayIn(name, table);
      if (day && day < oldest) await client.query(`drop table parties.${name}`);
    }
    await client.query(`delete from parties.${table}_default where at < $1`, [oldest]);
    for (let ahead = 0; ahead <= AHEAD_DAYS; ahead += 1) {
      const day = this.#day(ahead);
      if (!names.has(nameOf(table, day))) await addDay(client, table, day);
    }
  }

  /** Midnight, UTC. */
  #day(offset: number): Date {
    return new Date((Math.floor(this.now().getTime() / DAY_MS) + offset) * DAY_MS);
  }
}

/**
 * Attached and not created in place: that locks the table for writers. What had to lie in the default partition moves
 * over, because a day cannot be attached while it does not hold all of its rows.
 */
const addDay = async (client: PoolClient, table: Table, day: Date): Promise<void> => {
  const name = nameOf(table, day);
  const [from, to] = [day, new Date(day.getTime() + DAY_MS)].map((bound) => bound.toISOString());
  await client.query(`create table parties.${name} (like parties.${table} including all)`);
  await client.query(
    `with moved as (delete from parties.${table}_default where at >= $1 and at < $2 returning *)
     insert into parties.${name} select * from moved`,
    [from, to],
  );
  await client.query(
    `alter table parties.${table} attach partition parties.${name} for values from ('${from}') to ('${to}')`,
  );
};

const nameOf = (table: Table, day: Date): string =>
  `${table}_${day.toISOString().slice(0, 10).replaceAll('-', '_')}`;

const dayIn = (name: string, table: Table): Date | undefined => {
  const [, year, month, day] = new RegExp(`^${table}_(\\d{4})_(\\d{2})_(\\d{2})$`).exec(name) ?? [];
  return year ? new Date(`${year}-${month}-${day}T00:00:00Z`) : undefined;
};
