/**
 * The events one has missed, read from the outbox page by page as they are asked for, and then the end.
 *
 * They begin some time before the last event one has had: it may have been told before another that was committed
 * earlier, by a longer transaction or on another node. So some come twice; their ids tell.
 */
import type { Pool } from 'pg';
import type { Subscription } from './bus.js';
import type { DomainEvent } from './event.js';
import type { OutboxRow } from './outbox-reader.js';
import type { Resumption } from './resumption.js';

export interface MissedOptions {
  pool: Pool;
  /** The outbox, as SQL names it. */
  table: string;
  keys: readonly string[];
  after: Resumption;
  /** Events of rows, with the keys each is told under. */
  told(rows: TimedRow[]): Promise<{ event: DomainEvent; keys: string[] }[]>;
}

export interface TimedRow extends OutboxRow {
  /** When its transaction began, milliseconds. */
  at_ms: number;
}

const PAGE = 500;
/** Longer than a write takes, a wake-up between nodes and the difference of their clocks. */
const OVERLAP_MS = 10_000;

export const missedEvents = ({
  pool,
  table,
  keys,
  after,
  told,
}: MissedOptions): Subscription<DomainEvent> => {
  const wanted = new Set(keys);
  const waiting: DomainEvent[] = [];
  let last = { xid: '0', id: '0' };
  let until: string | undefined;
  let isOver = false;
  const ended = { value: undefined, done: true } as const;

  const readPage = async (): Promise<void> => {
    until ??= (await pool.query<{ now: string }>('select pg_current_snapshot()::text as now')).rows[0]?.now;
    const { rows } = await pool.query<TimedRow>({
      name: `${table}.missed`,
      text: `select id::text, xid::text, topic, ref, addressee, owner, detail,
          floor(extract(epoch from occurred_at) * 1000)::float8 as at_ms
        from ${table}
        where occurred_at >= to_timestamp($1::float8 / 1000) and id is distinct from $2::bigint
        and pg_visible_in_snapshot(xid, $3::pg_snapshot) and (xid, id) > ($4::text::xid8, $5::bigint)
        order by xid, id limit ${PAGE}`,
      values: [after.told_ms - OVERLAP_MS, after.isPart ? null : after.id, until, last.xid, last.id],
    });
    last = rows.at(-1) ?? last;
    if (rows.length < PAGE) isOver = true;
    for (const { event, keys: under } of await told(rows))
      if (under.some((key) => wanted.has(key))) waiting.push(event);
  };

  return {
    dropped: 0,
    async next() {
      while (waiting.length === 0 && !isOver) await readPage();
      const event = waiting.shift();
      return event ? { value: event, done: false } : ended;
    },
    async return() {
      isOver = true;
      waiting.length = 0;
      return ended;
    },
    async throw(error: unknown) {
      isOver = true;
      waiting.length = 0;
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
