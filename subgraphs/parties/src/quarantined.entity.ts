/** An object of a pulled page that could not be accepted: kept with its reason while the rest of the page is stored (TRN-031). */
import { DateTime } from '@chargesphere/chassis';
import { OptionalProps, type Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Pull } from './pull.entity.js';

@Entity({ tableName: 'quarantined' })
@ObjectType({ description: 'An object of a pulled list that could not be accepted, and why.' })
export class Quarantined {
  [OptionalProps]?: 'id';

  /** Also the order of creation, for pages. */
  @PrimaryKey({ type: 'integer', autoincrement: true })
  @Field(() => ID, { description: 'Id of the entry.' })
  declare id: number;

  @ManyToOne({ entity: () => Pull, deleteRule: 'cascade', index: true })
  declare pull: Rel<Pull>;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Ref of the object; null when it does not say who it is.',
  })
  declare ref: string | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many objects the pull had seen before it.' })
  declare position: number;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'JSON Pointer to what is wrong in the document; empty for the document itself.',
  })
  declare pointer: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'What is wrong, in one word: the code of a violation, FOREIGN_OWNER, or that of a problem.',
  })
  declare code: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is wrong, in one sentence.' })
  declare reason: string;

  /** JSON as text, because PostgreSQL's jsonb refuses characters that a broken document may hold. */
  @Property({ type: 'text', nullable: true })
  declare document: string | null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When it was read.' })
  declare at: Date;
}
