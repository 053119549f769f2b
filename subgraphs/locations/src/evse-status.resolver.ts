/** Statuses of EVSEs as they change, whoever pushed the change on whatever level (LOC-001, LOC-002). */
import { argument, BoxInput, PartyStub, type Stub } from '@chargesphere/chassis';
import { ownerOf, type Location } from '@chargesphere/schema';
import {
  Args,
  ArgsType,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { StatusChange, StatusFilter } from './evse-status.rules.js';
import type { LocationsContext } from './location.context.js';
import { EvseType, locationOf, LocationType, type EvseNode } from './location.types.js';

/** The enum of the field `status` of an EVSE. */
const Status = (): object => {
  const type = EvseType.fields.find(({ property }) => property === 'status')?.type;
  if (type?.kind === 'enum') return type.enum.object;
  throw new Error(
    'The status of an EVSE is no closed enum any more; give evseStatusChanged a String instead.',
  );
};

@ObjectType('EvseStatusChange', {
  description: 'An EVSE has another status than the one that was stored before.',
})
export class EvseStatusChange implements Pick<StatusChange, 'evse' | 'status' | 'previousStatus'> {
  @Field(() => EvseType.cls, { description: 'The EVSE with its connectors.' })
  declare evse: EvseNode;

  @Field(() => Status(), { description: 'The status it has now.' })
  declare status: string;

  @Field(() => Status(), { description: 'The status it had before.' })
  declare previousStatus: string;
}

@InputType({
  description: 'Conditions that all have to hold; a list that is left out or empty wants everything.',
})
export class EvseStatusFilter implements StatusFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these EVSEs, such as NL/TNM/LOC1/3256.' })
  declare evses?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'At one of these Locations, such as NL/TNM/LOC1.' })
  declare locations?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these CPOs, such as NL/TNM.' })
  declare cpos?: string[] | null;

  @Field(() => BoxInput, { nullable: true, description: 'At Locations inside this box.' })
  declare box?: BoxInput | null;

  @Field(() => [Status()] as never, { nullable: true, description: 'It has one of these now.' })
  declare statuses?: string[] | null;

  @Field(() => [Status()] as never, { nullable: true, description: 'It had one of these before.' })
  declare previousStatuses?: string[] | null;
}

@ArgsType()
class LiveArguments {
  @Field(() => EvseStatusFilter, argument.filter)
  declare filter?: EvseStatusFilter | null;
}

@Resolver(() => EvseStatusChange)
export class EvseStatusResolver {
  @Subscription(() => EvseStatusChange, {
    description:
      'An EVSE whenever a push or a pull has given it another status, after the commit; EVSEs that are new or gone are not told.',
    subscribe: ({ args, context }) =>
      (context as LocationsContext).watchStatuses((args as LiveArguments).filter),
  })
  evseStatusChanged(
    @Root() change: StatusChange,
    @Args(() => LiveArguments) _: LiveArguments,
  ): EvseStatusChange {
    return change;
  }

  @FieldResolver(() => LocationType.cls, { description: 'Where it is.' })
  location(@Root() { evse }: StatusChange): Location {
    return locationOf(evse);
  }

  @FieldResolver(() => PartyStub, {
    nullable: true,
    description:
      'The party for whom it changed, when its CPO sends that party Locations of their own (LOC-017); null for what is for everybody.',
  })
  addressee(@Root() { addressee }: StatusChange): Stub | null {
    return addressee ? { ref: ownerOf(addressee) } : null;
  }
}
