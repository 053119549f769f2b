/**
 * The graph as pages ask it: one normalised cache of everything shown, so that an object that changes, by a query or
 * live, changes wherever it stands. Asking itself is `graph/request.ts`; the documents are the texts made beforehand.
 */
import { ApolloClient, ApolloLink, InMemoryCache, Observable, type TypedDocumentNode } from '@apollo/client';
import { cacheSizes } from '@apollo/client/utilities';
import { parse } from 'graphql';
import { createGraph, createWatcher, GraphError, type TypedDocumentString } from '../graph/index.js';
import { socketState } from '../live/socket-state.js';

/** A hub lists the operations it was built with; while pages are being written, theirs are newer. */
const byId = import.meta.env.PROD;

export const graph = createGraph({ byId });
export const watcher = createWatcher({ byId, linger_ms: 2_000, onState: socketState.set });

const parsed = new WeakMap<object, TypedDocumentNode>();
const texts = new WeakMap<object, TypedDocumentString<unknown, Record<string, unknown>>>();

/** The document for the cache; always the same for the same text, parsed once. */
export const documentOf = <Data, Variables>(
  text: TypedDocumentString<Data, Variables>,
): TypedDocumentNode<Data, Variables & Record<string, unknown>> => {
  let document = parsed.get(text);
  if (!document) {
    document = parse(text.toString(), { noLocation: true }) as TypedDocumentNode;
    parsed.set(text, document);
    texts.set(document, text as unknown as TypedDocumentString<unknown, Record<string, unknown>>);
  }
  return document as unknown as TypedDocumentNode<Data, Variables & Record<string, unknown>>;
};

/** Told when the hub no longer knows who we are, so that the page asks to sign in. */
export const signedOut = new EventTarget();

const link = new ApolloLink(
  ({ query, variables }) =>
    new Observable((observer) => {
      const text = texts.get(query);
      if (!text) throw new Error('A page asked what was not made by documentOf.');
      const given = new AbortController();
      graph.request(text, variables, { signal: given.signal }).then(
        (data) => {
          observer.next({ data: data as Record<string, unknown> });
          observer.complete();
        },
        (reason: unknown) => {
          if (given.signal.aborted) return;
          if (reason instanceof GraphError && reason.code === 'UNAUTHENTICATED')
            signedOut.dispatchEvent(new Event('change'));
          observer.error(reason);
        },
      );
      return () => given.abort();
    }),
);

/** What has a ref or an id is one object; the rest belongs to what it was found in. */
const keyOf = ({ __typename, ref, id, number }: Record<string, unknown>): string | undefined => {
  const key = ref ?? id ?? (__typename === 'Statement' ? number : undefined);
  return typeof key === 'string' && typeof __typename === 'string' ? `${__typename}:${key}` : undefined;
};

/**
 * What has been read is remembered object by object. A list of ten thousand Locations is a hundred thousand objects; beyond
 * these limits every change would have the cache read all of them again.
 */
Object.assign(cacheSizes, {
  'inMemoryCache.executeSelectionSet': 500_000,
  'inMemoryCache.executeSubSelectedArray': 200_000,
});

export const client = new ApolloClient({
  link,
  cache: new InMemoryCache({
    dataIdFromObject: (object) => keyOf(object as Record<string, unknown>),
  }),
  defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
});
