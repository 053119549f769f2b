/**
 * Ends a dispute by taking the CDR back: credit CDR, then invoice reconciliation record. Each is stored once under an
 * id that follows from the CDR, so that whoever was cut off between the two asks again and gets both. The eMSP is sent
 * the credit CDR as if its CPO had pushed it.
 *
 * The credit CDR is checked as any other; when that accepts it, the dispute is closed, the CDR is CREDITED, and
 * clearing gives the money back or leaves both off the statements.
 */
import { foldRef, Problem, refOf, type Caller, type CDR } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { cdrRef, emspOf } from '../cdr.kind.js';
import type { CdrStore } from '../cdr.store.js';
import { recordRef } from '../invoice-reconciliation.kind.js';
import type { InvoiceReconciliationStore } from '../invoice-reconciliation.store.js';
import type { CdrPushStore } from '../pushes/cdr-push.store.js';
import { creditCdrOf, reconciliationOf } from './dispute.rules.js';

export interface Resolution {
  /** Refs of the disputed CDR, the credit CDR and the record. */
  cdr: string;
  credit: string;
  record: string;
}

export class DisputeStore {
  constructor(
    private readonly pool: Pool,
    private readonly cdrs: CdrStore,
    private readonly records: InvoiceReconciliationStore,
    private readonly pushes: CdrPushStore,
  ) {}

  /** For the CPO of the CDR, and for operators. */
  async resolve(caller: Caller, ref: string, reason: string): Promise<Resolution> {
    const [cdr] = await this.cdrs.documents.getMany(caller, [ref]);
    if (!cdr) throw new Problem('NOT_FOUND', `No CDR ${ref} is known here, or it is not yours to see.`);
    const at = new Date().toISOString();
    const credit = await this.#credit(caller, cdr, creditCdrOf(cdr, at, reason));
    const invoice = (await this.#invoiceOf(foldRef(ref))) ?? credit.id;
    const record = reconciliationOf(cdr, credit, invoice, at);
    await this.records.post(caller, record, emspOf(cdr)).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'CONFLICT')) throw error; // made before
    });
    return { cdr: cdrRef(cdr), credit: cdrRef(credit), record: recordRef(record) };
  }

  /** The credit CDR there is, by whomever it was made, or the one given. */
  async #credit(caller: Caller, cdr: CDR, made: CDR): Promise<CDR> {
    const [family] = await this.cdrs.families([cdr]);
    const [known] = family?.credits ?? [];
    if (known) {
      const [credit] = await this.cdrs.documents.getMany(caller, [known]);
      if (credit) return credit;
    }
    await this.#requireDispute(cdr);
    await this.pushes.withPush(cdrRef(made), emspOf(made), () => this.cdrs.post(caller, { document: made }));
    return made;
  }

  async #requireDispute({ country_code, party_id, id }: CDR): Promise<void> {
    const ref = refOf(country_code, party_id, id);
    const { rows } = await this.pool.query<{ state: string }>(
      'select state from billing.cdr_check where cdr_ref = $1',
      [foldRef(ref)],
    );
    if (rows[0]?.state === 'DISPUTED') return;
    throw new Problem('CONFLICT', `The CDR ${ref} is not disputed, so there is nothing to resolve.`);
  }

  /** Number of the invoice of its CPO that it is on. */
  async #invoiceOf(ref: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ number: string }>(
      `select st.number from billing.ledger_transfer t
       join billing.ledger_settlement s on s.transfer_id = t.id join billing.statement st on st.id = s.statement_id
       where t.cdr_ref = $1 and t.cdr_ref <> '' and t.kind = 'CDR' and st.number is not null order by t.id limit 1`,
      [ref],
    );
    return rows[0]?.number;
  }
}
