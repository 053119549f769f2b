/**
 * Keeps documents as their owners sent them, one row each: key, promoted columns, payload.
 *
 * The rules of speed it follows: a document and its outbox event are one statement; concurrent writes commit
 * together; each caller is answered after its own commit. The rules of trust: last writer wins by `last_updated`
 * (LOC-016), and every read carries the viewer's scope.
 */
import { foldRef, ownerOf, Problem, type Caller } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { requireOwner, scopeOf, type Scope } from '../caller/scope.js';
import type { DomainEvent } from '../events/event.js';
import type { Outbox } from '../events/outbox.js';
import { Batcher } from './batcher.js';
import type { DocumentKind } from './document-kind.js';
import { statementsFor, type ChangedRow, type Statements } from './document-statements.js';
import { isAway, refusalOf, withOneRetry } from './failures.js';
import { and, or, raw, sql, type Sql } from './sql.js';

export type PutOutcome = 'CREATED' | 'REPLACED' | 'OLDER';

export interface PutResult {
  /** The ref as the owner spells it. */
  ref: string;
  outcome: PutOutcome;
}

/**
 * A pure rule from the stored document to the next one; throws a Problem to refuse, says OLDER to leave it. What it
 * made of the document is REPLACED unless it says that it created a part of it.
 */
export type ChangeRule<D> = (stored: D | undefined) => { document: D; outcome?: PutOutcome } | 'OLDER';

interface Put<D> {
  document: D;
  ref: string;
  addressee: string;
  outcome?: PutOutcome | undefined;
}

interface Change<D> {
  ref: string;
  addressee: string;
  rule: ChangeRule<D>;
}

export interface Stored<D> {
  document: D;
  addressee: string;
  /** Position in the order of creation (TRN-040, TRN-041). */
  seq: string;
}

export interface ListQuery {
  where?: readonly (Sql | undefined)[];
  /** Only rows created after this position. */
  after?: string;
  offset?: number;
  limit: number;
}

const keyOf = ({ ref, addressee }: { ref: string; addressee: string }): string => `${ref} ${addressee}`;

export class DocumentStore<D extends object> {
  readonly #statements: Statements;
  readonly #puts: Batcher<Put<D>, PutResult>;
  readonly #changes: Batcher<Change<D>, PutResult>;

  constructor(
    readonly kind: DocumentKind<D>,
    private readonly pool: Pool,
    private readonly outbox: Outbox,
  ) {
    this.#statements = statementsFor(kind);
    this.#puts = new Batcher<Put<D>, PutResult>({ key: keyOf, flush: (puts) => this.#flushPuts(puts) });
    this.#changes = new Batcher<Change<D>, PutResult>({
      key: keyOf,
      flush: (changes) => this.#flushChanges(changes),
    });
    outbox.knows(`${kind.name}.updated`, (keys) => this.#loadForEvents(keys));
  }

  /** Stores the whole document, unless a newer version is there. The addressee is a party's ref; without one it is for everybody. */
  async put(caller: Caller, document: D, addressee?: string | null): Promise<PutResult> {
    const ref = this.kind.refOf(document);
    requireOwner(caller, ownerOf(ref), this.kind.visibility);
    return this.#puts.submit({ document, ref: foldRef(ref), addressee: this.#addressee(addressee) });
  }

  /** Applies a rule to the stored document under its row lock. */
  async change(
    caller: Caller,
    ref: string,
    addressee: string | null | undefined,
    rule: ChangeRule<D>,
  ): Promise<PutResult> {
    requireOwner(caller, ownerOf(ref), this.kind.visibility);
    return this.#changes.submit({ ref: foldRef(ref), addressee: this.#addressee(addressee), rule });
  }

  /** Takes a document out of every list; the row stays for what still refers to it (TAR-006). */
  async remove(caller: Caller, ref: string, addressee?: string | null): Promise<boolean> {
    requireOwner(caller, ownerOf(ref), this.kind.visibility);
    const { rows } = await this.pool.query<{ id: string; ref: string; addressee: string; owner: string }>({
      name: `${this.#statements.name}.remove`,
      text: this.#statements.remove,
      values: [foldRef(ref), this.#addressee(addressee), `${this.kind.name}.removed`, this.outbox.node],
    });
    this.outbox.publish(
      rows.map((row) => ({ ...row, topic: `${this.kind.name}.removed`, document: undefined })),
    );
    return rows.length > 0;
  }

  /** One document the caller may see: the copy for that addressee, or the one nearest to the caller. */
  async get(caller: Caller, ref: string, addressee?: string | null): Promise<D | undefined> {
    const scope = scopeOf(caller, this.kind.visibility);
    const exact = addressee && this.kind.keepsCopyPerAddressee ? foldRef(addressee) : undefined;
    const { text, values } = sql`select t.payload from ${this.#table} t
      where t.ref = ${foldRef(ref)} and t.removed_at is null and ${this.visible(scope)}
      and (${exact ?? null}::text is null or t.addressee = ${exact ?? null})
      order by ${this.#nearest('t', scope)} limit 1`.toQuery();
    const { rows } = await this.pool.query<{ payload: D }>({ text, values });
    return rows[0]?.payload;
  }

  /**
   * Many documents by ref in one query, in the order asked for; what is missing or hidden is undefined.
   * `isRemovedToo` also finds removed ones: a session may still point at its old tariff (TAR-006).
   */
  async getMany(caller: Caller, refs: readonly string[], isRemovedToo = false): Promise<(D | undefined)[]> {
    const scope = scopeOf(caller, this.kind.visibility);
    const folded = refs.map(foldRef);
    const { text, values } = sql`select distinct on (t.ref) t.ref, t.payload from ${this.#table} t
      where t.ref = any(${folded}) and (${isRemovedToo} or t.removed_at is null) and ${this.visible(scope)}
      order by t.ref, ${this.#nearest('t', scope)}`.toQuery();
    const { rows } = await this.pool.query<{ ref: string; payload: D }>({ text, values });
    const found = new Map(rows.map((row) => [row.ref, row.payload]));
    return folded.map((ref) => found.get(ref));
  }

  /** A list in the order of creation. */
  async list(caller: Caller, query: ListQuery): Promise<Stored<D>[]> {
    const { text, values } = sql`select t.payload, t.addressee, t.seq from ${this.#table} t
      where ${this.matching(caller, query.where)} and (${query.after ?? null}::bigint is null or t.seq > ${query.after ?? null})
      order by t.seq limit ${query.limit} offset ${query.offset ?? 0}`.toQuery();
    const { rows } = await this.pool.query<{ payload: D; addressee: string; seq: string }>({ text, values });
    return rows.map(({ payload, addressee, seq }) => ({ document: payload, addressee, seq: String(seq) }));
  }

  /** How many documents `list` would give without paging. */
  async count(caller: Caller, where?: readonly (Sql | undefined)[]): Promise<number> {
    const { text, values } =
      sql`select count(*)::int as total from ${this.#table} t where ${this.matching(caller, where)}`.toQuery();
    const { rows } = await this.pool.query<{ total: number }>({ text, values });
    return rows[0]?.total ?? 0;
  }

  /** The condition on `t` under which a row belongs to the caller's lists: visible, there, and the nearest copy of its object. */
  matching(caller: Caller, where: readonly (Sql | undefined)[] = []): Sql {
    const scope = scopeOf(caller, this.kind.visibility);
    return and([sql`t.removed_at is null`, this.visible(scope), this.#isNearestCopy(scope), ...where]);
  }

  /** The table, to be used with `matching` by searches of a subgraph's own. */
  get table(): Sql {
    return this.#table;
  }

  get #table(): Sql {
    return raw(this.#statements.table);
  }

  private visible(scope: Scope, t = 't'): Sql {
    if (scope.all) return raw('true');
    return or([
      scope.owns.length > 0 ? sql`${raw(t)}.owner = any(${scope.owns})` : undefined,
      ...Object.entries(scope.concerned).map(([column, parties]) =>
        parties.length > 0 ? sql`${raw(`${t}."${column}"`)} = any(${parties})` : undefined,
      ),
      this.kind.keepsCopyPerAddressee ? sql`${raw(t)}.addressee = any(${scope.parties})` : undefined,
      scope.hubAddressed ? sql`${raw(t)}.addressee = ''` : undefined,
    ]);
  }

  /** Sorts copies of one object: what was addressed to the viewer first, then what was addressed to everybody. */
  #nearest(t: string, scope: Scope): Sql {
    return scope.all || !this.kind.keepsCopyPerAddressee
      ? raw(`${t}.addressee`)
      : sql`${raw(t)}.addressee <> all(${scope.parties}), ${raw(t)}.addressee`;
  }

  #isNearestCopy(scope: Scope): Sql | undefined {
    if (!this.kind.keepsCopyPerAddressee) return undefined;
    return sql`not exists (select 1 from ${this.#table} o where o.ref = t.ref and o.removed_at is null
      and (${this.#nearest('o', scope)}) < (${this.#nearest('t', scope)}) and ${this.visible(scope, 'o')})`;
  }

  #addressee(addressee: string | null | undefined): string {
    return this.kind.keepsCopyPerAddressee && addressee ? foldRef(addressee) : '';
  }

  async #flushPuts(puts: Put<D>[]): Promise<(PutResult | Error)[]> {
    const write = () =>
      this.pool.query<ChangedRow>({
        name: `${this.#statements.name}.put`,
        text: this.#statements.put,
        values: [this.#records(puts), `${this.kind.name}.updated`, this.outbox.node],
      });
    try {
      const { rows } = await withOneRetry(write);
      return this.#report(puts, rows);
    } catch (error) {
      // One document PostgreSQL cannot store must not fail its neighbours: find it by writing each alone.
      if (puts.length > 1 && !isAway(error))
        return (await Promise.all(puts.map((put) => this.#flushPuts([put])))).flatMap((results) => results);
      return puts.map(() => refusalOf(error));
    }
  }

  async #flushChanges(changes: Change<D>[]): Promise<(PutResult | Error)[]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      return await withOneRetry(async () => {
        await client.query('begin');
        try {
          const results = await this.#changeLocked(client, changes);
          await client.query('commit');
          return results();
        } catch (error) {
          await client.query('rollback');
          throw error;
        }
      });
    } catch (error) {
      if (changes.length > 1 && !isAway(error)) {
        const alone = [];
        for (const change of changes) alone.push(...(await this.#flushChanges([change])));
        return alone;
      }
      const refusal = refusalOf(error);
      if (!(refusal instanceof Problem) || isAway(error)) broken = refusal;
      return changes.map(() => refusal);
    } finally {
      client.release(broken);
    }
  }

  /** Locks the rows, applies the rules, writes what changed; the outcome may be told only after the commit. */
  async #changeLocked(
    client: { query: Pool['query'] },
    changes: Change<D>[],
  ): Promise<() => (PutResult | Error)[]> {
    const { rows } = await client.query<{ ref: string; addressee: string; payload: D }>({
      name: `${this.#statements.name}.lock`,
      text: this.#statements.lock,
      values: [changes.map(({ ref }) => ref), changes.map(({ addressee }) => addressee)],
    });
    const stored = new Map(rows.map((row) => [keyOf(row), row.payload]));
    const outcomes = changes.map((change): Put<D> | PutResult | Error => {
      const current = stored.get(keyOf(change));
      try {
        const next = change.rule(current);
        if (next === 'OLDER')
          return { ref: current ? this.kind.refOf(current) : change.ref, outcome: 'OLDER' };
        return { ...next, ref: change.ref, addressee: change.addressee };
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    });
    const puts = outcomes.filter((outcome): outcome is Put<D> => 'document' in outcome);
    const written =
      puts.length === 0
        ? []
        : (
            await client.query<ChangedRow>({
              name: `${this.#statements.name}.put`,
              text: this.#statements.put,
              values: [this.#records(puts), `${this.kind.name}.updated`, this.outbox.node],
            })
          ).rows;
    return () => {
      const results = this.#report(puts, written);
      return outcomes.map((outcome) => ('document' in outcome ? (results.shift() as PutResult) : outcome));
    };
  }

  /** The batch as one JSON parameter; documents are printed once. */
  #records(puts: Put<D>[]): string {
    const promoted = Object.entries(this.kind.promoted).filter(([, column]) => !column.generated);
    return JSON.stringify(
      puts.map(({ document, ref, addressee }) => {
        const record: Record<string, unknown> = {
          ref,
          addressee,
          owner: ownerOf(ref),
          last_updated: this.kind.lastUpdatedOf(document),
          payload: document,
        };
        for (const [column, { value }] of promoted) record[column] = value(document);
        return record;
      }),
    );
  }

  /** Outcome of each put from the rows that changed, and the events, now that they are committed. */
  #report(puts: Put<D>[], rows: ChangedRow[]): PutResult[] {
    const changed = new Map(rows.map((row) => [keyOf(row), row]));
    const events: DomainEvent<D>[] = [];
    const results = puts.map(({ document, ref, addressee, outcome }): PutResult => {
      const row = changed.get(keyOf({ ref, addressee }));
      const shown = this.kind.refOf(document);
      if (!row) return { ref: shown, outcome: 'OLDER' };
      events.push({
        id: row.id,
        topic: `${this.kind.name}.updated`,
        ref,
        addressee,
        owner: ownerOf(ref),
        document,
      });
      return { ref: shown, outcome: outcome ?? (row.created ? 'CREATED' : 'REPLACED') };
    });
    this.outbox.publish(events, (event) => this.kind.routes?.(event.document as D) ?? []);
    return results;
  }

  /** Documents for events that another node wrote. */
  async #loadForEvents(
    keys: { ref: string; addressee: string }[],
  ): Promise<({ document: D; routes: string[] } | undefined)[]> {
    const { rows } = await this.pool.query<{ ref: string; addressee: string; payload: D }>({
      name: `${this.#statements.name}.load`,
      text: this.#statements.load,
      values: [keys.map(({ ref }) => ref), keys.map(({ addressee }) => addressee)],
    });
    const found = new Map(rows.map((row) => [keyOf(row), row.payload]));
    return keys.map((key) => {
      const document = found.get(keyOf(key));
      return document && { document, routes: this.kind.routes?.(document) ?? [] };
    });
  }
}
