/** A client that pushes Sessions and watches them arrive live, in one process, so that one clock times both. */
import { createClient } from 'graphql-ws';
import { request, Agent } from 'undici';
import { inTime } from '../stage/in-time.js';
import { pushStream, type Push } from '../pushes.stream.js';
import type { Opened } from '../worker/roles.js';
import type { Round } from '../report.rules.js';
import { runPaced, type Pace } from './paced.js';

export interface LiveLoadOptions {
  /** Of the graph's WebSocket. */
  url: string;
  key: string;
  /** Where Sessions are put. */
  sessionsUrl: string;
  headers: Readonly<Record<string, string>>;
}

const EVENT_MS = 60_000;
const WATCH = 'subscription Live { sessionUpdated { id lastUpdated location { name } } }';

interface Live {
  sessionUpdated: { id: string; lastUpdated: string; location: { name: string } };
}

export const openLiveLoad = async (options: LiveLoadOptions): Promise<Opened<null, Pace, Round>> => {
  const arrived = new Map<string, () => void>();
  let failure: unknown;
  const client = createClient({
    url: options.url,
    lazy: false,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${options.key}` },
    onNonLazyError: (error) => (failure = error),
  });
  client.subscribe<Live>(
    { query: WATCH },
    {
      next({ data, errors }) {
        failure ??= errors?.[0];
        if (!data) return;
        const { id, lastUpdated } = data.sessionUpdated;
        arrived.get(`${id} ${Date.parse(lastUpdated)}`)?.();
      },
      error: (error) => (failure = error),
      complete: () => undefined,
    },
  );
  const agent = new Agent({ connections: 4, keepAliveTimeout: 60_000 });
  // A Session is pushed again when its last event is there: of two on their way the older one may never be told of.
  const free: (() => Push)[] = [];
  let streams = 0;

  /** Milliseconds from the first byte of the push to the event. */
  const one = async (limit_ms: number): Promise<number> => {
    const next = free.pop() ?? pushStream('session', `live${streams++}`);
    const { id, last_updated, text } = next();
    const key = `${id} ${Date.parse(last_updated)}`;
    const event = new Promise<number>((resolve) => arrived.set(key, () => resolve(performance.now())));
    const began = performance.now();
    const answer = request(`${options.sessionsUrl}/${id}`, {
      method: 'PUT',
      headers: { ...options.headers, 'x-request-id': key.replace(' ', '-') },
      body: text,
      dispatcher: agent,
    }).then(async ({ statusCode, body }) => {
      const said = await body.text();
      if (statusCode >= 300) throw new Error(`A Session was answered ${statusCode}: ${said.slice(0, 500)}`);
    });
    try {
      const [at] = await inTime(limit_ms, 'The event of a Session', Promise.all([event, answer]));
      free.push(next);
      return at - began;
    } catch (error) {
      throw failure ?? error;
    } finally {
      arrived.delete(key);
    }
  };
  await subscribed(() => one(500));
  return { told: null, run: (pace) => runPaced(pace, () => one(EVENT_MS)) };
};

/** The protocol does not say when a subscription has begun: it has when an event comes. */
const subscribed = async (probe: () => Promise<unknown>): Promise<void> => {
  const until = performance.now() + EVENT_MS;
  for (;;) {
    try {
      await probe();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
    }
  }
};
