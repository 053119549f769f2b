/**
 * Where Locations are, for other subgraphs that are searched by it: the hub reads all places once, hears of new ones
 * and of those that move, and hands them on, because nobody reads another's tables.
 */
import {
  requireSystem,
  sql,
  type DocumentStore,
  type DomainEvent,
  type Position,
} from '@chargesphere/chassis';
import { Problem, type Location } from '@chargesphere/schema';
import { Arg, Ctx, Field, Float, ID, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { LocationsContext } from './location.context.js';
import { positionOf } from './location.kind.js';

/** Places of one answer. */
const PLACES_MAX = 1000;

@ObjectType('LocationPlace', { description: 'Where a Location is, in degrees (WGS 84). For the hub itself.' })
export class LocationPlace implements Position {
  @Field(() => ID, { description: 'Ref of the Location, in upper case.' })
  declare ref: string;

  @Field(() => Float, { description: 'Its latitude.' })
  declare latitude: number;

  @Field(() => Float, { description: 'Its longitude.' })
  declare longitude: number;

  @Field(() => String, { nullable: true, description: 'Where the next page begins.' })
  declare cursor?: string | null;
}

@Resolver()
export class PlaceResolver {
  constructor(private readonly store: DocumentStore<Location>) {}

  @Query(() => [LocationPlace], {
    description: `Where the Locations are that have readable coordinates, in the order in which they became known, ${PLACES_MAX} at a time. For the hub itself.`,
  })
  locationPlaces(
    @Ctx() { caller }: LocationsContext,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor of the last one of the page before; left out, the first page.',
    })
    after: string | null,
  ): Promise<LocationPlace[]> {
    requireSystem(caller);
    if (after !== null && !/^\d{1,19}$/.test(after))
      throw new Problem(
        'INVALID_INPUT',
        `"${after}" is no cursor; send that of the last place you have had.`,
      );
    return this.store.ask<LocationPlace & { cursor: string }>(sql`
      select t.ref, t.latitude, t.longitude, t.seq::text as cursor from ${this.store.table} t
      where t.seq > ${after ?? '0'}::bigint and t.removed_at is null and t.latitude is not null
        and t.longitude is not null
      order by t.seq limit ${PLACES_MAX}`);
  }

  @Subscription(() => LocationPlace, {
    description: 'A Location that is new, or has moved, after the commit. For the hub itself.',
    subscribe: ({ context }) => (context as LocationsContext).watchPlaces(),
  })
  locationPlaced(@Root() { ref, document }: DomainEvent<Location>): LocationPlace {
    return { ref, ...positionOf(document as Location), cursor: null } as LocationPlace;
  }
}
