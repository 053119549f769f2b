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

/**
 * Walks the document's own fields rather than the table's rows: the engine reads properties in a `for in` without a
 * look-up, which took a seventh off (0.92 → 0.79 µs for a Session of 35 values, Node 24). Documents mostly follow the
 * order of the tables, so the next row is tried first.
 */
export const isClean = (plan: Plan, value: unknown): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const record = value as Readonly<Record<string, unknown>>;
  let guess = 0;
  let requiredSeen = 0;
  for (const name in record) {
    let field = plan.fields[guess];
    if (field === undefined || field.name !== name) {
      field = plan.byName.get(name);
      if (field === undefined) continue; // not ours (TRN-070)
    }
    guess = field.next;
    const given = record[name];
    if (given === undefined || given === null) continue; // the same as absent (GEN-008)
    if (field.required) requiredSeen += 1;
    if (field.list) {
      if (!Array.isArray(given) || !listIsClean(field, given)) return false;
    } else if (field.kind !== Kind.json && !itemIsClean(field, given)) return false;
  }
  if (requiredSeen !== plan.requiredCount) return false;
  const rules = plan.rules;
  for (let at = 0; at < rules.length; at++) if (!rules[at]?.holds(record)) return false;
  return true;
};
