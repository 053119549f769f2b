/** Pulls as the adapter carries them out. For the hub itself. */
import { requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { PlatformConnection } from './credentials.resolver.js';
import type { Connection } from './credentials.store.js';
import type { PartiesContext } from './parties.context.js';
import { Pull } from './pull.entity.js';
import type { PullScheduleStore } from './pull-schedule.store.js';
import { PullEndInput, PullPageInput } from './pull-work.inputs.js';
import type { Claimed, PullWorkStore } from './pull-work.store.js';

@ObjectType({ description: 'A pull that a node of the hub has taken up.' })
export class PullTask implements Claimed {
  @Field(() => ID, { description: 'Names this run; everything reported of the pull carries it.' })
  declare claim: string;

  @Field(() => Pull, { description: 'What to pull, and where to go on.' })
  declare pull: Pull;

  @Field(() => PlatformConnection, {
    nullable: true,
    description: 'How to call the platform; null when the hub has no token for it any more.',
  })
  declare connection: Connection | null;
}

const PULL_ID = { description: 'Id of the pull.' };
const CLAIM = { description: 'The claim under which it is worked on.' };

@Resolver()
export class PullWorkResolver {
  constructor(
    private readonly store: PullWorkStore,
    private readonly schedules: PullScheduleStore,
  ) {}

  @Mutation(() => Int, {
    description: 'Orders the pulls whose time has come; returns how many. For the hub itself.',
  })
  queueDuePulls(@Ctx() { caller }: PartiesContext): Promise<number> {
    requireSystem(caller);
    return this.schedules.queueDue();
  }

  @Mutation(() => [PullTask], {
    description:
      'Takes up pulls that wait, and those whose node has stopped renewing its claim: one for each platform, the oldest first. For the hub itself.',
  })
  claimPulls(
    @Arg('limit', () => Int, { description: 'How many at the most.' }) limit: number,
    @Ctx() { caller }: PartiesContext,
  ): Promise<PullTask[]> {
    requireSystem(caller);
    return this.store.claim(limit);
  }

  @Mutation(() => Pull, {
    description:
      'A page was read and stored: counts it, keeps what could not be accepted, and notes the next page. CONFLICT when the claim is no longer in force. For the hub itself.',
  })
  reportPull(
    @Arg('input', () => PullPageInput, { description: 'What became of the page.' }) input: PullPageInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Pull> {
    requireSystem(caller);
    return this.store.report(input);
  }

  @Mutation(() => Pull, {
    description: 'Renews a claim while a page takes long. For the hub itself.',
  })
  keepPull(
    @Arg('pullId', () => ID, PULL_ID) pullId: string,
    @Arg('claim', () => ID, CLAIM) claim: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Pull> {
    requireSystem(caller);
    return this.store.keep(pullId, claim);
  }

  @Mutation(() => Pull, { description: 'Everything asked for was read. For the hub itself.' })
  finishPull(
    @Arg('input', () => PullEndInput, { description: 'How it ended.' }) input: PullEndInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Pull> {
    requireSystem(caller);
    return this.store.finish(input);
  }

  @Mutation(() => Pull, {
    description: 'It cannot go on; it keeps its place, to be resumed. For the hub itself.',
  })
  failPull(
    @Arg('pullId', () => ID, PULL_ID) pullId: string,
    @Arg('claim', () => ID, CLAIM) claim: string,
    @Arg('reason', () => String, { description: 'One sentence for the operator.' }) reason: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Pull> {
    requireSystem(caller);
    return this.store.fail(pullId, claim, reason);
  }

  @Mutation(() => Pull, {
    description: 'The node stops: the pull waits for another one, or for the next start. For the hub itself.',
  })
  releasePull(
    @Arg('pullId', () => ID, PULL_ID) pullId: string,
    @Arg('claim', () => ID, CLAIM) claim: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Pull> {
    requireSystem(caller);
    return this.store.release(pullId, claim);
  }
}
