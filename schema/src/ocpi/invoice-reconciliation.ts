/**
 * Module "Invoice Reconciliation": which CDRs an invoice covers (INV-001 to INV-015). New in edition 2.
 * Specification: mod_invoice_reconciliation.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import { boxed, ciString, dateTime, key, object, one, some } from '../derive/notation.js';
import { partyCountry } from './types.js';

export const InvoiceReconciliationRecord = object(
  'InvoiceReconciliationRecord',
  'mod_invoice_reconciliation_record_object',
  {
    country_code: one(partyCountry, 'Country of the party that issued the invoice and owns this record.'),
    party_id: one(key(ciString(3)), 'Id of the party that issued the invoice and owns this record.'),
    id: one(key(ciString(36)), 'Id of the record, unique for its owner.'),
    invoice_id: one(ciString(255), 'The invoice, as its issuer names it.'),
    // INV-012: ids of credit CDRs are longer and accepted. INV-013: the diagrams write objects instead.
    cdrs: some(
      boxed(ciString(36), 'id'),
      "Ids of the CDRs the invoice covers, in their CPO's namespace (INV-011).",
    ),
    last_updated: one(dateTime, 'When the record was issued or last changed.'),
  },
  { description: 'An invoice with the CDRs it covers, so that the receiver can add them up (INV-006).' },
);
export type InvoiceReconciliationRecord = Infer<typeof InvoiceReconciliationRecord>;
