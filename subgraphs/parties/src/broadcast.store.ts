/**
 * Takes in what is to be sent to others: a message once, and a delivery for each receiver, all in one statement
 * (RTE-021, RTE-022, RTE-029). Who receives is known in memory, so that a push waits for one write only.
 */
import { randomUUID } from 'node:crypto';
import { foldRef, Problem } from '@chargesphere/schema';
import type { Outbox } from '@chargesphere/chassis';
import type { Pool, PoolClient } from 'pg';
import { DELIVERIES_QUEUED } from './delivery.events.js';
import type { AudienceStore } from './delivery-audience.store.js';
import { ACCEPTED_MAX, type BroadcastKind, type DeliveryTimes } from './delivery.rules.js';
import { columnOf } from './exchange.intake.js';

/** What is sent, whoever gets it. */
export interface Message {
  module: string;
  method: string;
  /** Below the module's URL, as the owner wrote it (RTE-024). */
  path: readonly string[];
  query: Readonly<Record<string, string>>;
  /** Ref of the owner. */
  owner: string;
  /** Ref of the top-level object: within it order is kept (HUB-062). */
  object: string;
  /** The platform it came from; null when the hub itself speaks. */
  platformId: string | null;
  requestId: string;
  correlationId: string;
  /** As it came. */
  body: string | null;
}

export interface BroadcastMessage extends Message {
  isPublished: boolean;
}

/** One receiver of one message: `receiver` is null where no party is named (HCI-006). */
export interface Destination {
  platformId: string;
  receiver: string | null;
}

interface Queued {
  kind: BroadcastKind;
  message: Message;
  to: readonly Destination[];
  lives_ms: number;
  /** How long to wait with the first attempt. */
  delay_ms?: number;
}

/** The pool, or a transaction of somebody else's. */
export type Writing = Pick<Pool, 'query'> | Pick<PoolClient, 'query'>;

export interface DeliveryGround {
  pool: Pool;
  outbox: Outbox;
  times: DeliveryTimes;
  now(): Date;
}

export class BroadcastStore {
  constructor(
    private readonly ground: DeliveryGround,
    private readonly audience: AudienceStore,
  ) {}

  /** How many receive each message, in the order asked for. Resolves after the commit. */
  async broadcast(messages: readonly BroadcastMessage[]): Promise<number[]> {
    if (messages.length > ACCEPTED_MAX)
      throw new Problem('INVALID_INPUT', `Accept ${ACCEPTED_MAX} messages at a time at the most.`);
    const lives_ms = this.ground.times.expireAfter_ms;
    const queued: Queued[] = [];
    for (const message of messages) {
      const { module, isPublished } = message;
      const to = await this.audience.of({ module, owner: foldRef(message.owner), isPublished });
      queued.push({ kind: 'BROADCAST', message, to, lives_ms });
    }
    await this.queue(queued);
    return queued.map(({ to }) => to.length);
  }

  /**
   * Keeps a CDR to be offered again, once however often it comes; false when no operator has asked for that. One that
   * the hub itself has made (`isOwn`) is sent at once and always, for nobody else pushes it.
   */
  async redeliver(message: Message, to: Destination, isOwn = false): Promise<boolean> {
    const { rows } = await this.ground.pool.query<{ isWanted: boolean; isThere: boolean }>(
      `select redelivers_cdrs or $3 as "isWanted", exists (select from parties.delivery d join parties.broadcast b on b.id = d.broadcast_id
         where d.platform_id = p.id and ($3 or d.status in ('WAITING', 'SENDING'))
         and b.kind = 'REDELIVERY' and b.object = $2) as "isThere"
       from parties.platform p where p.id = $1`,
      [to.platformId, foldRef(message.object), isOwn],
    );
    if (!rows[0]?.isWanted) return false;
    if (rows[0].isThere) return true;
    const { redeliverFor_ms: lives_ms, backoff_ms } = this.ground.times;
    const delay_ms = isOwn ? 0 : backoff_ms;
    await this.queue([{ kind: 'REDELIVERY', message, to: [to], lives_ms, delay_ms }]);
    return true;
  }

  /**
   * For whatever else the hub pushes of its own accord, such as ClientInfo (HCI-001). With a transaction of the
   * caller's, `announce` has to follow its commit.
   */
  async push(
    messages: readonly { message: Message; to: readonly Destination[] }[],
    transaction: Writing,
  ): Promise<void> {
    const lives_ms = this.ground.times.expireAfter_ms;
    await this.insert(
      messages.map((each) => ({ kind: 'CLIENT_INFO', lives_ms, ...each })),
      transaction,
    );
  }

  /** Wakes the nodes that send. */
  announce(): void {
    this.ground.outbox.publish([queuedEvent]);
  }

  private async queue(queued: readonly Queued[]): Promise<void> {
    if ((await this.insert(queued, this.ground.pool)) > 0) this.announce();
  }

  /** How many deliveries there are of the messages. */
  private async insert(queued: readonly Queued[], on: Writing): Promise<number> {
    const now = this.ground.now();
    const at = (later_ms: number): string => new Date(now.getTime() + later_ms).toISOString();
    const rows = queued.map((each) => ({ id: randomUUID(), ...each }));
    const deliveries = rows.flatMap(({ id, to, lives_ms, delay_ms = 0 }) =>
      to.map((one) => ({ id, ...one, due: at(delay_ms), expires: at(lives_ms) })),
    );
    const of = <T>(pick: (message: Message) => T): T[] => rows.map(({ message }) => pick(message));
    const { outbox } = this.ground;
    await on.query({
      name: 'parties.queue',
      text: QUEUE,
      values: [
        rows.map(({ id }) => id),
        rows.map(({ kind }) => kind),
        of(({ module }) => module),
        of(({ method }) => method),
        of(({ path }) => JSON.stringify(path)),
        of(({ query }) => JSON.stringify(query)),
        of(({ owner }) => foldRef(owner)),
        of(({ object }) => foldRef(object)),
        of(({ platformId }) => platformId),
        of(({ requestId }) => requestId),
        of(({ correlationId }) => correlationId),
        columnOf(of(({ body }) => body)),
        now.toISOString(),
        deliveries.map(({ id }) => id),
        deliveries.map(({ platformId }) => platformId),
        deliveries.map(({ receiver }) => receiver),
        deliveries.map(({ due }) => due),
        deliveries.map(({ expires }) => expires),
        DELIVERIES_QUEUED,
        outbox.node,
        queued.every(({ kind }) => kind === 'REDELIVERY') ? ['CONNECTED', 'OFFLINE'] : ['CONNECTED'],
      ],
    });
    return deliveries.length;
  }
}

const queuedEvent = {
  id: '',
  topic: DELIVERIES_QUEUED,
  ref: '',
  addressee: '',
  owner: '',
  document: undefined,
};

/**
 * A platform that has gone since the receivers were read gets nothing, or its CDRs later (HCI-005). Ids follow the order
 * of the messages. Bodies come as one text (columnOf): they are JSON, which holds no control characters, and in an array
 * every quote in them would be escaped here and read again there.
 */
const QUEUE = `
  with message as (
    insert into parties.broadcast (id, kind, module, method, path, query, owner, object, platform_id, request_id,
      correlation_id, body, accepted_at)
    select id, kind, module, method, path, query, owner, object, platform_id, request_id, correlation_id, body, $13
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[], $8::text[],
      $9::uuid[], $10::text[], $11::text[], string_to_array($12, E'\\x01', E'\\x02')) with ordinality as
      m(id, kind, module, method, path, query, owner, object, platform_id, request_id, correlation_id, body, place)
    order by place
  ), told as (
    insert into parties.outbox (topic, ref, node)
    select $19, '', $20 where cardinality($14::uuid[]) > 0
  )
  insert into parties.delivery (broadcast_id, platform_id, receiver, due_at, expires_at)
  select d.broadcast_id, d.platform_id, d.receiver, d.due_at, d.expires_at
  from unnest($14::uuid[], $15::uuid[], $16::text[], $17::timestamptz[], $18::timestamptz[]) with ordinality as
    d(broadcast_id, platform_id, receiver, due_at, expires_at, place)
  join parties.platform p on p.id = d.platform_id and p.status = any($21)
  order by d.place`;
