/** Payments by bank in the graph: files of payouts, and what the bank says. For operators. */
import {
  DateTime,
  Decimal,
  noteChange,
  PageInput,
  pageType,
  requireOperator,
  type Page,
  type RecordLoader,
} from '@chargesphere/chassis';
import { Decimal as Amount } from 'decimal.js';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  BankStatementStore,
  BankTransactionRow,
  BankTransactionState,
  ImportReceipt,
} from './bank-statement.store.js';
import { BankImport, BankTransactionStateEnum, BankTransactionType, PayoutBatch } from './bank.types.js';
import type { PaymentContext } from './ground.js';
import { loaderIn, sentence } from './payment.resolver.js';
import type { PaymentRow } from './payment.row.js';
import { payoutDocument } from './payout-document.js';
import type { PaymentStore } from './payment.store.js';
import { Payment } from './payment.types.js';
import type { PayoutBatchRow, PayoutBatchStore } from './payout-batch.store.js';

const PayoutBatchPage = pageType('PayoutBatchPage', PayoutBatch);
const BankTransactionPage = pageType('BankTransactionPage', BankTransactionType);

const PAGE = { nullable: true, description: 'Which part of the list; the first 20 when left out.' } as const;
const BOOKING = { description: 'Id of the booking.' };
const REASON = { description: 'Why, for those who read it later.' };

@Resolver(() => PayoutBatch)
export class PayoutBatchResolver {
  readonly #payments = new WeakMap<object, RecordLoader<PaymentRow[]>>();

  constructor(
    private readonly store: PayoutBatchStore,
    private readonly payments: PaymentStore,
  ) {}

  @Query(() => PayoutBatchPage, { description: 'Files of payouts, the newest first. For operators.' })
  payoutBatches(
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PaymentContext,
  ): Promise<Page<PayoutBatchRow>> {
    requireOperator(caller);
    return this.store.page(page);
  }

  @Query(() => PayoutBatch, {
    nullable: true,
    description: 'One file of payouts; null when there is none. For operators.',
  })
  async payoutBatch(
    @Arg('id', () => ID, { description: 'Id of the batch.' }) id: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<PayoutBatchRow | null> {
    requireOperator(caller);
    return (await this.store.find(id)) ?? null;
  }

  @Mutation(() => PayoutBatch, {
    description:
      'Makes the payouts of these statements and puts them, and all others that wait for the bank, into one SEPA file, 2000 at the most. A payout is in one file only. For operators.',
  })
  async createPayoutBatch(
    @Arg('statements', () => [String], {
      nullable: true,
      description: 'Numbers of statements to be paid out, 500 at the most; only what waits when left out.',
    })
    statements: string[] | null,
    @Arg('executeOn', () => DateTime, {
      nullable: true,
      description:
        'The day on which the bank is to pay, of which the time does not matter; today when left out.',
    })
    executeOn: string | null,
    @Ctx() { caller }: PaymentContext,
  ): Promise<PayoutBatchRow> {
    requireOperator(caller);
    const batch = await this.store.make(statements ?? [], executeOn);
    noteChange({ type: 'PayoutBatch', ref: batch.id, before: {}, after: { messageId: batch.messageId } });
    return batch;
  }

  @FieldResolver(() => [Payment], { description: 'Its payouts, in the order of their making.' })
  payouts(@Root() { id }: PayoutBatchRow, @Ctx() context: PaymentContext): Promise<PaymentRow[]> {
    return this.#payoutsOf(context, id);
  }

  @FieldResolver(() => Int, { description: 'How many payouts it has.' })
  async count(@Root() { id }: PayoutBatchRow, @Ctx() context: PaymentContext): Promise<number> {
    return (await this.#payoutsOf(context, id)).length;
  }

  @FieldResolver(() => Decimal, { description: 'What they add up to.' })
  async total(@Root() { id }: PayoutBatchRow, @Ctx() context: PaymentContext): Promise<string> {
    const payouts = await this.#payoutsOf(context, id);
    return payouts.reduce((sum, { amount }) => sum.plus(amount), new Amount(0)).toFixed();
  }

  @FieldResolver(() => String, {
    description: 'The file for the bank: XML, pain.001.001.09, the same whenever it is asked for.',
  })
  async document(@Root() batch: PayoutBatchRow, @Ctx() context: PaymentContext): Promise<string> {
    return payoutDocument(batch, await this.#payoutsOf(context, batch.id));
  }

  #payoutsOf(context: PaymentContext, id: string): Promise<PaymentRow[]> {
    return loaderIn(this.#payments, context, (ids) => this.payments.ofBatches(ids)).load(id);
  }
}

@Resolver(() => BankTransactionType)
export class BankTransactionResolver {
  readonly #payments = new WeakMap<object, RecordLoader<PaymentRow[]>>();

  constructor(private readonly store: BankStatementStore) {}

  @Query(() => BankTransactionPage, {
    description: "Bookings on the hub's bank account, the newest first. For operators.",
  })
  bankTransactions(
    @Arg('states', () => [BankTransactionStateEnum], {
      nullable: true,
      description: 'Only in these states; in all when left out.',
    })
    states: BankTransactionState[] | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PaymentContext,
  ): Promise<Page<BankTransactionRow>> {
    requireOperator(caller);
    return this.store.page(states, page);
  }

  @Mutation(() => BankImport, {
    description:
      "Imports a bank's statement of the hub's account (camt.053, 1 MB at the most: more comes in several files). A booking settles the payment whose reference and amount it has; what does not match waits in bankTransactions. Importing it again changes nothing. For operators.",
  })
  importBankStatement(
    @Arg('camt053', () => String, { description: 'The XML file.' }) camt053: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<ImportReceipt> {
    requireOperator(caller);
    return this.store.import(camt053);
  }

  @Mutation(() => BankTransactionType, {
    description:
      'You know which payment a booking is: it settles that payment, which must be of the same amount. For operators.',
  })
  async matchBankTransaction(
    @Arg('id', () => ID, BOOKING) id: string,
    @Arg('payment', () => ID, { description: 'Id of the payment it is.' }) payment: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<BankTransactionRow> {
    requireOperator(caller);
    return decided(await this.store.match(id, payment, sentence(reason)));
  }

  @Mutation(() => BankTransactionType, {
    description:
      'You have seen to a booking that is no payment of the hub, or was dealt with otherwise: it is RESOLVED and moves no payment. For operators.',
  })
  async dismissBankTransaction(
    @Arg('id', () => ID, BOOKING) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<BankTransactionRow> {
    requireOperator(caller);
    return decided(await this.store.dismiss(id, sentence(reason)));
  }

  @FieldResolver(() => [Payment], { description: 'The payments it is, or names.' })
  payments(@Root() { id }: BankTransactionRow, @Ctx() context: PaymentContext): Promise<PaymentRow[]> {
    return loaderIn(this.#payments, context, (ids) => this.store.paymentsOf(ids)).load(id);
  }
}

const decided = (booking: BankTransactionRow): BankTransactionRow => {
  const { id, state, reason } = booking;
  noteChange({ type: 'BankTransaction', ref: id, before: {}, after: { state, reason } });
  return booking;
};
