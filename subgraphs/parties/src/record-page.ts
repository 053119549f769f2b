/** Pages over records, in the order of their creation. */
import { PAGE_MAX, WINDOW_MAX, type DocumentWindow, type Page, type PageInput } from '@chargesphere/chassis';
import { instantOf, Problem } from '@chargesphere/schema';

export const between = (value: number, least: number, most: number, what: string): number => {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Problem('INVALID_INPUT', `${what} is ${value}; it must be from ${least} to ${most}.`);
};

const positionIn = (cursor: string): number => {
  const position = /^r(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (position) return Number(position);
  throw new Problem('INVALID_INPUT', `"${cursor}" is no cursor of this list; use the value of "next".`);
};

export interface RecordList<T> {
  /** The next records after this position, in order. */
  list(after: number, limit: number): Promise<T[]>;
  count(): Promise<number>;
  positionOf(item: T): number;
}

export const recordPage = async <T>(
  page: PageInput | null | undefined,
  records: RecordList<T>,
): Promise<Page<T>> => {
  const limit = between(page?.limit ?? 20, 1, PAGE_MAX, 'page.limit');
  const found = await records.list(page?.after ? positionIn(page.after) : 0, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next:
      found.length > limit && last ? Buffer.from(`r${records.positionOf(last)}`).toString('base64url') : null,
    total: () => records.count(),
  };
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
