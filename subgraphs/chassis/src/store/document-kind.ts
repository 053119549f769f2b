/**
 * What the store must know of a kind of document: its table, its key, the few columns promoted for search, and who
 * may see it. Everything else stays inside the document, as its owner sent it.
 */
import type { ObjectTable } from '@chargesphere/schema';
import type { Visibility } from '../caller/scope.js';

export interface PromotedColumn<D> {
  /** PostgreSQL type of the column. */
  type: 'text' | 'boolean' | 'integer' | 'double precision' | 'timestamptz' | 'text[]' | 'tsvector' | 'jsonb';
  value(document: D): unknown;
  /** Further SQL after the type, such as a generated expression; such a column is not written. */
  generated?: string;
}

/**
 * A violation that shows in no version alone. It is looked for where the stored row is replaced, which costs no read of
 * its own, and stays with the document until a newer one of the same rule comes.
 */
export interface FlaggedChange {
  /** The requirement, for example `SES-016`. */
  rule: string;
  /** JSON Pointer to what should not have changed. */
  pointer: string;
  /** SQL over the stored row `t` and the next one, `excluded`. */
  when: string;
  /** SQL for the sentence, over the same two rows. */
  sentence: string;
}

/** What a write changed in the tracked column, by key. */
export type TrackedChanges = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

export interface DocumentKind<D extends object> {
  /** Singular noun, also the first half of its topics: `session` gives `session.updated`. */
  name: string;
  /** The subgraph's PostgreSQL schema. */
  schema: string;
  table: string;
  /** The document's ref as its owner spells it. */
  refOf(document: D): string;
  /** RFC 3339; decides which of two versions is the newer one. */
  lastUpdatedOf(document: D): string;
  promoted: Readonly<Record<string, PromotedColumn<D>>>;
  visibility: Visibility;
  /**
   * Does what an owner addresses to one party live apart from what it addresses to everybody (LOC-017, RTE-039)?
   * Sessions concern one party anyway and are kept once.
   */
  keepsCopyPerAddressee: boolean;
  /** The rules its documents are held against; what is wrong with an accepted one is kept beside it (TYPE-011). */
  checkedBy?: ObjectTable;
  /** What only the change from one version to the next can be wrong about; needs checkedBy. */
  flaggedChange?: FlaggedChange;
  /**
   * A promoted column that holds an object, such as the statuses of parts by their ids. What a write changes in it is
   * the detail of its event; keys that come or go are no change.
   */
  tracked?: string;
  /** Keys under which an event about this document is published, besides the topic itself. */
  routes?(document: D, changes?: TrackedChanges): string[];
}

/** SQL that creates the kind's table; for the subgraph's migrations. */
export const documentTableSql = <D extends object>(kind: DocumentKind<D>): string[] => {
  const table = `"${kind.schema}"."${kind.table}"`;
  const promoted = Object.entries(kind.promoted).map(
    ([column, { type, generated }]) => `"${column}" ${type} ${generated ?? ''}`,
  );
  return [
    `create table ${table} (
      ref text collate "C" not null,
      addressee text collate "C" not null default '',
      owner text collate "C" not null,
      seq bigint generated always as identity,
      last_updated timestamptz not null,
      stored_at timestamptz not null default now(),
      removed_at timestamptz,
      payload json not null,
      ${promoted.map((column) => `${column},`).join('\n      ')}
      ${kind.tracked ? `"${kind.tracked}_changed" jsonb,` : ''}
      primary key (ref, addressee)
    )`,
    // Pages and totals are counted off in the index, without a look at the documents.
    `create unique index on ${table} (seq) include (addressee, removed_at)`,
    `create index on ${table} (last_updated, seq) include (addressee, removed_at)`,
    `create index on ${table} (owner, seq)`,
    `create index on ${table} (addressee, ref) where addressee <> ''`,
  ];
};

/**
 * SQL for tables made when documents were kept as `jsonb`; where they are text already nothing happens. The table is
 * written anew, during which it can be neither read nor written: some minutes for a million Locations.
 */
export const payloadAsTextSql = ({ schema, table }: Pick<DocumentKind<object>, 'schema' | 'table'>): string =>
  `alter table "${schema}"."${table}" alter column payload type json using payload::json`;

/** SQL that lets a kind's table keep violations; for the subgraph's migrations. */
export const violationsSql = (kind: Pick<DocumentKind<object>, 'schema' | 'table'>): string[] => {
  const table = `"${kind.schema}"."${kind.table}"`;
  return [
    `alter table ${table} add column if not exists violations jsonb`,
    `create index if not exists ${kind.table}_violations_index on ${table} (seq) where violations is not null`,
  ];
};

/** SQL that lets a kind's table track a column that it did not have; for the subgraph's migrations. */
export const trackedSql = ({
  schema,
  table,
  tracked,
}: Pick<DocumentKind<object>, 'schema' | 'table' | 'tracked'>): string =>
  `alter table "${schema}"."${table}"
    add column if not exists "${tracked}" jsonb, add column if not exists "${tracked}_changed" jsonb`;

/** SQL that creates the outbox every subgraph with events has. */
export const outboxTableSql = (schema: string): string[] => [
  `create table "${schema}".outbox (
    id bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    node uuid not null,
    topic text not null,
    ref text not null,
    addressee text not null default '',
    owner text not null default '',
    detail jsonb,
    occurred_at timestamptz not null default now(),
    primary key (xid, id)
  )`,
  `create index on "${schema}".outbox (occurred_at)`,
];
