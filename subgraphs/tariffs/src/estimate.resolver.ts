/** What a charge would cost, for apps and people that compare Tariffs before anybody plugs in. */
import { DateTime, PriceExplanation, type DocumentStore } from '@chargesphere/chassis';
import type { Tariff } from '@chargesphere/schema';
import { Arg, Ctx, Field, Float, ID, InputType, Query, Resolver } from 'type-graphql';
import { estimateOf, type PlannedCharge as Plan, type Pricing } from './rules/index.js';
import type { TariffsContext } from './tariff.resolver.js';

@InputType({ description: 'A charge that somebody thinks of: charging first, parking after it.' })
export class PlannedCharge implements Plan {
  @Field(() => DateTime, { description: 'When it would begin.' })
  declare start: string;

  @Field(() => Float, { description: 'Minutes of charging.' })
  declare chargingMinutes: number;

  @Field(() => Float, { defaultValue: 0, description: 'Minutes of parking after it.' })
  declare parkingMinutes: number;

  @Field(() => Float, { description: 'Energy, in kWh.' })
  declare kwh: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Power in kW, where the Tariff depends on it; left out, the average.',
  })
  declare powerKw?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Current in A over all phases, where the Tariff depends on it (AMB-051).',
  })
  declare currentA?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'IANA time zone of the Location, for local times in the Tariff; left out, they are taken as UTC.',
  })
  declare timeZone?: string | null;
}

@Resolver()
export class EstimateResolver {
  constructor(private readonly store: DocumentStore<Tariff>) {}

  @Query(() => PriceExplanation, {
    nullable: true,
    description:
      'What a charge would cost by a Tariff in use, explained; null when the Tariff is not there or not to be seen.',
  })
  async estimatePrice(
    @Ctx() { caller }: TariffsContext,
    @Arg('tariff', () => ID, { description: 'Ref of the Tariff, for example NL/TNM/12.' }) tariff: string,
    @Arg('charge', () => PlannedCharge, { description: 'The charge to be priced.' }) charge: PlannedCharge,
    @Arg('ocpiVersion', () => String, {
      nullable: true,
      description: 'By the rules of which OCPI version: `ocpiVersion` of its CPO; left out, those of 2.3.0.',
    })
    version: string | null,
  ): Promise<Pricing | null> {
    const found = await this.store.get(caller, tariff);
    return found ? estimateOf(found, charge, version) : null;
  }
}
