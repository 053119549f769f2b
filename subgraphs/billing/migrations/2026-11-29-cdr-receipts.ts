import { sqlMigration } from '@chargesphere/chassis';

/** Who has taken which CDR, and where its CPO reads it back from since (CDR-011). Beside the CDRs, which never change. */
export const cdrReceiptsMigration = sqlMigration('2026-11-29-cdr-receipts', [
  `create table billing.cdr_receipt (
    ref text not null,
    receiver text not null,
    url text not null,
    kept_at timestamptz not null default now(),
    primary key (ref, receiver)
  )`,
]);
