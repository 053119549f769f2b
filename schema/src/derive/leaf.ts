/**
 * The rules for single values, asked by both passes of the validator: does this value fit its row?
 */
import { isJsonObject } from '../document.js';
import { isExactDateTime } from '../time.js';
import type { FieldType } from './notation.js';
import type { PlannedField } from './plan.js';
import { Kind } from './plan.js';

/** TYPE-002: printable ASCII. */
export const isPrintableAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
};

/** TYPE-003: printable UTF-8; control characters, line breaks and halves of surrogate pairs are not. */
export const isPrintable = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f) continue;
    if (code < 0xa0 || code === 0x2028 || code === 0x2029) return false;
    if (code >= 0xd800 && code <= 0xdfff) return isPrintableTail(text, at);
  }
  return true;
};
/** From the first surrogate on: the u flag sees whole pairs as one character, and only broken ones as \p{Cs}. */
const isPrintableTail = (text: string, from: number): boolean =>
  !/[\u2028\u2029\p{Cc}\p{Cs}]/u.test(text.slice(from));

/** TYPE-011: characters, not UTF-16 units and not bytes. */
export const lengthOf = (text: string): number => {
  // A pair of surrogates is one character; broken halves count as one each.
  let length = text.length;
  for (let at = 1; at < text.length; at++) if (isLow(text, at) && isHigh(text, at - 1)) length -= 1;
  return length;
};
const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
export const isTooLong = (text: string, max: number): boolean => text.length > max && lengthOf(text) > max;

/** TYPE-010, TRN-102. */
export const isAbsoluteUrl = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s/?#]\S*$/.test(text);

/** TYPE-008: at most four digits after the point, or as few as the row says. */
export const hasFewDecimals = (value: number, { decimals, scale }: PlannedField): boolean => {
  // The double nearest to a four-decimal number is what dividing the whole number by 10000 gives, so this is exact
  // where the whole number is; multiplying alone is not (1.1 * 10000 is not 11000).
  const scaled = Math.round(value * scale);
  if (Math.abs(scaled) <= Number.MAX_SAFE_INTEGER) return scaled / scale === value;
  // Greater numbers keep few decimals in a double, and tell them as they are written.
  return (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length <= decimals;
};

/** INV-013: the text inside an object that stands in its place, where the row reads such objects. */
export const unboxed = (type: FieldType, value: unknown): string | undefined => {
  if (!('boxedIn' in type) || type.boxedIn === undefined || !isJsonObject(value)) return undefined;
  const text = value[type.boxedIn];
  return typeof text === 'string' ? text : undefined;
};

const fitsText = (field: PlannedField, text: string): boolean =>
  !(text.length > field.max && isTooLong(text, field.max)) &&
  (field.kind === Kind.ciText ? isPrintableAscii(text) : isPrintable(text)) &&
  (!field.key || text.length > 0) &&
  (field.format === undefined || field.format.pattern.test(text));

/** Whether a value that is no list and no object fits its row completely. */
export const fits = (field: PlannedField, value: unknown): boolean => {
  switch (field.kind) {
    case Kind.text:
    case Kind.ciText:
      return typeof value === 'string' && fitsText(field, value);
    case Kind.dateTime:
      return typeof value === 'string' && value.length <= field.max && isExactDateTime(value);
    case Kind.number:
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= field.least &&
        value <= field.most &&
        hasFewDecimals(value, field)
      );
    case Kind.int:
      return (
        Number.isInteger(value) &&
        (value as number) >= field.least &&
        (value as number) <= field.most &&
        (field.digits === Infinity || Math.abs(value as number) < 10 ** field.digits)
      );
    case Kind.enum:
      return typeof value === 'string' && field.allowed?.has(value) === true;
    case Kind.openEnum:
      return typeof value === 'string' && value.length > 0 && isPrintable(value);
    case Kind.boolean:
      return typeof value === 'boolean';
    case Kind.url:
      return (
        typeof value === 'string' &&
        !isTooLong(value, field.max) &&
        isPrintable(value) &&
        isAbsoluteUrl(value)
      );
    default:
      return true;
  }
};
