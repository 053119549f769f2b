/** A change of a party's state as the graph tells it live, and what is looked for among such changes. */
import { DateTime } from '@chargesphere/chassis';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { ConnectionStatus } from './party.rules.js';
import { ConnectionStatusEnum } from './role.entity.js';

@ObjectType({ description: 'A party has another connection state in one of its roles, as you see it.' })
export class PartyStatusChange {
  declare ref: string;

  @Field(() => String, { description: 'The role: CPO, EMSP, NAP, NSP, OTHER, SCSP or PTP.' })
  declare role: string;

  @Field(() => ConnectionStatusEnum, {
    nullable: true,
    description: 'The state from now on; null when the party is not to be seen by you any more.',
  })
  declare status: ConnectionStatus | null;

  @Field(() => ConnectionStatusEnum, {
    nullable: true,
    description: 'The state before; null when you did not see the party before.',
  })
  declare previous: ConnectionStatus | null;

  @Field(() => DateTime, { description: 'When it changed.' })
  declare changedAt: Date;
}

@InputType({ description: 'Which changes; what is left out does not matter.' })
export class PartyStatusFilter {
  @Field(() => [ID], { nullable: true, description: 'Only of these parties, by their refs.' })
  declare parties?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only in these roles, such as CPO.' })
  declare roles?: string[] | null;

  @Field(() => [ConnectionStatusEnum], {
    nullable: true,
    description: 'Only changes to one of these states.',
  })
  declare statuses?: ConnectionStatus[] | null;
}
