/**
 * Where the pages of OCPI lists ended, so that a client that comes back with an offset only goes on by position: its
 * next page costs the same however far it is, and what came or went before it shifts nothing (TRN-039).
 *
 * Kept in this process and bounded; what is forgotten is found by counting rows from the beginning.
 */
export interface PageEndsOptions {
  /** Ends kept at the most, of all lists; the ones used longest ago go first. */
  size?: number;
  /** Milliseconds an end is kept. */
  keepFor_ms?: number;
  now?: () => number;
}

interface End {
  seq: string;
  at: number;
  /** Has somebody gone on from here? */
  isUsed: boolean;
}

export class PageEnds {
  readonly #ends = new Map<string, End>();
  readonly #size: number;
  readonly #keepFor_ms: number;
  readonly #now: () => number;

  constructor({ size = 20_000, keepFor_ms = 3_600_000, now = Date.now }: PageEndsOptions = {}) {
    this.#size = size;
    this.#keepFor_ms = keepFor_ms;
    this.#now = now;
  }

  /** A page of the list that the next one, beginning at `offset`, follows ended with the row `seq`. */
  remember(list: string, offset: number, seq: string): void {
    const known = this.#find(list, offset);
    // Two crawls of one list at once: the one that waits for this page must lose nothing, the other may see it twice.
    if (known && !known.isUsed && BigInt(known.seq) < BigInt(seq)) return;
    this.#keep(keyOf(list, offset), { seq, at: this.#now(), isUsed: false });
  }

  /** The row the page at `offset` begins after, when it is known; and that somebody goes on from there. */
  goOn(list: string, offset: number): string | undefined {
    const end = this.#find(list, offset);
    if (!end) return undefined;
    this.#keep(keyOf(list, offset), { ...end, isUsed: true });
    return end.seq;
  }

  #find(list: string, offset: number): End | undefined {
    const end = this.#ends.get(keyOf(list, offset));
    return end && end.at + this.#keepFor_ms > this.#now() ? end : undefined;
  }

  /** A Map keeps the order in which keys were set: the first one is the one used longest ago. */
  #keep(key: string, end: End): void {
    this.#ends.delete(key);
    this.#ends.set(key, end);
    for (const oldest of this.#ends.keys()) {
      if (this.#ends.size <= this.#size) return;
      this.#ends.delete(oldest);
    }
  }
}

const keyOf = (list: string, offset: number): string => `${list} ${offset}`;
