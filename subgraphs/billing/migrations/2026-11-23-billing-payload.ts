import { payloadAsTextSql, sqlMigration } from '@chargesphere/chassis';
import { cdrKind } from '../src/cdr.kind.js';
import { recordKind } from '../src/invoice-reconciliation.kind.js';

/** CDRs and invoice reconciliation records are kept as the text they were stored as: reading and writing them costs less. */
export const billingPayloadMigration = sqlMigration('2026-11-23-billing-payload', [
  payloadAsTextSql(cdrKind),
  payloadAsTextSql(recordKind),
]);
