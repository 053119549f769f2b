/**
 * Totals of long lists, remembered for a few seconds (TRN-044). An exact count looks at every row; with one on each of
 * a thousand pages a crawl would cost the square of the list. Short lists are counted every time.
 */
export interface TotalsOptions {
  /** Totals from here on are remembered. */
  from?: number;
  /** Milliseconds a total is remembered. */
  keepFor_ms?: number;
  /** Totals remembered at the most; the oldest go first. */
  size?: number;
  now?: () => number;
}

export class Totals {
  readonly #known = new Map<string, { total: number; until: number }>();
  /** Counts on their way, shared by all who ask meanwhile. */
  readonly #counting = new Map<string, Promise<number>>();
  readonly #from: number;
  readonly #keepFor_ms: number;
  readonly #size: number;
  readonly #now: () => number;

  constructor({ from = 10_000, keepFor_ms = 5000, size = 1000, now = Date.now }: TotalsOptions = {}) {
    this.#from = from;
    this.#keepFor_ms = keepFor_ms;
    this.#size = size;
    this.#now = now;
  }

  /** The total of a list; `count` is asked when it is not known. */
  of(list: string, count: () => Promise<number>): Promise<number> {
    const known = this.#known.get(list);
    if (known && known.until > this.#now()) return Promise.resolve(known.total);
    let counting = this.#counting.get(list);
    if (!counting) {
      counting = this.#count(list, count);
      this.#counting.set(list, counting);
    }
    return counting;
  }

  async #count(list: string, count: () => Promise<number>): Promise<number> {
    try {
      const total = await count();
      if (total >= this.#from) this.#remember(list, total);
      return total;
    } finally {
      this.#counting.delete(list);
    }
  }

  #remember(list: string, total: number): void {
    this.#known.delete(list);
    this.#known.set(list, { total, until: this.#now() + this.#keepFor_ms });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#size) return;
      this.#known.delete(oldest);
    }
  }
}
