/**
 * No caller waits for ever: what takes longer than the limit is answered with TIMEOUT, and its work is given up. Of a
 * query no further step is begun, and requests to subgraphs in other processes are broken off; a statement under way in
 * this process ends by the time limit of the database. A mutation is carried out to its end: half of a change is worse
 * than a late one. A subscription that opens too late is closed.
 */
import { OperationTypeNode, type ExecutionResult } from 'graphql';
import { problemError } from './faults.js';
import type { GraphRequest } from './graph.request.js';

export const withinTime = async <T extends object>(
  work: Promise<T>,
  limit_ms: number,
  giveUp: () => void = () => undefined,
): Promise<T | ExecutionResult> => {
  let timer: NodeJS.Timeout | undefined;
  let isLate = false;
  const deadline = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => {
      isLate = true;
      resolve(tooLate(limit_ms));
      giveUp();
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

/** The same for what is done for a request; a mutation is not given up. */
export const requestWithinTime = <T extends object>(
  request: GraphRequest,
  kind: OperationTypeNode,
  work: (request: GraphRequest) => Promise<T>,
  limit_ms: number,
): Promise<T | ExecutionResult> =>
  withinTime(work(request), limit_ms, () => {
    if (kind === OperationTypeNode.QUERY) request.giveUp();
  });

/** What a source says of a step that nobody waits for. */
export const givenUp = (): ExecutionResult => ({
  errors: [problemError('TIMEOUT', 'The operation was given up, because it took too long.')],
});

const tooLate = (limit_ms: number): ExecutionResult => ({
  errors: [
    problemError(
      'TIMEOUT',
      `The operation took longer than ${limit_ms} ms and was given up; ask for less, or look whether a change was made before you repeat it.`,
    ),
  ],
});
