import { sqlMigration } from '@chargesphere/chassis';

/**
 * The ledger: accounts, transfers between two of them, and what became of each transfer.
 *
 * Every transfer debits one account and credits another with the same amount, so the ledger balances by construction;
 * both accounts have the currency of the transfer, so currencies never mix: foreign keys see to it. Transfers and
 * settlements are only ever added. A transfer without settlement is PENDING and has a row in `ledger_pending`, which is
 * a list of work and no record: it keeps looking for what is pending from costing more with every year.
 */
export const ledgerMigration = sqlMigration('2026-12-02-ledger', [
  `create table billing.ledger_account (
    id bigint generated always as identity primary key,
    owner text not null check (owner <> ''),
    kind text not null check (kind in ('CLEARING', 'BANK', 'FEES', 'TAXES')),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    opened_at timestamptz(3) not null default now(),
    unique (owner, kind, currency),
    unique (id, currency)
  )`,
  `create table billing.ledger_transfer (
    id bigint generated always as identity primary key,
    cause text not null unique,
    kind text not null check (kind in ('CDR', 'FEE', 'SHARE', 'TAX', 'PAYMENT', 'PAYOUT', 'CORRECTION')),
    debit_account bigint not null,
    credit_account bigint not null,
    currency char(3) not null,
    amount numeric not null check (amount > 0 and amount < 'Infinity'),
    issuer text not null default '',
    recipient text not null default '',
    is_credit boolean not null default false,
    is_reverse boolean not null default false,
    cdr_ref text not null default '',
    cdr_line text not null default '',
    quantity numeric check (quantity >= 0),
    unit text,
    tax_name text,
    tax_percentage numeric,
    tax_base numeric,
    note text,
    occurred_at timestamptz(3) not null,
    recorded_at timestamptz(3) not null default now(),
    check (debit_account <> credit_account),
    check ((issuer = '') = (recipient = '')),
    foreign key (debit_account, currency) references billing.ledger_account (id, currency),
    foreign key (credit_account, currency) references billing.ledger_account (id, currency)
  )`,
  'create index on billing.ledger_transfer (debit_account, id)',
  'create index on billing.ledger_transfer (credit_account, id)',
  `create index on billing.ledger_transfer (cdr_ref, id) where cdr_ref <> ''`,
  `create table billing.ledger_settlement (
    transfer_id bigint primary key references billing.ledger_transfer (id),
    outcome text not null check (outcome in ('POSTED', 'VOIDED')),
    statement_id uuid,
    reason text,
    at timestamptz(3) not null default now(),
    check (statement_id is null or outcome = 'POSTED')
  )`,
  `create index on billing.ledger_settlement (statement_id, transfer_id) where statement_id is not null`,
  `create table billing.ledger_pending (
    transfer_id bigint primary key references billing.ledger_transfer (id),
    cdr_ref text not null,
    is_billed boolean not null,
    occurred_at timestamptz(3) not null
  )`,
  'create index on billing.ledger_pending (occurred_at, transfer_id) where is_billed',
  `create index on billing.ledger_pending (cdr_ref) where cdr_ref <> ''`,
  // Whatever code comes later: what was written down stays as it is, and is corrected by a further transfer.
  `create function billing.refuse_rewriting() returns trigger language plpgsql as $$
    begin
      raise exception '% is only ever added to; correct it by a further entry.', tg_table_name;
    end
  $$`,
  ...['ledger_account', 'ledger_transfer', 'ledger_settlement'].map(
    (table) => `create trigger only_added_to before update or delete or truncate on billing.${table}
      for each statement execute function billing.refuse_rewriting()`,
  ),
]);
