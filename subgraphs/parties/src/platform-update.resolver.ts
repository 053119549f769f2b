/** Platforms as they change, for who follows a handshake or the state of a connection. */
import { requireOperator, type DomainEvent, type Subscription as Events } from '@chargesphere/chassis';
import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import {
  EVERY_PLATFORM,
  PLATFORM_CHANGED,
  PlatformChangeKinds,
  platformRoute,
  type PlatformChanged,
  type PlatformChangeKind,
} from './platform.events.js';

@ObjectType({ description: 'A change of a platform, and the platform as it is now.' })
export class PlatformUpdate {
  @Field(() => ID, { description: 'Id of the platform; `*` when it concerns all of them.' })
  declare platformId: string;

  @Field(() => PlatformChangeKinds, { description: 'What happened.' })
  declare kind: PlatformChangeKind;
}

@Resolver(() => PlatformUpdate)
export class PlatformUpdateResolver {
  @Subscription(() => PlatformUpdate, {
    description:
      'Changes of platforms, from now on: a handshake from its order (CONNECT_REQUESTED, HANDSHAKE_BEGUN) to its end (CONNECTED, or FAILED with the reason in `platform.failure`), and whatever else changes. Each request of a handshake comes in `exchangeRecorded`. For operators.',
    subscribe: ({ context, args }): Events<DomainEvent> => {
      const { caller, outbox } = context as PartiesContext;
      requireOperator(caller);
      const { platformId } = args as { platformId?: string | null };
      return outbox.subscribe<unknown>(
        platformId ? [platformRoute(platformId), platformRoute(EVERY_PLATFORM)] : [PLATFORM_CHANGED],
      ) as Events<DomainEvent>;
    },
  })
  platformUpdated(
    @Root() { ref, detail }: DomainEvent,
    @Arg('platformId', () => ID, {
      nullable: true,
      description: 'Only of this platform; of all when left out.',
    })
    _: string | null,
  ): PlatformUpdate {
    return { platformId: ref, kind: (detail as PlatformChanged).kind };
  }

  @FieldResolver(() => Platform, {
    nullable: true,
    description: 'The platform as it is now; null when it concerns all, or is gone.',
  })
  async platform(
    @Root() { platformId }: PlatformUpdate,
    @Ctx() context: PartiesContext,
  ): Promise<Platform | null> {
    requireOperator(context.caller);
    return platformId === EVERY_PLATFORM ? null : ((await context.platform.load(platformId)) ?? null);
  }
}
