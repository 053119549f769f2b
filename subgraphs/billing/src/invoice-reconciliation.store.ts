/** Invoice reconciliation records in PostgreSQL: created once, changed and deleted by their issuer. */
import {
  DocumentStore,
  refusalOf,
  requireOwner,
  sql,
  violationsFor,
  withOneRetry,
  type Frame,
} from '@chargesphere/chassis';
import {
  foldRef,
  InvoiceReconciliationRecord as RecordTable,
  ownerOf,
  Problem,
  type Caller,
  type InvoiceReconciliationRecord,
} from '@chargesphere/schema';
import type { CdrStore } from './cdr.store.js';
import { Insertion } from './insertion.store.js';
import { issuerOf, recordKind, recordRef } from './invoice-reconciliation.kind.js';
import { addressedTo, counterpartyAmong, idsIn } from './invoice-reconciliation.rules.js';
import type { InvoiceReconciliationResult } from './invoice-reconciliation.types.js';

const UPDATED = `${recordKind.name}.updated`;

export class InvoiceReconciliationStore {
  /** Reading and deleting. */
  readonly documents: DocumentStore<InvoiceReconciliationRecord>;
  readonly #insertion: Insertion<InvoiceReconciliationRecord>;

  constructor(
    private readonly frame: Frame,
    private readonly cdrs: CdrStore,
  ) {
    this.documents = new DocumentStore(recordKind, frame.pool, frame.outbox);
    this.#insertion = new Insertion(recordKind, frame, { topic: UPDATED });
  }

  /** A new record; one that is there already is refused (INV-009). */
  async post(
    caller: Caller,
    record: InvoiceReconciliationRecord,
    addressee: string | null | undefined,
  ): Promise<InvoiceReconciliationResult> {
    const ref = recordRef(record);
    requireOwner(caller, ownerOf(ref), recordKind.visibility);
    const counterparty = await this.#counterparty(caller, record, addressee);
    const { isNew } = await this.#insertion.insert({
      document: record,
      columns: { counterparty },
      addressee: counterparty,
    });
    if (isNew) return { ref, outcome: 'CREATED', record, counterparty };
    throw new Problem('CONFLICT', `The record ${ref} is stored already; send the changed record with PUT.`);
  }

  /** A changed record; one that was never sent, or was deleted, is not found (INV-009). */
  async put(
    caller: Caller,
    record: InvoiceReconciliationRecord,
    addressee: string | null | undefined,
  ): Promise<InvoiceReconciliationResult> {
    const ref = recordRef(record);
    requireOwner(caller, ownerOf(ref), recordKind.visibility);
    const [before] = await this.counterparties([ref]);
    if (before === undefined) throw unknown(ref);
    // Who got the record goes on seeing it, unless the issuer addresses it to somebody else.
    const counterparty = before && !addressee ? before : await this.#counterparty(caller, record, addressee);
    const outcome = await this.#replace(record, counterparty);
    return { ref, outcome, record, counterparty: outcome === 'OLDER' ? before : counterparty };
  }

  /** Folded ref of the party that the CDRs of a record of the caller's tell; '' when none is known. */
  receiverOf(caller: Caller, record: InvoiceReconciliationRecord): Promise<string> {
    requireOwner(caller, ownerOf(recordRef(record)), recordKind.visibility);
    return this.#counterparty(caller, record, null);
  }

  /** The record itself was a mistake (INV-004). */
  async remove(caller: Caller, ref: string): Promise<string> {
    if (await this.documents.remove(caller, ref)) return ref;
    throw unknown(ref);
  }

  /** Folded ref of the other party by ref of the record; '' when nothing tells, undefined when there is no record. */
  async counterparties(refs: readonly string[]): Promise<(string | undefined)[]> {
    const folded = refs.map(foldRef);
    const rows = await this.documents.ask<{ ref: string; counterparty: string }>(sql`
      select t.ref, t.counterparty from ${this.documents.table} t
      where t.ref = any(${folded}) and t.removed_at is null`);
    const found = new Map(rows.map(({ ref, counterparty }) => [ref, counterparty]));
    return folded.map((ref) => found.get(ref));
  }

  async #counterparty(
    caller: Caller,
    record: InvoiceReconciliationRecord,
    addressee: string | null | undefined,
  ): Promise<string> {
    if (addressee) return addressedTo(record, addressee);
    return counterpartyAmong(record, await this.cdrs.partners(caller, issuerOf(record), idsIn(record)));
  }

  async #replace(record: InvoiceReconciliationRecord, counterparty: string): Promise<'REPLACED' | 'OLDER'> {
    const { pool, outbox } = this.frame;
    const ref = foldRef(recordRef(record));
    const owner = ownerOf(ref);
    const { invoice_id } = record;
    const violations = violationsFor(RecordTable, record);
    // Kept as text, and read once as jsonb, which refuses what PostgreSQL could not search: NUL, half a pair.
    const replaced = await withOneRetry(() =>
      pool.query<{ id: string | null; isThere: boolean }>({
        name: 'billing.invoice_reconciliation.replace',
        text: `with stored as (
            update billing.invoice_reconciliation t set payload = $2::text::json, last_updated = $3::timestamptz,
              invoice_id = $4, counterparty = $5, violations = $8::jsonb, stored_at = now()
            where t.ref = $1 and t.removed_at is null and t.last_updated <= $3::timestamptz and $2::text::jsonb is not null
            returning t.ref, t.counterparty, t.owner
          ), noted as (
            insert into billing.outbox (topic, ref, addressee, owner, node)
            select $6, ref, counterparty, owner, $7::uuid from stored returning id
          )
          select (select id::text from noted) as id, exists (
            select from billing.invoice_reconciliation where ref = $1 and removed_at is null
          ) as "isThere"`,
        values: [
          ref,
          JSON.stringify(record),
          recordKind.lastUpdatedOf(record),
          invoice_id.toUpperCase(),
          counterparty,
          UPDATED,
          outbox.node,
          violations && JSON.stringify(violations),
        ],
      }),
    ).catch((error: unknown) => {
      throw refusalOf(error);
    });
    const [row] = replaced.rows;
    if (!row?.isThere) throw unknown(recordRef(record));
    if (row.id === null) return 'OLDER';
    outbox.publish([{ id: row.id, topic: UPDATED, ref, addressee: counterparty, owner, document: record }]);
    return 'REPLACED';
  }
}

const unknown = (ref: string): Problem =>
  new Problem('NOT_FOUND', `The record ${ref} is not known here, or is deleted; send it with POST first.`);
