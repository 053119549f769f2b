/**
 * No caller waits for ever: what takes longer than the limit is answered with TIMEOUT. The work itself cannot be
 * called back; subgraphs and the database have time limits of their own, and what comes too late is closed.
 */
import type { ExecutionResult } from 'graphql';
import { problemError } from './faults.js';

export const withinTime = async <T extends object>(
  work: Promise<T>,
  limit_ms: number,
): Promise<T | ExecutionResult> => {
  let timer: NodeJS.Timeout | undefined;
  let isLate = false;
  const deadline = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => {
      isLate = true;
      resolve(tooLate(limit_ms));
    }, limit_ms);
  });
  const closedWhenLate = work.then(async (result) => {
    if (isLate && 'return' in result && typeof result.return === 'function') await result.return();
    return result;
  });
  try {
    return await Promise.race([closedWhenLate, deadline]);
  } finally {
    clearTimeout(timer);
  }
};

const tooLate = (limit_ms: number): ExecutionResult => ({
  errors: [
    problemError(
      'TIMEOUT',
      `The operation took longer than ${limit_ms} ms and was given up; ask for less, or look whether a change was made before you repeat it.`,
    ),
  ],
});
