/** Jobs in the graph, for operators: what runs, how far it is, and how it ended. */
import {
  filtered,
  PageInput,
  recordPage,
  requireOperator,
  type DomainEvent,
  type Page,
} from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { Arg, Ctx, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { Job, JobPage } from './job.graph-types.js';
import type { JobStore } from './job.store.js';
import type { JobRow } from './job.types.js';

@Resolver(() => Job)
export class JobResolver {
  constructor(private readonly store: JobStore) {}

  @Query(() => JobPage, { description: 'Jobs, the latest first. For operators.' })
  jobs(
    @Ctx() { caller }: BillingContext,
    @Arg('page', () => PageInput, { nullable: true, description: 'Which part of the list.' })
    page: PageInput | null,
  ): Promise<Page<JobRow>> {
    requireOperator(caller);
    return recordPage(page, {
      list: (before, limit) => this.store.list(before || null, limit),
      count: () => this.store.count(),
      positionOf: ({ seq }) => seq,
    });
  }

  @Query(() => Job, { nullable: true, description: 'One job. For operators.' })
  async job(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { caller }: BillingContext,
  ): Promise<JobRow | null> {
    requireOperator(caller);
    return (await this.store.find(id)) ?? null;
  }

  @Subscription(() => Job, {
    description: 'Jobs as they are begun, get further and end, from now on. For operators.',
    subscribe: ({ context, args }) => {
      const { caller, watchJobs } = context as BillingContext;
      requireOperator(caller);
      const { id } = args as { id?: string | null };
      return filtered(watchJobs(), ({ ref }) => !id || ref === id.toLowerCase());
    },
  })
  async jobUpdated(
    @Arg('id', () => ID, { nullable: true, description: 'Only this job.' }) _id: string | null,
    @Root() { ref }: DomainEvent,
  ): Promise<JobRow> {
    const job = await this.store.find(ref);
    if (!job) throw new Problem('NOT_FOUND', `Job ${ref} is gone.`);
    return job;
  }
}
