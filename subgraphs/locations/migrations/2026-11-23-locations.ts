import { documentTableSql, outboxTableSql, sqlMigration } from '@chargesphere/chassis';
import { locationKind } from '../src/location.kind.js';

/** Locations with their search: words and lists over a GIN index, boxes and nearest over a GiST index on the point. */
export const locationsMigration = sqlMigration('2026-11-23-locations', [
  ...outboxTableSql('locations'),
  ...documentTableSql(locationKind),
  'create index on locations.location using gist (point(longitude, latitude))',
  'create index on locations.location using gin (search, statuses, standards)',
  'create index on locations.location (max_power)',
  'create index on locations.location (id_folded)',
  'create index on locations.location (country, seq)',
  'create index on locations.location (city, seq)',
]);
