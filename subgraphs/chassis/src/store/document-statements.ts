/** The hot statements of a kind's table, made once and prepared under a name on each connection. */
import type { DocumentKind, FlaggedChange, TrackedChanges } from './document-kind.js';

export interface Statements {
  name: string;
  table: string;
  /** $1 records as JSON, $2 topic, $3 node → ChangedRow per record that changed. */
  put: string;
  /** $1 refs, $2 addressees → the rows, locked in key order. */
  lock: string;
  /** $1 refs, $2 addressees → the rows. */
  load: string;
  /** $1 ref, $2 addressee, $3 topic, $4 node. */
  remove: string;
}

export interface ChangedRow {
  ref: string;
  addressee: string;
  created: boolean;
  /** Of the event in the outbox. */
  id: string;
  /** What changed in the tracked column; null when nothing did. */
  detail?: TrackedChanges | null;
}

export const statementsFor = <D extends object>(kind: DocumentKind<D>): Statements => {
  const table = `"${kind.schema}"."${kind.table}"`;
  const outbox = `"${kind.schema}".outbox`;
  const promoted: [name: string, column: { type: string }][] = Object.entries(kind.promoted).filter(
    ([, column]) => !column.generated,
  );
  if (kind.checkedBy) promoted.push(['violations', { type: 'jsonb' }]);
  const names = promoted.map(([name]) => `, "${name}"`).join('');
  const typed = promoted.map(([name, { type }]) => `, "${name}" ${type}`).join('');
  const { flaggedChange, tracked } = kind;
  const updated = promoted
    .map(([name]) => {
      const next = name === 'violations' && flaggedChange ? withFlag(flaggedChange) : `excluded."${name}"`;
      return `, "${name}" = ${next}`;
    })
    .join('');
  const changed = tracked ? `, "${tracked}_changed" = ${changesOf(tracked)}` : '';
  const detail = tracked ? `t."${tracked}_changed"` : 'null::jsonb';
  // Rows are written and locked in key order: two unsorted overlapping batches deadlock within seconds.
  const order = 'order by ref collate "C", addressee collate "C"';
  return {
    name: `${kind.schema}.${kind.table}`,
    table,
    put: `with incoming as (
        select * from json_to_recordset($1::json)
          as x(ref text, addressee text, owner text, last_updated timestamptz, payload json${typed})
      ), stored as (
        insert into ${table} as t (ref, addressee, owner, last_updated, payload${names})
        select ref, addressee, owner, last_updated, payload${names} from incoming ${order}
        on conflict (ref, addressee) do update set
          last_updated = excluded.last_updated, payload = excluded.payload, stored_at = now(), removed_at = null${updated}${changed}
        where t.last_updated <= excluded.last_updated
        returning t.ref, t.addressee, t.owner, (t.xmax = 0) as created, ${detail} as detail
      ), noted as (
        insert into ${outbox} (topic, ref, addressee, owner, node, detail)
        select $2, ref, addressee, owner, $3::uuid, detail from stored
        returning id, ref, addressee
      )
      select s.ref, s.addressee, s.created, s.detail, n.id::text from stored s join noted n using (ref, addressee)`,
    lock: `select ref, addressee, payload from ${table}
      where (ref, addressee) in (select * from unnest($1::text[], $2::text[])) and removed_at is null
      ${order} for update`,
    load: `select ref, addressee, payload from ${table}
      where (ref, addressee) in (select * from unnest($1::text[], $2::text[])) and removed_at is null`,
    remove: `with gone as (
        update ${table} set removed_at = now(), stored_at = now()
        where ref = $1 and addressee = $2 and removed_at is null returning ref, addressee, owner
      ), noted as (
        insert into ${outbox} (topic, ref, addressee, owner, node)
        select $3, ref, addressee, owner, $4::uuid from gone returning id, ref
      )
      select gone.ref, gone.addressee, gone.owner, noted.id::text from gone join noted using (ref)`,
  };
};

/**
 * What is stored at that moment against what comes, under the row's lock: a read before could be of an older version.
 * Kept in a column of its own only because nothing else comes back from a row that was there.
 */
const changesOf = (column: string): string =>
  `case when t."${column}" is distinct from excluded."${column}" then (
            select jsonb_object_agg(key, jsonb_build_array(before.value, after.value))
            from jsonb_each(t."${column}") before join jsonb_each(excluded."${column}") after using (key)
            where before.value <> after.value) end`;

/** The violations of the next version, and what is wrong with the change to it, now or some time before. */
const withFlag = ({ rule, pointer, when, sentence }: FlaggedChange): string => {
  const flag = `jsonb_build_object('pointer', '${pointer}', 'code', 'RULE', 'message', '${rule}: ' || ${sentence})`;
  const kept = `'$[*] ? (@.message starts with "${rule}:")'`;
  return `case
          when ${when} then coalesce(excluded.violations, '[]') || ${flag}
          when jsonb_path_exists(t.violations, ${kept})
            then coalesce(excluded.violations, '[]') || jsonb_path_query_array(t.violations, ${kept})
          else excluded.violations end`;
};
