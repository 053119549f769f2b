/** Alarms as the graph shows them, and what is looked for among them. */
import { DateTime } from '@chargesphere/chassis';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { AlarmKind } from './alarm.rules.js';

export const AlarmKindEnum = {
  TOKEN_REFUSED: 'TOKEN_REFUSED',
  MESSAGE_REFUSED: 'MESSAGE_REFUSED',
  UNREACHABLE: 'UNREACHABLE',
} as const satisfies { [K in AlarmKind]: K };

registerEnumType(AlarmKindEnum, {
  name: 'AlarmKind',
  description: 'What is wrong with the connection to a platform.',
  valuesConfig: {
    TOKEN_REFUSED: {
      description:
        'It does not know the token of the hub any more (HTTP 401 on GET versions): exchange credentials anew.',
    },
    MESSAGE_REFUSED: {
      description: 'It refused a message of the hub with HTTP 401 or 403: ask its operator why.',
    },
    UNREACHABLE: { description: 'It does not answer any more: it counts as OFFLINE.' },
  },
});

@ObjectType({
  description:
    'Something about the connection to a platform that an operator has to look at. It is one alarm for as long as it lasts.',
})
export class Alarm {
  @Field(() => ID, { description: 'Id of the alarm.' })
  declare id: string;

  declare seq: number;
  declare platformId: string;

  @Field(() => AlarmKindEnum, { description: 'What is wrong.' })
  declare kind: AlarmKind;

  @Field(() => String, { description: 'What happened last, in one sentence.' })
  declare reason: string;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer; null without one.' })
  declare http: number | null;

  @Field(() => Int, { description: 'How often it has happened since it was raised.' })
  declare count: number;

  @Field(() => DateTime, { description: 'When it happened first.' })
  declare raisedAt: Date;

  @Field(() => DateTime, { description: 'When it happened last.' })
  declare lastAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was over; null while it lasts.' })
  declare clearedAt: Date | null;
}

@InputType({ description: 'Which alarms; what is left out does not matter.' })
export class AlarmFilter {
  @Field(() => [AlarmKindEnum], { nullable: true, description: 'Only of these kinds.' })
  declare kinds?: AlarmKind[] | null;

  @Field(() => ID, { nullable: true, description: 'Only about this platform.' })
  declare platformId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only those that last; false: only the others.',
  })
  declare isOpen?: boolean | null;
}
