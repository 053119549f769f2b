/**
 * The audit trail of the whole hub: what operators did here is written to this table by the chassis, in the transaction
 * of the change; what they did in other subgraphs is handed on to it. Nothing removes entries.
 */
import {
  and,
  AUDIT_COLUMNS,
  AUDITED,
  raw,
  recordPage,
  recordPageLoader,
  sql,
  type AuditEntry as StoredEntry,
  type Page,
  type PageInput,
  type RecordLoader,
  type Sql,
} from '@chargesphere/chassis';
import type { Pool } from 'pg';
import type { AuditEntry, AuditFilter } from './audit.record.js';
import type { Ground } from './ground.js';
import { isPlatformId } from './platform.store.js';

/** Times as numbers: the pool leaves them as PostgreSQL writes them. */
const ENTRY =
  raw(`entry.id, seq::float8 as seq, extract(epoch from at)::float8 * 1000 as at_ms, actor_kind as "actorKind", actor as "actorName", action,
  subject_type as "subjectType", subject as "subjectRef", platform_id as "platformId", before, after,
  request_id as "requestId", correlation_id as "correlationId", outcome, reason`);

const KEEP = `insert into parties.audit_entry (${Object.values(AUDIT_COLUMNS).join(', ')})
  select ${Object.values(AUDIT_COLUMNS).join(', ')} from jsonb_populate_recordset(null::parties.audit_entry, $1::jsonb)
  on conflict (id) do update set outcome = excluded.outcome, reason = excluded.reason, before = excluded.before,
    after = excluded.after, subject_type = excluded.subject_type, subject = excluded.subject,
    platform_id = excluded.platform_id
  where audit_entry.outcome = 'BEGUN' and excluded.outcome <> 'BEGUN'
  returning id`;

export class AuditStore {
  constructor(
    private readonly pool: Pool,
    private readonly ground: Pick<Ground, 'outbox'>,
  ) {}

  /** Newest first. */
  page(
    filter: AuditFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<AuditEntry>> {
    const where = conditions(filter ?? {});
    return recordPage<AuditEntry>(page, {
      list: (position, limit) =>
        this.#read(sql`select ${ENTRY} from parties.audit_entry entry
          where ${and([...where, position ? sql`seq < ${position}` : undefined])} order by seq desc limit ${limit}`),
      count: async () => {
        const query = sql`select count(*)::int as total from parties.audit_entry where ${and(where)}`;
        return (await this.pool.query<{ total: number }>(query.toQuery())).rows[0]?.total ?? 0;
      },
      positionOf: ({ seq }) => seq,
      digits: 15,
    });
  }

  /** Of each platform the newest first; the platforms of a page in one statement. */
  pageOfEach(page: PageInput | null | undefined): RecordLoader<Page<AuditEntry>> {
    return recordPageLoader<AuditEntry>(page, {
      list: (platforms, position, limit) =>
        this.#read(sql`select ${ENTRY} from unnest(${platforms}::text[]) as wanted(id) cross join lateral (
            select * from parties.audit_entry entry
            where entry.platform_id = wanted.id and ${position ? sql`entry.seq < ${position}` : raw('true')}
            order by entry.seq desc limit ${limit}) entry
          order by entry.seq desc`),
      ownerOf: ({ platformId }) => platformId ?? '',
      count: async (platforms) => {
        const query = sql`select platform_id as owner, count(*)::int as total from parties.audit_entry
          where platform_id = any(${platforms}::text[]) group by platform_id`;
        return (await this.pool.query<{ owner: string; total: number }>(query.toQuery())).rows;
      },
      positionOf: ({ seq }) => seq,
      digits: 15,
    });
  }

  async find(id: string): Promise<AuditEntry | undefined> {
    if (!isPlatformId(id)) return undefined;
    return (await this.#read(sql`select ${ENTRY} from parties.audit_entry entry where id = ${id}`))[0];
  }

  /** Entries of other subgraphs; one that is here already is left as it is. Returns how many were new. */
  async keep(entries: readonly StoredEntry[]): Promise<number> {
    const rows = entries.map((entry) =>
      Object.fromEntries(
        Object.entries(AUDIT_COLUMNS).map(([field, column]) => [column, entry[field as keyof StoredEntry]]),
      ),
    );
    const { rows: kept } = await this.pool.query<{ id: string }>(
      `with kept as (${KEEP}), told as (
         insert into parties.outbox (topic, ref, node) select $2, id::text, $3 from kept returning id, ref
       ) select id::text as event, ref as id from told`,
      [JSON.stringify(rows), AUDITED, this.ground.outbox.node],
    );
    this.ground.outbox.publish(
      kept.map(({ id }) => ({ id, topic: AUDITED, ref: id, addressee: '', owner: '', document: undefined })),
    );
    return kept.length;
  }

  async #read(query: Sql): Promise<AuditEntry[]> {
    const { rows } = await this.pool.query<Omit<AuditEntry, 'at'> & { at_ms: number }>(query.toQuery());
    return rows.map(({ at_ms, ...entry }) => ({ ...entry, at: new Date(at_ms) }));
  }
}

const conditions = (filter: AuditFilter): (Sql | undefined)[] => [
  filter.actor ? sql`actor = ${filter.actor}` : undefined,
  filter.action ? sql`action = ${filter.action}` : undefined,
  filter.subject ? sql`upper(subject) = upper(${filter.subject})` : undefined,
  filter.platformId ? sql`platform_id = lower(${filter.platformId})` : undefined,
  filter.outcome ? sql`outcome = ${filter.outcome}` : undefined,
  filter.since ? sql`at >= ${filter.since}` : undefined,
  filter.until ? sql`at < ${filter.until}` : undefined,
];

/** The same conditions on an entry that has just come, for subscriptions. */
export const isWanted = (filter: AuditFilter | null | undefined, entry: AuditEntry): boolean => {
  const { actor, action, subject, platformId, outcome, since, until } = filter ?? {};
  const at = entry.at.getTime();
  return (
    (!actor || actor === entry.actorName) &&
    (!action || action === entry.action) &&
    (!subject || subject.toUpperCase() === entry.subjectRef.toUpperCase()) &&
    (!platformId || platformId.toLowerCase() === entry.platformId) &&
    (!outcome || outcome === entry.outcome) &&
    (!since || at >= new Date(since).getTime()) &&
    (!until || at < new Date(until).getTime())
  );
};
