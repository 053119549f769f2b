/** What is different between two looks of the same viewer (HCI-010). Pure. */
import { foldRef, refOf } from '@chargesphere/schema';
import type { PartyStatusChange, PartyStatusFilter } from './client-info-change.record.js';
import type { StandingRole } from './client-info-push.rules.js';
import type { ConnectionStatus } from './party.rules.js';
import { seenState, type Viewer } from './viewer.rules.js';

/** The states a viewer saw, by role. */
export type Seen = Map<number, ConnectionStatus>;

export const seenBy = (viewer: Viewer, roles: readonly StandingRole[]): Seen =>
  new Map(
    roles.flatMap((role) => {
      const state = seenState(viewer, role);
      return state ? [[role.id, state.status]] : [];
    }),
  );

/** Brings what was seen up to date, and returns what was different. */
export const changesIn = (
  seen: Seen,
  viewer: Viewer,
  roles: readonly StandingRole[],
  now: Date,
): PartyStatusChange[] =>
  roles.flatMap((role) => {
    const state = seenState(viewer, role);
    const previous = seen.get(role.id) ?? null;
    if ((state?.status ?? null) === previous) return [];
    if (state) seen.set(role.id, state.status);
    else seen.delete(role.id);
    const ref = refOf(role.countryCode, role.partyId);
    const changedAt = state?.statusChangedAt ?? now;
    return [{ ref, role: role.role, status: state?.status ?? null, previous, changedAt }];
  });

export const isWanted = (
  { ref, role, status }: PartyStatusChange,
  { parties, roles, statuses }: PartyStatusFilter,
): boolean =>
  (!parties || parties.some((wanted) => foldRef(wanted) === foldRef(ref))) &&
  (!roles || roles.some((wanted) => wanted.toUpperCase() === role)) &&
  (!statuses || (status !== null && statuses.includes(status)));
