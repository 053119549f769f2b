/**
 * The body of a request as JSON: bounded while it arrives, strict about its encoding. Refusals are GraphQL errors
 * that carry their HTTP status, the way Apollo Server reads them.
 */
import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { ProblemCode } from '@chargesphere/schema';
import { problemError } from '../execution/faults.js';

/** A GraphQL error that sets the status, and maybe headers, of the response it is sent in. */
export const httpError = (
  status: number,
  code: ProblemCode,
  message: string,
  headers: readonly [string, string][] = [],
): GraphQLError => problemError(code, message, { http: { status, headers: new HeaderMap(headers) } });

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Throws what httpError makes. */
export const readJson = async (request: IncomingMessage, limit_bytes: number): Promise<unknown> => {
  checkHeaders(request, limit_bytes);
  const bytes = await readBytes(request, limit_bytes);
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    throw httpError(400, 'INVALID_INPUT', 'The body is not valid UTF-8; encode it as UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw httpError(
      400,
      'INVALID_INPUT',
      `The body is not JSON (${why}); send {"query": "…", "variables": {…}}.`,
    );
  }
};

const checkHeaders = ({ headers }: IncomingMessage, limit_bytes: number): void => {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
  if (type.toLowerCase() !== 'application/json')
    throw httpError(415, 'INVALID_INPUT', 'Send the operation as "Content-Type: application/json".');
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter))?.slice('charset='.length);
  if (charset && !/^"?(utf-?8|us-ascii)"?$/i.test(charset))
    throw httpError(
      415,
      'INVALID_INPUT',
      `The charset ${charset} is not read here; encode the body as UTF-8.`,
    );
  const encoding = headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    throw httpError(
      415,
      'INVALID_INPUT',
      `The content encoding ${encoding} is not read here; send the body as it is.`,
    );
  if (Number(headers['content-length']) > limit_bytes) throw tooLarge(limit_bytes);
};

const readBytes = (request: IncomingMessage, limit_bytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    if (request.readableEnded)
      throw new Error(
        'The body was read before it came here: route to the gateway ahead of any body parser.',
      );
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit_bytes) return chunks.push(chunk);
      // What still comes is read and thrown away, so that the client can finish and see the answer.
      chunks.length = 0;
      return reject(tooLarge(limit_bytes));
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.readableEnded)
        reject(httpError(400, 'INVALID_INPUT', 'The body broke off; send it whole.'));
    });
  });

const tooLarge = (limit_bytes: number): GraphQLError =>
  httpError(
    413,
    'INVALID_INPUT',
    `The body is larger than ${limit_bytes} bytes; send less in one operation.`,
  );
