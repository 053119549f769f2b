/**
 * Search over Locations by text, box and properties: conditions on PostgreSQL's built-in types, so that it works on
 * any PostgreSQL without an extension.
 *
 * Of several conditions one goes through its index and the others are checked on what it finds. PostgreSQL, left to
 * itself, takes every box for a thousandth of the Earth and combines indexes that each collect a quarter of the table.
 */
import { boxesOf, hasViolations, inBox, sql, or, type ListQuery, type Sql } from '@chargesphere/chassis';
import { foldRef } from '@chargesphere/schema';
import { shareOf, type WordShares } from './location.frequent-words.js';
import type { LocationFilter } from './location.inputs.js';
import { askedWords, wordQuery } from './location.words.js';

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
    box ? or(boxesOf(box).map((one) => inBox(one))) : undefined,
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
