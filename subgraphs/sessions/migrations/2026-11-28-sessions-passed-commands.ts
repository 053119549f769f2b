import { sqlMigration } from '@chargesphere/chassis';

/**
 * Commands that one party sends another through the hub (CMD-030): who sent it, where its results go, and what it is
 * about in the words of its sender, so that later messages about the same find their way (RTE-049).
 */
export const passedCommandsMigration = sqlMigration('2026-11-28-sessions-passed-commands', [
  `alter table sessions.command
    add column requester text,
    add column requester_platform_id text,
    add column name text,
    add column subject text,
    add column response_url text,
    drop constraint command_kind_check,
    add constraint command_kind_check check (kind in ('START_SESSION', 'STOP_SESSION', 'RESERVE_NOW',
      'CANCEL_RESERVATION', 'UNLOCK_CONNECTOR', 'SET_CHARGING_PROFILE', 'CLEAR_CHARGING_PROFILE',
      'GET_ACTIVE_CHARGING_PROFILE', 'SET_CHARGING_PREFERENCES', 'AUTHORIZE_TOKEN', 'OTHER'))`,
  'create index command_requester_subject_index on sessions.command (requester, subject)',
]);
