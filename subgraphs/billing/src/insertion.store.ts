/**
 * Stores documents only where none is stored: a CDR is never replaced (CDR-001, CDR-011), a reconciliation record is
 * created once (INV-009). Of writers at the same time, in this process or another, exactly one creates; the others
 * learn what is there.
 *
 * A document and its event are one statement, and concurrent writes commit together, as in the chassis' store, whose
 * own statement replaces.
 */
import {
  Batcher,
  refusalOf,
  violationsFor,
  withOneRetry,
  type DocumentKind,
  type DomainEvent,
  type Frame,
} from '@chargesphere/chassis';
import { foldRef, ownerOf } from '@chargesphere/schema';

export interface Insert<D> {
  document: D;
  /** Values of the kind's columns that the document does not hold. */
  columns: Record<string, unknown>;
  /** Folded ref of a party the event is also for, or ''. */
  addressee: string;
}

/** What is stored now; `stored` is undefined when it was there and has gone again meanwhile. */
export type Inserted<D> = { isNew: true; stored: D } | { isNew: false; stored: D | undefined };

export interface InsertionOptions<D> {
  topic: string;
  /** Keys under which the event is published besides its topic. */
  routes?: (event: DomainEvent<D>) => string[];
  /** Documents that may wait at the most; beyond it callers are refused at once. */
  waitingMax?: number;
}

export class Insertion<D extends object> {
  readonly #name: string;
  readonly #insert: string;
  readonly #load: string;
  readonly #batches: Batcher<Insert<D>, Inserted<D>>;

  constructor(
    private readonly kind: DocumentKind<D>,
    private readonly frame: Pick<Frame, 'pool' | 'outbox'>,
    private readonly options: InsertionOptions<D>,
  ) {
    this.#name = `${kind.schema}.${kind.table}`;
    this.#insert = insertFor(kind);
    this.#load = `select ref, payload from "${kind.schema}"."${kind.table}" where ref = any($1) and removed_at is null`;
    this.#batches = new Batcher({
      key: this.#refOf,
      flush: (inserts) => this.#flush(inserts),
      queueSize: options.waitingMax ?? 10_000,
    });
  }

  /** Answers after the commit. */
  insert(insert: Insert<D>): Promise<Inserted<D>> {
    return this.#batches.submit(insert);
  }

  async #flush(inserts: readonly Insert<D>[]): Promise<(Inserted<D> | Error)[]> {
    const byRef = new Map(inserts.map((insert) => [this.#refOf(insert), insert]));
    const created = await withOneRetry(() => this.#create(byRef));
    const there = await this.#find([...byRef.keys()].filter((ref) => !created.has(ref)));
    return [...byRef].map(([ref, { document }]) => {
      if (created.has(ref)) return { isNew: true, stored: document };
      return there instanceof Error ? there : { isNew: false, stored: there.get(ref) };
    });
  }

  /** Writes what is not there yet, tells everybody, and returns its refs. */
  async #create(inserts: ReadonlyMap<string, Insert<D>>): Promise<Set<string>> {
    const { pool, outbox } = this.frame;
    const { rows } = await pool.query<{ ref: string; id: string }>({
      name: `${this.#name}.insert`,
      text: this.#insert,
      values: [JSON.stringify([...inserts].map(this.#record)), this.options.topic, outbox.node],
    });
    const events = rows.map(({ ref, id }): DomainEvent<D> => {
      const { document, addressee } = inserts.get(ref) as Insert<D>;
      return { id, topic: this.options.topic, ref, addressee, owner: ownerOf(ref), document };
    });
    outbox.publish(events, (event) => this.options.routes?.(event as DomainEvent<D>) ?? []);
    return new Set(rows.map(({ ref }) => ref));
  }

  readonly #refOf = ({ document }: Insert<D>): string => foldRef(this.kind.refOf(document));

  readonly #record = ([ref, { document, columns, addressee }]: [string, Insert<D>]): Record<
    string,
    unknown
  > => {
    const { promoted, lastUpdatedOf, checkedBy } = this.kind;
    const record: Record<string, unknown> = {
      ref,
      addressed_to: addressee,
      owner: ownerOf(ref),
      last_updated: lastUpdatedOf(document),
      payload: document,
      violations: checkedBy && violationsFor(checkedBy, document),
    };
    for (const [column, { value, generated }] of Object.entries(promoted))
      record[column] = generated ? columns[column] : value(document);
    return record;
  };

  /**
   * A statement of its own: the one before does not see what was committed since it began. Its failure is only told
   * to who asks for what it did not find: the others are stored.
   */
  async #find(refs: readonly string[]): Promise<Map<string, D> | Error> {
    if (refs.length === 0) return new Map();
    try {
      const { rows } = await this.frame.pool.query<{ ref: string; payload: D }>({
        name: `${this.#name}.find`,
        text: this.#load,
        values: [refs],
      });
      return new Map(rows.map(({ ref, payload }) => [ref, payload]));
    } catch (error) {
      return refusalOf(error);
    }
  }
}

/** What was deleted may be created anew. Rows are written in key order: unsorted overlapping batches deadlock. */
const insertFor = <D extends object>({ schema, table, promoted }: DocumentKind<D>): string => {
  const columns = [...Object.entries(promoted), ['violations', { type: 'jsonb' }] as const];
  const names = columns.map(([name]) => `, "${name}"`).join('');
  const typed = columns.map(([name, { type }]) => `, "${name}" ${type}`).join('');
  const renewed = columns.map(([name]) => `, "${name}" = excluded."${name}"`).join('');
  return `with incoming as (
      select * from json_to_recordset($1::json)
        as x(ref text, addressed_to text, owner text, last_updated timestamptz, payload json${typed})
    ), stored as (
      insert into "${schema}"."${table}" as t (ref, owner, last_updated, payload${names})
      select ref, owner, last_updated, payload${names} from incoming order by ref collate "C"
      on conflict (ref, addressee) do update set
        last_updated = excluded.last_updated, payload = excluded.payload, stored_at = now(), removed_at = null${renewed}
      where t.removed_at is not null
      returning t.ref
    )
    insert into "${schema}".outbox (topic, ref, addressee, owner, node)
    select $2, incoming.ref, incoming.addressed_to, incoming.owner, $3::uuid
    from stored join incoming on incoming.ref = stored.ref
    returning ref, id::text`;
};
