import { sqlMigration } from '@chargesphere/chassis';

const DUE_STATES = `('ACCEPTED', 'DISPUTED', 'CREDITED')`;

/**
 * Clearing: which CDRs are due, what became of them, by which terms fees and shares are taken, statements with their
 * numbers, and the jobs people see.
 *
 * A CDR becomes due in the transaction in which its check changes. The row is touched when it is due already, so that
 * whoever clears at this moment either leaves it or sees the new state, never the old one without a further turn.
 */
export const clearingMigration = sqlMigration('2026-12-02-ledger-clearing', [
  `create table billing.clearing_due (
    cdr_ref text primary key,
    seq bigint generated always as identity
  )`,
  'create index on billing.clearing_due (seq)',
  `create table billing.cdr_clearing (
    cdr_ref text primary key,
    state text not null check (state in ('CLEARED', 'VOIDED', 'OFFSET', 'REFUSED')),
    generation integer not null default 1,
    transfers integer not null default 0,
    reason text,
    at timestamptz(3) not null default now()
  )`,
  `create function billing.make_due() returns trigger language plpgsql as $$
    begin
      insert into billing.clearing_due (cdr_ref)
      select cdr_ref from fresh where state in ${DUE_STATES} order by cdr_ref collate "C"
      on conflict (cdr_ref) do update set cdr_ref = excluded.cdr_ref;
      return null;
    end
  $$`,
  `create function billing.make_due_again() returns trigger language plpgsql as $$
    begin
      insert into billing.clearing_due (cdr_ref)
      select fresh.cdr_ref from fresh join stale on stale.cdr_ref = fresh.cdr_ref and stale.state <> fresh.state
      where fresh.state in ${DUE_STATES} order by fresh.cdr_ref collate "C"
      on conflict (cdr_ref) do update set cdr_ref = excluded.cdr_ref;
      return null;
    end
  $$`,
  `create trigger makes_due after insert on billing.cdr_check
    referencing new table as fresh for each statement execute function billing.make_due()`,
  `create trigger makes_due_again after update on billing.cdr_check
    referencing old table as stale new table as fresh for each statement execute function billing.make_due_again()`,
  `insert into billing.clearing_due (cdr_ref)
    select cdr_ref from billing.cdr_check where state in ${DUE_STATES} order by cdr_end`,

  `create table billing.fee_rule (
    seq bigint generated always as identity,
    id uuid primary key,
    name text not null,
    payer text not null check (payer in ('CPO', 'EMSP')),
    cpo text not null default '',
    emsp text not null default '',
    currency char(3),
    per_session numeric not null default 0 check (per_session >= 0),
    per_kwh numeric not null default 0 check (per_kwh >= 0),
    percent numeric not null default 0 check (percent between 0 and 100),
    tax_name text,
    tax_percentage numeric check (tax_percentage between 0 and 100),
    valid_from timestamptz(3) not null,
    valid_until timestamptz(3),
    changed_at timestamptz(3) not null default now(),
    changed_by text not null,
    check (currency is not null or (per_session = 0 and per_kwh = 0)),
    check ((tax_name is null) = (tax_percentage is null)),
    check (valid_until > valid_from)
  )`,
  `create table billing.revenue_share (
    seq bigint generated always as identity,
    id uuid primary key,
    name text not null,
    cpo text not null,
    beneficiary text not null check (beneficiary <> cpo),
    location text not null default '',
    percent numeric not null check (percent > 0 and percent <= 100),
    tax_name text,
    tax_percentage numeric check (tax_percentage between 0 and 100),
    valid_from timestamptz(3) not null,
    valid_until timestamptz(3),
    changed_at timestamptz(3) not null default now(),
    changed_by text not null,
    check ((tax_name is null) = (tax_percentage is null)),
    check (valid_until > valid_from)
  )`,

  `create table billing.job (
    seq bigint generated always as identity unique,
    id uuid primary key,
    kind text not null,
    input jsonb not null default '{}',
    state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    step text not null default '',
    done bigint not null default 0,
    attempts integer not null default 0,
    result jsonb,
    error text,
    asked_by text not null,
    created_at timestamptz(3) not null default now(),
    started_at timestamptz(3),
    finished_at timestamptz(3)
  )`,
  `create index on billing.job (finished_at) where finished_at is not null`,
  `create table billing.job_node (
    worker_id text primary key,
    seen_at timestamptz(3) not null default now()
  )`,

  `create table billing.statement_series (
    series text primary key,
    last bigint not null check (last > 0)
  )`,
  `create table billing.statement (
    seq bigint generated always as identity unique,
    id uuid primary key,
    run uuid not null references billing.job (id),
    kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE', 'STATEMENT')),
    issuer text not null,
    recipient text not null,
    currency char(3) not null,
    period_from timestamptz(3) not null,
    period_to timestamptz(3) not null,
    number text unique,
    issued_at timestamptz(3),
    payable_by timestamptz(3),
    transfers bigint,
    total_before_taxes numeric,
    total_taxes numeric,
    total_after_taxes numeric,
    taxes jsonb not null default '[]',
    netting jsonb,
    about text[] not null default '{}',
    unique (run, kind, issuer, recipient, currency),
    check (period_to > period_from),
    check ((number is null) = (issued_at is null)),
    check (number is null or total_after_taxes = total_before_taxes + total_taxes)
  )`,
  'create index on billing.statement (issuer, seq)',
  'create index on billing.statement (recipient, seq)',
  'create index on billing.statement (run, seq) where number is null',
  `create index on billing.statement using gin (about)`,
  'alter table billing.ledger_settlement add foreign key (statement_id) references billing.statement (id)',
  `create function billing.refuse_reissue() returns trigger language plpgsql as $$
    begin
      if old.number is not null then
        raise exception 'Statement % has been issued and stays as it is.', old.number;
      end if;
      return case tg_op when 'DELETE' then old else new end;
    end
  $$`,
  `create trigger issued_for_good before update or delete on billing.statement
    for each row execute function billing.refuse_reissue()`,
]);
