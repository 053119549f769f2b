import { sqlMigration } from '@chargesphere/chassis';

/**
 * CDRs that were made here and have to be pushed to their eMSP as a CPO would have done. The row is there before the
 * CDR is stored, so that nobody can die between the two and leave a CDR of which its payer never hears.
 */
export const cdrPushesMigration = sqlMigration('2026-12-06-cdr-pushes', [
  `create table billing.cdr_push (
    cdr_ref text primary key,
    receiver text not null,
    asked_at timestamptz(3) not null default now(),
    due_at timestamptz(3) not null default now(),
    claim uuid,
    outcome text check (outcome in ('QUEUED', 'UNREACHABLE')),
    settled_at timestamptz(3),
    check ((outcome is null) = (settled_at is null))
  )`,
  'create index on billing.cdr_push (due_at) where outcome is null',
  `create function billing.forget_push() returns trigger language plpgsql as $$
    begin
      delete from billing.cdr_push where cdr_ref in (select ref from gone);
      return null;
    end
  $$`,
  `create trigger forgets_push after delete on billing.cdr
    referencing old table as gone for each statement execute function billing.forget_push()`,
]);
