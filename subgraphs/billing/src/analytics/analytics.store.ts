/** Sums over CDRs, from columns and one index; what the caller may not see is in no sum (HUB-034). */
import {
  raw,
  recordPage,
  sql,
  type DocumentStore,
  type Page,
  type PageInput,
  type Sql,
} from '@chargesphere/chassis';
import { foldRef, type Caller, type CDR } from '@chargesphere/schema';
import type { AnalyticsGroup, AnalyticsInterval, AnalyticsQuestion } from './analytics.rules.js';
import type { AnalyticsFilter, AnalyticsRow } from './analytics.types.js';

const KEYS: Readonly<Record<AnalyticsGroup, Sql>> = {
  CPO: raw('t.owner'),
  EMSP: raw('t.emsp'),
  LOCATION: raw('t.location'),
};
const UNITS: Readonly<Record<AnalyticsInterval, Sql>> = {
  HOUR: raw(`'hour'`),
  DAY: raw(`'day'`),
  WEEK: raw(`'week'`),
  MONTH: raw(`'month'`),
};

export interface AnalyticsOrder extends AnalyticsQuestion {
  by?: AnalyticsGroup | null;
  filter?: AnalyticsFilter | null;
}

interface Row {
  from: string | null;
  key: string | null;
  charges: number;
  energy: string;
  hours: number;
  revenue: AnalyticsRow['revenue'];
}

export class AnalyticsStore {
  constructor(private readonly cdrs: DocumentStore<CDR>) {}

  /** By time, and within it by energy, the most first. */
  page(
    caller: Caller,
    order: AnalyticsOrder,
    page: PageInput | null | undefined,
  ): Promise<Page<AnalyticsRow>> {
    const groups = this.#groups(caller, order);
    return recordPage<AnalyticsRow>(page, {
      list: async (after, limit) => {
        const rows = await this.cdrs.ask<Row>(sql`
          select g."from", g.key, sum(g.charges)::int as charges, trim_scale(sum(g.energy))::text as energy,
            sum(g.hours)::float8 as hours,
            json_agg(json_build_object('currency', g.currency, 'beforeTaxes', trim_scale(g.amount)::text)
              order by g.currency) as revenue
          from (${groups}) g group by g."from", g.key
          order by g."from" nulls first, sum(g.energy) desc, g.key limit ${limit} offset ${after}`);
        return rows.map((row, n) => shown(row, order.by, after + n + 1));
      },
      count: async () => {
        const [row] = await this.cdrs.ask<{ total: number }>(
          sql`select count(distinct (g."from", g.key))::int as total from (${groups}) g`,
        );
        return row?.total ?? 0;
      },
      positionOf: ({ position }) => position,
    });
  }

  #groups(caller: Caller, { from, to, interval, timeZone, by, filter }: AnalyticsOrder): Sql {
    const { cpo, emsp, location } = filter ?? {};
    const where = this.cdrs.matching(caller, [
      sql`t.started_at >= ${from}::timestamptz`,
      sql`t.started_at < ${to}::timestamptz`,
      cpo ? sql`t.owner = ${foldRef(cpo)}` : undefined,
      emsp ? sql`t.emsp = ${foldRef(emsp)}` : undefined,
      location ? sql`t.location = ${foldRef(location)}` : undefined,
    ]);
    const begin = interval
      ? sql`date_trunc(${UNITS[interval]}, t.started_at, ${timeZone})`
      : sql`null::timestamptz`;
    // A credit CDR repeats what the charge was; only its costs are negative by themselves (CDR-021).
    return sql`select ${begin} as "from", ${by ? KEYS[by] : raw('null::text')} as key, t.currency,
        sum(case when t.credit then -1 else 1 end) as charges,
        sum(case when t.credit then -1 else 1 end * coalesce(t.energy_kwh, 0)) as energy,
        sum(case when t.credit then -1 else 1 end * coalesce(t.time_h, 0)) as hours,
        sum(coalesce(t.before_taxes, 0)) as amount
      from ${this.cdrs.table} t where ${where} group by 1, 2, 3`;
  }
}

const shown = (row: Row, by: AnalyticsGroup | null | undefined, position: number): AnalyticsRow => {
  const stub = row.key === null ? null : { ref: row.key };
  return {
    from: row.from === null ? null : new Date(row.from),
    key: row.key,
    charges: row.charges,
    energyKwh: row.energy,
    hours: Math.round(row.hours * 1e4) / 1e4,
    meanMinutes: row.charges > 0 ? Math.round((row.hours / row.charges) * 600) / 10 : null,
    revenue: row.revenue,
    party: by === 'CPO' || by === 'EMSP' ? stub : null,
    location: by === 'LOCATION' ? stub : null,
    position,
  };
};
