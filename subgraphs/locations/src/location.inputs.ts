/** What people give to search for Locations. */
import { Field, Float, ID, InputType, Int } from 'type-graphql';

@InputType({
  description: 'A box on the map, in degrees (WGS 84). West greater than east crosses the antimeridian.',
})
export class BoxInput {
  @Field(() => Float, { description: 'Its southern latitude.' })
  declare south: number;

  @Field(() => Float, { description: 'Its western longitude.' })
  declare west: number;

  @Field(() => Float, { description: 'Its northern latitude.' })
  declare north: number;

  @Field(() => Float, { description: 'Its eastern longitude.' })
  declare east: number;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class LocationFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words, or beginnings of words, in name, address, city or id.',
  })
  declare text?: string | null;

  @Field(() => BoxInput, { nullable: true, description: 'Inside this box.' })
  declare box?: BoxInput | null;

  @Field(() => ID, { nullable: true, description: 'Ref of the owning party, for example NL/TNM.' })
  declare cpo?: string | null;

  @Field(() => String, { nullable: true, description: 'Country of the address, ISO 3166-1 alpha-3.' })
  declare country?: string | null;

  @Field(() => String, { nullable: true, description: 'City of the address, in full; case does not matter.' })
  declare city?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'At least one EVSE has this status, for example AVAILABLE.',
  })
  declare status?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'At least one connector has this standard, for example IEC_62196_T2.',
  })
  declare standard?: string | null;

  @Field(() => Int, { nullable: true, description: 'At least one connector gives this many watts.' })
  declare minPower?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Accepted with violations, or without any.' })
  declare hasViolations?: boolean | null;
}
