/** Who may see which payments: operators all, a platform those of its own parties. */
import { partyRef, unauthenticated } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import type { Parties } from './payment.store.js';

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
