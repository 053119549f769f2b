/** Fees and shares in the graph: operators keep them. */
import {
  PageInput,
  PartyStub,
  LocationStub,
  recordPage,
  requireOperator,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { nameOf } from '../ledger/viewer.js';
import {
  FeeRule,
  FeeRuleInput,
  FeeRulePage,
  RevenueShare,
  RevenueShareInput,
  RevenueSharePage,
} from './terms.graph-types.js';
import type { FeeRuleRow, RevenueShareRow, TermsStore } from './terms.store.js';

/** Before any charge. */
const ALWAYS = '1970-01-01T00:00:00Z';

@Resolver(() => FeeRule)
export class FeeRuleResolver {
  constructor(private readonly terms: TermsStore) {}

  @Query(() => FeeRulePage, { description: 'What the hub takes for CDRs. For operators.' })
  feeRules(
    @Ctx() { caller }: BillingContext,
    @Arg('page', () => PageInput, { nullable: true, description: 'Which part of the list.' })
    page: PageInput | null,
  ): Promise<Page<FeeRuleRow>> {
    requireOperator(caller);
    return recordPage(page, {
      list: (after, limit) => this.terms.fees(after, limit),
      count: () => this.terms.count('fee_rule'),
      positionOf: ({ seq }) => seq,
    });
  }

  @Mutation(() => FeeRule, {
    description: 'Makes a fee or changes one, for CDRs that are cleared from now on. For operators.',
  })
  putFeeRule(
    @Ctx() { caller }: BillingContext,
    @Arg('input', () => FeeRuleInput, { description: 'The fee.' }) input: FeeRuleInput,
  ): Promise<FeeRuleRow> {
    requireOperator(caller);
    const rule = {
      id: input.id,
      name: input.name,
      payer: input.payer,
      cpo: input.cpo ?? '',
      emsp: input.emsp ?? '',
      currency: input.currency?.toUpperCase() ?? null,
      perSession: input.perSession ?? '0',
      perKwh: input.perKwh ?? '0',
      percent: input.percent ?? '0',
      ...taxAndTime(input),
    };
    return this.terms.putFee(rule, nameOf(caller));
  }

  @FieldResolver(() => PartyStub, { nullable: true, description: 'Only for CDRs of this CPO; null for any.' })
  cpo(@Root() { cpo }: FeeRule): Stub | null {
    return stubOf(cpo);
  }

  @FieldResolver(() => PartyStub, {
    nullable: true,
    description: 'Only for CDRs of tokens of this party; null for any.',
  })
  emsp(@Root() { emsp }: FeeRule): Stub | null {
    return stubOf(emsp);
  }
}

@Resolver(() => RevenueShare)
export class RevenueShareResolver {
  constructor(private readonly terms: TermsStore) {}

  @Query(() => RevenueSharePage, { description: 'What CPOs pass on of their revenue. For operators.' })
  revenueShares(
    @Ctx() { caller }: BillingContext,
    @Arg('page', () => PageInput, { nullable: true, description: 'Which part of the list.' })
    page: PageInput | null,
  ): Promise<Page<RevenueShareRow>> {
    requireOperator(caller);
    return recordPage(page, {
      list: (after, limit) => this.terms.shares(after, limit),
      count: () => this.terms.count('revenue_share'),
      positionOf: ({ seq }) => seq,
    });
  }

  @Mutation(() => RevenueShare, {
    description: 'Makes a share or changes one, for CDRs that are cleared from now on. For operators.',
  })
  putRevenueShare(
    @Ctx() { caller }: BillingContext,
    @Arg('input', () => RevenueShareInput, { description: 'The share.' }) input: RevenueShareInput,
  ): Promise<RevenueShareRow> {
    requireOperator(caller);
    const { id, name, cpo, beneficiary, location, percent } = input;
    const share = { id, name, cpo, beneficiary, location: location ?? '', percent, ...taxAndTime(input) };
    return this.terms.putShare(share, nameOf(caller));
  }

  @FieldResolver(() => PartyStub, { description: 'Whose revenue it is.' })
  cpo(@Root() { cpo }: RevenueShare): Stub {
    return { ref: cpo };
  }

  @FieldResolver(() => PartyStub, { description: 'The party that gets a part of it.' })
  beneficiary(@Root() { beneficiary }: RevenueShare): Stub {
    return { ref: beneficiary };
  }

  @FieldResolver(() => LocationStub, {
    nullable: true,
    description: 'Only of charges at this Location; null for all of the CPO.',
  })
  location(@Root() { location }: RevenueShare): Stub | null {
    return stubOf(location);
  }
}

const stubOf = (ref: string): Stub | null => (ref ? { ref } : null);

const taxAndTime = (input: FeeRuleInput | RevenueShareInput) => ({
  taxName: input.taxName ?? null,
  taxPercentage: input.taxPercentage ?? null,
  validFrom: input.validFrom ?? ALWAYS,
  validUntil: input.validUntil ?? null,
});
