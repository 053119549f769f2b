/**
 * The caller across processes: a short-lived header signed with a key derived from the hub's secret, so that a
 * subgraph reached directly, past gateway and adapter, knows nobody.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Problem, type Caller } from '@chargesphere/schema';

export const CALLER_HEADER = 'x-hub-caller';

/** Long enough for clocks that differ and for a slow hop, short enough that a leaked header is soon useless. */
const LIFETIME_MS = 60_000;

/**
 * A caller of whom agreements say much is some ten kilobytes (see Reach): the refs in it shrink to a third. What is
 * larger than a subgraph reads of headers is refused where it is signed, with a sentence, and not there with HTTP 431.
 */
const COMPRESSED_FROM = 2048;
export const CALLER_MAX = 96 * 1024;
/** What a subgraph reads of headers: the caller, and the few others of our own gateway. */
export const HEADERS_MAX = CALLER_MAX + 16 * 1024;

/** Base64 of JSON begins with `e`, so a body that begins with this is a compressed one. */
const COMPRESSED = '~';

const keyFor = (secret: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'chargesphere caller', 32));

export interface CallerSignature {
  sign(caller: Caller): string;
  /** Throws UNAUTHENTICATED for anything but a fresh signature of this hub. */
  verify(header: string | undefined): Caller;
}

export const callerSignature = (secret: Buffer, now: () => number = Date.now): CallerSignature => {
  const key = keyFor(secret);
  const mac = (body: string) => createHmac('sha256', key).update(body).digest();
  return {
    sign(caller) {
      const body = written({ ...caller, expires: now() + LIFETIME_MS });
      if (body.length > CALLER_MAX) throw tooLarge(caller);
      return `${body}.${mac(body).toString('base64url')}`;
    },
    verify(header) {
      const [body = '', signature = ''] = header?.split('.') ?? [];
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refusal();
      const { expires, ...caller } = read(body);
      if (expires < now()) throw refusal();
      return caller;
    },
  };
};

type Signed = Caller & { expires: number };

const written = (signed: Signed): string => {
  const json = Buffer.from(JSON.stringify(signed));
  return json.length < COMPRESSED_FROM
    ? json.toString('base64url')
    : COMPRESSED + deflateRawSync(json).toString('base64url');
};

/** Only of a body whose signature is good, so nobody can have us inflate what they like. */
const read = (body: string): Signed => {
  const json = body.startsWith(COMPRESSED)
    ? inflateRawSync(Buffer.from(body.slice(1), 'base64url'))
    : Buffer.from(body, 'base64url');
  return JSON.parse(json.toString()) as Signed;
};

const tooLarge = ({ principal }: Caller): Problem =>
  new Problem(
    'UNAVAILABLE',
    `There is more agreed for ${'platformId' in principal ? `platform ${principal.platformId}` : principal.kind} than travels between the parts of this hub; run it in one process, or agree on all modules instead of some.`,
  );

const refusal = (): Problem =>
  new Problem(
    'UNAUTHENTICATED',
    'This subgraph answers its own gateway only; send the operation to the gateway.',
  );
