/**
 * The explanation of a price in the graph (chapter 11): lines, what had no price, limits and rounding, sums, notes.
 * Several subgraphs show one, so its types are values that they share. What they show is what
 * `@chargesphere/tariffs/rules` gives, kept or fresh, without a copy; the shapes here say it again because the chassis
 * knows no subgraph, and a test of `tariffs` holds the two together.
 */
import {
  PriceComponent as PriceComponentTable,
  ReservationRestrictionType,
  TariffDimensionType,
  type PriceComponent,
} from '@chargesphere/schema';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime, Decimal } from './scalars.js';
import { enumType, valueType } from './table-types.js';

const Dimension = enumType(TariffDimensionType);
const Reservation = enumType(ReservationRestrictionType);
const Component = valueType(PriceComponentTable);

const AdjustmentCode = { MIN_PRICE: 'MIN_PRICE', MAX_PRICE: 'MAX_PRICE', ROUNDING: 'ROUNDING' } as const;
registerEnumType(AdjustmentCode, {
  name: 'PriceAdjustmentCode',
  description: 'Why a total differs from the sum of its lines.',
  valuesConfig: {
    MIN_PRICE: { description: 'Raised to the least price of the Tariff (PRC-044).' },
    MAX_PRICE: { description: 'Lowered to the greatest price of the Tariff (PRC-044).' },
    ROUNDING: { description: 'Rounded as the policy says (TAR-032).' },
  },
});

const UnitOfVolume = { WATT_HOURS: 'Wh', SECONDS: 's', TIMES: 'times' } as const;
registerEnumType(UnitOfVolume, {
  name: 'PriceVolumeUnit',
  description: 'What a volume of a price is counted in.',
  valuesConfig: {
    WATT_HOURS: { description: 'Energy, in Wh.' },
    SECONDS: { description: 'Time, in s.' },
    TIMES: { description: 'A flat fee: how many times.' },
  },
});

const BEFORE = 'Without taxes; null when nobody can know it, as tax rates are missing (PRC-048).';
const AFTER = 'With taxes; null when nobody can know it, as tax rates are missing (PRC-048).';
const RULE = 'The requirement that made it what it is, for example PRC-034.';

@Directive('@shareable')
@ObjectType({ description: 'One tax of an amount.' })
export class PriceTax {
  @Field(() => String, { description: 'Its name, as the Tariff or the law says it.' })
  declare name: string;

  @Field(() => Decimal, { nullable: true, description: 'Percent; null when the rate cannot be told.' })
  declare percentage: string | null;

  @Field(() => Decimal, { description: 'In the currency of the explanation.' })
  declare amount: string;
}

@Directive('@shareable')
@ObjectType({ description: 'An amount of money on both sides of taxes, in the currency of the explanation.' })
export class PriceAmount {
  @Field(() => Decimal, { name: 'beforeTaxes', nullable: true, description: BEFORE })
  declare before_taxes: string | null;

  @Field(() => [PriceTax], { description: 'What lies between the two sides; none when a side is unknown.' })
  declare taxes: readonly PriceTax[];

  @Field(() => Decimal, { name: 'afterTaxes', nullable: true, description: AFTER })
  declare after_taxes: string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'A volume that no component of a Tariff had a price for (PRC-022).' })
export class UnpricedVolume {
  @Field(() => Dimension, { description: 'What was measured.' })
  declare dimension: string;

  @Field(() => Reservation, { nullable: true, description: 'Set when the volume belongs to a reservation.' })
  declare reservation: string | null;

  @Field(() => DateTime, { description: 'When it began.' })
  declare from: string;

  @Field(() => DateTime, { description: 'When it ended.' })
  declare to: string;

  @Field(() => [Int], { description: 'Positions in the charging periods, counted from 0.' })
  declare periods: readonly number[];

  @Field(() => UnitOfVolume, { description: 'What it is counted in.' })
  declare unit: string;

  @Field(() => Decimal, { description: 'How much was measured.' })
  declare measured: string;
}

@Directive('@shareable')
@ObjectType({ description: 'A stretch of time in which one component of a Tariff priced one dimension.' })
export class PriceLine extends UnpricedVolume {
  @Field(() => Decimal, {
    description: 'How much is paid for: measured, and at the end of a dimension rounded up to whole steps.',
  })
  declare billed: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Size of a step in the same unit, where steps were counted (PRC-034).',
  })
  declare step: number | null;

  @Field(() => String, { description: 'Id of the Tariff.' })
  declare tariff: string;

  @Field(() => Int, { description: 'Position of the element in the Tariff, counted from 0.' })
  declare elementIndex: number;

  @Field(() => Component.cls, { description: 'The component, as the Tariff says it.' })
  declare component: PriceComponent;

  @Field(() => Decimal, { description: 'Price per kWh, per hour or per time.' })
  declare rate: string;

  @Field(() => PriceAmount, { description: 'What the line costs.' })
  declare cost: PriceAmount;

  @Field(() => String, { description: RULE })
  declare rule: string;
}

@Directive('@shareable')
@ObjectType({ description: 'What a limit or rounding added to the sum of the lines, or took from it.' })
export class PriceAdjustment extends PriceAmount {
  @Field(() => AdjustmentCode, { description: 'Why.' })
  declare code: string;

  @Field(() => String, { description: RULE })
  declare rule: string;
}

@Directive('@shareable')
@ObjectType({ description: 'What to know beside a price: what was assumed, cannot be told or looks wrong.' })
export class PriceNote {
  @Field(() => String, { description: 'To count by, for example NO_TARIFF or SO_FAR; others may come.' })
  declare code: string;

  @Field(() => String, { description: 'The requirement it comes from.' })
  declare rule: string;

  @Field(() => String, { description: 'One sentence for people.' })
  declare sentence: string;
}

@Directive('@shareable')
@ObjectType({ description: 'How the money of an explanation was rounded (TAR-032).' })
export class RoundingPolicy {
  @Field(() => String, { description: 'Its name: unrounded, minor-unit-total or minor-unit-lines.' })
  declare name: string;

  @Field(() => String, { description: 'What it does.' })
  declare description: string;
}

@Directive('@shareable')
@ObjectType({
  description:
    'A price with its reasons. Lines add up to the subtotal, subtotal and adjustments to the total, exactly.',
})
export class PriceExplanation {
  @Field(() => String, { description: 'Currency of all amounts, ISO 4217.' })
  declare currency: string;

  @Field(() => String, { description: 'The OCPI version by whose rules it was priced.' })
  declare rules: string;

  @Field(() => RoundingPolicy, { description: 'How money was rounded.' })
  declare policy: RoundingPolicy;

  @Field(() => String, { description: 'IANA time zone of the local times in the Tariffs.' })
  declare timeZone: string;

  @Field(() => [String], { description: 'Ids of the Tariffs in force, in the order of their use.' })
  declare tariffs: readonly string[];

  @Field(() => [PriceLine], { description: 'What was priced.' })
  declare lines: readonly PriceLine[];

  @Field(() => [UnpricedVolume], {
    description: 'What nothing priced; with the lines all that was measured.',
  })
  declare unpriced: readonly UnpricedVolume[];

  @Field(() => PriceAmount, { description: 'The sum of the lines.' })
  declare subtotal: PriceAmount;

  @Field(() => [PriceAdjustment], { description: 'Limits and rounding.' })
  declare adjustments: readonly PriceAdjustment[];

  @Field(() => PriceAmount, { description: 'What it costs.' })
  declare total: PriceAmount;

  @Field(() => [PriceNote], { description: 'What to know beside it.' })
  declare notes: readonly PriceNote[];
}
