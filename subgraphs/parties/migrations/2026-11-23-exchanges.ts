import { sqlMigration } from '@chargesphere/chassis';

/**
 * Recorded HTTP legs and what they carried, each in a table of days (exchange.partitions.ts makes and drops them), and
 * orders to send a leg once more. The default partitions take what falls into no day that was made.
 *
 * No foreign keys: a leg outlives its platform, and a check per leg would cost more than the leg.
 */
export const exchangesMigration = sqlMigration('2026-11-23-exchanges', [
  `create table parties.exchange (
    at timestamptz(3) not null,
    id uuid not null,
    duration_ms double precision not null,
    direction text not null,
    mode text not null,
    platform_id uuid,
    from_party text,
    to_party text,
    module text,
    method text not null,
    url text not null,
    is_url_masked boolean not null,
    http smallint,
    ocpi integer,
    status text not null,
    failure_kind text,
    failure text,
    request_id text not null,
    correlation_id text not null,
    cause text,
    replay_of uuid,
    version text,
    request_bytes integer not null,
    response_bytes integer not null,
    violations integer not null,
    primary key (at, id)
  ) partition by range (at)`,
  'create table parties.exchange_default partition of parties.exchange default',
  'create index exchange_correlation_id_index on parties.exchange (correlation_id)',
  'create index exchange_platform_id_index on parties.exchange (platform_id, at)',
  'create index exchange_from_party_index on parties.exchange (from_party, at)',
  'create index exchange_to_party_index on parties.exchange (to_party, at)',
  'create index exchange_module_index on parties.exchange (module, at)',
  `create index exchange_trouble_index on parties.exchange (status, at) where status <> 'OK'`,
  `create table parties.exchange_content (
    at timestamptz(3) not null,
    id uuid not null,
    request_headers jsonb not null,
    response_headers jsonb not null,
    request_state text not null,
    request text,
    response_state text not null,
    response text,
    violations jsonb not null,
    primary key (at, id)
  ) partition by range (at)`,
  'create table parties.exchange_content_default partition of parties.exchange_content default',
  `create table parties.exchange_replay (
    id uuid primary key,
    exchange_id uuid not null,
    status text not null default 'REQUESTED' constraint exchange_replay_status_check
      check (status in ('REQUESTED', 'SENDING', 'DONE', 'FAILED')),
    requested_by text not null,
    requested_at timestamptz(3) not null,
    claim uuid,
    result_id uuid,
    failure text
  )`,
  `create index exchange_replay_open_index on parties.exchange_replay (requested_at)
    where status in ('REQUESTED', 'SENDING')`,
]);
