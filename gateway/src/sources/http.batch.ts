/**
 * The fetches of one request that are ready at the same moment, sent to a subgraph together: steps of a plan that
 * stand side by side. Each gets its own result; the subgraph answers them in one context, as it would in this process.
 *
 * Only for queries, and only for subgraphs that are known to take lists.
 */
import type { ExecutionResult } from 'graphql';

/** Sends these bodies, and gives as many results, in their order. */
export type SendTogether<R> = (bodies: readonly string[], request: R) => Promise<readonly ExecutionResult[]>;

interface Waiting {
  bodies: string[];
  results: Promise<readonly ExecutionResult[]>;
}

/** What is asked until the current tick's promises run is one batch. */
export class FetchBatches<R extends object> {
  readonly #waiting = new WeakMap<R, Waiting>();

  constructor(private readonly send: SendTogether<R>) {}

  async add(body: string, request: R): Promise<ExecutionResult> {
    let waiting = this.#waiting.get(request);
    if (!waiting) {
      const bodies: string[] = [];
      // Steps side by side begin in one go, so one turn of the microtasks has them all.
      const results = Promise.resolve().then(() => {
        this.#waiting.delete(request);
        return this.send(bodies, request);
      });
      waiting = { bodies, results };
      this.#waiting.set(request, waiting);
    }
    const at = waiting.bodies.push(body) - 1;
    return (await waiting.results)[at] ?? { errors: [] };
  }
}
