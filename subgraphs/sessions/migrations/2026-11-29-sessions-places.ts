import { sqlMigration } from '@chargesphere/chassis';

/**
 * Where the Locations are at which Sessions happen: the locations subgraph knows it, and Sessions are looked for and
 * watched by it here. The hub brings it (`keepPlaces`), because every subgraph may have a database of its own.
 */
export const placesMigration = sqlMigration('2026-11-29-sessions-places', [
  `create table sessions.place (
    ref text primary key,
    latitude double precision not null,
    longitude double precision not null
  )`,
  'create index place_position_index on sessions.place using gist (point(longitude, latitude))',
]);
