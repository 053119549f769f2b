import { documentTableSql, outboxTableSql, sqlMigration } from '@chargesphere/chassis';
import { cdrKind } from '../src/cdr.kind.js';
import { recordKind } from '../src/invoice-reconciliation.kind.js';

/** CDRs and invoice reconciliation records. */
export const billingMigration = sqlMigration('2026-11-23-billing', [
  ...outboxTableSql('billing'),
  ...documentTableSql(cdrKind),
  'create index on billing.cdr (emsp, seq)',
  'create index on billing.cdr (emsp, cdr_id)',
  `create index on billing.cdr (recipient, seq) where recipient <> ''`,
  `create index on billing.cdr (session, seq) where session <> ''`,
  `create index on billing.cdr (credit_of, seq) where credit_of <> ''`,
  'create index on billing.cdr (started_at)',
  // CDR-001 holds whatever code comes later. Deleting is left to those who keep to the law on retention (GEN-005).
  `create function billing.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'The CDR % is never changed (CDR-001).', old.ref;
    end
  $$`,
  `create trigger never_changed before update on billing.cdr
    for each row execute function billing.refuse_change()`,
  ...documentTableSql(recordKind),
  `create index on billing.invoice_reconciliation (counterparty, seq) where counterparty <> ''`,
  'create index on billing.invoice_reconciliation (invoice_id)',
]);
