/** How invoice reconciliation records are kept: the document as sent, and the other party of the invoice. */
import type { DocumentKind } from '@chargesphere/chassis';
import {
  canonicalDateTime,
  foldRef,
  InvoiceReconciliationRecord as RecordTable,
  marketRoles,
  refOf,
  type InvoiceReconciliationRecord,
} from '@chargesphere/schema';

export const recordRef = ({ country_code, party_id, id }: InvoiceReconciliationRecord): string =>
  refOf(country_code, party_id, id);

/** Folded ref of the party that issued the invoice. */
export const issuerOf = ({ country_code, party_id }: InvoiceReconciliationRecord): string =>
  foldRef(refOf(country_code, party_id));

export const recordKind: DocumentKind<InvoiceReconciliationRecord> = {
  name: 'invoice-reconciliation',
  schema: 'billing',
  table: 'invoice_reconciliation',
  refOf: recordRef,
  lastUpdatedOf: ({ last_updated }) => canonicalDateTime(last_updated),
  // A record is about two parties, so one copy serves.
  keepsCopyPerAddressee: false,
  checkedBy: RecordTable,
  promoted: {
    invoice_id: { type: 'text', value: ({ invoice_id }) => invoice_id.toUpperCase() },
    // Not in the document: named by the message, or found through the CDRs.
    counterparty: { type: 'text', value: () => undefined, generated: `not null default ''` },
  },
  visibility: {
    // Whoever issues invoices by contract, in whatever role (INV-001, INV-015).
    ownerRoles: marketRoles,
    // INV-008: the two parties and nobody else.
    readsHubAddressed: () => false,
    concerned: { counterparty: marketRoles },
  },
};
