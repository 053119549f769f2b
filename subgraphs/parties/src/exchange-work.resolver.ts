/** Exchanges as the adapter reports them, and orders to send one once more, from order to outcome. */
import { Json, requireOperator, requireSystem } from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { PlatformConnection } from './credentials.resolver.js';
import type { Connection } from './credentials.store.js';
import type { ClaimedReplay, ExchangeReplayStore } from './exchange-replay.store.js';
import { EXCHANGE_REPLAY } from './exchange.events.js';
import { LEGS_MAX } from './exchange.intake.js';
import type { ExchangeStore } from './exchange.store.js';
import { Exchange, ExchangeReplay } from './exchange.types.js';
import type { PartiesContext } from './parties.context.js';

@ObjectType({ description: 'A request to be sent once more, taken up by a node of the hub.' })
export class ReplayTask implements ClaimedReplay {
  @Field(() => ID, { description: 'Id of the order.' })
  declare id: string;

  @Field(() => ID, { description: 'The claim under which its outcome is reported.' })
  declare claim: string;

  @Field(() => Exchange, { description: 'What to send once more.' })
  declare exchange: Exchange;

  @Field(() => String, { nullable: true, description: 'Its body as it was sent; null when it had none.' })
  declare body: string | null;

  @Field(() => PlatformConnection, {
    nullable: true,
    description: 'How to call the platform; null when the hub has no token for it any more.',
  })
  declare connection: Connection | null;
}

@Resolver()
export class ExchangeWorkResolver {
  constructor(
    private readonly store: ExchangeStore,
    private readonly replays: ExchangeReplayStore,
  ) {}

  @Mutation(() => Int, {
    description: `Keeps exchanges that have ended, ${LEGS_MAX} at the most, their secrets masked already; returns how many were new. For the hub itself.`,
  })
  recordExchanges(
    @Arg('legs', () => [Json], { description: 'The exchanges, as the adapter describes them.' })
    legs: unknown[],
    @Ctx() { caller }: PartiesContext,
  ): Promise<number> {
    requireSystem(caller);
    return this.store.record(legs);
  }

  @Mutation(() => ExchangeReplay, {
    description:
      'Sends a recorded request of the hub once more: GET, or PUT of locations, tariffs, tokens and client info whose body is kept unmasked and that is still the newest state. Refused with the reason otherwise. Answers when it was sent, or after half a minute with what is known by then. For operators.',
  })
  replayExchange(
    @Arg('id', () => ID, { description: 'Id of the exchange.' }) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<ExchangeReplay> {
    requireOperator(caller);
    return this.replays.order(caller, id);
  }

  @Mutation(() => [ReplayTask], { description: 'Takes up replays that wait. For the hub itself.' })
  claimExchangeReplays(
    @Arg('limit', () => Int, { description: 'How many at the most.' }) limit: number,
    @Ctx() { caller }: PartiesContext,
  ): Promise<ReplayTask[]> {
    requireSystem(caller);
    return this.replays.claim(limit);
  }

  @Mutation(() => ExchangeReplay, { description: 'What became of a replay. For the hub itself.' })
  finishExchangeReplay(
    @Arg('id', () => ID, { description: 'Id of the order.' }) id: string,
    @Arg('claim', () => ID, { description: 'The claim under which it was sent.' }) claim: string,
    @Arg('resultId', () => ID, {
      nullable: true,
      description: 'The exchange that came of it, if it was sent.',
    })
    resultId: string | null | undefined,
    @Arg('failure', () => String, { nullable: true, description: 'Why it was not sent, in one sentence.' })
    failure: string | null | undefined,
    @Ctx() { caller }: PartiesContext,
  ): Promise<ExchangeReplay> {
    requireSystem(caller);
    // Arguments that are left out are undefined, which SQL does not know.
    return this.replays.finish(id, claim, resultId ?? null, failure ?? null);
  }

  @Subscription(() => ID, {
    description: 'Ids of replays that are ordered or carried out, from now on. For the hub itself.',
    subscribe: ({ context }) => {
      const { caller, outbox } = context as PartiesContext;
      requireSystem(caller);
      return outbox.subscribe([EXCHANGE_REPLAY]);
    },
  })
  exchangeReplayChanged(@Root() { ref }: { ref: string }): string {
    return ref;
  }
}

@Resolver(() => ExchangeReplay)
export class ExchangeReplayResolver {
  constructor(private readonly store: ExchangeStore) {}

  @FieldResolver(() => Exchange, {
    nullable: true,
    description: 'What was to be sent once more; null when it is gone.',
  })
  async exchange(
    @Root() { exchangeId }: ExchangeReplay,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Exchange | null> {
    return (await this.store.find(caller, exchangeId)) ?? null;
  }

  @FieldResolver(() => Exchange, {
    nullable: true,
    description: 'The exchange that came of it; null when it was not sent, and until it is recorded.',
  })
  async result(
    @Root() { resultId }: ExchangeReplay,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Exchange | null> {
    return resultId === null ? null : ((await this.store.find(caller, resultId)) ?? null);
  }
}
