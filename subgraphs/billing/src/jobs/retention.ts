/**
 * Retention of what the hub keeps about its own work: records of jobs go after a while. The ledger and what was issued
 * stay; how long CDRs are kept is law and contract (GEN-005), and left to whoever runs the database.
 */
import type { Pool } from 'pg';

const KEPT_DAYS = 400;
const AT_ONCE = 1_000;

/** Resolves to how many records it deleted. What statements refer to stays with them. */
export const forgetOldJobs = async (pool: Pool, signal: AbortSignal, days = KEPT_DAYS): Promise<number> => {
  let forgotten = 0;
  while (!signal.aborted) {
    const { rowCount } = await pool.query(
      `delete from billing.job where id in (
         select id from billing.job j where finished_at < now() - make_interval(days => $1)
           and not exists (select from billing.statement s where s.run = j.id)
         order by finished_at limit $2 for update skip locked
       )`,
      [days, AT_ONCE],
    );
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < AT_ONCE) break;
  }
  return forgotten;
};
