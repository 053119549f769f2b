/**
 * Traffic from the counts by the minute, for a day at the most; the last minute from the legs themselves, because its
 * counts are not whole yet. A platform sees what lay between it and the hub (HUB-034).
 */
import { and, raw, sql, type Sql } from '@chargesphere/chassis';
import { foldRef, type Caller } from '@chargesphere/schema';
import type { Pool } from 'pg';
import type { ExchangeDirection } from './exchange.rules.js';
import { ownLegs } from './exchange.store.js';
import { isPlatformId } from './platform.store.js';
import { percentileOf, rounded, seriesOf, type Counted, type Span } from './traffic.rules.js';
import type { Traffic, TrafficCell, TrafficFilter, TrafficNow } from './traffic.types.js';

/** Cells that are shown at the most. */
export const CELLS_MAX = 2000;
/** The UUID of legs whose platform is not known. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

type Row<More> = Counted & More;

/** Counts by class as one object; a group's classes are counted before. */
const SUMS = raw(`sum(count)::float8 as count, sum(failed)::float8 as failed,
  jsonb_object_agg(bin, count) as bins`);

export class TrafficStore {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => Date,
  ) {}

  async between(caller: Caller, span: Span, filter: TrafficFilter | null | undefined): Promise<Traffic> {
    const where = and([
      ownLegs(caller),
      sql`minute >= ${new Date(span.since_ms)}`,
      sql`minute < ${new Date(span.until_ms)}`,
      ...conditionsOf(filter ?? {}, sql`party`),
    ]);
    const [cells, series, now] = await Promise.all([
      this.#cells(where),
      this.#series(where, span),
      this.#lastMinute(caller, filter ?? {}),
    ]);
    return {
      since: new Date(span.since_ms),
      until: new Date(span.until_ms),
      bucketSeconds: span.bucket_ms / 1000,
      cells: cells.slice(0, CELLS_MAX),
      isComplete: cells.length <= CELLS_MAX,
      series: seriesOf(span, series),
      now,
    };
  }

  async #cells(where: Sql): Promise<TrafficCell[]> {
    const rows = await this.#ask<Row<CellKey & { last_at: string }>>(sql`
      select nullif(party, '') as party, nullif(platform_id, ${NOBODY}) as platform_id,
        nullif(module, '') as module, direction, max(last_at) as last_at, ${SUMS}
      from (select platform_id, party, module, direction, bin, sum(count)::float8 as count,
          sum(failed) as failed, max(last_at) as last_at
        from parties.exchange_minute where ${where} group by platform_id, party, module, direction, bin) t
      group by platform_id, party, module, direction
      order by count desc, party, module, direction limit ${CELLS_MAX + 1}`);
    return rows.map(({ bins, platform_id, last_at, ...row }) => ({
      ...row,
      platformId: platform_id,
      lastAt: new Date(last_at),
      p50Ms: rounded(percentileOf(bins, 0.5)) ?? 0,
      p95Ms: rounded(percentileOf(bins, 0.95)) ?? 0,
    }));
  }

  #series(where: Sql, { since_ms, bucket_ms }: Span): Promise<Row<{ bucket: number }>[]> {
    const bucket = sql`floor((extract(epoch from minute) - ${since_ms / 1000}::float8) / ${bucket_ms / 1000}::float8)::int`;
    return this.#ask<Row<{ bucket: number }>>(sql`
      select bucket, ${SUMS}
      from (select ${bucket} as bucket, bin, sum(count)::float8 as count, sum(failed) as failed
        from parties.exchange_minute where ${where} group by 1, bin) t group by bucket`);
  }

  async #lastMinute(caller: Caller, filter: TrafficFilter): Promise<TrafficNow> {
    const where = and([
      ownLegs(caller),
      sql`at >= ${new Date(this.now().getTime() - 60_000)}`,
      ...conditionsOf(filter, PARTY_OF_LEG),
    ]);
    const [row] = await this.#ask<{ count: number; failed: number; p95: number | null }>(sql`
      select count(*)::float8 as count, (count(*) filter (where status <> 'OK'))::float8 as failed,
        percentile_disc(0.95) within group (order by duration_ms) as p95
      from parties.exchange where ${where}`);
    const { count, failed, p95 } = row ?? { count: 0, failed: 0, p95: null };
    return {
      perSecond: count / 60,
      count,
      failed,
      failing: count === 0 ? null : failed / count,
      p95Ms: rounded(p95),
    };
  }

  async #ask<R extends object>(query: Sql): Promise<R[]> {
    return (await this.pool.query<R>(query.toQuery())).rows;
  }
}

interface CellKey {
  party: string | null;
  platform_id: string | null;
  module: string | null;
  direction: ExchangeDirection;
}

/** The party on the partner's side: who asked the hub, or whom the hub asked. */
export const PARTY_OF_LEG = raw(`(case direction when 'IN' then from_party else to_party end)`);

const conditionsOf = (
  { party, platformId, module, direction }: TrafficFilter,
  partyColumn: Sql,
): (Sql | undefined)[] => [
  party ? sql`${partyColumn} = ${foldRef(party)}` : undefined,
  platformId ? (isPlatformId(platformId) ? sql`platform_id = ${platformId}` : sql`false`) : undefined,
  module ? sql`module = ${module.toLowerCase()}` : undefined,
  direction ? sql`direction = ${direction}` : undefined,
];
