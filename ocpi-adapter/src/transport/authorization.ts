/**
 * Reads and writes the Authorization header (TRN-002 to TRN-007).
 *
 * Partners of all ages send the credentials token Base64-encoded or as is, and nothing in the header tells which
 * (TRN-005). So a header gives a few candidate tokens; whichever the hub knows is the one that was meant.
 * Neither header nor candidates are ever logged (AMB-002).
 */
import { hash, timingSafeEqual } from 'node:crypto';

/** A token has at most 64 characters; Base64 of 64 four-byte characters stays below this. */
const LONGEST_HEADER = 512;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface Candidate {
  token: string;
  /** SHA-256 in hex: the only form in which tokens we accept are kept (TRN-006). */
  hash: string;
  /** A newline was taken off its end: good only for platforms that are put up with (TRN-007). */
  isTrimmed?: true;
}

const candidate = (token: string): Candidate => ({ token, hash: hash('sha256', token, 'hex') });

/** TRN-002: the literal `Token`, exactly one space, then the encoded token. Undefined for anything else. */
export function encodedToken(header: string | undefined): string | undefined {
  if (header === undefined || header.length > LONGEST_HEADER) return undefined;
  return /^Token ([^\s]+)$/i.exec(header)?.[1];
}

/**
 * TRN-006: the decoded form first, then the raw one. White space inside or after a decoded token stays
 * (TRN-007): a token is what its owner says it is, newline included. What it is without a newline at its end comes
 * last and marked, because some partners encode one with it (AMB-001).
 */
export function candidatesOf(encoded: string): Candidate[] {
  const decoded = decode(encoded);
  if (decoded === undefined) return [candidate(encoded)];
  const trimmed = decoded.replace(/\r?\n$/, '');
  return [
    candidate(decoded),
    candidate(encoded),
    ...(trimmed === decoded || trimmed === '' ? [] : [{ ...candidate(trimmed), isTrimmed: true as const }]),
  ];
}

function decode(encoded: string): string | undefined {
  if (!BASE64.test(encoded)) return undefined;
  try {
    const decoded = utf8.decode(Buffer.from(encoded, 'base64'));
    return decoded === '' ? undefined : decoded;
  } catch {
    return undefined; // not UTF-8, so no token was encoded here: only the raw form can be meant
  }
}

/** Equality of two hashes that tells an observer nothing by its duration (TRN-006). */
export const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The header for our own requests: Base64 unless this partner wants the token as is (TRN-003 to TRN-005). */
export const authorization = (token: string, base64Token: boolean): string =>
  `Token ${base64Token ? Buffer.from(token, 'utf8').toString('base64') : token}`;
