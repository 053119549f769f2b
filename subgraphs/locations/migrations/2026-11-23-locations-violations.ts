import { sqlMigration, violationsSql } from '@chargesphere/chassis';
import { locationKind } from '../src/location.kind.js';

/** What is wrong with accepted Locations; those stored before show nothing until their owner sends them again. */
export const locationViolationsMigration = sqlMigration(
  '2026-11-23-locations-violations',
  violationsSql(locationKind),
);
