/** Keeps a number of requests under way until the time is over, and counts what was answered. */
import type { Round } from '../report.rules.js';

export interface Stretch {
  seconds: number;
}

/** `one` makes a request of that lane and resolves when it is answered; the first failure ends the stretch. */
export const runLanes = async (
  lanes: number,
  { seconds }: Stretch,
  one: (lane: number) => Promise<unknown>,
): Promise<Round> => {
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  const run = async (lane: number): Promise<void> => {
    while (performance.now() < until) {
      await one(lane);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
  return { done, elapsed_ms: performance.now() - began };
};
