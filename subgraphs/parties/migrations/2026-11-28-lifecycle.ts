import { sqlMigration } from '@chargesphere/chassis';

/** Platforms that an operator holds for the time being, and partings: platforms told that their registration has ended. */
export const lifecycleMigration = sqlMigration('2026-11-28-lifecycle', [
  'alter table parties.platform drop constraint platform_status_check',
  `alter table parties.platform
    add constraint platform_status_check
      check (status in ('PENDING', 'CONNECTING', 'CONNECTED', 'OFFLINE', 'HELD', 'SUSPENDED', 'FAILED')),
    add column held_at timestamptz(3),
    add column held_by text,
    add column held_reason text,
    add column held_from text`,
  'alter table parties.role add column on_hold boolean not null default false',
  `create table parties.farewell (
    platform_id uuid primary key constraint farewell_platform_id_foreign
      references parties.platform (id) on update cascade on delete cascade,
    ordered_at timestamptz(3) not null,
    url text not null,
    sealed text,
    base64 boolean not null,
    begun_at timestamptz(3),
    ended_at timestamptz(3),
    failure text
  )`,
]);
