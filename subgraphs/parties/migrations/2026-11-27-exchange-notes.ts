import { sqlMigration } from '@chargesphere/chassis';

/** What the hub changed in a request because the partner wants it so (quirks). */
export const exchangeNotesMigration = sqlMigration('2026-11-27-exchange-notes', [
  'alter table parties.exchange add column note text',
]);
