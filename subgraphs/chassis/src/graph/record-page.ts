/** Pages over records of our own, in the order of their creation or the other way round; documents have theirs in paging.ts. */
import { Problem } from '@chargesphere/schema';
import { recordLoader, type RecordLoader } from '../store/loader.js';
import { PAGE_MAX, type Page, type PageInput } from './paging.js';

export interface RecordList<T> {
  /** The next records beyond this position, in order. */
  list(after: number, limit: number): Promise<T[]>;
  /** Where the first page begins; at zero unless said. */
  begin?: number;
  count(): Promise<number>;
  positionOf(item: T): number;
  /** Digits of a position at the most; nine unless said, as positions usually are `integer`. */
  digits?: number;
}

/** Many such lists, each the one of its owner: the deliveries of each broadcast of a page. */
export interface RecordLists<T> extends Pick<RecordList<T>, 'begin' | 'positionOf' | 'digits'> {
  /** The next records of each owner after this position, in order; as many of each. */
  list(owners: readonly string[], after: number, limit: number): Promise<T[]>;
  ownerOf(item: T): string;
  /** Owners without any may be left out. */
  count(owners: readonly string[]): Promise<{ owner: string; total: number }[]>;
}

export const recordPage = async <T>(
  page: PageInput | null | undefined,
  records: RecordList<T>,
): Promise<Page<T>> => {
  const { limit, after } = windowOf(page, records);
  return pageWith(await records.list(after, limit + 1), limit, records, () => records.count());
};

/** The same page of many lists: one statement for all that are asked for at once, and one for their totals. */
export const recordPageLoader = <T>(
  page: PageInput | null | undefined,
  records: RecordLists<T>,
): RecordLoader<Page<T>> => {
  const { limit, after } = windowOf(page, records);
  const totals = recordLoader(async (owners) => {
    const found = new Map((await records.count(owners)).map(({ owner, total }) => [owner, total]));
    return owners.map((owner) => found.get(owner) ?? 0);
  });
  return recordLoader(async (owners) => {
    const found = Map.groupBy(await records.list(owners, after, limit + 1), records.ownerOf);
    return owners.map((owner) => pageWith(found.get(owner) ?? [], limit, records, () => totals.load(owner)));
  });
};

const windowOf = (
  page: PageInput | null | undefined,
  { begin = 0, digits }: { begin?: number; digits?: number },
) => ({
  limit: limitIn(page?.limit ?? 20),
  after: page?.after ? positionIn(page.after, digits) : begin,
});

/** One record more than the limit was asked for: it tells whether there is a next page. */
const pageWith = <T>(
  found: readonly T[],
  limit: number,
  { positionOf }: Pick<RecordList<T>, 'positionOf'>,
  total: () => Promise<number>,
): Page<T> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? cursorOf(positionOf(last)) : null, total };
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
