/**
 * The receivers of a broadcast, each a platform with a server of its own, and the CPO that pushes: in one process, so
 * that one clock tells when a push began and when it had arrived. They are cheap: they read a request and say yes. One
 * of them hangs and one refuses.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { CPO, locationOf } from '../documents.js';
import type { Round } from '../report.rules.js';
import { inTime } from '../stage/in-time.js';
import type { Opened } from '../worker/roles.js';

export interface BroadcastLoadOptions {
  receivers: number;
  /** An invitation of the hub for each of them. */
  invitations: readonly { token: string; versionsUrl: string }[];
  /** Of the CPO's pushes. */
  headers: Readonly<Record<string, string>>;
}

export interface BroadcastRun {
  seconds: number;
  /** Where the push goes: the hub's locations, or a server that does nothing but send it on. */
  url: string;
}

export interface BroadcastRound extends Round {
  /** From the push to its answer. */
  accepted_ms: number[];
}

/** This part of the healthy ones has to have it. */
const MOST = 0.99;
const ARRIVAL_MS = 30_000;
/** Locations that change in turn. */
const CHANGING = 10;

const yes = (data?: unknown): string =>
  JSON.stringify({ data, status_code: 1000, timestamp: '2026-11-02T08:00:00Z' });

/** Receivers by the order of their places; the first hangs, the second refuses. */
type Nature = 'hangs' | 'refuses' | 'healthy';
const natureOf = (place: number): Nature => (place === 0 ? 'hangs' : place === 1 ? 'refuses' : 'healthy');

export const openBroadcastLoad = async ({
  receivers,
  invitations,
  headers,
}: BroadcastLoadOptions): Promise<Opened<{ urls: string[] }, BroadcastRun, BroadcastRound>> => {
  let arrived: (last_updated: string) => void = () => undefined;
  const agent = new Agent({ connections: 4, keepAliveTimeout: 60_000 });
  const urls: string[] = [];
  for (let place = 0; place < receivers; place += 1) {
    const origin = await receiver(natureOf(place), (text) => arrived(text));
    const invitation = invitations[place];
    if (invitation) await register(agent, origin, place, invitation);
    urls.push(`${origin}/locations`);
  }
  const healthy = receivers - 2;
  let pushed = 0;

  const one = async (base: string): Promise<{ accepted_ms: number; most_ms: number }> => {
    pushed += 1;
    const location = {
      ...locationOf(pushed % CHANGING),
      last_updated: new Date(Date.parse('2026-11-03T08:00:00Z') + pushed * 1000).toISOString(),
    };
    let count = 0;
    let most_ms = 0;
    const all = Promise.withResolvers<undefined>();
    arrived = (text) => {
      if (!text.includes(location.last_updated)) return;
      count += 1;
      if (count === Math.ceil(healthy * MOST)) most_ms = performance.now() - began;
      if (count === healthy) all.resolve(undefined);
    };
    const began = performance.now();
    const { statusCode, body } = await request(`${base}/${CPO.country_code}/${CPO.party_id}/${location.id}`, {
      method: 'PUT',
      headers: { ...headers },
      body: JSON.stringify(location),
      dispatcher: agent,
    });
    const said = await body.text();
    if (statusCode >= 300) throw new Error(`A Location was answered ${statusCode}: ${said.slice(0, 500)}`);
    const accepted_ms = performance.now() - began;
    await inTime(ARRIVAL_MS, 'A broadcast', all.promise);
    return { accepted_ms, most_ms };
  };

  return {
    told: { urls },
    async run({ seconds, url }) {
      const began = performance.now();
      const latencies_ms: number[] = [];
      const accepted_ms: number[] = [];
      do {
        const times = await one(url);
        latencies_ms.push(times.most_ms);
        accepted_ms.push(times.accepted_ms);
      } while (performance.now() - began < seconds * 1000);
      return { done: latencies_ms.length, elapsed_ms: performance.now() - began, latencies_ms, accepted_ms };
    },
  };
};

/** A platform's server; returns where it is. */
const receiver = async (nature: Nature, arrived: (text: string) => void): Promise<string> => {
  let origin = '';
  const answer = (req: IncomingMessage, res: ServerResponse): void => {
    const end = (text: string, status = 200) =>
      void res.writeHead(status, { 'content-type': 'application/json' }).end(text);
    if (req.method === 'GET') {
      end(yes(req.url === '/versions' ? [{ version: '2.3.0', url: `${origin}/2.3.0` }] : detailsOf(origin)));
      return;
    }
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      if (nature === 'hangs') return;
      if (nature === 'refuses') return end(yes(), 401);
      end(yes());
      arrived(Buffer.concat(chunks).toString());
    });
  };
  const server = createServer(answer);
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return origin;
};

const detailsOf = (origin: string): unknown => ({
  version: '2.3.0',
  endpoints: [
    { identifier: 'credentials', role: 'SENDER', url: `${origin}/credentials` },
    { identifier: 'locations', role: 'RECEIVER', url: `${origin}/locations` },
  ],
});

/** The real handshake, by a partner that knows where the hub's credentials are. */
const register = async (
  agent: Agent,
  origin: string,
  place: number,
  { token, versionsUrl }: { token: string; versionsUrl: string },
): Promise<void> => {
  const party_id = `R${place.toString(36).toUpperCase().padStart(2, '0')}`;
  const credentials = {
    token: `token-of-the-receiver-${place}`,
    url: `${origin}/versions`,
    roles: [{ role: 'EMSP', country_code: 'DE', party_id, business_details: { name: `Receiver ${place}` } }],
  };
  const { statusCode, body } = await request(versionsUrl.replace(/versions$/, '2.3.0/credentials'), {
    method: 'POST',
    headers: {
      authorization: `Token ${Buffer.from(token).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(credentials),
    dispatcher: agent,
  });
  const said = await body.text();
  if (statusCode !== 200) throw new Error(`A registration was answered ${statusCode}: ${said.slice(0, 500)}`);
};
