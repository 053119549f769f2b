/** Who may decide about a CDR, and in which state (CDR-012). Pure. */
import { partyRef, unauthenticated } from '@chargesphere/chassis';
import { foldRef, Problem, type Caller } from '@chargesphere/schema';
import { cdrKind } from '../cdr.kind.js';
import type { CdrCheckRow } from './cdr-check.store.js';

export const REASON_MAX = 1_000;
export const DISPUTED_LINES_MAX = 20;

/** The one who decides, as it is kept: the party that pays, or the operator's name. Refuses everybody else. */
export const deciderOf = (
  { principal }: Caller,
  { ref, emsp }: Pick<CdrCheckRow, 'ref' | 'emsp'>,
): string => {
  switch (principal.kind) {
    case 'anonymous':
      throw unauthenticated();
    case 'operator':
    case 'system':
      return principal.name;
    case 'platform': {
      const roles = cdrKind.visibility.concerned?.['emsp'] ?? [];
      const pays = principal.roles.some(
        (role) => roles.includes(role.role) && foldRef(partyRef(role)) === emsp,
      );
      if (pays) return emsp;
      throw new Problem(
        'FORBIDDEN',
        `Only ${emsp}, which is to pay the CDR ${ref}, or an operator may decide about it.`,
      );
    }
    default:
      return principal satisfies never;
  }
};

/** One to a thousand characters, without blanks around them. */
export const reasonFrom = (text: string): string => {
  const reason = text.trim();
  if (reason !== '' && reason.length <= REASON_MAX) return reason;
  throw new Problem(
    'INVALID_INPUT',
    `Give a reason of 1 to ${REASON_MAX} characters; the other side reads it.`,
  );
};

const conflict = (sentence: string): Problem => new Problem('CONFLICT', sentence);

export const mayAccept = ({ ref, state, creditOf }: CdrCheckRow): void => {
  if (state === 'CREDITED')
    throw conflict(`The CDR ${ref} is taken back by a credit CDR; there is nothing to accept.`);
  if (state === 'WAITING')
    throw conflict(`The CDR ${ref} is not checked yet; wait for its check, or ask for it anew.`);
  if (creditOf !== '' && state !== 'ACCEPTED')
    throw conflict(
      `The credit CDR ${ref} does not take back its original as it should; its CPO sends one that does (CDR-022).`,
    );
};

export const mayDispute = ({ ref, state, creditOf }: CdrCheckRow): void => {
  if (creditOf !== '')
    throw conflict(`${ref} is a credit CDR: it gives money back; dispute the CDR it takes back instead.`);
  if (state === 'CREDITED')
    throw conflict(`The CDR ${ref} is taken back by a credit CDR; there is nothing to dispute.`);
  if (state === 'DISPUTED')
    throw conflict(`The CDR ${ref} is disputed already; accept it to end the dispute.`);
};
