/** Whose money a caller may see: a platform that of its parties, operators and the hub itself all. */
import { partyRef, unauthenticated } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import type { Parties } from './ledger.reading.js';

/** Folded refs, null for all; throws for anonymous callers. */
export const partiesOf = ({ principal }: Caller): Parties => {
  switch (principal.kind) {
    case 'system':
    case 'operator':
      return null;
    case 'platform':
      return [...new Set(principal.roles.map(partyRef))];
    case 'anonymous':
      throw unauthenticated();
    default:
      return principal satisfies never;
  }
};

/** Who is on record for what a caller does. */
export const nameOf = ({ principal }: Caller): string =>
  'name' in principal ? principal.name : principal.kind;
