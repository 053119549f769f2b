/**
 * Pages. In the graph a list is `XPage { items total next }` with an opaque cursor, its total counted only when asked
 * for. For OCPI a list is a window of whole documents: see window.ts.
 */
import DataLoader from 'dataloader';
import { Problem, type Caller } from '@chargesphere/schema';
import { Field, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import type { DocumentStore, ListQuery, Stored } from '../store/document-store.js';
import type { Sql } from '../store/sql.js';

/** Items of one page of the graph at the most. */
export const PAGE_MAX = 200;

@InputType({ description: 'Which part of a list to return.' })
export class PageInput {
  @Field(() => Int, { defaultValue: 20, description: `How many items, ${PAGE_MAX} at the most.` })
  declare limit: number;

  @Field(() => String, {
    nullable: true,
    description: '`next` of the page before; leave it out for the first page.',
  })
  declare after?: string | null;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  /** Counts when asked for. */
  total(): Promise<number>;
}

export type PageLoader<T> = DataLoader<string, Page<T>>;

/** The class of a page of the given items, to be shown in the graph under `name`. */
export const pageType = <T extends object>(name: string, item: ClassType<T>): ClassType<Page<T>> => {
  class PageOf {}
  Object.defineProperty(PageOf, 'name', { value: name });
  Field(() => [item], { description: 'The items of this page.' })(PageOf.prototype, 'items');
  // Simple: read by graphql-js itself, which calls the function; type-graphql would show it.
  Field(() => Int, {
    description: 'How many items the whole list has; counted only when asked for.',
    simple: true,
  })(PageOf.prototype, 'total');
  Field(() => String, { nullable: true, description: 'Cursor of the next page; null on the last one.' })(
    PageOf.prototype,
    'next',
  );
  ObjectType(name, { description: 'One page of a list.' })(PageOf);
  return PageOf as ClassType<Page<T>>;
};

/** The value, when it is a whole number in range. */
export const between = (value: number, least: number, most: number, what: string): number => {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Problem('INVALID_INPUT', `${what} is ${value}; it must be from ${least} to ${most}.`);
};

const cursorOf = (seq: string): string => Buffer.from(`s${seq}`).toString('base64url');
const seqOf = (cursor: string): string => {
  const seq = /^s(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (seq) return seq;
  throw new Problem('INVALID_INPUT', `"${cursor}" is no cursor of this list; use the value of "next".`);
};

/** One row more than asked for tells whether there is a next page. */
const rowsOf = (page: PageInput | null | undefined): { limit: number; after?: string } => {
  const limit = between(page?.limit ?? 20, 1, PAGE_MAX, 'page.limit') + 1;
  return page?.after ? { limit, after: seqOf(page.after) } : { limit };
};

const pageWith = <D, T>(
  rows: readonly Stored<D>[],
  limit: number,
  shown: (stored: Stored<D>) => T,
  total: () => Promise<number>,
): Page<T> => {
  const last = rows[limit - 2];
  const isMore = rows.length === limit;
  return {
    items: rows.slice(0, limit - 1).map(shown),
    next: isMore && last ? cursorOf(last.seq) : null,
    total,
  };
};

/** An argument of lists of what has a time: people look at the end first, crawlers begin at the beginning. */
export const NEWEST_FIRST = {
  defaultValue: false,
  description: 'The last that came first; `next` goes on in that order.',
};

/** One page of a store in the order of creation; `shown` turns a stored document into the graph's object. */
export const pageOf = async <D extends object, T>(
  store: DocumentStore<D>,
  caller: Caller,
  page: PageInput | null | undefined,
  where: readonly (Sql | undefined)[],
  shown: (stored: Stored<D>) => T,
  { by = 'walk', isNewestFirst = false }: Pick<ListQuery, 'by' | 'isNewestFirst'> = {},
): Promise<Page<T>> => {
  const { limit, ...from } = rowsOf(page);
  const rows = await store.list(caller, { where, by, limit, isNewestFirst, ...from });
  return pageWith(rows, limit, shown, () => store.count(caller, { where }));
};

/** The same page of many lists, one for each value of a column, in one query for all that are asked for at once. */
export const pageLoader = <D extends object, T>(
  store: DocumentStore<D>,
  caller: Caller,
  column: Sql,
  page: PageInput | null | undefined,
  where: readonly (Sql | undefined)[],
  shown: (stored: Stored<D>) => T,
): PageLoader<T> => {
  const { limit, ...from } = rowsOf(page);
  const totals = new DataLoader((values: readonly string[]) =>
    store.countBy(caller, column, values, { where }),
  );
  return new DataLoader(async (values) => {
    const lists = await store.listBy(caller, column, values, { where, limit, ...from });
    return lists.map((rows, i) => pageWith(rows, limit, shown, () => totals.load(values[i] ?? '')));
  });
};
