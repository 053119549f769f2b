/**
 * Commands as records: ordered by operators, carried out by the adapter, watched by both. An order outlives a restart;
 * who waits for its answer is woken by the command's events and then believes the record only.
 */
import {
  hashToken,
  newToken,
  recordPage,
  type Outbox,
  type Orm,
  type Page,
  type PageInput,
  type RecordWriter,
} from '@chargesphere/chassis';
import { foldRef, Problem, type Caller, type JsonObject } from '@chargesphere/schema';
import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CommandDraft } from './command.drafts.js';
import { Command } from './command.entity.js';
import { commandChanged, commandRoute } from './command.events.js';
import type { CommandFilter } from './command.inputs.js';
import { answerOf, hasResult, resultOf } from './command.kinds.js';
import {
  after,
  endedByTime,
  endsByTime,
  expiryAfterAnswer,
  expiryAfterResult,
  isUnanswered,
  mayHaveArrived,
  noResultDue,
  requireUntaken,
  resultDue,
  statusAfterAnswer,
  statusAfterFailure,
  type CommandLimits,
  type Failure,
} from './command.rules.js';
import { isSeen, type CommandSide } from './command.scope.js';
import { keepProfile } from './profile.store.js';

export interface CommandGround {
  orm: Orm;
  outbox: Outbox;
  /** Changes and their events in one transaction. */
  write: RecordWriter;
  limits: CommandLimits;
  /** The clock, so that lifetimes can be tested without waiting. */
  now(): Date;
}

/** Commands that time ends in one transaction at the most. */
const EXPIRED_AT_ONCE = 500;

export class CommandStore {
  constructor(private readonly ground: CommandGround) {}

  /** Orders a command and waits for its direct answer, for as long as limits.wait_ms; gives it back as it is then. */
  async order(caller: Caller, draft: CommandDraft): Promise<Command> {
    const { outbox, limits, write, now } = this.ground;
    const { principal, correlationId } = caller;
    const id = crypto.randomUUID();
    // Before the order is written, so that no answer falls between the two.
    const changes = outbox.subscribe([commandRoute(id)]);
    const timer = setTimeout(() => void changes.return(), limits.wait_ms);
    try {
      let command = await write(async (em, note) => {
        const requestedAt = now();
        const ordered = em.create(Command, {
          ...draft,
          id,
          status: 'REQUESTED',
          correlationId,
          requestedBy: 'name' in principal ? principal.name : principal.kind,
          requestedAt,
          expiresAt: after(requestedAt, limits.pickup_ms),
        });
        note(commandChanged(ordered));
        return ordered;
      });
      while (isUnanswered(command)) {
        const { done } = await changes.next();
        command = (await this.find(id)) ?? command;
        if (done) break;
      }
      return command;
    } finally {
      clearTimeout(timer);
      await changes.return();
    }
  }

  /**
   * CMD-036: takes an order up, which nobody can do twice, and makes the secret of the URL for its results (CMD-030);
   * undefined where no result follows. Whoever takes it up sends it, at once and once.
   */
  async begin(id: string, platformId: string): Promise<string | undefined> {
    const { write, now, limits } = this.ground;
    const callback = newToken();
    return write(async (em, note) => {
      const command = await locked(em, id);
      requireUntaken(command, now());
      const isAwaited = hasResult(command.kind);
      Object.assign(command, {
        status: 'SENT',
        platformId,
        callbackHash: isAwaited ? hashToken(callback) : null,
        sentAt: now(),
        expiresAt: after(now(), limits.unanswered_ms),
      });
      note(commandChanged(command));
      return isAwaited ? callback : undefined;
    });
  }

  /** The direct answer came. INVALID_DOCUMENT when it cannot be read as one. */
  async answer(id: string, data: unknown): Promise<Command> {
    const { write, now, limits } = this.ground;
    return write(async (em, note) => {
      const command = await locked(em, id);
      const { document, ...verdict } = answerOf(command.kind, data);
      command.status = statusAfterAnswer(command, verdict);
      command.response = document;
      command.answeredAt = now();
      command.expiresAt = expiryAfterAnswer(command, verdict, now(), limits);
      if (verdict.status !== 'ACCEPTED') command.completedAt = now();
      note(commandChanged(command));
      return command;
    });
  }

  /**
   * It could not be delivered, or brought no answer. Of two nodes that look at the same order one may fail where the
   * other has sent it already, so each says which of the two it means, and only what is still so is changed.
   */
  async fail(id: string, failure: Failure, wasSent: boolean): Promise<Command> {
    const { write, now } = this.ground;
    return write(async (em, note) => {
      const command = await locked(em, id);
      command.status = statusAfterFailure(command, wasSent);
      command.failure = failure;
      command.completedAt ??= now();
      // What may have arrived may have a result.
      if (!wasSent || !mayHaveArrived(failure, command)) command.expiresAt = now();
      note(commandChanged(command));
      return command;
    });
  }

  /** CMD-032: a result, from the platform the command went to. */
  async result(caller: Caller, callback: string, data: JsonObject): Promise<Command> {
    const { principal } = caller;
    const { write, now, limits } = this.ground;
    return write(async (em, note) => {
      const where = { callbackHash: hashToken(callback) };
      const command = await em.findOne(Command, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!command || principal.kind !== 'platform' || principal.platformId !== command.platformId)
        throw noResultDue();
      const document = resultOf(command.kind, data);
      if (resultDue(command, document, now()) === 'known') return command;
      command.results = [...command.results, { receivedAt: now().toISOString(), document }];
      command.outcome = document.result;
      command.status = 'COMPLETED';
      command.completedAt ??= now();
      command.expiresAt = expiryAfterResult(command, document, limits);
      const profile = document['profile'] as JsonObject | null | undefined;
      if (document.result === 'ACCEPTED' && profile && command.session)
        await keepProfile(em, command.session, profile, now());
      note(commandChanged(command));
      return command;
    });
  }

  /** Ends what time has ended, and tells when to look again; undefined when nothing is waiting. */
  async expire(): Promise<Date | undefined> {
    const { write, now, orm } = this.ground;
    const waiting = { status: { $in: [...endsByTime] } };
    for (let isMore = true; isMore;) {
      isMore = await write(async (em, note) => {
        const due = await em.find(
          Command,
          { ...waiting, expiresAt: { $lte: now() } },
          { limit: EXPIRED_AT_ONCE, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, orderBy: { seq: 'asc' } },
        );
        for (const command of due) {
          Object.assign(command, endedByTime(command), { completedAt: now() });
          note(commandChanged(command));
        }
        return due.length === EXPIRED_AT_ONCE;
      });
    }
    const next = await orm.em.fork().find(Command, waiting, { orderBy: { expiresAt: 'asc' }, limit: 1 });
    return next[0]?.expiresAt;
  }

  /** As far as the caller may see it; `sides` are those of the caller (`sidesOf`), undefined for the hub itself. */
  async find(id: string, sides?: readonly CommandSide[]): Promise<Command | null> {
    const command = isId(id) ? await this.ground.orm.em.fork().findOne(Command, { id }) : null;
    return command && isSeen(sides, command) ? command : null;
  }

  page(
    filter: CommandFilter | null | undefined,
    page: PageInput | null | undefined,
    sides?: readonly CommandSide[],
    isNewestFirst = false,
  ): Promise<Page<Command>> {
    const em = this.ground.orm.em.fork();
    const where = { $and: [conditions(filter), seenFrom(sides)] };
    return recordPage<Command>(page, {
      begin: isNewestFirst ? SEQ_MAX : 0,
      list: (position, limit) => {
        const beyond = isNewestFirst ? { $lt: position } : { $gt: position };
        const order = isNewestFirst ? 'desc' : 'asc';
        return em.find(Command, { $and: [where, { seq: beyond }] }, { orderBy: { seq: order }, limit });
      },
      count: () => em.count(Command, where),
      positionOf: ({ seq }) => seq,
    });
  }
}

const conditions = (filter: CommandFilter | null | undefined): FilterQuery<Command> => ({
  ...(filter?.id && { id: isId(filter.id) ? filter.id : NOBODY }),
  ...(filter?.kind?.length && { kind: { $in: filter.kind } }),
  ...(filter?.status?.length && { status: { $in: filter.status } }),
  ...(filter?.requester && { requester: foldRef(filter.requester) }),
  ...(filter?.receiver && { receiver: foldRef(filter.receiver) }),
  ...(filter?.session && { session: foldRef(filter.session) }),
});

/** The same as `isSeen`, for the database. */
const seenFrom = (sides: readonly CommandSide[] | undefined): FilterQuery<Command> =>
  sides
    ? {
        $or: sides.map(({ side, parties, kinds }) => ({
          [side]: { $in: parties },
          ...(kinds && { kind: { $in: [...kinds] } }),
        })),
      }
    : {};

/** The highest number of an `integer`. */
const SEQ_MAX = 2_147_483_647;

/** An id no command has; text that is no id would be an error of PostgreSQL's. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** The command, locked until the transaction ends. */
const locked = async (em: EntityManager, id: string): Promise<Command> => {
  const command = isId(id)
    ? await em.findOne(Command, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (command) return command;
  throw new Problem('NOT_FOUND', `There is no command ${JSON.stringify(id)}.`);
};
