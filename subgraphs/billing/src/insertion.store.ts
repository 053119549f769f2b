/**
 * Stores documents only where none is stored: a CDR is never replaced (CDR-001, CDR-011), a reconciliation record is
 * created once (INV-009). Of writers at the same time, in this process or another, exactly one creates; the others
 * learn what is there.
 *
 * A document and its event are one statement, and concurrent writes commit together, as in the chassis' store, whose
 * own statement replaces. While one batch is on its way to the database the next one gathers.
 */
import {
  isAway,
  refusalOf,
  withOneRetry,
  type DocumentKind,
  type DomainEvent,
  type Frame,
} from '@chargesphere/chassis';
import { foldRef, ownerOf, Problem } from '@chargesphere/schema';
import DataLoader from 'dataloader';

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
  readonly #batches: DataLoader<Insert<D>, Inserted<D>>;
  #underWay: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(
    private readonly kind: DocumentKind<D>,
    private readonly frame: Pick<Frame, 'pool' | 'outbox'>,
    private readonly options: InsertionOptions<D>,
  ) {
    this.#name = `${kind.schema}.${kind.table}`;
    this.#insert = insertFor(kind);
    this.#load = `select ref, payload from "${kind.schema}"."${kind.table}" where ref = any($1) and removed_at is null`;
    this.#batches = new DataLoader<Insert<D>, Inserted<D>>((inserts) => this.#inTurn(inserts), {
      cache: false,
      maxBatchSize: 256,
      batchScheduleFn: (dispatch) => void this.#underWay.then(() => setImmediate(dispatch)),
    });
  }

  /** Answers after the commit. */
  async insert(insert: Insert<D>): Promise<Inserted<D>> {
    if (this.#waiting >= (this.options.waitingMax ?? 10_000))
      throw new Problem(
        'UNAVAILABLE',
        'The hub has too many writes waiting; send this one again in a few seconds.',
      );
    this.#waiting += 1;
    try {
      return await this.#batches.load(insert);
    } finally {
      this.#waiting -= 1;
    }
  }

  #inTurn(inserts: readonly Insert<D>[]): Promise<(Inserted<D> | Error)[]> {
    const flushed = this.#flush(inserts);
    this.#underWay = flushed.then(() => undefined);
    return flushed;
  }

  /** Never rejects: each document has its own result or error. */
  async #flush(inserts: readonly Insert<D>[]): Promise<(Inserted<D> | Error)[]> {
    const refs = inserts.map(({ document }) => foldRef(this.kind.refOf(document)));
    const first = new Map<string, Insert<D>>();
    inserts.forEach((insert, i) => {
      if (!first.has(refs[i] as string)) first.set(refs[i] as string, insert);
    });
    let created: Set<string>;
    try {
      created = await withOneRetry(() => this.#create(first));
    } catch (error) {
      // One document PostgreSQL cannot store must not fail its neighbours: find it by writing each alone.
      if (inserts.length > 1 && !isAway(error)) return (await this.#eachAlone(inserts)).flat();
      return inserts.map(() => refusalOf(error));
    }
    const there = await this.#find([...first.keys()].filter((ref) => !created.has(ref)));
    return inserts.map((insert, i) => {
      const ref = refs[i] as string;
      const creator = first.get(ref) as Insert<D>;
      if (created.has(ref)) return { isNew: creator === insert, stored: creator.document };
      return there instanceof Error ? there : { isNew: false, stored: there.get(ref) };
    });
  }

  /** In their order, which decides between two of one ref. */
  async #eachAlone(inserts: readonly Insert<D>[]): Promise<(Inserted<D> | Error)[][]> {
    const results = [];
    for (const insert of inserts) results.push(await this.#flush([insert]));
    return results;
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

  readonly #record = ([ref, { document, columns, addressee }]: [string, Insert<D>]): Record<
    string,
    unknown
  > => {
    const { promoted, lastUpdatedOf } = this.kind;
    const record: Record<string, unknown> = {
      ref,
      addressed_to: addressee,
      owner: ownerOf(ref),
      last_updated: lastUpdatedOf(document),
      payload: document,
    };
    for (const [column, { value, generated }] of Object.entries(promoted))
      record[column] = generated ? columns[column] : value(document);
    return record;
  };

  /** A statement of its own: the one before does not see what was committed since it began. */
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
  const columns = Object.entries(promoted);
  const names = columns.map(([name]) => `, "${name}"`).join('');
  const typed = columns.map(([name, { type }]) => `, "${name}" ${type}`).join('');
  const renewed = columns.map(([name]) => `, "${name}" = excluded."${name}"`).join('');
  return `with incoming as (
      select * from jsonb_to_recordset($1::jsonb)
        as x(ref text, addressed_to text, owner text, last_updated timestamptz, payload jsonb${typed})
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
