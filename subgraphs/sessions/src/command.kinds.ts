/**
 * The kinds of commands, and how the answers to each are read: by the tables of OCPI, which refuse what cannot be
 * understood. One table, so that a new kind is one row.
 */
import { accepted } from '@chargesphere/chassis';
import {
  ActiveChargingProfileResult,
  AuthorizationInfo,
  ChargingPreferencesResponse,
  ChargingProfileResponse,
  ChargingProfileResult,
  ClearProfileResult,
  CommandResponse,
  CommandResult,
  isJsonObject,
  Problem,
  type JsonObject,
  type ObjectTable,
} from '@chargesphere/schema';
import type { Verdict } from './command.rules.js';

interface KindFacts {
  /** How the data of the direct answer is read. */
  answer: (data: unknown) => Answer;
  /** What is posted to the response_url; absent where the direct answer is all there is. */
  result?: ObjectTable;
}

export interface Answer extends Verdict {
  /** As it came; what is no object on the wire is put into one as `result`. */
  document: JsonObject;
}

const DONE = { status: 'COMPLETED', timeout_s: 0 } as const;

/** CMD-001, CHP-001: the answer is about the CPO; a result follows only after ACCEPTED (CMD-002). */
const asynchronous =
  (table: ObjectTable) =>
  (data: unknown): Answer => {
    const document = accepted<JsonObject & { result: string; timeout: number }>(table, objectIn(table, data));
    const status = document.result === 'ACCEPTED' ? 'ACCEPTED' : 'REJECTED';
    return { status, timeout_s: document.timeout, document };
  };

/** E20: a token that is blocked or expired is an answer, not a refusal to give one. */
const authorization = (data: unknown): Answer => ({
  ...DONE,
  document: accepted<JsonObject>(AuthorizationInfo, objectIn(AuthorizationInfo, data)),
});

/** SES-053: the bare string. */
const preferences = (data: unknown): Answer => {
  const known: readonly unknown[] = ChargingPreferencesResponse.values;
  if (!known.includes(data))
    throw new Problem(
      'INVALID_DOCUMENT',
      `The answer to charging preferences has to be one of ${known.join(', ')}.`,
    );
  const status = data === 'ACCEPTED' ? 'COMPLETED' : 'REJECTED';
  return { status, timeout_s: 0, document: { result: data as string } };
};

const objectIn = ({ name }: ObjectTable, data: unknown): JsonObject => {
  if (isJsonObject(data)) return data;
  throw new Problem('INVALID_DOCUMENT', `The answer has to be a ${name}.`);
};

const command: KindFacts = { answer: asynchronous(CommandResponse), result: CommandResult };
const profile = (result: ObjectTable): KindFacts => ({
  answer: asynchronous(ChargingProfileResponse),
  result,
});

const kinds = {
  START_SESSION: command,
  STOP_SESSION: command,
  RESERVE_NOW: command,
  CANCEL_RESERVATION: command,
  UNLOCK_CONNECTOR: command,
  SET_CHARGING_PROFILE: profile(ChargingProfileResult),
  CLEAR_CHARGING_PROFILE: profile(ClearProfileResult),
  GET_ACTIVE_CHARGING_PROFILE: profile(ActiveChargingProfileResult),
  SET_CHARGING_PREFERENCES: { answer: preferences },
  AUTHORIZE_TOKEN: { answer: authorization },
  // CMD-017: the list of commands is open, and what the hub does not know it can carry all the same.
  OTHER: command,
} as const satisfies Record<string, KindFacts>;

export type CommandKind = keyof typeof kinds;
export const commandKinds = Object.keys(kinds) as CommandKind[];

const factsOf = (kind: CommandKind): KindFacts => kinds[kind];

export const answerOf = (kind: CommandKind, data: unknown): Answer => factsOf(kind).answer(data);

/** Does a result come later, to a URL of its own? */
export const hasResult = (kind: CommandKind): boolean => factsOf(kind).result !== undefined;

/** A posted result, fit to be kept; INVALID_DOCUMENT says what is wrong with it. */
export const resultOf = (kind: CommandKind, data: JsonObject): JsonObject & { result: string } => {
  const table = factsOf(kind).result;
  if (!table) throw new Problem('NOT_FOUND', `A command ${kind} has no results.`);
  return accepted(table, data);
};
