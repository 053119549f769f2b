import { sqlMigration, violationsSql } from '@chargesphere/chassis';
import { cdrKind } from '../src/cdr.kind.js';
import { recordKind } from '../src/invoice-reconciliation.kind.js';

/** What is wrong with accepted CDRs and records; CDRs stored before never show any, as they are never changed. */
export const billingViolationsMigration = sqlMigration('2026-11-23-billing-violations', [
  ...violationsSql(cdrKind),
  ...violationsSql(recordKind),
]);
