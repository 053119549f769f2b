/** Platforms whose every violation is refused instead of recorded (TYPE-011, AMB-029); set by operators. */
import { requireOperator } from '@chargesphere/chassis';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Ground } from './ground.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { lockPlatform } from './platform.store.js';

@Resolver()
export class StrictnessResolver {
  constructor(private readonly ground: Pick<Ground, 'write'>) {}

  @Mutation(() => Platform, {
    description:
      'Sets whether documents of a platform are refused for any violation, from its next request and its next pull on. For operators.',
  })
  setPlatformStrictness(
    @Arg('platformId', () => ID, { description: 'Id of the platform.' }) platformId: string,
    @Arg('strict', () => Boolean, {
      description: 'Refuse every violation, or keep what can be understood with its violations on record.',
    })
    strict: boolean,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      platform.isStrict = strict;
      // The adapter forgets what it knows of the platform, so that it holds at once.
      note(platformChanged(platform.id, 'CONFIGURED'));
      return platform;
    });
  }
}
