/**
 * The door documents come in by: refused when they cannot be understood (E12), with every reason at once and what
 * to do about the first ones in the sentence.
 */
import {
  canonical,
  patchViolationsOf,
  Problem,
  refusals,
  violationsOf,
  type JsonObject,
  type ObjectTable,
  type Violation,
} from '@chargesphere/schema';

/** The document itself, now known to fit its table well enough to be kept. */
export const accepted = <D extends object>(table: ObjectTable, document: JsonObject): D => {
  refuse(table, violationsOf(table, document));
  return canonical(table, document) as D;
};

/** A partial document that fits its table and carries `last_updated` (TRN-024). */
export const acceptedPatch = (table: ObjectTable, patch: JsonObject): JsonObject => {
  refuse(table, patchViolationsOf(table, patch));
  return canonical(table, patch);
};

const refuse = (table: ObjectTable, violations: readonly Violation[]): void => {
  const refused = refusals(violations);
  if (refused.length === 0) return;
  const first = refused.slice(0, 3).map(({ pointer, message }) => `${pointer || 'the document'}: ${message}`);
  const more = refused.length > first.length ? ` (and ${refused.length - first.length} more)` : '';
  throw new Problem(
    'INVALID_DOCUMENT',
    `This ${table.name} cannot be accepted; correct it and send it again. ${first.join(' ')}${more}`,
    refused,
  );
};
