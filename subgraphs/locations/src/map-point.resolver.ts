/** All EVSEs at once for a map, straight from columns: no document is read. */
import { argument, sql, type DocumentStore } from '@chargesphere/chassis';
import type { Location } from '@chargesphere/schema';
import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { LocationsContext } from './location.context.js';
import { FrequentWords } from './location.frequent-words.js';
import { LocationFilter } from './location.inputs.js';
import { searchOf } from './location.search.js';
import { POINTS_MAX, pointsAsked, pointsOf, type MapPoints, type PointRow } from './map-point.rules.js';

@ObjectType('MapPoints', {
  description:
    'EVSEs on a map, as columns: the n-th values of all lists but `statuses` are of one EVSE. EVSEs of a Location without coordinates are not there.',
})
class MapPointsType {
  @Field(() => [ID], { description: 'Ref of each EVSE, in upper case.' })
  declare refs: string[];

  @Field(() => [Float], { description: 'Longitude of its Location, degrees (WGS 84).' })
  declare longitudes: number[];

  @Field(() => [Float], { description: 'Latitude of its Location, degrees (WGS 84).' })
  declare latitudes: number[];

  @Field(() => [Int], { description: 'Its status, as a position in `statuses`, counted from 0.' })
  declare statusOf: number[];

  @Field(() => [String], { description: 'The statuses that occur, such as AVAILABLE, each once.' })
  declare statuses: string[];

  @Field(() => [Int], { description: 'The most that a connector of its Location gives, watts.' })
  declare maxPowers: number[];

  @Field(() => Boolean, { description: 'Are these all? Those that became known first are shown.' })
  declare isComplete: boolean;
}

@Resolver()
export class MapPointResolver {
  private readonly words: FrequentWords;

  constructor(private readonly store: DocumentStore<Location>) {
    this.words = new FrequentWords(store);
  }

  @Query(() => MapPointsType, {
    description: `EVSEs of the Locations that fulfil all conditions, ${POINTS_MAX} at the most, small enough to be loaded at once; evseStatusChanged keeps them up to date. A status in the filter is that of the EVSE itself. Removed EVSEs are left out.`,
  })
  async mapPoints(
    @Ctx() { caller }: LocationsContext,
    @Arg('filter', () => LocationFilter, argument.filter) filter: LocationFilter | null,
    @Arg('limit', () => Int, { defaultValue: POINTS_MAX, description: 'How many EVSEs at the most.' })
    limit: number,
  ): Promise<MapPoints> {
    const most = pointsAsked(limit);
    const { where } = searchOf(filter, await this.words.shares());
    const isPlaced = sql`t.latitude is not null and t.longitude is not null`;
    const status = filter?.status;
    // As arrays in one row: fifty thousand rows of a protocol cost more than the query.
    const [columns] = await this.store.ask<{ points: PointRow[] | null }>(sql`
      select json_agg(found) as points from (
        select t.ref as location, evse.key as uid, t.longitude, t.latitude, t.max_power, evse.value as status
        from (select t.seq, t.ref, t.longitude, t.latitude, t.max_power, t.evse_statuses from ${this.store.table} t
          where ${this.store.matching(caller, [...where, isPlaced])} order by t.seq) t
        cross join lateral jsonb_each_text(t.evse_statuses) evse
        where evse.value <> 'REMOVED' and ${status ? sql`evse.value = ${status}` : sql`true`}
        limit ${most + 1}) found`);
    return pointsOf(columns?.points ?? [], most);
  }
}
