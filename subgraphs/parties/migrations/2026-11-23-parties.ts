import { outboxTableSql, sqlMigration } from '@chargesphere/chassis';

/**
 * Platforms, their parties, tokens and endpoints, and API keys. Names of constraints are those MikroORM would choose:
 * a test compares these tables with the entities.
 */
export const partiesMigration = sqlMigration('2026-11-23-parties', [
  ...outboxTableSql('parties'),
  `create table parties.platform (
    id uuid primary key,
    seq serial constraint platform_seq_unique unique,
    name text not null,
    status text not null constraint platform_status_check
      check (status in ('PENDING', 'CONNECTING', 'CONNECTED', 'OFFLINE', 'SUSPENDED', 'FAILED')),
    version text,
    versions_url text,
    hub_party_id text,
    invited_at timestamptz(3),
    registered_at timestamptz(3),
    last_changed_at timestamptz(3) not null,
    handshake_at timestamptz(3),
    failure text
  )`,
  `create table parties.endpoint (
    id serial primary key,
    platform_id uuid not null constraint endpoint_platform_id_foreign references parties.platform (id) on delete cascade,
    identifier text not null,
    role text not null constraint endpoint_role_check check (role in ('SENDER', 'RECEIVER')),
    url text not null,
    constraint endpoint_platform_id_identifier_role_unique unique (platform_id, identifier, role)
  )`,
  `create table parties.inbound_token (
    hash text primary key,
    platform_id uuid not null constraint inbound_token_platform_id_foreign references parties.platform (id) on delete cascade,
    kind text not null constraint inbound_token_kind_check check (kind in ('TOKEN_A', 'TOKEN_B', 'TOKEN_C')),
    issued_at timestamptz(3) not null,
    expires_at timestamptz(3)
  )`,
  'create index inbound_token_platform_id_index on parties.inbound_token (platform_id)',
  `create table parties.outbound_token (
    platform_id uuid primary key constraint outbound_token_platform_id_foreign
      references parties.platform (id) on update cascade on delete cascade,
    sealed text not null,
    base64 boolean not null
  )`,
  `create table parties.party (
    key text primary key,
    seq serial constraint party_seq_unique unique,
    ref text not null,
    country_code text not null,
    party_id text not null,
    name text
  )`,
  `create table parties.role (
    id serial primary key,
    platform_id uuid not null constraint role_platform_id_foreign references parties.platform (id),
    party_key text not null constraint role_party_key_foreign references parties.party (key),
    role text not null,
    country_code text not null,
    party_id text not null,
    business_details jsonb not null,
    status text not null constraint role_status_check
      check (status in ('CONNECTED', 'OFFLINE', 'PLANNED', 'SUSPENDED')),
    status_changed_at timestamptz(3) not null,
    constraint role_party_key_role_unique unique (party_key, role)
  )`,
  'create index role_platform_id_index on parties.role (platform_id)',
  'create index role_status_changed_at_index on parties.role (status_changed_at)',
  `create table parties.api_key (
    name text primary key,
    hash text not null constraint api_key_hash_unique unique,
    role text not null constraint api_key_role_check check (role in ('OPERATOR')),
    created_at timestamptz(3) not null
  )`,
]);
