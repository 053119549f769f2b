/**
 * Search over Locations by text, box and properties: conditions on PostgreSQL's built-in types, so that it works on
 * any PostgreSQL without an extension.
 *
 * Of several conditions one goes through its index and the others are checked on what it finds. PostgreSQL, left to
 * itself, takes every box for a thousandth of the Earth and combines indexes that each collect a quarter of the table.
 */
import { hasViolations, sql, or, type ListQuery, type Sql } from '@chargesphere/chassis';
import { foldRef, Problem } from '@chargesphere/schema';
import { shareOf, type WordShares } from './location.frequent-words.js';
import type { BoxInput, LocationFilter } from './location.inputs.js';
import { askedWords, wordQuery } from './location.words.js';

/** Degrees; west is not greater than east. */
export type Box = Readonly<Record<'south' | 'west' | 'north' | 'east', number>>;

/** A box over the antimeridian is two boxes. */
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

/** Is the Location of the row in this box, its edges included? */
export const inBox = ({ south, west, north, east }: Box): Sql => {
  const [w, s, e, n] = [west, south, east, north].map(readable);
  return sql`point(t.longitude, t.latitude) <@ box(point(${w}::float8, ${s}::float8), point(${e}::float8, ${n}::float8))`;
};

/** The same condition for no index. */
export const checked = (condition: Sql): Sql => sql`(${condition}) is true`;

export interface Search {
  where: Sql[];
  /** How the store best finds the rows. */
  by: NonNullable<ListQuery['by']>;
}

export const searchOf = (filter: LocationFilter | null | undefined, shares: WordShares): Search => {
  const { cpo, country, city, box, status, standard, minPower } = filter ?? {};
  // These have indexes that give rows in the order of creation.
  const listed = given([
    cpo ? sql`t.owner = ${foldRef(cpo)}` : undefined,
    country ? sql`t.country = ${country.toUpperCase()}` : undefined,
    city ? sql`t.city = ${city.toLowerCase()}` : undefined,
    hasViolations(filter?.hasViolations),
  ]);
  const { rare, common } = textConditions(filter?.text ?? '', shares);
  // By how much an index is likely to leave.
  const searched = given([
    rare,
    box ? or(boxesOf(box).map(inBox)) : undefined,
    status ? sql`t.statuses @> ${[status]}::text[]` : undefined,
    standard ? sql`t.standards @> ${[standard]}::text[]` : undefined,
    minPower ? sql`t.max_power >= ${minPower}` : undefined,
    common,
  ]);
  const [first, ...others] = searched;
  if (!first) return { where: listed, by: 'walk' };
  return { where: [first, ...[...others, ...listed].map(checked)], by: 'search' };
};

/** More than this share of the rows is too much to collect from the index. */
const COMMON = 0.01;

const textConditions = (text: string, shares: WordShares): { rare?: Sql; common?: Sql } => {
  const words = askedWords(text);
  const rare = words.filter((word) => shareOf(shares, word) < COMMON);
  const common = words.filter((word) => !rare.includes(word));
  return {
    ...(rare.length > 0 && { rare: holds(rare) }),
    ...(common.length > 0 && { common: holds(common) }),
  };
};

const holds = (words: readonly string[]): Sql => sql`t.search @@ ${wordQuery(words)}::tsquery`;

const given = (conditions: readonly (Sql | undefined)[]): Sql[] =>
  conditions.filter((condition) => condition !== undefined);
