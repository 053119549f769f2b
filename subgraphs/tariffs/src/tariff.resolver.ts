/** Tariffs as documents: read, pushed and withdrawn by their CPO. */
import {
  argument,
  accepted,
  DocumentWindow,
  documentPageType,
  documentScalar,
  entityType,
  hasViolations,
  pageOf,
  PageInput,
  pageType,
  PutResult,
  sql,
  windowOf,
  type DocumentLoader,
  type DocumentPage,
  type DocumentStore,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import {
  foldRef,
  Problem,
  refOf,
  Tariff as TariffTable,
  type Caller,
  type JsonObject,
  type Tariff,
} from '@chargesphere/schema';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PartyWithVersion, type CostContext } from './running-cost.resolver.js';
import { tariffKind } from './tariff.kind.js';

export interface TariffsContext extends CostContext {
  caller: Caller;
  /** Withdrawn ones too: a session may still point at the tariff it began with (TAR-006). */
  tariffs: DocumentLoader<Tariff>;
}

export const TariffDocument = documentScalar('TariffDocument', 'A whole OCPI Tariff as its owner sent it.');
export const TariffType = entityType<Tariff>(TariffTable, {
  refOf: tariffKind.refOf,
  document: TariffDocument,
});
const TariffPage = pageType('TariffPage', TariffType.cls);
const TariffDocumentPage = documentPageType('TariffDocumentPage', TariffDocument);

@InputType({ description: 'Conditions that all have to hold.' })
export class TariffFilter {
  @Field(() => ID, { nullable: true, description: 'Owned by this CPO, for example NL/TNM.' })
  declare cpo?: string | null;

  @Field(() => String, { nullable: true, description: 'In this currency, ISO 4217.' })
  declare currency?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Accepted with violations, or without any.' })
  declare hasViolations?: boolean | null;
}

const ADDRESSEE = {
  nullable: true,
  description: 'Ref of the party it is meant for; left out, it is for everybody connected.',
} as const;

@Resolver(() => TariffType.cls)
export class TariffResolver {
  constructor(private readonly store: DocumentStore<Tariff>) {}

  @Query(() => TariffType.cls, {
    nullable: true,
    description: 'One Tariff; a withdrawn one too, because old charges refer to it.',
  })
  tariff(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: TariffsContext,
  ): Promise<Tariff | undefined> {
    return context.tariffs.load(ref);
  }

  @Query(() => TariffPage, { description: 'Tariffs in use, in the order in which they became known.' })
  tariffs(
    @Ctx() { caller }: TariffsContext,
    @Arg('filter', () => TariffFilter, argument.filter) filter: TariffFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
  ): Promise<Page<Tariff>> {
    const conditions = [
      filter?.cpo ? sql`t.owner = ${foldRef(filter.cpo)}` : undefined,
      filter?.currency ? sql`t.currency = ${filter.currency.toUpperCase()}` : undefined,
      hasViolations(filter?.hasViolations),
    ];
    return pageOf(this.store, caller, page, conditions, ({ document }) => document);
  }

  @Query(() => TariffDocument, {
    nullable: true,
    description: 'The document of a Tariff in use, or the copy addressed to a party.',
  })
  async tariffDocument(
    @Ctx() { caller }: TariffsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, argument.copyOf) addressee: string | null,
  ): Promise<object | null> {
    return (await this.store.getPrinted(caller, ref, addressee)) ?? null;
  }

  @Query(() => TariffDocumentPage, { description: 'Whole Tariffs in use as OCPI pages them.' })
  tariffDocuments(
    @Ctx() { caller }: TariffsContext,
    @Arg('window', () => DocumentWindow, argument.window) window: DocumentWindow,
    @Arg('owner', () => ID, { nullable: true, description: 'Only objects of this party.' })
    owner: string | null,
  ): Promise<DocumentPage> {
    return windowOf(this.store, caller, window, owner);
  }

  @Mutation(() => PutResult, {
    description: 'Stores a whole Tariff, unless a newer version is stored (TAR-001).',
  })
  putTariff(
    @Ctx() { caller }: TariffsContext,
    @Arg('document', () => TariffDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    return this.store.put(caller, accepted<Tariff>(TariffTable, document), addressee);
  }

  @Mutation(() => ID, {
    description:
      'Withdraws a Tariff: it is no longer listed, but old charges still find it (TAR-002, TAR-006).',
  })
  async deleteTariff(
    @Ctx() { caller }: TariffsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<string> {
    if (await this.store.remove(caller, ref, addressee)) return ref;
    throw new Problem(
      'NOT_FOUND',
      `The Tariff ${ref} is not known here, or is withdrawn already; nothing is left to delete.`,
    );
  }

  @FieldResolver(() => PartyWithVersion, { nullable: true, description: 'The party that asks these prices.' })
  cpo(@Root() { country_code, party_id }: Tariff): Stub {
    return { ref: refOf(country_code, party_id) };
  }
}
