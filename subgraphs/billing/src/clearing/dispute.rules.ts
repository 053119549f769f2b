/**
 * How a dispute ends when the CPO gives in: the credit CDR that takes the disputed one back (CDR-020 to CDR-025), and
 * the invoice reconciliation record that says which CDRs the correction covers (INV-001). Pure.
 */
import { createHash } from 'node:crypto';
import { foldRef, refOf, type CDR, type InvoiceReconciliationRecord, type Price } from '@chargesphere/schema';
import { Decimal } from '../ledger/amount.js';

/** Of the id of a CDR; a credit CDR may add three more characters (CDR-023). */
const SUFFIX = '-C';

/** Exact: the number that is read again is the one that was meant. */
const negated = (amount: number): number => (amount === 0 ? 0 : new Decimal(amount).neg().toNumber());

const takenBack = (price: Price): Price => ({
  ...price,
  before_taxes: negated(price.before_taxes),
  ...(price.taxes && { taxes: price.taxes.map((tax) => ({ ...tax, amount: negated(tax.amount) })) }),
});

/** `at` is an instant of RFC 3339. */
export const creditCdrOf = (cdr: CDR, at: string, remark: string): CDR => {
  return {
    ...cdr,
    id: `${cdr.id}${SUFFIX}`,
    credit: true,
    credit_reference_id: cdr.id,
    remark: remark.slice(0, 255),
    total_cost: takenBack(cdr.total_cost), // and none of its parts (CDR-022, AMB-028)
    last_updated: at,
  };
};

/** `invoice` names the invoice that is corrected, or the credit CDR when nothing was invoiced yet. */
export const reconciliationOf = (
  cdr: CDR,
  credit: CDR,
  invoice: string,
  at: string,
): InvoiceReconciliationRecord => {
  const { country_code, party_id } = cdr;
  const ref = foldRef(refOf(country_code, party_id, credit.id));
  return {
    country_code,
    party_id,
    // The same whenever it is made again, and short enough for any id of a CDR.
    id: `D-${createHash('sha256').update(ref).digest('hex').slice(0, 32)}`,
    invoice_id: invoice,
    cdrs: [cdr.id, credit.id],
    last_updated: at,
  };
};
