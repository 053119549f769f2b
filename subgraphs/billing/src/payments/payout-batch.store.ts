/**
 * Batches of payouts by bank. Making one takes all payouts that wait for it, for good: a payout is in one file only, so
 * that a file handed to the bank twice is the bank's to notice and never the hub's to cause.
 */
import { raw, recordPage, sql, type Page, type PageInput, type Sql } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { BANK_TRANSFER } from './bank-transfer.provider.js';
import type { PaymentGround } from './ground.js';
import { movePayment } from './payment.move.js';
import { isUuid, PAYMENT_COLUMNS, type PaymentRow } from './payment.row.js';
import type { PaymentStore } from './payment.store.js';
import type { BankAccount } from './provider.js';

export interface PayoutBatchRow {
  id: string;
  seq: number;
  /** By which the bank knows the file, at most 35 characters. */
  messageId: string;
  currency: string;
  /** The hub's account, as it was when the batch was made. */
  account: BankAccount;
  /** The day on which the bank is to pay: 2026-11-24. */
  executeOn: string;
  createdAt: string;
}

const COLUMNS =
  raw(`b.id, b.seq::float8 as seq, b.message_id as "messageId", b.currency::text as currency, b.account,
  b.execute_on::text as "executeOn", b.created_at as "createdAt"`);

/** Payouts of one file at the most; what is left goes into the next. */
export const BATCH_MAX = 2_000;
const STATEMENTS_MAX = 500;

export class PayoutBatchStore {
  constructor(
    private readonly ground: PaymentGround,
    private readonly payments: PaymentStore,
  ) {}

  /** Makes the payouts of these statements and puts them, and all that wait, into one file. */
  async make(statements: readonly string[], executeOn: string | null): Promise<PayoutBatchRow> {
    const { bank } = this.ground;
    if (!bank)
      throw new Problem(
        'INVALID_INPUT',
        'The hub has no bank account to pay from: set HUB_BANK_IBAN and start it anew.',
      );
    if (statements.length > STATEMENTS_MAX)
      throw new Problem(
        'INVALID_INPUT',
        `These are ${statements.length} statements; name ${STATEMENTS_MAX} at once.`,
      );
    const today = this.ground.now().toISOString().slice(0, 10);
    const day = executeOn?.slice(0, 10) ?? today;
    if (day < today) throw new Problem('INVALID_INPUT', `${day} is over; choose today or a later day.`);
    // One that waits already, of a call that ended early, is taken along like the others.
    const waiting = new Set(await this.#waiting(statements));
    for (const statement of new Set(statements))
      if (!waiting.has(statement)) await this.payments.make(statement, BANK_TRANSFER, 'PAYOUT');
    return this.#take(bank, day);
  }

  async #waiting(statements: readonly string[]): Promise<string[]> {
    const { rows } = await this.ground.pool.query<{ statement: string }>(
      `select statement from billing.payment where statement = any($1) and state = 'CREATED' and direction = 'PAYOUT'
       and provider = $2`,
      [statements, BANK_TRANSFER],
    );
    return rows.map(({ statement }) => statement);
  }

  #take(bank: BankAccount, day: string): Promise<PayoutBatchRow> {
    return this.ground.write(async (em, note) => {
      const waiting = await em.execute<PaymentRow[]>(
        `select ${PAYMENT_COLUMNS} from billing.payment p
         where p.state = 'CREATED' and p.direction = 'PAYOUT' and p.provider = ? and p.currency = 'EUR'
         order by p.seq limit ${BATCH_MAX} for update`,
        [BANK_TRANSFER],
      );
      if (waiting.length === 0)
        throw new Problem('CONFLICT', 'No payout waits for the bank; name the statements to be paid out.');
      const [batch] = await em.execute<PayoutBatchRow[]>(
        `with made as (select gen_random_uuid() as id)
         insert into billing.payout_batch as b (id, message_id, currency, account, execute_on, created_at)
         select id, 'CS-' || replace(id::text, '-', ''), 'EUR', ?::jsonb, ?::date, ? from made
         returning ${BATCH_TEXT}`,
        [JSON.stringify(bank), day, this.ground.now()],
      );
      if (!batch) throw new Error('The batch was not stored.');
      for (const payment of waiting)
        await movePayment(this.ground, em, note, payment, {
          state: 'SUBMITTED',
          reason: null,
          providerReference: payment.reference,
          batch: batch.id,
        });
      return batch;
    });
  }

  async find(id: string): Promise<PayoutBatchRow | undefined> {
    if (!isUuid(id)) return undefined;
    return (await this.#read(sql`select ${COLUMNS} from billing.payout_batch b where b.id = ${id}`))[0];
  }

  /** In the order of the ids. */
  async byId(ids: readonly string[]): Promise<(PayoutBatchRow | undefined)[]> {
    const rows = await this.#read(
      sql`select ${COLUMNS} from billing.payout_batch b where b.id = any(${ids}::uuid[])`,
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  }

  /** Newest first. */
  page(page: PageInput | null): Promise<Page<PayoutBatchRow>> {
    return recordPage<PayoutBatchRow>(page, {
      list: (position, limit) =>
        this.#read(sql`select ${COLUMNS} from billing.payout_batch b
          where ${position ? sql`b.seq < ${position}` : raw('true')} order by b.seq desc limit ${limit}`),
      count: async () => {
        const { rows } = await this.ground.pool.query<{ total: number }>(
          'select count(*)::int as total from billing.payout_batch',
        );
        return rows[0]?.total ?? 0;
      },
      positionOf: ({ seq }) => seq,
      digits: 15,
    });
  }

  async #read(query: Sql): Promise<PayoutBatchRow[]> {
    return (await this.ground.pool.query<PayoutBatchRow>(query.toQuery())).rows;
  }
}

const BATCH_TEXT = COLUMNS.toQuery().text;
