/**
 * Watches a subscription of the graph for as long as somebody looks, whatever happens to the connection: each time it
 * is opened again it goes on after the last event there was, so a page that was offline for a minute has missed nothing.
 *
 * The client of graphql-ws connects, keeps alive and tries again. It sends the same payload each time; that the payload
 * meanwhile names another event is what makes it go on.
 */
import { createClient } from 'graphql-ws';
import type { TypedDocumentString } from '../../generated/graphql.js';
import { GraphError, idOf, type Given, type GraphFault, type GraphOptions } from './request.js';

export interface LiveEvent<Data> {
  /** Absent when `faults` say that nothing could be made of the event. */
  data?: Data | null;
  /** What is wrong with parts of it. */
  faults: readonly GraphFault[];
  /** Events lost before this one, because this page read too slowly. */
  dropped: number;
}

export interface WatchOptions extends Pick<GraphOptions, 'url' | 'key' | 'byId'> {
  /** Between two attempts: twice as long each time, from this to a hundred times of it. */
  pause_ms?: number;
  /** How long a connection is kept that nobody uses: who goes from page to page goes on with it. */
  linger_ms?: number;
  /** Told when the connection is open, when it is lost, and when it was `left`: closed because nobody watches. */
  onState?: (state: 'live' | 'lost' | 'left') => void;
}

export interface Watcher {
  /** Ends when it is left (`break`) or the signal is given; rejects with a GraphError when it is refused. */
  watch<Data, Variables>(
    operation: TypedDocumentString<Data, Variables>,
    ...given: Given<Variables>
  ): AsyncGenerator<LiveEvent<Data>, void>;
  /** Closes the connection; nothing can be watched any more. */
  close(): Promise<void>;
}

/** Close codes after which asking again the same way leads nowhere: who asks is not known, or has lost the right. */
const REFUSED = [4400, 4401, 4403];
const SILENCE_MS = 15_000;
/** RFC 6455: both sides are done. */
const NORMAL = 1000;

export const createWatcher = ({
  url = '/graphql',
  key,
  byId = false,
  pause_ms = 300,
  linger_ms = 0,
  onState,
}: WatchOptions = {}): Watcher => {
  const pause = (attempt: number) => delay(Math.min(pause_ms * 2 ** attempt, pause_ms * 100));
  const client = createClient({
    url: socketUrl(url),
    ...(key !== undefined && { connectionParams: { authorization: `Bearer ${key}` } }),
    keepAlive: SILENCE_MS,
    connectionAckWaitTimeout: SILENCE_MS,
    retryAttempts: Infinity,
    retryWait: pause,
    lazyCloseTimeout: linger_ms,
    on: {
      connected: () => onState?.('live'),
      closed: (event) => onState?.(closeCodeOf(event) === NORMAL ? 'left' : 'lost'),
    },
    shouldRetry: (reason) => !REFUSED.includes(closeCodeOf(reason) ?? 0),
  });
  return {
    async *watch<Data, Variables>(
      operation: TypedDocumentString<Data, Variables>,
      ...[variables, { signal } = {}]: Given<Variables>
    ) {
      const extensions: { lastEventId?: unknown } = {};
      // The protocol wants a text; where an id names it, an empty one.
      const text = byId ? { query: '', documentId: idOf(operation) } : { query: operation.toString() };
      const payload = { ...text, variables: { ...variables }, extensions };
      for (let attempt = 0; !signal?.aborted; attempt += 1) {
        const results = client.iterate<Data, EventExtensions>(payload);
        const leave = () => void results.throw?.(undefined);
        signal?.addEventListener('abort', leave, { once: true });
        try {
          for await (const { data, errors, extensions: notes } of results) {
            if (isToBeAskedAgain(errors)) break;
            attempt = 0;
            if (notes?.eventId !== undefined) extensions.lastEventId = notes.eventId;
            yield { ...(data !== undefined && { data }), faults: errors ?? [], dropped: notes?.dropped ?? 0 };
          }
        } catch (reason) {
          if (signal?.aborted) return;
          if (!isToBeAskedAgain(reason)) throw refusalOf(reason, url);
        } finally {
          signal?.removeEventListener('abort', leave);
          await results.return?.(undefined); // tells the hub, also when the signal woke us
        }
        if (!signal?.aborted) await pause(attempt);
      }
    },
    close: async () => {
      await client.dispose();
    },
  };
};

interface EventExtensions extends Record<string, unknown> {
  eventId?: string;
  dropped?: number;
}

/** A hub that is stopping, or one we could not keep up with, says so and means "come again". */
const isToBeAskedAgain = (reason: unknown): boolean =>
  Array.isArray(reason) && (reason as GraphFault[])[0]?.extensions?.code === 'UNAVAILABLE';

const refusalOf = (reason: unknown, url: string): GraphError => {
  const faults = Array.isArray(reason) ? (reason as GraphFault[]) : [];
  const more = { http: 0, requestId: null, faults, data: undefined };
  const [first] = faults;
  if (first) return new GraphError(first.message, first.extensions?.code ?? 'INTERNAL', more);
  if (REFUSED.includes(closeCodeOf(reason) ?? 0))
    return new GraphError('The hub does not know you any more; log in again.', 'UNAUTHENTICATED', more);
  const message = `Nothing can be watched at ${url}; check the network.`;
  return new GraphError(message, 'UNREACHABLE', more, { cause: reason });
};

const closeCodeOf = (reason: unknown): number | undefined => {
  const { code } = Object(reason) as { code?: unknown };
  return typeof code === 'number' ? code : undefined;
};

/** A page gives a path; WebSockets of older browsers want the whole address. */
const socketUrl = (url: string): string => {
  const { location } = globalThis as { location?: { href: string } };
  return new URL(url, location?.href).href.replace(/^http/, 'ws');
};

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
