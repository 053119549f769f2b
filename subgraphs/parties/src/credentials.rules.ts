/** How long tokens live, and what is wrong with what a partner or an operator gives us. Pure. */
import {
  Credentials,
  Problem,
  refusals,
  violationsOf,
  type Credentials as CredentialsDocument,
} from '@chargesphere/schema';
import type { InterfaceRole } from './endpoint.entity.js';

/** CRED-035: an invitation that nobody takes up ends by itself. */
export const INVITATION_DAYS = 7;
export const INVITATION_DAYS_MAX = 90;
/** CRED-048: how long the former token lives on after a PUT, for answers that were lost. */
export const GRACE_MS = 60_000;
/** How long token B of a handshake lives that is never finished nor failed, because the hub died in it. */
export const HANDSHAKE_MS = 10 * 60_000;

export const after = (instant: Date, span_ms: number): Date => new Date(instant.getTime() + span_ms);

/** The Credentials object, if it is one (E12). */
export const credentialsIn = (document: unknown): CredentialsDocument => {
  const wrong = refusals(violationsOf(Credentials, document));
  const [first] = wrong;
  if (first)
    throw new Problem(
      'INVALID_DOCUMENT',
      `The Credentials object cannot be accepted: ${first.message} Correct it and send it again.`,
      wrong,
    );
  return document as CredentialsDocument;
};

export interface DeclaredEndpoint {
  identifier: string;
  role: InterfaceRole;
  url: string;
}

/** One endpoint per module and side: of duplicates the first counts. Modules compare without case (VER-018). */
export const endpointsIn = <E extends DeclaredEndpoint>(endpoints: readonly E[]): E[] => {
  const seen = new Map<string, E>();
  for (const endpoint of endpoints) {
    const key = `${endpoint.identifier.toLowerCase()} ${endpoint.role}`;
    if (!seen.has(key)) seen.set(key, endpoint);
  }
  return [...seen.values()];
};

const PRINTABLE = /^[^\p{C}\u2028\u2029]+$/u;

export const nameIn = (name: string): string => {
  const trimmed = name.trim();
  if (trimmed.length <= 100 && PRINTABLE.test(trimmed)) return trimmed;
  throw new Problem(
    'INVALID_INPUT',
    'A platform needs a name of 1 to 100 printable characters; give it one.',
  );
};

export const versionsUrlIn = (url: string): string => {
  const given = url.trim();
  if (/^https?:\/\/\S+$/i.test(given) && URL.canParse(given)) return given;
  throw new Problem(
    'INVALID_INPUT',
    `${JSON.stringify(given)} is no versions URL; give the absolute https URL that your partner sent you.`,
  );
};

/** Longer than CRED-020's 64 characters on purpose: a partner's token is the partner's choice. */
export const partnerTokenIn = (token: string): string => {
  const given = token.trim();
  if (/^[\x21-\x7e]{1,255}$/.test(given)) return given;
  throw new Problem(
    'INVALID_INPUT',
    'The token is not printable ASCII without white space; paste the credentials token A that your partner sent you.',
  );
};

/** A sentence of bounded length for the operator. */
export const reasonIn = (reason: string): string => reason.trim().slice(0, 1000) || 'No reason was given.';
