/** Sums over CDRs as the graph shows them. */
import { DateTime, Decimal, LocationStub, pageType, PartyStub, type Stub } from '@chargesphere/chassis';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { HOURLY_DAYS_MAX, type AnalyticsGroup, type AnalyticsInterval } from './analytics.rules.js';

export const AnalyticsGroupEnum = { CPO: 'CPO', EMSP: 'EMSP', LOCATION: 'LOCATION' } as const satisfies {
  [G in AnalyticsGroup]: G;
};
registerEnumType(AnalyticsGroupEnum, {
  name: 'AnalyticsGroup',
  description: 'By what sums are taken apart.',
  valuesConfig: {
    CPO: { description: 'By the CPO that owns the CDRs.' },
    EMSP: { description: 'By the party whose tokens started the charges.' },
    LOCATION: { description: 'By the Location of the charges.' },
  },
});

export const AnalyticsIntervalEnum = {
  HOUR: 'HOUR',
  DAY: 'DAY',
  WEEK: 'WEEK',
  MONTH: 'MONTH',
} as const satisfies { [I in AnalyticsInterval]: I };
registerEnumType(AnalyticsIntervalEnum, {
  name: 'AnalyticsInterval',
  description: 'Into which parts of time sums are cut.',
  valuesConfig: {
    HOUR: { description: `Hours; for ${HOURLY_DAYS_MAX} days at the most.` },
    DAY: { description: 'Days.' },
    WEEK: { description: 'Weeks, from Monday.' },
    MONTH: { description: 'Months.' },
  },
});

@InputType({ description: 'Which CDRs; what is left out does not matter.' })
export class AnalyticsFilter {
  @Field(() => ID, { nullable: true, description: 'Ref of the CPO that owns them.' })
  declare cpo?: string | null;

  @Field(() => ID, { nullable: true, description: 'Ref of the party whose tokens started the charges.' })
  declare emsp?: string | null;

  @Field(() => ID, { nullable: true, description: 'Ref of the Location of the charges.' })
  declare location?: string | null;
}

@ObjectType({ description: 'What charges cost in one currency.' })
export class Revenue {
  @Field(() => String, { description: 'ISO 4217 code.' })
  declare currency: string;

  @Field(() => Decimal, { description: 'Total costs before taxes; what credit CDRs take back is taken off.' })
  declare beforeTaxes: string;
}

@ObjectType({
  description:
    'Sums over CDRs by the beginning of their charges. A credit CDR takes off what the CDR it takes back added.',
})
export class AnalyticsRow {
  @Field(() => DateTime, {
    nullable: true,
    description: 'When this part of the time begins; null when it was not cut into parts.',
  })
  declare from: Date | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Ref of the party or Location these are of, in upper case; null when sums are not taken apart.',
  })
  declare key: string | null;

  @Field(() => Int, { description: 'Charges.' })
  declare charges: number;

  @Field(() => Decimal, { description: 'Energy, kWh.' })
  declare energyKwh: string;

  @Field(() => Float, { description: 'How long these charges took together, hours, parking included.' })
  declare hours: number;

  @Field(() => Float, { nullable: true, description: 'How long one took on average, minutes; null of none.' })
  declare meanMinutes: number | null;

  @Field(() => [Revenue], { description: 'What they cost, by currency.' })
  declare revenue: Revenue[];

  @Field(() => PartyStub, { nullable: true, description: 'The party, when sums are taken apart by party.' })
  declare party: Stub | null;

  @Field(() => LocationStub, {
    nullable: true,
    description:
      'The Location, when sums are taken apart by Location: `hours` by its EVSEs and the time is how much they were used. Null when the hub does not hold it.',
  })
  declare location: Stub | null;

  declare position: number;
}

export const AnalyticsPage = pageType('AnalyticsPage', AnalyticsRow);
