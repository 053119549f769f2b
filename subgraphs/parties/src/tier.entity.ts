/** A tier: how much of the hub a platform may take at most (HUB-063). Operators keep them and put platforms into them. */
import { DateTime } from '@chargesphere/chassis';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import type { TierLimits } from './tier.rules.js';

@Entity({ tableName: 'rate_tier' })
@ObjectType({
  description:
    'How much of the hub a platform may take at most; what is beyond is answered with HTTP 429 and status code 4000.',
})
export class RateTier implements TierLimits {
  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'What operators call it, in upper case.' })
  declare name: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Requests within one second.' })
  declare requestsPerSecond: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Requests beyond those of each second, within ten seconds.' })
  declare burst: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Requests that are being answered at the same time.' })
  declare requestsAtOnce: number;

  @Property({ type: 'integer' })
  @Field(() => Int, {
    description: 'Of those, requests that wait for the answer of another party at the same time.',
  })
  declare forwardsAtOnce: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Bytes of the body of a request.' })
  declare bodyBytes: number;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was last set; null as it came.' })
  changedAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who last set it; null as it came.' })
  changedBy: string | null = null;
}
