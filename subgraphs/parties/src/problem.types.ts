/** Problems with partners as the graph shows them. */
import { DateTime } from '@chargesphere/chassis';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ExchangeDirection, ExchangeStatus } from './exchange.rules.js';
import { ExchangeDirectionEnum, ExchangeStatusEnum } from './exchange.types.js';
import { BUCKETS, PROBLEM_DAYS_MAX } from './problem.rules.js';

@InputType({ description: 'Which problems; what is left out does not matter.' })
export class ProblemFilter {
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

  @Field(() => [ExchangeStatusEnum], {
    nullable: true,
    description: 'Only exchanges that ended in one of these ways.',
  })
  declare status?: ExchangeStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Only with this code, such as TOO_LONG or OCPI 2001.' })
  declare code?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: `Only what happened at or after this instant; a day before \`until\` when left out, ${PROBLEM_DAYS_MAX} days at the most.`,
  })
  declare since?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only what happened before this instant; the end of this hour when left out.',
  })
  declare until?: string | null;
}

@ObjectType('PartnerProblem', {
  description:
    'What went wrong in exchanges of one party and module in one way, and at one place of the document.',
})
export class PartnerProblem {
  @Field(() => ID, { description: 'Stands for this group in the list, the same for as long as it lasts.' })
  declare id: string;

  @Field(() => ID, {
    nullable: true,
    description: "Ref of the party on the partner's side; null when no party was named.",
  })
  declare party: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of its platform; null when it is not known.' })
  declare platformId: string | null;

  @Field(() => String, { nullable: true, description: 'OCPI module; null when none was reached.' })
  declare module: string | null;

  @Field(() => ExchangeDirectionEnum, { description: 'Who asked.' })
  declare direction: ExchangeDirection;

  @Field(() => ExchangeStatusEnum, { description: 'How these exchanges ended.' })
  declare status: ExchangeStatus;

  @Field(() => String, {
    description:
      'The code of a violation, such as TOO_LONG; why there was no answer, such as `timeout`; or the status of the answer, such as OCPI 2001 or HTTP 401.',
  })
  declare code: string;

  @Field(() => String, {
    nullable: true,
    description:
      'JSON Pointer with * for positions in lists, such as /evses/*/uid; null when it is about no document.',
  })
  declare pointer: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'One of the sentences that say what is wrong; null without one.',
  })
  declare message: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The requirement that is violated, such as SES-016; null when it is not known.',
  })
  declare requirement: string | null;

  @Field(() => Int, { description: 'How often it happened.' })
  declare count: number;

  @Field(() => DateTime, { description: 'When it happened first, of the time that was asked for.' })
  declare firstSeen: Date;

  @Field(() => DateTime, { description: 'When it happened last.' })
  declare lastSeen: Date;

  @Field(() => [Int], { description: `How often it happened in each of ${BUCKETS} parts of that time.` })
  declare series: number[];

  @Field(() => ID, { description: 'Id of the last exchange with it.' })
  declare exchangeId: string;
}

@ObjectType('PartnerProblemPage', { description: 'One page of a list.' })
export class PartnerProblemPage {
  @Field(() => [PartnerProblem], { description: 'The items of this page.' })
  declare items: PartnerProblem[];

  @Field(() => Int, { description: 'How many items the whole list has.' })
  declare total: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the next page; null on the last one.' })
  declare next: string | null;

  @Field(() => Boolean, {
    description: 'Were all exchanges looked at? When too many failed, the newest of them were.',
  })
  declare isComplete: boolean;

  @Field(() => DateTime, { description: 'The beginning of the time that was looked at.' })
  declare since: Date;

  @Field(() => DateTime, { description: 'Its end.' })
  declare until: Date;
}
