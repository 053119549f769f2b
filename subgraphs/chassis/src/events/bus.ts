/**
 * Publish and subscribe in this process, woken after commit.
 *
 * Routed by key, so that an event costs the subscribers it concerns and not all of them. Each subscription has a
 * queue of its own, bounded: a subscriber that lags loses its oldest events and is told how many, and neither the
 * process nor another subscriber notices. (The usual ready-made one ends the process when a subscriber lags, and its
 * documented remedy leaks events between tenants; both were measured.)
 */

export interface Subscription<E> extends AsyncIterableIterator<E> {
  /** Events this subscriber lost because it lagged. */
  readonly dropped: number;
  return(): Promise<IteratorResult<E>>;
}

export class EventBus<E> {
  readonly #routes = new Map<string, Set<Queue<E>>>();

  /** Delivers to everyone who subscribed to one of the keys, each once. */
  publish(keys: readonly string[], event: E): void {
    let reached: Set<Queue<E>> | undefined;
    for (const key of keys) {
      const queues = this.#routes.get(key);
      if (!queues) continue;
      for (const queue of queues) {
        if (reached?.has(queue)) continue;
        (reached ??= new Set()).add(queue);
        queue.push(event);
      }
    }
  }

  /** An endless sequence of the events published under one of the keys, from this moment on. */
  subscribe(keys: readonly string[], bound = 1000): Subscription<E> {
    const queue = new Queue<E>(bound, () => {
      for (const key of keys) {
        const queues = this.#routes.get(key);
        queues?.delete(queue);
        if (queues?.size === 0) this.#routes.delete(key);
      }
    });
    for (const key of keys) {
      const queues = this.#routes.get(key) ?? new Set();
      this.#routes.set(key, queues.add(queue));
    }
    return queue;
  }

  /** Open subscriptions, for metrics and tests. */
  get size(): number {
    const all = new Set<Queue<E>>();
    for (const queues of this.#routes.values()) for (const queue of queues) all.add(queue);
    return all.size;
  }

  /** Ends every subscription. */
  close(): void {
    for (const queues of [...this.#routes.values()]) for (const queue of [...queues]) void queue.return();
  }
}

class Queue<E> implements Subscription<E> {
  dropped = 0;
  #events: E[] = [];
  #waiting: ((result: IteratorResult<E>) => void)[] = [];
  #ended = false;

  constructor(
    private readonly bound: number,
    private readonly leave: () => void,
  ) {}

  push(event: E): void {
    const waiting = this.#waiting.shift();
    if (waiting) return waiting({ value: event, done: false });
    this.#events.push(event);
    if (this.#events.length > this.bound) {
      this.#events.shift();
      this.dropped += 1;
    }
  }

  next(): Promise<IteratorResult<E>> {
    const event = this.#events.shift();
    if (event !== undefined) return Promise.resolve({ value: event, done: false });
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  return(): Promise<IteratorResult<E>> {
    if (!this.#ended) {
      this.#ended = true;
      this.#events = [];
      this.leave();
      for (const waiting of this.#waiting.splice(0)) waiting({ value: undefined, done: true });
    }
    return Promise.resolve({ value: undefined, done: true });
  }

  async throw(error: unknown): Promise<IteratorResult<E>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/**
 * What each event of a subscription means to its subscriber, in order: nothing, something or several things. Not a
 * generator: one that waits for an event cannot be ended before the event comes, and its subscription would outlive
 * its subscriber.
 */
export const expanded = <E, T>(
  source: Subscription<E>,
  meaning: (event: E) => T[] | Promise<T[]>,
): Subscription<T> => {
  const waiting: T[] = [];
  const ended = { value: undefined, done: true } as const;
  return {
    get dropped() {
      return source.dropped;
    },
    async next() {
      while (waiting.length === 0) {
        const result = await source.next();
        if (result.done) return ended;
        const meant = meaning(result.value);
        waiting.push(...(Array.isArray(meant) ? meant : await meant));
      }
      return { value: waiting.shift() as T, done: false };
    },
    async return() {
      await source.return();
      return ended;
    },
    async throw(error: unknown) {
      await source.return();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

/** The events of a subscription that fulfil a condition. */
export const filtered = <E>(
  source: Subscription<E>,
  isWanted: (event: E) => boolean | Promise<boolean>,
): Subscription<E> =>
  expanded(source, (event) => {
    const wanted = isWanted(event);
    if (typeof wanted === 'boolean') return wanted ? [event] : [];
    return wanted.then((isSo) => (isSo ? [event] : []));
  });
