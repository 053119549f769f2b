/**
 * The caller across processes: a short-lived header signed with a key derived from the hub's secret, so that a
 * subgraph reached directly, past gateway and adapter, knows nobody.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Problem, type Caller } from '@chargesphere/schema';

export const CALLER_HEADER = 'x-hub-caller';

/** Long enough for clocks that differ and for a slow hop, short enough that a leaked header is soon useless. */
const LIFETIME_MS = 60_000;

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
      const body = Buffer.from(JSON.stringify({ ...caller, expires: now() + LIFETIME_MS })).toString(
        'base64url',
      );
      return `${body}.${mac(body).toString('base64url')}`;
    },
    verify(header) {
      const [body = '', signature = ''] = header?.split('.') ?? [];
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refusal();
      const { expires, ...caller } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Caller & {
        expires: number;
      };
      if (expires < now()) throw refusal();
      return caller;
    },
  };
};

const refusal = (): Problem =>
  new Problem(
    'UNAUTHENTICATED',
    'This subgraph answers its own gateway only; send the operation to the gateway.',
  );
