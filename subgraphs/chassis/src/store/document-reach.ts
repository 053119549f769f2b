/**
 * Of what owners addressed to everybody, whose the viewer may see: agreements between parties and the hub's policy, as
 * a condition (HUB-032, HUB-033). It costs nothing where everybody's may be seen: then there is none.
 */
import type { Scope } from '../caller/scope.js';
import { raw, sql, type Sql } from './sql.js';

/** On rows of alias `t` that are addressed to everybody. */
export const ofOwnersInReach = (scope: Scope, t = 't'): Sql | undefined => {
  const owners = scope.all ? undefined : scope.hubAddressedOf;
  if (!owners) return undefined;
  return 'only' in owners
    ? sql`${raw(t)}.owner = any(${owners.only})`
    : sql`${raw(t)}.owner <> all(${owners.but})`;
};

/** The same question for one owner, a folded ref. */
export const isOwnerInReach = (scope: Scope, owner: string): boolean => {
  const owners = scope.all ? undefined : scope.hubAddressedOf;
  if (!owners) return true;
  return 'only' in owners ? owners.only.includes(owner) : !owners.but.includes(owner);
};
