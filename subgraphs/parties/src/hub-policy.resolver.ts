/** The policy of the hub in the graph, for operators (HUB-032). */
import { requireOperator } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { HubPolicyInput } from './agreement.inputs.js';
import type { AgreementStore } from './agreement.store.js';
import { HubPolicy } from './hub-policy.entity.js';
import type { PartiesContext } from './parties.context.js';

/** How an operator, or a part of the hub that acts as one, is written down. */
export const nameOf = ({ principal }: Caller): string =>
  'name' in principal ? principal.name : principal.kind;

@Resolver(() => HubPolicy)
export class HubPolicyResolver {
  constructor(private readonly store: AgreementStore) {}

  @Query(() => HubPolicy, {
    description: 'What holds between parties that have no agreement. For operators.',
  })
  hubPolicy(@Ctx() { caller }: PartiesContext): Promise<HubPolicy> {
    requireOperator(caller);
    return this.store.policy();
  }

  @Mutation(() => HubPolicy, {
    description: 'Sets what holds between parties that have no agreement, from now on. For operators.',
  })
  setHubPolicy(
    @Arg('input', () => HubPolicyInput, { description: 'What is to hold.' }) input: HubPolicyInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<HubPolicy> {
    requireOperator(caller);
    return this.store.setPolicy(input, nameOf(caller));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who last set it; null for nobody.' })
  changedBy(@Root() { changedBy }: HubPolicy): string | null {
    return changedBy;
  }
}
