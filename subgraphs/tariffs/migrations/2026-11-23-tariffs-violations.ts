import { sqlMigration, violationsSql } from '@chargesphere/chassis';
import { tariffKind } from '../src/tariff.kind.js';

/** What is wrong with accepted Tariffs; those stored before show nothing until their owner sends them again. */
export const tariffViolationsMigration = sqlMigration(
  '2026-11-23-tariffs-violations',
  violationsSql(tariffKind),
);
