/**
 * Commands between parties (requirements 13.3 and 14.3): kept from the moment they are passed on, so that their results
 * find the way back after a restart and on every node (HUB-041).
 */
import { hashToken, newToken } from '@chargesphere/chassis';
import { foldRef, type Caller } from '@chargesphere/schema';
import { LockMode } from '@mikro-orm/core';
import { Command } from './command.entity.js';
import { commandChanged } from './command.events.js';
import { after, mayHaveArrived } from './command.rules.js';
import type { CommandGround } from './command.store.js';
import { connectionsOf, subjectOf, type PassedCommand } from './passed-command.js';

/** A result that its command's sender does not have yet, and the way there. */
export interface Forward {
  id: string;
  requester: string;
  requesterPlatformId: string;
  receiver: string;
  /** Sealed. */
  responseUrl: string;
  correlationId: string;
}

/** Commands that are looked through for the receiver of a message; more than one receiver is ambiguous already. */
const ROUTES_MAX = 20;

export class PassedCommands {
  constructor(private readonly ground: CommandGround) {}

  /** CMD-030, CMD-036: the record of a command that is sent now and never again, with the secret of its URL. */
  async pass({ correlationId }: Caller, passed: PassedCommand): Promise<{ id: string; callback: string }> {
    const { write, now, limits } = this.ground;
    const callback = newToken();
    const id = crypto.randomUUID();
    const sentAt = now();
    const { kind, name, request, requesterPlatformId, platformId, responseUrl } = passed;
    const [requester, receiver] = [foldRef(passed.requester), foldRef(passed.receiver)];
    await write((em, note) => {
      const command = em.create(Command, {
        id,
        kind,
        name: name === kind ? null : name,
        status: 'SENT',
        requester,
        requesterPlatformId,
        receiver,
        platformId,
        ...connectionsOf({ receiver, request }),
        request,
        responseUrl,
        callbackHash: hashToken(callback),
        correlationId,
        requestedBy: requester,
        requestedAt: sentAt,
        sentAt,
        expiresAt: after(sentAt, limits.unanswered_ms),
      });
      note(commandChanged(command));
      return Promise.resolve();
    });
    return { id, callback };
  }

  /**
   * RTE-049: the parties that this one's commands about a Session or a reservation went to, without those that turned
   * them down or never got them. `subject` is the id in OCPI, `kinds` the commands that count.
   */
  async receivers(requester: string, subject: string, kinds: readonly Command['kind'][]): Promise<string[]> {
    const sent = await this.ground.orm.em.fork().find(
      Command,
      {
        requester: foldRef(requester),
        subject: subjectOf(subject),
        kind: { $in: [...kinds] },
        status: { $ne: 'REJECTED' },
      },
      { orderBy: { seq: 'desc' }, limit: ROUTES_MAX },
    );
    const arrived = sent.filter(
      ({ failure, response, ...command }) => !failure || response || mayHaveArrived(failure, command),
    );
    return [...new Set(arrived.map(({ receiver }) => receiver))];
  }

  /** The last result of a command, when it has a sender who does not have it yet. */
  async forward(id: string): Promise<Forward | undefined> {
    const command = await this.ground.orm.em.fork().findOne(Command, { id });
    const last = command?.results.at(-1);
    if (!command || !last || isTaken(last.forwarded)) return undefined;
    const { requester, requesterPlatformId, receiver, responseUrl, correlationId } = command;
    if (requester === null || requesterPlatformId === null || responseUrl === null) return undefined;
    return { id, requester, requesterPlatformId, receiver, responseUrl, correlationId };
  }

  /** What its sender said to the last result, in OCPI's status codes; the hub's own when it could not be reached. */
  async forwarded(id: string, status: number): Promise<void> {
    const { write, now } = this.ground;
    await write(async (em, note) => {
      const command = await em.findOneOrFail(Command, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const last = command.results.at(-1);
      if (!last) return;
      const told = { ...last, forwarded: { at: now().toISOString(), status } };
      command.results = [...command.results.slice(0, -1), told];
      note(commandChanged(command));
    });
  }
}

/** A result that was refused, or never arrived, may be sent again by the CPO. */
const isTaken = (forwarded: { status: number } | undefined): boolean =>
  forwarded !== undefined && forwarded.status < 2000;
