/**
 * What a Session costs so far, as a field of the Session: in queries and in its live subscription alike. The Session
 * and its Location live in other subgraphs; the gateway brings along what the price needs of them.
 */
import {
  DateTime,
  documentScalar,
  PriceExplanation,
  recordLoader,
  type DocumentStore,
  type RecordLoader,
} from '@chargesphere/chassis';
import { instantOf, type Caller, type Session, type Tariff } from '@chargesphere/schema';
import { Arg, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Pricing } from './rules/index.js';
import {
  candidatesOf,
  copyAt,
  copyKeyOf,
  runningCostOf,
  type Surroundings,
  type TariffCopy,
} from './running-cost.rules.js';

const SessionDocument = documentScalar('SessionDocument', 'A whole OCPI Session as its owner sent it.');

@Directive('@key(fields: "ref", resolvable: false)')
@ObjectType('Location', { description: 'A place to charge.' })
class LocationWithZone {
  @Field(() => ID)
  declare ref: string;

  @Directive('@external')
  @Field(() => String)
  declare timeZone: string;
}

@Directive('@key(fields: "ref", resolvable: false)')
@ObjectType('Connector', { description: 'A socket or cable of an EVSE.' })
class ConnectorWithTariffs {
  @Field(() => ID)
  declare ref: string;

  @Directive('@external')
  @Field(() => [String])
  declare tariffIds: string[];
}

/** Of Tariffs and Sessions alike: one subgraph has one type of a name. */
@Directive('@key(fields: "ref", resolvable: false)')
@ObjectType('Party', { description: 'A market party: a company in a country, in one or several roles.' })
export class PartyWithVersion {
  @Field(() => ID)
  declare ref: string;

  @Directive('@external')
  @Field(() => String, { nullable: true })
  declare ocpiVersion?: string | null;
}

/** A Session as its price depends on it. */
@Directive('@key(fields: "ref")')
@ObjectType('Session', { description: 'A charge while it runs, as its CPO reports it.' })
export class SessionWithCost {
  @Field(() => ID)
  declare ref: string;

  @Directive('@external')
  @Field(() => SessionDocument)
  declare document?: Session;

  @Directive('@external')
  @Field(() => LocationWithZone, { nullable: true })
  declare location?: LocationWithZone | null;

  @Directive('@external')
  @Field(() => ConnectorWithTariffs, { nullable: true })
  declare connector?: ConnectorWithTariffs | null;

  @Directive('@external')
  @Field(() => PartyWithVersion, { nullable: true })
  declare cpo?: PartyWithVersion | null;
}

export interface CostContext {
  /** The copies of a Tariff for a party, by `copyKey`; all of one level of a query together. */
  tariffCopies: RecordLoader<TariffCopy[]>;
}

/** Neither refs nor parties hold a line break. */
const SEPARATOR = '\n';

export const tariffCopies = (store: DocumentStore<Tariff>, caller: Caller): CostContext['tariffCopies'] =>
  recordLoader((keys) =>
    store.copiesFor(
      caller,
      keys.map((key) => {
        const [ref = '', addressee = ''] = key.split(SEPARATOR);
        return { ref, addressee };
      }),
    ),
  );

const found = async (
  session: Session,
  surroundings: Surroundings,
  { tariffCopies: copies }: CostContext,
): Promise<TariffCopy[]> => {
  const start = instantOf(session.start_date_time) ?? 0;
  const loaded = await Promise.all(
    candidatesOf(session, surroundings).map((id) => {
      const { ref, addressee } = copyKeyOf(session, id);
      return copies.load(`${ref}${SEPARATOR}${addressee}`);
    }),
  );
  return loaded.flatMap((all) => copyAt(all, start) ?? []);
};

@Resolver(() => SessionWithCost)
export class RunningCostResolver {
  @Directive(
    '@requires(fields: "document location { timeZone } connector { tariffIds } cpo { ocpiVersion }")',
  )
  @FieldResolver(() => PriceExplanation, {
    nullable: true,
    description:
      'What it costs so far, as if it ended at that moment: by the Tariffs its periods name, or else those of its Connector, as they were meant for its eMSP, and by the rules of the OCPI version that its CPO speaks. Sums are null when no Tariff is known; a note says so.',
  })
  async runningCost(
    @Root() { document, location, connector, cpo }: SessionWithCost,
    @Ctx() context: CostContext,
    @Arg('at', () => DateTime, {
      nullable: true,
      description:
        'The moment to price for; until then time runs on and energy stays as reported. Left out, it is the end of the Session, or its last update while it runs.',
    })
    at: string | null,
  ): Promise<Pricing | null> {
    if (!document) return null;
    const surroundings = {
      tariffIds: connector?.tariffIds ?? [],
      timeZone: location?.timeZone ?? null,
      version: cpo?.ocpiVersion ?? null,
      at,
    };
    return runningCostOf(document, await found(document, surroundings, context), surroundings);
  }
}
