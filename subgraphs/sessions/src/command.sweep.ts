/**
 * Commands go after a while: each names a driver's Token (HUB-034, GEN-005), and real-time authorisations alone are one
 * for each charge. Looked for by every node now and then, in small batches; what still waits for something stays.
 */
import type { Frame, Logger } from '@chargesphere/chassis';

const SWEEP_EVERY_MS = 3_600_000;
const AT_ONCE = 1_000;

export interface CommandSweepOptions {
  pool: Frame['pool'];
  /** How long a command is kept after it was asked for. */
  keep_ms: number;
  now(): Date;
  log: Logger;
}

export class CommandSweep {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(private readonly options: CommandSweepOptions) {}

  start(): void {
    this.#sweepSoon();
    this.#timer = setInterval(() => this.#sweepSoon(), SWEEP_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Resolves to how many it removed. They are in the order in which they were asked for, so only the oldest are read. */
  async sweep(): Promise<number> {
    const { pool, keep_ms, now } = this.options;
    const before = new Date(now().getTime() - keep_ms);
    let removed = 0;
    while (!this.#isClosed) {
      const { rowCount } = await pool.query(
        `delete from sessions.command where id in (
           select id from (select id, requested_at, expires_at from sessions.command order by seq limit $3) oldest
           where requested_at < $1 and expires_at < $2
         )`,
        [before, now(), AT_ONCE],
      );
      removed += rowCount ?? 0;
      if (rowCount !== AT_ONCE) break;
    }
    return removed;
  }

  #sweepSoon(): void {
    this.#sweeping = this.#sweeping
      .then(() => this.sweep())
      .catch((error: unknown) => {
        this.options.log.warn({ err: error }, 'could not clear old commands away; trying again in an hour');
      });
  }
}
