/**
 * Whose rows they are: the conditions every read of a table carries. An object may have several rows, one for
 * everybody and one per party it was addressed to (LOC-017); a viewer has one of them, the nearest.
 */
import type { Scope } from '../caller/scope.js';
import type { DomainEvent } from '../events/event.js';
import type { DocumentKind } from './document-kind.js';
import { isOwnerInReach, ofOwnersInReach } from './document-reach.js';
import { and, or, raw, sql, type Sql } from './sql.js';

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
    scope.hubAddressed ? inReach(scope, sql`${raw(t)}.addressee = ''`, t) : undefined,
    scope.hubAddressedIf
      ? inReach(scope, raw(`(${t}.addressee = '' and ${t}."${scope.hubAddressedIf}")`), t)
      : undefined,
  ]);
};

const inReach = (scope: Scope, addressed: Sql, t: string): Sql => {
  const owners = ofOwnersInReach(scope, t);
  return owners ? and([addressed, owners]) : addressed;
};

/** The same question for an event on its way to a subscriber; what is gone reaches only those who see all. */
export const reaches = <D extends object>(
  kind: DocumentKind<D>,
  scope: Scope,
  { owner, addressee, document }: DomainEvent<D>,
): boolean => {
  if (scope.all) return true;
  if (document === undefined) return false;
  const valueOf = (column: string): unknown => kind.promoted[column]?.value(document);
  const isConcerned = ([column, parties]: [string, string[]]) =>
    parties.some((ref) => ref === valueOf(column));
  return (
    scope.owns.includes(owner) ||
    Object.entries(scope.concerned).some(isConcerned) ||
    (kind.keepsCopyPerAddressee && scope.parties.includes(addressee)) ||
    (addressee === '' &&
      isOwnerInReach(scope, owner) &&
      (scope.hubAddressed || (scope.hubAddressedIf !== undefined && valueOf(scope.hubAddressedIf) === true)))
  );
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
