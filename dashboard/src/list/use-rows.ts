/** The rows of a list: the first page, more when one scrolls to the end, and which have come since. */
import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Search } from '../app/router.js';
import { documentOf } from '../data/client.js';
import { graphErrorOf } from '../data/hooks.js';
import type { GraphError, TypedDocumentString } from '../graph/index.js';
import { useReconnections } from '../live/socket-state.js';
import { useLive } from '../live/use-live.js';
import type { ListDefinition, PageOf } from './definition.js';

export const PAGE_ROWS = 200;

export interface Rows<Row> {
  rows: readonly Row[];
  /** Null where the graph does not count. */
  total: number | null;
  hasMore: boolean;
  isLoading: boolean;
  error: GraphError | undefined;
  loadMore: () => void;
  refetch: () => Promise<unknown>;
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
    variables: definition.variablesOf(search, { limit }) as never,
    notifyOnNetworkStatusChange: true,
  } as never);
  const page = pageIn<Row>(query.data ?? query.previousData, field);
  const rows = useMemo(() => page?.items ?? [], [page]);
  const known = useMemo(() => new Set(rows.map(keyOf)), [rows, keyOf]);

  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const { refetch: ask, fetchMore } = query;
  const refetch = useCallback(() => {
    setFresh(new Set());
    return ask();
  }, [ask]);

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
  const filters = JSON.stringify(search);
  useEffect(() => setFresh(new Set()), [filters]);

  const next = page?.next ?? null;
  const isLoading =
    query.networkStatus !== NetworkStatus.ready && query.networkStatus !== NetworkStatus.error;
  const loadMore = () => {
    if (next === null || query.networkStatus === NetworkStatus.fetchMore) return;
    void fetchMore({
      variables: definition.variablesOf(search, { limit, after: next }) as never,
      updateQuery: (former: unknown, { fetchMoreResult: more }: { fetchMoreResult: unknown }) =>
        joined(former, more, field) as never,
    } as never).catch(() => undefined); // the query shows what is wrong
  };
  return {
    rows,
    total: page?.total ?? null,
    hasMore: next !== null,
    isLoading,
    error: graphErrorOf(query.error),
    loadMore,
    refetch,
    newRows: [...fresh].filter((key) => !known.has(key)).length,
  };
};

const keyIn = <Row>(row: Row | null | undefined, keyOf: (row: Row) => string): string | undefined =>
  row === null || row === undefined ? undefined : keyOf(row);

export const pageIn = <Row>(data: unknown, field: string): PageOf<Row> | undefined =>
  (data as Record<string, PageOf<Row>> | undefined)?.[field];

const joined = (former: unknown, more: unknown, field: string): unknown => {
  const [first, second] = [pageIn(former, field), pageIn(more, field)];
  if (!first || !second) return former;
  return {
    ...(former as object),
    [field]: { ...second, total: first.total, items: [...first.items, ...second.items] },
  };
};
