/** What the hub gives the adapter, and the limits it works within (TRN-106, HUB-063). */
import type { Logger } from 'pino';
import type { Graph } from './graph.js';

export interface Limits {
  /** Largest request body. */
  bodyBytes: number;
  /** How long a request body may take. */
  body_ms: number;
  /** How long one operation on the graph may take. */
  graph_ms: number;
  /** Page size when a client asks for none, and at most (TRN-038). */
  pageDefault: number;
  pageMax: number;
  /** Platforms kept in the credentials cache, and for how long at most without an event. */
  cachedPlatforms: number;
  cached_ms: number;
  /** Calls to partners: connecting, one answer as a whole, and the answer's size. */
  connect_ms: number;
  call_ms: number;
  answerBytes: number;
  /** How long a partner may take to answer our POST credentials: it calls us back inside (CRED-034). */
  handshake_ms: number;
  /** Ports partners may be called on, unless private addresses are allowed (CRED-036). */
  ports: readonly number[];
  /** How long close() waits for requests in flight. */
  close_ms: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1024 * 1024,
  body_ms: 10_000,
  graph_ms: 10_000,
  pageDefault: 100,
  pageMax: 500,
  cachedPlatforms: 10_000,
  cached_ms: 30_000,
  connect_ms: 5_000,
  call_ms: 10_000,
  answerBytes: 1024 * 1024,
  handshake_ms: 30_000,
  ports: [443, 8443],
  close_ms: 10_000,
};

/** One answered request, for metrics. */
export interface Observation {
  /** OCPI module id, or 'none' when no module was reached. */
  module: string;
  method: string;
  http: number;
  ocpi: number;
  duration_ms: number;
}

export interface AdapterOptions {
  graph: Graph;
  /** What partners see in URLs, for example https://hub.example.com; OCPI lives below /ocpi. */
  publicUrl: string;
  log: Logger;
  /** May the hub call loopback and private addresses (CRED-036)? */
  allowPrivateAddresses: boolean;
  /** May the hub call partners without TLS (TRN-001)? */
  allowPlainHttp: boolean;
  limits?: Partial<Limits>;
  observe?: (event: Observation) => void;
}
