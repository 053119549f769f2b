/**
 * The status_message of an error: one or two sentences for the person on the other side who has to mend it.
 */
import type { Violation } from '@chargesphere/schema';
import { Problem } from '@chargesphere/schema';
import type { MessageIds } from './headers.js';
import { Refusal } from './status.js';

/** The first few violations are enough to start mending; the rest is only counted. */
const SHOWN = 3;
/** A message longer than this is a document, not a sentence. */
const LONGEST = 600;

export function sentenceOf(error: unknown, { requestId }: MessageIds): string {
  return plainSentence(error, requestId).slice(0, LONGEST);
}

function plainSentence(error: unknown, requestId: string): string {
  if (error instanceof Refusal) return error.message;
  if (!(error instanceof Problem)) return ourFault(requestId);
  switch (error.code) {
    // What went wrong inside is for the hub's log, not for a partner.
    case 'INTERNAL':
      return ourFault(requestId);
    case 'UNAVAILABLE':
    case 'TIMEOUT':
      return 'The hub cannot answer at the moment; nothing may have been stored, so send it again later.';
    default:
      return error.violations.length > 0 ? violationsSentence(error.violations) : error.message;
  }
}

const ourFault = (requestId: string): string =>
  `The hub failed to answer; try again, and give the operator the X-Request-ID ${requestId} if it happens again.`;

/** Pointer and cure of each; refusing violations first, because recorded ones stop nothing. */
export function violationsSentence(violations: readonly Violation[]): string {
  const refusing = violations.filter(({ severity }) => severity === 'refuse');
  const all = refusing.length > 0 ? refusing : violations;
  const shown = all.slice(0, SHOWN).map(({ pointer, message }) => `${pointer || 'The body'}: ${message}`);
  const more = all.length - shown.length;
  return more > 0 ? `${shown.join(' ')} And ${more} more.` : shown.join(' ');
}
