/**
 * The table of every answer that is not a plain success: requirements chapter 2.3, row for row (STA-020).
 *
 * This file is the single place where HTTP and OCPI codes are decided. Everything else names a row; nobody else
 * writes a status number. Rows E01–E34 carry the catalogue's numbers; the few below them come from a rule of
 * another chapter and carry that rule's name.
 */
import type { Problem } from '@chargesphere/schema';

/** The code for "there is no such object" is the only one that depends on the module (E06, E17). */
type OcpiCode = number | 'unknown object';

export interface StatusRow {
  readonly http: number;
  readonly ocpi: OcpiCode;
  /** The case in our own words, for readers and for the OpenAPI pages. */
  readonly when: string;
  /** What HTTP wants beside the status (RFC 9110: a challenge with 401, Allow with 405). */
  readonly headers?: Readonly<Record<string, string>>;
}

const challenge = { 'WWW-Authenticate': 'Token realm="OCPI"' };

export const statusTable = {
  E01: { http: 400, ocpi: 2001, when: 'the body is not JSON' },
  E02: { http: 401, ocpi: 2000, when: 'Authorization is missing or unknown', headers: challenge },
  E03: {
    http: 401,
    ocpi: 2000,
    when: 'a token A is used outside versions and credentials',
    headers: challenge,
  },
  E04: { http: 404, ocpi: 2000, when: 'the path is unknown' },
  E05: { http: 405, ocpi: 2000, when: 'the method is not offered on the endpoint' },
  E06: { http: 404, ocpi: 'unknown object', when: 'GET of an object that does not exist' },
  E07: {
    http: 405,
    ocpi: 2000,
    when: 'POST credentials by a registered platform',
    headers: { Allow: 'GET, PUT, DELETE' },
  },
  E08: {
    http: 405,
    ocpi: 2000,
    when: 'PUT or DELETE credentials by a platform that is not registered',
    headers: { Allow: 'GET, POST' },
  },
  E09: { http: 200, ocpi: 3001, when: 'calling back during the handshake fails' },
  E10: { http: 200, ocpi: 3002, when: 'the version is not shared' },
  E11: { http: 200, ocpi: 3003, when: 'the other side lacks endpoints that are needed' },
  E12: {
    http: 200,
    ocpi: 2001,
    when: 'a field is missing, mistyped, an over-long key or not in a closed enum',
  },
  E13: { http: 200, ocpi: 2001, when: 'PATCH without last_updated' },
  E14: { http: 200, ocpi: 2001, when: 'the id in the URL differs from the body' },
  E15: { http: 404, ocpi: 2001, when: 'country and party in the URL are not the caller’s' },
  E16: { http: 200, ocpi: 2001, when: 'country and party in the body differ from the URL' },
  E17: {
    http: 404,
    ocpi: 'unknown object',
    when: 'PATCH, DELETE or PUT below an object that does not exist',
  },
  E18: { http: 404, ocpi: 2004, when: 'authorize: unknown token' },
  E19: { http: 200, ocpi: 2002, when: 'authorize: a location is needed' },
  E20: { http: 200, ocpi: 1000, when: 'authorize: the token is blocked or expired, told in data.allowed' },
  E21: { http: 200, ocpi: 2003, when: 'command for an unknown location' },
  E22: { http: 200, ocpi: 1000, when: 'command for an unknown session, told in data.result' },
  E23: { http: 404, ocpi: 2001, when: 'charging preferences on an EVSE without the capability' },
  E24: { http: 200, ocpi: 2001, when: 'routing headers are missing, or FROM may not ask this' },
  E25: { http: 200, ocpi: 4001, when: 'the TO party is unknown or hidden' },
  E26: { http: 200, ocpi: 4003, when: 'the TO party is known but not connected' },
  E27: { http: 200, ocpi: 4003, when: 'the receiver cannot be reached' },
  E28: { http: 200, ocpi: 4002, when: 'the receiver does not answer in time' },
  E29: { http: 200, ocpi: 4000, when: 'the receiver has no endpoint for the module and role' },
  E30: { http: 200, ocpi: 4000, when: 'the receiver refuses the hub or answers rubbish' },
  E31: { http: 200, ocpi: 4001, when: 'open routing finds no destination' },
  E32: { http: 200, ocpi: 2001, when: 'broadcast of data that is not for everybody' },
  E33: { http: 200, ocpi: 4000, when: 'the message cannot be translated for the receiver' },
  E34: { http: 200, ocpi: 3000, when: 'the hub failed' },

  'TRN-049': { http: 200, ocpi: 2001, when: 'paging parameters are invalid' },
  'CMD-035': { http: 200, ocpi: 2001, when: 'the token in a command is of another party than its sender' },
  'RTE-063': { http: 200, ocpi: 2001, when: 'the response_url is not on a host of its sender’s platform' },
  'SES-054': { http: 404, ocpi: 2001, when: 'charging preferences for a session that is not the eMSP’s' },
  'RTE-035': { http: 200, ocpi: 2001, when: 'an id without owner fits several objects' },
  'HUB-044': { http: 200, ocpi: 4000, when: 'the message goes round in circles between hubs' },
  'CRED-011': { http: 200, ocpi: 2001, when: 'a role of the registration belongs to another platform' },
  'HUB-063 rate': { http: 429, ocpi: 4000, when: 'the platform sends more requests than its tier allows' },
  'HUB-063 requests': {
    http: 429,
    ocpi: 4000,
    when: 'as many requests of the platform are being answered as its tier allows',
  },
  'HUB-063 forwards': {
    http: 429,
    ocpi: 4000,
    when: 'as many requests of the platform wait for other parties as its tier allows',
  },
  'HUB-063 guessing': { http: 429, ocpi: 4000, when: 'too many unknown tokens came from the address' },
  'HUB-063 full': { http: 429, ocpi: 3000, when: 'the hub is answering as many requests as it can' },
  'TRN-106 size': { http: 413, ocpi: 2000, when: 'the body is larger than the hub reads' },
  'TRN-106 time': { http: 408, ocpi: 2000, when: 'the body does not arrive in time' },
} as const satisfies Record<string, StatusRow>;

export type Row = keyof typeof statusTable;

/** Where it happened: what the table needs besides the kind of problem. */
export interface Situation {
  /** OCPI module id; undefined where no module was reached. */
  module: string | undefined;
  method: string;
  /** A list was asked for, so there is no owner in the URL. */
  list?: boolean;
}

export interface Status {
  http: number;
  ocpi: number;
  headers: Readonly<Record<string, string>>;
}

/** The row as it is answered, with the module's own code for "unknown object". */
export function statusOf(row: Row, module: string | undefined): Status {
  const { http, ocpi, headers = {} }: StatusRow = statusTable[row];
  return { http, ocpi: ocpi === 'unknown object' ? unknownObject(module) : ocpi, headers };
}

function unknownObject(module: string | undefined): number {
  if (module === 'locations') return 2003;
  return module === 'tokens' ? 2004 : 2001;
}

/** Problem code × module × situation → row. Problems are what the graph knows; rows are what the wire says. */
export function rowOf(problem: Problem, at: Situation): Row {
  switch (problem.code) {
    case 'UNAUTHENTICATED':
      return 'E02';
    case 'FORBIDDEN':
      if (at.module === 'credentials') return 'CRED-011';
      return at.list ? 'E24' : 'E15';
    case 'NOT_FOUND':
      return at.method === 'GET' ? 'E06' : 'E17';
    case 'INVALID_DOCUMENT':
    case 'INVALID_INPUT':
      return 'E12';
    case 'CONFLICT':
      return at.module === 'credentials' ? 'CRED-011' : 'E12';
    case 'ALREADY_REGISTERED':
      return 'E07';
    case 'NOT_REGISTERED':
      return 'E08';
    case 'UNAVAILABLE':
    case 'TIMEOUT':
    case 'INTERNAL':
      return 'E34';
    default:
      return problem.code satisfies never;
  }
}

/** Thrown anywhere below the transport: which row, and one sentence that says what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly row: Row,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
