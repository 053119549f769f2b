/** What a platform is made of and what can be said with each of its calls. */
import type { Layout } from '../wire/layout.js';
import type { Address, PartyId } from '../wire/routing.js';
import type { Peer, PlatformState } from './peer.js';

export interface Party extends PartyId {
  role: string;
  name: string;
  website?: string;
}

export interface PlatformOptions {
  name: string;
  parties: readonly Party[];
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  version?: '2.3.0';
  /** Makes it a hub in the eyes of its partners, for example `NLHUB`. */
  hub_party_id?: string;
  /** Most objects in a page. */
  pageLimit?: number;
  /** How long its own requests wait for an answer. */
  timeout_ms?: number;
  /** How many messages each way are remembered; the oldest are dropped. Absent: all. */
  journalLimit?: number;
  layout?: Layout;
  /** Partners known from an earlier run. */
  state?: PlatformState;
  /** Told whenever tokens, endpoints or partners change. */
  onStateChange?: (state: PlatformState) => void;
}

export interface CallOptions {
  /** The party addressed; absent: the hub or the only party there; null: no TO headers (open routing). */
  to?: Address | null;
  /** Our party that speaks; absent: the first; null: no FROM headers. */
  from?: Address | null;
  headers?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  /** Absent: the partner registered last. */
  peer?: Peer;
  timeout_ms?: number;
}
