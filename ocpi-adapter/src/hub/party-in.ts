/** Parties as documents name them, in `country_code` and `party_id`. Pure. */
import { foldRef, refOf } from '@chargesphere/schema';

/** Folded ref of the party an object belongs to; undefined where it does not say. */
export function partyIn(owned: unknown): string | undefined {
  if (typeof owned !== 'object' || owned === null) return undefined;
  const { country_code, party_id } = owned as Record<string, unknown>;
  if (typeof country_code !== 'string' || typeof party_id !== 'string') return undefined;
  return foldRef(refOf(country_code, party_id));
}
