/** Attempts to log in, counted for all nodes in one statement that also decides. */
import type { Pool } from 'pg';
import { BLOCK_FIRST_S, BLOCK_LONGEST_S, FORGOTTEN_AFTER_S, type Allowance } from './attempt.rules.js';

const REMOVED_AT_ONCE = 500;

/**
 * Nothing is counted while one of them is blocked, or who is blocked could have the account blocked for its owner too.
 * A row that blocks meanwhile is left as it is and not returned; the lock on it makes attempts at the same time wait for it.
 */
const COUNT = `insert into parties.login_attempt as a (key, allowance, failures, last_at)
  select key, allowance, 1, $3 from unnest($1::text[], $2::int[]) as one (key, allowance)
  where not exists (select from parties.login_attempt b where b.key = any($1) and b.blocked_until > $3)
  on conflict (key) do update set
    allowance = excluded.allowance,
    failures = case when a.last_at < $3 - make_interval(secs => $4) then 1 else a.failures + 1 end,
    last_at = excluded.last_at,
    blocked_until = case when a.last_at >= $3 - make_interval(secs => $4) and a.failures + 1 >= excluded.allowance
      then $3 + make_interval(secs => least($6, $5 * power(2, least(a.failures + 1 - excluded.allowance, 20)))) end
  where a.blocked_until is null or a.blocked_until <= $3
  returning key`;

export class AttemptStore {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => Date,
  ) {}

  /** Counts an attempt; false when one of them is blocked. */
  async begin(allowances: readonly Allowance[]): Promise<boolean> {
    const { rowCount } = await this.pool.query(COUNT, [
      allowances.map(({ key }) => key),
      allowances.map(({ allowance }) => allowance),
      this.now(),
      FORGOTTEN_AFTER_S,
      BLOCK_FIRST_S,
      BLOCK_LONGEST_S,
    ]);
    return rowCount === allowances.length;
  }

  /** It was the right password: the pair is forgiven, from the others this attempt is taken back. */
  async forgive(allowances: readonly Allowance[], pair: string): Promise<void> {
    const others = allowances.map(({ key }) => key).filter((key) => key !== pair);
    await this.pool.query(
      `with forgiven as (delete from parties.login_attempt where key = $1)
       update parties.login_attempt set failures = failures - 1,
         blocked_until = case when failures - 1 >= allowance then blocked_until end
       where key = any($2)`,
      [pair, others],
    );
    await this.#removeOld();
  }

  async #removeOld(): Promise<void> {
    await this.pool.query(
      `delete from parties.login_attempt where key = any(array(
        select key from parties.login_attempt where last_at < $1::timestamptz - make_interval(secs => $2)
        limit $3 for update skip locked))`,
      [this.now(), FORGOTTEN_AFTER_S * 2, REMOVED_AT_ONCE],
    );
  }
}
