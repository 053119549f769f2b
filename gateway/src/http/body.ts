/**
 * The body of a request as JSON: bounded while it arrives, in bytes and in time, and strict about its encoding.
 */
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Throws a Refusal. */
export const readJson = async (
  request: IncomingMessage,
  { body_bytes, body_ms }: { body_bytes: number; body_ms: number },
): Promise<unknown> => {
  checkHeaders(request, body_bytes);
  const bytes = await readBytes(request, body_bytes, body_ms);
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    throw new Refusal(400, 'INVALID_INPUT', 'The body is not valid UTF-8; encode it as UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      400,
      'INVALID_INPUT',
      `The body is not JSON (${why}); send {"query": "…", "variables": {…}}.`,
    );
  }
};

const checkHeaders = ({ headers }: IncomingMessage, limit_bytes: number): void => {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
  if (type.toLowerCase() !== 'application/json')
    throw new Refusal(415, 'INVALID_INPUT', 'Send the operation as "Content-Type: application/json".');
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter))?.slice('charset='.length);
  if (charset && !/^"?(utf-?8|us-ascii)"?$/i.test(charset))
    throw new Refusal(
      415,
      'INVALID_INPUT',
      `The charset ${charset} is not read here; encode the body as UTF-8.`,
    );
  const encoding = headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    throw new Refusal(
      415,
      'INVALID_INPUT',
      `The content encoding ${encoding} is not read here; send the body as it is.`,
    );
  if (Number(headers['content-length']) > limit_bytes) throw tooLarge(limit_bytes);
};

const readBytes = (request: IncomingMessage, limit_bytes: number, limit_ms: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    if (request.readableEnded)
      throw new Error(
        'The body was read before it came here: route to the gateway ahead of any body parser.',
      );
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (refusal: Refusal) => {
      clearTimeout(timer);
      // What still comes is read and thrown away, so that the client can finish and see the answer.
      chunks.length = 0;
      size = Infinity;
      reject(refusal);
    };
    const timer = setTimeout(
      () => refuse(new Refusal(408, 'TIMEOUT', `The body took longer than ${limit_ms} ms; send it at once.`)),
      limit_ms,
    );
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit_bytes) chunks.push(chunk);
      else if (size !== Infinity) refuse(tooLarge(limit_bytes));
    });
    request.on('end', () => {
      clearTimeout(timer);
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.on('close', () => {
      if (!request.readableEnded)
        refuse(new Refusal(400, 'INVALID_INPUT', 'The body broke off; send it whole.'));
    });
  });

const tooLarge = (limit_bytes: number): Refusal =>
  new Refusal(
    413,
    'INVALID_INPUT',
    `The body is larger than ${limit_bytes} bytes; send less in one operation.`,
  );
