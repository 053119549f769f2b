/**
 * A bounded cache that an event empties and a short lifetime backs up.
 *
 * Concurrent loads of one key are one load. A load that was under way when an event came in is neither kept nor
 * joined any more: it may have read what the event is about.
 */
export class EventCache<V> {
  private readonly entries = new Map<string, { value: V; until: number }>();
  private loading = new Map<string, Promise<V>>();
  private epoch = 0;

  constructor(
    private readonly capacity: number,
    private readonly lifetime_ms: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until > this.now()) return entry.value;
    this.entries.delete(key);
    return undefined;
  }

  /** Loads what get() did not have. `lives` bounds how long this answer may be remembered; 0 is not at all. */
  load(key: string, read: () => Promise<V>, lives: (value: V) => number = () => Infinity): Promise<V> {
    const running = this.loading.get(key);
    if (running) return running;
    const epoch = this.epoch;
    const started = read()
      .then((value) => {
        if (epoch === this.epoch) this.put(key, value, Math.min(this.lifetime_ms, lives(value)));
        return value;
      })
      .finally(() => {
        if (this.loading.get(key) === started) this.loading.delete(key);
      });
    this.loading.set(key, started);
    return started;
  }

  /** A value that is known without reading it. Loads under way may have read what was there before. */
  set(key: string, value: V): V {
    this.epoch += 1;
    this.loading.delete(key);
    this.put(key, value, this.lifetime_ms);
    return value;
  }

  forget(concerns: (value: V) => boolean): void {
    this.epoch += 1;
    this.loading = new Map();
    for (const [key, { value }] of this.entries) if (concerns(value)) this.entries.delete(key);
  }

  private put(key: string, value: V, life_ms: number): void {
    if (life_ms <= 0) return;
    this.entries.delete(key);
    const oldest = this.entries.size >= this.capacity ? this.entries.keys().next() : undefined;
    if (oldest && !oldest.done) this.entries.delete(oldest.value);
    this.entries.set(key, { value, until: this.now() + life_ms });
  }
}
