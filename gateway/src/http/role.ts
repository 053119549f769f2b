/** What somebody is at the public doors, for budgets and for reading the schema. */
import type { Principal } from '@chargesphere/schema';

export const graphRoles = ['operator', 'analyst', 'partner', 'host'] as const;
export type GraphRole = (typeof graphRoles)[number];

/**
 * People and programs have a role of their own; a connected platform is a partner. Nobody has none, and the hub itself
 * needs none.
 */
export const roleOf = (principal: Principal): GraphRole | undefined => {
  if (principal.kind === 'anonymous' || principal.kind === 'system') return undefined;
  const role = principal.bearer?.role.toLowerCase();
  return (
    graphRoles.find((known) => known === role) ?? (principal.kind === 'operator' ? 'operator' : 'partner')
  );
};
