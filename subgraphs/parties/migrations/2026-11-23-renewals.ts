import { sqlMigration } from '@chargesphere/chassis';

/** Renewals of credentials that the hub starts, and the endpoint list partners were told last. */
export const renewalsMigration = sqlMigration('2026-11-23-renewals', [
  `create table parties.renewal (
    platform_id uuid primary key constraint renewal_platform_id_foreign
      references parties.platform (id) on update cascade on delete cascade,
    ordered_at timestamptz(3),
    begun_at timestamptz(3),
    token_hash text,
    failed_at timestamptz(3),
    failure text
  )`,
  `create table parties.told_offer (
    name text primary key,
    fingerprint text not null
  )`,
]);
