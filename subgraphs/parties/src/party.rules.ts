/** Parties and their roles: who may have them, and in which connection state they are. Pure. */
import { foldRef, Problem, refOf, type CredentialsRole } from '@chargesphere/schema';
import type { PlatformStatus } from './platform.rules.js';

export const connectionStatuses = ['CONNECTED', 'OFFLINE', 'PLANNED', 'SUSPENDED'] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

/** The statuses of parties somebody can have business with; the others are listed for information only. */
export const reachable: readonly ConnectionStatus[] = ['CONNECTED', 'OFFLINE'];

/**
 * What a platform's status makes of its roles (15.1, state machine); undefined leaves them as they are, because a
 * platform that is only invited, or tries again, changes nothing about roles it had before.
 */
export const statusOfRoles = (status: PlatformStatus): ConnectionStatus | undefined => {
  switch (status) {
    case 'CONNECTED':
    case 'OFFLINE':
    case 'SUSPENDED':
      return status;
    case 'HELD':
      return 'SUSPENDED';
    case 'PENDING':
    case 'CONNECTING':
    case 'FAILED':
      return undefined;
    default:
      return status satisfies never;
  }
};

/** HCI-009: one status for the party, from those of its roles. Reachable in any role is reachable. */
export const statusOfParty = (roles: readonly { status: ConnectionStatus }[]): ConnectionStatus =>
  connectionStatuses.find((status) => roles.some((role) => role.status === status)) ?? 'SUSPENDED';

/** A role that is declared, and roles that are held already. */
export const partyKey = (role: Pick<CredentialsRole, 'country_code' | 'party_id'>): string =>
  foldRef(refOf(role.country_code, role.party_id));
export const roleKey = (role: Pick<CredentialsRole, 'country_code' | 'party_id' | 'role'>): string =>
  `${partyKey(role)} ${role.role.toUpperCase()}`;

export interface HeldRole {
  /** As `roleKey` makes it. */
  key: string;
  platformId: string;
  status: ConnectionStatus;
  /** SUSPENDED only for as long as an operator holds its platform. */
  onHold: boolean;
}

/**
 * CRED-011: may the platform have these roles? A triple another platform dropped or left behind when it ended is
 * free again, so that a company can move to a new platform; one that an operator holds is not.
 */
export const requireFreeRoles = (
  platformId: string,
  declared: readonly CredentialsRole[],
  held: readonly HeldRole[],
  hub: Pick<CredentialsRole, 'country_code' | 'party_id'>,
): void => {
  const own = declared.find((role) => partyKey(role) === partyKey(hub));
  if (own)
    throw new Problem(
      'INVALID_INPUT',
      `${own.country_code}/${own.party_id} is this hub itself; register the parties of your own platform.`,
    );
  const others = new Set(
    held
      .filter((role) => role.platformId !== platformId && (role.onHold || role.status !== 'SUSPENDED'))
      .map((role) => role.key),
  );
  const taken = declared.find((role) => others.has(roleKey(role)));
  if (taken)
    throw new Problem(
      'CONFLICT',
      `${taken.country_code}/${taken.party_id} is registered as ${taken.role} by another platform; leave it out, or ask the operator of the hub to end the other registration first.`,
    );
};
