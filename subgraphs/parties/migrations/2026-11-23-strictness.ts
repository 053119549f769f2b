import { sqlMigration } from '@chargesphere/chassis';

/** Platforms from which operators take flawless documents only; nobody is strict until somebody says so. */
export const strictnessMigration = sqlMigration('2026-11-23-strictness', [
  'alter table parties.platform add column is_strict boolean not null default false',
]);
