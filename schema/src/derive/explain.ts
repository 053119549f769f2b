/**
 * The thorough pass: everything that is wrong with a document, in the order of the tables.
 */
import { dateTimeForm } from '../time.js';
import {
  fits,
  hasFewDecimals,
  isAbsoluteUrl,
  isPrintable,
  isPrintableAscii,
  isTooLong,
  lengthOf,
  unboxed,
} from './leaf.js';
import type { EnumType, Severity } from './notation.js';
import type { Plan, PlannedField } from './plan.js';
import { Kind } from './plan.js';
import type { Violation, ViolationCode } from './validate.js';

/** A document of rubbish must not cost more memory than a good one: the list ends here. */
export const MAX_VIOLATIONS = 1000;

class Report {
  readonly violations: Violation[] = [];
  refused = 0;

  add(pointer: string, code: ViolationCode, severity: Severity, message: string): void {
    if (this.isFull) return;
    if (severity === 'refuse') this.refused += 1;
    if (this.violations.length < MAX_VIOLATIONS - 1)
      this.violations.push({ pointer, code, message, severity });
    else
      this.violations.push({
        pointer: '',
        code: 'TOO_MANY',
        message: `There are ${MAX_VIOLATIONS} violations or more: correct those listed and try again.`,
        severity: 'refuse', // one of those not listed may be
      });
  }
  get isFull(): boolean {
    return this.violations.length >= MAX_VIOLATIONS;
  }
}

const shown = (value: unknown): string => {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number too large to carry';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

const wanted = (field: PlannedField): string => {
  switch (field.kind) {
    case Kind.boolean:
      return 'true or false';
    case Kind.number:
      return 'a number';
    case Kind.int:
      return 'a whole number';
    case Kind.object:
      return `an object (${field.plan?.name ?? ''})`;
    default:
      return 'a text';
  }
};

const explainText = (field: PlannedField, text: string, at: string, report: Report): void => {
  const printable = field.kind === Kind.ciText ? isPrintableAscii(text) : isPrintable(text);
  if (field.key && text.length === 0)
    report.add(at, 'TOO_SHORT', 'refuse', `${field.name} identifies the object and cannot be empty.`);
  const tooLong = isTooLong(text, field.max);
  if (tooLong)
    report.add(
      at,
      'TOO_LONG',
      field.key ? 'refuse' : 'record', // TYPE-011
      `${field.name} has ${lengthOf(text)} characters; at most ${field.max} are allowed.`,
    );
  if (!printable)
    report.add(
      at,
      'NOT_PRINTABLE',
      'record',
      field.kind === Kind.ciText
        ? `${field.name} may hold printable ASCII only.`
        : `${field.name} may not hold control characters or line breaks.`,
    );
  // A text that is too long has no chance to be the code it should be: one cure is enough.
  if (field.format && !tooLong && !field.format.pattern.test(text))
    report.add(
      at,
      'BAD_FORMAT',
      'record',
      `${field.name} should be ${field.format.name}, not ${quoted(text)}.`,
    );
};

const explainBoxed = (field: PlannedField, text: string, at: string, report: Report): void => {
  report.add(at, 'WRONG_TYPE', 'record', `${field.name} is an object, which is read as ${quoted(text)}.`);
  explainText(field, text, at, report);
};

const explainDateTime = (field: PlannedField, text: string, at: string, report: Report): void => {
  const form = dateTimeForm(text);
  if (form === 'none')
    report.add(at, 'BAD_FORMAT', 'refuse', `${field.name} is no time: write it like 2026-01-31T09:30:00Z.`);
  else if (form === 'offset')
    // TYPE-006
    report.add(at, 'BAD_FORMAT', 'record', `${field.name} has a numeric offset; write times in UTC with Z.`);
  else if (form === 'readable')
    // AMB-023
    report.add(at, 'BAD_FORMAT', 'record', `${field.name} should be written like 2026-01-31T09:30:00Z.`);
  if (form !== 'none' && text.length > field.max)
    report.add(
      at,
      'TOO_LONG',
      'record',
      `${field.name} has ${text.length} characters; at most ${field.max} are allowed.`,
    );
};

const explainUrl = (field: PlannedField, text: string, at: string, report: Report): void => {
  explainText(field, text, at, report);
  if (!isAbsoluteUrl(text))
    report.add(at, 'BAD_FORMAT', 'record', `${field.name} should be an absolute URL.`);
};

const explainEnum = (field: PlannedField, text: string, at: string, report: Report): void => {
  const { name, aliases, values } = field.type as EnumType;
  const meant = Object.hasOwn(aliases, text) ? aliases[text] : undefined;
  if (meant !== undefined)
    report.add(at, 'NOT_IN_ENUM', 'record', `${field.name} says ${text}, which is read as ${meant}.`);
  else
    report.add(
      at,
      'NOT_IN_ENUM',
      'refuse', // TRN-074
      `${field.name} is ${quoted(text)}, but ${name} knows only ${values.join(', ')}.`,
    );
};

const explainNumber = (field: PlannedField, value: number, at: string, report: Report): void => {
  if (value < field.least || value > field.most)
    report.add(
      at,
      'OUT_OF_RANGE',
      field.boundsRefuse ? 'refuse' : 'record',
      `${field.name} is ${value}; it should be ${field.least === -Infinity ? '' : `at least ${field.least}`}${
        field.least === -Infinity || field.most === Infinity ? '' : ' and '
      }${field.most === Infinity ? '' : `at most ${field.most}`}.`,
    );
  if (field.kind === Kind.number && !hasFewDecimals(value, field))
    report.add(
      at,
      'TOO_MANY_DECIMALS',
      'record',
      `${field.name} is ${value}; round it to ${field.decimals === 1 ? 'one decimal' : `${field.decimals} decimals`}.`,
    );
  if (field.kind === Kind.int && Math.abs(value) >= 10 ** field.digits)
    report.add(
      at,
      'TOO_LONG',
      'record',
      `${field.name} is ${value}; at most ${field.digits} digits are allowed.`,
    );
};

/** Called only for values that do not fit; says why. */
const explainLeaf = (field: PlannedField, value: unknown, at: string, report: Report): void => {
  const wrongType = () =>
    report.add(at, 'WRONG_TYPE', 'refuse', `${field.name} must be ${wanted(field)}, not ${shown(value)}.`);
  switch (field.kind) {
    case Kind.number:
    case Kind.int: {
      if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType();
      if (field.kind === Kind.int && !Number.isInteger(value))
        return report.add(at, 'WRONG_TYPE', 'refuse', `${field.name} must be a whole number, not ${value}.`);
      return explainNumber(field, value, at, report);
    }
    case Kind.boolean:
      return wrongType();
    default: {
      if (typeof value !== 'string') {
        const text = unboxed(field.type, value);
        return text === undefined ? wrongType() : explainBoxed(field, text, at, report);
      }
      if (field.kind === Kind.dateTime) return explainDateTime(field, value, at, report);
      if (field.kind === Kind.url) return explainUrl(field, value, at, report);
      if (field.kind === Kind.enum) return explainEnum(field, value, at, report);
      if (field.kind === Kind.openEnum && value.length === 0)
        return report.add(at, 'TOO_SHORT', 'record', `${field.name} is empty; leave it out instead.`);
      return explainText(field, value, at, report);
    }
  }
};

const explainItem = (field: PlannedField, value: unknown, at: string, report: Report): void => {
  if (field.kind === Kind.json) return;
  if (field.plan) explainObject(field.plan, value, at, field.name, 'whole', report);
  else if (!fits(field, value)) explainLeaf(field, value, at, report);
};

const explainList = (field: PlannedField, value: unknown, at: string, report: Report): void => {
  if (!Array.isArray(value))
    return report.add(at, 'WRONG_TYPE', 'refuse', `${field.name} must be a list, not ${shown(value)}.`);
  // An empty list means the same as none (GEN-008), so it is refused where one is required.
  if (value.length === 0 && field.required)
    report.add(at, 'EMPTY_LIST', 'refuse', `${field.name} needs at least one entry.`);
  for (let index = 0; index < value.length && !report.isFull; index++)
    explainItem(field, value[index], `${at}/${index}`, report);
};

const explainAbsence = (
  field: PlannedField,
  given: unknown,
  at: string,
  scope: Scope,
  report: Report,
): void => {
  if (!field.required) return;
  if (scope === 'whole') return report.add(at, 'MISSING', 'refuse', `${field.name} is required.`);
  if (given === null)
    report.add(at, 'MISSING', 'refuse', `${field.name} is required and cannot be cleared with null.`); // AMB-012
  else if (field.name === 'last_updated')
    report.add(at, 'MISSING', 'refuse', 'A PATCH needs last_updated, the time of the change.'); // TRN-024
};

type Scope = 'whole' | 'patch';

const explainObject = (
  plan: Plan,
  value: unknown,
  at: string,
  name: string,
  scope: Scope,
  report: Report,
): void => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return report.add(
      at,
      'WRONG_TYPE',
      'refuse',
      `${name} must be an object (${plan.name}), not ${shown(value)}.`,
    );
  const record = value as Readonly<Record<string, unknown>>;
  const refusedBefore = report.refused;
  for (const field of plan.fields) {
    const given = record[field.name];
    const pointer = `${at}/${field.name}`;
    if (given === undefined || given === null) explainAbsence(field, given, pointer, scope, report);
    else if (field.list) explainList(field, given, pointer, report);
    else explainItem(field, given, pointer, report);
  }
  // Rules trust the types they read, so they wait until nothing is refused; a patch shows only part of the fields.
  if (scope === 'patch' || report.refused > refusedBefore) return;
  for (const rule of plan.rules)
    if (!rule.holds(record))
      report.add(
        rule.field ? `${at}/${rule.field}` : at,
        'RULE',
        rule.severity,
        `${rule.id}: ${rule.sentence}`,
      );
};

export const explain = (plan: Plan, value: unknown, scope: Scope): Violation[] => {
  const report = new Report();
  explainObject(plan, value, '', 'The document', scope, report);
  return report.violations;
};
