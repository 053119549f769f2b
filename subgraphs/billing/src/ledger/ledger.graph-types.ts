/** The ledger's records as the graph shows them. */
import { DateTime, Decimal, pageType } from '@chargesphere/chassis';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { AccountRow, CurrencyTotal, TransferRow } from './ledger.reading.js';
import type { AccountKind, TransferKind, TransferState } from './ledger.types.js';

export const AccountKindEnum = {
  CLEARING: 'CLEARING',
  BANK: 'BANK',
  FEES: 'FEES',
  TAXES: 'TAXES',
} as const satisfies { [K in AccountKind]: K };
registerEnumType(AccountKindEnum, {
  name: 'LedgerAccountKind',
  description: 'What an account is for.',
  valuesConfig: {
    CLEARING: { description: 'What a party owes and is owed through the hub.' },
    BANK: { description: 'Money a party moved outside of the hub, as the hub was told.' },
    FEES: { description: 'What the hub earned.' },
    TAXES: { description: 'Taxes on what the hub earned.' },
  },
});

export const TransferKindEnum = {
  CDR: 'CDR',
  FEE: 'FEE',
  SHARE: 'SHARE',
  TAX: 'TAX',
  PAYMENT: 'PAYMENT',
  PAYOUT: 'PAYOUT',
  CORRECTION: 'CORRECTION',
} as const satisfies { [K in TransferKind]: K };
registerEnumType(TransferKindEnum, {
  name: 'LedgerTransferKind',
  description: 'Why money is moved.',
  valuesConfig: {
    CDR: { description: 'For a charge, before taxes.' },
    FEE: { description: 'The fee of the hub, before taxes.' },
    SHARE: { description: 'What a CPO passes on of its revenue, before taxes.' },
    TAX: { description: 'A tax on one of those.' },
    PAYMENT: { description: 'A party paid.' },
    PAYOUT: { description: 'A party was paid.' },
    CORRECTION: { description: 'A mistake is put right.' },
  },
});

export const TransferStateEnum = {
  PENDING: 'PENDING',
  POSTED: 'POSTED',
  VOIDED: 'VOIDED',
} as const satisfies { [K in TransferState]: K };
registerEnumType(TransferStateEnum, {
  name: 'LedgerTransferState',
  description: 'Whether a transfer counts.',
  valuesConfig: {
    PENDING: { description: 'Noted; it may still be taken back.' },
    POSTED: { description: 'It counts, for good.' },
    VOIDED: { description: 'It was taken back before it counted.' },
  },
});

@ObjectType({ description: 'An account of a party in one currency.' })
export class LedgerAccount implements AccountRow {
  @Field(() => ID, { description: 'Its id.' })
  declare id: string;

  declare owner: string;

  @Field(() => AccountKindEnum, { description: 'What it is for.' })
  declare kind: AccountKind;

  @Field(() => String, { description: 'Its currency, ISO 4217.' })
  declare currency: string;

  @Field(() => Decimal, {
    description: 'Credits minus debits of what is posted: above zero the party is owed money.',
  })
  declare posted: string;

  @Field(() => Decimal, { description: 'The same of what is pending.' })
  declare pending: string;

  @Field(() => DateTime, { description: 'When it was opened.' })
  declare openedAt: string;
}

@ObjectType({ description: 'One side of a transfer.' })
export class LedgerSide {
  declare owner: string;

  @Field(() => AccountKindEnum, { description: 'Which of its accounts.' })
  declare kind: AccountKind;
}

@ObjectType({ description: 'Money moved from one account to another; never changed once recorded.' })
export class LedgerTransfer implements TransferRow {
  @Field(() => ID, { description: 'Its id.' })
  declare id: string;

  @Field(() => String, { description: 'What made it; one cause makes one transfer.' })
  declare cause: string;

  @Field(() => TransferKindEnum, { description: 'Why the money is moved.' })
  declare kind: TransferKind;

  @Field(() => TransferStateEnum, { description: 'Whether it counts.' })
  declare state: TransferState;

  declare debitOwner: string;
  declare debitKind: AccountKind;
  declare creditOwner: string;
  declare creditKind: AccountKind;

  @Field(() => String, { description: 'ISO 4217.' })
  declare currency: string;

  @Field(() => Decimal, { description: 'Above zero.' })
  declare amount: string;

  declare cdrRef: string;

  @Field(() => String, {
    description: 'The part of the CDR it is for, such as total_energy_cost; empty without CDR.',
  })
  declare cdrLine: string;

  @Field(() => String, { nullable: true, description: 'The tax, when it is one.' })
  declare taxName: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Its rate in percent, when it is known.' })
  declare taxPercentage: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, for people.' })
  declare note: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was posted or voided, when that was said.' })
  declare reason: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the statement it is on.' })
  declare statement: string | null;

  @Field(() => DateTime, { description: 'When what it is about happened.' })
  declare occurredAt: string;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  declare recordedAt: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was posted or voided.' })
  declare settledAt: string | null;
}

@ObjectType({ description: 'All of the ledger in one currency: debits and credits are the same, always.' })
export class LedgerTotal implements CurrencyTotal {
  @Field(() => String, { description: 'ISO 4217.' })
  declare currency: string;

  @Field(() => Decimal, { description: 'All debits, posted, pending and voided.' })
  declare debits: string;

  @Field(() => Decimal, { description: 'All credits.' })
  declare credits: string;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class LedgerAccountFilter {
  @Field(() => ID, { nullable: true, description: 'Of this party.' })
  declare owner?: string | null;

  @Field(() => String, { nullable: true, description: 'In this currency.' })
  declare currency?: string | null;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class LedgerTransferFilter {
  @Field(() => ID, { nullable: true, description: 'From or to an account of this party.' })
  declare party?: string | null;

  @Field(() => ID, { nullable: true, description: 'For this CDR.' })
  declare cdr?: string | null;

  @Field(() => String, { nullable: true, description: 'In this currency.' })
  declare currency?: string | null;

  @Field(() => TransferStateEnum, { nullable: true, description: 'In this state.' })
  declare state?: TransferState | null;

  @Field(() => TransferKindEnum, { nullable: true, description: 'Of this kind.' })
  declare kind?: TransferKind | null;

  @Field(() => ID, { nullable: true, description: 'On the statement of this number.' })
  declare statement?: string | null;
}

export const LedgerAccountPage = pageType('LedgerAccountPage', LedgerAccount);
export const LedgerTransferPage = pageType('LedgerTransferPage', LedgerTransfer);
