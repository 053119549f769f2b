/** Broadcasts and deliveries in the graph: for operators, and of each platform what concerns it. */
import { PageInput, pageType, requireOperator, type DomainEvent, type Page } from '@chargesphere/chassis';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { BroadcastFilter, DeliveryFilter } from './broadcast.inputs.js';
import { Broadcast, Delivery } from './broadcast.record.js';
import { DELIVERIES_SETTLED, idsIn, shown } from './delivery.events.js';
import type { DeliveryStore } from './delivery.store.js';
import type { Ground } from './ground.js';
import { knownPrincipal, present, type PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { lockPlatform } from './platform.store.js';

const BroadcastPage = pageType('BroadcastPage', Broadcast);
const DeliveryPage = pageType('DeliveryPage', Delivery);

const PAGE = { nullable: true, description: 'Which part of the list; the first 20 when left out.' } as const;

@Resolver(() => Broadcast)
export class BroadcastResolver {
  constructor(private readonly store: DeliveryStore) {}

  @Query(() => BroadcastPage, {
    description: 'What the hub sent to several, the newest first. A platform sees what its parties sent.',
  })
  broadcasts(
    @Arg('filter', () => BroadcastFilter, {
      nullable: true,
      description: 'Which broadcasts; all when left out.',
    })
    filter: BroadcastFilter | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Broadcast>> {
    return this.store.broadcasts(knownPrincipal(caller), filter, page);
  }

  @FieldResolver(() => DeliveryPage, {
    description:
      'What became of it at each receiver. A platform sees those to its own parties; how others took it is not its business (RTE-028).',
  })
  deliveries(
    @Root() { id }: Broadcast,
    @Arg('filter', () => DeliveryFilter, {
      nullable: true,
      description: 'Which deliveries; all when left out.',
    })
    filter: DeliveryFilter | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { deliveriesOfBroadcast }: PartiesContext,
  ): Promise<Page<Delivery>> {
    return deliveriesOfBroadcast(filter, page).load(id);
  }

  @FieldResolver(() => Platform, {
    nullable: true,
    description: 'The platform it came from; null when the hub itself speaks. For operators.',
  })
  async platform(
    @Root() { platformId }: Broadcast,
    @Ctx() context: PartiesContext,
  ): Promise<Platform | null> {
    requireOperator(context.caller);
    return platformId === null ? null : ((await context.platform.load(platformId)) ?? null);
  }
}

@Resolver(() => Delivery)
export class DeliveryResolver {
  constructor(private readonly store: DeliveryStore) {}

  @Query(() => DeliveryPage, {
    description: 'Messages to single receivers, the newest first. A platform sees those to its own parties.',
  })
  deliveries(
    @Arg('filter', () => DeliveryFilter, {
      nullable: true,
      description: 'Which deliveries; all when left out.',
    })
    filter: DeliveryFilter | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Delivery>> {
    return this.store.deliveries(knownPrincipal(caller), filter, page);
  }

  @FieldResolver(() => Broadcast, { description: 'What it carries.' })
  async broadcast(@Root() { broadcastId }: Delivery, @Ctx() context: PartiesContext): Promise<Broadcast> {
    return present(await context.broadcast.load(broadcastId), `Broadcast ${broadcastId}`);
  }

  @FieldResolver(() => Platform, { nullable: true, description: 'The platform it goes to. For operators.' })
  async platform(@Root() { platformId }: Delivery, @Ctx() context: PartiesContext): Promise<Platform | null> {
    requireOperator(context.caller);
    return (await context.platform.load(platformId)) ?? null;
  }

  @Subscription(() => [Delivery], {
    description:
      'Deliveries that have just come to their end, as many at a time as ended together. A platform sees those to its own parties.',
    subscribe: ({ context, args }) => {
      const { caller, outbox, settledDeliveries } = context as PartiesContext;
      const viewer = knownPrincipal(caller);
      const { filter } = args as { filter?: DeliveryFilter | null };
      return shown(outbox.subscribe([DELIVERIES_SETTLED]), (event: DomainEvent) =>
        settledDeliveries(viewer, idsIn(event), filter),
      );
    },
  })
  deliverySettled(
    @Root() deliveries: Delivery[],
    @Arg('filter', () => DeliveryFilter, {
      nullable: true,
      description: 'Which deliveries; all when left out.',
    })
    _: DeliveryFilter | null,
  ): Delivery[] {
    return deliveries;
  }
}

@Resolver()
export class RedeliveryResolver {
  constructor(private readonly ground: Pick<Ground, 'write'>) {}

  @Mutation(() => Platform, {
    description:
      'Sets whether CDRs that a platform could not take are kept by the hub and offered again until it accepts them. For operators.',
  })
  setPlatformRedelivery(
    @Arg('platformId', () => ID, { description: 'Id of the platform.' }) platformId: string,
    @Arg('cdrs', () => Boolean, {
      description:
        'Keep and offer again, the CPO being told success; or tell the CPO of the failure, as OCPI has it (TRN-104).',
    })
    cdrs: boolean,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      platform.redeliversCdrs = cdrs;
      note(platformChanged(platform.id, 'CONFIGURED'));
      return platform;
    });
  }
}
