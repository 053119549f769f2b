/** What a command leads to: its parties and objects, its answer and its results; and from a Session to its plan. */
import { PartyStub, type Stub } from '@chargesphere/chassis';
import { foldRef, refOf, type JsonObject, type Session, type Token } from '@chargesphere/schema';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CommandsContext } from './command.context.js';
import { Command } from './command.entity.js';
import { ActiveChargingProfileType, CommandAnswer, CommandOutcome } from './command.types.js';
import { LocationWithSessions, SessionType, TokenType } from './session.types.js';

@Resolver(() => Command)
export class CommandFieldResolver {
  @FieldResolver(() => PartyStub, { nullable: true, description: 'The party that is asked.' })
  receiver(@Root() { receiver }: Command): Stub {
    return { ref: receiver };
  }

  @FieldResolver(() => PartyStub, {
    nullable: true,
    description: "The party that sent it through the hub; null for an order of the hub's own.",
  })
  requester(@Root() { requester }: Command): Stub | null {
    return requester === null ? null : { ref: requester };
  }

  @FieldResolver(() => String, {
    description: 'The command as OCPI calls it; of a kind OTHER as its sender does.',
  })
  name(@Root() { kind, name }: Command): string {
    return name ?? kind;
  }

  @FieldResolver(() => String, {
    description: 'Who ordered it: the party that sent it, or, for operators, who did so in the hub.',
  })
  requestedBy(@Root() { requester, requestedBy }: Command, @Ctx() { caller }: CommandsContext): string {
    return requester === null && caller.principal.kind === 'platform' ? 'the hub' : requestedBy;
  }

  @FieldResolver(() => SessionType.cls, {
    nullable: true,
    description: 'The Session it is about, when the hub knows it.',
  })
  async session(
    @Root() { session }: Command,
    @Ctx() context: CommandsContext,
  ): Promise<Session | null | undefined> {
    return session === null ? null : context.sessions.load(session);
  }

  @FieldResolver(() => LocationWithSessions, {
    nullable: true,
    description: 'The Location it is about, if any.',
  })
  location(@Root() { location }: Command): Stub | null {
    return location ? { ref: location } : null;
  }

  @FieldResolver(() => TokenType.cls, {
    nullable: true,
    description: 'The Token it is about, when the hub knows it.',
  })
  async token(
    @Root() { token }: Command,
    @Ctx() context: CommandsContext,
  ): Promise<Token | null | undefined> {
    return token === null ? null : context.tokens.load(token);
  }

  @FieldResolver(() => CommandAnswer, {
    nullable: true,
    description:
      'The direct answer of the party; null before it came. It is about the party, not about the charger (CMD-001).',
  })
  response(@Root() { response }: Command): CommandAnswer | null {
    return response && new CommandAnswer(response);
  }

  @FieldResolver(() => [CommandOutcome], {
    description: 'What the charge point made of it, oldest first; a reservation can have several (CMD-013).',
  })
  results(@Root() { results }: Command): CommandOutcome[] {
    return results.map((stored) => new CommandOutcome(stored));
  }
}

@Resolver(() => SessionType.cls)
export class SessionProfileResolver {
  @FieldResolver(() => ActiveChargingProfileType.cls, {
    nullable: true,
    description: 'What the EVSE plans for it, as the CPO last told; null when it told nothing.',
  })
  activeChargingProfile(
    @Root() { country_code, party_id, id }: Session,
    @Ctx() context: CommandsContext,
  ): Promise<JsonObject | undefined> {
    return context.profiles.load(foldRef(refOf(country_code, party_id, id)));
  }
}
