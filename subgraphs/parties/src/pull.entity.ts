/** One crawl of one module of one platform (HUB-051): the order, how far it has come, and what came of it. */
import { randomUUID } from 'node:crypto';
import { DateTime } from '@chargesphere/chassis';
import { OptionalProps, type Rel } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Platform } from './platform.entity.js';
import { pullModes, pullStatuses, type PullMode, type PullStatus } from './pull.rules.js';

export const PullModeEnum = Object.fromEntries(pullModes.map((mode) => [mode, mode])) as {
  [M in PullMode]: M;
};
registerEnumType(PullModeEnum, {
  name: 'PullMode',
  description: 'How much of a list a pull asks for.',
  valuesConfig: {
    FULL: { description: 'All of it, without a date: what it does not hold is no longer valid (TRN-048).' },
    INCREMENTAL: { description: 'What changed since the last good pull began, and a little more (TRN-036).' },
  },
});

export const PullStatusEnum = Object.fromEntries(pullStatuses.map((status) => [status, status])) as {
  [S in PullStatus]: S;
};
registerEnumType(PullStatusEnum, {
  name: 'PullStatus',
  description: 'How far a pull has come.',
  valuesConfig: {
    QUEUED: { description: 'It waits for its turn; a platform is asked for one page at a time.' },
    RUNNING: { description: 'A node of the hub is working on it.' },
    DONE: { description: 'Everything that was asked for was read.' },
    FAILED: { description: 'It stopped; `failure` says why, and `resumePull` goes on from there.' },
    CANCELLED: { description: 'An operator stopped it; `resumePull` goes on from there.' },
  },
});

@Entity({ tableName: 'pull' })
@Index({ properties: ['platform', 'module'] })
@ObjectType({ description: 'One crawl of one module of one platform: the order and how far it has come.' })
export class Pull {
  [OptionalProps]?:
    | 'seq'
    | 'status'
    | 'isScheduled'
    | 'isChosenWindow'
    | 'dateFrom'
    | 'dateTo'
    | 'party'
    | 'nextUrl'
    | 'offset'
    | 'answersForAll'
    | 'total'
    | 'pages'
    | 'seen'
    | 'stored'
    | 'unchanged'
    | 'quarantined'
    | 'withdrawn'
    | 'startedAt'
    | 'finishedAt'
    | 'failure'
    | 'remark'
    | 'claim'
    | 'leaseUntil'
    | 'claims';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Id of the pull.' })
  id: string = randomUUID();

  /** The order of creation, for pages. */
  @Property({ type: 'integer', autoincrement: true, unique: true })
  declare seq: number;

  @ManyToOne({ entity: () => Platform, deleteRule: 'cascade' })
  declare platform: Rel<Platform>;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare module: string;

  @Enum({ items: [...pullModes], type: 'text' })
  @Field(() => PullModeEnum, {
    description: 'How much it asks for. An incremental pull with no good one before it becomes a full one.',
  })
  declare mode: PullMode;

  @Index()
  @Enum({ items: [...pullStatuses], type: 'text' })
  @Field(() => PullStatusEnum, { description: 'How far it has come.' })
  status: PullStatus = 'QUEUED';

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Was it ordered by a schedule, and not by an operator?' })
  isScheduled = false;

  /** A window an operator chose leaves gaps, so the next incremental pull does not follow on from it. */
  @Property({ type: 'boolean' })
  isChosenWindow = false;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: '`date_from` of its requests; null in a full pull, and until an incremental one starts.',
  })
  dateFrom: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: '`date_to` of its requests; null when left open.' })
  dateTo: Date | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Ref of the party whose list is read: a platform with several is asked for each (AMB-070).',
  })
  party: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The page to ask for next; null before the first page and after the last.',
  })
  nextUrl: string | null = null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: "How many objects of the party's list lie before the next page." })
  offset = 0;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Does the platform answer for all its parties, so that one of them need be asked only?',
  })
  answersForAll = false;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How many objects the list has, by `X-Total-Count` of the last page; null when not told.',
  })
  total: number | null = null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Pages read.' })
  pages = 0;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Objects on these pages.' })
  seen = 0;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Objects that were stored, new ones and replaced ones.' })
  stored = 0;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Objects that changed nothing, because the hub had a newer version.' })
  unchanged = 0;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Objects that could not be accepted; `quarantine` says why.' })
  quarantined = 0;

  @Property({ type: 'integer' })
  @Field(() => Int, {
    description: 'Objects withdrawn because a full list did not hold them any more (TRN-048).',
  })
  withdrawn = 0;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When it was ordered.' })
  declare requestedAt: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was first taken up; null until then.' })
  startedAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ended, well or not; null until then.' })
  finishedAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it failed, in one sentence; null otherwise.' })
  failure: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What an operator should know of a pull that is done, in one sentence; null when nothing.',
  })
  remark: string | null = null;

  /** Names the run that works on it; a run that is not named any more must stop. */
  @Property({ type: 'uuid', nullable: true })
  claim: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  leaseUntil: Date | null = null;

  /** Since it last got a page further. */
  @Property({ type: 'integer' })
  claims = 0;
}
