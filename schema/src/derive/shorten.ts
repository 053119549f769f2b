/**
 * A document with the texts that are too long cut to what its table allows (TYPE-011), for a partner whose software
 * takes no longer ones. Only texts for people are cut: an id, a reference or a URL that is cut is another one, and what
 * has a format keeps it. Pure.
 */
import type { JsonObject } from '../document.js';
import { isJsonObject } from '../document.js';
import { isTooLong } from './leaf.js';
import type { ObjectTable } from './notation.js';
import { Kind, planOf, type Plan, type PlannedField } from './plan.js';

export interface Shortened {
  /** The same object when nothing was cut. */
  document: JsonObject;
  /** JSON Pointers (RFC 6901) to what was cut. */
  pointers: string[];
}

export const shortened = (table: ObjectTable, document: JsonObject): Shortened => {
  const pointers: string[] = [];
  return { document: shorten(planOf(table), document, '', pointers), pointers };
};

const shorten = (plan: Plan, document: JsonObject, at: string, pointers: string[]): JsonObject => {
  let copy: JsonObject | undefined;
  for (const field of plan.fields) {
    const value = document[field.name];
    if (value === undefined || value === null) continue;
    const place = `${at}/${field.name}`;
    const fitting =
      field.list && Array.isArray(value)
        ? shortenList(field, value as unknown[], place, pointers)
        : shortenValue(field, value, place, pointers);
    if (fitting !== value) (copy ??= { ...document })[field.name] = fitting;
  }
  return copy ?? document;
};

const shortenList = (field: PlannedField, list: unknown[], at: string, pointers: string[]): unknown[] => {
  const fitting = list.map((value, i) => shortenValue(field, value, `${at}/${i}`, pointers));
  return fitting.some((value, i) => value !== list[i]) ? fitting : list;
};

const shortenValue = (field: PlannedField, value: unknown, at: string, pointers: string[]): unknown => {
  if (field.plan && isJsonObject(value)) return shorten(field.plan, value, at, pointers);
  const isText = field.kind === Kind.text && !field.key;
  if (!isText || typeof value !== 'string' || !isTooLong(value, field.max)) return value;
  const cut = [...value].slice(0, field.max).join(''); // characters, not halves of them
  if (field.format && !field.format.pattern.test(cut)) return value;
  pointers.push(at);
  return cut;
};
