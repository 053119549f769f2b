/**
 * Laws of the validator that must hold for any JSON a partner may send.
 */
import fc from 'fast-check';
import { isClean } from '../src/derive/clean.js';
import { explain } from '../src/derive/explain.js';
import { planOf } from '../src/derive/plan.js';
import type { JsonObject, ObjectTable, Violation } from '../src/index.js';
import { isJsonObject, patchViolationsOf, violationCodes, violationsOf } from '../src/index.js';
import { flawless } from './flawless.js';

/** RFC 6901. */
const resolve = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);

/** Every place in a document, as paths. */
const placesIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))];

const replacedAt = (document: unknown, [step, ...rest]: string[], value: unknown): unknown => {
  if (step === undefined) return value;
  const copy = (Array.isArray(document) ? [...document] : { ...(document as object) }) as Record<
    string,
    unknown
  >;
  copy[step] = replacedAt(copy[step], rest, value);
  return copy;
};

const anySample = fc.constantFrom(...flawless);
const strangeText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '#NA', '__proto__', '\ud800'),
);
const strange = fc.oneof(fc.jsonValue(), strangeText, fc.double(), fc.integer(), fc.constant(undefined));

/** A flawless document of some table with one to three of its values replaced by anything. */
const damaged: fc.Arbitrary<[ObjectTable, unknown]> = anySample.chain(([table, sample]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...placesIn(sample)), strange), { minLength: 1, maxLength: 3 })
    .map((changes): [ObjectTable, unknown] => {
      const intact = (document: unknown, path: string[]) =>
        path.length === 0 ||
        isJsonObject(resolve(document, `/${path.slice(0, -1).join('/')}`.replace(/\/$/, '')));
      return [
        table,
        changes.reduce<unknown>(
          (document, [path, value]) =>
            intact(document, path) ? replacedAt(document, path, value) : document,
          sample,
        ),
      ];
    }),
);

const isWellFormed = (document: unknown, { pointer, code, message, severity }: Violation): boolean =>
  violationCodes.includes(code) &&
  ['refuse', 'record'].includes(severity) &&
  message.endsWith('.') &&
  !message.includes('undefined') &&
  (code === 'MISSING' ||
    code === 'RULE' ||
    resolve(document, pointer) !== undefined ||
    document === undefined);

describe('the validator', () => {
  it('STA-002 never throws, and every violation is well formed, on any JSON', () => {
    fc.assert(
      fc.property(anySample, strange, ([table], value) => {
        const violations = [...violationsOf(table, value), ...patchViolationsOf(table, value)];
        return violations.every((violation) => isWellFormed(value, violation));
      }),
      { numRuns: 500 },
    );
  });

  it('STA-002 never throws, and every violation is well formed, on damaged documents', () => {
    fc.assert(
      fc.property(damaged, ([table, value]) => {
        const violations = [...violationsOf(table, value), ...patchViolationsOf(table, value)];
        return violations.every((violation) => isWellFormed(value, violation));
      }),
      { numRuns: 2000 },
    );
  });

  it('E12 the quick pass and the thorough one never disagree', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          damaged,
          fc.tuple(
            anySample.map(([table]) => table),
            strange,
          ),
        ),
        ([table, value]) => {
          const plan = planOf(table);
          return isClean(plan, value) === (explain(plan, value, 'whole').length === 0);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('TRN-070 fields that no table knows never make a violation', () => {
    const unknownName = fc.string().filter((name) => !flawless.some(([table]) => name in table.fields));
    fc.assert(
      fc.property(anySample, fc.dictionary(unknownName, fc.jsonValue()), ([table, sample], more) => {
        const noise = Object.fromEntries(Object.entries(more).map(([name, value]) => [`x${name}`, value]));
        return violationsOf(table, { ...noise, ...sample, ...more }).length === 0;
      }),
    );
  });

  it('GEN-008 the order of fields does not matter', () => {
    const shuffled = anySample.chain(([table, sample]) =>
      fc
        .shuffledSubarray(Object.entries(sample), { minLength: Object.keys(sample).length })
        .map((entries): [ObjectTable, JsonObject] => [table, Object.fromEntries(entries)]),
    );
    fc.assert(fc.property(shuffled, ([table, document]) => violationsOf(table, document).length === 0));
  });

  it('TRN-023 what is clean as a whole is clean as a patch', () => {
    fc.assert(
      fc.property(
        damaged,
        ([table, value]) =>
          violationsOf(table, value).length > 0 || patchViolationsOf(table, value).length === 0,
      ),
      { numRuns: 1000 },
    );
  });
});
