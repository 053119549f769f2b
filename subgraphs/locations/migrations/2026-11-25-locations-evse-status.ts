import { sqlMigration, trackedSql } from '@chargesphere/chassis';
import { locationKind } from '../src/location.kind.js';

/** The statuses of EVSEs beside their Location, so that the statement that writes one tells what it was before. */
export const evseStatusMigration = sqlMigration('2026-11-25-locations-evse-status', [
  trackedSql(locationKind),
  `update locations.location set evse_statuses = (
      select jsonb_object_agg(upper(evse->>'uid'), evse->>'status')
      from jsonb_array_elements(payload::jsonb->'evses') evse where evse->>'uid' is not null
    ) where evse_statuses is null and jsonb_typeof(payload::jsonb->'evses') = 'array'`,
]);
