/** A subgraph that needs no database: tariffs from memory, the caller, refusals, and ticks to subscribe to. */
import { Problem, refOf, Tariff as TariffTable, type Caller, type Tariff } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import {
  createSubgraph,
  documentScalar,
  entityType,
  EventBus,
  PartyStub,
  type Stub,
  type Subgraph,
} from '../src/index.js';

export interface SampleContext {
  caller: Caller;
}

export const TariffDocument = documentScalar('TariffDocument', 'A whole Tariff.');
export const TariffType = entityType<Tariff>(TariffTable, {
  refOf: ({ country_code, party_id, id }) => refOf(country_code, party_id, id),
  document: TariffDocument,
  without: ['tariff_alt_url'],
});

export class Sample {
  readonly ticks = new EventBus<number>();
  readonly tariffs = new Map<string, Tariff>();
  isReady = true;
  closed = 0;
}

@Resolver(() => TariffType.cls)
export class SampleResolver {
  constructor(private readonly sample: Sample) {}

  @Query(() => TariffType.cls, { nullable: true })
  tariff(@Arg('ref', () => ID) ref: string): Tariff | undefined {
    return this.sample.tariffs.get(ref);
  }

  @Query(() => String)
  me(@Ctx() { caller }: SampleContext): string {
    return JSON.stringify(caller.principal);
  }

  @Query(() => String, { nullable: true })
  refused(@Arg('first', () => Int) first: number, @Arg('second', () => Int) second: number): string {
    throw new Problem('CONFLICT', `${first + second} is so already; leave it.`);
  }

  @Query(() => String, { nullable: true })
  broken(): string {
    throw new TypeError('undefined is not a function');
  }

  @Subscription(() => Int, {
    subscribe: ({ context }) =>
      (context as SampleContext & { sample: Sample }).sample.ticks.subscribe(['tick']),
  })
  ticks(@Root() tick: number): number {
    return tick;
  }

  @FieldResolver(() => PartyStub)
  cpo(@Root() { country_code, party_id }: Tariff): Stub {
    return { ref: refOf(country_code, party_id) };
  }
}

export const sampleSubgraph = (sample = new Sample()): Promise<Subgraph<SampleContext>> =>
  createSubgraph<SampleContext>({
    name: 'sample',
    resolvers: [new SampleResolver(sample)],
    tableTypes: [TariffType],
    references: { Tariff: ({ ref }) => sample.tariffs.get(ref) },
    context: (caller) => ({ caller, sample }),
    check: () => (sample.isReady ? Promise.resolve() : Promise.reject(new Error('no database'))),
    close: () => {
      sample.closed += 1;
      return Promise.resolve();
    },
  });
