/**
 * Follows something on the graph, for ever: a lost subscription is opened again, because without it an ended token
 * would live until its cache entry dies, and orders would wait for the next start.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { GraphClient, Operation } from './graph.js';
import { problemIn } from './graph.js';

/** What is followed, and what to do about it. */
export interface Followed<Event> {
  subscription: Operation<{ result: Event }, Record<string, never>>;
  /** A subscription is open. Whatever happened while nobody followed is unknown, so look at everything. */
  onOpen(): Promise<void>;
  onEvent(event: Event): Promise<void>;
  /** A minute after opening: for what becomes due without an event. */
  onLater?(): Promise<void>;
}

type Events<Event> = AsyncIterator<ExecutionResult<{ result: Event }>>;

/** How long to wait before following again: soon at first, then calmly. */
const RETRY_MS = [100, 1_000, 5_000, 15_000];

/** Longer than any handshake may take. */
const RECHECK_MS = 60_000;

export class Follower<Event> {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly graph: GraphClient,
    private readonly log: Logger,
    private readonly followed: Followed<Event>,
  ) {}

  /** Resolves once events are followed and everything that waited has been started. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.running = this.followForever(resolve).finally(resolve);
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private get name(): string {
    return this.followed.subscription.name;
  }

  private async followForever(following: () => void): Promise<void> {
    const { signal } = this.stopping;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        const ids = { requestId: randomUUID(), correlationId: randomUUID() };
        await this.follow(await this.graph.follow(this.followed.subscription, ids), () => {
          attempt = 0;
          following();
        });
      } catch (error) {
        this.log.warn({ err: error, subscription: this.name }, 'following the graph failed; trying again');
      }
      const wait_ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];
      await pause(wait_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Looks at what waits after subscribing, so that nothing falls between the two. */
  private async follow(events: Events<Event>, following: () => void): Promise<void> {
    const recheck = setTimeout(() => this.recheck(), RECHECK_MS);
    try {
      await this.followed.onOpen();
      following();
      for (;;) {
        const step = await this.nextOrStop(events);
        if (step === undefined || step.done) return;
        const { data, errors } = step.value;
        if (errors && errors.length > 0) throw problemIn(errors, this.name);
        if (data) await this.followed.onEvent(data.result);
      }
    } finally {
      clearTimeout(recheck);
      // Not awaited: a source that only looks up when it has an event would hold us for ever.
      events
        .return?.()
        .catch((error: unknown) => this.log.debug({ err: error }, 'closing a subscription failed'));
    }
  }

  private recheck(): void {
    this.followed.onLater?.().catch((error: unknown) => {
      this.log.warn({ err: error, subscription: this.name }, 'looking for what waits failed');
    });
  }

  private nextOrStop(
    events: Events<Event>,
  ): Promise<IteratorResult<ExecutionResult<{ result: Event }>> | undefined> {
    const { signal } = this.stopping;
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
