/**
 * Problems from recorded exchanges that did not end OK: the only place that knows when something happened and how
 * often, also of what was refused and is kept nowhere else. What is wrong with documents that were accepted stands with
 * them (`locationViolations` and so on).
 */
import { and, PAGE_MAX, requirementOf, sql, type PageInput } from '@chargesphere/chassis';
import { foldRef, type Caller } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { ownLegs } from './exchange.store.js';
import { isPlatformId } from './platform.store.js';
import {
  BUCKETS,
  cursorOf,
  periodOf,
  positionIn,
  PROBLEM_LEGS_MAX,
  sparkOf,
  type GroupKey,
} from './problem.rules.js';
import type { PartnerProblem, PartnerProblemPage, ProblemFilter } from './problem.types.js';
import { between } from './record-bounds.js';
import { NOBODY, PARTY_OF_LEG } from './traffic.store.js';

interface Row extends GroupKey {
  id: string;
  count: number;
  /** As the pool gives instants: text of PostgreSQL, in UTC. */
  first: string;
  last: string;
  message: string | null;
  exchange_id: string;
  parts: Record<string, number>;
  groups: number;
}

export class ProblemStore {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => Date,
  ) {}

  /** What happened last first. */
  async page(
    caller: Caller,
    filter: ProblemFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<PartnerProblemPage> {
    const limit = between(page?.limit ?? 20, 1, PAGE_MAX, 'page.limit');
    const { since, until, bucket_s } = periodOf(filter?.since, filter?.until, this.now());
    const after = page?.after ? positionIn(page.after) : undefined;
    const { party, platformId, module, status, code } = filter ?? {};
    const legs = sql`select at, id, platform_id, ${PARTY_OF_LEG} as party, module, direction, status, http, ocpi,
        failure_kind, failure, violations
      from parties.exchange where ${and([
        sql`status <> 'OK'`,
        sql`at >= ${since}`,
        sql`at < ${until}`,
        ownLegs(caller),
        party ? sql`${PARTY_OF_LEG} = ${foldRef(party)}` : undefined,
        platformId ? sql`platform_id = ${isPlatformId(platformId) ? platformId : NOBODY}` : undefined,
        module ? sql`module = ${module.toLowerCase()}` : undefined,
        status ? sql`status = any(${status})` : undefined,
      ])} order by at desc, id desc limit ${PROBLEM_LEGS_MAX}`;
    const groups = sql`with leg as materialized (${legs}), seen as (
        select l.at, l.id, l.status, l.direction, coalesce(l.party, '') as party,
          coalesce(l.platform_id, ${NOBODY}) as platform_id, coalesce(l.module, '') as module,
          coalesce(v.code, l.failure_kind, 'OCPI ' || l.ocpi, 'HTTP ' || l.http, 'none') as code,
          coalesce(v.pointer, '') as pointer, v.code is not null as is_violation,
          coalesce(v.message, l.failure) as message
        from leg l
        left join parties.exchange_content c on l.violations > 0 and c.at = l.at and c.id = l.id
        left join lateral (
          select distinct on (1, 2) kept->>'code' as code, kept->>'message' as message,
            regexp_replace(kept->>'pointer', '/[0-9]+(?=/|$)', '/*', 'g') as pointer
          from jsonb_array_elements(c.violations) kept) v on true
      ), part as (
        select party, platform_id, module, direction, status, code, pointer, is_violation,
          least(floor(extract(epoch from at - ${since}::timestamptz) / ${bucket_s}::float8), ${BUCKETS - 1}::int)::int as part,
          count(*)::int as count, min(at) as first, max(at) as last, max(id::text) as exchange_id,
          (array_agg(message order by at desc))[1] as message
        from seen where ${code ? sql`code = ${code}` : sql`true`}
        group by party, platform_id, module, direction, status, code, pointer, is_violation, part
      ), grouped as (
        select md5(concat_ws(E'\\x01', party, platform_id, module, direction, status, code, pointer, is_violation)) as id,
          party, platform_id, module, direction, status, code, case when is_violation then pointer end as pointer,
          sum(count)::int as count, min(first) as first, max(last) as last, max(exchange_id) as exchange_id,
          (array_agg(message order by last desc))[1] as message, jsonb_object_agg(part, count) as parts
        from part group by party, platform_id, module, direction, status, code, pointer, is_violation)
      select *, (select count(*)::int from grouped) as groups,
        (select count(*)::int from leg) as legs from grouped`;
    const below = after ? sql`where (last, id) < (${after.lastSeen}::timestamptz, ${after.key})` : sql``;
    const { rows } = await this.pool.query<Row & { legs: number }>(
      sql`${groups} ${below} order by last desc, id desc limit ${limit + 1}`.toQuery(),
    );
    const items = rows.slice(0, limit).map(shown);
    const end = items.at(-1);
    return {
      items,
      next:
        rows.length > limit && end ? cursorOf({ lastSeen: end.lastSeen.toISOString(), key: end.id }) : null,
      total: rows[0]?.groups ?? 0,
      isComplete: (rows[0]?.legs ?? 0) < PROBLEM_LEGS_MAX,
      since,
      until,
    };
  }
}

const orNull = (text: string): string | null => (text === '' ? null : text);

const shown = (row: Row): PartnerProblem => ({
  id: row.id,
  party: orNull(row.party),
  platformId: row.platform_id === NOBODY ? null : row.platform_id,
  module: orNull(row.module),
  direction: row.direction,
  status: row.status,
  code: row.code,
  pointer: row.pointer,
  message: row.message,
  requirement: requirementOf(row.code, row.message ?? ''),
  count: row.count,
  firstSeen: new Date(row.first),
  lastSeen: new Date(row.last),
  series: sparkOf(row.parts),
  exchangeId: row.exchange_id,
});
