/**
 * What the hub tells a platform about the parties of others (HCI-001, HCI-004, HCI-012). Pure.
 *
 * What a platform is told is what it sees, and no more often than that changes. There is no deletion (HCI-002), so of
 * what it does not see any more it hears once that nothing may be sent there: PLANNED, which is also the state of a
 * party with whom no contract is in place.
 */
import { dateTimeOf, type ClientInfo } from '@chargesphere/schema';
import type { ConnectionStatus } from './party.rules.js';
import type { Sight } from './permission.snapshot.js';
import { seenState, standingIn, type RoleState } from './viewer.rules.js';

/** A role as it is, with the ids that name its party (HCI-007). */
export interface StandingRole extends RoleState {
  id: number;
  role: string;
  countryCode: string;
  partyId: string;
}

export interface ToldPlatform {
  platformId: string;
  sight: Sight;
}

/** The state of a role that a platform is told. */
export interface Telling {
  platformId: string;
  role: StandingRole;
  status: ConnectionStatus;
  changedAt: Date;
}

/** What is different from what the platform was told, given the statuses it was told by role; '' is told anew. */
export const tellingsFor = (
  platform: ToldPlatform,
  roles: readonly StandingRole[],
  told: ReadonlyMap<number, string>,
): Telling[] =>
  roles.flatMap((role) => {
    if (role.platformId === platform.platformId) return []; // HCI-012
    const before = told.get(role.id);
    const state = stateFor(platform, role, before);
    if (!state || before === state.status) return [];
    return [
      { platformId: platform.platformId, role, status: state.status, changedAt: state.statusChangedAt },
    ];
  });

const stateFor = (
  { platformId, sight }: ToldPlatform,
  role: StandingRole,
  before: string | undefined,
): ReturnType<typeof seenState> => {
  const seen = seenState({ all: false, platformId, sight }, role);
  // Who ended before a platform came is nobody it ever knew.
  if (seen) return seen.status === 'SUSPENDED' && before === undefined ? undefined : seen;
  // Whatever becomes of a party behind a closed door is not told, not even that it ended (HUB-033).
  if (before === undefined || before === 'SUSPENDED') return undefined;
  const { since_ms } = standingIn(sight, role.party);
  const planned: Sight = { others: { standing: 'PLANNED', since_ms }, except: new Map() };
  return seenState({ all: false, platformId, sight: planned }, { ...role, status: 'OFFLINE' });
};

/** One message, and the platforms that get it. */
export interface ClientInfoMessage {
  role: StandingRole;
  document: ClientInfo;
  platformIds: string[];
}

/** HCI-008: one message for each role; platforms that see the same get the same. In the order of the tellings. */
export const messagesOf = (tellings: readonly Telling[]): ClientInfoMessage[] => {
  const keyOf = ({ role, status, changedAt }: Telling): string =>
    `${role.id} ${status} ${changedAt.getTime()}`;
  return [...Map.groupBy(tellings, keyOf).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { role, status, changedAt } = first;
    const document: ClientInfo = {
      party_id: role.partyId,
      country_code: role.countryCode,
      role: role.role as ClientInfo['role'],
      status,
      last_updated: dateTimeOf(changedAt),
    };
    return [{ role, document, platformIds: same.map(({ platformId }) => platformId) }];
  });
};
