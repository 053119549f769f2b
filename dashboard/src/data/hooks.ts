/** Asking and changing from a page, in the types of the operation. */
import { NetworkStatus } from '@apollo/client';
import { useMutation, useQuery } from '@apollo/client/react';
import { useCallback } from 'react';
import { GraphError, type TypedDocumentString } from '../graph/index.js';
import { client, documentOf } from './client.js';

export interface Asked<Data> {
  /** What is known, also from before; undefined until there is an answer. */
  data: Data | undefined;
  isLoading: boolean;
  error: GraphError | undefined;
  refetch: () => Promise<unknown>;
}

interface AskOptions {
  /** Asks nothing for now. */
  skip?: boolean;
  /** Asks again that often, while the page is seen. */
  every_ms?: number;
}

export const graphErrorOf = (reason: unknown): GraphError | undefined => {
  if (reason === undefined || reason === null) return undefined;
  if (reason instanceof GraphError) return reason;
  const message = reason instanceof Error ? reason.message : String(reason);
  return new GraphError(message, 'INTERNAL', { http: 0, requestId: null, faults: [], data: undefined });
};

export const useAsk = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables?: Variables,
  { skip = false, every_ms = 0 }: AskOptions = {},
): Asked<Data> => {
  const result = useQuery(documentOf(document), {
    variables: (variables ?? {}) as Variables & Record<string, unknown>,
    skip,
    notifyOnNetworkStatusChange: true,
    pollInterval: every_ms,
    skipPollAttempt: () => globalThis.document.hidden,
  } as never);
  const { refetch: again } = result;
  const refetch = useCallback(() => again(), [again]);
  return {
    data: (result.data ?? result.previousData) as Data | undefined,
    isLoading:
      result.networkStatus === NetworkStatus.loading || result.networkStatus === NetworkStatus.setVariables,
    error: graphErrorOf(result.error),
    refetch,
  };
};

export interface Change<Data, Variables> {
  /** Rejects with a GraphError. */
  run: (variables: Variables) => Promise<Data>;
  isRunning: boolean;
  error: GraphError | undefined;
  forget: () => void;
}

/** A mutation; objects in its answer change wherever they are shown, `thenAsk` names queries to ask again. */
export const useChange = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  thenAsk: readonly TypedDocumentString<unknown, never>[] | readonly unknown[] = [],
): Change<Data, Variables> => {
  const [mutate, { loading, error, reset }] = useMutation(documentOf(document), { client });
  const run = useCallback(
    async (variables: Variables): Promise<Data> => {
      try {
        const { data } = await mutate({
          variables: variables as never,
          refetchQueries: thenAsk.map((one) =>
            documentOf(one as TypedDocumentString<unknown, unknown>),
          ) as never,
        });
        return data as Data;
      } catch (reason) {
        throw graphErrorOf(reason);
      }
    },
    [mutate, thenAsk],
  );
  return { run, isRunning: loading, error: graphErrorOf(error), forget: reset };
};
