/** An answered request of a partner as a leg (HUB-064). Called for every request: it copies references and no more. */
import type { IncomingMessage } from 'node:http';
import { Problem } from '@chargesphere/schema';
import type { Heard } from '../transport/body.js';
import type { Reply } from '../transport/envelope.js';
import type { MessageIds, PartyId } from '../transport/headers.js';
import type { ExchangeLeg, HeaderBag, LegMode } from './exchange-leg.js';

/** What the wire has found out about a request by the time it is answered. */
export interface Answered {
  req: IncomingMessage;
  method: string;
  ids: MessageIds;
  module: string | undefined;
  platformId: string | undefined;
  mode: LegMode;
  from: PartyId | undefined;
  to: PartyId | undefined;
  heard: Heard;
  always: HeaderBag;
  /** Why it was refused, if it was. */
  error: unknown;
  duration_ms: number;
}

/** Without a reply the partner hung up before it could be answered; `text` is the body of the answer. */
export function inboundLeg(
  answered: Answered,
  reply: Reply | undefined,
  text: string | undefined,
): ExchangeLeg {
  const { req, error, heard, always, duration_ms, platformId, module, from, to, ...asked } = answered;
  return {
    direction: 'IN',
    mode: asked.mode,
    ids: asked.ids,
    method: asked.method,
    url: req.url ?? '/',
    started_ms: Date.now() - duration_ms,
    duration_ms,
    ...(platformId !== undefined && { platformId }),
    ...(module !== undefined && { module }),
    ...(from && { from }),
    ...(to && { to }),
    http: reply?.http,
    ocpi: reply?.ocpi,
    failure: text === undefined ? GONE : undefined,
    ...(error instanceof Problem && error.violations.length > 0 && { violations: error.violations }),
    requestHeaders: req.headers,
    responseHeaders: [always, reply?.headers],
    request: heard,
    response: { text, isJson: true },
  };
}

const GONE: ExchangeLeg['failure'] = {
  kind: 'client gone',
  sentence: 'The partner closed the connection before it was answered.',
};
