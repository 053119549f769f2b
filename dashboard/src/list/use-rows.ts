/** The rows of a list: the first page, more when one scrolls to the end, and which have come since. */
import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Search } from '../app/router.js';
import { documentOf } from '../data/client.js';
import { graphErrorOf } from '../data/hooks.js';
import type { GraphError, TypedDocumentString } from '../graph/index.js';
import { useReconnections } from '../live/socket-state.js';
import { useLive } from '../live/use-live.js';
import type { ListDefinition } from './definition.js';
import { FurtherPages, pageIn } from './further-pages.js';

export const PAGE_ROWS = 200;
/** More than a screen and what is drawn around it; fewer are there sooner. */
const FIRST_ROWS = 80;

export interface Rows<Row> {
  rows: readonly Row[];
  /** Null where the graph does not count. */
  total: number | null;
  hasMore: boolean;
  isLoading: boolean;
  error: GraphError | undefined;
  loadMore: () => void;
  refetch: () => Promise<unknown>;
  /** What failed, once more. */
  again: () => Promise<unknown>;
  /** How many have come that are not among the rows. */
  newRows: number;
}

/** Of a subscription that is none; never asked. */
const noDocument = { toString: () => 'subscription { __typename }' } as TypedDocumentString<never, never>;

export const useRows = <Data, Variables, Row, Event, LiveVariables>(
  definition: ListDefinition<Data, Variables, Row, Event, LiveVariables>,
  search: Search,
): Rows<Row> => {
  const { document, field, live, keyOf } = definition;
  const limit = definition.pageSize ?? PAGE_ROWS;
  const query = useQuery(documentOf(document), {
    variables: definition.variablesOf(search, { limit: Math.min(limit, FIRST_ROWS) }) as never,
    notifyOnNetworkStatusChange: true,
  } as never);
  const page = pageIn<Row>(query.data ?? query.previousData, field);
  const filters = JSON.stringify(search);
  // Another filter is another list.
  const further = useMemo(() => new FurtherPages<Row>(document, field, filters), [document, field, filters]);
  useEffect(() => () => further.clear(), [further]);
  const pages = useSyncExternalStore(further.subscribe, further.read);
  const rows = useMemo(
    () => [...(page?.items ?? []), ...pages.items.flatMap(({ items }) => items)],
    [page, pages],
  );
  const known = useMemo(() => new Set(rows.map(keyOf)), [rows, keyOf]);

  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const { refetch: ask } = query;
  const refetch = useCallback(() => {
    setFresh(new Set());
    further.clear();
    return ask();
  }, [ask, further]);

  const reconnections = useReconnections();
  useEffect(() => {
    if (reconnections > 0) void refetch().catch(() => undefined); // the query shows what is wrong
  }, [reconnections, refetch]);

  useLive(live?.document ?? noDocument, (live?.variablesOf(search) ?? {}) as never, {
    skip: live === undefined,
    keyOf: (event: Event) => keyIn(live?.rowOf(event), keyOf) ?? '',
    onEvents: (events) => {
      const keys = events.flatMap((event) => keyIn(live?.rowOf(event as Event), keyOf) ?? []);
      setFresh((former) => new Set([...former, ...keys]));
    },
  });
  useEffect(() => setFresh(new Set()), [filters]);

  const next = (pages.items.at(-1) ?? page)?.next ?? null;
  const isSettled =
    query.networkStatus === NetworkStatus.ready || query.networkStatus === NetworkStatus.error;
  const loadMore = () => {
    // What failed is asked for again by a person, not by the next look at the rows.
    if (next !== null && isSettled && pages.error === undefined)
      further.load(definition.variablesOf(search, { limit, after: next }));
  };
  return {
    rows,
    total: page?.total ?? null,
    hasMore: next !== null,
    isLoading: !isSettled || pages.isLoading,
    error: graphErrorOf(query.error ?? pages.error),
    loadMore,
    refetch,
    again: pages.error === undefined ? refetch : async () => further.forgive(),
    newRows: [...fresh].filter((key) => !known.has(key)).length,
  };
};

const keyIn = <Row>(row: Row | null | undefined, keyOf: (row: Row) => string): string | undefined =>
  row === null || row === undefined ? undefined : keyOf(row);
