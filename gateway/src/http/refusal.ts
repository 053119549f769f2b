/**
 * A request that is turned away before anything is executed: a GraphQL error that also knows the HTTP status, and
 * maybe headers, of the response it is sent in. Over WebSocket the status is of no use and stays out of what is sent.
 */
import type { ProblemCode } from '@chargesphere/schema';
import { GraphQLError } from 'graphql';

/** Codes for what only the gateway refuses, beside those every part of the hub has. */
export const gatewayCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  /** Deeper, wider or costlier than the limits allow. */
  'OPERATION_TOO_LARGE',
  /** More than one may spend in a minute; `retryAfter` says in how many seconds there is more. */
  'RATE_LIMITED',
  /** A hash nobody has sent the text of. Clients of automatic persisted queries know the code and send the text. */
  'PERSISTED_QUERY_NOT_FOUND',
  /** Only listed operations are executed here, and this is none. */
  'OPERATION_NOT_LISTED',
] as const;
export type GatewayCode = (typeof gatewayCodes)[number];

export class Refusal extends GraphQLError {
  constructor(
    readonly status: number,
    code: ProblemCode | GatewayCode,
    message: string,
    readonly headers: readonly (readonly [string, string])[] = [],
  ) {
    super(message, { extensions: { code } });
  }
}
