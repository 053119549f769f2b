/**
 * What a command goes through (requirements chapters 13 and 14): ordered, sent at most once, answered by the CPO,
 * ended by a result of the charge point or by time. Pure: the store gives the record and the clock.
 */
import { instantOf, isJsonObject, Problem, type JsonObject } from '@chargesphere/schema';
import type { CommandKind } from './command.kinds.js';

export const commandStatuses = [
  'REQUESTED',
  'SENT',
  'ACCEPTED',
  'REJECTED',
  'COMPLETED',
  'EXPIRED',
  'FAILED',
] as const;
export type CommandStatus = (typeof commandStatuses)[number];

/** Neither an answer nor the reason why there is none: who ordered it still waits, also when a result was faster. */
export const isUnanswered = (command: {
  status: CommandStatus;
  response: unknown;
  failure: unknown;
}): boolean => command.response === null && command.failure === null && command.status !== 'EXPIRED';

/** Time ends these. The others have ended, and their expiry only closes the URL for results. */
export const endsByTime: readonly CommandStatus[] = ['REQUESTED', 'SENT', 'ACCEPTED'];

/** All in milliseconds. */
export interface CommandLimits {
  /** How long whoever orders a command waits for its answer. */
  wait_ms: number;
  /** An order nobody took up for so long is void: a charge must not start an hour after it was asked for (TRN-104). */
  pickup_ms: number;
  /** How long a command without an answer may still have a result: it may have arrived all the same. */
  unanswered_ms: number;
  /** What is added to the CPO's `timeout` before a result is late (CMD-031). */
  margin_ms: number;
  /** What is added to the end of a reservation, which the CPO may take back until then (CMD-013, CMD-031). */
  reservationMargin_ms: number;
  /** How long commands can be read after they were asked for. */
  keep_ms: number;
}

export const usualLimits: CommandLimits = {
  wait_ms: 30_000,
  pickup_ms: 20_000,
  unanswered_ms: 300_000,
  margin_ms: 30_000,
  reservationMargin_ms: 300_000,
  keep_ms: 90 * 24 * 3_600_000,
};

/** The part of a command these rules are about. */
export interface CommandState {
  kind: CommandKind;
  status: CommandStatus;
  request: JsonObject;
  results: readonly { document: JsonObject }[];
  expiresAt: Date | null;
}

/** The answer of the party that was asked, read by the rules of its kind. */
export interface Verdict {
  /** Will a result follow? REJECTED and COMPLETED are final. */
  status: 'ACCEPTED' | 'REJECTED' | 'COMPLETED';
  /** Seconds within which a result comes. */
  timeout_s: number;
}

export interface Failure {
  /** The OCPI status that says best what went wrong: the receiver's own, or the hub's 4000 to 4003. */
  status: number;
  message: string;
}

export const after = (now: Date, span_ms: number): Date => new Date(now.getTime() + span_ms);
const later = (one: Date, other: Date): Date => (one > other ? one : other);
const isOver = ({ expiresAt }: CommandState, now: Date): boolean => expiresAt !== null && expiresAt <= now;

/** CMD-036: an order is taken up once and never again, whoever else has seen it and whatever becomes of it. */
export const requireUntaken = (command: CommandState, now: Date): void => {
  if (command.status === 'REQUESTED' && !isOver(command, now)) return;
  throw new Problem('CONFLICT', 'This command was taken up already or waited too long; leave it alone.');
};

/** A result may be faster than the answer it follows; then the answer changes no more than what is known of it. */
export const statusAfterAnswer = (command: CommandState, { status }: Verdict): CommandStatus => {
  if (command.status === 'SENT') return status;
  if (command.status === 'COMPLETED') return 'COMPLETED';
  throw new Problem('CONFLICT', `This command is ${command.status}, so it can have no answer any more.`);
};

/** A command that has its result cannot fail any more; then only the direct answer is missing. */
export const statusAfterFailure = (command: CommandState, wasSent: boolean): CommandStatus => {
  if (command.status === (wasSent ? 'SENT' : 'REQUESTED')) return 'FAILED';
  if (wasSent && command.status === 'COMPLETED') return 'COMPLETED';
  throw new Problem('CONFLICT', `This command is ${command.status} by now; leave it as it is.`);
};

/** CMD-031: until when results are taken. */
export const expiryAfterAnswer = (
  command: Pick<CommandState, 'kind' | 'request'>,
  { status, timeout_s }: Verdict,
  now: Date,
  limits: CommandLimits,
): Date => {
  if (status !== 'ACCEPTED') return now;
  const answered = after(now, Math.max(0, timeout_s) * 1000 + limits.margin_ms);
  const until = reservationEnd(command, limits);
  return until === undefined ? answered : later(answered, until);
};

/** A reservation that stands can be taken back until its end, also when its direct answer went missing (CMD-013). */
export const expiryAfterResult = (
  command: CommandState & { expiresAt: Date },
  { result }: { result: string },
  limits: CommandLimits,
): Date => {
  const until = result === 'ACCEPTED' ? reservationEnd(command, limits) : undefined;
  return until === undefined ? command.expiresAt : later(command.expiresAt, until);
};

const reservationEnd = (
  { kind, request }: Pick<CommandState, 'kind' | 'request'>,
  { reservationMargin_ms }: CommandLimits,
): Date | undefined => {
  const until = kind === 'RESERVE_NOW' ? instantOf(String(request['expiry_date'])) : undefined;
  return until === undefined ? undefined : new Date(until + reservationMargin_ms);
};

/**
 * After these nobody knows whether the command arrived: no answer in time, or a connection that broke. Between parties
 * also after an answer that only the hub cannot read, because its sender got it all the same.
 */
export const mayHaveArrived = ({ status }: Failure, { requester }: { requester: string | null }): boolean =>
  status === 4002 || status === 4003 || (status === 4000 && requester !== null);

/** More results than a reservation can have. */
const RESULTS_MAX = 20;

/** What to do with a result: take it, or nothing, because it is the one that is known. Throws when none is due. */
export const resultDue = (command: CommandState, document: JsonObject, now: Date): 'take' | 'known' => {
  const { kind, status, results } = command;
  if (status === 'REQUESTED' || status === 'REJECTED' || isOver(command, now)) throw noResultDue();
  const last = results.at(-1);
  if (!last) return 'take';
  if (isSame(last.document, document)) return 'known';
  // CMD-013, CMD-031: only a reservation has more to say after its first result.
  if (kind !== 'RESERVE_NOW' || results.length >= RESULTS_MAX) throw noResultDue();
  return 'take';
};

/** CMD-032: the same to strangers, to those who are late and to those who guess. */
export const noResultDue = (): Problem =>
  new Problem(
    'NOT_FOUND',
    'No result is expected at this URL: it is not yours, or it is too late, or the result is known already.',
  );

const isSame = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, i) => isSame(item, other[i]));
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]));
};

/** What became of a command whose time is over: never sent is a failure of ours, no result is nobody's. */
export const endedByTime = ({ status }: CommandState): { status: CommandStatus; failure: Failure | null } =>
  status === 'REQUESTED'
    ? {
        status: 'FAILED',
        failure: {
          status: 4000,
          message:
            'No part of the hub that speaks OCPI took this command up in time, so it was not sent. Order it again.',
        },
      }
    : { status: 'EXPIRED', failure: null };
