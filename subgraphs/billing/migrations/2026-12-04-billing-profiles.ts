import { sqlMigration } from '@chargesphere/chassis';

/**
 * Billing profiles: what documents print of a party. Each change is a row of its own and none is ever changed, so that
 * a document printed again later still says what was true when it was issued.
 */
export const billingProfilesMigration = sqlMigration('2026-12-04-billing-profiles', [
  `create table billing.billing_profile (
    seq bigint generated always as identity primary key,
    party text not null,
    name text not null check (name <> ''),
    legal_name text,
    street text,
    city text,
    postal_code text,
    country char(2),
    vat_id text,
    iban text,
    bic text,
    email text,
    since timestamptz(3) not null,
    changed_by text not null,
    check (num_nulls(street, city, postal_code, country) in (0, 4))
  )`,
  'create index on billing.billing_profile (party, seq desc)',
]);
