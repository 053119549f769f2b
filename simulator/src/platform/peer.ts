/**
 * The other side of a registration, and the tokens by which platforms know each other (CRED-020 to CRED-051).
 * One platform may have several peers: a hub and direct partners side by side (GEN-010).
 */
import type { Json } from '../wire/envelope.js';
import { partyInHubId, type PartyId } from '../wire/routing.js';
import type { InterfaceRole } from '../wire/ocpi.request.js';

export interface Endpoint {
  identifier: string;
  /** Others may leave it out; then the endpoint counts as both (VER-017). */
  role?: InterfaceRole;
  url: string;
}

export interface CredentialsRole extends PartyId {
  role: string;
  business_details: Json & { name: string };
}

export interface Credentials {
  token: string;
  url: string;
  hub_party_id?: string;
  roles: CredentialsRole[];
}

/** Everything needed to go on with a partner after a restart. */
export interface Peer {
  versionsUrl: string;
  version: string;
  endpoints: Endpoint[];
  roles: CredentialsRole[];
  hub_party_id?: string;
  /** What we send to them. */
  outgoingToken: string;
  /** What they send to us. */
  incomingToken: string;
  /** Still accepted until the new one is used for the first time (AMB-017). */
  formerToken?: string;
}

/** A partner of whom nothing is known yet but that it may call. */
export const NEWCOMER: Peer = {
  versionsUrl: '',
  version: '',
  endpoints: [],
  roles: [],
  outgoingToken: '',
  incomingToken: '',
};

export interface Invitation {
  token: string;
  versionsUrl: string;
}

/** The parts of a platform's memory that must survive a restart. */
export interface PlatformState {
  port: number;
  peers: Peer[];
}

/** Who sends a request, judged by its token. */
export type Caller =
  | { kind: 'invited'; invitation: { token: string; isInUse: boolean } }
  /** The partner we are registering at calls back before we have its answer (CRED-034). */
  | { kind: 'expected' }
  | { kind: 'peer'; peer: Peer };

export class PeerBook {
  readonly peers: Peer[] = [];
  private readonly invitations = new Map<string, { token: string; isInUse: boolean }>();
  private readonly expected = new Set<string>();

  invite(token: string): void {
    this.invitations.set(token, { token, isInUse: false });
  }

  withdraw(token: string): void {
    this.invitations.delete(token);
  }

  /** Accepts a token just sent out, until the registration that carries it is over. */
  expect(token: string): () => void {
    this.expected.add(token);
    return () => this.expected.delete(token);
  }

  add(peer: Peer): void {
    this.peers.push(peer);
  }

  remove(peer: Peer): void {
    const at = this.peers.indexOf(peer);
    if (at >= 0) this.peers.splice(at, 1);
  }

  callerBy(token: string | undefined): Caller | undefined {
    if (token === undefined) return undefined;
    for (const peer of this.peers) {
      if (peer.incomingToken === token) {
        delete peer.formerToken; // the partner has the new one
        return { kind: 'peer', peer };
      }
      if (peer.formerToken === token) return { kind: 'peer', peer };
    }
    const invitation = this.invitations.get(token);
    if (invitation) return { kind: 'invited', invitation };
    return this.expected.has(token) ? { kind: 'expected' } : undefined;
  }
}

/** ModuleIDs compare without case when read (VER-018). */
export const endpointOf = (peer: Peer, identifier: string, role?: InterfaceRole): Endpoint | undefined =>
  peer.endpoints.find(
    (endpoint) =>
      endpoint.identifier.toLowerCase() === identifier.toLowerCase() &&
      (role === undefined || endpoint.role === undefined || endpoint.role === role),
  );

/** The party a message is for when nobody else is named: the hub, or the only party on the other side. */
export const usualPartyOf = (peer: Peer): PartyId | undefined => {
  if (peer.hub_party_id) return partyInHubId(peer.hub_party_id);
  const [only, ...others] = peer.roles;
  const isOne = others.every(
    (role) => role.country_code === only?.country_code && role.party_id === only.party_id,
  );
  return only && isOne ? { country_code: only.country_code, party_id: only.party_id } : undefined;
};
