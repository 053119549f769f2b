/**
 * How nodes wake each other when there is something to read in an outbox. A wake-up says nothing but "look": it may be
 * lost or come twice, and what there is to know is in PostgreSQL either way.
 */
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Listener } from './listener.js';

export interface WakeUps {
  /** How long one may go without looking, because wake-ups can be lost, milliseconds. */
  readonly lookEvery_ms: number;
  /** Wakes the others of the channel; says which node did. Rejects when they could not be reached. */
  tell(channel: string, from: string): Promise<void>;
  /**
   * Calls `wake` with the node that said so, and without one when something may have been said that was not heard.
   * Resolves to a function that ends it.
   */
  listen(channel: string, wake: (from?: string) => void): Promise<() => Promise<void>>;
}

export interface PostgresWakeUpsOptions {
  pool: Pool;
  /** For the connection that listens. */
  url: string;
  log: Logger;
  /** Wait before the lost listener connects again, milliseconds. */
  reconnectAfter_ms?: number | undefined;
}

/** NOTIFY and LISTEN: nothing else has to run. */
export const postgresWakeUps = ({ pool, url, log, reconnectAfter_ms }: PostgresWakeUpsOptions): WakeUps => ({
  lookEvery_ms: 5_000,
  async tell(channel, from) {
    await pool.query(`notify "${channel}", '${from}'`);
  },
  async listen(channel, wake) {
    const listener = new Listener({
      url,
      channel,
      log,
      ...(reconnectAfter_ms !== undefined && { retryAfter_ms: reconnectAfter_ms }),
      onMessage: (from) => wake(from),
      onConnected: () => wake(),
    });
    await listener.start();
    return () => listener.close();
  },
});
