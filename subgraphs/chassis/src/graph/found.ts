/** What is found when somebody types a part of a key or a name: one shape for all kinds, so that a page lists them alike. */
import type { Caller } from '@chargesphere/schema';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { findDocuments, FOUND_MAX, soughtIn } from '../store/document-find.js';
import type { DocumentStore } from '../store/document-store.js';
import type { Sql } from '../store/sql.js';
import { between } from './paging.js';

export const foundKinds = [
  ...['LOCATION', 'SESSION', 'CDR', 'TOKEN', 'TARIFF', 'PARTY', 'PLATFORM', 'EXCHANGE'],
] as ('LOCATION' | 'SESSION' | 'CDR' | 'TOKEN' | 'TARIFF' | 'PARTY' | 'PLATFORM' | 'EXCHANGE')[];
export type FoundKind = (typeof foundKinds)[number];

const FoundKindEnum = Object.fromEntries(foundKinds.map((kind) => [kind, kind]));
registerEnumType(FoundKindEnum, {
  name: 'FoundKind',
  description: 'What something is.',
  valuesConfig: {
    LOCATION: { description: 'A Location.' },
    SESSION: { description: 'A Session.' },
    CDR: { description: 'A CDR.' },
    TOKEN: { description: 'A Token.' },
    TARIFF: { description: 'A Tariff.' },
    PARTY: { description: 'A party.' },
    PLATFORM: { description: 'A platform.' },
    EXCHANGE: { description: 'An exchange, by its id, request id or correlation id.' },
  } satisfies Record<FoundKind, { description: string }>,
});

@Directive('@shareable')
@ObjectType({ description: 'Something that was found.' })
export class Found {
  @Field(() => FoundKindEnum, { description: 'What it is.' })
  declare kind: FoundKind;

  @Field(() => ID, { description: 'Its ref or id, by which it is asked for.' })
  declare ref: string;

  @Field(() => String, { description: 'What it is called: a name, a contract, a status.' })
  declare title: string;

  @Field(() => String, { nullable: true, description: 'What tells it from others; null for nothing.' })
  declare detail: string | null;
}

export const findArguments = {
  text: { description: 'The beginning of a ref, id or name, two characters at least; case does not matter.' },
  limit: { defaultValue: 5, description: `How many, ${FOUND_MAX} at the most.` },
} as const;

export const limitIn = (limit: number): number => between(limit, 1, FOUND_MAX, 'limit');

export interface Finding<D> {
  kind: FoundKind;
  /** Promoted columns that may begin with the text as well; they need an index (findSql). */
  columns?: readonly string[];
  /** Another condition on a row `t`, for an index of its own. */
  also?(text: string): Sql | undefined;
  shown(document: D): Pick<Found, 'title' | 'detail'>;
}

type FindResolverClass = new (store: DocumentStore<object>, finding: Finding<object>) => object;

/** One of each kind for the process: type-graphql keeps every class it has seen for good, with all that it can reach. */
const classes = new Map<FoundKind, FindResolverClass>();

/** The resolver of `findLocations` and its like. */
export const findResolver = <D extends object>(store: DocumentStore<D>, finding: Finding<D>): object => {
  const known = classes.get(finding.kind) ?? findResolverClass(finding.kind);
  classes.set(finding.kind, known);
  return new known(store as unknown as DocumentStore<object>, finding as Finding<object>);
};

const findResolverClass = (kind: FoundKind): FindResolverClass => {
  const plural = `${kind.charAt(0)}${kind.slice(1).toLowerCase()}s`;

  @Resolver()
  class FindResolver {
    constructor(
      private readonly store: DocumentStore<object>,
      private readonly finding: Finding<object>,
    ) {}

    @Query(() => [Found], {
      name: `find${plural}`,
      description: `${plural === 'Cdrs' ? 'CDRs' : plural} one may see whose ref or id begins with a text; the exact one first.`,
    })
    async find(
      @Ctx() { caller }: { caller: Caller },
      @Arg('text', () => String, findArguments.text) text: string,
      @Arg('limit', () => Int, findArguments.limit) limit: number,
    ): Promise<Found[]> {
      const { store, finding } = this;
      const most = limitIn(limit);
      const sought = soughtIn(text);
      if (sought === undefined) return [];
      const { columns = [], shown } = finding;
      const also = finding.also?.(text);
      const found = await findDocuments(store, caller, { sought, limit: most, columns, also });
      return found.map((document) => ({ kind, ref: store.kind.refOf(document), ...shown(document) }));
    }
  }
  return FindResolver;
};
