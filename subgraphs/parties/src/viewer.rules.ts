/**
 * What a viewer sees of the roles of others (HUB-033): one rule for the graph, for HubClientInfo and for the roles of
 * our credentials. Pure.
 */
import { reachable, type ConnectionStatus } from './party.rules.js';
import type { SeenStanding } from './permission.rules.js';
import type { Sight } from './permission.snapshot.js';

/** Who looks: everything, or a platform with what its parties see of the others. */
export type Viewer = { all: true } | { all: false; platformId: string; sight: Sight };

/** A role as it is. */
export interface RoleState {
  platformId: string;
  /** Key of its party. */
  party: string;
  status: ConnectionStatus;
  statusChangedAt: Date;
  activeSince: Date;
}

/** A role as somebody sees it; undefined when it is hidden. */
export type SeenState = Pick<RoleState, 'status' | 'statusChangedAt'> | undefined;

export const standingIn = ({ others, except }: Sight, party: string): SeenStanding =>
  except.get(party) ?? others;

/** Nothing narrows what it sees, and nothing ever did. */
export const seesEverybody = ({ others, except }: Sight): boolean =>
  except.size === 0 && others.standing === 'VISIBLE' && others.since_ms === 0;

/**
 * HCI-009, HCI-010: the status of a role for this viewer, and since when it has been that for this viewer. A role that
 * ended is SUSPENDED for everybody who may know of it.
 */
export const seenState = (viewer: Viewer, role: RoleState): SeenState => {
  const { status, statusChangedAt, activeSince } = role;
  if (viewer.all || role.platformId === viewer.platformId) return { status, statusChangedAt };
  const { standing, since_ms } = standingIn(viewer.sight, role.party);
  if (standing === 'HIDDEN') return undefined;
  if (status === 'SUSPENDED') return { status, statusChangedAt };
  const latest = (own: Date) => (own.getTime() >= since_ms ? own : new Date(since_ms));
  return standing === 'PLANNED'
    ? { status: 'PLANNED', statusChangedAt: latest(activeSince) }
    : { status, statusChangedAt: latest(statusChangedAt) };
};

/**
 * The same for lists of parties: one that nobody can reach any more is seen by its own platform only. Who is only
 * PLANNED to the viewer is listed as long as it could be reached.
 */
export const listedState = (viewer: Viewer, role: RoleState): SeenState =>
  viewer.all || role.platformId === viewer.platformId || reachable.includes(role.status)
    ? seenState(viewer, role)
    : undefined;

/** The keys of parties as a condition: some, or all but some; undefined is everybody. */
export const keysWith = (
  { others, except }: Sight,
  fits: (seen: SeenStanding) => boolean,
): { $in: string[] } | { $nin: string[] } | undefined => {
  const keysOf = (wanted: boolean) =>
    [...except].filter(([, seen]) => fits(seen) === wanted).map(([party]) => party);
  if (!fits(others)) return { $in: keysOf(true) };
  const unfit = keysOf(false);
  return unfit.length > 0 ? { $nin: unfit } : undefined;
};

export const isVisible = ({ standing }: SeenStanding): boolean => standing === 'VISIBLE';
export const isNotHidden = ({ standing }: SeenStanding): boolean => standing !== 'HIDDEN';
