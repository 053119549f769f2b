/** How often a module of a platform is pulled by itself (HUB-051). Off by default: then there is no row. */
import { DateTime } from '@chargesphere/chassis';
import { OptionalProps, type Rel } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Platform } from './platform.entity.js';
import { PullModeEnum } from './pull.entity.js';
import { pullModes, type PullMode, type Rhythm } from './pull.rules.js';

@Entity({ tableName: 'pull_schedule' })
@Unique({ properties: ['platform', 'module', 'mode'] })
@ObjectType({ description: 'How often a module of a platform is pulled by itself.' })
export class PullSchedule implements Rhythm {
  [OptionalProps]?: 'id';

  @PrimaryKey({ type: 'integer', autoincrement: true })
  declare id: number;

  @ManyToOne({ entity: () => Platform, deleteRule: 'cascade' })
  declare platform: Rel<Platform>;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare module: string;

  @Enum({ items: [...pullModes], type: 'text' })
  @Field(() => PullModeEnum, { description: 'How much each pull asks for.' })
  declare mode: PullMode;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Minutes from one pull to the next.' })
  declare everyMinutes: number;

  @Property({ type: 'integer' })
  @Field(() => Int, {
    description: 'By how many minutes each pull comes earlier or later, at random, at the most.',
  })
  declare spreadMinutes: number;

  @Index()
  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When the next one is ordered.' })
  declare nextAt: Date;
}
