/**
 * The OCPI response envelope (TRN-060) and the one place that writes a response.
 * Every answer has it, also HTTP errors (TRN-021, TRN-063); it is printed once, as one string.
 */
import type { ServerResponse } from 'node:http';
import { PrintedDocument } from '@chargesphere/schema';

/** What a module answers: data only where the module says what it holds (TRN-062). */
export interface Reply {
  http: number;
  ocpi: number;
  data?: unknown;
  message?: string;
  headers?: Readonly<Record<string, string>>;
}

export const success = (data?: unknown, headers?: Reply['headers']): Reply => ({
  http: 200,
  ocpi: 1000,
  ...(data === undefined ? {} : { data }),
  ...(headers === undefined ? {} : { headers }),
});

/** STA-004: 201 when the push created the object, 200 when it was there before. */
export const stored = (outcome: string): Reply => ({ http: outcome === 'CREATED' ? 201 : 200, ocpi: 1000 });

export function envelopeOf({ data, ocpi, message }: Reply, now: Date): string {
  const rest = JSON.stringify({
    status_code: ocpi,
    status_message: message,
    timestamp: now.toISOString(),
  });
  return data === undefined ? rest : `{"data":${textOf(data)},${rest.slice(1)}`;
}

/** Documents that came as text, alone or as a list, are told as they are: printing them would take parsing them first. */
function textOf(data: unknown): string {
  if (data instanceof PrintedDocument) return data.text;
  if (Array.isArray(data) && data.some((item) => item instanceof PrintedDocument))
    return `[${data.map(textOf).join(',')}]`;
  return JSON.stringify(data);
}

/** Writes the reply with the headers every answer carries. A partner that hung up is no error. Returns the body. */
export function write(
  res: ServerResponse,
  reply: Reply,
  always: Readonly<Record<string, string>>,
): string | undefined {
  if (res.headersSent || res.destroyed) return undefined;
  const text = envelopeOf(reply, new Date());
  res.writeHead(reply.http, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    ...always,
    ...reply.headers,
  });
  res.end(text);
  return text;
}
