/**
 * Broadcasts and deliveries for reading. There is no read without a viewer: a platform sees what its parties sent, and
 * what was sent to them, but not how others took what it sent (RTE-028).
 */
import {
  and,
  partyRef,
  raw,
  recordPage,
  recordPageLoader,
  sql,
  type Page,
  type PageInput,
  type RecordLoader,
  type Sql,
} from '@chargesphere/chassis';
import { foldRef, type Principal } from '@chargesphere/schema';
import type { Pool } from 'pg';
import type { BroadcastFilter, DeliveryFilter } from './broadcast.inputs.js';
import type { Broadcast, Delivery } from './broadcast.record.js';
import { shownObject } from './delivery.rules.js';
import type { KnownPrincipal } from './parties.context.js';
import { isPlatformId } from './platform.store.js';

const BROADCAST = raw(`b.id, b.seq::float8 as seq, b.kind, b.module, b.method, b.owner, b.object,
  b.platform_id as "platformId", b.request_id as "requestId", b.correlation_id as "correlationId",
  b.accepted_at as "acceptedAt"`);
const DELIVERY =
  raw(`d.id::text as id, d.broadcast_id as "broadcastId", d.platform_id as "platformId", d.receiver,
  d.status, d.attempts, d.sent_at as "sentAt", d.settled_at as "settledAt", d.http, d.ocpi, d.reason,
  case when d.status = 'WAITING' and d.attempts > 0 then d.due_at end as "nextAttemptAt",
  d.carried_by::text as "carriedBy"`);

/** What is no id of ours matches nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const uuidOr = (id: string): string => (isPlatformId(id) ? id : NOBODY);

export class DeliveryStore {
  constructor(private readonly pool: Pool) {}

  /** Newest first. */
  broadcasts(
    viewer: KnownPrincipal,
    filter: BroadcastFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<Broadcast>> {
    const where = [sentBy(viewer), ...messageIn(filter ?? {}), ...senderIn(filter ?? {})];
    return recordPage<Broadcast>(page, {
      list: (position, limit) =>
        this.read(
          sql`select ${BROADCAST} from parties.broadcast b
            where ${and([...where, position ? sql`b.seq < ${position}` : undefined])}
            order by b.seq desc limit ${limit}`,
          masked,
        ),
      count: () =>
        this.count(sql`select count(*)::int as total from parties.broadcast b where ${and(where)}`),
      positionOf: ({ seq }) => seq,
      digits: 15,
    });
  }

  /** Newest first. */
  deliveries(
    viewer: KnownPrincipal,
    filter: DeliveryFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<Delivery>> {
    const { from, where } = lookedFor(viewer, filter);
    return recordPage<Delivery>(page, {
      list: (position, limit) =>
        this.read(
          sql`select ${DELIVERY} from ${from}
            where ${and([...where, position ? sql`d.id < ${position}` : undefined])}
            order by d.id desc limit ${limit}`,
        ),
      count: () => this.count(sql`select count(*)::int as total from ${from} where ${and(where)}`),
      positionOf: ({ id }) => Number(id),
      digits: 15,
    });
  }

  /** Of each broadcast the newest first; the broadcasts of a page in one statement. */
  deliveriesOfEach(
    viewer: KnownPrincipal,
    filter: DeliveryFilter | null | undefined,
    page: PageInput | null | undefined,
  ): RecordLoader<Page<Delivery>> {
    const { from, where } = lookedFor(viewer, filter);
    return recordPageLoader<Delivery>(page, {
      list: (broadcasts, position, limit) =>
        this.read(
          sql`select ${DELIVERY} from unnest(${broadcasts}::uuid[]) as wanted(id) cross join lateral (
              select d.* from ${from}
              where ${and([sql`d.broadcast_id = wanted.id`, ...where, position ? sql`d.id < ${position}` : undefined])}
              order by d.id desc limit ${limit}) d
            order by d.id desc`,
        ),
      ownerOf: ({ broadcastId }) => broadcastId,
      count: async (broadcasts) => {
        const query = sql`select d.broadcast_id as owner, count(*)::int as total from ${from}
          where ${and([sql`d.broadcast_id = any(${broadcasts}::uuid[])`, ...where])} group by d.broadcast_id`;
        return (await this.pool.query<{ owner: string; total: number }>(query.toQuery())).rows;
      },
      positionOf: ({ id }) => Number(id),
      digits: 15,
    });
  }

  /** Of these, the ones the viewer may see and looks for. */
  among(
    viewer: KnownPrincipal,
    ids: readonly string[],
    filter: DeliveryFilter | null | undefined,
  ): Promise<Delivery[]> {
    const where = [sql`d.id = any(${ids}::bigint[])`, sentTo(viewer), ...deliveryIn(filter ?? {})];
    return this.read(sql`select ${DELIVERY} from parties.delivery d
      join parties.broadcast b on b.id = d.broadcast_id where ${and(where)} order by d.id`);
  }

  /** Broadcasts in the order asked for. */
  async byIds(ids: readonly string[]): Promise<(Broadcast | undefined)[]> {
    const rows = await this.read<Broadcast>(
      sql`select ${BROADCAST} from parties.broadcast b where b.id = any(${ids}::uuid[])`,
      masked,
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  }

  private async read<Row extends object>(
    query: Sql,
    shown: (row: Row) => Row = (row) => row,
  ): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(query.toQuery());
    return rows.map(shown);
  }

  private async count(query: Sql): Promise<number> {
    const { rows } = await this.pool.query<{ total: number }>(query.toQuery());
    return rows[0]?.total ?? 0;
  }
}

const masked = (row: Broadcast): Broadcast => ({ ...row, object: shownObject(row.module, row.object) });

const refsOf = ({ roles }: Principal & { kind: 'platform' }): string[] => roles.map(partyRef);

/** What the viewer's parties sent; operators see everything. */
const sentBy = (viewer: KnownPrincipal): Sql | undefined =>
  viewer.kind === 'platform'
    ? sql`b.platform_id = ${uuidOr(viewer.platformId)} and b.owner = any(${refsOf(viewer)})`
    : undefined;

/** What was sent to the viewer's parties. */
const sentTo = (viewer: KnownPrincipal): Sql | undefined =>
  viewer.kind === 'platform'
    ? sql`d.platform_id = ${uuidOr(viewer.platformId)} and (d.receiver is null or d.receiver = any(${refsOf(viewer)}))`
    : undefined;

/** What the viewer may see of what is looked for, and in which tables; messages are joined only when asked about. */
const lookedFor = (viewer: KnownPrincipal, filter: DeliveryFilter | null | undefined) => ({
  from: messageIn(filter ?? {}).some((condition) => condition !== undefined)
    ? raw('parties.delivery d join parties.broadcast b on b.id = d.broadcast_id')
    : raw('parties.delivery d'),
  where: [sentTo(viewer), ...deliveryIn(filter ?? {})],
});

const messageIn = ({
  kind,
  module,
  object,
  correlationId,
  since,
  until,
}: Partial<BroadcastFilter & DeliveryFilter>): (Sql | undefined)[] => [
  kind ? sql`b.kind = any(${kind})` : undefined,
  module ? sql`b.module = ${module.toLowerCase()}` : undefined,
  object ? sql`b.object = ${foldRef(object)}` : undefined,
  correlationId ? sql`b.correlation_id = ${correlationId}` : undefined,
  since ? sql`b.accepted_at >= ${since}` : undefined,
  until ? sql`b.accepted_at < ${until}` : undefined,
];

const senderIn = ({ owner, platformId }: BroadcastFilter): (Sql | undefined)[] => [
  owner ? sql`b.owner = ${foldRef(owner)}` : undefined,
  platformId ? sql`b.platform_id = ${uuidOr(platformId)}` : undefined,
];

const deliveryIn = (filter: DeliveryFilter): (Sql | undefined)[] => [
  filter.status ? sql`d.status = any(${filter.status})` : undefined,
  filter.receiver ? sql`d.receiver = ${foldRef(filter.receiver)}` : undefined,
  filter.platformId ? sql`d.platform_id = ${uuidOr(filter.platformId)}` : undefined,
  ...messageIn(filter),
];
