/**
 * Every EVSE as a point of a map: pure rules. Fifty thousand points as objects would be half a million fields to
 * resolve and as many names to send; as columns they are six lists.
 */
import { between } from '@chargesphere/chassis';
import { refOf } from '@chargesphere/schema';

/** Points in one answer at the most. */
export const POINTS_MAX = 50_000;

/** One EVSE, from columns of its Location. */
export interface PointRow {
  /** Folded ref of the Location. */
  location: string;
  /** Folded uid of the EVSE. */
  uid: string;
  longitude: number;
  latitude: number;
  /** W, of the Location. */
  max_power: number;
  status: string;
}

/** The n-th values of all lists belong together. */
export interface MapPoints {
  refs: string[];
  longitudes: number[];
  latitudes: number[];
  /** Positions in `statuses`. */
  statusOf: number[];
  statuses: string[];
  maxPowers: number[];
  isComplete: boolean;
}

export const pointsAsked = (limit: number): number => between(limit, 1, POINTS_MAX, 'limit');

/** One row more than the limit says that there are more. */
export const pointsOf = (rows: readonly PointRow[], limit: number): MapPoints => {
  const points: MapPoints = {
    refs: [],
    longitudes: [],
    latitudes: [],
    statusOf: [],
    statuses: [],
    maxPowers: [],
    isComplete: rows.length <= limit,
  };
  const known = new Map<string, number>();
  for (const { location, uid, longitude, latitude, max_power, status } of rows.slice(0, limit)) {
    let position = known.get(status);
    if (position === undefined) {
      position = points.statuses.push(status) - 1;
      known.set(status, position);
    }
    // The ref of the Location is encoded already.
    points.refs.push(`${location}/${refOf(uid)}`);
    points.longitudes.push(longitude);
    points.latitudes.push(latitude);
    points.statusOf.push(position);
    points.maxPowers.push(max_power);
  }
  return points;
};
