/** Statements in the graph: asked for by operators, read by the two parties of each. */
import {
  between,
  inTransaction,
  PageInput,
  PartyStub,
  recordPage,
  requireOperator,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import { foldRef, Problem, type CDR } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { CdrType } from '../cdr.types.js';
import { Job } from '../jobs/job.graph-types.js';
import type { JobStore } from '../jobs/job.store.js';
import { partiesOf, nameOf } from '../ledger/viewer.js';
import {
  Statement,
  StatementDebt,
  StatementFilter,
  StatementLine,
  StatementPage,
  StatementPeriodInput,
} from './statement.graph-types.js';
import type { StatementRow, StatementStore } from './statement.store.js';
import type { StatementLineView } from '../documents/statement-view.js';

const LINES_MAX = 500;

@Resolver(() => Statement)
export class StatementResolver {
  constructor(
    private readonly pool: Pool,
    private readonly store: StatementStore,
    private readonly jobs: JobStore,
  ) {}

  @Query(() => Statement, {
    nullable: true,
    description: 'One statement; null when it is not there or not to be seen.',
  })
  async statement(
    @Arg('number', () => ID, { description: 'Its number.' }) number: string,
    @Ctx() { caller }: BillingContext,
  ): Promise<StatementRow | null> {
    const [found] = await this.store.byNumbers(partiesOf(caller), [number.toUpperCase()]);
    return found ?? null;
  }

  @Query(() => StatementPage, {
    description: 'Statements in the order in which they were made: of your own parties, for operators all.',
  })
  statements(
    @Ctx() { caller }: BillingContext,
    @Arg('filter', () => StatementFilter, { nullable: true, description: 'Which statements.' })
    filter: StatementFilter | null,
    @Arg('page', () => PageInput, { nullable: true, description: 'Which part of the list.' })
    page: PageInput | null,
  ): Promise<Page<StatementRow>> {
    const parties = partiesOf(caller);
    const where = {
      party: filter?.party ? foldRef(filter.party) : undefined,
      kind: filter?.kind ?? undefined,
      currency: filter?.currency?.toUpperCase(),
      run: filter?.job ?? undefined,
    };
    return recordPage(page, {
      list: (after, limit) => this.store.list(parties, where, after, limit),
      count: () => this.store.count(parties, where),
      positionOf: ({ seq }) => seq,
    });
  }

  @Mutation(() => Job, {
    description:
      'Clears, posts and bills everything that is due by the end of the period, in the background. For operators.',
  })
  async runStatements(
    @Ctx() { caller }: BillingContext,
    @Arg('input', () => StatementPeriodInput, { description: 'The period.' }) input: StatementPeriodInput,
  ): Promise<Job> {
    requireOperator(caller);
    const { from, to } = input;
    between(input.payableDays, 0, 365, 'input.payableDays');
    if (new Date(to) <= new Date(from))
      throw new Problem('INVALID_INPUT', 'The period ends before it begins; swap from and to.');
    if (new Date(to) > new Date())
      throw new Problem('INVALID_INPUT', 'The period has not ended yet; choose an end that is past.');
    const asked = { from, to, payableDays: input.payableDays };
    const id = await inTransaction(this.pool, (on) =>
      this.jobs.ask(on, { kind: 'STATEMENTS', input: asked, askedBy: nameOf(caller), queue: 'statements' }),
    );
    const job = await this.jobs.find(id);
    if (!job) throw new Problem('INTERNAL', 'The job is gone; look at the list of jobs.');
    return job;
  }

  @FieldResolver(() => PartyStub, { description: 'Who is owed its total.' })
  issuer(@Root() { issuer }: Statement): Stub {
    return { ref: issuer };
  }

  @FieldResolver(() => PartyStub, { description: 'Who owes its total; of a credit note, who gets it.' })
  recipient(@Root() { recipient }: Statement): Stub {
    return { ref: recipient };
  }

  @FieldResolver(() => [StatementDebt], {
    description: 'Of a STATEMENT: what each of the two owed the other before it was set off.',
  })
  netting(@Root() { netting }: Statement): StatementDebt[] {
    return (netting ?? []).map(({ debtor, creditor, amount }) => ({
      debtor: { ref: debtor },
      creditor: { ref: creditor },
      amount,
    }));
  }

  @FieldResolver(() => [StatementLine], { description: 'Its lines, in the order of time.' })
  lines(
    @Root() statement: Statement,
    @Arg('after', () => Int, { defaultValue: 0, description: 'Only lines after this position.' })
    after: number,
    @Arg('limit', () => Int, { defaultValue: 100, description: `How many, ${LINES_MAX} at the most.` })
    limit: number,
  ): Promise<StatementLineView[]> {
    between(limit, 1, LINES_MAX, 'limit');
    return this.store.lines(statement, Math.max(0, after), limit);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'Number of the STATEMENT that sets it off: that one is to be paid. Null for a STATEMENT itself.',
  })
  settledBy(@Root() { number, kind }: Statement): Promise<string | null> | null {
    return kind === 'STATEMENT' ? null : this.store.settling(number);
  }
}

@Resolver(() => StatementLine)
export class StatementLineResolver {
  @FieldResolver(() => CdrType.cls, {
    nullable: true,
    description: 'The CDR it is about; null without one, or when it is not to be seen.',
  })
  async cdr(@Root() { cdrRef }: StatementLine, @Ctx() { cdrs }: BillingContext): Promise<CDR | null> {
    return cdrRef ? ((await cdrs.load(cdrRef)) ?? null) : null;
  }
}
