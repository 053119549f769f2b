/** A list page is its query, its columns and its filters; everything else is the same for all of them. */
import type { ComponentType, ReactNode } from 'react';
import type { Search } from '../app/router.js';
import type { TypedDocumentString } from '../graph/index.js';

export interface Column<Row> {
  /** Its header is the word `columns.<id>` of the page, with its unit. */
  id: string;
  cell: (row: Row) => ReactNode;
  /** What it says as text: exported, and compared to see that it has changed. */
  text: (row: Row) => string | number | null | undefined;
  /** As CSS has it for a grid: `120px`, `minmax(120px, 2fr)`. */
  width: string;
  isNumber?: boolean;
  /** Left out on a phone. */
  isWideOnly?: boolean;
}

/** What a list is narrowed by; its value stands in the address under its id, its label is `filters.<id>` of the page. */
export type Filter =
  | { id: string; kind: 'choice'; options: readonly { value: string; label: ReactNode }[] }
  /** One value or none, where the graph takes no more; the label of an option is the word `options.<filter>.<value>`. */
  | { id: string; kind: 'one'; options: readonly string[] }
  | { id: string; kind: 'text'; placeholder?: string }
  /** The ref of a party, written or taken from those the hub knows in a role. */
  | { id: string; kind: 'party'; role: 'CPO' | 'EMSP' }
  /** Since when: a span before now such as `24h` or `7d`; `sinceOf` makes an instant of it. */
  | { id: string; kind: 'span' };

/** What a page of the graph is like, whatever is on it. */
export interface PageOf<Row> {
  total?: number | null;
  next: string | null;
  items: readonly Row[];
}

export interface PageInput {
  limit: number;
  after?: string;
}

export interface ListLive<Event, LiveVariables, Row> {
  document: TypedDocumentString<Event, LiveVariables>;
  /** The same filter as the list's, so that only its own rows are counted as new. */
  variablesOf: (search: Search) => LiveVariables;
  rowOf: (event: Event) => Row | null | undefined;
}

export interface ListDefinition<Data, Variables, Row, Event = unknown, LiveVariables = unknown> {
  /** Of the page, its words and the file that is exported. */
  name: string;
  /** For a list that is a part of a page: the word its title is, under the page's own. */
  titleKey?: string;
  document: TypedDocumentString<Data, Variables>;
  /** The field of the answer that has the page. */
  field: keyof Data & string;
  variablesOf: (search: Search, page: PageInput) => Variables;
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  filters: readonly Filter[];
  live?: ListLive<Event, LiveVariables, Row>;
  /** What is beside the list for the row that is open; `row` when the list has got as far. It asks for itself. */
  Inspector?: ComponentType<{ itemKey: string; row?: Row | undefined }>;
  /** Above the rows: counts, a donut. */
  Above?: ComponentType;
  /** A larger view of the same rows, such as a map; the list stands beside it, on a phone under it. */
  Beside?: ComponentType<{ rows: readonly Row[] }>;
  /** Buttons beside the filters. */
  Actions?: ComponentType;
  /** What is said while there is nothing yet: what it would be and what makes the first one. */
  None: ComponentType;
  /** Of `total` the graph may be asked, where counting is cheap. */
  pageSize?: number;
}

/** A definition with its types taken from the documents and from the row `keyOf` is given. */
export const defineList = <Data, Variables, Row, Event, LiveVariables>(
  definition: ListDefinition<Data, Variables, Row, Event, LiveVariables>,
): ListDefinition<Data, Variables, Row, Event, LiveVariables> => definition;

const SPANS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
export const spans = ['15m', '1h', '24h', '7d', '30d'] as const;

/** The instant a span before now, to the minute so that asking again is asking the same; undefined for no span. */
export const sinceOf = (span: string | undefined): string | undefined => {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(span ?? '') ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const minute = Math.floor(Date.now() / 60_000) * 60_000;
  return new Date(minute - Number(count) * (SPANS[unit] ?? 0)).toISOString();
};
