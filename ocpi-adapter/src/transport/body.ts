/**
 * Reads a request body: bounded in size and time, as JSON, refused with a sentence when it is not (E01, E12).
 *
 * Besides the syntax three things are refused here that no OCPI document holds and that no store can keep:
 * characters outside Unicode, the character U+0000 (TYPE-002, TYPE-003), and nesting without end.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '@chargesphere/schema';
import { isJsonObject } from '@chargesphere/schema';
import { Refusal } from './status.js';

export interface BodyLimits {
  bodyBytes: number;
  /** How long a body may take from first to last byte (TRN-106). */
  body_ms: number;
}

/** The partner hung up before its body was complete: there is nobody left to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** Real objects nest fewer than a dozen levels. */
const DEEPEST = 64;
/** How many times the limit is read away, because many clients read no answer before they have sent everything. */
const DRAINED_BODIES = 32;
const CLOSE = { Connection: 'close' };

/** A body that is to be passed on: as it came, and as the object it is. */
export interface Payload {
  text: string;
  value: JsonObject;
}

/** What was read of a body, whatever became of it: for the record of exchanges (HUB-064). */
export interface Heard {
  text?: string | undefined;
  bytes?: number | undefined;
  isJson?: boolean;
}

/** The body, which has to be there. */
export async function readDocument(
  req: IncomingMessage,
  limits: BodyLimits,
  heard: Heard = {},
): Promise<Payload> {
  return payloadIn(await readBytes(req, limits), heard);
}

/** The body to be passed on; undefined when there is none, which a few requests allow (TOK-038). */
export async function readPayload(
  req: IncomingMessage,
  limits: BodyLimits,
  heard: Heard = {},
): Promise<Payload | undefined> {
  const bytes = await readBytes(req, limits);
  return bytes.length === 0 ? undefined : payloadIn(bytes, heard);
}

/** Pure part: bytes to object, or the refusal that says why not. */
export const objectIn = (bytes: Buffer): JsonObject => payloadIn(bytes, {}).value;

function payloadIn(bytes: Buffer, heard: Heard): Payload {
  heard.bytes = bytes.length;
  const text = textOf(bytes);
  heard.text = text;
  const value = parse(text);
  heard.isJson = true;
  if (!isJsonObject(value)) throw new Refusal('E12', 'The body must be one JSON object.');
  return { text, value };
}

function textOf(bytes: Buffer): string {
  if (bytes.length === 0) throw new Refusal('E01', 'The body is empty; send the object as JSON.');
  if (!isUtf8(bytes))
    throw new Refusal('E01', 'The body is not UTF-8; send it as uncompressed JSON in UTF-8.');
  if (depthOf(bytes) > DEEPEST) throw new Refusal('E12', `The body nests deeper than ${DEEPEST} levels.`);
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text; // a byte order mark is noise, not content
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('E01', `The body is not JSON: ${(error as SyntaxError).message}.`);
  }
  // Only an escape can smuggle such a character past the UTF-8 check, so almost no body is walked.
  if (text.includes('\\u') && /\\u(0000|d[89a-f])/i.test(text) && holdsUnstorable(value))
    throw new Refusal(
      'E12',
      'The body holds U+0000 or half a surrogate pair; OCPI strings are printable text.',
    );
  return value;
}

function holdsUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => holdsUnstorable(key) || holdsUnstorable(inner));
}

/** The deepest nesting of brackets outside strings, in one pass over the bytes. */
function depthOf(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (inString) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return deepest;
}

const tooSlow = ({ body_ms }: BodyLimits) =>
  new Refusal('TRN-106 time', `The body took longer than ${body_ms} ms; send it again.`, CLOSE);

export function readBytes(req: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const tooLarge = (headers?: Record<string, string>) =>
      new Refusal('TRN-106 size', `The body is larger than ${limits.bodyBytes} bytes; send less.`, headers);
    const settle = (error?: Error) => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      if (error) reject(error);
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limits.bodyBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        if (size > limits.bodyBytes * DRAINED_BODIES) settle(tooLarge(CLOSE));
      }
    };
    const onEnd = () => settle(size > limits.bodyBytes ? tooLarge() : undefined);
    const onClose = () =>
      settle(new ClientGone('The client closed the connection before its body was complete.'));
    const onSlow = () => settle(size > limits.bodyBytes ? tooLarge(CLOSE) : tooSlow(limits));
    const timer = setTimeout(onSlow, limits.body_ms);

    if (req.destroyed) return onClose();
    if (Number(req.headers['content-length']) > limits.bodyBytes * DRAINED_BODIES)
      return settle(tooLarge(CLOSE));
    req.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
