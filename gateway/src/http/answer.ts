/**
 * The response to a GraphQL request: media type, status, caching and compression.
 *
 * Nothing is ever to be cached: answers differ by caller and by the second, and a copy on somebody's disk would hold
 * personal data. `Vary` says what they differ by to caches that do not listen.
 */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { answerTypeFor, encodingFor, GRAPHQL_MEDIA_TYPE, JSON_MEDIA_TYPE, type Encoding } from './media.js';
import type { MessageIds } from './message.ids.js';
import { Refusal } from './refusal.js';

export interface Answer {
  data?: unknown;
  errors?: readonly (GraphQLError | GraphQLFormattedError)[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

export interface AnswerRules {
  /** Answers from this length on are compressed for clients that accept it; Infinity never. */
  compressed_bytes: number;
}

/** Levels that cost about as much time as they save on a network; both run beside the event loop. */
const compress: Record<Encoding, (text: string) => Promise<Buffer>> = {
  br: (text) => brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text) => zip(text, { level: 5 }),
};
const brotli = promisify(brotliCompress);
const zip = promisify<string, { level: number }, Buffer>(gzip);

const VARY = 'accept, accept-encoding, authorization, cookie, origin';

/** A result of an operation, or why there is none. */
export const sendAnswer = async (
  answer: Answer,
  headers: IncomingHttpHeaders,
  response: ServerResponse,
  { compressed_bytes }: AnswerRules,
): Promise<void> => {
  const { errors, data } = answer;
  const type = answerTypeFor(headers.accept);
  const refusal = errors?.find((error) => error instanceof Refusal);
  for (const [name, value] of refusal?.headers ?? []) response.setHeader(name, value);
  response.setHeader('content-type', `${type ?? JSON_MEDIA_TYPE}; charset=utf-8`);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('vary', VARY);
  response.statusCode = refusal?.status ?? (data === undefined ? withoutData(errors, type) : 200);
  const text = textOf(answer);
  // A character is at least a byte: what is long enough in characters is in bytes.
  const encoding = text.length >= compressed_bytes ? encodingFor(headers['accept-encoding']) : undefined;
  if (!encoding) {
    response.setHeader('content-length', Buffer.byteLength(text));
    response.end(text);
    return;
  }
  const bytes = await compress[encoding](text);
  response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
};

const texts = new WeakMap<Answer, string>();

/** An answer may be given to several who asked the same. Errors first: whoever reads it sees them, however long the data is. */
const textOf = (answer: Answer): string => {
  const known = texts.get(answer);
  if (known !== undefined) return known;
  const { errors, data, extensions } = answer;
  const text = JSON.stringify({ errors, data, extensions });
  texts.set(answer, text);
  return text;
};

/** A request that could not be executed is the client's fault or ours; what that means depends on the media type. */
const withoutData = (errors: Answer['errors'], type: string | undefined): number => {
  const code = errors?.[0]?.extensions?.code;
  if (code === 'INTERNAL') return 500;
  if (code === 'UNAVAILABLE') return 503;
  if (code === 'TIMEOUT') return 504;
  return type === GRAPHQL_MEDIA_TYPE ? 400 : 200;
};

export const sendPage = (html: string, response: ServerResponse): void => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-length', Buffer.byteLength(html));
  response.end(html);
};

export const setMessageIds = (response: ServerResponse, { requestId, correlationId }: MessageIds): void => {
  response.setHeader('x-request-id', requestId);
  response.setHeader('x-correlation-id', correlationId);
};
