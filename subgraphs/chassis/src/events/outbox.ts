/**
 * The outbox of one subgraph: events written in the transaction of their cause, published after its commit.
 *
 * In this process the writer hands its events to the bus at once. Other nodes are woken by one coalesced NOTIFY per
 * some 50 ms from a connection of its own (a NOTIFY inside the write transaction cost four fifths of the throughput)
 * and read what they have not seen. They read by transaction, never by id alone, because an id may become visible
 * after a higher one; rows of transactions still open are left for the next wake-up.
 */
import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import type { Logger } from 'pino';
import { EventBus, type Subscription } from './bus.js';
import type { DomainEvent } from './event.js';

export interface OutboxOptions {
  pool: Pool;
  /** For the connection that listens. */
  url: string;
  schema: string;
  log: Logger;
  /** Quiet time between two NOTIFYs, milliseconds. */
  notifyEvery_ms?: number;
  /** How long events are kept, milliseconds. */
  keep_ms?: number;
}

type Loader = (
  keys: { ref: string; addressee: string }[],
) => Promise<({ document: unknown; routes: string[] } | undefined)[]>;

interface OutboxRow {
  id: string;
  xid: string;
  topic: string;
  ref: string;
  addressee: string;
  owner: string;
  detail: unknown;
  isOwn: boolean;
}

const PAGE = 1000;

export class Outbox {
  /** Which process wrote an event, so that it does not hear its own twice. */
  readonly node = randomUUID();
  readonly #bus = new EventBus<DomainEvent>();
  readonly #loaders = new Map<string, Loader>();
  #listener: Client | undefined;
  #notifyTimer: NodeJS.Timeout | undefined;
  #sweepTimer: NodeJS.Timeout | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;
  #cursor = { xid: '0', id: '0' };
  #reading: Promise<void> | undefined;
  #isReadAgain = false;
  #isClosed = false;

  constructor(private readonly options: OutboxOptions) {}

  get #channel(): string {
    return `chargesphere_${this.options.schema}`;
  }

  get #table(): string {
    return `"${this.options.schema}".outbox`;
  }

  /** How to load the documents of events that another node wrote. */
  knows(topic: string, loader: Loader): void {
    this.#loaders.set(topic, loader);
  }

  subscribe<D>(keys: readonly string[], bound?: number): Subscription<DomainEvent<D>> {
    return this.#bus.subscribe(keys, bound) as Subscription<DomainEvent<D>>;
  }

  /** Tells this process at once and the others soon. Call it after the commit. */
  publish(events: readonly DomainEvent[], routes: (event: DomainEvent) => string[] = () => []): void {
    if (events.length === 0) return;
    for (const event of events) this.#bus.publish([event.topic, ...routes(event)], event);
    this.#notifyTimer ??= setTimeout(() => {
      this.#notifyTimer = undefined;
      this.options.pool
        .query(`notify "${this.#channel}", '${this.node}'`)
        .catch((error: unknown) => this.options.log.warn({ error }, 'could not wake the other nodes'));
    }, this.options.notifyEvery_ms ?? 50);
  }

  /** Begins to listen to the other nodes, from now on. */
  async start(): Promise<void> {
    const { rows } = await this.options.pool.query<{ xmin: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
    );
    this.#cursor = { xid: rows[0]?.xmin ?? '0', id: '0' };
    await this.#listen();
    this.#sweepTimer = setInterval(() => void this.#sweep(), 10 * 60_000);
    this.#sweepTimer.unref();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#notifyTimer);
    clearTimeout(this.#reconnectTimer);
    clearInterval(this.#sweepTimer);
    this.#bus.close();
    await this.#reading;
    await this.#listener?.end();
  }

  async #listen(): Promise<void> {
    const listener = new Client({
      connectionString: this.options.url,
      application_name: `chargesphere ${this.options.schema} outbox`,
      keepAlive: true,
    });
    listener.on('error', (error) => this.#reconnect(error));
    listener.on('end', () => this.#reconnect(new Error('the connection ended')));
    listener.on('notification', ({ payload }) => {
      if (payload !== this.node) this.#wake();
    });
    await listener.connect();
    await listener.query(`listen "${this.#channel}"`);
    this.#listener = listener;
    this.#wake();
  }

  #reconnect(error: Error): void {
    if (this.#isClosed || this.#reconnectTimer) return;
    this.options.log.warn({ error: error.message }, 'lost the outbox listener; connecting again in a second');
    this.#reconnectTimer = setTimeout(() => {
      this.#reconnectTimer = undefined;
      if (!this.#isClosed) this.#listen().catch((again: Error) => this.#reconnect(again));
    }, 1000);
  }

  #wake(): void {
    if (this.#reading) {
      this.#isReadAgain = true;
      return;
    }
    this.#reading = this.#read()
      .catch((error: unknown) => this.options.log.error({ error }, 'could not read the outbox'))
      .finally(() => {
        this.#reading = undefined;
        if (this.#isReadAgain && !this.#isClosed) {
          this.#isReadAgain = false;
          this.#wake();
        }
      });
  }

  async #read(): Promise<void> {
    for (let rows = await this.#nextRows(); rows.length > 0; rows = await this.#nextRows()) {
      const foreign = rows.filter((row) => !row.isOwn);
      for (const topic of new Set(foreign.map((row) => row.topic)))
        await this.#publishForeign(foreign.filter((row) => row.topic === topic));
      if (rows.length < PAGE) return;
    }
  }

  async #nextRows(): Promise<OutboxRow[]> {
    const { rows } = await this.options.pool.query<OutboxRow>({
      name: `${this.options.schema}.outbox.next`,
      text: `select id::text, xid::text, topic, ref, addressee, owner, detail, node = $3::uuid as "isOwn" from ${this.#table}
        where (xid, id) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, id limit ${PAGE}`,
      values: [this.#cursor.xid, this.#cursor.id, this.node],
    });
    const last = rows.at(-1);
    if (last) this.#cursor = { xid: last.xid, id: last.id };
    return rows;
  }

  async #publishForeign(rows: OutboxRow[]): Promise<void> {
    const loader = this.#loaders.get(rows[0]?.topic ?? '');
    if (!loader) {
      for (const row of rows) this.#bus.publish([row.topic], { ...row, document: undefined });
      return;
    }
    const loaded = await loader(rows);
    loaded.forEach((found, i) => {
      const row = rows[i];
      if (row && found) this.#bus.publish([row.topic, ...found.routes], { ...row, document: found.document });
    });
  }

  async #sweep(): Promise<void> {
    const keep_s = (this.options.keep_ms ?? 24 * 3_600_000) / 1000;
    await this.options.pool
      .query(`delete from ${this.#table} where occurred_at < now() - make_interval(secs => $1)`, [keep_s])
      .catch((error: unknown) =>
        this.options.log.warn({ error }, 'could not clear the outbox of old events'),
      );
  }
}
