/**
 * Collects concurrent writes so that they commit together, and answers each caller after its own commit.
 *
 * While one batch is on its way to the database the next one gathers; an idle batcher starts at the end of the
 * current turn of the event loop, so a lone write waits for nobody. A key appears once in a batch: a second write to
 * it goes into the next batch, which keeps the order in which they came. The queue is bounded.
 *
 * One document PostgreSQL cannot store must not fail its neighbours: a batch that fails is written again in halves.
 */
import { Problem } from '@chargesphere/schema';
import { isAway, refusalOf } from './failures.js';

export interface BatcherOptions<Item, Result> {
  /** What must not appear twice in one batch. */
  key(item: Item): string;
  /** Writes a batch, all of it or, rejecting, nothing; one result or error per item, in order. */
  flush(items: Item[]): Promise<(Result | Error)[]>;
  /** Items of one batch at the most. */
  batchSize?: number;
  /** Items that may wait at the most; beyond it callers are refused at once. */
  queueSize?: number;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export class Batcher<Item, Result> {
  #queue: Waiting<Item, Result>[] = [];
  #isFlushing = false;
  #isScheduled = false;
  readonly #batchSize: number;
  readonly #queueSize: number;

  constructor(private readonly options: BatcherOptions<Item, Result>) {
    this.#batchSize = options.batchSize ?? 256;
    this.#queueSize = options.queueSize ?? 20_000;
  }

  submit(item: Item): Promise<Result> {
    if (this.#queue.length >= this.#queueSize)
      return Promise.reject(
        new Problem(
          'UNAVAILABLE',
          'The hub has too many writes waiting; send this one again in a few seconds.',
        ),
      );
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isFlushing || this.#isScheduled || this.#queue.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const batch = this.#take();
    this.#isFlushing = true;
    await this.#write(batch);
    this.#isFlushing = false;
    this.#schedule();
  }

  /** Never rejects: each caller has its own result or error. */
  async #write(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.options.flush(batch.map((waiting) => waiting.item));
      batch.forEach(({ resolve, reject }, i) => {
        const result = results[i];
        if (result instanceof Error) reject(result);
        else resolve(result as Result);
      });
    } catch (error) {
      if (batch.length > 1 && !isAway(error)) {
        const middle = Math.ceil(batch.length / 2);
        await this.#write(batch.slice(0, middle));
        await this.#write(batch.slice(middle));
        return;
      }
      for (const { reject } of batch) reject(refusalOf(error));
    }
  }

  /** The next batch: the oldest waiting item of each key. */
  #take(): Waiting<Item, Result>[] {
    const batch: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    const keys = new Set<string>();
    for (const waiting of this.#queue) {
      const key = this.options.key(waiting.item);
      if (batch.length < this.#batchSize && !keys.has(key)) batch.push(waiting);
      else left.push(waiting);
      keys.add(key);
    }
    this.#queue = left;
    return batch;
  }
}
