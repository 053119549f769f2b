/**
 * Whom a message is for (RTE-015, chapter 3.3): the hub, everybody whom open routing will find, or one party.
 * A named party must be known (E25), connected (E26) and in a role that has the other end of the interface (E29).
 */
import { foldRef, refOf } from '@chargesphere/schema';
import type { GraphClient } from '../graph.js';
import { operation } from '../graph.js';
import type { MessageIds, PartyId, Routing } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';
import { EventCache } from './event-cache.js';

/** Where a message goes; `ref` is set only for a message to one party. */
export type Destination =
  { mode: 'hub' } | { mode: 'open' } | { mode: 'direct'; ref: string; party: PartyId };

interface KnownParty {
  ref: string;
  roles: { role: string; status: string }[];
}

const Addressee = operation<{ result: KnownParty | null }, { ref: string }>(`
  query Addressee($ref: ID!) {
    result: party(ref: $ref) { ref roles(withSuspended: true) { role status } }
  }
`);

/** What table 4.3 says about the interface that is asked. */
export interface AddresseeRule {
  module: string;
  role: 'SENDER' | 'RECEIVER';
  /** Roles a party behind TO can have. */
  addressees: ReadonlySet<string>;
  /** May a push be addressed to the hub, for everybody (RTE-030)? */
  broadcast: boolean;
}

/** Chapter 3.3 without any look-up: what TO, method and interface say. Pure. */
export function destinationOf(
  routing: Routing,
  hub: PartyId,
  rule: AddresseeRule,
  asked: { method: string; list: boolean; forHub?: boolean },
): Destination {
  const { to } = routing;
  if (to === undefined) {
    // Open routing does not cover GET All. Who sends no routing headers at all talks to the hub itself (RTE-005).
    if (asked.list && rule.role === 'SENDER' && routing.from !== undefined)
      throw new Refusal(
        'E24',
        `A list needs a receiver; put ${hub.country_code} and ${hub.party_id} in the OCPI-to headers to get everything.`,
      );
    return asked.list ? { mode: 'hub' } : { mode: 'open' };
  }
  if (to.country_code !== hub.country_code || to.party_id !== hub.party_id)
    return { mode: 'direct', ref: refOf(to.country_code, to.party_id), party: to };
  if (asked.method !== 'GET' && !rule.broadcast && !asked.forHub)
    throw new Refusal(
      'E32',
      `The ${rule.module} module is not for everybody and cannot be sent to the hub; name the receiver in the OCPI-to headers, or leave them out.`,
    );
  return { mode: 'hub' };
}

/** An unknown party may appear at any moment, a known one announces its changes. */
const isRemembered = (party: KnownParty | null): number => (party === null ? 0 : Infinity);

/** Looks up parties named in TO; few parties are named often, so answers are cached. */
export class AddresseeDirectory {
  private readonly cache: EventCache<KnownParty | null>;

  constructor(
    private readonly graph: GraphClient,
    limits: { cachedPlatforms: number; cached_ms: number },
  ) {
    this.cache = new EventCache(limits.cachedPlatforms, limits.cached_ms);
  }

  /** Throws E25, E26 or E29; returns when the party can be addressed. */
  async check({ ref }: { ref: string }, rule: AddresseeRule, ids: MessageIds): Promise<void> {
    const key = foldRef(ref);
    const party =
      this.cache.get(key) ?? (await this.cache.load(key, () => this.look(key, ids), isRemembered));
    if (party === null)
      throw new Refusal('E25', `${ref} is not known to this hub; check the OCPI-to headers.`);
    // VER-022, HUB-035: the same party may live in another role on another platform, which is not meant here.
    const fitting = party.roles.filter(({ role }) => rule.addressees.has(role.toUpperCase()));
    if (fitting.length === 0)
      throw new Refusal('E29', `${ref} has no role that takes part in ${rule.module} on that side.`);
    if (!fitting.some(({ status }) => status === 'CONNECTED'))
      throw new Refusal(
        'E26',
        `${ref} is not connected now; do not queue, it pulls what it missed when it is back.`,
      );
  }

  forget(): void {
    this.cache.forget(() => true);
  }

  private async look(ref: string, ids: MessageIds): Promise<KnownParty | null> {
    return (await this.graph.askAsHub(Addressee, { ref }, ids)).result;
  }
}
