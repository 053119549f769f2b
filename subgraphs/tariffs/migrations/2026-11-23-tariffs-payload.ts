import { payloadAsTextSql, sqlMigration } from '@chargesphere/chassis';
import { tariffKind } from '../src/tariff.kind.js';

/** Tariffs are kept as the text they were stored as: reading and writing them costs less. */
export const tariffPayloadMigration = sqlMigration('2026-11-23-tariffs-payload', [
  payloadAsTextSql(tariffKind),
]);
