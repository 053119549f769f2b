/**
 * Keeps documents as their owners sent them, one row each: key, promoted columns, payload. Every read carries the
 * viewer's scope: there is none without a caller (HUB-034).
 */
import { createHash } from 'node:crypto';
import { foldRef, ownerOf, PrintedDocument, type Caller } from '@chargesphere/schema';
import type { Pool, QueryResultRow } from 'pg';
import { requireOwner, scopeOf, type Scope } from '../caller/scope.js';
import type { Outbox } from '../events/outbox.js';
import { isNearest, nearestFirst, tableOf, visible } from './document-conditions.js';
import type { DocumentKind } from './document-kind.js';
import { ofOwnersInReach } from './document-reach.js';
import { DocumentWriter, type ChangeRule, type Key, type PutResult } from './document-writer.js';
import { noAnswerOf } from './failures.js';
import { PageEnds } from './page-ends.js';
import { and, raw, sql, type Sql } from './sql.js';
import { Totals } from './totals.js';

export interface Stored<D> {
  document: D;
  addressee: string;
  /** Position in the order of creation (TRN-040, TRN-041). */
  seq: string;
}

/** A row of an object, in use or removed. */
export interface Copy<D> {
  document: D;
  /** Folded ref of the party it was addressed to; empty when it is for everybody. */
  addressee: string;
  /** When it was removed, ms since 1970; null while it is in use. */
  removed_ms: number | null;
}

export interface Selection {
  /** Conditions on the row, alias `t`. */
  where?: readonly (Sql | undefined)[];
  /** Only what was addressed to everybody: what GET All is served from (RTE-039). */
  isForAll?: boolean;
}

export interface ListQuery extends Selection {
  /**
   * How rows are found. `walk`: in the order of creation until there are enough, for conditions that an index gives
   * in that order. `gather`: all that fulfil the conditions, then sorted. `search`: for conditions whose index knows
   * no order and that may be met by nearly all or nearly none: walk a little, and gather when that was not enough.
   * Left to PostgreSQL, a page of a rare word becomes a walk through the whole table.
   */
  by?: 'walk' | 'gather' | 'search';
  /** Only rows that come after this position in the order of the list. */
  after?: string;
  /** The last created first. */
  isNewestFirst?: boolean;
  offset?: number;
  limit: number;
}

/** A row of a page; its payload is a value or its text. */
interface Row<P> {
  payload: P;
  addressee: string;
  seq: string;
}

const storedIn = <D>({ payload, addressee, seq }: Row<D>): Stored<D> => ({
  document: payload,
  addressee,
  seq,
});

/** `pg` parses a column of JSON, and hands text over as it is. */
const PARSED = raw('t.payload');
const PRINTED = raw('t.payload::text as payload');

/** Rows a search walks through before it gathers: what that costs is little, and enough to find what is common. */
const WALK = 2000;

export class DocumentStore<D extends object> {
  readonly table: Sql;
  /** What is remembered between the pages of OCPI's lists; see graph/window.ts. */
  readonly pageEnds = new PageEnds();
  readonly totals = new Totals();
  readonly #writer: DocumentWriter<D>;
  /** Names of statements that are always the same, by their text, so that each connection plans them once. */
  readonly #names = new Map<string, string>();

  constructor(
    readonly kind: DocumentKind<D>,
    private readonly pool: Pool,
    outbox: Outbox,
  ) {
    this.table = tableOf(kind);
    this.#writer = new DocumentWriter(kind, pool, outbox);
  }

  /** Stores the whole document, unless a newer version is there. The addressee is a party's ref; without one it is for everybody. */
  async put(caller: Caller, document: D, addressee?: string | null): Promise<PutResult> {
    return this.#writer.put(this.#ownKey(caller, this.kind.refOf(document), addressee), document);
  }

  /** Applies a rule to the stored document under its row lock. */
  async change(
    caller: Caller,
    ref: string,
    addressee: string | null | undefined,
    rule: ChangeRule<D>,
  ): Promise<PutResult> {
    return this.#writer.change(this.#ownKey(caller, ref, addressee), rule);
  }

  /** Takes a document out of every list; the row stays for what still refers to it (TAR-006). */
  async remove(caller: Caller, ref: string, addressee?: string | null): Promise<boolean> {
    return this.#writer.remove(this.#ownKey(caller, ref, addressee));
  }

  /** One document the caller may see: the copy for that addressee, or the one nearest to the caller. */
  async get(caller: Caller, ref: string, addressee?: string | null): Promise<D | undefined> {
    return (await this.#nearest<D>(caller, ref, addressee, PARSED))?.payload;
  }

  /** The same, as stored. */
  async getPrinted(
    caller: Caller,
    ref: string,
    addressee?: string | null,
  ): Promise<PrintedDocument | undefined> {
    const row = await this.#nearest<string>(caller, ref, addressee, PRINTED);
    return row && new PrintedDocument(row.payload);
  }

  async #nearest<P>(
    caller: Caller,
    ref: string,
    addressee: string | null | undefined,
    payload: Sql,
  ): Promise<{ payload: P } | undefined> {
    const scope = this.#scope(caller);
    const copy = addressee && this.kind.keepsCopyPerAddressee ? foldRef(addressee) : undefined;
    const [row] = await this.#askAgain<{ payload: P }>(sql`select ${payload} from ${this.table} t
      where ${and([
        sql`t.ref = ${foldRef(ref)}`,
        sql`t.removed_at is null`,
        visible(this.kind, scope),
        copy === undefined ? undefined : sql`t.addressee = ${copy}`,
      ])}
      order by ${nearestFirst(this.kind, scope)} limit 1`);
    return row;
  }

  /**
   * Many documents by ref in one query, in the order asked for; what is missing or hidden is undefined.
   * `isRemovedToo` also finds removed ones: a session may still point at its old tariff (TAR-006).
   */
  async getMany(caller: Caller, refs: readonly string[], isRemovedToo = false): Promise<(D | undefined)[]> {
    const scope = this.#scope(caller);
    const folded = refs.map(foldRef);
    const rows = await this.#askAgain<{ ref: string; payload: D }>(sql`
      select distinct on (t.ref) t.ref, t.payload from ${this.table} t
      where ${and([
        sql`t.ref = any(${folded})`,
        isRemovedToo ? undefined : sql`t.removed_at is null`,
        visible(this.kind, scope),
      ])}
      order by t.ref, t.removed_at is not null, ${nearestFirst(this.kind, scope)}`);
    const found = new Map(rows.map((row) => [row.ref, row.payload]));
    return folded.map((ref) => found.get(ref));
  }

  /**
   * Of many objects the copies meant for a party, in one query: what was addressed to it, then what is for everybody,
   * removed ones too; as far as the caller may see them. For what concerns a party when others look at it.
   */
  async copiesFor(
    caller: Caller,
    wanted: readonly { ref: string; addressee: string }[],
  ): Promise<Copy<D>[][]> {
    const refs = wanted.map(({ ref }) => foldRef(ref));
    const addressees = wanted.map(({ addressee }) => foldRef(addressee));
    const rows = await this.#askAgain<Omit<Copy<D>, 'document'> & { n: number; payload: D }>(sql`
      select k.n::int, t.payload, t.addressee, (extract(epoch from t.removed_at) * 1000)::float8 as removed_ms
      from unnest(${refs}::text[], ${addressees}::text[]) with ordinality k (ref, addressee, n)
      join ${this.table} t on t.ref = k.ref and t.addressee in ('', k.addressee)
      where ${visible(this.kind, this.#scope(caller))} order by k.n, t.addressee desc`);
    const copies = wanted.map((): Copy<D>[] => []);
    for (const { n, payload, addressee, removed_ms } of rows)
      copies[n - 1]?.push({ document: payload, addressee, removed_ms });
    return copies;
  }

  /** A list in the order of creation, or the other way round. */
  async list(caller: Caller, query: ListQuery): Promise<Stored<D>[]> {
    return (await this.#listed<D>(caller, query, PARSED)).map(storedIn);
  }

  /** The same, with the documents as they are stored. */
  async listPrinted(caller: Caller, query: ListQuery): Promise<Stored<PrintedDocument>[]> {
    const rows = await this.#listed<string>(caller, query, PRINTED);
    return rows.map(({ payload, ...row }) => ({ document: new PrintedDocument(payload), ...row }));
  }

  async #listed<P>(caller: Caller, query: ListQuery, payload: Sql): Promise<Row<P>[]> {
    const { after, offset = 0, limit, by = 'walk', isNewestFirst = false, ...selection } = query;
    const beyond = isNewestFirst ? sql`t.seq < ${after}` : sql`t.seq > ${after}`;
    const from = after === undefined ? undefined : beyond;
    const down = isNewestFirst ? sql`desc` : sql`asc`;
    const { seen, chosen } = this.#conditions(caller, selection);
    const matching = and([seen, chosen, from]);
    const page = sql`order by seq ${down} limit ${limit} offset ${offset}`;
    // Documents are fetched for the rows of the page only.
    const rowsOf = (seqs: Sql): Promise<Row<P>[]> =>
      this.ask<Row<P>>(sql`select ${payload}, t.addressee, t.seq::text
        from (${seqs}) page join ${this.table} t on t.seq = page.seq order by page.seq ${down}`);
    if (by === 'walk') return rowsOf(sql`select t.seq from ${this.table} t where ${matching} ${page}`);
    if (by === 'search') {
      const first = sql`select * from ${this.table} t where ${and([from])} order by t.seq ${down} limit ${WALK}`;
      const found = await rowsOf(sql`select t.seq from (${first}) t where ${matching} ${page}`);
      if (found.length === limit) return found;
    }
    // Of the copies of an object one is chosen by a look at the others: only where the page is, so in its order.
    return rowsOf(sql`with found as materialized (
        select t.seq, t.ref, t.addressee from ${this.table} t where ${and([seen, from])})
      select t.seq from (select * from found order by seq ${down} offset 0) t where ${and([chosen])} ${page}`);
  }

  /** How many documents `list` would give without paging. */
  async count(caller: Caller, selection: Selection = {}): Promise<number> {
    const [row] = await this.ask<{ total: number }>(
      sql`select count(*)::int as total from ${this.table} t where ${this.#selected(caller, selection)}`,
    );
    return row?.total ?? 0;
  }

  /** Many lists in one query: for each value of a column (`t.location`) what `list` gives where it has that value. */
  async listBy(
    caller: Caller,
    column: Sql,
    values: readonly string[],
    { after, limit, ...selection }: Omit<ListQuery, 'offset'>,
  ): Promise<Stored<D>[][]> {
    const rows = await this.ask<Row<D> & { n: number }>(sql`
      select k.n::int, found.* from unnest(${values}::text[]) with ordinality k (value, n) cross join lateral (
        select t.payload, t.addressee, t.seq::text from ${this.table} t
        where ${column} = k.value
        and ${and([this.#selected(caller, selection), after === undefined ? undefined : sql`t.seq > ${after}`])}
        order by t.seq limit ${limit}) found`);
    const lists = values.map((): Stored<D>[] => []);
    for (const { n, ...row } of rows) lists[n - 1]?.push(storedIn(row));
    return lists;
  }

  /** How many documents each of those lists has. */
  async countBy(
    caller: Caller,
    column: Sql,
    values: readonly string[],
    selection: Selection = {},
  ): Promise<number[]> {
    const rows = await this.ask<{ value: string; total: number }>(sql`
      select ${column} as value, count(*)::int as total from ${this.table} t
      where ${column} = any(${values}) and ${this.#selected(caller, selection)} group by 1`);
    const totals = new Map(rows.map(({ value, total }) => [value, total]));
    return values.map((value) => totals.get(value) ?? 0);
  }

  /** The condition on `t` under which a row belongs to the caller's lists: visible, there, and the nearest copy of its object. */
  matching(caller: Caller, where: readonly (Sql | undefined)[] = []): Sql {
    return this.#selected(caller, { where });
  }

  /** Rows of a query of a subgraph's own, made of `table` and `matching`. */
  async ask<R extends QueryResultRow>(query: Sql): Promise<R[]> {
    return this.#rows<R>(query.toQuery());
  }

  /** The same for queries of few shapes: planned once per connection. */
  async #askAgain<R extends QueryResultRow>(query: Sql): Promise<R[]> {
    const { text, values } = query.toQuery();
    let name = this.#names.get(text);
    if (!name) {
      name = `read ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
      this.#names.set(text, name);
    }
    return this.#rows<R>({ name, text, values });
  }

  async #rows<R extends QueryResultRow>(query: {
    name?: string;
    text: string;
    values: unknown[];
  }): Promise<R[]> {
    try {
      return (await this.pool.query<R>(query)).rows;
    } catch (error) {
      throw noAnswerOf(error);
    }
  }

  #selected(caller: Caller, selection: Selection): Sql {
    const { seen, chosen } = this.#conditions(caller, selection);
    return and([seen, chosen]);
  }

  /** Which rows the caller sees and wants, and which of the rows of one object is the caller's. */
  #conditions(
    caller: Caller,
    { where = [], isForAll = false }: Selection,
  ): { seen: Sql; chosen?: Sql | undefined } {
    const scope = this.#scope(caller);
    const seesAllOfThem = scope.all || (isForAll && scope.hubAddressed);
    return {
      seen: and([
        sql`t.removed_at is null`,
        seesAllOfThem ? ofOwnersInReach(scope) : visible(this.kind, scope),
        isForAll ? sql`t.addressee = ''` : undefined,
        ...where,
      ]),
      chosen: isForAll ? undefined : isNearest(this.kind, scope),
    };
  }

  #scope(caller: Caller): Scope {
    return scopeOf(caller, this.kind.visibility);
  }

  /** The row a caller may write, or a refusal. */
  #ownKey(caller: Caller, ref: string, addressee: string | null | undefined): Key {
    requireOwner(caller, ownerOf(ref), this.kind.visibility);
    return {
      ref: foldRef(ref),
      addressee: this.kind.keepsCopyPerAddressee && addressee ? foldRef(addressee) : '',
    };
  }
}
