/** Commands in the graph: ordered by operators, read and watched by them and by the parties of each. */
import {
  NEWEST_FIRST,
  PageInput,
  pageType,
  requireOperator,
  type DomainEvent,
  type Page,
} from '@chargesphere/chassis';
import { Problem, type JsonObject } from '@chargesphere/schema';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { CommandsContext } from './command.context.js';
import * as drafts from './command.drafts.js';
import { Command } from './command.entity.js';
import {
  AuthorizeTokenInput,
  CancelReservationInput,
  ClearChargingProfileInput,
  CommandFilter,
  GetActiveChargingProfileInput,
  ReserveNowInput,
  SetChargingPreferencesInput,
  SetChargingProfileInput,
  StartSessionInput,
  StopSessionInput,
  UnlockConnectorInput,
} from './command.inputs.js';
import { sidesOf } from './command.scope.js';
import type { CommandStore } from './command.store.js';
import type { TokenIssuers } from './token.issuers.js';

const CommandPage = pageType('CommandPage', Command);

@ArgsType()
class LiveArguments {
  @Field(() => CommandFilter, { nullable: true, description: 'Which commands; all when left out.' })
  declare filter?: CommandFilter | null;
}

/** Every order waits for the direct answer, half a minute at the most; results come later. */
const orders = (what: string) => ({
  description: `${what} Answers when the party has answered, or after 30 seconds with what is known by then; results follow in \`commandUpdated\`. For operators.`,
});

@Resolver()
export class CommandResolver {
  constructor(
    private readonly store: CommandStore,
    private readonly issuers: TokenIssuers,
    private readonly now: () => Date,
  ) {}

  @Mutation(() => Command, orders('Asks a CPO to start a charge.'))
  async startSession(
    @Arg('input', () => StartSessionInput, { description: 'Where and for whom.' }) input: StartSessionInput,
    @Ctx() context: CommandsContext,
  ): Promise<Command> {
    requireOperator(context.caller);
    return this.store.order(context.caller, drafts.startSession(input, await tokenIn(input, context)));
  }

  @Mutation(() => Command, orders('Asks a CPO to stop a charge.'))
  stopSession(
    @Arg('input', () => StopSessionInput, { description: 'Which charge.' }) input: StopSessionInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    return this.store.order(caller, drafts.stopSession(input));
  }

  @Mutation(() => Command, orders('Asks a CPO to keep an EVSE free from now on.'))
  async reserveNow(
    @Arg('input', () => ReserveNowInput, { description: 'What, for whom and until when.' })
    input: ReserveNowInput,
    @Ctx() context: CommandsContext,
  ): Promise<Command> {
    requireOperator(context.caller);
    const facts = { now: this.now(), reservationId: crypto.randomUUID() };
    const draft = drafts.reserveNow(input, await tokenIn(input, context), facts);
    return this.store.order(context.caller, draft);
  }

  @Mutation(() => Command, orders('Asks a CPO to give up a reservation, which may cost money (CMD-012).'))
  cancelReservation(
    @Arg('input', () => CancelReservationInput, { description: 'Which reservation.' })
    input: CancelReservationInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    return this.store.order(caller, drafts.cancelReservation(input));
  }

  @Mutation(() => Command, orders('Asks a CPO to free a cable that is stuck, for a help desk (CMD-015).'))
  unlockConnector(
    @Arg('input', () => UnlockConnectorInput, { description: 'Which connector.' })
    input: UnlockConnectorInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    return this.store.order(caller, drafts.unlockConnector(input));
  }

  @Mutation(() => Command, orders('Asks a CPO to limit a charge.'))
  setChargingProfile(
    @Arg('input', () => SetChargingProfileInput, { description: 'Which charge, and how.' })
    input: SetChargingProfileInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    return this.store.order(caller, drafts.setChargingProfile(input));
  }

  @Mutation(() => Command, orders('Asks a CPO to lift the limits of a charge.'))
  clearChargingProfile(
    @Arg('input', () => ClearChargingProfileInput, { description: 'Which charge.' })
    input: ClearChargingProfileInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    return this.store.order(caller, drafts.clearChargingProfile(input));
  }

  @Mutation(() => Command, orders('Asks a CPO what is planned for a charge; the plan is in the result.'))
  getActiveChargingProfile(
    @Arg('input', () => GetActiveChargingProfileInput, { description: 'Which charge, and how far.' })
    input: GetActiveChargingProfileInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    return this.store.order(caller, drafts.getActiveChargingProfile(input));
  }

  @Mutation(() => Command, orders('Tells a CPO what the driver of a charge wants (SES-050).'))
  setChargingPreferences(
    @Arg('input', () => SetChargingPreferencesInput, { description: 'Which charge, and what is wanted.' })
    input: SetChargingPreferencesInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    return this.store.order(caller, drafts.setChargingPreferences(input));
  }

  @Mutation(() => Command, orders('Asks an eMSP whether a token may charge now (TOK-030).'))
  async authorizeToken(
    @Arg('input', () => AuthorizeTokenInput, { description: 'Which token, and where.' })
    input: AuthorizeTokenInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireOperator(caller);
    const emsp = input.emsp ?? (await this.issuers.only(input.uid, input.type));
    return this.store.order(caller, drafts.authorizeToken(input, emsp));
  }

  @Query(() => Command, {
    nullable: true,
    description: 'A command by its id; null when there is none that you may see.',
  })
  async command(
    @Arg('id', () => ID, { description: 'Id of the command.' }) id: string,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command | null> {
    return this.store.find(id, sidesOf(caller));
  }

  @Query(() => CommandPage, {
    description:
      'Commands in the order in which they were ordered or passed on, or the other way round: for operators all, for a partner those its parties sent and those they were asked.',
  })
  async commands(
    @Arg('filter', () => CommandFilter, { nullable: true, description: 'Which commands; all when left out.' })
    filter: CommandFilter | null,
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Arg('newestFirst', () => Boolean, NEWEST_FIRST) isNewestFirst: boolean,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Page<Command>> {
    return this.store.page(filter, page, sidesOf(caller), isNewestFirst);
  }

  @Subscription(() => Command, {
    description:
      'A command whenever it has come further: sent, answered, with a result, at its end. For a partner those of its own parties.',
    subscribe: ({ args, context }) =>
      (context as CommandsContext).watchCommands((args as LiveArguments).filter),
  })
  async commandUpdated(
    @Root() { ref }: DomainEvent,
    @Args(() => LiveArguments) _: LiveArguments,
  ): Promise<Command> {
    const command = await this.store.find(ref);
    if (command) return command;
    throw new Problem('NOT_FOUND', `Command ${ref} is gone.`);
  }
}

/** The token of an order: by its ref or whole, exactly one of the two. */
const tokenIn = async (
  { token, tokenDocument }: { token?: string | null; tokenDocument?: JsonObject | null },
  context: CommandsContext,
): Promise<JsonObject> => {
  if (Boolean(token) === Boolean(tokenDocument))
    throw new Problem(
      'INVALID_INPUT',
      'Give the token either by its ref or as a whole document, and not both.',
    );
  if (tokenDocument) return tokenDocument;
  const known = await context.tokens.load(token ?? '');
  if (known) return known as unknown as JsonObject;
  throw new Problem('NOT_FOUND', `The Token ${token} is not known here; give it as a tokenDocument.`);
};
