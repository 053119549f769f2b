/** Payments in the graph: operators make and see them all, a party sees its own. */
import {
  filtered,
  noteChange,
  PageInput,
  pageType,
  recordLoader,
  requireOperator,
  requireSystem,
  type DomainEvent,
  type Page,
  type RecordLoader,
} from '@chargesphere/chassis';
import { foldRef, Problem } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { PayoutBatch } from './bank.types.js';
import type { PaymentContext, PaymentGround } from './ground.js';
import { partiesOf } from './payment.access.js';
import { PAYMENT_UPDATED, updateIn } from './payment.events.js';
import type { PaymentEventStore, WebhookReceipt } from './payment-event.store.js';
import type { PaymentAttemptRow, PaymentEventRow, PaymentStore } from './payment.store.js';
import {
  Payment,
  PaymentAccountInput,
  PaymentAttempt,
  PaymentDoubt,
  PaymentFilter,
  PaymentInstructions,
  shownInstructions,
  WebhookReceiptType,
  type PaymentRoot,
} from './payment.types.js';
import type { PayoutBatchRow, PayoutBatchStore } from './payout-batch.store.js';

const PaymentPage = pageType('PaymentPage', Payment);
const PaymentDoubtPage = pageType('PaymentDoubtPage', PaymentDoubt);

const PAGE = { nullable: true, description: 'Which part of the list; the first 20 when left out.' } as const;
const FILTER = { nullable: true, description: 'Which payments; all when left out.' } as const;
const ID_OF = { description: 'Id of the payment.' };
/** Base64 of the longest webhook: Stripe's are a few kilobytes. */
const WEBHOOK_MAX = 700_000;
const REASON_MAX = 500;

@Resolver(() => Payment)
export class PaymentResolver {
  readonly #attempts = new WeakMap<object, RecordLoader<PaymentAttemptRow[]>>();
  readonly #batches = new WeakMap<object, RecordLoader<PayoutBatchRow | undefined>>();

  constructor(
    private readonly ground: PaymentGround,
    private readonly store: PaymentStore,
    private readonly events: PaymentEventStore,
    private readonly payoutBatches: PayoutBatchStore,
  ) {}

  @Query(() => PaymentPage, {
    description: 'Payments, the newest first. A platform sees those of its own parties.',
  })
  payments(
    @Arg('filter', () => PaymentFilter, FILTER) filter: PaymentFilter | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PaymentContext,
  ): Promise<Page<PaymentRoot>> {
    return this.store.page(partiesOf(caller), filter, page);
  }

  @Query(() => Payment, { nullable: true, description: 'One payment; null when there is none to be seen.' })
  async payment(
    @Arg('id', () => ID, ID_OF) id: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<PaymentRoot | null> {
    return (await this.store.find(partiesOf(caller), id)) ?? null;
  }

  @Query(() => [String], { description: 'Names of the payment providers of this hub. For operators.' })
  paymentProviders(@Ctx() { caller }: PaymentContext): string[] {
    requireOperator(caller);
    return [...this.ground.providers.keys()];
  }

  @Query(() => PaymentDoubtPage, {
    description: 'What providers said by webhook that does not fit, the newest first. For operators.',
  })
  paymentDoubts(
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PaymentContext,
  ): Promise<Page<PaymentEventRow>> {
    requireOperator(caller);
    return this.store.doubts(page);
  }

  @Mutation(() => Payment, {
    description:
      'Makes the next payment of a statement: first the collection from who owes it, and when that is settled the payout to who is owed. CONFLICT while one is under way and when all is paid. For operators.',
  })
  async payStatement(
    @Arg('number', () => String, { description: 'Number of the statement.' }) number: string,
    @Arg('provider', () => String, { description: 'A name of paymentProviders.' }) provider: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<PaymentRoot> {
    requireOperator(caller);
    const payment = await this.store.make(number, provider);
    noteChange({
      type: 'Payment',
      ref: payment.id,
      before: {},
      after: {
        statement: number,
        direction: payment.direction,
        provider,
        party: payment.party,
        amount: payment.amount,
      },
    });
    return payment;
  }

  @Mutation(() => Payment, {
    description:
      'Takes a payment back that has moved no money: a collection nobody has paid, a payout that was not tried, or one in a file that the bank will not get. For operators.',
  })
  cancelPayment(
    @Arg('id', () => ID, ID_OF) id: string,
    @Arg('reason', () => String, { description: 'Why, for those who read it later.' }) reason: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<PaymentRoot> {
    requireOperator(caller);
    return this.store.cancel(id, sentence(reason));
  }

  @Mutation(() => Boolean, {
    description:
      "Names a party's account at a provider, to which its payouts go from now on; payments made before keep theirs. For operators.",
  })
  async putPaymentAccount(
    @Arg('input', () => PaymentAccountInput, { description: 'The account.' }) input: PaymentAccountInput,
    @Ctx() { caller }: PaymentContext,
  ): Promise<boolean> {
    requireOperator(caller);
    const party = foldRef(input.party);
    if (!/^[A-Z]{2}\/[A-Z0-9]{3}$/.test(party))
      throw new Problem('INVALID_INPUT', `${JSON.stringify(input.party)} is no party; write it as NL/TNM.`);
    if (!/^[\w-]{1,255}$/.test(input.account))
      throw new Problem('INVALID_INPUT', 'An account is known by letters, digits, _ and -, 255 at the most.');
    await this.store.putAccount(party, input.provider, input.account);
    noteChange({
      type: 'Party',
      ref: party,
      before: {},
      after: { paymentProvider: input.provider, paymentAccount: input.account },
    });
    return true;
  }

  @Mutation(() => WebhookReceiptType, {
    description:
      'Takes what a provider sent, if its signature over the body is right; the same again changes nothing. For the hub itself.',
  })
  receivePaymentWebhook(
    @Arg('provider', () => String, { description: 'A name of paymentProviders.' }) provider: string,
    @Arg('body', () => String, { description: 'The body, byte for byte, in Base64.' }) body: string,
    @Arg('signature', () => String, { description: 'The header that signs it; empty when there was none.' })
    signature: string,
    @Ctx() { caller }: PaymentContext,
  ): Promise<WebhookReceipt> {
    requireSystem(caller);
    if (body.length > WEBHOOK_MAX) throw new Problem('INVALID_INPUT', 'The body is too long for a webhook.');
    return this.events.receive(provider, Buffer.from(body, 'base64'), { 'stripe-signature': signature });
  }

  @FieldResolver(() => PaymentInstructions, {
    nullable: true,
    description: 'How the party can pay; null when there is nothing to be done, or not any more.',
  })
  instructions(@Root() { state, instructions }: PaymentRoot): PaymentInstructions | null {
    return state === 'SUBMITTED' && instructions ? shownInstructions(instructions) : null;
  }

  @FieldResolver(() => [PaymentAttempt], {
    nullable: true,
    description: 'Attempts to hand it to its provider, the last ones first, 100 at the most. For operators.',
  })
  attempts(@Root() { id }: PaymentRoot, @Ctx() context: PaymentContext): Promise<PaymentAttempt[]> {
    requireOperator(context.caller);
    return loaderIn(this.#attempts, context, (ids) => this.store.attempts(ids)).load(id);
  }

  @FieldResolver(() => PayoutBatch, {
    nullable: true,
    description: 'The file in which it goes to the bank; null when it does not. For operators.',
  })
  async batch(
    @Root() { batch }: PaymentRoot,
    @Ctx() context: PaymentContext,
  ): Promise<PayoutBatchRow | null> {
    requireOperator(context.caller);
    if (batch === null) return null;
    return (
      (await loaderIn(this.#batches, context, (ids) => this.payoutBatches.byId(ids)).load(batch)) ?? null
    );
  }

  @Subscription(() => Payment, {
    description:
      'Payments as they are made and as their state changes, from now on. A platform sees those of its own parties.',
    subscribe: ({ context, args }) => {
      const { caller, outbox } = context as PaymentContext;
      const parties = partiesOf(caller);
      const { statement } = args as { statement?: string | null };
      return filtered(
        outbox.subscribe<unknown>([PAYMENT_UPDATED]),
        (event) =>
          (parties === null || parties.includes(event.owner)) &&
          (!statement || updateIn(event).statement === statement),
      );
    },
  })
  async paymentUpdated(
    @Root() { ref }: DomainEvent,
    @Arg('statement', () => String, {
      nullable: true,
      description: 'Only for the statement of this number; for all when left out.',
    })
    _: string | null,
    @Ctx() { caller }: PaymentContext,
  ): Promise<PaymentRoot> {
    const payment = await this.store.find(partiesOf(caller), ref);
    if (payment) return payment;
    throw new Problem('NOT_FOUND', `The payment ${ref} is not to be seen any more.`);
  }
}

/** One query per level of an operation. */
export const loaderIn = <V>(
  loaders: WeakMap<object, RecordLoader<V>>,
  context: object,
  load: (ids: readonly string[]) => Promise<V[]>,
): RecordLoader<V> => {
  const known = loaders.get(context);
  if (known) return known;
  const made = recordLoader(load);
  loaders.set(context, made);
  return made;
};

/** What people write for others to read. */
export const sentence = (text: string): string => {
  const told = text.trim();
  if (told !== '' && told.length <= REASON_MAX) return told;
  throw new Problem('INVALID_INPUT', `Give a reason of 1 to ${REASON_MAX} characters.`);
};
