/** Tiers in the graph: operators keep them, put platforms into them, and see who is in which (HUB-063). */
import { requireOperator } from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { nameOf } from './hub-policy.resolver.js';
import { present, type PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { RateTier } from './tier.entity.js';
import { STANDARD_TIER, TIERS_MAX, type TierLimits } from './tier.rules.js';
import type { TierStore } from './tier.store.js';

@InputType({ description: 'A tier and its limits.' })
export class RateTierInput implements TierLimits {
  @Field(() => String, {
    description: 'Its name, in any case: a letter, and up to 29 letters, digits, _ and - after it.',
  })
  declare name: string;

  @Field(() => Int, { description: 'Requests within one second, 1 to 1000000.' })
  declare requestsPerSecond: number;

  @Field(() => Int, {
    description: 'Requests beyond those of each second, within ten seconds; 0 to 10000000.',
  })
  declare burst: number;

  @Field(() => Int, { description: 'Requests answered at the same time, 1 to 100000.' })
  declare requestsAtOnce: number;

  @Field(() => Int, {
    description: 'Requests that wait for another party at the same time, 1 to 100000.',
  })
  declare forwardsAtOnce: number;

  @Field(() => Int, { description: 'Bytes of the body of a request, 1024 to 67108864.' })
  declare bodyBytes: number;
}

@Resolver(() => Platform)
export class TierResolver {
  constructor(private readonly store: TierStore) {}

  @Query(() => [RateTier], {
    description: `All tiers by name; there are ${TIERS_MAX} at the most. For operators.`,
  })
  rateTiers(@Ctx() { caller }: PartiesContext): Promise<RateTier[]> {
    requireOperator(caller);
    return this.store.list();
  }

  @Mutation(() => RateTier, {
    description:
      'Makes a tier, or sets the limits of one: for all platforms in it, from their next request on. For operators.',
  })
  putRateTier(
    @Arg('input', () => RateTierInput, { description: 'The tier.' }) input: RateTierInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<RateTier> {
    requireOperator(caller);
    return this.store.put(input, nameOf(caller));
  }

  @Mutation(() => Platform, {
    description: 'Puts a platform into a tier, from its next request on. For operators.',
  })
  setPlatformTier(
    @Arg('platformId', () => ID, { description: 'Id of the platform.' }) platformId: string,
    @Arg('tier', () => String, { description: 'Name of the tier.' }) tier: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.move(platformId, tier);
  }

  @FieldResolver(() => RateTier, {
    description: `How much of the hub it may take; ${STANDARD_TIER} unless an operator says otherwise.`,
  })
  async tier(@Root() { tierName }: Platform, @Ctx() context: PartiesContext): Promise<RateTier> {
    return present(await context.tier.load(tierName), `Tier ${tierName}`);
  }
}
