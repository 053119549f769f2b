/** The work of handing over CDRs that were made here, for the hub itself: deliveries are kept in another subgraph. */
import { requireSystem, type DomainEvent } from '@chargesphere/chassis';
import { Problem, type CDR } from '@chargesphere/schema';
import {
  Arg,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { CdrDocument } from '../cdr.types.js';
import {
  pushOutcomes,
  type ClaimedPush,
  type CdrPushStore,
  type PushOutcome,
  type PushResult,
} from './cdr-push.store.js';

/** CDRs taken at a time. */
const CLAIM_MAX = 100;

const PushOutcomeEnum = Object.fromEntries(pushOutcomes.map((outcome) => [outcome, outcome])) as {
  [O in PushOutcome]: O;
};
registerEnumType(PushOutcomeEnum, {
  name: 'CdrPushOutcome',
  description: 'What became of handing a CDR over.',
  valuesConfig: {
    QUEUED: { description: 'A delivery carries it to its receiver.' },
    UNREACHABLE: { description: 'Its receiver cannot be reached through the hub; it is there to be pulled.' },
  },
});

@ObjectType('CdrPush', {
  description: 'A CDR made here that this caller is to hand over. For the hub itself.',
})
class CdrPush implements ClaimedPush {
  @Field(() => ID, { description: 'Names the claim; the result is taken under it only.' })
  declare claim: string;

  @Field(() => ID, { description: 'Ref of the CDR, in capitals.' })
  declare ref: string;

  @Field(() => ID, { description: 'Ref of the party it is for, in capitals.' })
  declare receiver: string;

  @Field(() => CdrDocument, { description: 'The CDR.' })
  declare document: CDR;
}

@InputType({ description: 'What became of a CDR that was claimed. For the hub itself.' })
class CdrPushInput implements PushResult {
  @Field(() => ID, { description: 'The claim.' })
  declare claim: string;

  @Field(() => ID, { description: 'Ref of the CDR.' })
  declare ref: string;

  @Field(() => PushOutcomeEnum, { description: 'What became of it.' })
  declare outcome: PushOutcome;
}

@Resolver()
export class CdrPushResolver {
  constructor(private readonly pushes: CdrPushStore) {}

  @Mutation(() => [CdrPush], {
    description:
      'Takes CDRs made here that are to be pushed, the longest first, for a minute. For the hub itself.',
  })
  claimCdrPushes(
    @Ctx() { caller }: BillingContext,
    @Arg('limit', () => Int, { description: `How many at the most, up to ${CLAIM_MAX}.` }) limit: number,
  ): Promise<ClaimedPush[]> {
    requireSystem(caller);
    return this.pushes.claim(Math.min(Math.max(limit, 1), CLAIM_MAX));
  }

  @Mutation(() => Int, {
    description:
      'Says what became of CDRs that were claimed; returns how many were still held. For the hub itself.',
  })
  settleCdrPushes(
    @Ctx() { caller }: BillingContext,
    @Arg('results', () => [CdrPushInput], { description: `Of each, ${CLAIM_MAX} at the most.` })
    results: CdrPushInput[],
  ): Promise<number> {
    requireSystem(caller);
    if (results.length > CLAIM_MAX)
      throw new Problem('INVALID_INPUT', `No more than ${CLAIM_MAX} CDRs are claimed at a time.`);
    return this.pushes.settle(results);
  }

  @Subscription(() => Boolean, {
    description: 'Whenever CDRs made here may be due to be pushed, from now on. For the hub itself.',
    subscribe: ({ context }) => {
      const { caller, watchPushes } = context as BillingContext;
      requireSystem(caller);
      return watchPushes();
    },
  })
  cdrPushesDue(@Root() _: DomainEvent): boolean {
    return true;
  }
}
