/** Checks of CDRs: read with the CDR, watched as they come, decided about. */
import { argument, PriceAmount, PriceExplanation, type DomainEvent } from '@chargesphere/chassis';
import type { CDR } from '@chargesphere/schema';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { cdrRef } from '../cdr.kind.js';
import { CdrFilter, CdrType } from '../cdr.types.js';
import type { CdrCheckRow, CdrCheckStore } from './cdr-check.store.js';
import {
  CdrCheck,
  CdrCheckCount,
  CdrDifference,
  CdrDispute,
  CdrDisputeLineInput,
  CdrFinding,
} from './cdr-check.types.js';
import type { CdrDecisionStore } from './cdr-decision.store.js';
import type { Finding } from './finding.js';

@ArgsType()
class LiveArguments {
  @Field(() => CdrFilter, argument.filter)
  declare filter?: CdrFilter | null;
}

const REASON = 'Why, in 1 to 1000 characters; the other side reads it.';

@Resolver(() => CdrCheck)
export class CdrCheckResolver {
  constructor(
    private readonly checks: CdrCheckStore,
    private readonly decisions: CdrDecisionStore,
  ) {}

  @Query(() => [CdrCheckCount], {
    description: 'How many of the CDRs you see have which state; only states that some have.',
  })
  cdrCheckCounts(
    @Ctx() { caller }: BillingContext,
    @Arg('filter', () => CdrFilter, argument.filter) filter: CdrFilter | null,
  ): Promise<CdrCheckCount[]> {
    return this.checks.counts(caller, filter);
  }

  @Mutation(() => CdrCheck, {
    description:
      'Accepts a CDR that was flagged or disputed, and ends its dispute. For the party that pays it, and operators.',
  })
  acceptCdr(
    @Ctx() { caller }: BillingContext,
    @Arg('ref', () => ID, { description: 'Ref of the CDR.' }) ref: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
  ): Promise<CdrCheckRow> {
    return this.decisions.accept(caller, ref, reason);
  }

  @Mutation(() => CdrCheck, {
    description:
      'Disputes a CDR. Its CPO answers with a credit CDR, or the payer accepts it after all. For the party that pays it, and operators.',
  })
  disputeCdr(
    @Ctx() { caller }: BillingContext,
    @Arg('ref', () => ID, { description: 'Ref of the CDR.' }) ref: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Arg('lines', () => [CdrDisputeLineInput], {
      nullable: true,
      description: 'What exactly; left out, it is about the whole CDR.',
    })
    lines: CdrDisputeLineInput[] | null,
  ): Promise<CdrCheckRow> {
    const disputed = (lines ?? []).map((line) => ({
      field: line.field,
      expected_before_taxes: line.expectedBeforeTaxes ?? null,
      expected_after_taxes: line.expectedAfterTaxes ?? null,
      reason: line.reason ?? null,
    }));
    return this.decisions.dispute(caller, ref, reason, disputed);
  }

  @Mutation(() => CdrCheck, {
    description:
      'Has a CDR checked again by what is known now; it happens a moment later. What people decided stays. For whoever sees the CDR.',
  })
  recheckCdr(
    @Ctx() { caller }: BillingContext,
    @Arg('ref', () => ID, { description: 'Ref of the CDR.' }) ref: string,
  ): Promise<CdrCheckRow> {
    return this.decisions.recheck(caller, ref);
  }

  @Subscription(() => CdrType.cls, {
    description: 'A CDR when it has been checked or decided about, after the commit.',
    subscribe: ({ args, context }) => (context as BillingContext).watchChecks((args as LiveArguments).filter),
  })
  cdrChecked(@Root() event: DomainEvent<CDR>, @Args(() => LiveArguments) _: LiveArguments): CDR | undefined {
    return event.document;
  }

  @FieldResolver(() => CdrType.cls, { nullable: true, description: 'The CDR.' })
  cdr(@Root() { ref }: CdrCheckRow, @Ctx() context: BillingContext): Promise<CDR | undefined> {
    return context.cdrs.load(ref);
  }

  @FieldResolver(() => [CdrDispute], { description: 'Disputes about it, the latest first, 50 at the most.' })
  disputes(@Root() { ref }: CdrCheckRow, @Ctx() context: BillingContext): Promise<CdrDispute[]> {
    return context.disputes.load(ref);
  }
}

@Resolver(() => CdrFinding)
export class CdrFindingResolver {
  @FieldResolver(() => CdrType.cls, {
    nullable: true,
    description: 'Another CDR it is about, if there is one and you may see it (HUB-034).',
  })
  async other(@Root() { other }: Finding, @Ctx() context: BillingContext): Promise<CDR | undefined> {
    return other === undefined ? undefined : context.cdrs.load(other);
  }
}

/** What the check says, beside the CDR itself. */
@Resolver(() => CdrType.cls)
export class CheckedCdrResolver {
  @FieldResolver(() => CdrCheck, { nullable: true, description: 'What became of checking it.' })
  check(@Root() cdr: CDR, @Ctx() context: BillingContext): Promise<CdrCheckRow | undefined> {
    return context.checks.load(cdrRef(cdr));
  }

  @FieldResolver(() => PriceAmount, {
    nullable: true,
    description: 'The total it asks for, exactly; null until it has been checked.',
  })
  async claimed(@Root() cdr: CDR, @Ctx() context: BillingContext): Promise<PriceAmount | null> {
    return (await this.check(cdr, context))?.claimed ?? null;
  }

  @FieldResolver(() => PriceExplanation, {
    nullable: true,
    description: 'What its Tariffs make of the charge; null until it has been checked, or without a Tariff.',
  })
  async computed(@Root() cdr: CDR, @Ctx() context: BillingContext): Promise<PriceExplanation | null> {
    return (await this.check(cdr, context))?.computed ?? null;
  }

  @FieldResolver(() => CdrDifference, {
    nullable: true,
    description: 'What it claims against what was computed, field by field; null until it has been checked.',
  })
  async difference(@Root() cdr: CDR, @Ctx() context: BillingContext): Promise<CdrDifference | null> {
    return (await this.check(cdr, context))?.difference ?? null;
  }

  @FieldResolver(() => [CdrFinding], { description: 'What checking it found, the gravest first.' })
  async checks(@Root() cdr: CDR, @Ctx() context: BillingContext): Promise<readonly CdrFinding[]> {
    return (await this.check(cdr, context))?.checks ?? [];
  }
}
