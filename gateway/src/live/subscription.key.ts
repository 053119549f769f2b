/**
 * What two subscriptions must have in common to be one: the operation, its variables, and everything of who asks that
 * may change an answer. Message ids do not, and who asks through which door does not either.
 */
import type { Principal } from '@chargesphere/schema';
import type { Operation } from '../execution/operation.js';

export const subscriptionKey = (
  { hash, name = '' }: Operation,
  variables: Record<string, unknown>,
  principal: string,
): string => `${hash}\n${name}\n${canonical(variables)}\n${principal}`;

export const principalKey = (principal: Principal): string => canonical(principal);

/** JSON with the properties of every object in order: clients write them in any. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
