/** Alarms in the graph, for operators. */
import {
  filtered,
  noteChange,
  PageInput,
  pageType,
  requireOperator,
  type DomainEvent,
  type Page,
} from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { ALARM_RAISED, type AlarmRaised } from './alarm.events.js';
import { Alarm, AlarmFilter } from './alarm.record.js';
import type { AlarmStore } from './alarm.store.js';
import { present, type PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';

const AlarmPage = pageType('AlarmPage', Alarm);

const FILTER = { nullable: true, description: 'Which alarms; all when left out.' } as const;

@Resolver(() => Alarm)
export class AlarmResolver {
  constructor(private readonly store: AlarmStore) {}

  @Query(() => AlarmPage, {
    description:
      'What is or was wrong with the connections to platforms, the newest first; kept for 90 days. For operators.',
  })
  alarms(
    @Arg('filter', () => AlarmFilter, FILTER) filter: AlarmFilter | null,
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Alarm>> {
    requireOperator(caller);
    return this.store.page(filter, page);
  }

  @Mutation(() => Alarm, {
    description:
      'You have seen to it: the alarm is over, and is raised again when it happens again. NOT_FOUND when it was over already. For operators.',
  })
  async clearAlarm(
    @Arg('id', () => ID, { description: 'Id of the alarm.' }) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Alarm> {
    requireOperator(caller);
    const alarm = await this.store.clear(id);
    if (alarm)
      noteChange({
        type: 'Alarm',
        ref: alarm.id,
        before: { clearedAt: null },
        after: { clearedAt: alarm.clearedAt && new Date(alarm.clearedAt) },
      });
    if (alarm) return alarm;
    throw new Problem(
      'NOT_FOUND',
      `There is no alarm ${JSON.stringify(id)} that lasts; take an id from the list of alarms.`,
    );
  }

  @FieldResolver(() => Platform, { description: 'Which platform it is about.' })
  async platform(@Root() { platformId }: Alarm, @Ctx() context: PartiesContext): Promise<Platform> {
    return present(await context.platform.load(platformId), `Platform ${platformId}`);
  }

  @Subscription(() => Alarm, {
    description:
      'Alarms as they are raised, from now on; what happens again while an alarm lasts is counted in it. For operators.',
    subscribe: ({ context, args }) => {
      const { caller, outbox } = context as PartiesContext;
      requireOperator(caller);
      const { kinds, platformId } = (args as { filter?: AlarmFilter | null }).filter ?? {};
      return filtered(outbox.subscribe<unknown>([ALARM_RAISED]), ({ detail }) => {
        const raised = detail as AlarmRaised;
        return (!kinds || kinds.includes(raised.kind)) && (!platformId || platformId === raised.platformId);
      });
    },
  })
  async alarmRaised(
    @Root() { ref }: DomainEvent,
    @Arg('filter', () => AlarmFilter, FILTER) _: AlarmFilter | null,
  ): Promise<Alarm> {
    return present(await this.store.find(ref), `Alarm ${ref}`);
  }
}
