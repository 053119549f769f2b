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
export interface LiveStreamEvents {
  /** Once, when no more items will be taken: its feed has ended, or its reader has left. */
  onEnd?: () => void;
  onDrop?: () => void;
}

export class LiveStream<T> implements AsyncGenerator<T, undefined, undefined> {
  #items: T[] = [];
  #readers: ((result: IteratorResult<T, undefined>) => void)[] = [];
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
      this.#dropped += 1;
      this.events.onDrop?.();
    }
  }

  /** No more items will come; those that wait can still be read. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    // Somebody reads only when nothing waits, so whoever reads now has had everything.
    for (const reader of this.#readers.splice(0)) reader(DONE);
    this.events.onEnd?.();
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /** Items lost before they came here. */
  addDropped(count: number): void {
    this.#dropped += count;
  }

  /** Items lost since this was last asked. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const item = this.#items.shift();
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
