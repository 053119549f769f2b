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
import type { PartnerDirectory, PartnerSide, Receiver } from '../client/partners.js';
import type { Reply } from '../transport/envelope.js';
import { answerRouting, requestRouting } from '../transport/headers.js';
import type { MessageIds, PartyId } from '../transport/headers.js';
import { needsOperator, relayed, unanswered } from './relayed.js';

/** What is sent to a party, below its endpoint. */
export interface Message {
  method: Call['method'];
  path: readonly string[];
  query?: Readonly<Record<string, string>>;
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

/** Between whom, in which exchange. */
export interface Leg {
  from: PartyId;
  ids: MessageIds;
}

export interface RelayParts {
  client: PartnerClient;
  partners: PartnerDirectory;
  limits: RelayLimits;
  log: Logger;
}

export class Relay {
  constructor(private readonly parts: RelayParts) {}

  /** The receiver's answer for the requester, or a Refusal (E25 to E30) that says why there is none. */
  async forward(to: string, side: PartnerSide, message: Message, leg: Leg): Promise<Reply> {
    const receiver = await this.parts.partners.find(to, side, leg.ids);
    const reply = await this.send(receiver, message, leg);
    // The receiver has answered, so the answer is in its name, whether the requester named it or not (RTE-010).
    return { ...reply, headers: answerRouting(leg.from, receiver.party) };
  }

  /** The same to a receiver that was looked up before. */
  async send(receiver: Receiver, { method, path, query, body, wait }: Message, leg: Leg): Promise<Reply> {
    const { client, limits, log } = this.parts;
    let answer: PartnerAnswer;
    try {
      answer = await client.call({
        method,
        url: partnerUrl(receiver.url, path, query),
        key: receiver.key,
        ...(body === undefined ? {} : { body }),
        limit_ms: limits[wait],
        correlationId: leg.ids.correlationId,
        headers: requestRouting(receiver.party, leg.from),
      });
    } catch (error) {
      throw error instanceof CallFailure ? unanswered(error, receiver.ref) : error;
    }
    if (needsOperator(answer))
      log.error(
        { platformId: receiver.platformId, http: answer.http, correlationId: leg.ids.correlationId },
        'a partner does not take our token; register with it again',
      );
    return relayed(answer, receiver.ref);
  }
}
