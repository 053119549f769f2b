/** What the hub puts up with from a platform whose software is a little wrong; set by operators. */
import { requireOperator } from '@chargesphere/chassis';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import type { PlatformStore, Tolerance } from './platform.store.js';

@InputType({ description: 'What to put up with from a platform; what is left out stays as it is.' })
export class PlatformToleranceInput implements Tolerance {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Take its token also with a newline at the end, as examples in the specification have it (TRN-007).',
  })
  declare tolerateNewline?: boolean | null;
}

@Resolver()
export class ToleranceResolver {
  constructor(private readonly store: PlatformStore) {}

  @Mutation(() => Platform, {
    description: 'Sets what the hub puts up with from a platform. For operators.',
  })
  setPlatformTolerance(
    @Arg('input', () => PlatformToleranceInput, { description: 'The platform, and what to put up with.' })
    input: PlatformToleranceInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.tolerate(input);
  }
}
