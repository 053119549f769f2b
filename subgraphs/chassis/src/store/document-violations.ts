/**
 * What is wrong with documents that were accepted all the same: kept beside each, written with it, read and counted
 * here (TYPE-011, AMB-029). A document that a PATCH or a part of it changed is checked as a whole again.
 */
import { foldRef, violationsOf, type Caller, type ObjectTable, type Violation } from '@chargesphere/schema';
import { scopeOf } from '../caller/scope.js';
import { nearestFirst, visible } from './document-conditions.js';
import type { DocumentStore } from './document-store.js';
import { and, raw, sql, type Sql } from './sql.js';

export type KeptViolation = Pick<Violation, 'pointer' | 'code' | 'message'>;

/** How often documents of a party violate one rule in one place. */
export interface ViolationCount extends Pick<Violation, 'pointer' | 'code'> {
  /** Folded ref. */
  party: string;
  count: number;
  /** One of the sentences that tell of it, and the requirement that is violated, if it is known. */
  message: string;
  requirement: string | null;
  /** The document stored last that has it, by its folded ref. */
  example: string;
  /** When the oldest and the newest of these documents were stored. */
  firstSeen: Date;
  lastSeen: Date;
  /** Documents stored in each of the last 24 hours that have it, the oldest hour first. */
  lastDay: number[];
}

/** Hours of `lastDay`. */
export const DAY_HOURS = 24;

/** What the column holds: null when nothing is wrong. */
export const violationsFor = (table: ObjectTable, document: object): KeptViolation[] | null => {
  const found = violationsOf(table, document);
  return found.length === 0 ? null : found.map(({ pointer, code, message }) => ({ pointer, code, message }));
};

/** The condition of a filter `hasViolations`. */
export const hasViolations = (wanted: boolean | null | undefined): Sql | undefined =>
  typeof wanted === 'boolean' ? raw(`t.violations is ${wanted ? 'not null' : 'null'}`) : undefined;

/** Of the copies of documents that the caller sees, withdrawn ones too, in the order of the refs. */
export const keptViolations = async <D extends object>(
  store: DocumentStore<D>,
  caller: Caller,
  refs: readonly string[],
): Promise<KeptViolation[][]> => {
  const scope = scopeOf(caller, store.kind.visibility);
  const folded = refs.map(foldRef);
  const rows = await store.ask<{ ref: string; violations: KeptViolation[] | null }>(sql`
    select distinct on (t.ref) t.ref, t.violations from ${store.table} t
    where ${and([sql`t.ref = any(${folded})`, visible(store.kind, scope)])}
    order by t.ref, t.removed_at is not null, ${nearestFirst(store.kind, scope)}`);
  const found = new Map(rows.map(({ ref, violations }) => [ref, violations]));
  return folded.map((ref) => found.get(ref) ?? []);
};

/** Of what the caller's parties own; operators see everybody's. Positions in lists count as one place. */
export const violationCounts = async <D extends object>(
  store: DocumentStore<D>,
  caller: Caller,
): Promise<ViolationCount[]> => {
  const scope = scopeOf(caller, store.kind.visibility);
  const rows = await store.ask<Omit<ViolationCount, 'requirement' | 'lastDay'> & { hours: number[] }>(sql`
    with found as (
      select distinct on (t.owner, t.ref, code, pointer) t.owner, t.ref, t.stored_at,
        kept->>'code' as code, kept->>'message' as message,
        regexp_replace(kept->>'pointer', '/[0-9]+(?=/|$)', '/*', 'g') as pointer
      from ${store.table} t cross join lateral jsonb_array_elements(t.violations) kept
      where ${and([
        sql`t.removed_at is null and t.violations is not null`,
        scope.all ? undefined : sql`t.owner = any(${scope.owns})`,
      ])}
      order by t.owner, t.ref, code, pointer, t.stored_at desc)
    select owner as party, code, pointer, count(*)::int as count,
      (array_agg(message order by stored_at desc))[1] as message,
      (array_agg(ref order by stored_at desc))[1] as example,
      min(stored_at) as "firstSeen", max(stored_at) as "lastSeen",
      array_agg(floor(extract(epoch from now() - stored_at) / 3600)::int)
        filter (where stored_at > now() - interval '24 hours') as hours
    from found group by owner, code, pointer order by count desc, party, code, pointer`);
  return rows.map(({ hours, ...row }) => ({
    ...row,
    requirement: requirementOf(row.code, row.message),
    lastDay: byHour(hours ?? []),
  }));
};

/** Requirements on values of one kind, wherever they stand. */
const requirements: Readonly<Record<string, string>> = {
  WRONG_TYPE: 'TYPE-001',
  NOT_PRINTABLE: 'TYPE-003',
  TOO_MANY_DECIMALS: 'TYPE-008',
  TOO_LONG: 'TYPE-011',
};

/** The requirement that is violated: the one the sentence begins with, such as SES-016, or that of the code; null when none is known. */
export const requirementOf = (code: string, message: string): string | null =>
  /^[A-Z0-9]{2,5}-\d{3}(?=:)/.exec(message)?.[0] ?? requirements[code] ?? null;

/** How many there are of each hour ago, the oldest hour first. */
export const byHour = (hoursAgo: readonly number[]): number[] => {
  const counts = Array.from({ length: DAY_HOURS }, () => 0);
  for (const hours of hoursAgo) {
    const place = DAY_HOURS - 1 - Math.max(hours, 0);
    if (counts[place] !== undefined) counts[place] += 1;
  }
  return counts;
};
