import { documentTableSql, outboxTableSql, sqlMigration } from '@chargesphere/chassis';
import { tariffKind } from '../src/tariff.kind.js';

/** Tariffs. */
export const tariffsMigration = sqlMigration('2026-11-23-tariffs', [
  ...outboxTableSql('tariffs'),
  ...documentTableSql(tariffKind),
  'create index on tariffs.tariff (currency, seq)',
]);
