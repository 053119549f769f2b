/** Commands put together: what the subgraph registers of them. */
import { recordWriter, type DocumentStore, type Frame, type Logger } from '@chargesphere/chassis';
import type { Caller, Session } from '@chargesphere/schema';
import { commandsContext, type CommandsContext } from './command.context.js';
import { CommandDeliveryResolver } from './command.delivery.resolver.js';
import { Command } from './command.entity.js';
import { routeCommandEvents } from './command.events.js';
import { CommandExpiry } from './command.expiry.js';
import { CommandFieldResolver, SessionProfileResolver } from './command.fields.js';
import { CommandResolver } from './command.resolver.js';
import { usualLimits, type CommandLimits } from './command.rules.js';
import { CommandStore, type CommandGround } from './command.store.js';
import { CommandSweep } from './command.sweep.js';
import { commandTableTypes } from './command.types.js';
import { PassedCommandResolver } from './passed-command.resolver.js';
import { PassedCommands } from './passed-command.store.js';
import { ActiveProfile } from './profile.entity.js';
import { ProfileStore } from './profile.store.js';
import { RouteResolver } from './route.resolver.js';
import type { SessionsContext } from './session.context.js';
import { TokenIssuers } from './token.issuers.js';

export const commandEntities = [Command, ActiveProfile];

export interface CommandOptions {
  log: Logger;
  /** Waits and lifetimes of commands. */
  commands?: Partial<CommandLimits>;
  /** The clock. */
  now?: () => Date;
}

export interface CommandParts {
  resolvers: object[];
  tableTypes: typeof commandTableTypes;
  context: (caller: Caller) => CommandsContext;
  close(): Promise<void>;
}

export const openCommands = async (
  { orm, pool, outbox }: Frame,
  sessions: DocumentStore<Session>,
  documents: (caller: Caller) => SessionsContext,
  options: CommandOptions,
): Promise<CommandParts> => {
  routeCommandEvents(outbox);
  const ground: CommandGround = {
    orm,
    outbox,
    write: recordWriter(orm, outbox, 'sessions'),
    limits: { ...usualLimits, ...options.commands },
    now: options.now ?? (() => new Date()),
  };
  const store = new CommandStore(ground);
  const profiles = new ProfileStore(ground);
  const issuers = new TokenIssuers(pool);
  const expiry = new CommandExpiry(store, ground.now, options.log);
  await expiry.start(outbox);
  const sweep = new CommandSweep({
    ...{ pool, keep_ms: ground.limits.keep_ms, now: ground.now, log: options.log },
  });
  sweep.start();
  return {
    resolvers: [
      new CommandResolver(store, issuers, ground.now),
      new CommandFieldResolver(),
      new CommandDeliveryResolver(store, profiles),
      new PassedCommandResolver(new PassedCommands(ground)),
      new SessionProfileResolver(),
      new RouteResolver(sessions, issuers),
    ],
    tableTypes: commandTableTypes,
    context: commandsContext(documents, profiles, outbox),
    close: async () => {
      await expiry.close();
      await sweep.close();
    },
  };
};
