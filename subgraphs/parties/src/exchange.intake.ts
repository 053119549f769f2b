/** A leg as the adapter describes it, checked column by column before it goes into one statement with its neighbours. */
import { isJsonObject, Problem } from '@chargesphere/schema';
import {
  bodyStates,
  exchangeDirections,
  exchangeModes,
  exchangeStatusOf,
  instantOfId,
  isExchangeId,
} from './exchange.rules.js';
import { isPlatformId } from './platform.store.js';

/** Legs in one batch at the most. */
export const LEGS_MAX = 500;

/** One row of both tables. */
export type ExchangeRow = ReturnType<typeof rowOf>;

export const rowOf = (leg: unknown) => {
  if (!isJsonObject(leg)) throw wrong('it is no object');
  const text = (name: string): string => textIn(leg[name], name);
  const textOr = (name: string): string | null => (isNone(leg[name]) ? null : text(name));
  const count = (name: string): number | null => (isNone(leg[name]) ? null : numberIn(leg[name], name));
  const id = text('id');
  if (!isExchangeId(id)) throw wrong('id is no UUID of version 7');
  const platformId = textOr('platformId');
  if (platformId !== null && !isPlatformId(platformId)) throw wrong('platformId is no id');
  const replayOf = textOr('replayOf');
  if (replayOf !== null && !isExchangeId(replayOf)) throw wrong('replayOf is no id');
  const [http, ocpi] = [count('http'), count('ocpi')];
  const request = bodyIn(leg['request'], 'request');
  const response = bodyIn(leg['response'], 'response');
  const failure = isJsonObject(leg['failure']) ? leg['failure'] : undefined;
  return {
    at: instantOfId(id).toISOString(),
    id,
    duration_ms: numberIn(leg['duration_ms'], 'duration_ms'),
    direction: oneOf(exchangeDirections, leg['direction'], 'direction'),
    mode: oneOf(exchangeModes, leg['mode'], 'mode'),
    platform_id: platformId,
    from_party: textOr('from'),
    to_party: textOr('to'),
    module: textOr('module')?.toLowerCase() ?? null,
    method: text('method'),
    url: text('url'),
    is_url_masked: leg['isUrlMasked'] === true,
    http,
    ocpi,
    status: exchangeStatusOf(http, ocpi),
    failure_kind: failure ? textIn(failure['kind'], 'failure.kind') : null,
    failure: failure ? textIn(failure['message'], 'failure.message') : null,
    request_id: text('requestId'),
    correlation_id: text('correlationId'),
    cause: textOr('cause'),
    replay_of: replayOf,
    version: textOr('version'),
    request_bytes: request.bytes,
    response_bytes: response.bytes,
    violation_count: numberIn(leg['violationCount'], 'violationCount'),
    note: textOr('note'),
    request_headers: JSON.stringify(leg['requestHeaders'] ?? {}),
    response_headers: JSON.stringify(leg['responseHeaders'] ?? {}),
    request_state: request.state,
    request: request.text,
    response_state: response.state,
    response: response.text,
    violations: JSON.stringify(leg['violations'] ?? []),
  };
};

/** The values of a column between characters that none of them holds, for `string_to_array`. */
export const columnOf = (values: readonly (string | number | boolean | null)[]): string =>
  values.map((value) => value ?? '\u0002').join('\u0001');

/** What no text of a leg may hold: the first because PostgreSQL keeps none, the others for columnOf. */
const controls = ['\u0000', '\u0001', '\u0002'];

const bodyIn = (body: unknown, name: string) => {
  if (!isJsonObject(body)) throw wrong(`${name} is missing`);
  return {
    state: oneOf(bodyStates, body['state'], `${name}.state`),
    bytes: numberIn(body['bytes'], `${name}.bytes`),
    text: isNone(body['text']) ? null : textIn(body['text'], `${name}.text`),
  };
};

const isNone = (value: unknown): boolean => value === undefined || value === null;

const textIn = (value: unknown, name: string): string => {
  if (typeof value !== 'string') throw wrong(`${name} is no text`);
  // An empty column is no array of one empty text, and the controls stand between texts.
  if (value === '' || controls.some((control) => value.includes(control)))
    throw wrong(`${name} is no plain text`);
  return value;
};

/** An OCPI status may be any number a partner thought of; columns are integers. */
const numberIn = (value: unknown, name: string): number => {
  if (typeof value === 'number' && Number.isFinite(value))
    return name === 'duration_ms' ? value : whole(value);
  throw wrong(`${name} is no number`);
};
const whole = (value: number): number => Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1));

const oneOf = <Name extends string>(names: readonly Name[], value: unknown, what: string): Name => {
  const name = names.find((one) => one === value);
  if (name !== undefined) return name;
  throw wrong(`${what} is none of ${names.join(', ')}`);
};

const wrong = (what: string): Problem => new Problem('INVALID_INPUT', `A leg cannot be recorded: ${what}.`);
