/**
 * Whose rows they are: the conditions every read of a table carries. An object may have several rows, one for
 * everybody and one per party it was addressed to (LOC-017); a viewer has one of them, the nearest.
 */
import type { Scope } from '../caller/scope.js';
import type { DocumentKind } from './document-kind.js';
import { or, raw, sql, type Sql } from './sql.js';

type Kind = Pick<DocumentKind<object>, 'schema' | 'table' | 'keepsCopyPerAddressee'>;

export const tableOf = ({ schema, table }: Pick<Kind, 'schema' | 'table'>): Sql =>
  raw(`"${schema}"."${table}"`);

/** The rows of alias `t` the viewer may see. */
export const visible = (kind: Kind, scope: Scope, t = 't'): Sql => {
  if (scope.all) return raw('true');
  return or([
    scope.owns.length > 0 ? sql`${raw(t)}.owner = any(${scope.owns})` : undefined,
    ...Object.entries(scope.concerned).map(([column, parties]) =>
      parties.length > 0 ? sql`${raw(`${t}."${column}"`)} = any(${parties})` : undefined,
    ),
    kind.keepsCopyPerAddressee ? sql`${raw(t)}.addressee = any(${scope.parties})` : undefined,
    scope.hubAddressed ? sql`${raw(t)}.addressee = ''` : undefined,
    scope.hubAddressedIf ? raw(`(${t}.addressee = '' and ${t}."${scope.hubAddressedIf}")`) : undefined,
  ]);
};

/** Sorts the rows of one object: what was addressed to the viewer, then what was addressed to everybody. */
export const nearestFirst = (kind: Kind, scope: Scope, t = 't'): Sql =>
  scope.all || !kind.keepsCopyPerAddressee
    ? raw(`${t}.addressee`)
    : sql`${raw(t)}.addressee <> all(${scope.parties}), ${raw(t)}.addressee`;

/** Of the rows of one object the one that is the viewer's. */
export const isNearest = (kind: Kind, scope: Scope): Sql | undefined => {
  if (!kind.keepsCopyPerAddressee) return undefined;
  const isNearer = sql`(${nearestFirst(kind, scope, 'o')}) < (${nearestFirst(kind, scope)})`;
  const isNearestCopy = sql`not exists (select 1 from ${tableOf(kind)} o
    where o.ref = t.ref and o.removed_at is null and ${visible(kind, scope, 'o')} and ${isNearer})`;
  // Nearly all rows are for everybody, and nearly no viewer has copies: then no row needs a look at others.
  if (scope.all) return sql`(t.addressee = '' or ${isNearestCopy})`;
  const hasCopies = sql`exists (select 1 from ${tableOf(kind)} o where o.addressee = any(${scope.parties}))`;
  return sql`(t.addressee = '' and not ${hasCopies} or ${isNearestCopy})`;
};
