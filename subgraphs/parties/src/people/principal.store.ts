/**
 * From a key or a login to the principal it stands for: what the gateway asks, and what every subgraph then trusts.
 * Partners become their platform, with the roles of the parties they may see; so all that keeps platforms apart keeps
 * people apart.
 */
import type { RecordLoader } from '@chargesphere/chassis';
import type { Bearer, PeopleRole, Principal } from '@chargesphere/schema';
import { activeUnless } from '../party.resolver.js';
import type { Permissions } from '../permission.store.js';
import type { PartyRole } from '../role.entity.js';

/** An account or a key, as far as it says what may be done. */
export interface Holder {
  role: PeopleRole;
  name: string;
  platformId: string | null;
  parties?: readonly string[] | null;
}

/** No platform has it, so whoever is it owns nothing and was sent nothing. */
const NO_PLATFORM = '00000000-0000-4000-8000-000000000000';

/** Of what is for everybody, nothing. */
const NOTHING = { others: false, listed: {} };

export const principalOf = async (
  { role, name, platformId, parties = null }: Holder,
  bearer: Bearer,
  permissions: Permissions,
  rolesOfPlatform: RecordLoader<PartyRole[]>,
): Promise<Principal> => {
  switch (role) {
    case 'OPERATOR':
      return { kind: 'operator', name, bearer };
    case 'ANALYST':
      return { kind: 'operator', name, readsOnly: true, bearer };
    case 'HOST':
      return { kind: 'platform', platformId: NO_PLATFORM, roles: [], reach: NOTHING, bearer };
    case 'PARTNER': {
      const all = platformId ? activeUnless(false, await rolesOfPlatform.load(platformId)) : [];
      const own = all.filter(({ party }) => parties === null || parties.includes(party.key));
      const isWhole = own.length === all.length;
      const snapshot = await permissions.snapshot();
      const reach =
        own.length === 0 ? NOTHING : snapshot.reach([...new Set(own.map(({ party }) => party.key))]);
      return {
        kind: 'platform',
        // What was sent to the platform as one is for those who see all of it.
        platformId: platformId && isWhole ? platformId : NO_PLATFORM,
        roles: own.map(({ role: one, party }) => {
          const [country_code = '', party_id = ''] = party.key.split('/');
          return { role: one, country_code, party_id };
        }),
        ...(reach && { reach }),
        bearer,
      };
    }
    default:
      return role satisfies never;
  }
};
