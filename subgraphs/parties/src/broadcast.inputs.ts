/** What is looked for among broadcasts and deliveries. */
import { DateTime } from '@chargesphere/chassis';
import { Field, ID, InputType } from 'type-graphql';
import { BroadcastKindEnum, DeliveryStatusEnum } from './broadcast.record.js';
import type { BroadcastKind, DeliveryStatus } from './delivery.rules.js';

@InputType({ description: 'Which broadcasts; what is left out does not matter.' })
export class BroadcastFilter {
  @Field(() => [BroadcastKindEnum], { nullable: true, description: 'Only of these kinds.' })
  declare kind?: BroadcastKind[] | null;

  @Field(() => String, { nullable: true, description: 'Only of this module.' })
  declare module?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this object, by its ref.' })
  declare object?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what is owned by this party.' })
  declare owner?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this platform sent.' })
  declare platformId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of this exchange, by its `X-Correlation-ID`.' })
  declare correlationId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only what was taken at or after this instant.' })
  declare since?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only what was taken before this instant.' })
  declare until?: string | null;
}

@InputType({ description: 'Which deliveries; what is left out does not matter.' })
export class DeliveryFilter {
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'Only those that ended or stand so.' })
  declare status?: DeliveryStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Only to this party.' })
  declare receiver?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only to this platform.' })
  declare platformId?: string | null;

  @Field(() => [BroadcastKindEnum], { nullable: true, description: 'Only of these kinds.' })
  declare kind?: BroadcastKind[] | null;

  @Field(() => String, { nullable: true, description: 'Only of this module.' })
  declare module?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this object, by its ref.' })
  declare object?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of this exchange, by its `X-Correlation-ID`.' })
  declare correlationId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only of what was taken at or after this instant.' })
  declare since?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only of what was taken before this instant.' })
  declare until?: string | null;
}
