/** What the adapter reports about commands it carries out, and what partners send about them later. */
import { Json, requireSystem } from '@chargesphere/chassis';
import { isJsonObject, Problem, type JsonObject } from '@chargesphere/schema';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { CommandsContext } from './command.context.js';
import { Command } from './command.entity.js';
import type { CommandStore } from './command.store.js';
import type { ProfileStore } from './profile.store.js';

@ObjectType({ description: 'A command that was taken up, to be sent at once and never again.' })
export class CommandDelivery {
  @Field(() => ID, {
    nullable: true,
    description: 'Secret for the URL of its results; shown this once, null where no result follows.',
  })
  declare callback: string | null;
}

const ID_OF_COMMAND = { description: 'Id of the command.' };

@Resolver()
export class CommandDeliveryResolver {
  constructor(
    private readonly store: CommandStore,
    private readonly profiles: ProfileStore,
  ) {}

  @Mutation(() => CommandDelivery, {
    description:
      'Takes up an order, so that it is sent once at the most (CMD-036); CONFLICT when another node has, or when it waited too long. For the hub itself.',
  })
  async beginCommand(
    @Arg('id', () => ID, ID_OF_COMMAND) id: string,
    @Arg('platformId', () => ID, { description: 'The platform it goes to; results are taken from no other.' })
    platformId: string,
    @Ctx() { caller }: CommandsContext,
  ): Promise<CommandDelivery> {
    requireSystem(caller);
    return { callback: (await this.store.begin(id, platformId)) ?? null };
  }

  @Mutation(() => Command, {
    description:
      'Stores the direct answer; INVALID_DOCUMENT when it is none that this command can have. For the hub itself.',
  })
  answerCommand(
    @Arg('id', () => ID, ID_OF_COMMAND) id: string,
    @Arg('data', () => Json, { nullable: true, description: '`data` of the answer as it came, if any.' })
    data: unknown,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireSystem(caller);
    return this.store.answer(id, data);
  }

  @Mutation(() => Command, {
    description: 'The command could not be delivered, or brought no usable answer. For the hub itself.',
  })
  failCommand(
    @Arg('id', () => ID, ID_OF_COMMAND) id: string,
    @Arg('wasSent', () => Boolean, {
      description: 'Was it taken up before? CONFLICT when that is not how it stands.',
    })
    wasSent: boolean,
    @Arg('status', () => Int, { description: 'The OCPI status that says best what went wrong.' })
    status: number,
    @Arg('reason', () => String, { description: 'One sentence for the operator.' }) reason: string,
    @Ctx() { caller }: CommandsContext,
  ): Promise<Command> {
    requireSystem(caller);
    return this.store.fail(id, { status, message: reason }, wasSent);
  }

  @Mutation(() => ID, {
    description:
      'A result, posted by the platform the command was sent to; NOT_FOUND for all others (CMD-032). Answers the id of the command.',
  })
  async putCommandResult(
    @Arg('callback', () => ID, { description: 'The secret in the URL it was posted to.' }) callback: string,
    @Arg('document', () => Json, { description: 'The result, as the kind of the command has it.' })
    document: unknown,
    @Ctx() { caller }: CommandsContext,
  ): Promise<string> {
    return (await this.store.result(caller, callback, objectIn(document))).id;
  }

  @Mutation(() => ID, {
    nullable: true,
    description:
      'The plan of a charge on which a profile was set through the hub, pushed by whoever was asked to; NOT_FOUND for all others (CHP-041). Answers the ref of the party that set it and is to be told, null when that is the hub.',
  })
  async putActiveChargingProfile(
    @Arg('session', () => ID, { description: 'Ref of the Session.' }) session: string,
    @Arg('document', () => Json, { description: 'The ActiveChargingProfile.' }) document: unknown,
    @Arg('setBy', () => ID, {
      nullable: true,
      description: 'Ref of the party that is to be told; left out, whoever set a profile last.',
    })
    setBy: string | null,
    @Arg('byHub', () => Boolean, {
      defaultValue: false,
      description: 'Is the hub to be told, and nobody else?',
    })
    byHub: boolean,
    @Ctx() { caller }: CommandsContext,
  ): Promise<string | null> {
    return this.profiles.push(caller, session, objectIn(document), byHub ? null : (setBy ?? undefined));
  }
}

const objectIn = (document: unknown): JsonObject => {
  if (isJsonObject(document)) return document;
  throw new Problem('INVALID_DOCUMENT', 'The document has to be a JSON object.');
};
