/**
 * Thousands of WebSockets, each watching the Sessions of one Location, and the CPO that pushes these Sessions: in one
 * process, so that one clock times both. The protocol is graphql-transport-ws, written by hand: a client library for
 * each of ten thousand sockets would compete with the hub for the cores.
 */
import { once } from 'node:events';
import { Agent, request } from 'undici';
import WebSocket from 'ws';
import { CPO, LOCATIONS, locationIdOf, sessionOf } from '../documents.js';
import type { Round } from '../report.rules.js';
import { inTime } from '../stage/in-time.js';
import type { Opened } from '../worker/roles.js';
import { runPaced, type Pace } from './paced.js';

export interface SocketsLoadOptions {
  /** Of the graph's WebSocket. */
  url: string;
  key: string;
  sockets: number;
  /** Where Sessions are put. */
  sessionsUrl: string;
  headers: Readonly<Record<string, string>>;
}

const WATCH =
  'subscription Watch($location: ID!) { sessionUpdated(filter: { location: $location }) { id lastUpdated location { name } } }';
const EVENT_MS = 60_000;
/** Handshakes under way at a time: more would wait in the backlog of the port. */
const ABREAST = 100;

interface Message {
  type: string;
  payload?: { data?: { sessionUpdated: { id: string; lastUpdated: string } } | null; errors?: unknown[] };
}

/** Deliveries of one push that are still to come. */
interface Awaited {
  left: number;
  began: number;
  latencies_ms: number[];
  done(): void;
}

export const openSocketsLoad = async (options: SocketsLoadOptions): Promise<Opened<null, Pace, Round>> => {
  const awaited = new Map<string, Awaited>();
  let failure: unknown;
  const listenersAt = (n: number): number =>
    Math.floor(options.sockets / LOCATIONS) + (n % LOCATIONS < options.sockets % LOCATIONS ? 1 : 0);

  const arrived = ({ payload }: Message): void => {
    const event = payload?.data?.sessionUpdated;
    if (!event) {
      failure ??= new Error(`A socket was told ${JSON.stringify(payload)}`);
      return;
    }
    const push = awaited.get(`${event.id} ${Date.parse(event.lastUpdated)}`);
    if (!push) return;
    push.latencies_ms.push(performance.now() - push.began);
    push.left -= 1;
    if (push.left === 0) push.done();
  };

  const open = async (number: number): Promise<void> => {
    const socket = new WebSocket(options.url, 'graphql-transport-ws', { perMessageDeflate: false });
    socket.on('error', (error) => (failure ??= error));
    await once(socket, 'open');
    socket.send(
      JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${options.key}` } }),
    );
    await once(socket, 'message');
    socket.on('close', (code) => (failure ??= new Error(`A socket was closed with ${code}.`)));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"type":"next"')) arrived(JSON.parse(text) as Message);
      else failure ??= new Error(`A socket was told ${text}`);
    });
    const location = `${CPO.country_code}/${CPO.party_id}/${locationIdOf(number)}`;
    socket.send(
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: WATCH, variables: { location } } }),
    );
  };
  let opened = 0;
  await Promise.all(
    Array.from({ length: ABREAST }, async () => {
      while (opened < options.sockets) await open(opened++);
    }),
  );

  const agent = new Agent({ connections: 16, keepAliveTimeout: 60_000 });
  let pushes = 0;
  /** The slowest of the deliveries of one push; all of them are in `collected`. */
  const one = async (limit_ms: number, collected: number[]): Promise<number> => {
    const number = pushes++;
    // Any step without a common divisor visits Locations all over the list.
    const at = (number * 7) % LOCATIONS;
    const id = `fan${process.pid}-${number}`;
    const last_updated = '2026-11-02T10:00:01Z';
    const text = JSON.stringify({ ...sessionOf(id, at, 0), last_updated });
    const key = `${id} ${Date.parse(last_updated)}`;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const push: Awaited = {
      left: listenersAt(at),
      began: performance.now(),
      latencies_ms: [],
      done: () => resolve(undefined),
    };
    if (push.left === 0) resolve(undefined);
    awaited.set(key, push);
    const answer = request(`${options.sessionsUrl}/${id}`, {
      method: 'PUT',
      headers: { ...options.headers, 'x-request-id': id },
      body: text,
      dispatcher: agent,
    }).then(async ({ statusCode, body }) => {
      const said = await body.text();
      if (statusCode >= 300) throw new Error(`A Session was answered ${statusCode}: ${said.slice(0, 500)}`);
    });
    try {
      await inTime(limit_ms, 'The events of a Session', Promise.all([promise, answer]));
      collected.push(...push.latencies_ms);
      return Math.max(0, ...push.latencies_ms);
    } catch (error) {
      throw failure ?? error;
    } finally {
      awaited.delete(key);
    }
  };
  // The protocol does not say when a subscription has begun: all have when every Location has told of a Session.
  for (let location = 0; location < LOCATIONS; location += 20)
    await Promise.all(Array.from({ length: 20 }, () => one(EVENT_MS, [])));
  return {
    told: null,
    async run(pace) {
      const latencies_ms: number[] = [];
      const round = await runPaced(pace, () => one(EVENT_MS, latencies_ms));
      if (failure) throw failure;
      return { ...round, done: latencies_ms.length, latencies_ms };
    },
  };
};
