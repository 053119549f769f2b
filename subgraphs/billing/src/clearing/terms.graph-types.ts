/** Fee rules and revenue shares as the graph shows and takes them. */
import { DateTime, Decimal, pageType } from '@chargesphere/chassis';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Payer } from './terms.rules.js';
import type { FeeRuleRow, RevenueShareRow } from './terms.store.js';

export const PayerEnum = { CPO: 'CPO', EMSP: 'EMSP' } as const satisfies { [K in Payer]: K };
registerEnumType(PayerEnum, {
  name: 'FeePayer',
  description: 'Which of the two parties of a CDR pays a fee.',
  valuesConfig: {
    CPO: { description: 'The party that issued the CDR.' },
    EMSP: { description: 'The party of its token.' },
  },
});

@ObjectType({ description: 'By what the hub takes a fee for CDRs.' })
export class FeeRule implements FeeRuleRow {
  declare seq: number;
  declare cpo: string;
  declare emsp: string;

  @Field(() => ID, { description: 'Its id.' })
  declare id: string;

  @Field(() => String, { description: 'What the fee is called on statements.' })
  declare name: string;

  @Field(() => PayerEnum, { description: 'Who pays it.' })
  declare payer: Payer;

  @Field(() => String, { nullable: true, description: 'Only for CDRs in this currency; null for any.' })
  declare currency: string | null;

  @Field(() => Decimal, { description: 'For each CDR.' })
  declare perSession: string;

  @Field(() => Decimal, { description: 'For each kWh.' })
  declare perKwh: string;

  @Field(() => Decimal, { description: 'Percent of what the CDR costs before taxes.' })
  declare percent: string;

  @Field(() => String, { nullable: true, description: 'The tax on the fee; null for none.' })
  declare taxName: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Its rate in percent.' })
  declare taxPercentage: string | null;

  @Field(() => DateTime, { description: 'From when it holds, by the end of the charge.' })
  declare validFrom: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when it holds; null without end.' })
  declare validUntil: string | null;

  @Field(() => DateTime, { description: 'When it was last set.' })
  declare changedAt: string;

  @Field(() => String, { description: 'Who last set it.' })
  declare changedBy: string;
}

@ObjectType({ description: 'What a CPO passes on of its revenue, for its CDRs or those of one Location.' })
export class RevenueShare implements RevenueShareRow {
  declare seq: number;
  declare cpo: string;
  declare beneficiary: string;
  declare location: string;

  @Field(() => ID, { description: 'Its id.' })
  declare id: string;

  @Field(() => String, { description: 'What it is called on statements.' })
  declare name: string;

  @Field(() => Decimal, { description: 'Percent of what a CDR costs before taxes.' })
  declare percent: string;

  @Field(() => String, { nullable: true, description: 'The tax on it; null for none.' })
  declare taxName: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Its rate in percent.' })
  declare taxPercentage: string | null;

  @Field(() => DateTime, { description: 'From when it holds, by the end of the charge.' })
  declare validFrom: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when it holds; null without end.' })
  declare validUntil: string | null;

  @Field(() => DateTime, { description: 'When it was last set.' })
  declare changedAt: string;

  @Field(() => String, { description: 'Who last set it.' })
  declare changedBy: string;
}

@InputType({
  description:
    'A fee. The rule closest to a CDR counts: for both its parties, for its CPO, for its eMSP, for all; then the latest.',
})
export class FeeRuleInput {
  @Field(() => ID, { nullable: true, description: 'Of the rule to change; left out, a new one is made.' })
  declare id?: string | null;

  @Field(() => String, { description: 'What the fee is called on statements.' })
  declare name: string;

  @Field(() => PayerEnum, { description: 'Who pays it.' })
  declare payer: Payer;

  @Field(() => ID, { nullable: true, description: 'Only for CDRs of this CPO.' })
  declare cpo?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only for CDRs of tokens of this party.' })
  declare emsp?: string | null;

  @Field(() => String, { nullable: true, description: 'Only for CDRs in this currency; needed for amounts.' })
  declare currency?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'For each CDR.' })
  declare perSession?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'For each kWh.' })
  declare perKwh?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Percent of what the CDR costs before taxes.' })
  declare percent?: string | null;

  @Field(() => String, { nullable: true, description: 'The tax on the fee.' })
  declare taxName?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Its rate in percent.' })
  declare taxPercentage?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it holds; always when left out.' })
  declare validFrom?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it holds.' })
  declare validUntil?: string | null;
}

@InputType({ description: 'A share of the revenue of a CPO.' })
export class RevenueShareInput {
  @Field(() => ID, { nullable: true, description: 'Of the share to change; left out, a new one is made.' })
  declare id?: string | null;

  @Field(() => String, { description: 'What it is called on statements.' })
  declare name: string;

  @Field(() => ID, { description: 'Whose revenue it is.' })
  declare cpo: string;

  @Field(() => ID, { description: 'The party that gets a part of it.' })
  declare beneficiary: string;

  @Field(() => ID, { nullable: true, description: 'Only of charges at this Location.' })
  declare location?: string | null;

  @Field(() => Decimal, { description: 'Percent of what a CDR costs before taxes.' })
  declare percent: string;

  @Field(() => String, { nullable: true, description: 'The tax on it.' })
  declare taxName?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Its rate in percent.' })
  declare taxPercentage?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it holds; always when left out.' })
  declare validFrom?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it holds.' })
  declare validUntil?: string | null;
}

export const FeeRulePage = pageType('FeeRulePage', FeeRule);
export const RevenueSharePage = pageType('RevenueSharePage', RevenueShare);
