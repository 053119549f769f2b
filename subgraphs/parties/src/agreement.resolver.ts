/** Agreements in the graph: operators make and end them, a partner reads those of its own parties (HUB-032). */
import { PageInput, pageType, requireOperator, type Page } from '@chargesphere/chassis';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Agreement } from './agreement.entity.js';
import { AgreementFilter, AgreementInput } from './agreement.inputs.js';
import { AGREEMENTS_SHOWN_MAX, type AgreementStore } from './agreement.store.js';
import { nameOf } from './hub-policy.resolver.js';
import { knownPrincipal, type PartiesContext } from './parties.context.js';
import { Party } from './party.entity.js';
import type { PartyResolver } from './party.resolver.js';
import type { SeenParty } from './party.store.js';
import { between } from './record-bounds.js';

const AgreementPage = pageType('AgreementPage', Agreement);

const AGREEMENT_ID = { description: 'Id of the agreement.' };

@Resolver(() => Agreement)
export class AgreementResolver {
  constructor(
    private readonly store: AgreementStore,
    private readonly parties: Pick<PartyResolver, 'byRef'>,
  ) {}

  @Query(() => Agreement, {
    nullable: true,
    description: 'An agreement by its id; null when there is none, or none of yours.',
  })
  agreement(
    @Arg('id', () => ID, AGREEMENT_ID) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Agreement | null> {
    return this.store.find(knownPrincipal(caller), id);
  }

  @Query(() => AgreementPage, {
    description:
      'Agreements in the order in which the parties first agreed: all for operators, for platforms those of their own parties.',
  })
  agreements(
    @Arg('filter', () => AgreementFilter, {
      nullable: true,
      description: 'Which agreements; all when left out.',
    })
    filter: AgreementFilter | null,
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Agreement>> {
    return this.store.page(knownPrincipal(caller), filter, page);
  }

  @Mutation(() => Agreement, {
    description:
      'Sets what two parties may exchange, from now on and in both directions. A pair has one agreement: what it said before is replaced, and one that ended counts again. For operators.',
  })
  putAgreement(
    @Arg('input', () => AgreementInput, { description: 'Who may exchange what.' }) input: AgreementInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Agreement> {
    requireOperator(caller);
    return this.store.put(input, nameOf(caller));
  }

  @Mutation(() => Agreement, {
    description:
      'Ends an agreement, at once: the policy of the hub alone decides for the two. For operators.',
  })
  endAgreement(
    @Arg('id', () => ID, AGREEMENT_ID) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Agreement> {
    requireOperator(caller);
    return this.store.end(id);
  }

  @FieldResolver(() => [Party], { name: 'parties', description: 'The two it holds for.' })
  async bothParties(@Root() { a, b }: Agreement, @Ctx() context: PartiesContext): Promise<SeenParty[]> {
    const both = await Promise.all([a, b].map(({ ref }) => this.parties.byRef(ref, context)));
    return both.filter((party) => party !== null);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What operators noted; null for others than operators.',
  })
  note(@Root() { note }: Agreement, @Ctx() { caller }: PartiesContext): string | null {
    return knownPrincipal(caller).kind === 'platform' ? null : note;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The operator who first made it; null for others than operators.',
  })
  createdBy(@Root() { createdBy }: Agreement, @Ctx() { caller }: PartiesContext): string | null {
    return knownPrincipal(caller).kind === 'platform' ? null : createdBy;
  }
}

@Resolver(() => Party)
export class PartyAgreementsResolver {
  @FieldResolver(() => [Agreement], {
    description:
      'Its agreements that count, the newest first; of another party a platform sees those with its own. All of them: `agreements`.',
  })
  async agreements(
    @Root() { ref }: SeenParty,
    @Arg('limit', () => Int, {
      defaultValue: 20,
      description: `How many, ${AGREEMENTS_SHOWN_MAX} at the most.`,
    })
    limit: number,
    @Ctx() { agreementsOfParty }: PartiesContext,
  ): Promise<Agreement[]> {
    const most = between(limit, 1, AGREEMENTS_SHOWN_MAX, 'limit');
    return (await agreementsOfParty.load(ref)).slice(0, most);
  }
}
