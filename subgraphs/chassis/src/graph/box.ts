/**
 * A part of the map as people ask for it, in lists and in what they watch: the same box means the same to every
 * subgraph that has places, whether PostgreSQL looks or this process does.
 */
import 'reflect-metadata';
import { Problem } from '@chargesphere/schema';
import { Field, Float, InputType } from 'type-graphql';
import { raw, sql, type Sql } from '../store/sql.js';

@InputType({
  description: 'A box on the map, in degrees (WGS 84). West greater than east crosses the antimeridian.',
})
export class BoxInput {
  @Field(() => Float, { description: 'Its southern latitude.' })
  declare south: number;

  @Field(() => Float, { description: 'Its western longitude.' })
  declare west: number;

  @Field(() => Float, { description: 'Its northern latitude.' })
  declare north: number;

  @Field(() => Float, { description: 'Its eastern longitude.' })
  declare east: number;
}

/** Degrees; west is not greater than east. */
export type Box = Readonly<Record<'south' | 'west' | 'north' | 'east', number>>;

/** Where something is, degrees. */
export interface Position {
  latitude: number;
  longitude: number;
}

/** A box over the antimeridian is two boxes. Throws INVALID_INPUT. */
export const boxesOf = ({ south, west, north, east }: BoxInput): Box[] => {
  const inRange =
    Math.abs(south) <= 90 && Math.abs(north) <= 90 && Math.abs(west) <= 180 && Math.abs(east) <= 180;
  if (!inRange || south > north)
    throw new Problem(
      'INVALID_INPUT',
      'The box is not on the globe; give south ≤ north within ±90 and west, east within ±180 degrees.',
    );
  if (west <= east) return [{ south, west, north, east }];
  return [
    { south, west, north, east: 180 },
    { south, west: -180, north, east },
  ];
};

/** To a tenth of a millimetre: JavaScript has numbers so near to zero that PostgreSQL refuses to read them. */
export const readable = (degrees: number): number => Number(degrees.toFixed(9));

/** Is the row of this alias in the box, its edges included? It has the columns longitude and latitude. */
export const inBox = ({ south, west, north, east }: Box, alias = 't'): Sql => {
  const [w, s, e, n] = [west, south, east, north].map(readable);
  return sql`${raw(`point(${alias}.longitude, ${alias}.latitude)`)} <@ box(point(${w}::float8, ${s}::float8), point(${e}::float8, ${n}::float8))`;
};

/** The same question for one position; a place nobody knows is in no box. */
export const isInBoxes = (boxes: readonly Box[], position: Partial<Position> | undefined): boolean => {
  const { latitude, longitude } = position ?? {};
  if (latitude === undefined || longitude === undefined) return false;
  return boxes.some(
    ({ south, west, north, east }) =>
      latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  );
};
