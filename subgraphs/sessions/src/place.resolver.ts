/** Where the hub tells this subgraph where Locations are. */
import { requireSystem } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Place, PlaceStore } from './place.store.js';
import type { SessionsContext } from './session.context.js';

/** Places one call may bring. */
export const PLACES_MAX = 1000;

@InputType({ description: 'Where a Location is, in degrees (WGS 84).' })
export class PlaceInput implements Place {
  @Field(() => ID, { description: 'Ref of the Location.' })
  declare ref: string;

  @Field(() => Float, { description: 'Its latitude.' })
  declare latitude: number;

  @Field(() => Float, { description: 'Its longitude.' })
  declare longitude: number;
}

@Resolver()
export class PlaceResolver {
  constructor(private readonly places: PlaceStore) {}

  @Mutation(() => Int, {
    description: `Keeps where Locations are, so that Sessions are found by it; returns how many were new or moved. ${PLACES_MAX} at a time. For the hub itself.`,
  })
  keepPlaces(
    @Arg('places', () => [PlaceInput], {
      description: 'The Locations; of one that comes twice the last counts.',
    })
    places: PlaceInput[],
    @Ctx() { caller }: SessionsContext,
  ): Promise<number> {
    requireSystem(caller);
    if (places.length > PLACES_MAX)
      throw new Problem('INVALID_INPUT', `${places.length} places came; send ${PLACES_MAX} at a time.`);
    return this.places.keep(places);
  }
}
