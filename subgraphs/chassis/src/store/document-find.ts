/**
 * Documents by the beginning of their ref, of their id or of another key: what people type who have a part of it. Each
 * beginning is one walk in an index, and a walk that finds too much for somebody who sees little of it ends early.
 */
import { foldRef, Problem, type Caller } from '@chargesphere/schema';
import type { DocumentKind } from './document-kind.js';
import type { DocumentStore } from './document-store.js';
import { raw, sql, type Sql } from './sql.js';

/** Rows a walk looks at. */
const WALK = 1000;
export const FOUND_MAX = 20;
const TEXT_MAX = 100;
const TEXT_MIN = 2;

/** The id of a document as it stands in its ref. */
const ID = `split_part(ref, '/', 3)`;

/** SQL of the indexes, for the subgraph's migrations; `columns` are promoted ones that may be looked for. */
export const findSql = (
  { schema, table }: Pick<DocumentKind<object>, 'schema' | 'table'>,
  columns: readonly string[] = [],
): string[] => [
  `create index if not exists ${table}_find_id on "${schema}"."${table}" ((${ID}) text_pattern_ops)`,
  ...columns.map(
    (column) =>
      `create index if not exists ${table}_find_${column} on "${schema}"."${table}" ("${column}" text_pattern_ops)`,
  ),
];

/** What to look for, in upper case; undefined when it is too short to be looked for. */
export const soughtIn = (text: string): string | undefined => {
  const sought = foldRef(text.trim());
  if (sought.length > TEXT_MAX)
    throw new Problem('INVALID_INPUT', `text has ${sought.length} characters; it may have ${TEXT_MAX}.`);
  return sought.length < TEXT_MIN ? undefined : sought;
};

export const prefixOf = (sought: string): string => `${sought.replace(/[\\%_]/g, '\\$&')}%`;

/** The exact one first, then in the order of refs. */
export const findDocuments = async <D extends object>(
  store: DocumentStore<D>,
  caller: Caller,
  {
    sought,
    limit,
    columns = [],
    also,
  }: { sought: string; limit: number; columns?: readonly string[]; also?: Sql | undefined },
): Promise<D[]> => {
  const prefix = prefixOf(sought);
  const walks = [
    sql`select t.seq from ${store.table} t where t.ref like ${prefix} order by t.ref limit ${WALK}`,
    ...[ID, ...columns.map((column) => `"${column}"`)].map(
      (key) => sql`select t.seq from ${store.table} t where ${raw(key)} like ${prefix} limit ${WALK}`,
    ),
    ...(also ? [sql`select t.seq from ${store.table} t where ${also} limit ${WALK}`] : []),
  ].map((walk) => sql`(${walk})`);
  const all = walks.slice(1).reduce((union, walk) => sql`${union} union ${walk}`, walks[0] ?? sql``);
  const rows = await store.ask<{ payload: D }>(sql`
    with seen as materialized (${all})
    select t.payload from seen join ${store.table} t on t.seq = seen.seq where ${store.matching(caller)}
    order by t.ref <> ${sought}, ${raw(ID)} <> ${sought}, t.ref limit ${limit}`);
  return rows.map(({ payload }) => payload);
};
