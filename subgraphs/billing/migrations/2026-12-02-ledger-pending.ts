import { sqlMigration } from '@chargesphere/chassis';

/** A row of the list of pending transfers is written by the statement that writes its transfer, and needs no further proof. */
export const ledgerPendingMigration = sqlMigration('2026-12-02-ledger-pending', [
  'alter table billing.ledger_pending drop constraint ledger_pending_transfer_id_fkey',
]);
