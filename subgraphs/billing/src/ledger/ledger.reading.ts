/** Reading the ledger: balances and transfers, each page by one statement, for whoever may see them. */
import { and, sql, type Sql } from '@chargesphere/chassis';
import type { Pool } from 'pg';
import type { AccountKind, Balance, TransferKind, TransferState } from './ledger.types.js';

/** Folded refs of the parties a reader speaks for; null sees all. */
export type Parties = readonly string[] | null;

export interface AccountRow extends Balance {
  id: string;
  openedAt: string;
}

export interface TransferRow {
  id: string;
  cause: string;
  kind: TransferKind;
  state: TransferState;
  debitOwner: string;
  debitKind: AccountKind;
  creditOwner: string;
  creditKind: AccountKind;
  currency: string;
  amount: string;
  cdrRef: string;
  cdrLine: string;
  taxName: string | null;
  taxPercentage: string | null;
  note: string | null;
  reason: string | null;
  statement: string | null;
  occurredAt: string;
  recordedAt: string;
  settledAt: string | null;
}

export interface TransferFilter {
  party?: string | undefined;
  cdr?: string | undefined;
  currency?: string | undefined;
  state?: TransferState | undefined;
  kind?: TransferKind | undefined;
  statement?: string | undefined;
}

export interface CurrencyTotal {
  currency: string;
  debits: string;
  credits: string;
}

export class LedgerReading {
  constructor(private readonly pool: Pool) {}

  /** Accounts in the order in which they were opened, with their balances. */
  accounts(
    parties: Parties,
    where: { owner?: string | undefined; currency?: string | undefined },
    after: number,
    limit: number,
  ): Promise<AccountRow[]> {
    return this.#ask<AccountRow>(sql`
      select a.id::text as id, a.owner, a.kind, a.currency::text as currency, a.opened_at as "openedAt",
        (coalesce(i.posted, 0) - coalesce(o.posted, 0))::text as posted,
        (coalesce(i.pending, 0) - coalesce(o.pending, 0))::text as pending
      from (
        select * from billing.ledger_account a where a.id > ${after} and ${accountsOf(parties, where)}
        order by a.id limit ${limit}
      ) a
      left join lateral (${sumOf(sql`t.credit_account = a.id`)}) i on true
      left join lateral (${sumOf(sql`t.debit_account = a.id`)}) o on true
      order by a.id`);
  }

  async countAccounts(
    parties: Parties,
    where: { owner?: string | undefined; currency?: string | undefined },
  ): Promise<number> {
    const [row] = await this.#ask<{ n: number }>(
      sql`select count(*)::int as n from billing.ledger_account a where ${accountsOf(parties, where)}`,
    );
    return row?.n ?? 0;
  }

  /** Transfers in the order in which they were recorded. */
  transfers(parties: Parties, filter: TransferFilter, after: number, limit: number): Promise<TransferRow[]> {
    return this.#ask<TransferRow>(sql`
      select t.id::text as id, t.cause, t.kind, coalesce(s.outcome, 'PENDING') as state,
        d.owner as "debitOwner", d.kind as "debitKind", c.owner as "creditOwner", c.kind as "creditKind",
        t.currency::text as currency, t.amount::text as amount, t.cdr_ref as "cdrRef", t.cdr_line as "cdrLine",
        t.tax_name as "taxName", t.tax_percentage::text as "taxPercentage", t.note, s.reason,
        st.number as statement, t.occurred_at as "occurredAt", t.recorded_at as "recordedAt", s.at as "settledAt"
      ${joined(parties, filter)} and t.id > ${after} order by t.id limit ${limit}`);
  }

  async countTransfers(parties: Parties, filter: TransferFilter): Promise<number> {
    const [row] = await this.#ask<{ n: number }>(sql`select count(*)::int as n ${joined(parties, filter)}`);
    return row?.n ?? 0;
  }

  /** What all accounts of a currency were debited and credited with: the two are the same, always. */
  totals(): Promise<CurrencyTotal[]> {
    return this.#ask<CurrencyTotal>(sql`
      select a.currency::text as currency, sum(t.amount) filter (where t.debit_account = a.id)::text as debits,
        sum(t.amount) filter (where t.credit_account = a.id)::text as credits
      from billing.ledger_account a join billing.ledger_transfer t on a.id in (t.debit_account, t.credit_account)
      group by a.currency order by a.currency`);
  }

  async #ask<R extends object>(query: Sql): Promise<R[]> {
    const { rows } = await this.pool.query<R>(query.toQuery());
    return rows;
  }
}

const accountsOf = (
  parties: Parties,
  { owner, currency }: { owner?: string | undefined; currency?: string | undefined },
): Sql =>
  and([
    parties ? sql`a.owner = any(${parties})` : undefined,
    owner ? sql`a.owner = ${owner}` : undefined,
    currency ? sql`a.currency = ${currency}` : undefined,
  ]);

const sumOf = (side: Sql): Sql => sql`
  select sum(t.amount) filter (where s.outcome = 'POSTED') as posted,
    sum(t.amount) filter (where s.outcome is null) as pending
  from billing.ledger_transfer t left join billing.ledger_settlement s on s.transfer_id = t.id where ${side}`;

const joined = (parties: Parties, filter: TransferFilter): Sql => sql`
  from billing.ledger_transfer t
  join billing.ledger_account d on d.id = t.debit_account
  join billing.ledger_account c on c.id = t.credit_account
  left join billing.ledger_settlement s on s.transfer_id = t.id
  left join billing.statement st on st.id = s.statement_id
  where ${and([
    parties ? ofAccounts(parties) : undefined,
    filter.party ? ofAccounts([filter.party]) : undefined,
    filter.cdr ? sql`t.cdr_ref = ${filter.cdr}` : undefined,
    filter.currency ? sql`t.currency = ${filter.currency}` : undefined,
    filter.kind ? sql`t.kind = ${filter.kind}` : undefined,
    filter.statement ? sql`st.number = ${filter.statement}` : undefined,
    filter.state === 'PENDING' ? sql`s.transfer_id is null` : undefined,
    filter.state && filter.state !== 'PENDING' ? sql`s.outcome = ${filter.state}` : undefined,
  ])}`;

/** By the accounts, so that the indexes on both sides serve. */
const ofAccounts = (owners: readonly string[]): Sql => {
  const ids = sql`array(select id from billing.ledger_account where owner = any(${owners}))`;
  return sql`(t.debit_account = any(${ids}) or t.credit_account = any(${ids}))`;
};
