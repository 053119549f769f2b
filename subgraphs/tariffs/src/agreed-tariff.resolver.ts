/**
 * Tariffs as they were meant for a driver's party when a charge began: what the CDR of that charge is checked by
 * (PRC-001, PRC-003, CDR-007). Many in one question, because CDRs are checked in batches.
 */
import { DateTime, requireSystem, type DocumentStore } from '@chargesphere/chassis';
import { foldRef, instantOf, Problem, type Tariff } from '@chargesphere/schema';
import { Arg, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { copyAt } from './running-cost.rules.js';
import { TariffDocument, type TariffsContext } from './tariff.resolver.js';

/** Some for each CDR of a batch. */
const WANTED_MAX = 2_000;

@InputType({ description: 'A Tariff that a charge may have been priced by. For the hub itself.' })
class AgreedTariffInput {
  @Field(() => ID, { description: 'Ref of the Tariff.' })
  declare ref: string;

  @Field(() => ID, { description: "The driver's party: what was sent to it alone comes first." })
  declare emsp: string;

  @Field(() => DateTime, { description: 'When the charge began.' })
  declare at: string;

  @Field(() => Boolean, {
    description: 'Whether the charge names it: then it counts though it was withdrawn before.',
  })
  declare isNamed: boolean;
}

@Resolver()
export class AgreedTariffResolver {
  constructor(private readonly store: DocumentStore<Tariff>) {}

  @Query(() => [TariffDocument], {
    nullable: 'items',
    description:
      'Tariffs as they were meant for a party at a moment, one for each that is asked for, in that order; null for what is not known or was withdrawn. For the hub itself.',
  })
  async agreedTariffs(
    @Ctx() { caller }: TariffsContext,
    @Arg('tariffs', () => [AgreedTariffInput], { description: 'Which ones, 2000 at the most.' })
    wanted: AgreedTariffInput[],
  ): Promise<(Tariff | null)[]> {
    requireSystem(caller);
    if (wanted.length > WANTED_MAX)
      throw new Problem('INVALID_INPUT', `Ask for no more than ${WANTED_MAX} Tariffs at a time.`);
    const keys = wanted.map(({ ref, emsp }) => ({ ref: foldRef(ref), addressee: foldRef(emsp) }));
    const found = await this.store.copiesFor(caller, keys);
    return wanted.map(({ at, isNamed }, i) => {
      const start = instantOf(at) ?? 0;
      const copy = copyAt(found[i] ?? [], start);
      if (!copy) return null;
      const isWithdrawn = copy.removed_ms !== null && copy.removed_ms <= start;
      return isWithdrawn && !isNamed ? null : copy.document;
    });
  }
}
