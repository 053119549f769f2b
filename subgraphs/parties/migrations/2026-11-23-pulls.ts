import { sqlMigration } from '@chargesphere/chassis';

/** Pulls with their schedules and quarantine, and what the hub puts up with from a platform. */
export const pullsMigration = sqlMigration('2026-11-23-pulls', [
  'alter table parties.platform add column tolerate_newline boolean not null default false',
  `create table parties.pull (
    id uuid primary key,
    seq serial constraint pull_seq_unique unique,
    platform_id uuid not null constraint pull_platform_id_foreign references parties.platform (id) on delete cascade,
    module text not null,
    mode text not null constraint pull_mode_check check (mode in ('FULL', 'INCREMENTAL')),
    status text not null default 'QUEUED' constraint pull_status_check
      check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    is_scheduled boolean not null default false,
    is_chosen_window boolean not null default false,
    date_from timestamptz(3),
    date_to timestamptz(3),
    party text,
    next_url text,
    "offset" integer not null default 0,
    answers_for_all boolean not null default false,
    total integer,
    pages integer not null default 0,
    seen integer not null default 0,
    stored integer not null default 0,
    unchanged integer not null default 0,
    quarantined integer not null default 0,
    withdrawn integer not null default 0,
    requested_at timestamptz(3) not null,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    failure text,
    remark text,
    claim uuid,
    lease_until timestamptz(3),
    claims integer not null default 0
  )`,
  'create index pull_platform_id_module_index on parties.pull (platform_id, module)',
  'create index pull_status_index on parties.pull (status)',
  `create table parties.quarantined (
    id serial primary key,
    pull_id uuid not null constraint quarantined_pull_id_foreign references parties.pull (id) on delete cascade,
    ref text,
    position integer not null,
    pointer text not null,
    code text not null,
    reason text not null,
    document text,
    at timestamptz(3) not null
  )`,
  'create index quarantined_pull_id_index on parties.quarantined (pull_id)',
  `create table parties.pull_schedule (
    id serial primary key,
    platform_id uuid not null constraint pull_schedule_platform_id_foreign
      references parties.platform (id) on delete cascade,
    module text not null,
    mode text not null constraint pull_schedule_mode_check check (mode in ('FULL', 'INCREMENTAL')),
    every_minutes integer not null,
    spread_minutes integer not null,
    next_at timestamptz(3) not null,
    constraint pull_schedule_platform_id_module_mode_unique unique (platform_id, module, mode)
  )`,
  'create index pull_schedule_next_at_index on parties.pull_schedule (next_at)',
]);
