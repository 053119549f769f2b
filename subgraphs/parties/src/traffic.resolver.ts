/** Traffic in the graph: what a page shows of thousands of exchanges at one look. */
import { DateTime } from '@chargesphere/chassis';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { PartiesContext } from './parties.context.js';
import { spanOf } from './traffic.rules.js';
import { CELLS_MAX, type TrafficStore } from './traffic.store.js';
import { Traffic, TrafficFilter } from './traffic.types.js';

@Resolver()
export class TrafficResolver {
  constructor(
    private readonly store: TrafficStore,
    private readonly now: () => Date,
  ) {}

  @Query(() => Traffic, {
    description: `Exchanges by party, module and direction (${CELLS_MAX} cells at the most) and over the time, counted by the minute, for a day at the most; a minute counts up to a second or two after its end. Operators see all, a platform those it took part in.`,
  })
  traffic(
    @Arg('since', () => DateTime, { description: 'From the minute of this instant on.' }) since: string,
    @Arg('until', () => DateTime, {
      nullable: true,
      description: 'Up to this instant; until now when left out.',
    })
    until: string | null,
    @Arg('buckets', () => Int, {
      defaultValue: 30,
      description: 'Into how many parts `series` cuts the time at the most; parts are whole minutes.',
    })
    buckets: number,
    @Arg('filter', () => TrafficFilter, { nullable: true, description: 'Which traffic; all when left out.' })
    filter: TrafficFilter | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Traffic> {
    const end = until ? new Date(until) : this.now();
    return this.store.between(caller, spanOf(new Date(since), end, buckets), filter);
  }
}
