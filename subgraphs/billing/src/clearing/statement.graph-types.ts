/** Statements as the graph shows them. */
import { DateTime, Decimal, pageType, PartyStub, type Stub } from '@chargesphere/chassis';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { StatementLineView, StatementTaxView, StatementUnit } from '../documents/statement-view.js';
import type { StatementKind, StatementRow } from './statement.store.js';

export const StatementKindEnum = {
  INVOICE: 'INVOICE',
  CREDIT_NOTE: 'CREDIT_NOTE',
  STATEMENT: 'STATEMENT',
} as const satisfies { [K in StatementKind]: K };
registerEnumType(StatementKindEnum, {
  name: 'StatementKind',
  description: 'What a statement is in law.',
  valuesConfig: {
    INVOICE: { description: 'What its recipient owes its issuer, line by line.' },
    CREDIT_NOTE: { description: 'What its issuer gives back to its recipient.' },
    STATEMENT: {
      description:
        'What two parties owe each other by such documents, set off; its recipient pays its issuer.',
    },
  },
});

@ObjectType({ description: 'All lines of one tax at one rate.' })
export class StatementTax implements StatementTaxView {
  @Field(() => String, { description: 'The tax.' })
  declare name: string;

  @Field(() => Decimal, { nullable: true, description: 'Its rate in percent, when it is known.' })
  declare percentage: string | null;

  @Field(() => Decimal, { description: 'What it was taken of.' })
  declare base: string;

  @Field(() => Decimal, { description: 'What it is.' })
  declare amount: string;
}

@ObjectType({ description: 'What one of two parties owes the other.' })
export class StatementDebt {
  @Field(() => PartyStub, { description: 'Who owes.' })
  declare debtor: Stub;

  @Field(() => PartyStub, { description: 'Who is owed.' })
  declare creditor: Stub;

  @Field(() => Decimal, { description: 'How much.' })
  declare amount: string;
}

@ObjectType({ description: 'One part of a CDR under one tax, a fee, or a document that is set off.' })
export class StatementLine implements StatementLineView {
  @Field(() => Int, { description: 'From 1, without gaps.' })
  declare position: number;

  declare cdrRef: string | null;

  @Field(() => String, { description: 'What it is for.' })
  declare description: string;

  @Field(() => DateTime, { description: 'When what is billed ended.' })
  declare at: string;

  @Field(() => Decimal, { description: 'How many of the unit.' })
  declare quantity: string;

  @Field(() => String, { description: 'What is counted: kWh, h or session.' })
  declare unit: StatementUnit;

  @Field(() => Decimal, { description: 'Before taxes.' })
  declare amountBeforeTaxes: string;

  @Field(() => String, { nullable: true, description: 'Its tax; null without one.' })
  declare taxName: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The rate in percent, when it is known.' })
  declare taxPercentage: string | null;

  @Field(() => Decimal, { description: 'Its tax.' })
  declare taxAmount: string;

  @Field(() => Decimal, { description: 'With its tax.' })
  declare amountAfterTaxes: string;
}

@ObjectType({ description: 'A statement, as it was issued; it never changes.' })
export class Statement implements StatementRow {
  declare seq: number;
  declare id: string;
  declare run: string;
  declare issuer: string;
  declare recipient: string;
  declare netting: StatementRow['netting'];

  @Field(() => ID, { description: 'Its number: unique for ever, without gaps in its series.' })
  declare number: string;

  @Field(() => StatementKindEnum, { description: 'What it is.' })
  declare kind: StatementKind;

  @Field(() => String, { description: 'Currency of all its amounts, ISO 4217.' })
  declare currency: string;

  @Field(() => DateTime, { description: 'Beginning of the period.' })
  declare periodFrom: string;

  @Field(() => DateTime, { description: 'The first moment after the period.' })
  declare periodTo: string;

  @Field(() => DateTime, { description: 'When it was issued.' })
  declare issuedAt: string;

  @Field(() => DateTime, { nullable: true, description: 'By when it is to be paid.' })
  declare payableBy: string | null;

  @Field(() => Decimal, { description: 'The sum of its lines before taxes.' })
  declare totalBeforeTaxes: string;

  @Field(() => Decimal, { description: 'The sum of its taxes.' })
  declare totalTaxes: string;

  @Field(() => Decimal, { description: 'What is to be paid, or set off.' })
  declare totalAfterTaxes: string;

  @Field(() => [StatementTax], { description: 'Its taxes, by tax and rate.' })
  declare taxes: StatementTax[];

  @Field(() => [String], { description: 'Of a STATEMENT: numbers of the documents that are set off.' })
  declare about: string[];
}

@InputType({ description: 'Conditions that all have to hold.' })
export class StatementFilter {
  @Field(() => ID, { nullable: true, description: 'Issued by this party, or for it.' })
  declare party?: string | null;

  @Field(() => StatementKindEnum, { nullable: true, description: 'Of this kind.' })
  declare kind?: StatementKind | null;

  @Field(() => String, { nullable: true, description: 'In this currency.' })
  declare currency?: string | null;

  @Field(() => ID, { nullable: true, description: 'Made by this job.' })
  declare job?: string | null;
}

@InputType({ description: 'A period to bill.' })
export class StatementPeriodInput {
  @Field(() => DateTime, {
    description: 'Its first moment, for people; what is older and unbilled is billed too.',
  })
  declare from: string;

  @Field(() => DateTime, { description: 'The first moment after it; not in the future.' })
  declare to: string;

  @Field(() => Int, { defaultValue: 14, description: 'Days to pay, 0 to 365.' })
  declare payableDays: number;
}

export const StatementPage = pageType('StatementPage', Statement);
