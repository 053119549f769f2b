/**
 * Follows `platformChanged`: every change empties the caches, an order to connect starts a handshake. A lost
 * subscription is opened again for ever, because without it an ended token would live until its cache entry dies.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { Connections } from './client/connections.js';
import type { GraphClient } from './graph.js';
import { operation, problemIn } from './graph.js';

interface PlatformChange {
  result: { platformId: string; kind: string };
}
const PlatformChanged = operation<PlatformChange>(`
  subscription PlatformChanged { result: platformChanged { platformId kind } }
`);

type Changes = AsyncIterator<ExecutionResult<PlatformChange>>;

/** How long to wait before following again: soon at first, then calmly. */
const RETRY_MS = [100, 1_000, 5_000, 15_000];

/** Longer than any handshake may take. */
const RECHECK_MS = 60_000;

export class Follower {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly graph: GraphClient,
    private readonly log: Logger,
    private readonly changed: (platformId?: string) => void,
    private readonly connections: Connections,
  ) {}

  /** Resolves once changes are followed and every waiting order has been started. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.running = this.followForever(resolve).finally(resolve);
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async followForever(following: () => void): Promise<void> {
    const { signal } = this.stopping;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        const ids = { requestId: randomUUID(), correlationId: randomUUID() };
        await this.follow(await this.graph.follow(PlatformChanged, ids), () => {
          attempt = 0;
          following();
        });
      } catch (error) {
        this.log.warn({ err: error }, 'following platform changes failed; trying again');
      }
      const wait_ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];
      await pause(wait_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Looks at what waits after subscribing, so that nothing falls between the two. */
  private async follow(changes: Changes, following: () => void): Promise<void> {
    const recheck = setTimeout(() => this.recheck(), RECHECK_MS);
    try {
      this.changed(); // whatever happened while nobody followed is unknown
      await this.connections.carryOut();
      following();
      for (;;) {
        const step = await this.nextOrStop(changes);
        if (step === undefined || step.done) return;
        const { data, errors } = step.value;
        if (errors && errors.length > 0) throw problemIn(errors, PlatformChanged.name);
        if (!data) continue;
        this.changed(data.result.platformId);
        if (data.result.kind === 'CONNECT_REQUESTED') await this.connections.carryOut();
      }
    } finally {
      clearTimeout(recheck);
      // Not awaited: a source that only looks up when it has an event would hold us for ever.
      changes
        .return?.()
        .catch((error: unknown) => this.log.debug({ err: error }, 'closing a subscription failed'));
    }
  }

  /** An order that another node had taken up is free again when that node has died over it; no event says so. */
  private recheck(): void {
    this.connections.carryOut().catch((error: unknown) => {
      this.log.warn({ err: error }, 'looking for waiting connections failed');
    });
  }

  private nextOrStop(changes: Changes): Promise<IteratorResult<ExecutionResult<PlatformChange>> | undefined> {
    const { signal } = this.stopping;
    return new Promise((resolve, reject) => {
      const stop = () => resolve(undefined);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      changes
        .next()
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  }
}
