/** Platforms that are hubs themselves, chained to this one (HUB-016, HUB-031); marked by operators. */
import { requireOperator } from '@chargesphere/chassis';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Ground } from './ground.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { lockPlatform } from './platform.store.js';

@Resolver()
export class ActingHubResolver {
  constructor(private readonly ground: Pick<Ground, 'write'>) {}

  @Mutation(() => Platform, {
    description:
      'Sets whether a platform is a hub itself: it may then push in the name of its `hubPartyId` what the parties in its roles own, and nothing is sent back to it that came from it. For operators.',
  })
  setPlatformActsAsHub(
    @Arg('platformId', () => ID, { description: 'Id of the platform.' }) platformId: string,
    @Arg('actsAsHub', () => Boolean, { description: 'Is it a hub?' }) actsAsHub: boolean,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      platform.actsAsHub = actsAsHub;
      // The adapter forgets what it knows of the platform, so that it holds at once.
      note(platformChanged(platform.id, 'CONFIGURED'));
      return platform;
    });
  }
}
