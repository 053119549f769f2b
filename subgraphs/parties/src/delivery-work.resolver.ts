/** What the adapter has sent, takes up, and reports. For the hub itself. */
import { DateTime, Json, requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver, Subscription } from 'type-graphql';
import { BroadcastKindEnum } from './broadcast.record.js';
import type { BroadcastStore } from './broadcast.store.js';
import { DELIVERIES_QUEUED } from './delivery.events.js';
import type { BroadcastKind } from './delivery.rules.js';
import { BroadcastInput, DestinationInput, MessageInput, OutcomeInput } from './delivery-work.inputs.js';
import type { DeliveryWorkStore, Taken, TakenDelivery, TakenMessage } from './delivery-work.store.js';
import type { PartiesContext } from './parties.context.js';

@ObjectType({ description: 'A delivery that a node of the hub has taken up.' })
export class DeliveryTask implements TakenDelivery {
  @Field(() => ID, { description: 'Id of the delivery.' })
  declare id: string;

  @Field(() => ID, { description: 'Id of the message it carries.' })
  declare broadcastId: string;

  @Field(() => ID, { description: 'Id of the platform it goes to.' })
  declare platformId: string;

  @Field(() => ID, { nullable: true, description: 'Ref of the receiving party; null where none is named.' })
  declare receiver: string | null;

  @Field(() => Int, { description: 'How often it was sent before.' })
  declare attempts: number;

  @Field(() => DateTime, { description: 'When it is no longer worth sending.' })
  declare expiresAt: Date;
}

@ObjectType({ description: 'What deliveries carry.' })
export class DeliveryMessage implements TakenMessage {
  @Field(() => ID, { description: 'Id of the broadcast.' })
  declare id: string;

  @Field(() => BroadcastKindEnum, { description: 'Why it is sent; says which routing headers it has.' })
  declare kind: BroadcastKind;

  @Field(() => String, { description: 'The module.' })
  declare module: string;

  @Field(() => String, { description: 'The method.' })
  declare method: string;

  @Field(() => [String], { description: "Below the module's URL, decoded." })
  declare path: string[];

  @Field(() => Json, { description: 'Query parameters, as an object of strings.' })
  declare query: Record<string, string>;

  @Field(() => ID, { description: 'Folded ref of the owner.' })
  declare owner: string;

  @Field(() => ID, { description: 'Folded ref of the top-level object.' })
  declare object: string;

  @Field(() => String, { description: '`X-Request-ID` it came with.' })
  declare requestId: string;

  @Field(() => String, { description: '`X-Correlation-ID` it came with.' })
  declare correlationId: string;

  @Field(() => String, { nullable: true, description: 'Its body, as the text that came.' })
  declare body: string | null;
}

@ObjectType({ description: 'What a node is to send: deliveries, and the messages they carry, each once.' })
export class DeliveryWork implements Taken {
  @Field(() => [DeliveryTask], { description: 'In the order in which they were accepted.' })
  declare deliveries: DeliveryTask[];

  @Field(() => [DeliveryMessage], { description: 'What they carry.' })
  declare messages: DeliveryMessage[];
}

const NODE = { description: 'Which process takes part in sending.' };

@Resolver()
export class DeliveryWorkResolver {
  constructor(
    private readonly broadcasts: BroadcastStore,
    private readonly work: DeliveryWorkStore,
  ) {}

  @Mutation(() => [Int], {
    description:
      'Accepts messages for everybody, in this order; returns how many receive each. For the hub itself.',
  })
  queueBroadcasts(
    @Arg('messages', () => [BroadcastInput], { description: 'What to send.' }) messages: BroadcastInput[],
    @Ctx() { caller }: PartiesContext,
  ): Promise<number[]> {
    requireSystem(caller);
    return this.broadcasts.broadcast(messages);
  }

  @Mutation(() => Boolean, {
    description:
      'Keeps a CDR that could not be delivered, to be offered again; false when the platform is not set to that. For the hub itself.',
  })
  queueRedelivery(
    @Arg('message', () => MessageInput, { description: 'What to send.' }) message: MessageInput,
    @Arg('to', () => DestinationInput, { description: 'To whom.' }) to: DestinationInput,
    @Arg('isOwn', () => Boolean, {
      defaultValue: false,
      description: 'The hub has made it: it is sent at once, whatever the platform is set to.',
    })
    isOwn: boolean,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    requireSystem(caller);
    return this.broadcasts.redeliver(message, to, isOwn);
  }

  @Mutation(() => DeliveryWork, {
    description:
      'Takes up what is due: on platforms this node speaks to, and on those nobody does, which it then holds. For the hub itself.',
  })
  takeDeliveries(
    @Arg('node', () => ID, NODE) node: string,
    @Arg('full', () => [ID], { description: 'Platforms for which the node has enough in hand.' })
    full: string[],
    @Arg('perPlatform', () => Int, { description: 'How many for each platform at the most.' })
    perPlatform: number,
    @Arg('limit', () => Int, { description: 'How many in all.' }) limit: number,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Taken> {
    requireSystem(caller);
    return this.work.take(node, full, perPlatform, limit);
  }

  @Mutation(() => [ID], {
    description:
      'Goes on holding these platforms and lets go of the others; returns those it does hold. For the hub itself.',
  })
  keepLanes(
    @Arg('node', () => ID, NODE) node: string,
    @Arg('busy', () => [ID], { description: 'Platforms for which the node has something in hand.' })
    busy: string[],
    @Ctx() { caller }: PartiesContext,
  ): Promise<string[]> {
    requireSystem(caller);
    return this.work.keep(node, busy);
  }

  @Mutation(() => Int, {
    description:
      'Records what became of deliveries; returns of how many, the others being no longer in the hands of this node. For the hub itself.',
  })
  settleDeliveries(
    @Arg('node', () => ID, NODE) node: string,
    @Arg('outcomes', () => [OutcomeInput], { description: 'How they ended.' }) outcomes: OutcomeInput[],
    @Ctx() { caller }: PartiesContext,
  ): Promise<number> {
    requireSystem(caller);
    return this.work.settle(node, outcomes);
  }

  @Mutation(() => Boolean, {
    description: 'Gives back what the node has in hand. For the hub itself.',
  })
  async releaseLanes(
    @Arg('node', () => ID, NODE) node: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    requireSystem(caller);
    await this.work.release(node);
    return true;
  }

  @Subscription(() => Boolean, {
    description: 'There is something to send. For the hub itself.',
    subscribe: ({ context }) => {
      const { caller, outbox } = context as PartiesContext;
      requireSystem(caller);
      return outbox.subscribe([DELIVERIES_QUEUED], 1); // one says as much as many
    },
  })
  deliveriesQueued(): boolean {
    return true;
  }
}
