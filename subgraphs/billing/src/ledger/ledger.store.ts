/**
 * Writing the ledger. Everything is recorded in the transaction of its cause, on the connection the caller gives, and
 * once: a cause names its transfer for ever, so that whoever died halfway simply does it again.
 */
import { Problem } from '@chargesphere/schema';
import { essenceOf, isSameTransfer, recordable, type Essence } from './ledger.rules.js';
import type { LedgerConnection, RecordedTransfer, TransferEntry } from './ledger.types.js';

/** Of one statement. */
const ENTRIES_MAX = 50_000;

export class LedgerStore {
  /**
   * Records transfers, opening accounts that are not there yet. Recording the same again is no change; another transfer
   * of the same cause is refused with CONFLICT, and with it the transaction should end.
   */
  async record(on: LedgerConnection, entries: readonly TransferEntry[]): Promise<RecordedTransfer[]> {
    if (entries.length === 0) return [];
    const rows = await this.#write<{ id: string; cause: string }>(on, entries, RECORD);
    const fresh = new Map(rows.map(({ cause, id }) => [cause, id]));
    if (fresh.size === entries.length)
      return entries.map(({ cause }) => ({ id: fresh.get(cause) ?? '', cause, isNew: true }));
    const known = await this.#known(
      on,
      entries.filter(({ cause }) => !fresh.has(cause)),
    );
    const told = new Set<string>();
    return entries.map(({ cause }) => {
      const isNew = fresh.has(cause) && !told.has(cause);
      told.add(cause);
      return { id: fresh.get(cause) ?? known.get(cause) ?? '', cause, isNew };
    });
  }

  /** The same for many of which nobody needs the ids: they are not brought back, which is most of what a run had to read. */
  async recordMany(on: LedgerConnection, entries: readonly TransferEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const [counted] = await this.#write<{ recorded: number }>(on, entries, RECORD_MANY);
    if (counted?.recorded !== entries.length) await this.#known(on, entries);
  }

  async #write<R extends object>(
    on: LedgerConnection,
    entries: readonly TransferEntry[],
    text: string,
  ): Promise<R[]> {
    if (entries.length > ENTRIES_MAX)
      throw new RangeError(`${entries.length} transfers at once; record ${ENTRIES_MAX} at the most.`);
    const given = JSON.stringify(entries.map(rowOf));
    await on.query(OPEN_ACCOUNTS, [JSON.stringify(accountsOf(entries))]);
    return (await on.query<R>(text, [given])).rows;
  }

  /** Posts pending transfers, by cause; those that are settled already stay as they are. Resolves to how many it posted. */
  post(on: LedgerConnection, causes: readonly string[], reason?: string): Promise<number> {
    return this.#settle(on, causes, 'POSTED', reason);
  }

  /** Voids pending transfers, by cause; those that are settled already stay as they are. Resolves to how many it voided. */
  void(on: LedgerConnection, causes: readonly string[], reason?: string): Promise<number> {
    return this.#settle(on, causes, 'VOIDED', reason);
  }

  async #settle(
    on: LedgerConnection,
    causes: readonly string[],
    outcome: 'POSTED' | 'VOIDED',
    reason: string | undefined,
  ): Promise<number> {
    const { rows } = await on.query<{ settled: number }>(SETTLE, [
      JSON.stringify(causes),
      outcome,
      reason ?? null,
    ]);
    return rows[0]?.settled ?? 0;
  }

  /** Ids by cause of what had been recorded before, or by a neighbour that committed meanwhile. */
  async #known(on: LedgerConnection, entries: readonly TransferEntry[]): Promise<Map<string, string>> {
    const { rows } = await on.query<Essence & { id: string; cause: string }>(FIND, [
      JSON.stringify(entries.map(({ cause }) => cause)),
    ]);
    const found = new Map(rows.map((row) => [row.cause, row]));
    for (const entry of entries) {
      const stored = found.get(entry.cause);
      if (stored && isSameTransfer(stored, essenceOf(entry))) continue;
      throw new Problem(
        'CONFLICT',
        `The ledger holds another transfer of the cause "${entry.cause}"; a correction needs a cause of its own.`,
      );
    }
    return new Map(rows.map(({ cause, id }) => [cause, id]));
  }
}

/** MikroORM's connection, within its transaction. */
export const onEntityManager = (em: {
  execute(text: string, values: unknown[]): Promise<unknown>;
}): LedgerConnection => ({
  query: async <R extends object>(text: string, values: unknown[]) => {
    // Every $n of ours occurs once and in order, which is what a ? can say.
    const rows = await em.execute(text.replaceAll(/\$\d+/g, '?'), values);
    return { rows: rows as R[] };
  },
});

/** Each account once, however many transfers touch it. */
const accountsOf = (entries: readonly TransferEntry[]): object[] => {
  const found = new Map<string, object>();
  for (const { debit, credit, currency } of entries)
    for (const { owner, kind } of [debit, credit])
      found.set(`${currency} ${kind} ${owner}`, { owner, kind, currency });
  return [...found.values()];
};

const rowOf = (entry: TransferEntry, n: number): Record<string, unknown> => {
  const { cause, kind, debit, credit, currency, amount, state, occurredAt, note, billed, tax } =
    recordable(entry);
  return {
    n,
    cause,
    kind,
    amount,
    currency,
    note,
    quantity: entry.quantity,
    unit: entry.unit,
    debit_owner: debit.owner,
    debit_kind: debit.kind,
    credit_owner: credit.owner,
    credit_kind: credit.kind,
    is_pending: state === 'PENDING',
    occurred_at: occurredAt,
    issuer: billed?.issuer ?? '',
    recipient: billed?.recipient ?? '',
    is_credit: billed?.isCredit ?? false,
    is_reverse: billed?.isReverse ?? false,
    cdr_ref: entry.cdrRef ?? '',
    cdr_line: entry.cdrLine ?? '',
    tax_name: tax?.name,
    tax_percentage: tax?.percentage,
    tax_base: tax?.base,
  };
};

const OPEN_ACCOUNTS = `
  insert into billing.ledger_account (owner, kind, currency)
  select a.owner, a.kind, a.currency from json_to_recordset($1::json) as a(owner text, kind text, currency text)
  where not exists (
    select from billing.ledger_account k where (k.owner, k.kind, k.currency) = (a.owner, a.kind, a.currency)
  )
  order by 1, 2, 3 on conflict do nothing`;

const RECORDED = `
  with given as (
    select * from json_to_recordset($1::json) as g(n int, cause text, kind text, amount numeric, currency text,
      note text, quantity numeric, unit text, debit_owner text, debit_kind text, credit_owner text, credit_kind text,
      is_pending boolean, occurred_at timestamptz, issuer text, recipient text, is_credit boolean, is_reverse boolean,
      cdr_ref text, cdr_line text, tax_name text, tax_percentage numeric, tax_base numeric)
  ), recorded as (
    insert into billing.ledger_transfer (cause, kind, debit_account, credit_account, currency, amount, issuer,
      recipient, is_credit, is_reverse, cdr_ref, cdr_line, quantity, unit, tax_name, tax_percentage, tax_base, note,
      occurred_at)
    select g.cause, g.kind, d.id, c.id, g.currency, g.amount, g.issuer, g.recipient, g.is_credit, g.is_reverse,
      g.cdr_ref, g.cdr_line, g.quantity, g.unit, g.tax_name, g.tax_percentage, g.tax_base, g.note,
      coalesce(g.occurred_at, now())
    from given g
    join billing.ledger_account d on (d.owner, d.kind, d.currency) = (g.debit_owner, g.debit_kind, g.currency)
    join billing.ledger_account c on (c.owner, c.kind, c.currency) = (g.credit_owner, g.credit_kind, g.currency)
    order by g.n on conflict (cause) do nothing
    returning id, cause, cdr_ref, issuer, occurred_at
  ), states as (
    select distinct on (cause) cause, is_pending from given order by cause, n
  ), waiting as (
    insert into billing.ledger_pending (transfer_id, cdr_ref, is_billed, occurred_at)
    select r.id, r.cdr_ref, r.issuer <> '', r.occurred_at from recorded r join states s using (cause) where s.is_pending
  ), settled as (
    insert into billing.ledger_settlement (transfer_id, outcome)
    select r.id, 'POSTED' from recorded r join states s using (cause) where not s.is_pending
  )`;
const RECORD = `${RECORDED} select id::text as id, cause from recorded`;
const RECORD_MANY = `${RECORDED} select count(*)::int as recorded from recorded`;

const FIND = `
  select t.id::text as id, t.cause, t.kind, d.kind || ' ' || d.owner as debit, c.kind || ' ' || c.owner as credit,
    t.currency::text as currency, t.amount::text as amount
  from billing.ledger_transfer t
  join billing.ledger_account d on d.id = t.debit_account
  join billing.ledger_account c on c.id = t.credit_account
  where t.cause in (select json_array_elements_text($1::json))`;

const SETTLE = `
  with due as (
    select p.transfer_id from billing.ledger_pending p join billing.ledger_transfer t on t.id = p.transfer_id
    where t.cause in (select json_array_elements_text($1::json)) order by p.transfer_id for update of p
  ), taken as (
    delete from billing.ledger_pending p using due where p.transfer_id = due.transfer_id returning p.transfer_id
  ), settled as (
    insert into billing.ledger_settlement (transfer_id, outcome, reason)
    select transfer_id, $2::text, $3::text from taken returning transfer_id
  )
  select count(*)::int as settled from settled`;
