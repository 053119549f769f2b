/**
 * Message ids (TRN-090 to TRN-097) and routing headers (RTE-001 to RTE-008).
 * Pure: headers in, values out. Node has lower-cased the names already (TRN-011).
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface MessageIds {
  requestId: string;
  correlationId: string;
}

/** An id longer than this is nobody's id and would only fill logs; it is replaced like a missing one. */
const LONGEST_ID = 256;

const idFrom = (value: string | string[] | undefined): string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_ID ? value : randomUUID();

/** TRN-097: a missing id is made up, the request is not refused for it. */
export const messageIds = (headers: IncomingHttpHeaders): MessageIds => ({
  requestId: idFrom(headers['x-request-id']),
  correlationId: idFrom(headers['x-correlation-id']),
});

/** TRN-090, TRN-091, TRN-097: the answer repeats both, also when it is an error. */
export const idHeaders = (ids: MessageIds): Record<string, string> => ({
  'X-Request-ID': ids.requestId,
  'X-Correlation-ID': ids.correlationId,
});

/** A party as the routing headers name it, upper case (RTE-007). */
export interface PartyId {
  country_code: string;
  party_id: string;
}

export interface Routing {
  from: PartyId | undefined;
  to: PartyId | undefined;
  /** The header that is missing from a pair that came in half (RTE-003). */
  half: string | undefined;
}

/** CiStrings are printable ASCII (TYPE-002). Anything else is no id, and must not be echoed into a header. */
const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && /^[\x21-\x7e]{1,16}$/.test(value) ? value.toUpperCase() : undefined;

export function routingOf(headers: IncomingHttpHeaders): Routing {
  const routing: Routing = { from: undefined, to: undefined, half: undefined };
  for (const side of ['from', 'to'] as const) {
    const country_code = single(headers[`ocpi-${side}-country-code`]);
    const party_id = single(headers[`ocpi-${side}-party-id`]);
    if (country_code !== undefined && party_id !== undefined) routing[side] = { country_code, party_id };
    else if (country_code !== undefined) routing.half = `OCPI-${side}-party-id`;
    else if (party_id !== undefined) routing.half = `OCPI-${side}-country-code`;
  }
  return routing;
}

/** RTE-010: a request of one party to another, whoever carries it. */
export const requestRouting = (to: PartyId, from: PartyId): Record<string, string> => answerRouting(to, from);

/** RTE-004: who asked is now the TO, who answers is the FROM. */
export function answerRouting(
  requester: PartyId | undefined,
  answering: PartyId | undefined,
): Record<string, string> {
  return {
    ...(requester && {
      'OCPI-to-country-code': requester.country_code,
      'OCPI-to-party-id': requester.party_id,
    }),
    ...(answering && {
      'OCPI-from-country-code': answering.country_code,
      'OCPI-from-party-id': answering.party_id,
    }),
  };
}
