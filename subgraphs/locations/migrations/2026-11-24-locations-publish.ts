import { sqlMigration } from '@chargesphere/chassis';

/** LOC-026: whether a Location is published stands in a column, because some readers get no others. */
export const locationPublishMigration = sqlMigration('2026-11-24-locations-publish', [
  'alter table locations.location add column if not exists publish boolean',
  `update locations.location set publish = (payload::jsonb->>'publish')::boolean where publish is null`,
]);
