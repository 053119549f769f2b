/**
 * Whose objects a platform may read where their owners sent them to everybody: what agreements between parties and
 * the hub's policy come to, as a caller carries it (HUB-032, HUB-033). What was addressed to a party is not in
 * question here: it has been sent to that party.
 */
import type { MarketRole } from './ocpi/modules.js';

/** The modules whose objects can be sent to everybody (HUB-050), with the roles in which a party owns them. */
export const ownerRolesOf = {
  locations: ['CPO', 'NAP'],
  tariffs: ['CPO', 'NAP'],
  tokens: ['EMSP', 'NSP', 'OTHER'],
} as const satisfies Record<string, readonly MarketRole[]>;

export type SharedModule = keyof typeof ownerRolesOf;
export const sharedModules = Object.keys(ownerRolesOf) as SharedModule[];

export interface Reach {
  /** True: everybody's objects but those of the owners listed. False: theirs alone. */
  others: boolean;
  /** Folded refs of owners, per module; none where the module is left out. */
  listed: Partial<Record<SharedModule, string[]>>;
}

/** The owners that count for a module: all but some, or only some. Undefined when it is everybody. */
export type OwnersInReach = { but: string[] } | { only: string[] };

export const ownersInReach = (reach: Reach | undefined, module: SharedModule): OwnersInReach | undefined => {
  if (!reach) return undefined;
  const listed = reach.listed[module] ?? [];
  if (!reach.others) return { only: listed };
  return listed.length > 0 ? { but: listed } : undefined;
};
