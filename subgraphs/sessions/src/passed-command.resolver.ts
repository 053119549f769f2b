/** Commands between parties in the graph, as the adapter hands them over and asks for their ways. */
import { Json, requireSystem } from '@chargesphere/chassis';
import type { JsonObject } from '@chargesphere/schema';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { CommandsContext } from './command.context.js';
import { CommandKinds } from './command.entity.js';
import type { CommandKind } from './command.kinds.js';
import type { PassedCommand } from './passed-command.js';
import type { Forward, PassedCommands } from './passed-command.store.js';

@InputType({ description: 'A command of one party to another, as it is sent on.' })
export class PassedCommandInput implements PassedCommand {
  @Field(() => CommandKinds, { description: 'What is asked; OTHER for what OCPI does not name.' })
  declare kind: CommandKind;

  @Field(() => String, { description: 'The command as its path names it.' })
  declare name: string;

  @Field(() => ID, { description: 'Ref of the party that sent it.' })
  declare requester: string;

  @Field(() => ID, { description: 'The platform it came from: its results go there.' })
  declare requesterPlatformId: string;

  @Field(() => ID, { description: 'Ref of the party that is asked.' })
  declare receiver: string;

  @Field(() => ID, { description: 'The platform it goes to; results are taken from no other (CMD-032).' })
  declare platformId: string;

  @Field(() => Json, {
    description:
      'What is asked, in OCPI spelling, without `response_url`, with the ids of the URL beside it.',
  })
  declare request: JsonObject;

  @Field(() => String, { description: 'Where the sender wants its results, sealed by the adapter.' })
  declare responseUrl: string;
}

@ObjectType({ description: 'A command between parties that is on record.' })
export class PassedCommandReceipt {
  @Field(() => ID, { description: 'Id of the command.' })
  declare id: string;

  @Field(() => ID, { description: 'Secret for the URL of its results; shown this once.' })
  declare callback: string;
}

@ObjectType({ description: 'A result that the party which sent the command does not have yet.' })
export class CommandForward implements Omit<Forward, 'id'> {
  @Field(() => ID, { description: 'Ref of the party that sent the command.' })
  declare requester: string;

  @Field(() => ID, { description: 'The platform it came from.' })
  declare requesterPlatformId: string;

  @Field(() => ID, { description: 'Ref of the party that was asked.' })
  declare receiver: string;

  @Field(() => String, { description: 'Where the result is to go, sealed by the adapter.' })
  declare responseUrl: string;

  @Field(() => String, { description: 'X-Correlation-ID of the command.' })
  declare correlationId: string;
}

const ID_OF_COMMAND = { description: 'Id of the command.' };

@Resolver()
export class PassedCommandResolver {
  constructor(private readonly store: PassedCommands) {}

  @Mutation(() => PassedCommandReceipt, {
    description:
      'Puts a command of one party to another on record, to be sent at once and never again (CMD-030, CMD-036). For the hub itself.',
  })
  passCommand(
    @Arg('input', () => PassedCommandInput, { description: 'The command and its two parties.' })
    input: PassedCommandInput,
    @Ctx() { caller }: CommandsContext,
  ): Promise<PassedCommandReceipt> {
    requireSystem(caller);
    return this.store.pass(caller, input);
  }

  @Query(() => [ID], {
    description:
      "Refs of the parties that a party's commands about a Session or a reservation went to (RTE-049). For the hub itself.",
  })
  commandReceivers(
    @Arg('requester', () => ID, { description: 'Ref of the party that sent them.' }) requester: string,
    @Arg('subject', () => String, {
      description: 'Id of the Session or the reservation; case does not matter.',
    })
    subject: string,
    @Arg('kind', () => [CommandKinds], { description: 'The commands that count.' }) kind: CommandKind[],
    @Ctx() { caller }: CommandsContext,
  ): Promise<string[]> {
    requireSystem(caller);
    return this.store.receivers(requester, subject, kind);
  }

  @Query(() => CommandForward, {
    nullable: true,
    description:
      'Where the last result of a command has to go; null when nobody waits for it or has it already. For the hub itself.',
  })
  async commandForward(
    @Arg('id', () => ID, ID_OF_COMMAND) id: string,
    @Ctx() { caller }: CommandsContext,
  ): Promise<CommandForward | null> {
    requireSystem(caller);
    return (await this.store.forward(id)) ?? null;
  }

  @Mutation(() => ID, {
    description:
      'Notes how the last result of a command was taken by the party that sent it. For the hub itself.',
  })
  async noteForwarded(
    @Arg('id', () => ID, ID_OF_COMMAND) id: string,
    @Arg('status', () => Int, { description: "The OCPI status it answered, or the hub's own." })
    status: number,
    @Ctx() { caller }: CommandsContext,
  ): Promise<string> {
    requireSystem(caller);
    await this.store.forwarded(id, status);
    return id;
  }
}
