/**
 * Deliveries as the nodes of the hub carry them out. All messages for a platform go through one node at a time, which
 * holds the platform's lane by a lease: so order is kept without asking anybody (HUB-062), and a node that dies loses
 * its lanes, and what it had taken up, to the others.
 */
import type { Pool } from 'pg';
import type { DeliveryGround } from './broadcast.store.js';
import { DELIVERIES_SETTLED, type DeliveriesSettled } from './delivery.events.js';
import { SETTLED_MAX, takenIn, type BroadcastKind, type SettledStatus } from './delivery.rules.js';
import { between } from './record-bounds.js';

/** A delivery that a node has taken up. */
export interface TakenDelivery {
  id: string;
  broadcastId: string;
  platformId: string;
  /** Folded ref of the party; null where none is named. */
  receiver: string | null;
  attempts: number;
  expiresAt: Date;
}

/** What the deliveries taken up carry. */
export interface TakenMessage {
  id: string;
  kind: BroadcastKind;
  module: string;
  method: string;
  path: string[];
  query: Record<string, string>;
  owner: string;
  object: string;
  correlationId: string;
  requestId: string;
  body: string | null;
}

export interface Taken {
  deliveries: TakenDelivery[];
  messages: TakenMessage[];
}

export interface Outcome {
  id: string;
  status: SettledStatus;
  /** Whether a call was made for it. */
  wasSent: boolean;
  /** Try again later instead, as long as it is worth it. */
  again: boolean;
  http?: number | null;
  ocpi?: number | null;
  reason?: string | null;
  carriedBy?: string | null;
  sentAt?: string | null;
}

/** Lanes taken over at once at the most. */
const LANES_MAX = 1_000;

export class DeliveryWorkStore {
  constructor(private readonly ground: DeliveryGround) {}

  private get pool(): Pool {
    return this.ground.pool;
  }

  /** The oldest that are due, of lanes this node holds or nobody does; `full` are platforms of which it has enough. */
  async take(node: string, full: readonly string[], perLane: number, limit: number): Promise<Taken> {
    takenIn(limit);
    takenIn(perLane);
    const now = this.ground.now();
    const { rows: deliveries } = await this.pool.query<TakenDelivery>({
      name: 'parties.take',
      text: TAKE,
      values: [node, now, this.leaseFrom(now), full, perLane, limit, LANES_MAX],
    });
    if (deliveries.length === 0) return { deliveries, messages: [] };
    deliveries.sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
    const { rows: messages } = await this.pool.query<TakenMessage>({
      name: 'parties.taken',
      text: `select id, kind, module, method, path, query, owner, object, body,
        correlation_id as "correlationId", request_id as "requestId" from parties.broadcast where id = any($1)`,
      values: [[...new Set(deliveries.map(({ broadcastId }) => broadcastId))]],
    });
    return { deliveries, messages };
  }

  /** Renews the leases of `busy` lanes and lets the node's others go; returns those it still holds. */
  async keep(node: string, busy: readonly string[]): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'parties.keep',
      text: `with idle as (delete from parties.lane where node = $1 and platform_id <> all($2))
        update parties.lane set lease_until = $3 where node = $1 and platform_id = any($2)
        returning platform_id as id`,
      values: [node, busy, this.leaseFrom(this.ground.now())],
    });
    return rows.map(({ id }) => id);
  }

  /** How many were settled: what this node has lost meanwhile is another's to settle. */
  async settle(node: string, outcomes: readonly Outcome[]): Promise<number> {
    between(outcomes.length, 0, SETTLED_MAX, 'outcomes');
    const { backoff_ms, backoffMax_ms } = this.ground.times;
    const of = <T>(pick: (outcome: Outcome) => T): T[] => outcomes.map(pick);
    const { rows } = await this.pool.query<{ ids: string[] | null; settled: number }>({
      name: 'parties.settle',
      text: SETTLE,
      values: [
        node,
        this.ground.now(),
        of(({ id }) => id),
        of(({ status }) => status),
        of(({ wasSent }) => Number(wasSent)),
        of(({ again }) => again),
        of(({ http }) => http ?? null),
        of(({ ocpi }) => ocpi ?? null),
        of(({ reason }) => reason?.slice(0, 1000) ?? null),
        of(({ carriedBy }) => carriedBy ?? null),
        of(({ sentAt }) => sentAt ?? null),
        backoff_ms / 1000,
        backoffMax_ms / 1000,
        this.ground.outbox.node,
        DELIVERIES_SETTLED,
      ],
    });
    const [{ ids, settled } = { ids: null, settled: 0 }] = rows;
    if (ids) this.tell(ids);
    return settled;
  }

  /** The node stops, or lets go of some platforms: what it had taken up waits again. */
  async release(node: string): Promise<void> {
    await this.pool.query(
      `with waiting as (
         update parties.delivery set status = 'WAITING', node = null
         where status = 'SENDING' and node = $1
       ) delete from parties.lane where node = $1`,
      [node],
    );
  }

  tell(ids: string[]): void {
    const detail: DeliveriesSettled = { ids };
    this.ground.outbox.publish([
      { id: '', topic: DELIVERIES_SETTLED, ref: '', addressee: '', owner: '', document: undefined, detail },
    ]);
  }

  private leaseFrom(now: Date): Date {
    return new Date(now.getTime() + this.ground.times.lease_ms);
  }
}

/**
 * Lanes with something to do, one lease each; of each lane the oldest that are due, and what a node that lost the lane
 * had in its hands. Who holds a lane has to look for the latter only when the lane is new to it.
 */
const TAKE = `
  with wanted as (
    select p.id from parties.platform p left join parties.lane l on l.platform_id = p.id
    where p.status = 'CONNECTED' and p.id <> all($4::uuid[])
    and (l.platform_id is null or l.node = $1 or l.lease_until <= $2)
    and (exists (select from parties.delivery d
        where d.platform_id = p.id and d.status = 'WAITING' and d.due_at <= $2)
      or (l.node is distinct from $1 and exists (select from parties.delivery d
        where d.platform_id = p.id and d.status = 'SENDING' and d.node is distinct from $1)))
    limit $7
  ), leased as (
    insert into parties.lane (platform_id, node, lease_until) select id, $1, $3 from wanted
    on conflict (platform_id) do update set node = excluded.node, lease_until = excluded.lease_until
    where lane.node = excluded.node or lane.lease_until <= $2
    returning platform_id
  ), taken as (
    select found.id from leased cross join lateral (
      select d.id from parties.delivery d where d.platform_id = leased.platform_id
      and ((d.status = 'WAITING' and d.due_at <= $2) or (d.status = 'SENDING' and d.node is distinct from $1))
      order by d.id limit $5 for update skip locked
    ) found limit $6
  )
  update parties.delivery d set status = 'SENDING', node = $1 from taken where d.id = taken.id
  returning d.id::text, d.broadcast_id as "broadcastId", d.platform_id as "platformId", d.receiver, d.attempts,
    d.expires_at as "expiresAt"`;

/** What is tried again waits twice as long each time, until it is no longer worth it. */
const SETTLE = `
  with outcome as (
    select * from unnest($3::bigint[], $4::text[], $5::int[], $6::boolean[], $7::int[], $8::int[], $9::text[],
      $10::bigint[], $11::timestamptz[])
      as o(id, status, sent, again, http, ocpi, reason, carried_by, sent_at)
  ), next as (
    select d.id, o.again and due.at < d.expires_at as again, due.at as due_at
    from outcome o join parties.delivery d on d.id = o.id cross join lateral (
      select $2::timestamptz + make_interval(secs => least($12::float8 * 2 ^ least(d.attempts + o.sent, 20), $13::float8)) as at
    ) due
  ), settled as (
    update parties.delivery d set
      status = case when n.again then 'WAITING' when o.again then 'EXPIRED' else o.status end,
      due_at = case when n.again then n.due_at else d.due_at end,
      settled_at = case when n.again then null else $2::timestamptz end,
      node = null, attempts = d.attempts + o.sent, http = o.http, ocpi = o.ocpi, reason = o.reason,
      carried_by = o.carried_by, sent_at = coalesce(o.sent_at, d.sent_at)
    from outcome o join next n on n.id = o.id
    where d.id = o.id and d.status = 'SENDING' and d.node = $1
    returning d.id, n.again
  ), ended as (
    select array_agg(id::text) as ids from settled where not again
  ), told as (
    insert into parties.outbox (topic, ref, node, detail)
    select $15, '', $14, jsonb_build_object('ids', ids) from ended where ids is not null
  )
  select ids, (select count(*)::int from settled) as settled from ended`;
