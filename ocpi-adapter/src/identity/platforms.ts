/**
 * Which platform is calling: Authorization header → candidate tokens → hashes → the parties graph (TRN-006,
 * TRN-008). Answers are cached under a hash of the header, so no usable token stays in memory, and every change of
 * a platform empties its entries (CRED-026, CRED-046: an ended token must not live on here).
 */
import { hash } from 'node:crypto';
import type { PartyRole, Principal, Reach } from '@chargesphere/schema';
import type { GraphClient } from '../graph.js';
import { operation } from '../graph.js';
import { Guesses, type GuessLimits } from '../protection/guesses.js';
import { TIER, type Tier } from '../protection/tier.js';
import type { Candidate } from '../transport/authorization.js';
import { candidatesOf, encodedToken, sameHash } from '../transport/authorization.js';
import type { MessageIds, PartyId } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';
import { EventCache } from './event-cache.js';
import type { Requester } from './requester.js';
import { requestersOf } from './requester.js';

/** A lets a platform register, B is ours to a partner we call first, C is ours to a registered partner. */
export type TokenKind = 'TOKEN_A' | 'TOKEN_B' | 'TOKEN_C';

/** The platform behind a request, and the token it used. */
export interface Identity {
  platformId: string;
  status: string;
  kind: TokenKind;
  tokenHash: string;
  /** How much of the hub it may take (HUB-063). */
  tier: Tier;
  /** Is every violation of what it sends a reason to refuse it (TYPE-011)? */
  isStrict: boolean;
  /** The party a chained hub speaks as, when the platform is one (HUB-031). */
  actingHub: PartyId | undefined;
  /** When the token ends by itself: invitations do, and former tokens after a rotation (CRED-035, CRED-048). */
  expiresAt: string | null;
  /** The platform with all its parties, for configuration modules. */
  principal: Principal;
  /** Its parties by folded ref. */
  parties: ReadonlyMap<string, Requester>;
}

/** What is left out is narrowed by nothing. */
interface Reaches {
  platform?: Reach;
  parties: Readonly<Record<string, Reach>>;
}

interface TokenOwner {
  hash: string;
  kind: TokenKind;
  expiresAt: string | null;
  reach?: Reaches | null;
  platform: {
    id: string;
    status: string;
    tolerateNewline: boolean;
    isStrict: boolean;
    actsAsHub: boolean;
    hubPartyId: string | null;
    tier: Tier;
    roles: { role: string; countryCode: string; partyId: string }[];
  };
}

const CredentialsByToken = operation<{ result: TokenOwner[] }, { hashes: string[] }>(`
  query CredentialsByToken($hashes: [ID!]!) {
    result: credentialsByToken(hashes: $hashes) {
      hash
      kind
      expiresAt
      reach
      platform {
        id
        status
        tolerateNewline
        isStrict
        actsAsHub
        hubPartyId
        tier { ${TIER} }
        roles { role countryCode partyId }
      }
    }
  }
`);

/** A token of such a platform is no longer good for anything. */
const ENDED = new Set(['SUSPENDED', 'FAILED', 'HELD']);

const unknown = (message: string) =>
  new Refusal('E02', message, { 'WWW-Authenticate': 'Token realm="OCPI"' });

export class PlatformDirectory {
  private readonly cache: EventCache<Identity>;
  private readonly guesses: Guesses;

  constructor(
    private readonly graph: GraphClient,
    limits: { cachedPlatforms: number; cached_ms: number } & GuessLimits,
  ) {
    this.cache = new EventCache(limits.cachedPlatforms, limits.cached_ms);
    this.guesses = new Guesses(limits);
  }

  /**
   * The identity behind an Authorization header, or E02. `from` names the place the request comes from, and is asked
   * only for tokens that are not known already: those are never held up by what others at that place try.
   */
  async identify(header: string | undefined, ids: MessageIds, from: () => string): Promise<Identity> {
    const encoded = encodedToken(header);
    if (encoded === undefined)
      throw unknown('Send the header Authorization: Token <your credentials token, Base64-encoded>.');
    const key = hash('sha256', encoded, 'hex');
    return this.cache.get(key) ?? this.lookUp(key, encoded, ids, from());
  }

  private async lookUp(key: string, encoded: string, ids: MessageIds, from: string): Promise<Identity> {
    this.guesses.check(from, key);
    try {
      return await this.cache.load(key, () => this.look(candidatesOf(encoded), ids), remaining_ms);
    } catch (error) {
      if (error instanceof Refusal && error.row === 'E02') this.guesses.note(from, key, error);
      throw error;
    }
  }

  /** Something about the platform changed; without an id, anything may have. */
  forget(platformId?: string): void {
    this.cache.forget((identity) => platformId === undefined || identity.platformId === platformId);
    this.guesses.forget();
  }

  private async look(candidates: Candidate[], ids: MessageIds): Promise<Identity> {
    const hashes = candidates.map((candidate) => candidate.hash);
    const { result } = await this.graph.askAsHub(CredentialsByToken, { hashes }, ids);
    return identityOf(candidates, result);
  }
}

/**
 * TRN-006: the decoded form wins over the raw one; two platforms behind one header is nobody. TRN-007: what is a token
 * only without its newline counts for platforms an operator puts up with. Pure.
 */
export function identityOf(candidates: readonly Candidate[], owners: readonly TokenOwner[]): Identity {
  const fitting = candidates.flatMap(({ hash: wanted, isTrimmed }) =>
    owners.filter((owner) => sameHash(owner.hash, wanted) && (!isTrimmed || owner.platform.tolerateNewline)),
  );
  if (new Set(fitting.map((owner) => owner.platform.id)).size > 1)
    throw unknown(
      'The token means two platforms, once decoded and once as sent; register again for a new token.',
    );
  const owner = fitting.find(({ platform }) => !ENDED.has(platform.status));
  if (owner) return identityFrom(owner);
  // E02 as well: what is open to it and what is not is none of the caller's business, whoever ended it.
  if (fitting.some(({ platform }) => platform.status === 'HELD'))
    throw unknown(
      'The operator of the hub has suspended your platform; ask the operator what has to happen.',
    );
  throw unknown('The token is unknown or no longer valid; use the token of the last credentials exchange.');
}

const remaining_ms = ({ expiresAt }: Identity): number =>
  expiresAt === null ? Infinity : Date.parse(expiresAt) - Date.now();

function identityFrom({ hash: tokenHash, kind, expiresAt, reach, platform }: TokenOwner): Identity {
  const roles = platform.roles.map(({ role, countryCode, partyId }): PartyRole => ({
    role: role.toUpperCase(),
    country_code: countryCode.toUpperCase(),
    party_id: partyId.toUpperCase(),
  }));
  return {
    platformId: platform.id,
    status: platform.status,
    kind,
    tokenHash,
    tier: platform.tier,
    isStrict: platform.isStrict,
    actingHub: platform.actsAsHub ? hubParty(platform.hubPartyId) : undefined,
    expiresAt,
    principal: {
      kind: 'platform',
      platformId: platform.id,
      roles,
      ...(reach?.platform && { reach: reach.platform }),
    },
    parties: requestersOf(platform.id, roles, reach?.parties),
  };
}

/** CRED-004: country code and party id in one. A hub that has not said its own speaks as nobody but its parties. */
const hubParty = (id: string | null): PartyId => ({
  country_code: id?.slice(0, 2).toUpperCase() ?? '',
  party_id: id?.slice(2).toUpperCase() ?? '',
});

/** Registered: it has been through a handshake. A token A, or a token B of ours still on its way, has not. */
export const isRegistered = ({ kind, status }: Identity): boolean =>
  kind !== 'TOKEN_A' && status !== 'CONNECTING' && status !== 'PENDING';

/** The plain token of this very request, for CRED-040: nobody else's is ever shown. */
export function tokenInUse(header: string | undefined, identity: Identity): string | undefined {
  const encoded = encodedToken(header);
  return encoded === undefined
    ? undefined
    : candidatesOf(encoded).find((candidate) => candidate.hash === identity.tokenHash)?.token;
}
