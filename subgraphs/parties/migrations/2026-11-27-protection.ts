import { sqlMigration } from '@chargesphere/chassis';

/**
 * What a platform may take of the hub (tiers), what the hub writes differently for it (quirks), and the certificate the
 * hub shows it. Every platform begins in the tier STANDARD, without quirks and without certificate.
 */
export const protectionMigration = sqlMigration('2026-11-27-protection', [
  `create table parties.rate_tier (
    name text primary key,
    requests_per_second integer not null,
    burst integer not null,
    requests_at_once integer not null,
    forwards_at_once integer not null,
    body_bytes integer not null,
    changed_at timestamptz(3),
    changed_by text
  )`,
  `insert into parties.rate_tier
    (name, requests_per_second, burst, requests_at_once, forwards_at_once, body_bytes) values
    ('SMALL', 20, 200, 20, 10, 262144),
    ('STANDARD', 500, 5000, 250, 100, 1048576),
    ('LARGE', 5000, 50000, 2000, 1000, 8388608)`,
  `alter table parties.platform
    add column tier text not null default 'STANDARD',
    add column trailing_slash text not null default 'KEEP' constraint platform_trailing_slash_check
      check (trailing_slash in ('KEEP', 'ALWAYS', 'NEVER')),
    add column overlong_texts text not null default 'KEEP' constraint platform_overlong_texts_check
      check (overlong_texts in ('KEEP', 'TRUNCATE'))`,
  `create table parties.client_certificate (
    platform_id uuid primary key
      constraint client_certificate_platform_id_foreign references parties.platform (id) on update cascade on delete cascade,
    chain text not null,
    sealed_key text not null,
    subject text not null,
    issuer text not null,
    fingerprint text not null,
    expires_at timestamptz(3) not null,
    set_at timestamptz(3) not null,
    set_by text not null
  )`,
]);
