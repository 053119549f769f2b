/** What the stores of this subgraph stand on. */
import type { Orm, Outbox, RecordWriter, Vault } from '@chargesphere/chassis';

/** The hub's own party. It is no row: it comes from the configuration and belongs to no platform. */
export interface HubParty {
  country_code: string;
  party_id: string;
  name: string;
}

export interface Ground {
  orm: Orm;
  outbox: Outbox;
  /** Changes and their events in one transaction. */
  write: RecordWriter;
  vault: Vault;
  hub: HubParty;
  /** Where partners find our OCPI versions. */
  versionsUrl: string;
  /** How long `connectPlatform` waits for the handshake, milliseconds. */
  connectTimeout_ms: number;
  /** The clock, so that lifetimes can be tested without waiting. */
  now(): Date;
}
