/**
 * Message ids, as OCPI has them (TRN-090, TRN-091) and as is good practice anywhere: taken from the request, made
 * when it has none, repeated in the response, written to every log line.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface MessageIds {
  requestId: string;
  correlationId: string;
}

/** Ids end up in logs and in other systems: printable ASCII without spaces, and not a novel. */
const FIT = /^[\x21-\x7e]{1,128}$/;

export const messageIdsOf = (headers: IncomingHttpHeaders): MessageIds => {
  const requestId = fit(headers['x-request-id']) ?? randomUUID();
  return { requestId, correlationId: fit(headers['x-correlation-id']) ?? requestId };
};

const fit = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && FIT.test(value) ? value : undefined;
