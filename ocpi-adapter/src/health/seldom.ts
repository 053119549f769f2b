/** Lets something happen once in a while for each key, however often it is asked. Bounded. */
const KEYS_MAX = 10_000;

export class Seldom {
  /** When each may next, in the order in which they were last let through. */
  private readonly next = new Map<string, number>();

  constructor(
    private readonly every_ms: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  mayNow(key: string): boolean {
    const now = this.now();
    if ((this.next.get(key) ?? -Infinity) > now) return false;
    this.next.delete(key);
    this.next.set(key, now + this.every_ms);
    for (const [oldest, at] of this.next) {
      if (at > now && this.next.size <= KEYS_MAX) break;
      this.next.delete(oldest);
    }
    return true;
  }
}
