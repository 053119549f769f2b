import { sqlMigration } from '@chargesphere/chassis';

/**
 * One row for each CDR that says what became of checking it, and the disputes about CDRs.
 *
 * The row is written by the database in the statement that stores the CDR: whoever dies right after it, the CDR is
 * still due. Columns from `total_before` to `cdr_end` repeat what the CDR claims, so that clearing is SQL over sets;
 * they are null until the first check. `credit_of` is the CDR that a credit CDR takes back, or ''.
 */
export const cdrChecksMigration = sqlMigration('2026-12-01-cdr-checks', [
  `create table billing.cdr_check (
    cdr_ref text primary key,
    cpo text not null,
    emsp text not null,
    credit_of text not null default '',
    state text not null default 'WAITING'
      check (state in ('WAITING', 'ACCEPTED', 'FLAGGED', 'DISPUTED', 'CREDITED')),
    currency char(3) not null,
    total_before numeric,
    total_after numeric,
    kwh numeric,
    cdr_end timestamptz(3),
    changed_at timestamptz(3) not null default now(),
    checks jsonb not null default '[]',
    claimed jsonb,
    computed jsonb,
    difference jsonb,
    engine text,
    checked_at timestamptz(3),
    rounds integer not null default 0,
    due_at timestamptz(3) default now(),
    claim uuid,
    decided_by text,
    decided_at timestamptz(3),
    decision text
  )`,
  'create index on billing.cdr_check (state, changed_at)',
  'create index on billing.cdr_check (due_at) where due_at is not null',
  `create index on billing.cdr_check (credit_of) where credit_of <> ''`,
  `create table billing.cdr_dispute (
    id uuid primary key,
    cdr_ref text not null,
    raised_by text not null,
    reason text not null,
    lines jsonb not null default '[]',
    raised_at timestamptz(3) not null default now(),
    outcome text check (outcome in ('ACCEPTED', 'CREDITED')),
    closed_at timestamptz(3),
    closed_by text,
    closing text,
    check ((outcome is null) = (closed_at is null))
  )`,
  'create index on billing.cdr_dispute (cdr_ref, raised_at)',
  'create unique index on billing.cdr_dispute (cdr_ref) where closed_at is null',
  // Of CDRs that overlap on an EVSE, and of CDRs that bill the same twice.
  `create index on billing.cdr (owner, started_at)`,
  `create function billing.await_check() returns trigger language plpgsql as $$
    begin
      insert into billing.cdr_check (cdr_ref, cpo, emsp, credit_of, currency)
      select ref, owner, emsp, credit_of, left(currency, 3) from stored order by ref collate "C"
      on conflict (cdr_ref) do nothing;
      return null;
    end
  $$`,
  `create trigger awaits_check after insert on billing.cdr
    referencing new table as stored for each statement execute function billing.await_check()`,
  // Whoever deletes a CDR by law deletes what was said about it (GEN-005).
  `create function billing.forget_check() returns trigger language plpgsql as $$
    begin
      delete from billing.cdr_check where cdr_ref in (select ref from gone);
      delete from billing.cdr_dispute where cdr_ref in (select ref from gone);
      return null;
    end
  $$`,
  `create trigger forgets_check after delete on billing.cdr
    referencing old table as gone for each statement execute function billing.forget_check()`,
  `insert into billing.cdr_check (cdr_ref, cpo, emsp, credit_of, currency)
    select ref, owner, emsp, credit_of, left(currency, 3) from billing.cdr`,
]);
