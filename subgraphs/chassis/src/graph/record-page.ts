/** Pages over records of our own, in the order of their creation; documents have theirs in paging.ts. */
import { Problem } from '@chargesphere/schema';
import { PAGE_MAX, type Page, type PageInput } from './paging.js';

export interface RecordList<T> {
  /** The next records after this position, in order. */
  list(after: number, limit: number): Promise<T[]>;
  count(): Promise<number>;
  positionOf(item: T): number;
  /** Digits of a position at the most; nine unless said, as positions usually are `integer`. */
  digits?: number;
}

export const recordPage = async <T>(
  page: PageInput | null | undefined,
  records: RecordList<T>,
): Promise<Page<T>> => {
  const limit = limitIn(page?.limit ?? 20);
  const found = await records.list(page?.after ? positionIn(page.after, records.digits) : 0, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next: found.length > limit && last ? cursorOf(records.positionOf(last)) : null,
    total: () => records.count(),
  };
};

const limitIn = (limit: number): number => {
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_MAX) return limit;
  throw new Problem('INVALID_INPUT', `page.limit is ${limit}; it must be from 1 to ${PAGE_MAX}.`);
};

const cursorOf = (position: number): string => Buffer.from(`r${position}`).toString('base64url');
const positionIn = (cursor: string, digits = 9): number => {
  const position = /^r(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (position && position.length <= digits) return Number(position);
  throw new Problem('INVALID_INPUT', `"${cursor}" is no cursor of this list; use the value of "next".`);
};
