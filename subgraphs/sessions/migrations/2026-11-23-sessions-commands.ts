import { sqlMigration } from '@chargesphere/chassis';

/**
 * Commands and the plans of running charges. Names of constraints are those MikroORM would choose: a test compares
 * these tables with the entities. Sessions are found by their id alone where a path names no owner.
 */
export const commandsMigration = sqlMigration('2026-11-23-sessions-commands', [
  `create table sessions.command (
    id uuid primary key,
    seq serial constraint command_seq_unique unique,
    kind text not null constraint command_kind_check check (kind in ('START_SESSION', 'STOP_SESSION', 'RESERVE_NOW',
      'CANCEL_RESERVATION', 'UNLOCK_CONNECTOR', 'SET_CHARGING_PROFILE', 'CLEAR_CHARGING_PROFILE',
      'GET_ACTIVE_CHARGING_PROFILE', 'SET_CHARGING_PREFERENCES', 'AUTHORIZE_TOKEN')),
    status text not null constraint command_status_check
      check (status in ('REQUESTED', 'SENT', 'ACCEPTED', 'REJECTED', 'COMPLETED', 'EXPIRED', 'FAILED')),
    receiver text not null,
    session text,
    location text,
    token text,
    platform_id text,
    callback_hash text constraint command_callback_hash_unique unique,
    correlation_id text not null,
    requested_by text not null,
    request jsonb not null,
    response jsonb,
    results jsonb not null,
    outcome text,
    failure jsonb,
    requested_at timestamptz(3) not null,
    sent_at timestamptz(3),
    answered_at timestamptz(3),
    completed_at timestamptz(3),
    expires_at timestamptz(3) not null
  )`,
  'create index command_receiver_index on sessions.command (receiver)',
  'create index command_session_index on sessions.command (session)',
  `create index command_waiting_index on sessions.command (expires_at)
    where status in ('REQUESTED', 'SENT', 'ACCEPTED')`,
  `create table sessions.active_charging_profile (
    session text primary key,
    document jsonb not null,
    received_at timestamptz(3) not null
  )`,
  `create index on sessions.session (substring(ref from '[^/]*$'))`,
]);
