/** What holds for parties that have no agreement (HUB-032): one record for the hub, none until somebody sets it. */
import { DateTime } from '@chargesphere/chassis';
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import {
  hubPresets,
  strangerStandings,
  type HubPreset,
  type Policy,
  type StrangerStanding,
} from './permission.rules.js';

export const HubPresetEnum = { OPEN: 'OPEN', CLOSED: 'CLOSED' } as const satisfies { [P in HubPreset]: P };
export const StrangersEnum = { HIDDEN: 'HIDDEN', PLANNED: 'PLANNED' } as const satisfies {
  [S in StrangerStanding]: S;
};

registerEnumType(HubPresetEnum, {
  name: 'HubPreset',
  description: 'What may pass between two parties that have no agreement.',
  valuesConfig: {
    OPEN: { description: 'Everything. An agreement narrows it to the modules it names.' },
    CLOSED: { description: 'Nothing. An agreement allows the modules it names.' },
  },
});

registerEnumType(StrangersEnum, {
  name: 'Strangers',
  description: 'What two parties between which nothing may pass see of each other.',
  valuesConfig: {
    HIDDEN: { description: 'Nothing: to each other they are unknown (status code 4001).' },
    PLANNED: {
      description: 'That the other is there, with the connection status PLANNED (status code 4003).',
    },
  },
});

@Entity({ tableName: 'hub_policy' })
@ObjectType({ description: 'What holds between parties that have no agreement.' })
export class HubPolicy implements Policy {
  /** There is one. */
  @PrimaryKey({ type: 'integer', autoincrement: false })
  declare id: number;

  @Enum({ items: [...hubPresets], type: 'text' })
  @Field(() => HubPresetEnum, { description: 'What may pass.' })
  declare preset: HubPreset;

  @Enum({ items: [...strangerStandings], type: 'text' })
  @Field(() => StrangersEnum, { description: 'What they see of each other when nothing may pass.' })
  declare strangers: StrangerStanding;

  @Property({ type: 'datetime', length: 3, nullable: true })
  declare presetChangedAt: Date | null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  declare strangersChangedAt: Date | null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was last set; null for never.' })
  declare changedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  declare changedBy: string | null;
}
