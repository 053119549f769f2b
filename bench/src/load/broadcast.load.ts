/**
 * The receivers of a broadcast, each a platform with a server of its own, and the CPO that pushes: in one process, so
 * that one clock tells when a push began and when it had arrived. They are cheap: they read a request and say yes. One
 * of them hangs and one refuses.
 */
import { Agent, request } from 'undici';
import { CPO, locationOf } from '../documents.js';
import type { Round } from '../report.rules.js';
import { inTime } from '../stage/in-time.js';
import type { Opened } from '../worker/roles.js';
import { startPlainPlatform, type Invitation, type Nature } from './plain-platform.js';

export interface BroadcastLoadOptions {
  /** One for each receiver. */
  invitations: readonly Invitation[];
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
const ARRIVAL_MS = 90_000;
/** Locations that change in turn; nobody else pushes them, or what is pushed here could be older than what is known. */
const CHANGING = 10;

/** Receivers by the order of their places; the first hangs, the second refuses. */
const natureOf = (place: number): Nature => (place === 0 ? 'hangs' : place === 1 ? 'refuses' : 'healthy');
const UNWELL = 2;

export const openBroadcastLoad = async ({
  invitations,
  headers,
}: BroadcastLoadOptions): Promise<Opened<{ urls: string[] }, BroadcastRun, BroadcastRound>> => {
  let arrived: (last_updated: string) => void = () => undefined;
  const agent = new Agent({ connections: 4, keepAliveTimeout: 60_000 });
  const urls: string[] = [];
  for (const [place, invitation] of invitations.entries()) {
    const platform = await startPlainPlatform({
      name: `Receiver ${place}`,
      country_code: 'DE',
      party_id: `R${place.toString(36).toUpperCase().padStart(2, '0')}`,
      receives: ['locations'],
      nature: natureOf(place),
      arrived: (text) => arrived(text),
    });
    await platform.register(invitation, agent);
    urls.push(`${platform.origin}/locations`);
  }
  const healthy = invitations.length - UNWELL;
  let pushed = 0;

  const one = async (base: string): Promise<{ accepted_ms: number; most_ms: number }> => {
    pushed += 1;
    const location = {
      ...locationOf(pushed % CHANGING),
      id: `B${pushed % CHANGING}`,
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
