/** What an account may be. Pure. */
import { Problem, type PeopleRole } from '@chargesphere/schema';

export const NAME_MAX = 200;
const EMAIL_MAX = 254;

/** Enough to tell a slip of the pen; whether it exists only a mail can find out. */
const EMAIL = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/u;

/** As it is kept and compared. */
export const emailIn = (given: string): string => {
  const email = given.trim().normalize('NFC').toLowerCase();
  if (email.length <= EMAIL_MAX && EMAIL.test(email)) return email;
  throw new Problem('INVALID_INPUT', 'This is no e-mail address; write one such as anna@example.com.');
};

export const personNameIn = (given: string): string => {
  const name = given.trim();
  // Names go into mails: what could end a line of theirs is not part of one.
  if (name !== '' && name.length <= NAME_MAX && !/\p{Cc}/u.test(name)) return name;
  throw new Problem('INVALID_INPUT', `A name has 1 to ${NAME_MAX} characters and is one line.`);
};

/** Partners belong to a platform, and only they do. */
export const requireFit = (role: PeopleRole, platformId: string | null): void => {
  if (role === 'PARTNER' && platformId === null)
    throw new Problem(
      'INVALID_INPUT',
      'A partner sees the parties of its platform: say which, in platformId.',
    );
  if (role !== 'PARTNER' && platformId !== null)
    throw new Problem(
      'INVALID_INPUT',
      `Only partners belong to a platform; leave platformId out for ${role}.`,
    );
};

/** Folded refs, each once; null for all parties of the platform. */
export const partiesIn = (refs: readonly string[] | null | undefined): string[] | null => {
  if (!refs) return null;
  const folded = [...new Set(refs.map((ref) => ref.trim().toUpperCase()))];
  const odd = folded.find((ref) => !/^[A-Z]{2}\/[A-Z0-9]{3}$/.test(ref));
  if (odd !== undefined || folded.length === 0 || folded.length > 100)
    throw new Problem(
      'INVALID_INPUT',
      `Name 1 to 100 parties as NL/TNM, or leave them out for all of the platform${odd === undefined ? '' : `; "${odd}" is none`}.`,
    );
  return folded;
};
