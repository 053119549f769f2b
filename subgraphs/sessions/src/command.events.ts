/**
 * `command.changed`: a command has come further. The adapter takes up orders by it, whoever ordered one waits on it,
 * subscribers watch it. The event says what a filter needs, so that most subscribers are told nothing.
 */
import type { DomainEvent, Outbox, RecordEvent } from '@chargesphere/chassis';
import type { Command } from './command.entity.js';
import type { CommandKind } from './command.kinds.js';

export const COMMAND_CHANGED = 'command.changed';

export interface CommandChanged {
  kind: CommandKind;
  status: string;
  receiver: string;
  requester: string | null;
  session: string | null;
  /** Milliseconds: when time ends it, if it does. */
  expiresAt: number;
}

/** The key under which changes of one command are published. */
export const commandRoute = (id: string): string => `command ${id}`;

export const commandChanged = ({ id, expiresAt, ...command }: Command): RecordEvent => ({
  topic: COMMAND_CHANGED,
  ref: id,
  owner: command.receiver,
  detail: {
    kind: command.kind,
    status: command.status,
    receiver: command.receiver,
    requester: command.requester,
    session: command.session,
    expiresAt: expiresAt.getTime(),
  } satisfies CommandChanged,
  routes: [commandRoute(id)],
});

export const changeIn = ({ detail }: DomainEvent): CommandChanged => detail as CommandChanged;

/** Events other nodes wrote get the same routes as ours. */
export const routeCommandEvents = (outbox: Outbox): void =>
  outbox.knows(COMMAND_CHANGED, (events) =>
    Promise.resolve(events.map(({ ref }) => ({ document: undefined, routes: [commandRoute(ref)] }))),
  );
