/**
 * The one client that calls partners (architecture, Safety): address policy, time limits, size limit, no redirects,
 * connections pooled by undici's Agent, one Agent per adapter. It reads what others send tolerantly (TRN-064).
 */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@chargesphere/schema';
import { isJsonObject } from '@chargesphere/schema';
import type { ExchangeLeg, LegAbout, LegRecorder } from '../exchanges/exchange-leg.js';
import type { CallGuard } from '../health/circuits.js';
import { plainStyle, type CallStyle, type CallStyles } from '../protection/call-styles.js';
import { authorization } from '../transport/authorization.js';
import { idHeaders } from '../transport/headers.js';
import type { AddressPolicy } from './address.js';
import { allowedUrl } from './address.js';
import { Agents } from './agents.js';
import { CallFailure } from './call-failure.js';
import type { AnswerHeaders } from './round-trip.js';
import { RoundTrip } from './round-trip.js';
import { styled } from './styled.js';

export interface ClientLimits {
  connect_ms: number;
  call_ms: number;
  answerBytes: number;
}

/** How a partner wants to be addressed: its token, and whether Base64-encoded (TRN-003 to TRN-005). */
export interface PartnerKey {
  token: string;
  base64Token: boolean;
}

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  key: PartnerKey;
  /**
   * What was joined to an endpoint of the partner to make the URL, which may then be ended as the partner wants it; left
   * out where the partner gave the URL itself.
   */
  path?: readonly string[];
  /** A text is JSON already and is sent as it is, so that nothing in it changes on the way (RTE-061). */
  body?: JsonObject | string;
  /** Time limit for the whole call, when it is not the usual one. */
  limit_ms?: number;
  /** Shared by all legs of one chain of messages (TRN-094). */
  correlationId?: string;
  /** Routing headers, for functional modules. */
  headers?: Readonly<Record<string, string>>;
  /** For the record of exchanges: whom it concerns, and which inbound leg it serves (HUB-064). */
  about?: LegAbout;
}

export interface PartnerAnswer {
  http: number;
  /** The envelope; undefined where the body was none. */
  status_code: number | undefined;
  status_message: string | undefined;
  data: unknown;
  /** Names in lower case (TRN-011). */
  headers: Readonly<Record<string, string>>;
}

export class PartnerClient {
  private readonly agents: Agents;
  private readonly underWay = new Set<RoundTrip>();
  private isClosing = false;

  constructor(
    private readonly policy: AddressPolicy,
    private readonly limits: ClientLimits,
    private readonly exchanges?: LegRecorder,
    private readonly guard?: CallGuard,
    private readonly styles?: Pick<CallStyles, 'of'>,
  ) {
    this.agents = new Agents(policy, limits);
  }

  /** The partner's answer with whatever HTTP status it has; a CallFailure when there is none to read. */
  async call(call: Call): Promise<PartnerAnswer> {
    this.guard?.check(call.about); // no leg: nothing is sent
    const { platformId, module } = call.about ?? {};
    const style = platformId === undefined ? plainStyle : ((await this.styles?.of(platformId)) ?? plainStyle);
    const text = typeof call.body === 'object' ? JSON.stringify(call.body) : call.body;
    const joined = call.path && { module, path: call.path };
    const { url, body, note } = styled({ url: call.url, body: text, joined }, style);
    const leg = outboundLeg({ ...call, url }, body);
    if (note !== undefined) leg.note = note;
    const started = performance.now();
    try {
      return await this.send(call, body, leg, style);
    } catch (error) {
      if (error instanceof CallFailure) leg.failure = { kind: error.kind, sentence: error.message };
      throw error;
    } finally {
      leg.duration_ms = performance.now() - started;
      this.exchanges?.record(leg);
    }
  }

  private async send(
    { method, key, about, limit_ms = this.limits.call_ms }: Call,
    body: string | undefined,
    leg: ExchangeLeg,
    style: CallStyle,
  ): Promise<PartnerAnswer> {
    const target = allowedUrl(leg.url, this.policy);
    if (this.isClosing) throw stopped();
    let headers: Record<string, string> = {};
    const trip = new RoundTrip((http, told) => {
      headers = headersIn(told);
      leg.http = http;
      leg.responseHeaders = [headers];
    });
    const timer = setTimeout(() => {
      trip.stop(new CallFailure('timeout', `${target.host} did not answer within ${limit_ms} ms.`));
    }, limit_ms);
    this.underWay.add(trip);
    try {
      const text = await trip.send(this.agents.of(about?.platformId, style), {
        origin: target.origin,
        path: target.pathname + target.search,
        method,
        headers: { authorization: authorization(key.token, key.base64Token), ...leg.requestHeaders },
        ...(body === undefined ? {} : { body }),
      });
      const answer = answerIn(leg.http ?? 0, text, headers);
      leg.ocpi = answer.status_code;
      leg.response = { text, isJson: answer.status_code !== undefined };
      return answer;
    } catch (error) {
      throw failureOf(error, target);
    } finally {
      clearTimeout(timer);
      this.underWay.delete(trip);
    }
  }

  /** Ends running calls and drops the connections. */
  async close(): Promise<void> {
    this.isClosing = true;
    for (const trip of this.underWay) trip.stop(stopped());
    await this.agents.close();
  }
}

const stopped = () => new CallFailure('stopped', 'The hub is stopping.');

/** Everything of a leg but its answer. The headers are those that are sent, without the token. */
function outboundLeg(
  { method, url, correlationId, headers, about }: Call,
  text: string | undefined,
): ExchangeLeg {
  const ids = { requestId: randomUUID(), correlationId: correlationId ?? randomUUID() };
  return {
    direction: 'OUT',
    mode: 'HUB',
    ...about,
    started_ms: Date.now(),
    duration_ms: 0,
    ids,
    method,
    url,
    requestHeaders: {
      accept: 'application/json',
      ...idHeaders(ids),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    responseHeaders: [],
    request: { text, isJson: true },
    response: {},
  };
}

/** A partner's words go into our sentences and logs; a longer message says nothing more. */
const LONGEST_MESSAGE = 200;

/** Tolerant: a missing or broken envelope leaves its parts undefined; the caller decides what it can do without. */
export function answerIn(
  http: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): PartnerAnswer {
  const body = jsonIn(text);
  const envelope = isJsonObject(body) ? body : {};
  const { status_code, status_message, data } = envelope;
  return {
    http,
    status_code: typeof status_code === 'number' ? status_code : undefined,
    status_message: typeof status_message === 'string' ? status_message.slice(0, LONGEST_MESSAGE) : undefined,
    data,
    headers,
  };
}

function headersIn(headers: AnswerHeaders): Record<string, string> {
  const told: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) told[name] = typeof value === 'string' ? value : value.join(', ');
  return told;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // not JSON is an answer too: the HTTP status may be all we need
  }
}

function failureOf(error: unknown, { host }: URL): CallFailure {
  if (error instanceof CallFailure) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
    ? new CallFailure('rubbish', `${host} answered with more than this hub reads.`)
    : new CallFailure('unreachable', `${host} cannot be reached: ${code ?? message}.`);
}
