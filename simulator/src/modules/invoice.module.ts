/** The Receiver interface of invoice reconciliation: posted to the bare endpoint, changed and taken back at its own URL. */
import { refOf, type InvoiceReconciliationRecord } from '@chargesphere/schema';
import { notOffered, refusal, stored, type Answer } from '../wire/envelope.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import { checks } from './document.check.js';
import type { DocumentStore } from './document.store.js';
import { merged } from './patch.rules.js';
import { receiverOf } from './receiver.module.js';

export const invoiceReceiver = (store: DocumentStore<InvoiceReconciliationRecord>): ModuleOffer => {
  const below = receiverOf({
    identifier: 'invoicereconciliation',
    store,
    methods: ['GET', 'PUT', 'DELETE'],
    idField: 'id',
    unknown: 2001,
    check: checks.InvoiceReconciliationRecord,
    merge: merged,
  });
  return {
    identifier: 'invoicereconciliation',
    role: 'RECEIVER',
    answer: (request) => {
      if (request.segments.length > 0) return below.answer(request);
      return request.method === 'POST' ? post(store, request) : notOffered(request.method);
    },
  };
};

function post(store: DocumentStore<InvoiceReconciliationRecord>, { body }: OcpiRequest): Answer {
  const record = checks.InvoiceReconciliationRecord.whole(body);
  if (typeof record === 'string') return refusal(200, 2001, record);
  const ref = refOf(record.country_code, record.party_id, record.id);
  if (store.has(ref)) return refusal(200, 2001, `${ref} is here already.`); // INV-009
  return stored(store.put(ref, record));
}
