/** Sessions: read, pushed by their CPO, watched live. */
import {
  argument,
  accepted,
  acceptedPatch,
  ConnectorStub,
  DocumentPatch,
  DocumentWindow,
  EvseStub,
  NEWEST_FIRST,
  pageOf,
  PageInput,
  PartyStub,
  PutResult,
  TariffStub,
  windowOf,
  type DocumentPage,
  type DocumentStore,
  type DomainEvent,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import {
  foldRef,
  isOlder,
  mergeSessionPatch,
  Problem,
  refOf,
  Session as SessionTable,
  type JsonObject,
  type Session,
  type Token,
} from '@chargesphere/schema';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { SessionsContext } from './session.context.js';
import { sessionConditions } from './session.search.js';
import {
  LocationWithSessions,
  SessionDocument,
  SessionDocumentPage,
  SessionFilter,
  SessionPage,
  SessionType,
  TokenType,
} from './session.types.js';

const ADDRESSEE = {
  nullable: true,
  description: 'Ref of the party the message was for; a Session concerns the eMSP of its token in any case.',
} as const;

/** `#NA` stands where a reservation has no EVSE or connector yet. */
const isNamed = (id: string): boolean => id !== '#NA';

@ArgsType()
class LiveArguments {
  @Field(() => SessionFilter, argument.filter)
  declare filter?: SessionFilter | null;
}

@Resolver(() => SessionType.cls)
export class SessionResolver {
  constructor(private readonly store: DocumentStore<Session>) {}

  @Query(() => SessionType.cls, {
    nullable: true,
    description: 'One Session; null when it is not there or not to be seen.',
  })
  session(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: SessionsContext,
  ): Promise<Session | undefined> {
    return context.sessions.load(ref);
  }

  @Query(() => SessionPage, {
    description: 'Sessions that fulfil all conditions, in the order in which they became known.',
  })
  sessions(
    @Ctx() { caller }: SessionsContext,
    @Arg('filter', () => SessionFilter, argument.filter) filter: SessionFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
    @Arg('newestFirst', () => Boolean, NEWEST_FIRST) isNewestFirst: boolean,
  ): Promise<Page<Session>> {
    return pageOf(this.store, caller, page, sessionConditions(filter), ({ document }) => document, {
      isNewestFirst,
    });
  }

  @Query(() => SessionDocument, { nullable: true, description: 'The document of a Session.' })
  async sessionDocument(
    @Ctx() { caller }: SessionsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<object | null> {
    return (await this.store.getPrinted(caller, ref, addressee)) ?? null;
  }

  @Query(() => SessionDocumentPage, { description: 'Whole Sessions as OCPI pages them.' })
  sessionDocuments(
    @Ctx() { caller }: SessionsContext,
    @Arg('window', () => DocumentWindow, argument.window) window: DocumentWindow,
    @Arg('owner', () => ID, { nullable: true, description: 'Only objects of this party.' })
    owner: string | null,
  ): Promise<DocumentPage> {
    return windowOf(this.store, caller, window, owner);
  }

  @Mutation(() => PutResult, {
    description:
      'Stores a whole Session, charging periods included, unless a newer version is stored (SES-040).',
  })
  putSession(
    @Ctx() { caller }: SessionsContext,
    @Arg('document', () => SessionDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    return this.store.put(caller, accepted<Session>(SessionTable, document), addressee);
  }

  @Mutation(() => PutResult, {
    description:
      'Changes the given fields of a Session; charging periods are added (SES-045). Needs `last_updated`.',
  })
  patchSession(
    @Ctx() { caller }: SessionsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('patch', () => DocumentPatch, argument.patch) patch: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    const change = acceptedPatch(SessionTable, patch);
    return this.store.change(caller, ref, addressee, (stored) => {
      if (!stored)
        throw new Problem(
          'NOT_FOUND',
          `The Session ${ref} is not known here; send the whole Session with PUT first (TRN-025).`,
        );
      if (isOlder(change, stored)) return 'OLDER';
      return { document: mergeSessionPatch(stored, change) as Session };
    });
  }

  @Subscription(() => SessionType.cls, {
    description: 'A Session whenever it is stored, after its commit.',
    subscribe: ({ args, context }) => (context as SessionsContext).watch((args as LiveArguments).filter),
  })
  sessionUpdated(
    @Root() event: DomainEvent<Session>,
    @Ctx() context: SessionsContext,
    @Args(() => LiveArguments) _: LiveArguments,
  ): Session | undefined {
    // A subscription over a socket has one context for all its events.
    context.forget();
    return event.document;
  }

  @FieldResolver(() => PartyStub, { nullable: true, description: 'The party that runs the charger.' })
  cpo(@Root() { country_code, party_id }: Session): Stub {
    return { ref: refOf(country_code, party_id) };
  }

  @FieldResolver(() => PartyStub, { nullable: true, description: "The driver's party." })
  emsp(@Root() { cdr_token }: Session): Stub {
    return { ref: refOf(cdr_token.country_code, cdr_token.party_id) };
  }

  @FieldResolver(() => LocationWithSessions, { nullable: true, description: 'Where the charge happens.' })
  location(@Root() { country_code, party_id, location_id }: Session): Stub | null {
    return isNamed(location_id) ? { ref: refOf(country_code, party_id, location_id) } : null;
  }

  @FieldResolver(() => EvseStub, { nullable: true, description: 'The EVSE in use.' })
  evse(@Root() { country_code, party_id, location_id, evse_uid }: Session): Stub | null {
    return isNamed(evse_uid) ? { ref: refOf(country_code, party_id, location_id, evse_uid) } : null;
  }

  @FieldResolver(() => ConnectorStub, { nullable: true, description: 'The connector in use.' })
  connector(@Root() session: Session): Stub | null {
    const { country_code, party_id, location_id, evse_uid, connector_id } = session;
    if (!isNamed(evse_uid) || !isNamed(connector_id)) return null;
    return { ref: refOf(country_code, party_id, location_id, evse_uid, connector_id) };
  }

  @FieldResolver(() => [TariffStub], {
    nullable: 'items',
    description:
      'The tariffs its charging periods name, each once; none when no period names one, null for one that is not known.',
  })
  tariffs(@Root() { country_code, party_id, charging_periods }: Session): Stub[] {
    const ids = charging_periods?.flatMap(({ tariff_id }) => tariff_id ?? []) ?? [];
    return [...new Set(ids)].map((id) => ({ ref: refOf(country_code, party_id, id) }));
  }

  @FieldResolver(() => TokenType.cls, {
    nullable: true,
    description: 'The token that started it, when its eMSP has shared it.',
  })
  async token(@Root() { cdr_token }: Session, @Ctx() context: SessionsContext): Promise<Token | undefined> {
    return context.tokens.load(
      refOf(cdr_token.country_code, cdr_token.party_id, cdr_token.uid, cdr_token.type),
    );
  }
}

@Resolver(() => LocationWithSessions)
export class LocationSessionsResolver {
  @FieldResolver(() => SessionPage, { description: 'The charges there that the caller may see.' })
  sessions(
    @Root() { ref }: LocationWithSessions,
    @Ctx() context: SessionsContext,
    @Arg('filter', () => SessionFilter, argument.filter) filter: SessionFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
  ): Promise<Page<Session>> {
    return context.sessionsAt(filter, page).load(foldRef(ref));
  }
}
