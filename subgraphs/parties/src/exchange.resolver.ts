/** Recorded exchanges in the graph: to find, to follow and to watch. */
import {
  PageInput,
  pageType,
  requireOperator,
  type DomainEvent,
  type Page,
  type Subscription as Events,
} from '@chargesphere/chassis';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { conversationOf } from './conversation.js';
import { EXCHANGES_RECORDED, eachOf } from './exchange.events.js';
import { ExchangeFilter } from './exchange.filter.js';
import type { BodyState } from './exchange.rules.js';
import type { ExchangeStore } from './exchange.store.js';
import { Conversation, Exchange, ExchangeMessage, ExchangeViolation } from './exchange.types.js';
import { knownPrincipal, type PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';

const ExchangePage = pageType('ExchangePage', Exchange);

const SEEN = 'Operators see all, a platform those it took part in.';

@ArgsType()
class LiveArguments {
  @Field(() => ExchangeFilter, { nullable: true, description: 'Which exchanges; all when left out.' })
  declare filter?: ExchangeFilter | null;
}

@Resolver(() => Exchange)
export class ExchangeResolver {
  constructor(private readonly store: ExchangeStore) {}

  @Query(() => ExchangePage, {
    description: `HTTP requests between the hub and partners, recorded a second or so after they ended; the newest first. ${SEEN}`,
  })
  exchanges(
    @Arg('filter', () => ExchangeFilter, {
      nullable: true,
      description: 'Which exchanges; all when left out.',
    })
    filter: ExchangeFilter | null,
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Exchange>> {
    return this.store.page(caller, filter, page);
  }

  @Query(() => Exchange, {
    nullable: true,
    description: `An exchange by its id; null when there is none. ${SEEN}`,
  })
  async exchange(
    @Arg('id', () => ID, { description: 'Id of the exchange.' }) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Exchange | null> {
    return (await this.store.find(caller, id)) ?? null;
  }

  @Query(() => Conversation, {
    description: `Everything that happened under one correlation id, as trees: what a partner asked, and what the hub asked others for it. ${SEEN}`,
  })
  async conversation(
    @Arg('correlationId', () => ID, { description: 'The `X-Correlation-ID`.' }) correlationId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Conversation> {
    return conversationOf(correlationId, await this.store.ofConversation(caller, correlationId));
  }

  @Subscription(() => Exchange, {
    description: `Exchanges as they are recorded, from now on. ${SEEN}`,
    subscribe: ({ context, args }): Events<Exchange> => {
      const { caller, outbox, exchanges } = context as PartiesContext;
      knownPrincipal(caller);
      const { filter } = args as LiveArguments;
      const batches = outbox.subscribe<unknown>([EXCHANGES_RECORDED]) as Events<DomainEvent>;
      return eachOf(batches, (ids) => exchanges.among(caller, ids, filter));
    },
  })
  exchangeRecorded(@Root() exchange: Exchange, @Args(() => LiveArguments) _: LiveArguments): Exchange {
    return exchange;
  }

  @FieldResolver(() => Platform, {
    nullable: true,
    description: 'The platform on the other side; null when it is not known or gone. For operators.',
  })
  async platform(@Root() { platformId }: Exchange, @Ctx() context: PartiesContext): Promise<Platform | null> {
    requireOperator(context.caller);
    return platformId === null ? null : ((await context.platform.load(platformId)) ?? null);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Request id of the inbound exchange it served; null when there was none, and for platforms.',
  })
  cause(@Root() { cause }: Exchange, @Ctx() { caller }: PartiesContext): string | null {
    return caller.principal.kind === 'platform' ? null : cause;
  }

  @FieldResolver(() => ExchangeMessage, { description: 'What was asked.' })
  async request(
    @Root() { id, requestBytes }: Exchange,
    @Ctx() { exchangeContent }: PartiesContext,
  ): Promise<ExchangeMessage> {
    const content = await exchangeContent.load(id);
    return message(content?.requestHeaders, content?.requestState, requestBytes, content?.request);
  }

  @FieldResolver(() => ExchangeMessage, { description: 'What was answered.' })
  async response(
    @Root() { id, responseBytes }: Exchange,
    @Ctx() { exchangeContent }: PartiesContext,
  ): Promise<ExchangeMessage> {
    const content = await exchangeContent.load(id);
    return message(content?.responseHeaders, content?.responseState, responseBytes, content?.response);
  }

  @FieldResolver(() => [ExchangeViolation], {
    description:
      'What was wrong with a document that was refused for it; the first 20, for as long as bodies are kept.',
  })
  async violations(
    @Root() { id, violationCount }: Exchange,
    @Ctx() { exchangeContent }: PartiesContext,
  ): Promise<ExchangeViolation[]> {
    return violationCount === 0 ? [] : ((await exchangeContent.load(id))?.violations ?? []);
  }
}

const message = (
  headers: Record<string, string> | undefined,
  state: BodyState | undefined,
  bytes: number,
  body: string | null | undefined,
): ExchangeMessage => ({ headers: headers ?? null, state: state ?? 'EXPIRED', bytes, body: body ?? null });
