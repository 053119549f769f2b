/** Sums over CDRs in the graph. */
import { argument, DateTime, PageInput, type Page } from '@chargesphere/chassis';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { DAYS_MAX, requireAskable, type AnalyticsGroup, type AnalyticsInterval } from './analytics.rules.js';
import type { AnalyticsStore } from './analytics.store.js';
import {
  AnalyticsFilter,
  AnalyticsGroupEnum,
  AnalyticsIntervalEnum,
  AnalyticsPage,
  type AnalyticsRow,
} from './analytics.types.js';

@Resolver()
export class AnalyticsResolver {
  constructor(private readonly store: AnalyticsStore) {}

  @Query(() => AnalyticsPage, {
    description: `Charges, energy, time and costs summed up over the CDRs one may see, for ${DAYS_MAX} days at the most: in parts of time, by party or Location, or both; by time, and within it the most energy first. Without CDRs there is no row.`,
  })
  async analytics(
    @Ctx() { caller }: BillingContext,
    @Arg('from', () => DateTime, { description: 'Charges that began at or after this instant.' })
    from: string,
    @Arg('to', () => DateTime, { description: 'Charges that began before this instant.' }) to: string,
    @Arg('interval', () => AnalyticsIntervalEnum, {
      nullable: true,
      description: 'Into which parts the time is cut; into none when left out.',
    })
    interval: AnalyticsInterval | null,
    @Arg('by', () => AnalyticsGroupEnum, {
      nullable: true,
      description: 'By what sums are taken apart; by nothing when left out.',
    })
    by: AnalyticsGroup | null,
    @Arg('timeZone', () => String, {
      defaultValue: 'UTC',
      description: 'In which days and hours begin: a name of the IANA database, such as Europe/Amsterdam.',
    })
    timeZone: string,
    @Arg('filter', () => AnalyticsFilter, argument.filter) filter: AnalyticsFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
  ): Promise<Page<AnalyticsRow>> {
    requireAskable({ from, to, interval, timeZone });
    return this.store.page(caller, { from, to, interval, timeZone, by, filter }, page);
  }
}
