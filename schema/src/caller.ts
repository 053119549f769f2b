/**
 * Who asks. The adapter and the gateway establish it once per request; subgraphs read it and never a header.
 * In one process it travels as the GraphQL context, across processes as a short-lived signed header.
 */

import type { Reach } from './reach.js';

/** A party in a role, ids folded to upper case for comparison (RTE-007). `role` is open: hubs forward PTP (PAY-005). */
export interface PartyRole {
  role: string;
  country_code: string;
  party_id: string;
}

export type Principal =
  /** Nobody: reads nothing. */
  | { kind: 'anonymous' }
  /** Our own adapter, gateway or jobs. */
  | { kind: 'system'; name: string }
  /** A person or program that runs the hub. */
  | { kind: 'operator'; name: string }
  /**
   * A connected platform: acts and reads for its own parties only (RTE-016, HUB-030), and of what is sent to everybody
   * what its reach says. Without a reach it is everybody's: no agreement and no policy narrows it.
   */
  | { kind: 'platform'; platformId: string; roles: PartyRole[]; reach?: Reach };

export interface Caller {
  principal: Principal;
  requestId: string;
  correlationId: string;
}
