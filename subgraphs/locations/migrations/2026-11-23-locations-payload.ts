import { payloadAsTextSql, sqlMigration } from '@chargesphere/chassis';
import { locationKind } from '../src/location.kind.js';

/** Locations are kept as the text they were stored as: reading and writing them costs less. */
export const locationPayloadMigration = sqlMigration('2026-11-23-locations-payload', [
  payloadAsTextSql(locationKind),
]);
