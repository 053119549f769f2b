/** What the adapter hears of platforms and what it found out. For the hub itself. */
import { DateTime } from '@chargesphere/chassis';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Sign } from './health.store.js';
import type { ProbeReport } from './probe.store.js';

@InputType({ description: 'That a platform is there.' })
export class SignInput implements Sign {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it last sent a message that was authenticated.',
  })
  declare heardAt?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it last answered a message of the hub, and did not refuse its token.',
  })
  declare answeredAt?: string | null;
}

@InputType({ description: 'What a probe brought.' })
export class ProbeReportInput implements ProbeReport {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => ID, { description: 'The claim under which it was probed.' })
  declare claim: string;

  @Field(() => Boolean, { description: 'Was there a good answer: HTTP 200, with an OCPI envelope?' })
  declare ok: boolean;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer.' })
  declare http?: number | null;

  @Field(() => String, { nullable: true, description: 'Why it failed, in one sentence.' })
  declare reason?: string | null;

  @Field(() => Int, { description: 'How long it took, milliseconds.' })
  declare ms: number;
}
