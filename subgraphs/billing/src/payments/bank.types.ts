/** Batches of payouts and bookings of the bank, as the graph shows them. */
import { DateTime, Decimal } from '@chargesphere/chassis';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BankTransactionState } from './bank-statement.store.js';
import { BankAccountType } from './payment.types.js';

@ObjectType({ description: 'Payouts that go to the bank in one file.' })
export class PayoutBatch {
  @Field(() => ID, { description: 'Id of the batch.' })
  declare id: string;

  @Field(() => String, { description: 'By which the bank knows the file.' })
  declare messageId: string;

  @Field(() => String, { description: 'Currency of all its payouts, ISO 4217.' })
  declare currency: string;

  @Field(() => BankAccountType, { description: "The hub's account that is debited." })
  declare account: BankAccountType;

  @Field(() => String, { description: 'The day on which the bank is to pay: 2026-11-24.' })
  declare executeOn: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  declare createdAt: string;
}

export const BankTransactionStateEnum = {
  MATCHED: 'MATCHED',
  UNMATCHED: 'UNMATCHED',
  AMOUNT_DIFFERS: 'AMOUNT_DIFFERS',
  CONFLICT: 'CONFLICT',
  RESOLVED: 'RESOLVED',
} as const satisfies { [S in BankTransactionState]: S };

registerEnumType(BankTransactionStateEnum, {
  name: 'BankTransactionState',
  description: "What a booking on the hub's account is.",
  valuesConfig: {
    MATCHED: { description: 'It is a payment of the hub, which has moved by it.' },
    UNMATCHED: { description: 'It names no payment of the hub, or several: for a person.' },
    AMOUNT_DIFFERS: { description: 'It names a payment of another amount: for a person.' },
    CONFLICT: {
      description: 'It names a payment that cannot be it, such as one paid already: for a person.',
    },
    RESOLVED: { description: 'An operator has seen to it.' },
  },
});

@ObjectType('BankTransaction', {
  description: "A booking on the hub's bank account, from a statement of the bank.",
})
export class BankTransactionType {
  @Field(() => ID, { description: 'Id of the booking.' })
  declare id: string;

  @Field(() => String, { description: "The bank's id of the statement it was on." })
  declare statement: string;

  @Field(() => Boolean, { description: 'true: money came in; false: it went out.' })
  declare isCredit: boolean;

  @Field(() => Boolean, { description: 'It takes an earlier payment back.' })
  declare isReturn: boolean;

  @Field(() => Decimal, { description: 'How much.' })
  declare amount: string;

  @Field(() => String, { description: 'Currency of the amount, ISO 4217.' })
  declare currency: string;

  @Field(() => String, { nullable: true, description: 'Day or instant of booking, as the bank gives it.' })
  declare bookedAt: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is known by; null when the bank gives nothing.',
  })
  declare reference: string | null;

  @Field(() => String, { description: 'What the payer wrote.' })
  declare remittance: string;

  @Field(() => String, { nullable: true, description: 'Name of the other side.' })
  declare counterpartyName: string | null;

  @Field(() => String, { nullable: true, description: 'IBAN of the other side.' })
  declare counterpartyIban: string | null;

  @Field(() => BankTransactionStateEnum, { description: 'What it is.' })
  declare state: BankTransactionState;

  @Field(() => String, { nullable: true, description: 'Why it is so, in one sentence.' })
  declare reason: string | null;

  @Field(() => DateTime, { description: 'When it was imported.' })
  declare importedAt: string;
}

@ObjectType({ description: 'What became of the bookings of a bank statement.' })
export class BankImport {
  @Field(() => Int, { description: 'Statements in the file.' })
  declare statements: number;

  @Field(() => Int, { description: 'Bookings that are payments of the hub.' })
  declare matched: number;

  @Field(() => Int, { description: 'Bookings that wait for a person; see bankTransactions.' })
  declare open: number;

  @Field(() => Int, { description: 'Bookings that had been imported before.' })
  declare repeated: number;

  @Field(() => Int, { description: 'Entries not booked yet: they come again when they are.' })
  declare pending: number;
}
