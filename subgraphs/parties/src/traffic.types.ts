/** Traffic between the hub and partners as the graph shows it. */
import { DateTime } from '@chargesphere/chassis';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ExchangeDirection } from './exchange.rules.js';
import { ExchangeDirectionEnum } from './exchange.types.js';

@InputType({ description: 'Which traffic; what is left out does not matter.' })
export class TrafficFilter {
  @Field(() => ID, {
    nullable: true,
    description:
      "Only with this party on the partner's side, by its ref: who asked the hub, or was asked by it.",
  })
  declare party?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only with this platform.' })
  declare platformId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of this module, such as `sessions`.' })
  declare module?: string | null;

  @Field(() => ExchangeDirectionEnum, {
    nullable: true,
    description: 'Only what somebody on this side began.',
  })
  declare direction?: ExchangeDirection | null;
}

@ObjectType({ description: 'Exchanges of one party and module in one direction, counted.' })
export class TrafficCell {
  @Field(() => ID, {
    nullable: true,
    description:
      "Ref of the party on the partner's side: who asked the hub, or was asked by it; null when no party was named, as in handshakes.",
  })
  declare party: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of its platform; null when it is not known.' })
  declare platformId: string | null;

  @Field(() => String, { nullable: true, description: 'OCPI module; null when none was reached.' })
  declare module: string | null;

  @Field(() => ExchangeDirectionEnum, { description: 'Who asked.' })
  declare direction: ExchangeDirection;

  @Field(() => Int, { description: 'How many exchanges.' })
  declare count: number;

  @Field(() => Int, { description: 'How many of them did not end OK.' })
  declare failed: number;

  @Field(() => Float, { description: 'Half of them took no longer, milliseconds, to some per cent.' })
  declare p50Ms: number;

  @Field(() => Float, { description: '95 of 100 took no longer, milliseconds, to some per cent.' })
  declare p95Ms: number;

  @Field(() => DateTime, { description: 'When the last of them began.' })
  declare lastAt: Date;
}

@ObjectType({ description: 'Exchanges of a part of the time.' })
export class TrafficBucket {
  @Field(() => DateTime, { description: 'When this part begins.' })
  declare from: Date;

  @Field(() => Int, { description: 'How many exchanges began in it.' })
  declare count: number;

  @Field(() => Int, { description: 'How many of them did not end OK.' })
  declare failed: number;

  @Field(() => Float, {
    nullable: true,
    description: '95 of 100 took no longer, milliseconds, to some per cent; null when there were none.',
  })
  declare p95Ms: number | null;
}

@ObjectType({
  description: 'The last 60 seconds, as far as they are recorded: the last one or two are not yet.',
})
export class TrafficNow {
  @Field(() => Float, { description: 'Exchanges a second.' })
  declare perSecond: number;

  @Field(() => Int, { description: 'How many exchanges.' })
  declare count: number;

  @Field(() => Int, { description: 'How many of them did not end OK.' })
  declare failed: number;

  @Field(() => Float, { nullable: true, description: 'The share of those, from 0 to 1; null of none.' })
  declare failing: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '95 of 100 took no longer, milliseconds; null when there were none.',
  })
  declare p95Ms: number | null;
}

@ObjectType({ description: 'Exchanges between the hub and partners, counted.' })
export class Traffic {
  @Field(() => DateTime, { description: 'The beginning of the first minute that is counted.' })
  declare since: Date;

  @Field(() => DateTime, { description: 'The end of the last part.' })
  declare until: Date;

  @Field(() => Int, { description: 'How long each part of `series` is, seconds.' })
  declare bucketSeconds: number;

  @Field(() => [TrafficCell], { description: 'By party, module and direction, the most frequent first.' })
  declare cells: TrafficCell[];

  @Field(() => Boolean, { description: 'Are these all cells? The most frequent are shown.' })
  declare isComplete: boolean;

  @Field(() => [TrafficBucket], { description: 'The same over the time, part after part.' })
  declare series: TrafficBucket[];

  @Field(() => TrafficNow, { description: 'The last minute, whatever time was asked for.' })
  declare now: TrafficNow;
}
