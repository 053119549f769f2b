/** What PostgreSQL's errors mean for whoever asked or wrote. */
import { Problem } from '@chargesphere/schema';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Deadlock or serialisation failure: the same statement may well succeed at once. */
const TRANSIENT = new Set(['40P01', '40001']);

/** Text, numbers and times PostgreSQL cannot hold, and documents too deep or too wide for it. */
const UNSTORABLE = new Set([
  '22P02', // no JSON it knows: half a surrogate pair
  '22P05', // a NUL character
  '22021',
  '22003',
  '22007',
  '22008',
  '54000',
  '54001', // nested deeper than its stack
]);

/** No connection, or a server that is going down, coming up, full or only a copy. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  '08003',
  '08006',
  '25006', // read only: a replica, while another takes over
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '57014', // took longer than a statement may
  '57P01',
  '57P02',
  '57P03',
]);

/** What `pg` says in words only. */
const AWAY_IN_WORDS =
  /Connection terminated|timeout exceeded|not queryable|pool after calling end|Client was closed/i;

export const withOneRetry = async <T>(attempt: () => Promise<T>): Promise<T> => {
  try {
    return await attempt();
  } catch (error) {
    if (!TRANSIENT.has(codeOf(error))) throw error;
    return await attempt();
  }
};

/** Did the database itself not answer? Then trying each document alone would only wait longer. */
export const isAway = (error: unknown): boolean =>
  AWAY.has(codeOf(error)) || (error instanceof Error && AWAY_IN_WORDS.test(error.message));

/** The error to tell who writes; unknown ones are passed on as they are. */
export const refusalOf = (error: unknown): Error => {
  // A RangeError is JSON.stringify running out of stack on a document nested thousands deep.
  if (UNSTORABLE.has(codeOf(error)) || error instanceof RangeError)
    return new Problem(
      'INVALID_DOCUMENT',
      'The document cannot be stored: it holds a NUL character, half a surrogate pair, a time or number out of range, or lists within lists too deep. Remove it and send the document again.',
    );
  return absenceOf(error);
};

/** The error to tell who reads. */
export const noAnswerOf = (error: unknown): Error =>
  UNSTORABLE.has(codeOf(error))
    ? new Problem(
        'INVALID_INPUT',
        'The request holds a NUL character, half a surrogate pair, or a time or number out of range; correct it and ask again.',
      )
    : absenceOf(error);

const absenceOf = (error: unknown): Error => {
  if (error instanceof Problem) return error;
  if (isAway(error))
    return new Problem(
      'UNAVAILABLE',
      'The database does not answer at the moment; send this again in a few seconds.',
    );
  return error instanceof Error ? error : new Error(String(error));
};
