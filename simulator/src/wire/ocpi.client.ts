/**
 * The one way out of a platform: an OCPI request over a pool of its own, recorded with its answer.
 * HTTP and OCPI errors are answers, not exceptions; only a missing answer throws.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { authorizationOf } from './credentials-token.js';
import { readEnvelope, type Envelope } from './envelope.js';
import type { Journal, Sent } from './journal.js';

export interface CallResult {
  http: number;
  /** Absent when the body was not an OCPI envelope (TRN-064). */
  envelope: Envelope | undefined;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/** HTTP 2xx and a status of the 1xxx range. */
export const isSuccess = ({ http, envelope }: CallResult): boolean =>
  http >= 200 && http < 300 && envelope !== undefined && Math.trunc(envelope.status_code / 1000) === 1;

/** No answer at all: refused, cut off or too slow. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Outgoing {
  module: string;
  method: string;
  url: string;
  token: string;
  body?: unknown;
  headers?: Record<string, string>;
  timeout_ms?: number;
}

const lowerCase = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

export class OcpiClient {
  private readonly agent = new Agent({ keepAliveTimeout: 4_000, connections: 16 });

  constructor(
    private readonly journal: Journal,
    private readonly usualTimeout_ms: number,
  ) {}

  async send({ module, method, url, token, body, headers = {}, timeout_ms }: Outgoing): Promise<CallResult> {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const all: Record<string, string> = {
      Authorization: authorizationOf(token),
      'X-Request-ID': randomUUID(),
      'X-Correlation-ID': randomUUID(),
      ...(text !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const entry: Sent = { at: new Date().toISOString(), method, url, module, headers: all, body };
    this.journal.addSent(entry);
    try {
      const limit = timeout_ms ?? this.usualTimeout_ms;
      const response = await request(url, {
        method: method as 'GET',
        headers: all,
        body: text ?? null,
        dispatcher: this.agent,
        signal: AbortSignal.timeout(limit),
      });
      const answer = await response.body.text();
      const result = {
        http: response.statusCode,
        envelope: readEnvelope(answer),
        headers: lowerCase(response.headers),
        text: answer,
      };
      entry.answer = { http: result.http, envelope: result.envelope, headers: result.headers };
      return result;
    } catch (error) {
      entry.failure = error instanceof Error ? error.message : String(error);
      throw new NoAnswer(`${method} ${url} got no answer: ${entry.failure}.`, { cause: error });
    }
  }

  /** Cuts what is under way. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}
