/**
 * Banks' statements. Each booking is kept once, by the bank's own reference, together with what it means; a statement
 * imported again adds nothing. What does not match waits, visible, for a person.
 */
import {
  and,
  raw,
  recordPage,
  sql,
  type Note,
  type Page,
  type PageInput,
  type Sql,
} from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import { matchOf, referencesOf } from './bank-match.rules.js';
import { BANK_TRANSFER } from './bank-transfer.provider.js';
import { readCamt053, type BankStatement, type BankTransaction } from './camt053.js';
import type { PaymentGround } from './ground.js';
import { lockPayment, movePayment } from './payment.move.js';
import { isUuid, PAYMENT_COLUMNS, type PaymentRow } from './payment.row.js';
import { isSameAmount } from './payment.rules.js';

export const bankTransactionStates = [
  'MATCHED',
  'UNMATCHED',
  'AMOUNT_DIFFERS',
  'CONFLICT',
  'RESOLVED',
] as const;
export type BankTransactionState = (typeof bankTransactionStates)[number];

export interface BankTransactionRow {
  id: string;
  seq: number;
  statement: string;
  isCredit: boolean;
  isReturn: boolean;
  amount: string;
  currency: string;
  bookedAt: string | null;
  reference: string | null;
  remittance: string;
  counterpartyName: string | null;
  counterpartyIban: string | null;
  state: BankTransactionState;
  reason: string | null;
  importedAt: string;
}

export interface ImportReceipt {
  statements: number;
  matched: number;
  /** Visible in bankTransactions. */
  open: number;
  /** Had been imported before. */
  repeated: number;
  /** Not booked yet: they come again when they are. */
  pending: number;
}

/** What is decided of a booking. */
interface Decision {
  state: BankTransactionState;
  reason: string | null;
  payments: PaymentRow[];
}

const COLUMNS =
  raw(`t.id, t.seq::float8 as seq, t.statement, t.is_credit as "isCredit", t.is_return as "isReturn",
  t.amount::text as amount, t.currency::text as currency, t.booked_at as "bookedAt", t.reference, t.remittance,
  t.counterparty_name as "counterpartyName", t.counterparty_iban as "counterpartyIban", t.state, t.reason,
  t.imported_at as "importedAt"`);

export class BankStatementStore {
  constructor(private readonly ground: PaymentGround) {}

  /** A camt.053 file of the hub's account. Throws a Problem when nothing of it was taken. */
  async import(camt053: string): Promise<ImportReceipt> {
    const { bank } = this.ground;
    if (!bank)
      throw new Problem(
        'INVALID_INPUT',
        'The hub has no bank account of which this could be: set HUB_BANK_IBAN.',
      );
    const statements = readCamt053(camt053);
    const foreign = statements.find(({ account }) => account !== bank.iban);
    if (foreign)
      throw new Problem(
        'INVALID_INPUT',
        `The statement is of the account ${foreign.account}, and the hub's is ${bank.iban}.`,
      );
    const receipt: ImportReceipt = {
      statements: statements.length,
      matched: 0,
      open: 0,
      repeated: 0,
      pending: 0,
    };
    for (const statement of statements) {
      receipt.pending += statement.pending;
      // One transaction each: what one booking means must not hang on another that cannot be stored.
      for (const booking of statement.transactions) {
        const state = await this.#take(statement, booking);
        receipt[state === undefined ? 'repeated' : state === 'MATCHED' ? 'matched' : 'open'] += 1;
      }
    }
    return receipt;
  }

  /** An operator knows which payment it is; both have to be of the same amount. */
  async match(id: string, paymentId: string, reason: string): Promise<BankTransactionRow> {
    return this.#decide(id, async (em, note, booking) => {
      const payment = isUuid(paymentId) ? await lockPayment(em, paymentId) : undefined;
      if (!payment) throw new Problem('NOT_FOUND', `There is no payment ${JSON.stringify(paymentId)}.`);
      const decided = await this.#apply(
        em,
        note,
        { ...booking, ...WITHOUT_WORDS, endToEndId: payment.reference },
        [payment],
      );
      if (decided.state !== 'MATCHED')
        throw new Problem('CONFLICT', `They do not fit: ${decided.reason ?? ''}`);
      return { ...decided, reason };
    });
  }

  /** An operator has seen to it: it is no payment of the hub's, or was dealt with otherwise. */
  async dismiss(id: string, reason: string): Promise<BankTransactionRow> {
    return this.#decide(id, () => Promise.resolve({ state: 'RESOLVED', reason, payments: [] }));
  }

  /** Newest first. */
  page(
    states: readonly BankTransactionState[] | null,
    page: PageInput | null,
  ): Promise<Page<BankTransactionRow>> {
    const where = states ? sql`t.state = any(${states}::text[])` : undefined;
    return recordPage<BankTransactionRow>(page, {
      list: (position, limit) =>
        this.#read(sql`select ${COLUMNS} from billing.bank_transaction t
          where ${and([where, position ? sql`t.seq < ${position}` : undefined])} order by t.seq desc limit ${limit}`),
      count: async () => {
        const query = sql`select count(*)::int as total from billing.bank_transaction t where ${and([where])}`;
        return (await this.ground.pool.query<{ total: number }>(query.toQuery())).rows[0]?.total ?? 0;
      },
      positionOf: ({ seq }) => seq,
      digits: 15,
    });
  }

  /** The payments that bookings were matched with, or are about. */
  async paymentsOf(bookings: readonly string[]): Promise<PaymentRow[][]> {
    const query = sql`select ${raw(PAYMENT_COLUMNS)}, m.bank_transaction as booking from billing.bank_match m
      join billing.payment p on p.id = m.payment where m.bank_transaction = any(${bookings}::uuid[]) order by p.seq`;
    const { rows } = await this.ground.pool.query<PaymentRow & { booking: string }>(query.toQuery());
    const found = Map.groupBy(rows, ({ booking }) => booking);
    return bookings.map((booking) => found.get(booking) ?? []);
  }

  /** What became of it; undefined when it had been imported before. */
  #take(statement: BankStatement, booking: BankTransaction): Promise<BankTransactionState | undefined> {
    return this.ground.write(async (em, note) => {
      const [kept] = await em.execute<{ id: string }[]>(
        `insert into billing.bank_transaction (account, key, statement, is_credit, is_return, amount, currency, booked_at,
           reference, remittance, counterparty_name, counterparty_iban, state, imported_at)
         values (?, ?, ?, ?, ?, ?::numeric, ?, ?, ?, ?, ?, ?, 'UNMATCHED', ?)
         on conflict (account, key) do nothing returning id`,
        [
          statement.account,
          booking.key,
          statement.id,
          booking.isCredit,
          booking.isReturn,
          booking.amount,
          booking.currency,
          booking.bookedAt,
          booking.endToEndId ?? booking.creditorReference ?? booking.batchId,
          booking.text,
          booking.counterparty.name,
          booking.counterparty.iban,
          this.ground.now(),
        ],
      );
      if (!kept) return undefined;
      const decision =
        booking.batchId && !booking.endToEndId
          ? await this.#applyBatch(em, note, booking, booking.batchId)
          : await this.#apply(em, note, booking, await this.#candidates(em, booking));
      await keep(em, kept.id, decision);
      return decision.state;
    });
  }

  async #candidates(em: EntityManager, booking: BankTransaction): Promise<PaymentRow[]> {
    const references = referencesOf(booking);
    if (references.length === 0) return [];
    return em.execute<PaymentRow[]>(
      `select ${PAYMENT_COLUMNS} from billing.payment p
       where p.provider = ? and p.reference in (${references.map(() => '?').join(', ')}) order by p.id for update`,
      [BANK_TRANSFER, ...references],
    );
  }

  async #apply(em: EntityManager, note: Note, booking: BookingSides, found: PaymentRow[]): Promise<Decision> {
    const match = matchOf(booking, found);
    if (match.state === 'UNMATCHED') return { state: match.state, reason: match.reason, payments: [] };
    const { payment, state, reason } = match;
    if (state !== 'MATCHED') return { state, reason, payments: [payment] };
    const { verdict } = await movePayment(this.ground, em, note, payment, { state: match.told, reason });
    if (verdict === 'NEWS') return { state, reason, payments: [payment] };
    // Every booking is money: a second one for the same payment is somebody's by mistake.
    const again = `${payment.reference} was ${payment.state} already when this was booked.`;
    return { state: 'CONFLICT', reason: again, payments: [payment] };
  }

  /** A whole file of payouts, booked as one amount. */
  async #applyBatch(
    em: EntityManager,
    note: Note,
    booking: BankTransaction,
    batchId: string,
  ): Promise<Decision> {
    const payments = await em.execute<PaymentRow[]>(
      `select ${PAYMENT_COLUMNS} from billing.payment p join billing.payout_batch b on b.id = p.batch
       where b.message_id = ? and p.state = 'SUBMITTED' order by p.id for update of p`,
      [batchId],
    );
    if (payments.length === 0 || booking.isCredit || booking.isReturn)
      return {
        state: 'UNMATCHED',
        reason: `No payouts of a file ${batchId} wait for this booking.`,
        payments: [],
      };
    const amount = Decimal.sum(...payments.map((payment) => payment.amount)).toFixed();
    if (!isSameAmount(booking, { amount, currency: payments[0]?.currency ?? '' })) {
      const reason = `${booking.amount} ${booking.currency} was booked, and the payouts of the file are ${amount}.`;
      return { state: 'AMOUNT_DIFFERS', reason, payments };
    }
    for (const payment of payments)
      await movePayment(this.ground, em, note, payment, { state: 'SETTLED', reason: null });
    return { state: 'MATCHED', reason: null, payments };
  }

  #decide(
    id: string,
    decide: (em: EntityManager, note: Note, booking: BankTransactionRow) => Promise<Decision>,
  ): Promise<BankTransactionRow> {
    return this.ground.write(async (em, note) => {
      const [booking] = isUuid(id)
        ? await em.execute<BankTransactionRow[]>(
            `select ${COLUMNS_TEXT} from billing.bank_transaction t where t.id = ? for update`,
            [id],
          )
        : [];
      if (!booking) throw new Problem('NOT_FOUND', `There is no bank transaction ${JSON.stringify(id)}.`);
      if (booking.state === 'MATCHED' || booking.state === 'RESOLVED')
        throw new Problem('CONFLICT', `That transaction is ${booking.state} already.`);
      const decision = await decide(em, note, booking);
      await keep(em, id, decision);
      return { ...booking, state: decision.state, reason: decision.reason };
    });
  }

  async #read(query: Sql): Promise<BankTransactionRow[]> {
    return (await this.ground.pool.query<BankTransactionRow>(query.toQuery())).rows;
  }
}

type BookingSides = Parameters<typeof matchOf>[0];

/** What a person decides by is not what the payer wrote. */
const WITHOUT_WORDS = { creditorReference: null, text: '', returnReason: null };

const COLUMNS_TEXT = COLUMNS.toQuery().text;

const keep = async (em: EntityManager, id: string, { state, reason, payments }: Decision): Promise<void> => {
  await em.execute('update billing.bank_transaction set state = ?, reason = ? where id = ?', [
    state,
    reason,
    id,
  ]);
  for (const payment of payments)
    await em.execute(
      'insert into billing.bank_match (bank_transaction, payment) values (?, ?) on conflict do nothing',
      [id, payment.id],
    );
};
