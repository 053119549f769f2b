/**
 * Writes documents: last writer wins by `last_updated` (LOC-016), a document and its outbox event are one statement,
 * concurrent writes commit together, each caller is answered after its own commit.
 */
import { canonicalDateTime, foldRef, instantOf, ownerOf, Problem } from '@chargesphere/schema';
import type { Pool, PoolClient } from 'pg';
import type { DomainEvent } from '../events/event.js';
import type { Outbox } from '../events/outbox.js';
import { Batcher } from './batcher.js';
import type { DocumentKind, PromotedColumn, TrackedChanges } from './document-kind.js';
import { statementsFor, type ChangedRow, type Statements } from './document-statements.js';
import { violationsFor } from './document-violations.js';
import { refusalOf, withOneRetry } from './failures.js';
import { inTransaction } from './transaction.js';

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

/** Which row: folded ref and addressee, '' for everybody. */
export interface Key {
  ref: string;
  addressee: string;
}

interface Put<D> extends Key {
  document: D;
  outcome?: PutOutcome | undefined;
}

interface Change<D> extends Key {
  rule: ChangeRule<D>;
}

/** A ref holds no line break: they are escaped in it. */
const keyOf = ({ ref, addressee }: Key): string => `${ref}\n${addressee}`;

export class DocumentWriter<D extends object> {
  readonly #statements: Statements;
  readonly #puts: Batcher<Put<D>, PutResult>;
  readonly #changes: Batcher<Change<D>, PutResult>;
  /** The columns that are written, not generated. */
  readonly #promoted: readonly [string, PromotedColumn<D>][];

  constructor(
    private readonly kind: DocumentKind<D>,
    private readonly pool: Pool,
    private readonly outbox: Outbox,
  ) {
    this.#statements = statementsFor(kind);
    this.#promoted = Object.entries(kind.promoted).filter(([, column]) => !column.generated);
    this.#puts = new Batcher<Put<D>, PutResult>({ key: keyOf, flush: (puts) => this.#flushPuts(puts) });
    this.#changes = new Batcher<Change<D>, PutResult>({
      key: keyOf,
      flush: (changes) => this.#flushChanges(changes),
    });
    outbox.knows(`${kind.name}.updated`, (keys) => this.#loadForEvents(keys));
  }

  put(key: Key, document: D): Promise<PutResult> {
    return this.#puts.submit({ ...key, document });
  }

  change(key: Key, rule: ChangeRule<D>): Promise<PutResult> {
    return this.#changes.submit({ ...key, rule });
  }

  async remove({ ref, addressee }: Key): Promise<boolean> {
    const topic = `${this.kind.name}.removed`;
    const remove = () =>
      this.pool.query<Key & { id: string; owner: string }>({
        name: `${this.#statements.name}.remove`,
        text: this.#statements.remove,
        values: [ref, addressee, topic, this.outbox.node],
      });
    const { rows } = await withOneRetry(remove).catch((error: unknown) => {
      throw refusalOf(error);
    });
    this.outbox.publish(rows.map((row) => ({ ...row, topic, document: undefined })));
    return rows.length > 0;
  }

  async #flushPuts(puts: Put<D>[]): Promise<PutResult[]> {
    return this.#report(puts, await withOneRetry(() => this.#write(this.pool, puts)));
  }

  async #flushChanges(changes: Change<D>[]): Promise<(PutResult | Error)[]> {
    const attempt = () => inTransaction(this.pool, (client) => this.#changeLocked(client, changes));
    const { outcomes, puts, rows } = await withOneRetry(attempt);
    const written = this.#report(puts, rows);
    return outcomes.map((outcome) => ('document' in outcome ? (written.shift() as PutResult) : outcome));
  }

  /** Locks the rows, applies the rules, writes what changed. */
  async #changeLocked(client: PoolClient, changes: Change<D>[]) {
    const { rows: locked } = await client.query<Key & { payload: D }>({
      name: `${this.#statements.name}.lock`,
      text: this.#statements.lock,
      values: [changes.map(({ ref }) => ref), changes.map(({ addressee }) => addressee)],
    });
    const stored = new Map(locked.map((row) => [keyOf(row), row.payload]));
    const outcomes = changes.map((change) => this.#apply(change, stored.get(keyOf(change))));
    const puts = outcomes.filter((outcome): outcome is Put<D> => 'document' in outcome);
    const rows = puts.length > 0 ? await this.#write(client, puts) : [];
    return { outcomes, puts, rows };
  }

  /** What a rule makes of a document; what it throws is for its own caller only. */
  #apply({ ref, addressee, rule }: Change<D>, stored: D | undefined): Put<D> | PutResult | Error {
    try {
      const next = rule(stored);
      if (next === 'OLDER') return { ref: stored ? this.kind.refOf(stored) : ref, outcome: 'OLDER' };
      if (foldRef(this.kind.refOf(next.document)) !== ref) throw movedFrom(ref);
      return { ...next, ref, addressee };
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  async #write(client: Pick<Pool, 'query'>, puts: Put<D>[]): Promise<ChangedRow[]> {
    const { rows } = await client.query<ChangedRow>({
      name: `${this.#statements.name}.put`,
      text: this.#statements.put,
      values: [this.#records(puts), `${this.kind.name}.updated`, this.outbox.node],
    });
    return rows;
  }

  /** The batch as one JSON parameter; documents are printed once. */
  #records(puts: Put<D>[]): string {
    return JSON.stringify(
      puts.map(({ document, ref, addressee }) => {
        const record: Record<string, unknown> = {
          ref,
          addressee,
          owner: ownerOf(ref),
          last_updated: instant(this.kind.lastUpdatedOf(document)),
          payload: document,
        };
        for (const [column, promoted] of this.#promoted) record[column] = columnValue(promoted, document);
        if (this.kind.checkedBy) record['violations'] = violationsFor(this.kind.checkedBy, document);
        return record;
      }),
    );
  }

  /** Outcome of each put from the rows that changed, and the events, now that they are committed. */
  #report(puts: Put<D>[], rows: ChangedRow[]): PutResult[] {
    const changed = new Map(rows.map((row) => [keyOf(row), row]));
    const topic = `${this.kind.name}.updated`;
    const events: DomainEvent<D>[] = [];
    const results = puts.map(({ document, ref, addressee, outcome }): PutResult => {
      const row = changed.get(keyOf({ ref, addressee }));
      const shown = this.kind.refOf(document);
      if (!row) return { ref: shown, outcome: 'OLDER' };
      const { id, detail } = row;
      events.push({ id, topic, ref, addressee, owner: ownerOf(ref), document, ...(detail && { detail }) });
      return { ref: shown, outcome: outcome ?? (row.created ? 'CREATED' : 'REPLACED') };
    });
    this.outbox.publish(events, (event) => this.#routesOf(event.document as D, event.detail));
    return results;
  }

  #routesOf(document: D, detail: unknown): string[] {
    return this.kind.routes?.(document, (detail as TrackedChanges | null | undefined) ?? undefined) ?? [];
  }

  /** Documents for events that another node wrote. */
  async #loadForEvents(
    keys: (Key & { detail?: unknown })[],
  ): Promise<({ document: D; routes: string[] } | undefined)[]> {
    const { rows } = await this.pool.query<Key & { payload: D }>({
      name: `${this.#statements.name}.load`,
      text: this.#statements.load,
      values: [keys.map(({ ref }) => ref), keys.map(({ addressee }) => addressee)],
    });
    const found = new Map(rows.map((row) => [keyOf(row), row.payload]));
    return keys.map((key) => {
      const document = found.get(keyOf(key));
      return document && { document, routes: this.#routesOf(document, key.detail) };
    });
  }
}

const columnValue = <D>({ type, value }: PromotedColumn<D>, document: D): unknown => {
  const given = value(document);
  return type === 'timestamptz' && typeof given === 'string' ? instant(given) : given;
};

/** PostgreSQL reads fewer spellings of a time than partners write (AMB-023), and takes `yesterday` for one. */
const instant = (text: string): string => {
  if (instantOf(text) !== undefined) return canonicalDateTime(text);
  throw new Problem('INVALID_DOCUMENT', `"${text}" is no time; write it as 2026-05-01T12:00:00Z.`);
};

const movedFrom = (ref: string): Problem =>
  new Problem(
    'INVALID_DOCUMENT',
    `A change of ${ref} must not give it another key; leave its ids as they are, or out.`,
  );
