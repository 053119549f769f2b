/**
 * Records what became of deliveries, many at a time and off the way of sending. What cannot be recorded is tried again:
 * an outcome that is lost would have its delivery sent once more by the next node.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { GraphClient } from '../graph.js';
import { SettleDeliveries } from './delivery.operations.js';
import type { Outcome } from './delivery.operations.js';

/** How long the first outcome waits for company. */
const GATHER_MS = 20;
/** In one write at the most, as many as the graph takes. */
const BATCH_MAX = 500;
const RETRY_MS = 1_000;
/** Nothing more is taken up while so many are waiting to be recorded. */
const WAITING_MAX = 20_000;

export class Settling {
  private waiting: Outcome[] = [];
  private writing: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly graph: GraphClient,
    private readonly node: string,
    private readonly log: Logger,
  ) {}

  get isFull(): boolean {
    return this.waiting.length >= WAITING_MAX;
  }

  add(outcome: Outcome): void {
    this.waiting.push(outcome);
    this.writing ??= this.write().finally(() => (this.writing = undefined));
  }

  /** Resolves when everything is recorded, or what cannot be has been given up. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.writing;
  }

  private async write(): Promise<void> {
    if (!this.isClosed) await pause(GATHER_MS);
    while (this.waiting.length > 0) {
      const outcomes = this.waiting.splice(0, BATCH_MAX);
      try {
        const ids = { requestId: randomUUID(), correlationId: randomUUID() };
        await this.graph.askAsHub(SettleDeliveries, { node: this.node, outcomes }, ids);
      } catch (error) {
        this.log.warn({ err: error, count: outcomes.length }, 'could not record what became of deliveries');
        if (this.isClosed) return;
        this.waiting.unshift(...outcomes);
        await pause(RETRY_MS);
      }
    }
  }
}
