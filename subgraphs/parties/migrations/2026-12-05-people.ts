import { sqlMigration } from '@chargesphere/chassis';

/** Accounts of people, their logins, failed attempts to log in, and API keys that are narrowed, expire and rotate. */
export const peopleMigration = sqlMigration('2026-12-05-people', [
  `create table parties.account (
    id uuid primary key,
    seq serial constraint account_seq_unique unique,
    email text not null constraint account_email_unique unique,
    name text not null,
    role text not null constraint account_role_check check (role in ('OPERATOR', 'ANALYST', 'PARTNER', 'HOST')),
    platform_id uuid,
    parties text[],
    password_hash text,
    must_change_password boolean not null default false,
    link_version integer not null default 0,
    created_at timestamptz(3) not null,
    created_by text not null,
    last_login_at timestamptz(3),
    disabled_at timestamptz(3)
  )`,
  `create table parties.login (
    id uuid primary key default gen_random_uuid(),
    hash text not null unique,
    account_id uuid not null references parties.account (id) on delete cascade,
    address text not null,
    began_at timestamptz(3) not null,
    last_used_at timestamptz(3) not null,
    ends_at timestamptz(3) not null
  )`,
  'create index login_account_id_index on parties.login (account_id, began_at)',
  `create table parties.login_attempt (
    key text primary key,
    allowance integer not null,
    failures integer not null,
    last_at timestamptz(3) not null,
    blocked_until timestamptz(3)
  )`,
  'create index login_attempt_last_at_index on parties.login_attempt (last_at)',
  'alter table parties.api_key drop constraint api_key_role_check',
  `alter table parties.api_key
    add constraint api_key_role_check check (role in ('OPERATOR', 'ANALYST', 'PARTNER', 'HOST')),
    add column seq serial constraint api_key_seq_unique unique,
    add column platform_id uuid,
    add column scopes text[],
    add column expires_at timestamptz(3),
    add column former_hash text constraint api_key_former_hash_unique unique,
    add column former_until timestamptz(3),
    add column created_by text,
    add column last_used_at timestamptz(3)`,
]);
