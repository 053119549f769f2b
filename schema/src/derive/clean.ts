/**
 * The quick pass: is this document free of violations? It builds nothing, not even a pointer.
 */
import { fits } from './leaf.js';
import type { Plan, PlannedField } from './plan.js';
import { Kind } from './plan.js';

const itemIsClean = (field: PlannedField, item: unknown): boolean =>
  field.plan === undefined ? fits(field, item) : isClean(field.plan, item);

const listIsClean = (field: PlannedField, list: readonly unknown[]): boolean => {
  if (list.length === 0) return !field.required;
  for (let at = 0; at < list.length; at++) if (!itemIsClean(field, list[at])) return false;
  return true;
};

export const isClean = (plan: Plan, value: unknown): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const record = value as Readonly<Record<string, unknown>>;
  const fields = plan.fields;
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at] as PlannedField;
    const given = record[field.name];
    if (given === undefined || given === null) {
      if (field.required) return false;
    } else if (field.list) {
      if (!Array.isArray(given) || !listIsClean(field, given)) return false;
    } else if (field.kind !== Kind.json && !itemIsClean(field, given)) return false;
  }
  const rules = plan.rules;
  for (let at = 0; at < rules.length; at++) if (!rules[at]?.holds(record)) return false;
  return true;
};
