/** Jobs as the graph shows them. */
import { DateTime, Json, pageType } from '@chargesphere/chassis';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { JobKind, JobRow, JobState } from './job.types.js';

export const JobKindEnum = {
  STATEMENTS: 'STATEMENTS',
  CLEARING: 'CLEARING',
  RETENTION: 'RETENTION',
} as const satisfies { [K in JobKind]: K };
registerEnumType(JobKindEnum, {
  name: 'JobKind',
  description: 'What a job is about.',
  valuesConfig: {
    STATEMENTS: { description: 'Bills a period.' },
    CLEARING: { description: 'Turns CDRs that were accepted into transfers of the ledger.' },
    RETENTION: { description: 'Deletes records of jobs that nobody needs any more.' },
  },
});

export const JobStateEnum = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  DONE: 'DONE',
  FAILED: 'FAILED',
} as const satisfies { [K in JobState]: K };
registerEnumType(JobStateEnum, {
  name: 'JobState',
  description: 'How far a job is.',
  valuesConfig: {
    QUEUED: { description: 'It waits for a node, or for its next attempt.' },
    RUNNING: { description: 'A node works on it.' },
    DONE: { description: 'It came to its end.' },
    FAILED: { description: 'It was tried often enough; see its error.' },
  },
});

@ObjectType({ description: 'Work in the background.' })
export class Job implements JobRow {
  declare seq: number;

  @Field(() => ID, { description: 'Its id.' })
  declare id: string;

  @Field(() => JobKindEnum, { description: 'What it is about.' })
  declare kind: JobKind;

  @Field(() => JobStateEnum, { description: 'How far it is.' })
  declare state: JobState;

  @Field(() => String, { description: 'What it is doing at the moment; empty when it does nothing.' })
  declare step: string;

  @Field(() => Float, { description: 'How many things it is done with, all steps together.' })
  declare done: number;

  @Field(() => Int, { description: 'How often it was begun.' })
  declare attempts: number;

  @Field(() => Json, { description: 'What it was asked for.' })
  declare input: Record<string, unknown>;

  @Field(() => Json, { nullable: true, description: 'By step, how many things it is done with.' })
  declare result: Record<string, number> | null;

  @Field(() => String, { nullable: true, description: 'What was wrong in its last attempt.' })
  declare error: string | null;

  @Field(() => String, { description: 'Who asked for it.' })
  declare askedBy: string;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  declare createdAt: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was first begun.' })
  declare startedAt: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  declare finishedAt: string | null;
}

export const JobPage = pageType('JobPage', Job);
