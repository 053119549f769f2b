/**
 * The few misspellings the hub puts right before it stores a document. Everything else stays as it came.
 */
import type { JsonObject } from './document.js';
import { unboxed } from './derive/leaf.js';
import type { FieldType, ObjectTable } from './derive/notation.js';

/** The value as the table wants it; the very value when there is nothing to put right. */
type Correction = (value: unknown) => unknown;

/** SES-015: `RESERVED` becomes `RESERVATION`. INV-013: `{ "id": "C1" }` becomes `C1`. */
const correctionOf = (type: FieldType): Correction | undefined => {
  if (type.kind === 'enum' && Object.keys(type.aliases).length > 0)
    return (value) =>
      typeof value === 'string' && Object.hasOwn(type.aliases, value) ? type.aliases[value] : value;
  if ('boxedIn' in type && type.boxedIn !== undefined) return (value) => unboxed(type, value) ?? value;
  return undefined;
};

const inList =
  (correct: Correction): Correction =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const corrected = value.map(correct);
    return corrected.some((item, at) => item !== value[at]) ? corrected : value;
  };

type Corrections = readonly (readonly [field: string, correct: Correction])[];

const correctionsIn = (table: ObjectTable): Corrections =>
  Object.entries(table.fields).flatMap(([field, { type, card }]) => {
    const correct = correctionOf(type);
    if (!correct) return [];
    return [[field, card === '*' || card === '+' ? inList(correct) : correct] as const];
  });

/** Asked for every document that is stored, so worked out once per table. */
const known = new WeakMap<ObjectTable, Corrections>();
const correctionsOf = (table: ObjectTable): Corrections => {
  let corrections = known.get(table);
  if (!corrections) known.set(table, (corrections = correctionsIn(table)));
  return corrections;
};

/** Returns the very document when there is nothing to put right. */
export const canonical = (table: ObjectTable, document: JsonObject): JsonObject => {
  let result = document;
  for (const [field, correct] of correctionsOf(table)) {
    const value = document[field];
    const corrected = correct(value);
    if (corrected !== value) result = { ...result, [field]: corrected };
  }
  return result;
};
