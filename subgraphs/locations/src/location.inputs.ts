/** What people give to search for Locations. */
import { BoxInput } from '@chargesphere/chassis';
import { Field, ID, InputType, Int } from 'type-graphql';

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
