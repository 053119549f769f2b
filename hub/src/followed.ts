/**
 * Follows a subscription of the graph for as long as the hub runs: what breaks is opened again, soon at first, then
 * calmly. For parts of the hub that work on what others have stored.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway, LiveResults } from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import type { DocumentNode, ExecutionResult } from 'graphql';

/** Wait before a lost subscription is opened again. */
const RETRY_MS = [100, 1_000, 5_000, 15_000];

export interface Following {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  /** For the log: `could not follow …`. */
  what: string;
  /** Called after the subscription is open, each time. */
  opened?(): void;
  /** Called for each event; must not throw. */
  heard(data: Record<string, unknown>): void;
}

export const failureIn = ({ errors }: ExecutionResult): Error =>
  errors?.[0] ?? new Error('The graph answered without saying what is wrong.');

export class Follower {
  readonly #stopping = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly gateway: Pick<Gateway, 'subscribe'>,
    private readonly caller: () => Caller,
    private readonly log: Logger,
  ) {}

  start(following: Following): void {
    this.#ended = this.#followForever(following);
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #followForever(following: Following): Promise<void> {
    const { signal } = this.#stopping;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.#follow(following, () => (attempt = 0));
      } catch (error) {
        if (signal.aborted) return;
        this.log.warn({ err: error }, `could not follow ${following.what}; trying again`);
      }
      const wait_ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];
      await pause(wait_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  async #follow({ document, variables, opened, heard }: Following, isOpen: () => void): Promise<void> {
    const caller = this.caller();
    const results = await this.gateway.subscribe({ document, ...(variables && { variables }), caller });
    if (!('next' in results)) throw failureIn(results);
    try {
      opened?.();
      isOpen();
      for (;;) {
        const event = await this.#nextOrStop(results);
        if (event === undefined || event.done) return;
        if (event.value.errors) throw failureIn(event.value);
        heard(event.value.data ?? {});
      }
    } finally {
      // Not awaited: a source that only looks up when it has an event would hold us for ever.
      results.return(undefined).catch((error: unknown) => {
        this.log.debug({ err: error }, 'closing a subscription failed');
      });
    }
  }

  #nextOrStop(events: LiveResults): Promise<IteratorResult<ExecutionResult> | undefined> {
    const { signal } = this.#stopping;
    return new Promise((resolve, reject) => {
      const stop = () => resolve(undefined);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      events
        .next()
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  }
}
