import { sqlMigration } from '@chargesphere/chassis';

/**
 * When each platform was last heard and how its probes go, what partners were told of whom, and alarms for operators.
 * What is known of a platform's health changes every few seconds, so it is kept apart from the platform itself.
 */
export const healthMigration = sqlMigration('2026-11-27-health', [
  `create table parties.health (
    platform_id uuid primary key constraint health_platform_id_foreign
      references parties.platform (id) on update cascade on delete cascade,
    heard_at timestamptz(3),
    alive_at timestamptz(3),
    due_at timestamptz(3),
    claim uuid,
    lease_until timestamptz(3),
    failures integer not null default 0,
    offline_since timestamptz(3),
    gone_at timestamptz(3),
    recover_from timestamptz(3),
    probed_at timestamptz(3),
    probe_ok boolean,
    probe_http integer,
    probe_reason text,
    probe_ms integer,
    circuit_opened_at timestamptz(3),
    circuit_closed_at timestamptz(3),
    circuit_openings integer not null default 0,
    circuit_reason text
  )`,
  'create index health_due on parties.health (due_at)',
  'create index health_recover on parties.health (platform_id) where recover_from is not null',
  'create index health_circuit on parties.health (platform_id) where circuit_opened_at is not null',
  // An empty status is one that has to be told anew: the platform was away.
  `create table parties.client_info_told (
    platform_id uuid not null references parties.platform (id) on delete cascade,
    role_id integer not null references parties.role (id) on delete cascade,
    status text not null,
    changed_at timestamptz(3) not null,
    primary key (platform_id, role_id)
  )`,
  'create index on parties.client_info_told (role_id)',
  `create table parties.alarm (
    id uuid primary key default gen_random_uuid(),
    seq bigint generated always as identity unique,
    platform_id uuid not null references parties.platform (id) on delete cascade,
    kind text not null check (kind in ('TOKEN_REFUSED', 'MESSAGE_REFUSED', 'UNREACHABLE')),
    reason text not null,
    http integer,
    count integer not null default 1,
    raised_at timestamptz(3) not null,
    last_at timestamptz(3) not null,
    cleared_at timestamptz(3)
  )`,
  'create unique index alarm_open on parties.alarm (platform_id, kind) where cleared_at is null',
  'create index on parties.alarm (platform_id, seq)',
  'create index alarm_cleared on parties.alarm (cleared_at) where cleared_at is not null',
]);
