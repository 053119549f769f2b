/**
 * What the answer to a delivery means for the record of it (RTE-029), and whether a CDR is worth another attempt.
 * Errors are for the operator and for nobody else (RTE-028). Pure.
 */
import { CallFailure } from '../client/call-failure.js';
import type { PartnerAnswer } from '../client/http.js';
import type { Outcome } from './delivery.operations.js';

export type Verdict = Pick<Outcome, 'status' | 'http' | 'ocpi' | 'reason'> & {
  /** No answer, or a failure of the receiver itself: the same may be accepted later. */
  isPassing: boolean;
};

export function verdictOf(answer: PartnerAnswer): Verdict {
  const { http, status_code: ocpi, status_message } = answer;
  const said = { http, ocpi };
  const words = status_message === undefined ? '' : `: ${status_message}`;
  if (http >= 200 && http <= 299) {
    if (ocpi === undefined)
      return {
        status: 'FAILED',
        http,
        reason: `HTTP ${http} without an OCPI envelope.`,
        isPassing: false,
      };
    if (ocpi < 2000) return { status: 'DELIVERED', ...said, isPassing: false };
    return { status: 'REFUSED', ...said, reason: `OCPI ${ocpi}${words}`, isPassing: ocpi >= 3000 };
  }
  return {
    status: 'REFUSED',
    ...said,
    reason: `HTTP ${http}${words}`,
    isPassing: http >= 500 || http === 429,
  };
}

/** There was no answer. A CallFailure says why; anything else is a fault of the hub's own. */
export function verdictOfError(error: unknown): Verdict {
  const reason = error instanceof Error ? error.message : String(error);
  return { status: 'FAILED', reason, isPassing: error instanceof CallFailure && error.kind !== 'address' };
}

/** Did the receiver let us wait, or not answer at all? Then it is asked one thing at a time until it answers. */
export const isSlow = (error: unknown): boolean =>
  error instanceof CallFailure && (error.kind === 'timeout' || error.kind === 'unreachable');
