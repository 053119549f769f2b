/**
 * Follows a subscription for as long as a page is there. Events are gathered and given on four times a second at the
 * most, of each object the newest one only: however much happens, the page paints as often as an eye can follow. What
 * came is written to the cache first, so an object changes wherever it stands.
 */
import { useEffect, useRef } from 'react';
import { client, documentOf, watcher } from '../data/client.js';
import { GraphError, type TypedDocumentString } from '../graph/index.js';
import { usePaused } from './pause.js';

export const PAINT_MS = 250;
/** Of a page that is paused for long only the newest are kept; it is asked anew when it goes on. */
const GATHERED_AT_MOST = 2_000;

interface LiveOptions<Data> {
  /** Which object an event is about; of those with the same key the newest counts. */
  keyOf: (data: Data) => string;
  /** What came since the last time, each object once, oldest first. */
  onEvents?: (events: readonly Data[]) => void;
  onRefused?: (error: GraphError) => void;
  skip?: boolean;
}

export const useLive = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  options: LiveOptions<Data>,
): void => {
  const now = useRef(options);
  useEffect(() => {
    now.current = options;
  });
  const isPaused = usePaused();
  const paused = useRef(isPaused);
  const asked = JSON.stringify(variables); // compared by value
  const skip = options.skip ?? false;

  useEffect(() => {
    if (skip) return;
    const given = JSON.parse(asked) as Variables;
    const left = new AbortController();
    const gathered = new Map<string, Data>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const paint = () => {
      timer = undefined;
      if (paused.current || gathered.size === 0) return;
      const events = [...gathered.values()];
      gathered.clear();
      remember(document, given, events);
      now.current.onEvents?.(events);
    };
    const wake = () => (timer ??= setTimeout(paint, PAINT_MS));
    const resumed = setInterval(() => gathered.size > 0 && wake(), PAINT_MS * 4);
    const follow = async () => {
      try {
        for await (const { data } of watcher.watch(document, given as never, { signal: left.signal })) {
          if (!data) continue;
          const key = now.current.keyOf(data);
          gathered.delete(key);
          gathered.set(key, data);
          const [oldest] = gathered.keys();
          if (gathered.size > GATHERED_AT_MOST && oldest !== undefined) gathered.delete(oldest);
          wake();
        }
      } catch (reason) {
        if (!left.signal.aborted && reason instanceof GraphError) now.current.onRefused?.(reason);
        else if (!left.signal.aborted) throw reason;
      }
    };
    void follow();
    return () => {
      left.abort();
      clearTimeout(timer);
      clearInterval(resumed);
    };
  }, [document, asked, skip]);

  useEffect(() => {
    paused.current = isPaused;
  }, [isPaused]);
};

const remember = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  events: readonly Data[],
): void => {
  const query = documentOf(document);
  client.cache.batch({
    update: (cache) => {
      for (const result of events)
        cache.write({
          dataId: 'ROOT_SUBSCRIPTION',
          query,
          variables: variables as never,
          result: result as never,
        });
    },
  });
};
