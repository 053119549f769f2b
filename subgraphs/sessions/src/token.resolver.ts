/** Tokens: read, and pushed by their eMSP. */
import {
  argument,
  accepted,
  acceptedPatch,
  DocumentPatch,
  DocumentWindow,
  hasViolations,
  pageOf,
  PageInput,
  PartyStub,
  PutResult,
  sql,
  windowOf,
  type DocumentPage,
  type DocumentStore,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import {
  foldRef,
  isOlder,
  mergePatch,
  Problem,
  refOf,
  Token as TokenTable,
  type JsonObject,
  type Token,
} from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SessionsContext } from './session.context.js';
import { TokenDocument, TokenDocumentPage, TokenFilter, TokenPage, TokenType } from './session.types.js';

const ADDRESSEE = {
  nullable: true,
  description: 'Ref of the party it is meant for; left out, it is for every CPO connected.',
} as const;

@Resolver(() => TokenType.cls)
export class TokenResolver {
  constructor(private readonly store: DocumentStore<Token>) {}

  @Query(() => TokenType.cls, {
    nullable: true,
    description: 'One Token by its ref, such as DE/EMP/012345678/RFID.',
  })
  token(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: SessionsContext,
  ): Promise<Token | undefined> {
    return context.tokens.load(ref);
  }

  @Query(() => TokenPage, {
    description: 'Tokens that fulfil all conditions, in the order in which they became known.',
  })
  tokens(
    @Ctx() { caller }: SessionsContext,
    @Arg('filter', () => TokenFilter, argument.filter) filter: TokenFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
  ): Promise<Page<Token>> {
    const conditions = [
      filter?.emsp ? sql`t.owner = ${foldRef(filter.emsp)}` : undefined,
      filter?.uid ? sql`t.uid = ${filter.uid.toUpperCase()}` : undefined,
      filter?.contractId ? sql`t.contract_id = ${filter.contractId.toUpperCase()}` : undefined,
      typeof filter?.valid === 'boolean' ? sql`t.valid = ${filter.valid}` : undefined,
      hasViolations(filter?.hasViolations),
    ];
    return pageOf(this.store, caller, page, conditions, ({ document }) => document);
  }

  @Query(() => TokenDocument, {
    nullable: true,
    description: 'The document of a Token, or the copy addressed to a party.',
  })
  async tokenDocument(
    @Ctx() { caller }: SessionsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, argument.copyOf) addressee: string | null,
  ): Promise<object | null> {
    return (await this.store.getPrinted(caller, ref, addressee)) ?? null;
  }

  @Query(() => TokenDocumentPage, { description: 'Whole Tokens as OCPI pages them.' })
  tokenDocuments(
    @Ctx() { caller }: SessionsContext,
    @Arg('window', () => DocumentWindow, argument.window) window: DocumentWindow,
    @Arg('owner', () => ID, { nullable: true, description: 'Only objects of this party.' })
    owner: string | null,
  ): Promise<DocumentPage> {
    return windowOf(this.store, caller, window, owner);
  }

  @Mutation(() => PutResult, { description: 'Stores a whole Token, unless a newer version is stored.' })
  putToken(
    @Ctx() { caller }: SessionsContext,
    @Arg('document', () => TokenDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    return this.store.put(caller, accepted<Token>(TokenTable, document), addressee);
  }

  @Mutation(() => PutResult, {
    description: 'Changes the given fields of a Token, `valid` for example; needs `last_updated`.',
  })
  patchToken(
    @Ctx() { caller }: SessionsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('patch', () => DocumentPatch, argument.patch) patch: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    const change = acceptedPatch(TokenTable, patch);
    return this.store.change(caller, ref, addressee, (stored) => {
      if (!stored)
        throw new Problem(
          'NOT_FOUND',
          `The Token ${ref} is not known here; send the whole Token with PUT first (TRN-025).`,
        );
      if (isOlder(change, stored)) return 'OLDER';
      return { document: mergePatch(stored, change) as Token };
    });
  }

  @FieldResolver(() => PartyStub, { nullable: true, description: 'The party that issued it.' })
  emsp(@Root() { country_code, party_id }: Token): Stub {
    return { ref: refOf(country_code, party_id) };
  }
}
