/**
 * A statement run: everything that is due by the end of a period is cleared, posted and billed. It works in chunks,
 * each in a transaction of its own, and keeps nothing between them but what is in the database: killed at any moment
 * and begun again, it goes on where it was, and no posting is lost or made twice. Once it has begun to issue it takes
 * nothing more: what is accepted from then on belongs to the next run, not onto a statement that has its number.
 */
import { inTransaction } from '@chargesphere/chassis';
import type { Pool, PoolClient } from 'pg';
import type { JobInHand } from '../jobs/job.types.js';
import type { ClearingStore } from './clearing.store.js';
import { ISSUE_CHUNK, NET, POST_CHUNK } from './statement.sql.js';

export interface StatementPeriod {
  /** RFC 3339; the first moment of the period, and the first after it. */
  from: string;
  to: string;
  /** Days to pay. */
  payableDays: number;
}

/** Of one transaction each. */
export interface RunLimits {
  cdrs: number;
  transfers: number;
  statements: number;
}

export const runLimits: RunLimits = { cdrs: 500, transfers: 20_000, statements: 200 };

const CLEARING = 'clearing CDRs';
const POSTING = 'posting';
const ISSUING = 'issuing statements';
const NETTING = 'netting';

interface Cursor {
  at: string;
  id: string;
}
const START: Cursor = { at: '-infinity', id: '0' };

export class StatementRun {
  constructor(
    private readonly pool: Pool,
    private readonly clearing: ClearingStore,
    private readonly limits: RunLimits = runLimits,
  ) {}

  async carryOut(job: JobInHand, period: StatementPeriod): Promise<void> {
    const { from, to, payableDays } = period;
    const { cdrs, transfers, statements } = this.limits;
    await this.#repeat(job, CLEARING, (on) => this.clearing.clearChunk(on, cdrs));
    await this.#postAll(job, from, to, transfers);
    await this.#repeat(job, ISSUING, async (on) => {
      const { rowCount } = await on.query(ISSUE_CHUNK, [job.id, statements, payableDays]);
      return rowCount ?? 0;
    });
    await this.#step(job, NETTING, async (on) => {
      const { rowCount } = await on.query(NET, [job.id, from, to, payableDays]);
      return rowCount ?? 0;
    });
  }

  /** From the oldest to the newest, and once more from the beginning for what came, or was let go, meanwhile. */
  async #postAll(job: JobInHand, from: string, to: string, limit: number): Promise<void> {
    let cursor = START;
    for (;;) {
      const after = cursor;
      let next: Cursor | undefined;
      const posted = await this.#step(job, POSTING, async (on) => {
        const { rows } = await on.query<Cursor & { posted: number }>(POST_CHUNK, [
          job.id,
          from,
          to,
          limit,
          after.at,
          after.id,
        ]);
        next = rows[0];
        return rows[0]?.posted ?? 0;
      });
      if (posted === 0 && after === START) return;
      cursor = posted === 0 || !next ? START : next;
    }
  }

  async #repeat(job: JobInHand, step: string, chunk: (on: PoolClient) => Promise<number>): Promise<void> {
    while ((await this.#step(job, step, chunk)) > 0);
  }

  /**
   * One chunk and the progress it is, together. The row of the job is locked first: should two nodes believe the job to
   * be theirs, they take turns, and none issues what the other is still posting.
   */
  async #step(job: JobInHand, step: string, chunk: (on: PoolClient) => Promise<number>): Promise<number> {
    job.signal.throwIfAborted();
    const { done, tell } = await inTransaction(this.pool, async (on) => {
      const made = await job.lock(on);
      if (ISSUING in made && (step === CLEARING || step === POSTING))
        return { done: 0, tell: () => undefined };
      const n = await chunk(on);
      return { done: n, tell: await job.progress(on, step, n) };
    });
    tell();
    return done;
  }
}
