/**
 * Table → validator. Reports every violation of a document with pointer, code, sentence and what it means
 * (E12, TYPE-011), never throws, and looks only at the fields of the tables: unknown ones are not ours (TRN-070).
 *
 * Two passes over the same plan: `clean.ts` answers quickly whether all is well, which it nearly always is, and
 * `explain.ts` walks again to say what is not. Both ask the same leaf rules (leaf.ts), so they cannot disagree.
 */
import { isClean } from './clean.js';
import { explain } from './explain.js';
import type { ObjectTable, Severity } from './notation.js';
import { planOf } from './plan.js';

/** What can be wrong with a value. */
export const violationCodes = [
  'MISSING', // required, but absent or null
  'WRONG_TYPE',
  'EMPTY_LIST', // cardinality + with []
  'TOO_LONG',
  'TOO_SHORT', // an empty key
  'NOT_IN_ENUM',
  'BAD_FORMAT', // not the time, date, coordinate or URL it should be
  'NOT_PRINTABLE',
  'TOO_MANY_DECIMALS',
  'OUT_OF_RANGE',
  'RULE', // a rule over several fields; the sentence names it
  'TOO_MANY', // more violations than are worth listing
] as const;
export type ViolationCode = (typeof violationCodes)[number];

export interface Violation {
  /** JSON Pointer (RFC 6901) to the value, '' for the whole document. */
  pointer: string;
  code: ViolationCode;
  /** One plain sentence that says what is needed. */
  message: string;
  /** Whether the document is refused for it, or kept with it on record. */
  severity: Severity;
}

export type Validator = (value: unknown) => readonly Violation[];

const NONE: readonly Violation[] = Object.freeze([]);

const orNone = (violations: readonly Violation[]): readonly Violation[] =>
  violations.length === 0 ? NONE : violations;

/** Whole documents: PUT, POST and what is pulled. */
export const compileValidator = (table: ObjectTable): Validator => {
  const plan = planOf(table);
  return (value) => (isClean(plan, value) ? NONE : orNone(explain(plan, value, 'whole')));
};

/**
 * Partial documents (TRN-023): any field may be left out but `last_updated` (TRN-024); null clears an optional field
 * and is refused for a required one (AMB-012). What is given is replaced whole, so it has to be whole (TRN-026).
 */
export const compilePatchValidator = (table: ObjectTable): Validator => {
  const plan = planOf(table);
  return (value) => orNone(explain(plan, value, 'patch'));
};

const cached = (compile: (table: ObjectTable) => Validator) => {
  const validators = new WeakMap<ObjectTable, Validator>();
  return (table: ObjectTable, value: unknown): readonly Violation[] => {
    let validator = validators.get(table);
    if (!validator) validators.set(table, (validator = compile(table)));
    return validator(value);
  };
};

/** What is wrong with a whole document; the same empty list whenever nothing is. */
export const violationsOf = cached(compileValidator);
/** What is wrong with a partial document. */
export const patchViolationsOf = cached(compilePatchValidator);

/** The violations for which a document is refused (E12). */
export const refusals = (violations: readonly Violation[]): readonly Violation[] =>
  orNone(violations.filter(({ severity }) => severity === 'refuse'));
