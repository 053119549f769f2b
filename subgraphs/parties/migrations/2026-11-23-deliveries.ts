import { sqlMigration } from '@chargesphere/chassis';

/**
 * Broadcasts, what became of them at each receiver, and which node speaks to which platform.
 *
 * These tables take a row per receiver of every push, so they have no foreign keys: checking them would cost more than
 * the row. What is written joins the platform it is for, and whoever removes broadcasts removes their deliveries.
 */
export const deliveriesMigration = sqlMigration('2026-11-23-deliveries', [
  'alter table parties.platform add column redelivers_cdrs boolean not null default false',
  `create table parties.broadcast (
    id uuid primary key,
    seq bigint generated always as identity unique,
    kind text not null check (kind in ('BROADCAST', 'REDELIVERY', 'CLIENT_INFO')),
    module text not null,
    method text not null,
    path jsonb not null,
    query jsonb not null,
    owner text not null,
    object text not null,
    platform_id uuid,
    request_id text not null,
    correlation_id text not null,
    body text,
    accepted_at timestamptz(3) not null
  )`,
  'create index on parties.broadcast (accepted_at)',
  'create index on parties.broadcast (object, seq)',
  'create index on parties.broadcast (platform_id, seq)',
  // Texts are removed soon, so this stays small.
  'create index broadcast_text on parties.broadcast (accepted_at) where body is not null',
  `create table parties.delivery (
    id bigint generated always as identity primary key,
    broadcast_id uuid not null,
    platform_id uuid not null,
    receiver text,
    status text not null default 'WAITING' check (status in
      ('WAITING', 'SENDING', 'DELIVERED', 'REFUSED', 'FAILED', 'COALESCED', 'DROPPED', 'EXPIRED')),
    attempts integer not null default 0,
    due_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    node uuid,
    sent_at timestamptz(3),
    settled_at timestamptz(3),
    http integer,
    ocpi integer,
    reason text,
    carried_by bigint
  )`,
  'create index on parties.delivery (broadcast_id)',
  'create index on parties.delivery (platform_id, id)',
  `create index delivery_open on parties.delivery (platform_id, status, id) where status in ('WAITING', 'SENDING')`,
  `create index delivery_unlucky on parties.delivery (status, id)
    where status in ('REFUSED', 'FAILED', 'DROPPED', 'EXPIRED')`,
  `create table parties.lane (
    platform_id uuid primary key,
    node uuid not null,
    lease_until timestamptz(3) not null
  )`,
]);
