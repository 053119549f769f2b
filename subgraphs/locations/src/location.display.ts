/** What someone who shows Locations to people has to know of each: may this person see it (LOC-020), is it open (LOC-044). */
import { DateTime } from '@chargesphere/chassis';
import { isOpenAt, mayBeShown, type Location, type Looker } from '@chargesphere/schema';
import { Arg, Field, FieldResolver, InputType, Resolver, Root } from 'type-graphql';
import { LocationType } from './location.types.js';

@InputType({ description: "What a person's Token says, as far as Locations may be shown by it (LOC-022)." })
class LookerInput {
  @Field(() => String, { description: 'Uid of the Token.' })
  declare uid: string;

  @Field(() => String, { defaultValue: 'RFID', description: 'Type of the Token.' })
  declare type: string;

  @Field(() => String, { nullable: true, description: 'The number printed on it.' })
  declare visualNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'The company that issued it.' })
  declare issuer?: string | null;

  @Field(() => String, { nullable: true, description: 'The group it belongs to.' })
  declare groupId?: string | null;
}

const lookerOf = ({ uid, type, visualNumber, issuer, groupId }: LookerInput): Looker => ({
  uid,
  type,
  visual_number: visualNumber,
  issuer,
  group_id: groupId,
});

@Resolver(() => LocationType.cls)
export class LocationDisplayResolver {
  @FieldResolver(() => Boolean, {
    description:
      'May it be shown to the owner of this Token, or to everybody when none is given? What is not published is for the owners of matching Tokens only (LOC-020).',
  })
  mayBeShown(
    @Root() location: Location,
    @Arg('to', () => LookerInput, { nullable: true, description: 'Who would see it.' })
    to: LookerInput | null,
  ): boolean {
    return mayBeShown(location, to ? lookerOf(to) : undefined);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Is it open, by its opening hours and their exceptions (LOC-044)? Null when it does not tell its hours.',
  })
  isOpen(
    @Root() location: Location,
    @Arg('at', () => DateTime, { nullable: true, description: 'When; now, when left out.' })
    at: string | null,
  ): boolean | null {
    return isOpenAt(location, at ? new Date(at) : new Date()) ?? null;
  }
}
