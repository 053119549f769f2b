/** What the queries for parties and platforms can be narrowed by. */
import { Field, InputType } from 'type-graphql';
import { PlatformStatusEnum } from './platform.entity.js';
import type { PlatformStatus } from './platform.rules.js';

@InputType({ description: 'Which parties to list; what is left out does not matter.' })
export class PartyFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Only parties that are active in this role, such as CPO.',
  })
  declare role?: string | null;

  @Field(() => String, { nullable: true, description: 'Only parties of this country, ISO 3166-1 alpha-2.' })
  declare countryCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only parties whose name contains this, without regard to case.',
  })
  declare name?: string | null;
}

@InputType({ description: 'Which platforms to list; what is left out does not matter.' })
export class PlatformFilter {
  @Field(() => PlatformStatusEnum, { nullable: true, description: 'Only platforms that have come this far.' })
  declare status?: PlatformStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only platforms whose name contains this, without regard to case.',
  })
  declare name?: string | null;
}
