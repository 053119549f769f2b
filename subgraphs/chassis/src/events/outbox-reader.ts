/**
 * Reads the events that other nodes committed, each once.
 *
 * Ids do not tell what is new: transactions commit in another order than they take ids. Snapshots do: new is what the
 * present one shows and the one before did not. So nothing is read twice or skipped, and a long transaction holds up
 * nobody's events but its own.
 */
import type { Pool } from 'pg';
import type { Logger } from 'pino';

export interface OutboxRow {
  id: string;
  xid: string;
  topic: string;
  ref: string;
  addressee: string;
  owner: string;
  detail: unknown;
}

export interface OutboxReaderOptions {
  pool: Pool;
  /** The outbox, as SQL names it. */
  table: string;
  /** This process; its own events are not read. */
  node: string;
  log: Logger;
  /** A page of events, in order. When it rejects, the page comes again with the next wake-up. */
  onRows(rows: OutboxRow[]): Promise<void>;
}

const PAGE = 1000;
const BEGINNING = { xid: '0', id: '0' };

export class OutboxReader {
  /** The snapshot up to which everything is read. */
  #seen = '';
  /** The snapshot up to which a round reads, and how far it came; kept when it fails. */
  #round: { until: string; after: { xid: string; id: string } } | undefined;
  #reading: Promise<void> | undefined;
  #isWokenAgain = false;
  #isClosed = false;

  constructor(private readonly options: OutboxReaderOptions) {}

  /** Reads from now on. */
  async start(): Promise<void> {
    this.#seen = await this.#snapshot();
  }

  /** There may be something to read. */
  wake(): void {
    if (this.#isClosed) return;
    if (this.#reading) {
      this.#isWokenAgain = true;
      return;
    }
    this.#reading = this.#read()
      .catch((error: unknown) => this.options.log.error({ error }, 'could not read the outbox'))
      .finally(() => {
        this.#reading = undefined;
        if (!this.#isWokenAgain) return;
        this.#isWokenAgain = false;
        this.wake();
      });
  }

  /** Resolves when nothing is being read any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#reading;
  }

  async #read(): Promise<void> {
    // A round that failed is finished first; then there is what came since.
    if (this.#round) this.#isWokenAgain = true;
    const round = (this.#round ??= { until: await this.#snapshot(), after: BEGINNING });
    for (let isMore = round.until !== this.#seen; isMore;) {
      const rows = await this.#page(round);
      if (rows.length > 0) await this.options.onRows(rows);
      round.after = rows.at(-1) ?? round.after;
      isMore = rows.length === PAGE;
      if (isMore && this.#isClosed) return;
    }
    this.#seen = round.until;
    this.#round = undefined;
  }

  async #snapshot(): Promise<string> {
    const { rows } = await this.options.pool.query<{ now: string }>(
      'select pg_current_snapshot()::text as now',
    );
    return rows[0]?.now ?? '';
  }

  async #page({ until, after }: { until: string; after: { xid: string; id: string } }): Promise<OutboxRow[]> {
    const { pool, table, node } = this.options;
    const { rows } = await pool.query<OutboxRow>({
      name: `${table}.new`,
      text: `select o.id::text, o.xid::text, topic, ref, addressee, owner, detail from ${table} o
        where xid >= pg_snapshot_xmin($1::pg_snapshot) and xid < pg_snapshot_xmax($2::pg_snapshot)
        and not pg_visible_in_snapshot(xid, $1::pg_snapshot) and pg_visible_in_snapshot(xid, $2::pg_snapshot)
        and node <> $3::uuid and (xid, id) > ($4::text::xid8, $5::bigint)
        order by o.xid, o.id limit ${PAGE}`,
      values: [this.#seen, until, node, after.xid, after.id],
    });
    return rows;
  }
}
