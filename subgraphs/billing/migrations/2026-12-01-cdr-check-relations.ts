import { sqlMigration } from '@chargesphere/chassis';

/** From when to when a CDR says a vehicle stood at which EVSE, for finding others there, and what the checks found. */
export const cdrCheckRelationsMigration = sqlMigration('2026-12-01-cdr-check-relations', [
  `alter table billing.cdr_check
    add column evse text, add column stay_from timestamptz(3), add column stay_to timestamptz(3)`,
  'create index on billing.cdr_check (evse, stay_from) where evse is not null',
  'create index on billing.cdr_check using gin (checks jsonb_path_ops)',
]);
