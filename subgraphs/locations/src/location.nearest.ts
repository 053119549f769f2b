/**
 * The Locations nearest to a point, exactly, in two index searches.
 *
 * The index sorts by degrees, which are no distance. But the nearest by degrees lie within some distance, so the
 * truly nearest do too: of all rows in boxes of that size the nearest by distance are taken.
 */
import { and, inBox, or, readable, sql, type Box, type DocumentStore, type Sql } from '@chargesphere/chassis';
import type { Caller, Location } from '@chargesphere/schema';
import { checked } from './location.search.js';

export interface Point {
  latitude: number;
  longitude: number;
}

export interface Near {
  location: Location;
  /** Metres on the surface of the Earth. */
  distanceM: number;
}

/** Mean radius of the Earth, metres. */
const EARTH_M = 6_371_008.8;
/** Wider than the rounding of doubles, some 10 cm. */
const MARGIN_DEGREES = 1e-6;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Great-circle distance, metres (haversine). */
export const distanceBetween = (a: Point, b: Point): number => {
  const north = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const chord = north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east;
  return 2 * EARTH_M * Math.asin(Math.sqrt(Math.min(1, chord)));
};

/** The same from a row. */
const distanceTo = ({ latitude, longitude }: Point): Sql =>
  sql`2 * ${EARTH_M}::float8 * asin(sqrt(least(1, power(sin(radians(t.latitude - ${latitude}::float8) / 2), 2)
    + cos(radians(${latitude}::float8)) * cos(radians(t.latitude))
    * power(sin(radians(t.longitude - ${longitude}::float8) / 2), 2))))`;

/** Boxes that hold every point within that distance: all around a pole, two over the antimeridian, else one. */
export const boxesAround = ({ latitude, longitude }: Point, metres: number): Box[] => {
  const angle = metres / EARTH_M;
  const high = degrees(angle) + MARGIN_DEGREES;
  const south = Math.max(-90, latitude - high);
  const north = Math.min(90, latitude + high);
  if (south === -90 || north === 90) return [{ west: -180, south, east: 180, north }];
  const wide =
    degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(latitude))))) + MARGIN_DEGREES;
  const west = longitude - wide;
  const east = longitude + wide;
  if (west < -180)
    return [
      { west: -180, south, east, north },
      { west: west + 360, south, east: 180, north },
    ];
  if (east > 180)
    return [
      { west, south, east: 180, north },
      { west: -180, south, east: east - 360, north },
    ];
  return [{ west, south, east, north }];
};

/** Rows looked at for candidates: enough unless a condition is met by nearly none. */
const WALK = 2000;

export const nearestLocations = async (
  store: DocumentStore<Location>,
  caller: Caller,
  conditions: readonly Sql[],
  asked: Point,
  limit: number,
): Promise<Near[]> => {
  const point = { latitude: readable(asked.latitude), longitude: readable(asked.longitude) };
  const isPlaced = sql`t.latitude is not null and t.longitude is not null`;
  const matching = store.matching(caller, [...conditions, isPlaced]);
  const candidates = await store.ask<Point>(sql`select t.latitude, t.longitude from (
      select * from ${store.table} t where ${isPlaced}
      order by point(t.longitude, t.latitude) <-> point(${point.longitude}::float8, ${point.latitude}::float8)
      limit ${WALK}) t
    where ${matching} limit ${limit}`);
  const reach = Math.max(...candidates.map((candidate) => distanceBetween(point, candidate)), 0);
  // Too few candidates say nothing about how far away the others are.
  const within =
    candidates.length < limit
      ? matching
      : and([
          or(boxesAround(point, reach).map((box) => inBox(box))),
          store.matching(caller, [...conditions.map(checked), isPlaced]),
        ]);
  const rows = await store.ask<{ payload: Location; distance_m: number }>(sql`
    with found as materialized (
      select t.seq, ${distanceTo(point)} as distance_m from ${store.table} t where ${within})
    select t.payload, nearest.distance_m
    from (select * from found order by distance_m, seq limit ${limit}) nearest
    join ${store.table} t on t.seq = nearest.seq order by nearest.distance_m, nearest.seq`);
  return rows.map(({ payload, distance_m }) => ({ location: payload, distanceM: distance_m }));
};
