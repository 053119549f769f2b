/**
 * When two documents say the same, and the one text of a document that a digest can be made of (CDR-009, CDR-011).
 * Pure.
 */
import { isGiven, isJsonObject } from '@chargesphere/schema';

/** JSON in the one spelling of RFC 8785: sorted fields, no spaces. Everybody who has the document can make it again. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const fields = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort() // by UTF-16 code units, as the RFC asks
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
  return `{${fields.join(',')}}`;
};

/** Do both say the same? Spelling does not count, nor whether an absent value is left out, null or [] (GEN-008). */
export const isSameContent = (one: object, other: object): boolean =>
  canonicalJson(withoutAbsent(one)) === canonicalJson(withoutAbsent(other));

const withoutAbsent = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (!isJsonObject(value)) return value;
  const given = Object.entries(value).filter(
    ([, field]) => isGiven(field) && !(Array.isArray(field) && field.length === 0),
  );
  return Object.fromEntries(given.map(([name, field]) => [name, withoutAbsent(field)]));
};
