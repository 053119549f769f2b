/** Problems with partners in the graph. */
import { argument, PageInput } from '@chargesphere/chassis';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { PartiesContext } from './parties.context.js';
import type { ProblemStore } from './problem.store.js';
import { PartnerProblemPage, ProblemFilter } from './problem.types.js';

@Resolver()
export class ProblemResolver {
  constructor(private readonly store: ProblemStore) {}

  @Query(() => PartnerProblemPage, {
    description:
      'What goes wrong with partners: exchanges that did not end OK, grouped by party, module, code and place in the document; what happened last first. What is wrong with documents that were accepted is in `locationViolations` and its like. Operators see all, a platform what it took part in.',
  })
  problems(
    @Arg('filter', () => ProblemFilter, argument.filter) filter: ProblemFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<PartnerProblemPage> {
    return this.store.page(caller, filter, page);
  }
}
