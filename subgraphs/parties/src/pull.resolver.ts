/** Pulls in the graph, for operators: to order, to watch, to stop, and to see what could not be accepted. */
import {
  filtered,
  Json,
  PageInput,
  pageType,
  requireOperator,
  type DomainEvent,
  type Page,
} from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { present, type PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { Pull } from './pull.entity.js';
import { detailOf, PULL_UPDATED, pullRoute } from './pull.events.js';
import { PullFilter, PullScheduleInput, QuarantineFilter, StartPullInput } from './pull.inputs.js';
import { PULLS_SHOWN_MAX, QUARANTINED_DOCUMENT_MAX } from './pull.rules.js';
import { PullSchedule } from './pull-schedule.entity.js';
import type { PullScheduleStore } from './pull-schedule.store.js';
import type { PullStore } from './pull.store.js';
import { Quarantined } from './quarantined.entity.js';
import { between } from './record-bounds.js';

const PullPage = pageType('PullPage', Pull);
const QuarantinedPage = pageType('QuarantinedPage', Quarantined);

const PULL_ID = { description: 'Id of the pull.' };
const PAGE = {
  nullable: true,
  description: 'Which part of the list; the first 20 when left out.',
} as const;

@Resolver(() => Pull)
export class PullResolver {
  constructor(
    private readonly store: PullStore,
    private readonly schedules: PullScheduleStore,
  ) {}

  @Query(() => Pull, {
    nullable: true,
    description: 'A pull by its id; null when there is none. For operators.',
  })
  async pull(
    @Arg('id', () => ID, PULL_ID) id: string,
    @Ctx() { caller, pull }: PartiesContext,
  ): Promise<Pull | null> {
    requireOperator(caller);
    return (await pull.load(id)) ?? null;
  }

  @Query(() => PullPage, { description: 'Pulls, the newest first. For operators.' })
  pulls(
    @Arg('filter', () => PullFilter, { nullable: true, description: 'Which pulls; all when left out.' })
    filter: PullFilter | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Pull>> {
    requireOperator(caller);
    return this.store.page(filter, page);
  }

  @Query(() => QuarantinedPage, {
    description:
      'Objects of pulled lists that could not be accepted, the newest first, to be shown to the partner they came from (TRN-031). For operators.',
  })
  quarantine(
    @Arg('filter', () => QuarantineFilter, {
      nullable: true,
      description: 'Which objects; all when left out.',
    })
    filter: QuarantineFilter | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Quarantined>> {
    requireOperator(caller);
    return this.store.quarantine(filter, page);
  }

  @Mutation(() => Pull, {
    description:
      'Orders a pull of one module of a platform; it begins as soon as the platform is not asked for another. For operators.',
  })
  startPull(
    @Arg('input', () => StartPullInput, { description: 'What to pull.' }) input: StartPullInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Pull> {
    requireOperator(caller);
    return this.store.start(input);
  }

  @Mutation(() => Pull, {
    description: 'Stops a pull after the page it is at; what was stored stays. For operators.',
  })
  cancelPull(@Arg('id', () => ID, PULL_ID) id: string, @Ctx() { caller }: PartiesContext): Promise<Pull> {
    requireOperator(caller);
    return this.store.cancel(id);
  }

  @Mutation(() => Pull, {
    description:
      'Goes on with a pull that failed or was cancelled, at the page that was next. For operators.',
  })
  resumePull(@Arg('id', () => ID, PULL_ID) id: string, @Ctx() { caller }: PartiesContext): Promise<Pull> {
    requireOperator(caller);
    return this.store.resume(id);
  }

  @Mutation(() => PullSchedule, {
    nullable: true,
    description:
      'Lets a module of a platform be pulled by itself from time to time; returns null when that is switched off. For operators.',
  })
  setPullSchedule(
    @Arg('input', () => PullScheduleInput, { description: 'What to pull, and how often.' })
    input: PullScheduleInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<PullSchedule | null> {
    requireOperator(caller);
    return this.schedules.set(input);
  }

  @Subscription(() => Pull, {
    description: 'Pulls that are ordered, get a page further or end, from now on. For operators.',
    subscribe: ({ context, args }) => {
      const { caller, outbox } = context as PartiesContext;
      requireOperator(caller);
      const filter = (args as { filter?: PullFilter | null }).filter ?? {};
      const changes = outbox.subscribe([filter.id ? pullRoute(filter.id) : PULL_UPDATED]);
      return filtered(changes, (event) => concerns(filter, event));
    },
  })
  async pullUpdated(
    @Root() { ref }: DomainEvent,
    @Arg('filter', () => PullFilter, { nullable: true, description: 'Which pulls; all when left out.' })
    _filter: PullFilter | null,
    @Ctx() { pull }: PartiesContext,
  ): Promise<Pull> {
    return present(await pull.load(ref), `Pull ${ref}`);
  }

  @FieldResolver(() => Platform, { description: 'Whose data it asks for.' })
  async platform(@Root() { platform }: Pull, @Ctx() context: PartiesContext): Promise<Platform> {
    return present(await context.platform.load(platform.id), `Platform ${platform.id}`);
  }
}

const concerns = ({ platformId, module, status }: PullFilter, event: DomainEvent): boolean => {
  const detail = detailOf(event);
  return (
    (!platformId || platformId.toLowerCase() === detail.platformId) &&
    (!module || module.toLowerCase() === detail.module) &&
    (!status || status === detail.status)
  );
};

@Resolver(() => Quarantined)
export class QuarantinedResolver {
  @FieldResolver(() => Pull, { description: 'The pull that found it.' })
  pull(@Root() { pull }: Quarantined): Pull {
    return pull;
  }

  @FieldResolver(() => String, { description: 'The module whose list held it, such as `locations`.' })
  module(@Root() { pull }: Quarantined): string {
    return pull.module;
  }

  @FieldResolver(() => Platform, { description: 'The platform that sent it.' })
  async platform(@Root() { pull }: Quarantined, @Ctx() context: PartiesContext): Promise<Platform> {
    return present(await context.platform.load(pull.platform.id), `Platform ${pull.platform.id}`);
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description: `The object as it came; null when it is larger than ${QUARANTINED_DOCUMENT_MAX / 1024} KiB.`,
  })
  document(@Root() { document }: Quarantined): unknown {
    return document === null ? null : (JSON.parse(document) as unknown);
  }
}

@Resolver(() => PullSchedule)
export class PullScheduleResolver {
  @FieldResolver(() => Platform, { description: 'Whose data is pulled.' })
  async platform(@Root() { platform }: PullSchedule, @Ctx() context: PartiesContext): Promise<Platform> {
    return present(await context.platform.load(platform.id), `Platform ${platform.id}`);
  }
}

/** What a platform shows of its pulls. */
@Resolver(() => Platform)
export class PlatformPullsResolver {
  @FieldResolver(() => [Pull], { description: 'The newest pulls of it, newest first. For operators.' })
  async pulls(
    @Root() { id }: Platform,
    @Arg('limit', () => Int, { defaultValue: 5, description: `How many, ${PULLS_SHOWN_MAX} at the most.` })
    limit: number,
    @Ctx() { caller, pullsOfPlatform }: PartiesContext,
  ): Promise<Pull[]> {
    requireOperator(caller);
    return (await pullsOfPlatform.load(id)).slice(0, between(limit, 1, PULLS_SHOWN_MAX, 'limit'));
  }

  @FieldResolver(() => [PullSchedule], {
    description: 'Which of its modules are pulled by themselves, and how often. For operators.',
  })
  async pullSchedules(
    @Root() { id }: Platform,
    @Ctx() { caller, pullSchedulesOfPlatform }: PartiesContext,
  ): Promise<PullSchedule[]> {
    requireOperator(caller);
    return pullSchedulesOfPlatform.load(id);
  }
}
