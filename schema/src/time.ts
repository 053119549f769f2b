/**
 * OCPI's DateTime: RFC 3339 in UTC, with `Z` or without a designator (TYPE-005 to TYPE-007).
 *
 * Times are read tolerantly (offsets, missing zeros as in AMB-023, a space for the T), compared on the instant with
 * all their fractions, and written with `Z`. Documents keep the spelling they came with.
 */

/** How well a text is a DateTime: as written by the rules, readable all the same, or no time at all. */
export type DateTimeForm = 'exact' | 'offset' | 'readable' | 'none';

/** Two digits as a number, or something above every limit. */
const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48;
  const units = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : 100;
};

const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;

const isCalendarTime = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysIn(year, month) &&
  hour <= 23 &&
  minute <= 59 &&
  // RFC 3339 allows the leap second, which UTC inserts at the end of a day only.
  (second <= 59 || (second === 60 && minute === 59 && hour === 23));

/** The form OCPI asks for, and nothing else. Written without a regular expression: every document has several times. */
export const isExactDateTime = (text: string): boolean => {
  let end = text.length;
  if (text.charCodeAt(end - 1) === 90) end -= 1; // Z
  if (end < 19) return false;
  if (
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    text.charCodeAt(10) !== 84 || // T
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58
  )
    return false;
  if (end > 19) {
    if (end === 20 || text.charCodeAt(19) !== 46) return false;
    for (let at = 20; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code < 48 || code > 57) return false;
    }
  }
  const century = twoDigits(text, 0);
  const year = twoDigits(text, 2);
  return (
    century < 100 &&
    year < 100 &&
    isCalendarTime(
      century * 100 + year,
      twoDigits(text, 5),
      twoDigits(text, 8),
      twoDigits(text, 11),
      twoDigits(text, 14),
      twoDigits(text, 17),
    )
  );
};

const READABLE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(?:[Zz]|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/;

interface Instant {
  /** Whole seconds since 1970. */
  readonly seconds: number;
  /** The digits after the point, without trailing zeros. */
  readonly fraction: string;
}

const read = (text: string): Instant | undefined => {
  const found = READABLE.exec(text);
  if (!found) return undefined;
  const [, y, mo, d, h, mi, s = '0', fraction = '', sign, oh = '0', om = '0'] = found;
  const parts = [y, mo, d, h, mi, s].map(Number) as [number, number, number, number, number, number];
  if (!isCalendarTime(...parts)) return undefined;
  const [year, month, day, hour, minute, second] = parts;
  // Date.UTC takes years 0 to 99 for 1900 to 1999; setUTCFullYear does not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const offset = (Number(oh) * 60 + Number(om)) * 60 * (sign === '-' ? -1 : 1);
  return { seconds: date.getTime() / 1000 - offset, fraction: fraction.replace(/0+$/, '') };
};

export const dateTimeForm = (text: string): DateTimeForm => {
  if (isExactDateTime(text)) return 'exact';
  if (read(text) === undefined) return 'none';
  return /[+-]\d{2}:?\d{2}$/.test(text.slice(10)) ? 'offset' : 'readable';
};

/** Milliseconds since 1970, with fractions of them as far as a double goes; undefined when it is no time. */
export const instantOf = (text: string): number | undefined => {
  const instant = read(text);
  return instant && instant.seconds * 1000 + Number(`0.${instant.fraction || '0'}`) * 1000;
};

/** A leap second is the first of the next day, which its text does not show. */
const isLeapSecond = (text: string): boolean => text.charCodeAt(17) === 54; // 6

/** Exact times of the same spelling are in the order of their texts; that is nearly always so, and costs a tenth. */
const areInOrderOfTexts = (a: string, b: string): boolean =>
  a.length === b.length &&
  (a.charCodeAt(a.length - 1) === 90) === (b.charCodeAt(b.length - 1) === 90) &&
  isExactDateTime(a) &&
  isExactDateTime(b) &&
  !isLeapSecond(a) &&
  !isLeapSecond(b);

/** Negative, zero or positive as `a` is before, at or after `b`. What is no time comes before all times. */
export const compareDateTime = (a: string, b: string): number => {
  if (a === b) return 0;
  if (areInOrderOfTexts(a, b)) return a < b ? -1 : 1;
  const left = read(a);
  const right = read(b);
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  if (left.seconds !== right.seconds) return left.seconds - right.seconds;
  // Digits after the point compare as text: no trailing zeros are left.
  return left.fraction < right.fraction ? -1 : left.fraction > right.fraction ? 1 : 0;
};

/** The same instant in one spelling, for use as a map key; the text itself when it is no time. */
export const canonicalDateTime = (text: string): string => {
  const instant = read(text);
  if (!instant) return text;
  const whole = new Date(instant.seconds * 1000).toISOString().slice(0, -5);
  return instant.fraction ? `${whole}.${instant.fraction}Z` : `${whole}Z`;
};

/** Writes an instant as the hub does: UTC with `Z`, milliseconds only where there are some (TYPE-007). */
export const dateTimeOf = (instant: Date | number): string =>
  new Date(instant).toISOString().replace('.000Z', 'Z');
