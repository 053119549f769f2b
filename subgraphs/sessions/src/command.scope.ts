/**
 * Whose commands a caller may see: operators all, a platform those its parties sent and those they were asked
 * (HUB-034). A party may be a CPO here and an eMSP there (HUB-035), so what counts is its role on the platform that
 * looks. Pure.
 */
import { scopeOf, type Visibility } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import type { CommandKind } from './command.kinds.js';

/** Commands on one side of which one of these parties is. Refs are folded. */
export interface CommandSide {
  side: 'requester' | 'receiver';
  parties: string[];
  /** All of them when undefined. */
  kinds?: readonly CommandKind[];
}

const profiles = ['SET_CHARGING_PROFILE', 'CLEAR_CHARGING_PROFILE', 'GET_ACTIVE_CHARGING_PROFILE'] as const;

/** What a CPO is asked, and what an eMSP is, who may stand before a CPO in smart charging (CHP-004). */
const ofCpos: readonly CommandKind[] = [
  'START_SESSION',
  'STOP_SESSION',
  'RESERVE_NOW',
  'CANCEL_RESERVATION',
  'UNLOCK_CONNECTOR',
  'SET_CHARGING_PREFERENCES',
  'OTHER',
  ...profiles,
];
const ofEmsps: readonly CommandKind[] = ['AUTHORIZE_TOKEN', ...profiles];

const visibility: Visibility = {
  ownerRoles: [],
  readsHubAddressed: () => false,
  concerned: { requester: ['EMSP', 'PTP', 'SCSP'], cpo: ['CPO'], emsp: ['EMSP', 'OTHER'] },
};

/** Undefined for those who see everything. Throws for anonymous callers. */
export const sidesOf = (caller: Caller): CommandSide[] | undefined => {
  const scope = scopeOf(caller, visibility);
  if (scope.all) return undefined;
  const { requester = [], cpo = [], emsp = [] } = scope.concerned;
  return [
    { side: 'requester', parties: requester },
    { side: 'receiver', parties: cpo, kinds: ofCpos },
    { side: 'receiver', parties: emsp, kinds: ofEmsps },
  ];
};

export const isSeen = (
  sides: readonly CommandSide[] | undefined,
  command: { kind: CommandKind; requester: string | null; receiver: string },
): boolean =>
  sides === undefined ||
  sides.some(
    ({ side, parties, kinds }) =>
      parties.includes(command[side] ?? '') && (kinds === undefined || kinds.includes(command.kind)),
  );
