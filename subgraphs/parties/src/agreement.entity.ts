/**
 * What two parties may exchange through the hub (HUB-032). One record for a pair: when it ended and is agreed anew it
 * is the same record again, so the table is never larger than the pairs that ever agreed.
 */
import { randomUUID } from 'node:crypto';
import { DateTime } from '@chargesphere/chassis';
import { OptionalProps, type Rel } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Party } from './party.entity.js';

export const AgreementStatuses = { ACTIVE: 'ACTIVE', ENDED: 'ENDED' } as const;
export type AgreementStatus = keyof typeof AgreementStatuses;

registerEnumType(AgreementStatuses, {
  name: 'AgreementStatus',
  description: 'Whether an agreement counts.',
  valuesConfig: {
    ACTIVE: { description: 'It says what may pass between the two.' },
    ENDED: { description: 'It counts no more; the policy of the hub alone decides.' },
  },
});

@Entity({ tableName: 'agreement' })
@Unique({ properties: ['a', 'b'] })
@ObjectType({
  description: 'What two parties may exchange through the hub, whichever of them sends it.',
})
export class Agreement {
  [OptionalProps]?: 'seq' | 'endedAt' | 'standingChangedAt';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Id of the agreement within this hub.' })
  id: string = randomUUID();

  /** The order of creation, for pages. */
  @Property({ type: 'integer', autoincrement: true, unique: true })
  declare seq: number;

  /** The one of the two whose key sorts first. */
  @ManyToOne({ entity: () => Party, fieldName: 'a_key' })
  declare a: Rel<Party>;

  @Index()
  @ManyToOne({ entity: () => Party, fieldName: 'b_key' })
  declare b: Rel<Party>;

  @Property({ type: 'array', columnType: 'text[]', nullable: true })
  @Field(() => [String], {
    nullable: true,
    description:
      'The OCPI modules that may pass, such as `locations`; null for all of them. An empty list keeps the two apart, whatever the policy of the hub.',
  })
  declare modules: string[] | null;

  @Enum({ items: Object.values(AgreementStatuses), type: 'text' })
  @Field(() => AgreementStatuses, { description: 'Whether it counts.' })
  declare status: AgreementStatus;

  @Property({ type: 'text', nullable: true })
  declare note: string | null;

  @Property({ type: 'text' })
  declare createdBy: string;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When the two first agreed.' })
  declare createdAt: Date;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When its terms last changed.' })
  declare changedAt: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it counts.' })
  endedAt: Date | null = null;

  /** HCI-010: when it last changed what the two are to each other. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  standingChangedAt: Date | null = null;
}
