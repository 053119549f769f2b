/** What operators order and look for among pulls. */
import { DateTime } from '@chargesphere/chassis';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PullModeEnum, PullStatusEnum } from './pull.entity.js';
import type { PullOrder } from './pull.store.js';
import { EVERY_MINUTES_MAX, EVERY_MINUTES_MIN, type PullMode, type PullStatus } from './pull.rules.js';
import type { ScheduleOrder } from './pull-schedule.store.js';

@InputType({ description: 'What to pull.' })
export class StartPullInput implements PullOrder {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare module: string;

  @Field(() => PullModeEnum, { defaultValue: 'INCREMENTAL', description: 'How much of the list.' })
  declare mode: PullMode;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Only what was last updated at or after this instant, instead of since the last good pull; INCREMENTAL only.',
  })
  declare dateFrom?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only what was last updated before this instant; INCREMENTAL only.',
  })
  declare dateTo?: string | null;
}

@InputType({ description: 'How often to pull a module of a platform.' })
export class PullScheduleInput implements ScheduleOrder {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare module: string;

  @Field(() => PullModeEnum, {
    defaultValue: 'INCREMENTAL',
    description: 'How much each pull asks for; a module may have a schedule of each mode.',
  })
  declare mode: PullMode;

  @Field(() => Int, {
    nullable: true,
    description: `Minutes from one pull to the next, ${EVERY_MINUTES_MIN} to ${EVERY_MINUTES_MAX}; left out, the schedule is switched off.`,
  })
  declare everyMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'By how many minutes each pull may come earlier or later, half the interval at the most; a tenth of it when left out.',
  })
  declare spreadMinutes?: number | null;
}

@InputType({ description: 'Which pulls; what is left out does not matter.' })
export class PullFilter {
  @Field(() => ID, { nullable: true, description: 'Only this one.' })
  declare id?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this platform.' })
  declare platformId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of this module.' })
  declare module?: string | null;

  @Field(() => PullStatusEnum, { nullable: true, description: 'Only those that have come this far.' })
  declare status?: PullStatus | null;
}

@InputType({ description: 'Which objects in quarantine; what is left out does not matter.' })
export class QuarantineFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this pull.' })
  declare pullId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this platform.' })
  declare platformId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of this module.' })
  declare module?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only objects whose ref contains this, without regard to case.',
  })
  declare ref?: string | null;
}
