/** Holding, resuming and ending platforms in the graph: ordered by operators, the parting said by the adapter. */
import { DateTime, requireOperator, requireSystem } from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Farewell as FarewellRecord } from './farewell.entity.js';
import type { FarewellOrder, FarewellStore } from './farewell.store.js';
import { nameOf } from './hub-policy.resolver.js';
import type { LifecycleStore } from './lifecycle.store.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';

const FarewellStatuses = { WAITING: 'WAITING', TOLD: 'TOLD', FAILED: 'FAILED' } as const;

registerEnumType(FarewellStatuses, {
  name: 'FarewellStatus',
  description: 'Does a platform know that its registration has ended?',
  valuesConfig: {
    WAITING: { description: 'It is being told.' },
    TOLD: { description: 'It took DELETE credentials.' },
    FAILED: { description: 'It could not be told; `failure` says why. Nothing is tried again.' },
  },
});

@ObjectType({ description: 'That an operator holds a platform for the time being.' })
export class Suspension {
  @Field(() => DateTime, { description: 'Since when.' })
  declare at: Date;

  @Field(() => String, { description: 'The operator.' })
  declare by: string;

  @Field(() => String, { description: 'Why, as the operator said.' })
  declare reason: string;
}

@ObjectType({ description: 'Whether a platform was told that an operator has ended its registration.' })
export class Farewell {
  @Field(() => FarewellStatuses, { description: 'How far that has come.' })
  declare status: keyof typeof FarewellStatuses;

  @Field(() => DateTime, { description: 'When the registration ended.' })
  declare orderedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the platform was told, or could not be.' })
  declare endedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it could not be told, in one sentence.' })
  declare failure: string | null;
}

@ObjectType({ description: 'A platform to be told that its registration has ended.' })
export class FarewellTask implements FarewellOrder {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => String, { description: 'Its credentials endpoint.' })
  declare url: string;

  @Field(() => String, { description: 'The token the hub had for it, in the clear.' })
  declare token: string;

  @Field(() => Boolean, { description: 'Is the token sent in Base64 (TRN-003, TRN-005)?' })
  declare base64Token: boolean;
}

const PLATFORM_ID = { description: 'Id of the platform.' };

@Resolver(() => Platform)
export class LifecycleResolver {
  constructor(
    private readonly store: LifecycleStore,
    private readonly farewells: FarewellStore,
  ) {}

  @Mutation(() => Platform, {
    description:
      'Holds a registered platform for the time being, at once and on all nodes: its tokens open nothing (401), its parties are SUSPENDED to others, what waits for it is dropped, it is neither probed nor pulled. It keeps its tokens and its roles. Ordered again it takes the new reason. For operators.',
  })
  suspendPlatform(
    @Arg('id', () => ID, PLATFORM_ID) id: string,
    @Arg('reason', () => String, { description: 'Why, in a sentence for other operators.' }) reason: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.suspend(id, reason, nameOf(caller));
  }

  @Mutation(() => Platform, {
    description:
      'Lets a platform go on that an operator held: it is what it was before, with the tokens it had, and what the hub missed of it is pulled. Changes nothing about one that is registered and not held. For operators.',
  })
  resumePlatform(
    @Arg('id', () => ID, PLATFORM_ID) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.resume(id);
  }

  @Mutation(() => Platform, {
    description:
      'Ends the registration of a platform, for good: tokens in both directions are void at once, its parties SUSPENDED, and the partner is told by DELETE credentials, once; `farewell` says what became of that. What was stored of its parties, billing above all, exchanges and the audit trail stay, and so does the platform, to be invited or connected again. Changes nothing about one that has ended. Waits for the partner half a minute at the most. For operators.',
  })
  async deletePlatform(
    @Arg('id', () => ID, PLATFORM_ID) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    const platform = await this.store.end(id);
    await this.farewells.settled(platform.id);
    return platform;
  }

  @FieldResolver(() => Suspension, {
    nullable: true,
    description: 'Who holds it, and why; null when nobody does. For operators.',
  })
  suspension(
    @Root() { heldAt, heldBy, heldReason }: Platform,
    @Ctx() { caller }: PartiesContext,
  ): Suspension | null {
    requireOperator(caller);
    return heldAt && { at: heldAt, by: heldBy ?? '', reason: heldReason ?? '' };
  }

  @FieldResolver(() => Farewell, {
    nullable: true,
    description:
      'Whether it was told that an operator has ended its registration; null when none did, or when there was nobody to tell. For operators.',
  })
  async farewell(
    @Root() { id }: Platform,
    @Ctx() { caller, farewellOfPlatform }: PartiesContext,
  ): Promise<Farewell | null> {
    requireOperator(caller);
    const record = await farewellOfPlatform.load(id);
    return record ? shown(record) : null;
  }

  @Mutation(() => [FarewellTask], {
    description:
      'Takes up what platforms are to be told about the end of their registration. For the hub itself.',
  })
  claimFarewells(@Ctx() { caller }: PartiesContext): Promise<FarewellOrder[]> {
    requireSystem(caller);
    return this.farewells.claim();
  }

  @Mutation(() => Boolean, { description: 'What became of telling a platform. For the hub itself.' })
  async finishFarewell(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Arg('failure', () => String, { nullable: true, description: 'Why it does not know; null when it does.' })
    failure: string | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    requireSystem(caller);
    await this.farewells.finish(platformId, failure);
    return true;
  }
}

const shown = ({ orderedAt, endedAt, failure }: FarewellRecord): Farewell => ({
  status: endedAt === null ? 'WAITING' : failure === null ? 'TOLD' : 'FAILED',
  orderedAt,
  endedAt,
  failure,
});
