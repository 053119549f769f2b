/** Payments as the graph shows them, and what is looked for among them. */
import { DateTime, Decimal } from '@chargesphere/chassis';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PaymentRow } from './payment.row.js';
import type { PaymentDirection, PaymentState } from './payment.rules.js';
import type { Instructions } from './provider.js';

export const PaymentStateEnum = {
  CREATED: 'CREATED',
  SUBMITTED: 'SUBMITTED',
  SETTLED: 'SETTLED',
  FAILED: 'FAILED',
  CANCELED: 'CANCELED',
  RETURNED: 'RETURNED',
} as const satisfies { [S in PaymentState]: S };

registerEnumType(PaymentStateEnum, {
  name: 'PaymentState',
  description: 'How a payment stands.',
  valuesConfig: {
    CREATED: { description: 'Its provider does not have it yet; tried again until it does.' },
    SUBMITTED: { description: 'Its provider has it, or the party is asked to pay.' },
    SETTLED: { description: 'The money has moved, and the ledger says so.' },
    FAILED: { description: 'It will not happen; pay again when its reason is out of the way.' },
    CANCELED: { description: 'An operator took it back before any money moved.' },
    RETURNED: { description: 'The money moved and came back, and the ledger says both.' },
  },
});

export const PaymentDirectionEnum = {
  COLLECTION: 'COLLECTION',
  PAYOUT: 'PAYOUT',
} as const satisfies { [D in PaymentDirection]: D };

registerEnumType(PaymentDirectionEnum, {
  name: 'PaymentDirection',
  description: 'Which way the money goes.',
  valuesConfig: {
    COLLECTION: { description: 'A party pays the hub.' },
    PAYOUT: { description: 'The hub pays a party.' },
  },
});

@ObjectType('BankAccount', { description: 'An account at a bank.' })
export class BankAccountType {
  @Field(() => String, { description: 'Whose it is.' })
  declare holder: string;

  @Field(() => String, { description: 'IBAN, without blanks.' })
  declare iban: string;

  @Field(() => String, { nullable: true, description: 'BIC of the bank; null when it is not needed.' })
  declare bic: string | null;
}

@ObjectType({ description: 'How the party can pay: by a page, or by a transfer with the reference.' })
export class PaymentInstructions {
  @Field(() => String, {
    nullable: true,
    description: 'Page of the provider to pay on; null for a transfer.',
  })
  declare url: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when the page is open.' })
  declare expiresAt: string | null;

  @Field(() => BankAccountType, { nullable: true, description: 'Account to transfer to; null for a page.' })
  declare account: BankAccountType | null;

  @Field(() => String, { nullable: true, description: 'What to write on the transfer, exactly.' })
  declare reference: string | null;
}

export const shownInstructions = (given: Instructions): PaymentInstructions =>
  given.by === 'link'
    ? { url: given.url, expiresAt: given.expiresAt, account: null, reference: null }
    : { url: null, expiresAt: null, account: given.account, reference: given.reference };

@ObjectType({ description: 'Money between the hub and one party, for one statement.' })
export class Payment {
  @Field(() => ID, { description: 'Id of the payment.' })
  declare id: string;

  @Field(() => String, {
    description:
      'By which banks know it: a creditor reference (ISO 11649), and the end-to-end id of a payout.',
  })
  declare reference: string;

  @Field(() => PaymentDirectionEnum, { description: 'Which way the money goes.' })
  declare direction: PaymentDirection;

  @Field(() => String, { description: 'Who carries it out: a name of paymentProviders.' })
  declare provider: string;

  @Field(() => ID, { description: 'Ref of the party that pays or is paid.' })
  declare party: string;

  @Field(() => String, { description: 'Number of the statement it is for.' })
  declare statement: string;

  @Field(() => Decimal, { description: 'How much.' })
  declare amount: string;

  @Field(() => String, { description: 'Currency of the amount, ISO 4217.' })
  declare currency: string;

  @Field(() => PaymentStateEnum, { description: 'How it stands.' })
  declare state: PaymentState;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is so, in one sentence; null when all is well.',
  })
  declare reason: string | null;

  @Field(() => String, { nullable: true, description: "The provider's id of it; null until it has one." })
  declare providerReference: string | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  declare createdAt: string;

  @Field(() => DateTime, { description: 'When its state changed last.' })
  declare changedAt: string;

  @Field(() => DateTime, { nullable: true, description: 'When the money moved; null as long as it has not.' })
  declare settledAt: string | null;
}

/** What a Payment is made of. */
export type PaymentRoot = PaymentRow;

@ObjectType({ description: 'One attempt to hand a payment to its provider.' })
export class PaymentAttempt {
  @Field(() => Int, { description: 'From 1.' })
  declare number: number;

  @Field(() => DateTime, { description: 'When it began.' })
  declare startedAt: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it lasts.' })
  declare endedAt: string | null;

  @Field(() => String, {
    description:
      'OPEN, ACCEPTED, REFUSED, UNAVAILABLE (tried again), or UNKNOWN: the node went silent in the middle of it, and the next attempt asks for the same payment.',
  })
  declare outcome: string;

  @Field(() => String, { nullable: true, description: 'What went wrong; null when nothing did.' })
  declare reason: string | null;
}

@ObjectType({ description: 'What a provider said by webhook that does not fit: for a person to look into.' })
export class PaymentDoubt {
  @Field(() => ID, { description: 'Id of the doubt.' })
  declare id: string;

  @Field(() => String, { description: 'Who said it.' })
  declare provider: string;

  @Field(() => String, { description: "The provider's id of the event." })
  declare eventId: string;

  @Field(() => String, { description: "The provider's name for what happened." })
  declare kind: string;

  @Field(() => String, {
    description: 'UNMATCHED (no such payment), AMOUNT_DIFFERS, or CONFLICT (with what was known).',
  })
  declare outcome: string;

  @Field(() => String, { nullable: true, description: 'What does not fit, in one sentence.' })
  declare reason: string | null;

  @Field(() => DateTime, { description: 'When it happened, as the provider says.' })
  declare occurredAt: string;

  @Field(() => DateTime, { description: 'When the hub was told.' })
  declare receivedAt: string;
}

@ObjectType('WebhookReceipt', { description: 'What became of a webhook.' })
export class WebhookReceiptType {
  @Field(() => Int, { description: 'Events about payments of this hub that had not been told before.' })
  declare taken: number;

  @Field(() => Int, { description: 'Events that had been told before: they change nothing.' })
  declare repeated: number;
}

@InputType({ description: 'Which payments; what is left out does not matter.' })
export class PaymentFilter {
  @Field(() => [PaymentStateEnum], { nullable: true, description: 'Only in these states.' })
  declare states?: PaymentState[] | null;

  @Field(() => PaymentDirectionEnum, { nullable: true, description: 'Only of this direction.' })
  declare direction?: PaymentDirection | null;

  @Field(() => String, { nullable: true, description: 'Only by this provider.' })
  declare provider?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this party.' })
  declare party?: string | null;

  @Field(() => String, { nullable: true, description: 'Only for the statement of this number.' })
  declare statement?: string | null;
}

@InputType({ description: "A party's account at a payment provider." })
export class PaymentAccountInput {
  @Field(() => ID, { description: 'Ref of the party.' })
  declare party: string;

  @Field(() => String, { description: 'A name of paymentProviders.' })
  declare provider: string;

  @Field(() => String, { description: 'Id of the account at the provider, such as `acct_1032D82eZvKYlo2C`.' })
  declare account: string;
}
