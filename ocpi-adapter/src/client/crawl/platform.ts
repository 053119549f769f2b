/** The platform that is pulled: which of its parties are asked, and as whom its objects are stored. Pure. */
import type { PartyRole, Principal } from '@chargesphere/schema';
import { foldRef, refOf } from '@chargesphere/schema';
import type { HubFacts } from '../../identity/hub.js';
import type { PartyId } from '../../transport/headers.js';
import type { PulledModule } from './modules.js';
import type { PullTask } from './pull.operations.js';

export interface Asked {
  ref: string;
  party: PartyId;
}

export class PulledPlatform {
  readonly principal: Principal;
  /** Whom to ask, in the order of their refs; the hub itself when the platform is one (RTE-036). */
  readonly asked: readonly Asked[];
  /** Folded refs of the parties that can own objects of the module (TRN-086). */
  readonly owners: ReadonlySet<string>;
  /** Are its objects set apart for any violation (TYPE-011)? */
  readonly isStrict: boolean;
  private readonly name: string;

  constructor(
    { id, name, hubPartyId, isStrict, roles }: PullTask['pull']['platform'],
    readonly module: PulledModule,
  ) {
    const folded = roles.map(({ role, countryCode, partyId }): PartyRole => ({
      role: role.toUpperCase(),
      country_code: countryCode.toUpperCase(),
      party_id: partyId.toUpperCase(),
    }));
    this.name = name;
    this.isStrict = isStrict;
    this.principal = { kind: 'platform', platformId: id, roles: folded };
    const owners = folded.filter(({ role }) => module.owners.has(role));
    this.owners = new Set(owners.map(refOfParty));
    const hub = hubPartyId && owners.length > 0 ? hubIn(hubPartyId) : undefined;
    this.asked = hub ? [hub] : [...this.owners].sort().map(askedOf);
  }

  /** Undefined when the object may be this platform's; else why it may not. */
  foreignness(owner: string): string | undefined {
    if (this.owners.has(foldRef(owner))) return undefined;
    return `${owner} is not a party of ${this.name} in the role ${[...this.module.owners].join(' or ')}, so the object is not its to send.`;
  }
}

/** Routing headers of our requests: from the hub to the party whose list it is (RTE-001, RTE-010). */
export const routingTo = ({ party }: Asked, hub: HubFacts): Record<string, string> => ({
  'OCPI-to-country-code': party.country_code,
  'OCPI-to-party-id': party.party_id,
  'OCPI-from-country-code': hub.country_code,
  'OCPI-from-party-id': hub.party_id,
});

const refOfParty = ({ country_code, party_id }: PartyId): string => refOf(country_code, party_id);

const askedOf = (ref: string): Asked => {
  const [country_code = '', party_id = ''] = ref.split('/');
  return { ref, party: { country_code, party_id } };
};

/** CRED-004: `hub_party_id` is the country code followed by the party id. */
const hubIn = (hubPartyId: string): Asked | undefined => {
  const party = { country_code: hubPartyId.slice(0, 2), party_id: hubPartyId.slice(2) };
  return /^[A-Za-z]{2}[\x21-\x7e]{1,3}$/.test(hubPartyId) ? { ref: refOfParty(party), party } : undefined;
};
