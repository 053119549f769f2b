/**
 * Platforms that an operator has set to strict (TYPE-011, AMB-029): what others may send with a violation on record is
 * refused from them as E12, so that a partner hears of every fault while it tests. Pure.
 */
import type { JsonObject, ObjectTable, Violation } from '@chargesphere/schema';
import { patchViolationsOf, Problem, violationsOf } from '@chargesphere/schema';

/** A whole document, or the given fields of one (TRN-023); those are judged alone, not with what is stored. */
export type Extent = 'whole' | 'partial';

/** Throws INVALID_DOCUMENT with every violation, each of them refusing here. */
export function requireFlawless(table: ObjectTable, document: JsonObject, extent: Extent = 'whole'): void {
  const found = extent === 'whole' ? violationsOf(table, document) : patchViolationsOf(table, document);
  if (found.length === 0) return;
  const refusing = found.map((violation): Violation => ({ ...violation, severity: 'refuse' }));
  throw new Problem(
    'INVALID_DOCUMENT',
    `The ${table.name} has violations, and this platform is set to strict.`,
    refusing,
  );
}
