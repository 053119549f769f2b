/** What PostgreSQL's errors mean for whoever wrote. */
import { Problem } from '@chargesphere/schema';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Deadlock or serialisation failure: the same statement may well succeed at once. */
const TRANSIENT = new Set(['40P01', '40001']);
/** JSON or text PostgreSQL cannot hold (NUL, lone surrogates), and times outside its calendar. */
const UNSTORABLE = new Set(['22P02', '22P05', '22007', '22008', '22021', '22003']);
/** No connection, or the server is going down or coming up. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '53300',
  '57014',
]);

export const withOneRetry = async <T>(attempt: () => Promise<T>): Promise<T> => {
  try {
    return await attempt();
  } catch (error) {
    if (!TRANSIENT.has(codeOf(error))) throw error;
    return await attempt();
  }
};

/** Did the database itself not answer? Then trying each row alone would only wait longer. */
export const isAway = (error: unknown): boolean =>
  AWAY.has(codeOf(error)) ||
  (error instanceof Error && /Connection terminated|timeout exceeded/i.test(error.message));

/** The error to tell the caller; unknown ones are passed on as they are. */
export const refusalOf = (error: unknown): Error => {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  if (UNSTORABLE.has(code))
    return new Problem(
      'INVALID_DOCUMENT',
      'The document holds text or a time that cannot be stored (a NUL character, half a surrogate pair, or a date out of range); remove it and send the document again.',
    );
  if (isAway(error))
    return new Problem(
      'UNAVAILABLE',
      'The database does not answer at the moment; send this again in a few seconds.',
    );
  return error instanceof Error ? error : new Error(String(error));
};
