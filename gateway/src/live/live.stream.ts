/**
 * What one subscriber has yet to read, bounded.
 *
 * A subscriber that reads slowly loses its oldest items, not its newest, and costs nobody else anything. Every item
 * is whole: there is no half of a result to lose, and the last state always arrives. `takeDropped` says how many
 * were lost since it was last asked, so that the next item can tell.
 *
 * Written by hand and not as an async generator function, because the `return()` of one waits behind a pending
 * `next()`, and a quiet subscription would never be cleaned up.
 */
import type { ExecutionResult } from 'graphql';

export interface LiveStreamEvents {
  /** Once, when no more items will be taken: its feed has ended, or its reader has left. */
  onEnd?: () => void;
  /** Something was lost; `lost` is how much since this was last read. */
  onDrop?: (lost: number) => void;
}

export class LiveStream<T> implements AsyncGenerator<T, undefined, undefined> {
  #items: T[] = [];
  #readers: ((result: IteratorResult<T, undefined>) => void)[] = [];
  #waitingForRoom: (() => void)[] = [];
  #dropped = 0;
  #ended = false;

  constructor(
    private readonly bound: number,
    private readonly events: LiveStreamEvents = {},
  ) {}

  push(item: T): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) return reader({ done: false, value: item });
    this.#items.push(item);
    if (this.#items.length > this.bound) {
      this.#items.shift();
      this.lose(1);
    }
  }

  /** Ends with this item: those that wait are not read any more, whoever reads is told why at once. */
  finish(last: T): void {
    if (this.#ended) return;
    this.#items = [];
    this.push(last);
    this.end();
  }

  /** No more items will come; those that wait can still be read. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    // Somebody reads only when nothing waits, so whoever reads now has had everything.
    for (const reader of this.#readers.splice(0)) reader(DONE);
    for (const waiting of this.#waitingForRoom.splice(0)) waiting();
    this.events.onEnd?.();
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /** Items were lost, here or before they came here. */
  lose(count: number): void {
    this.#dropped += count;
    this.events.onDrop?.(this.#dropped);
  }

  /** Settles when one more item would not push another out, or when none will be taken any more. */
  room(): Promise<void> {
    if (this.#ended || this.#items.length < this.bound) return Promise.resolve();
    return new Promise((resolve) => this.#waitingForRoom.push(resolve));
  }

  /** Items lost since this was last asked. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const item = this.#items.shift();
    this.#waitingForRoom.shift()?.();
    if (item !== undefined) return Promise.resolve({ done: false, value: item });
    if (this.#ended) return Promise.resolve(DONE);
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#items = [];
    this.end();
    return Promise.resolve(DONE);
  }

  async throw(error: unknown): Promise<IteratorResult<T, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** Tells a subscriber that lagged how many results it has missed: `extensions.dropped` on the next one it reads. */
export class SubscriberStream extends LiveStream<ExecutionResult> {
  override async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const read = await super.next();
    const dropped = this.takeDropped();
    if (read.done || dropped === 0) return read;
    return { done: false, value: { ...read.value, extensions: { ...read.value.extensions, dropped } } };
  }
}
