/**
 * What a caller may read, as a condition the store puts into every query: there is no read without a viewer
 * (HUB-034, and the isolation of tenants).
 */
import {
  ownersInReach,
  Problem,
  type Caller,
  type OwnersInReach,
  type PartyRole,
  type SharedModule,
} from '@chargesphere/schema';

export interface Visibility {
  /** Roles in which a party owns objects of this kind; a platform reads what its parties in these roles own. */
  ownerRoles: readonly string[];
  /**
   * May a platform with these roles read what was addressed to the hub, that is, to everybody? Or only what has true
   * in a promoted column?
   */
  readsHubAddressed(roles: readonly PartyRole[]): boolean | { onlyIf: string };
  /** The module under which agreements say whose of that it reads (HUB-032); without one it is everybody's. */
  module?: SharedModule;
  /** Columns that name another party concerned, with the roles in which a party is concerned. */
  concerned?: Readonly<Record<string, readonly string[]>>;
}

/** Either everything, or what these folded party refs own, are concerned with, or were addressed. */
export type Scope =
  | { all: true }
  | {
      all: false;
      owns: string[];
      /** Per column of Visibility.concerned. */
      concerned: Record<string, string[]>;
      parties: string[];
      /** All of what is addressed to everybody. */
      hubAddressed: boolean;
      /** Of that, what has true in this column. */
      hubAddressedIf?: string | undefined;
      /** Of that, what these owners sent; everybody when undefined. */
      hubAddressedOf?: OwnersInReach | undefined;
    };

export const partyRef = (role: Pick<PartyRole, 'country_code' | 'party_id'>): string =>
  `${role.country_code}/${role.party_id}`.toUpperCase();

/** Throws for anonymous callers. */
export const scopeOf = (caller: Caller, visibility: Visibility): Scope => {
  const { principal } = caller;
  switch (principal.kind) {
    case 'system':
    case 'operator':
      return { all: true };
    case 'anonymous':
      throw unauthenticated();
    case 'platform': {
      const inRoles = (roles: readonly string[]) =>
        principal.roles.filter((role) => roles.includes(role.role)).map(partyRef);
      const reads = visibility.readsHubAddressed(principal.roles);
      return {
        all: false,
        owns: inRoles(visibility.ownerRoles),
        concerned: Object.fromEntries(
          Object.entries(visibility.concerned ?? {}).map(([column, roles]) => [column, inRoles(roles)]),
        ),
        parties: [...new Set(principal.roles.map(partyRef))],
        hubAddressed: reads === true,
        hubAddressedIf: typeof reads === 'object' ? reads.onlyIf : undefined,
        hubAddressedOf: visibility.module && ownersInReach(principal.reach, visibility.module),
      };
    }
    default:
      return principal satisfies never;
  }
};

export const unauthenticated = (): Problem =>
  new Problem('UNAUTHENTICATED', 'Say who you are: send the header "Authorization: Bearer <API key>".');

/** Operators and the hub's own parts only. */
export const requireOperator = (caller: Caller): void => {
  const { kind } = caller.principal;
  if (kind === 'anonymous') throw unauthenticated();
  if (kind !== 'operator' && kind !== 'system')
    throw new Problem('FORBIDDEN', 'Only an operator of the hub may do this; use an operator API key.');
};

/** The hub's own parts only. */
export const requireSystem = (caller: Caller): void => {
  if (caller.principal.kind === 'anonymous') throw unauthenticated();
  if (caller.principal.kind !== 'system')
    throw new Problem('FORBIDDEN', 'This field serves the hub itself and is open to nobody else.');
};

/** May this caller write objects of this owner? A platform writes for its own parties in an owning role (HUB-030). */
export const requireOwner = (caller: Caller, owner: string, visibility: Visibility): void => {
  const { principal } = caller;
  if (principal.kind === 'system' || principal.kind === 'operator') return;
  if (principal.kind === 'anonymous') throw unauthenticated();
  const isOwner = principal.roles.some(
    (role) => visibility.ownerRoles.includes(role.role) && partyRef(role) === owner.toUpperCase(),
  );
  if (!isOwner)
    throw new Problem(
      'FORBIDDEN',
      `${owner} is not one of your parties in the role ${visibility.ownerRoles.join(' or ')}; send objects of your own parties only.`,
    );
};
