/**
 * The outbox of one subgraph: events written in the transaction of their cause, published after its commit.
 *
 * In this process the writer hands its events to the bus at once. Other nodes are woken once per some 50 ms, by NOTIFY
 * from a connection of its own (inside the write transaction it cost four fifths of the throughput) or by what the hub
 * is given instead, and read what they have not seen. A wake-up can be lost with the node that owed it, so every node
 * also looks by itself from time to time.
 */
import { randomUUID } from 'node:crypto';
import { Problem } from '@chargesphere/schema';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { EventBus, type Subscription } from './bus.js';
import type { DomainEvent } from './event.js';
import { missedEvents } from './missed.js';
import { OutboxReader, type OutboxRow } from './outbox-reader.js';
import { noteTold, resumptionAtHand, type Resumption } from './resumption.js';
import { postgresWakeUps, type WakeUps } from './wake-ups.js';

export interface OutboxOptions {
  pool: Pool;
  /** For the connection that listens. */
  url: string;
  schema: string;
  log: Logger;
  /** How nodes wake each other; by NOTIFY when left out. */
  wakeUps?: WakeUps | undefined;
  /** Quiet time between two wake-ups of others, milliseconds. */
  notifyEvery_ms?: number;
  /** How often to look without being woken, milliseconds. */
  lookEvery_ms?: number;
  /** How long events are kept for nodes that were cut off, milliseconds. */
  keep_ms?: number;
  /** Wait before the lost listener connects again, milliseconds. */
  reconnectAfter_ms?: number;
}

/** Documents and routes of events that another node wrote; undefined for what is gone already. */
type Loader = (
  keys: { ref: string; addressee: string; detail?: unknown }[],
) => Promise<({ document: unknown; routes: string[] } | undefined)[]>;

const KEEP_MS = 3_600_000;
const SWEEP_EVERY_MS = 60_000;
const SWEPT_AT_ONCE = 5000;

export class Outbox {
  /** Which process wrote an event, so that it does not hear its own twice. */
  readonly node = randomUUID();
  readonly #bus = new EventBus<DomainEvent>();
  readonly #loaders = new Map<string, Loader>();
  readonly #table: string;
  readonly #channel: string;
  readonly #reader: OutboxReader;
  readonly #wakeUps: WakeUps;
  #stopListening: (() => Promise<void>) | undefined;
  #notifyTimer: NodeJS.Timeout | undefined;
  #timers: NodeJS.Timeout[] = [];
  #isClosed = false;

  constructor(private readonly options: OutboxOptions) {
    const { pool, url, schema, log, reconnectAfter_ms } = options;
    this.#table = `"${schema}".outbox`;
    this.#channel = `chargesphere_${schema}`;
    this.#reader = new OutboxReader({
      pool,
      table: this.#table,
      node: this.node,
      log,
      onRows: (rows) => this.#publishForeign(rows),
    });
    this.#wakeUps = options.wakeUps ?? postgresWakeUps({ pool, url, log, reconnectAfter_ms });
  }

  /** How to load the documents of events that another node wrote. */
  knows(topic: string, loader: Loader): void {
    this.#loaders.set(topic, loader);
  }

  /** From now on; or, where a subscription goes on after an event it has had, what came since, and then the end. */
  subscribe<D>(keys: readonly string[], bound?: number): Subscription<DomainEvent<D>> {
    const after = resumptionAtHand();
    const events = after ? this.#missed(keys, after) : this.#bus.subscribe(keys, bound);
    return events as Subscription<DomainEvent<D>>;
  }

  /** Open subscriptions, for metrics and tests. */
  get subscriptions(): number {
    return this.#bus.size;
  }

  /** Tells this process at once and the others soon. Call it after the commit. */
  publish(events: readonly DomainEvent[], routes: (event: DomainEvent) => string[] = () => []): void {
    if (events.length === 0) return;
    const now = Date.now();
    for (const event of events) {
      noteTold(event, now);
      this.#bus.publish([event.topic, ...routes(event)], event);
    }
    if (this.#isClosed) return;
    this.#notifyTimer ??= setTimeout(() => void this.#notify(), this.options.notifyEvery_ms ?? 50);
  }

  /** Begins to listen to the other nodes, from now on. */
  async start(): Promise<void> {
    await this.#reader.start();
    this.#stopListening = await this.#wakeUps.listen(this.#channel, (from) => {
      if (from !== this.node) this.#reader.wake();
    });
    const { lookEvery_ms = this.#wakeUps.lookEvery_ms } = this.options;
    this.#timers = [
      setInterval(() => this.#reader.wake(), lookEvery_ms).unref(),
      setInterval(() => void this.sweep(), SWEEP_EVERY_MS).unref(),
    ];
  }

  /** Removes old events, some at a time; several nodes may do this at once. Happens every minute by itself. */
  async sweep(): Promise<void> {
    const keep_s = (this.options.keep_ms ?? KEEP_MS) / 1000;
    const removeSome = () =>
      this.options.pool.query(
        `delete from ${this.#table} where ctid = any(array(
          select ctid from ${this.#table} where occurred_at < now() - make_interval(secs => $1)
          limit ${SWEPT_AT_ONCE} for update skip locked))`,
        [keep_s],
      );
    try {
      while (!this.#isClosed && (await removeSome()).rowCount === SWEPT_AT_ONCE);
    } catch (error) {
      this.options.log.warn({ error }, 'could not clear the outbox of old events');
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#bus.close();
    // The last events of this node are still to be told to the others.
    if (this.#notifyTimer) await this.#notify();
    await this.#stopListening?.();
    await this.#reader.close();
  }

  async #notify(): Promise<void> {
    clearTimeout(this.#notifyTimer);
    this.#notifyTimer = undefined;
    await this.#wakeUps
      .tell(this.#channel, this.node)
      .catch((error: unknown) => this.options.log.warn({ error }, 'could not wake the other nodes'));
  }

  #missed(keys: readonly string[], after: Resumption): Subscription<DomainEvent> {
    const keep_ms = this.options.keep_ms ?? KEEP_MS;
    if (after.told_ms < Date.now() - keep_ms)
      throw new Problem(
        'NOT_FOUND',
        `Events are kept for ${Math.round(keep_ms / 60_000)} minutes and this one is older; subscribe without it, and read what there is.`,
      );
    return missedEvents({
      pool: this.options.pool,
      table: this.#table,
      keys,
      after,
      told: async (rows) => {
        const events = await this.#eventsOf(rows);
        return events.map(({ row, event, keys: under }) => {
          noteTold(event, row.at_ms);
          return { event, keys: under };
        });
      },
    });
  }

  async #publishForeign(rows: OutboxRow[]): Promise<void> {
    const events = await this.#eventsOf(rows);
    const now = Date.now();
    for (const { event, keys } of events) {
      noteTold(event, now);
      this.#bus.publish(keys, event);
    }
  }

  /** In the order in which they were written, each with its document; without those whose document is gone. */
  async #eventsOf<R extends OutboxRow>(
    rows: readonly R[],
  ): Promise<{ row: R; event: DomainEvent; keys: string[] }[]> {
    const found = new Map<OutboxRow, { document: unknown; routes: string[] } | undefined>();
    for (const [topic, loader] of this.#loaders) {
      const known = rows.filter((row) => row.topic === topic);
      if (known.length === 0) continue;
      const loaded = await loader(known);
      known.forEach((row, i) => found.set(row, loaded[i]));
    }
    return rows.flatMap((row) => {
      const known = found.has(row) ? found.get(row) : { document: undefined, routes: [] };
      if (!known) return [];
      const { id, topic, ref, addressee, owner, detail } = row;
      const { document, routes } = known;
      const event = { id, topic, ref, addressee, owner, document, detail: detail ?? undefined };
      return [{ row, event, keys: [topic, ...routes] }];
    });
  }
}
