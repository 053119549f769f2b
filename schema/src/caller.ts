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

/** What people and programs may be. A partner sees its own parties only, an analyst changes nothing. */
export const peopleRoles = ['OPERATOR', 'ANALYST', 'PARTNER', 'HOST'] as const;
export type PeopleRole = (typeof peopleRoles)[number];

/** What an API key may be narrowed to. */
export const keyScopes = ['READ', 'WRITE', 'MONEY', 'PEOPLE'] as const;
export type KeyScope = (typeof keyScopes)[number];

/** The account or API key by which a person or program is known. Keys that follow from the hub's secret have none. */
export interface Bearer {
  role: PeopleRole;
  /** Id of the account, for people. */
  account?: string;
  /** Their name, where nothing else of a principal says it. */
  name?: string;
  /** Id of the login, for people. */
  login?: string;
  /** Name of the API key, for programs. */
  key?: string;
  /** What a key is narrowed to; all of its role when left out. */
  scopes?: readonly KeyScope[];
  /** Came in by a one-time password and has to choose one before anything else. */
  mustChangePassword?: true;
}

/** Somebody unknown who wants to be known: logs in, takes up an invitation. */
export interface Visitor {
  /** Network address, for counting failures. */
  address: string;
  /** SHA-256 of the secret that the visitor's cookie will hold; the secret itself never leaves gateway and browser. */
  loginHash: string;
}

export type Principal =
  /** Nobody: reads nothing. */
  | { kind: 'anonymous'; visitor?: Visitor }
  /** Our own adapter, gateway or jobs. */
  | { kind: 'system'; name: string }
  /** A person or program that runs the hub, or only reads everything in it. */
  | { kind: 'operator'; name: string; readsOnly?: true; bearer?: Bearer }
  /**
   * A connected platform: acts and reads for its own parties only (RTE-016, HUB-030), and of what is sent to everybody
   * what its reach says. Without a reach it is everybody's: no agreement and no policy narrows it. People and programs
   * of a partner are known by their bearer; public doors let them read only.
   */
  | { kind: 'platform'; platformId: string; roles: PartyRole[]; reach?: Reach; bearer?: Bearer };

export interface Caller {
  principal: Principal;
  requestId: string;
  correlationId: string;
}
