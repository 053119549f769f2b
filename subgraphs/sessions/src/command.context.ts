/** What resolvers about commands get besides the documents: commands as they change, and plans of charges. */
import {
  filtered,
  recordLoader,
  type DomainEvent,
  type Outbox,
  type RecordLoader,
  type Subscription,
} from '@chargesphere/chassis';
import { foldRef, type Caller, type JsonObject } from '@chargesphere/schema';
import { changeIn, COMMAND_CHANGED, commandRoute, type CommandChanged } from './command.events.js';
import type { CommandFilter } from './command.inputs.js';
import { isSeen, sidesOf } from './command.scope.js';
import type { ProfileStore } from './profile.store.js';
import type { SessionsContext } from './session.context.js';

export interface CommandsContext extends SessionsContext {
  /** Plans of Sessions, by folded ref. */
  profiles: RecordLoader<JsonObject | undefined>;
  /** Changes of the commands that this caller may see and wants, from now on. */
  watchCommands(filter?: CommandFilter | null): Subscription<DomainEvent>;
}

export const commandsContext =
  (documents: (caller: Caller) => SessionsContext, profiles: ProfileStore, outbox: Outbox) =>
  (caller: Caller): CommandsContext => ({
    ...documents(caller),
    profiles: recordLoader((sessions) => profiles.bySession(sessions)),
    watchCommands(filter) {
      const sides = sidesOf(caller);
      const route = filter?.id ? commandRoute(filter.id) : COMMAND_CHANGED;
      return filtered(outbox.subscribe([route]), (event) => {
        const changed = changeIn(event);
        return isSeen(sides, changed) && isWanted(filter, changed);
      });
    },
  });

const isWanted = (filter: CommandFilter | null | undefined, changed: CommandChanged): boolean =>
  isOneOf(filter?.kind, changed.kind) &&
  isOneOf(filter?.status, changed.status) &&
  isSame(filter?.receiver, changed.receiver) &&
  isSame(filter?.requester, changed.requester) &&
  isSame(filter?.session, changed.session);

const isOneOf = (wanted: readonly string[] | null | undefined, value: string): boolean =>
  !wanted || wanted.length === 0 || wanted.includes(value);

const isSame = (wanted: string | null | undefined, ref: string | null): boolean =>
  !wanted || foldRef(wanted) === ref;
