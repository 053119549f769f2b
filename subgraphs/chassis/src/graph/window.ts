/**
 * OCPI's lists: windows of whole documents by `last_updated`, offset and limit (TRN-035 to TRN-045). Outside they count
 * from the beginning; inside a page goes on after the row the page before it ended with, so that the last of a million
 * costs what the first one costs, and documents that come, change or go meanwhile are neither lost nor sent twice.
 *
 * A page goes on by position when the window holds the cursor of the page before, or when this process remembers where
 * that page ended: the crawler many partners use makes its next URL of offset, limit and filters alone. Any other offset
 * is counted off.
 */
import { createHash } from 'node:crypto';
import { foldRef, Problem, type Caller } from '@chargesphere/schema';
import type { GraphQLScalarType } from 'graphql';
import { Field, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { scopeOf } from '../caller/scope.js';
import type { DocumentStore } from '../store/document-store.js';
import { sql, type Sql } from '../store/sql.js';
import { between } from './paging.js';
import { DateTime } from './scalars.js';

/** Documents of one OCPI page at the most; the adapter's own maximum is lower or equal. */
export const WINDOW_MAX = 1000;

@InputType({ description: 'A window over documents as OCPI pages them, in the order of their creation.' })
export class DocumentWindow {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Only documents last updated at or after this instant.',
  })
  declare dateFrom?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only documents last updated before this instant.' })
  declare dateTo?: string | null;

  @Field(() => Int, { defaultValue: 0, description: 'How many documents to skip.' })
  declare offset: number;

  @Field(() => Int, { defaultValue: 100, description: `How many documents, ${WINDOW_MAX} at the most.` })
  declare limit: number;

  @Field(() => String, {
    nullable: true,
    description:
      '`next` of the page before this one, with the same filters; with it `offset` costs nothing. At another offset it is left aside.',
  })
  declare after?: string | null;
}

export interface DocumentPage {
  items: object[];
  /** Cursor of the next page. */
  next?: string | null;
  total(): Promise<number>;
}

/** The class of a page of whole documents. */
export const documentPageType = (name: string, scalar: GraphQLScalarType): ClassType<DocumentPage> => {
  class PageOf {}
  Object.defineProperty(PageOf, 'name', { value: name });
  Field(() => [scalar], { description: 'The documents, as their owners sent them.' })(
    PageOf.prototype,
    'items',
  );
  Field(() => Int, {
    description:
      'How many documents match, without regard to offset and limit (TRN-044); of a long list up to five seconds old.',
    simple: true, // see pageType
  })(PageOf.prototype, 'total');
  Field(() => String, {
    nullable: true,
    description: 'For `after` of the next page; null on the last one, and in lists paged by offset only.',
  })(PageOf.prototype, 'next');
  ObjectType(name, { description: 'One OCPI page of documents.' })(PageOf);
  return PageOf as ClassType<DocumentPage>;
};

/** The conditions of a window: from inclusive, to exclusive (TRN-036). */
export const windowConditions = (window: DocumentWindow, owner?: string | null): (Sql | undefined)[] => [
  window.dateFrom ? sql`t.last_updated >= ${window.dateFrom}::timestamptz` : undefined,
  window.dateTo ? sql`t.last_updated < ${window.dateTo}::timestamptz` : undefined,
  owner ? sql`t.owner = ${foldRef(owner)}` : undefined,
];

/** Where a page begins: after a row, for the page at an offset. */
interface Position {
  seq: string;
  offset: number;
}

const digest = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

/** The checksum tells a cursor of another list. It is no secret: what a caller may see is in every query anyway. */
const cursorOf = (filters: string, { seq, offset }: Position): string =>
  `${seq}.${offset}.${digest(filters, seq, offset)}`;

const positionIn = (filters: string, cursor: string): Position => {
  const [, seq = '', offset = ''] = /^(\d{1,18})\.(\d{1,10})\./.exec(cursor) ?? [];
  const position = { seq, offset: Number(offset) };
  if (seq && cursorOf(filters, position) === cursor) return position;
  throw new Problem(
    'INVALID_INPUT',
    'The cursor does not belong to this list; follow the link to the next page as it is, or leave the cursor out.',
  );
};

/** One OCPI page of whole documents: of one owner those meant for the caller, else those meant for all (RTE-039). */
export const windowOf = async <D extends object>(
  store: DocumentStore<D>,
  caller: Caller,
  window: DocumentWindow,
  owner?: string | null,
): Promise<DocumentPage> => {
  const limit = between(window.limit, 1, WINDOW_MAX, 'window.limit');
  const offset = between(window.offset, 0, 2 ** 31 - 1, 'window.offset');
  const { dateFrom, dateTo, after } = window;
  const filters = digest(store.kind.name, dateFrom ?? '', dateTo ?? '', foldRef(owner ?? ''));
  const list = digest(filters, scopeOf(caller, store.kind.visibility));
  const given = after ? positionIn(filters, after) : undefined;
  const remembered = offset > 0 ? store.pageEnds.goOn(list, offset) : undefined;
  const start = given?.offset === offset ? given.seq : remembered;
  const selection = { where: windowConditions(window, owner), isForAll: !owner };
  // Begun now, so that the count runs beside the page; whoever asks for the total hears of its failure.
  const total = store.totals.of(list, () => store.count(caller, selection));
  const counted = Promise.allSettled([total]);
  // Few or nearly all rows may lie in a window of time, so it is searched (see ListQuery).
  const by = dateFrom || dateTo ? 'search' : 'walk';
  const from = start === undefined ? { offset } : { after: start };
  // One row more than asked for tells whether there is a next page.
  const rows = await store.listPrinted(caller, { ...selection, by, limit: limit + 1, ...from });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const end = last && { seq: last.seq, offset: offset + limit };
  if (end) store.pageEnds.remember(list, end.offset, end.seq);
  return {
    items: rows.slice(0, limit).map((row) => row.document),
    next: end ? cursorOf(filters, end) : null,
    total: () => counted.then(() => total),
  };
};
