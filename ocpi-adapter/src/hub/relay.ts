/**
 * Carries a request of one party to another and its answer back, while the requester waits (HUB-061): at most once
 * (HUB-060), with a request id of its own and the correlation id of the request (TRN-093, TRN-094), TO and FROM of
 * the end parties (RTE-010), and the body as it came (RTE-061).
 */
import type { JsonObject } from '@chargesphere/schema';
import type { Logger } from 'pino';
import { CallFailure } from '../client/call-failure.js';
import type { Call, PartnerAnswer, PartnerClient } from '../client/http.js';
import { partnerUrl } from '../client/partner-url.js';
import type { Receiver } from '../client/partners.js';
import type { Reply } from '../transport/envelope.js';
import { answerRouting, requestRouting } from '../transport/headers.js';
import type { MessageIds, PartyId } from '../transport/headers.js';
import type { Place } from '../protection/places.js';
import type { Mode } from './mode.js';
import { needsOperator, relayed, unanswered } from './relayed.js';

/** What is sent to a party, below its endpoint. */
export interface Message {
  method: Call['method'];
  path: readonly string[];
  query?: Readonly<Record<string, string>> | URLSearchParams;
  /** Text is sent as it came. */
  body?: JsonObject | string;
  /** Which time limit there is for the answer: somebody waits at a charger for an authorization (TOK-036). */
  wait: keyof RelayLimits;
}

/** TRN-106: milliseconds for an answer as a whole. */
export interface RelayLimits {
  forward_ms: number;
  authorize_ms: number;
}

/** From whom, in which exchange. The ids are those of the request that is carried on. */
export interface Leg {
  from: PartyId;
  ids: MessageIds;
  mode: Mode;
  /** Of the platform that waits, which may let only so many requests wait (HUB-063); the hub's own orders have none. */
  place?: Place | undefined;
}

/** What came back: as the requester gets it, and with the headers it had. */
export interface Carried {
  reply: Reply;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The URL that was called. */
  url: string;
}

export interface RelayParts {
  client: PartnerClient;
  limits: RelayLimits;
  log: Logger;
}

export class Relay {
  constructor(private readonly parts: RelayParts) {}

  /** The receiver's answer, or a Refusal (E27, E28, E30) that says why there is none. */
  async send(receiver: Receiver, message: Message, leg: Leg): Promise<Carried> {
    return this.call(receiver, partnerUrl(receiver.url, message.path, message.query), message, leg);
  }

  /** The same with a URL that the receiver itself has given out. */
  async call(
    receiver: Receiver,
    url: string,
    { method, body, wait, path }: Pick<Message, 'method' | 'body' | 'wait'> & Partial<Pick<Message, 'path'>>,
    leg: Leg,
  ): Promise<Carried> {
    const { limits, log } = this.parts;
    const { platformId, module, party, key } = receiver;
    const { from, ids, mode, place } = leg;
    const request: Call = {
      method,
      url,
      key,
      ...(path && { path }),
      ...(body === undefined ? {} : { body }),
      limit_ms: limits[wait],
      correlationId: ids.correlationId,
      headers: requestRouting(party, from),
      about: { platformId, module, mode, from, to: party, cause: ids.requestId },
    };
    const attempt = () => this.attempt(receiver.ref, request);
    const answer = await (place ? place.forwarding(attempt) : attempt());
    if (needsOperator(answer))
      log.error(
        { platformId, http: answer.http, correlationId: ids.correlationId },
        'a partner does not take our token; register with it again',
      );
    // The receiver has answered, so the answer is in its name, whether the requester named it or not (RTE-010).
    const reply = { ...relayed(answer, receiver.ref), headers: answerRouting(from, party) };
    return { reply, headers: answer.headers, url };
  }

  /** HUB-060: whether a push that failed has arrived, nobody knows; a GET may be tried once more. */
  private async attempt(
    receiver: string,
    call: Call,
    triesLeft = call.method === 'GET' ? 1 : 0,
  ): Promise<PartnerAnswer> {
    try {
      return await this.parts.client.call(call);
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      if (error.kind === 'unreachable' && triesLeft > 0) return this.attempt(receiver, call, triesLeft - 1);
      throw unanswered(error, receiver);
    }
  }
}
