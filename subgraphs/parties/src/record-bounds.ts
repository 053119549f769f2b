/** What queries over our own records are narrowed by: bounds, text and windows. */
import { WINDOW_MAX, type DocumentWindow } from '@chargesphere/chassis';
import { instantOf, Problem } from '@chargesphere/schema';

export const between = (value: number, least: number, most: number, what: string): number => {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Problem('INVALID_INPUT', `${what} is ${value}; it must be from ${least} to ${most}.`);
};

/** Text to look for anywhere in a column, without regard to case; what `like` would read as a pattern is escaped. */
export const containing = (text: string): { $ilike: string } => ({
  $ilike: `%${text.replace(/[\\%_]/g, '\\$&')}%`,
});

export interface Window {
  from: Date | undefined;
  to: Date | undefined;
  offset: number;
  limit: number;
}

/** An OCPI window with its bounds as instants of our own columns, which hold milliseconds (TRN-036). */
export const windowIn = ({ dateFrom, dateTo, offset, limit }: DocumentWindow): Window => ({
  from: dateIn(dateFrom),
  to: dateIn(dateTo),
  offset: between(offset, 0, 2 ** 31 - 1, 'window.offset'),
  limit: between(limit, 1, WINDOW_MAX, 'window.limit'),
});

/** Rounded up: nothing of ours lies between two milliseconds, so both bounds stay true. */
const dateIn = (text: string | null | undefined): Date | undefined => {
  const instant = text ? instantOf(text) : undefined;
  return instant === undefined ? undefined : new Date(Math.ceil(instant));
};
