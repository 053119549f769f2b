/**
 * Search over Locations by text, box and nearness: conditions and one query, all on PostgreSQL's built-in types, so
 * that it works on any PostgreSQL without an extension.
 */
import { Problem } from '@chargesphere/schema';
import { sql, or, type Sql } from '@chargesphere/chassis';
import type { BoxInput, LocationFilter } from './location.inputs.js';

/** Mean radius of the Earth, metres. */
const EARTH_M = 6_371_008.8;

/** A prefix search for every word: what people type is rarely complete. Undefined when there is no word in it. */
export const prefixQuery = (text: string): string | undefined => {
  const words = text
    .normalize('NFC')
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, 12);
  return words?.map((word) => `${word}:*`).join(' & ');
};

/** A box over the antimeridian is two boxes. */
export const boxesOf = ({ south, west, north, east }: BoxInput): [number, number, number, number][] => {
  const inRange =
    Math.abs(south) <= 90 && Math.abs(north) <= 90 && Math.abs(west) <= 180 && Math.abs(east) <= 180;
  if (!inRange || south > north)
    throw new Problem(
      'INVALID_INPUT',
      'The box is not on the globe; give south ≤ north within ±90 and west, east within ±180 degrees.',
    );
  if (west <= east) return [[west, south, east, north]];
  return [
    [west, south, 180, north],
    [-180, south, east, north],
  ];
};

const inBox = ([west, south, east, north]: [number, number, number, number]): Sql =>
  sql`point(t.longitude, t.latitude) <@ box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`;

export const locationConditions = (filter: LocationFilter | null | undefined): (Sql | undefined)[] => {
  if (!filter) return [];
  const words = filter.text ? prefixQuery(filter.text) : undefined;
  return [
    words ? sql`t.search @@ to_tsquery('simple', ${words})` : undefined,
    filter.box ? or(boxesOf(filter.box).map(inBox)) : undefined,
    filter.cpo ? sql`t.owner = ${filter.cpo.toUpperCase()}` : undefined,
    filter.country ? sql`t.country = ${filter.country.toUpperCase()}` : undefined,
    filter.city ? sql`t.city = ${filter.city.toLowerCase()}` : undefined,
    filter.status ? sql`${filter.status} = any(t.statuses)` : undefined,
    filter.standard ? sql`${filter.standard} = any(t.standards)` : undefined,
    filter.minPower ? sql`t.max_power >= ${filter.minPower}` : undefined,
  ];
};

/** Great-circle distance from ($latitude, $longitude) to the row, metres. */
const haversine = (latitude: number, longitude: number): Sql =>
  sql`2 * ${EARTH_M}::float8 * asin(sqrt(least(1,
    power(sin(radians(t.latitude - ${latitude}::float8) / 2), 2) +
    cos(radians(${latitude}::float8)) * cos(radians(t.latitude)) * power(sin(radians(t.longitude - ${longitude}::float8) / 2), 2))))`;

/**
 * The nearest rows, exactly, in two index searches: the nearest by degrees give a distance within which the true
 * nearest must lie; of all rows in a box of that size the nearest by distance are taken.
 * Where degrees bend too much for a box (poles, the antimeridian), the whole set in question is sorted by distance.
 */
export const nearestQuery = (
  table: Sql,
  matching: Sql,
  { latitude, longitude, limit }: { latitude: number; longitude: number; limit: number },
): Sql => {
  const distance = haversine(latitude, longitude);
  return sql`with candidates as materialized (
      select t.latitude, t.longitude from ${table} t
      where t.longitude is not null and t.latitude is not null and ${matching}
      order by point(t.longitude, t.latitude) <-> point(${longitude}::float8, ${latitude}::float8) limit ${limit}
    ), reach as (
      select coalesce(max(${distance}), 0) as metres, count(*) as found from candidates t
    ), bounds as (
      select case when found < ${limit} or metres > 2000000 or abs(${latitude}::float8) + degrees(metres / ${EARTH_M}::float8) > 85
        then null else degrees(metres / ${EARTH_M}::float8) * 1.000001 + 0.000001 end as d_latitude, metres from reach
    ), boxed as (
      select d_latitude,
        degrees(asin(least(1, sin(least(metres / ${EARTH_M}::float8, pi() / 2)) / greatest(cos(radians(${latitude}::float8)), 0.01)))) * 1.000001 + 0.000001 as d_longitude
      from bounds
    )
    select near.payload, near.distance_m from boxed, lateral (
      select t.payload, ${distance} as distance_m from ${table} t
      where t.longitude is not null and t.latitude is not null and ${matching}
      and (boxed.d_latitude is null
        or ${longitude}::float8 - boxed.d_longitude < -180 or ${longitude}::float8 + boxed.d_longitude > 180
        or point(t.longitude, t.latitude) <@ box(
          point(${longitude}::float8 - boxed.d_longitude, ${latitude}::float8 - boxed.d_latitude),
          point(${longitude}::float8 + boxed.d_longitude, ${latitude}::float8 + boxed.d_latitude)))
      order by distance_m limit ${limit}
    ) near`;
};
