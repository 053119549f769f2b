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
}

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
export const violationCounts = <D extends object>(
  store: DocumentStore<D>,
  caller: Caller,
): Promise<ViolationCount[]> => {
  const scope = scopeOf(caller, store.kind.visibility);
  return store.ask<ViolationCount>(sql`
    select t.owner as party, kept->>'code' as code, count(distinct t.ref)::int as count,
      regexp_replace(kept->>'pointer', '/[0-9]+(?=/|$)', '/*', 'g') as pointer
    from ${store.table} t cross join lateral jsonb_array_elements(t.violations) kept
    where ${and([
      sql`t.removed_at is null and t.violations is not null`,
      scope.all ? undefined : sql`t.owner = any(${scope.owns})`,
    ])}
    group by t.owner, 2, 4 order by count desc, party, code, pointer`);
};
