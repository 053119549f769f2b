/**
 * Unknown tokens, counted by where they come from, so that guessing is slow (HUB-063). The same token again is no new
 * guess: a partner's forgotten job with an old token must not lock out its others, so it is refused from memory and
 * not counted. Both lists are bounded; when one is full, the oldest entry makes room.
 */
import { EventCache } from '../identity/event-cache.js';
import { Refusal } from '../transport/status.js';

export interface GuessLimits {
  /** Unknown tokens from one address, within guesses_ms. */
  guesses: number;
  guesses_ms: number;
}

/** Addresses and tokens remembered at the most. */
const REMEMBERED = 20_000;
/** How long a token is refused without looking it up again, unless some platform changes. */
const REFUSED_MS = 10_000;

interface Count {
  value: number;
  until: number;
}

export class Guesses {
  private readonly counts = new Map<string, Count>();
  private readonly refused: EventCache<Refusal>;

  constructor(
    private readonly limits: GuessLimits,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.refused = new EventCache(REMEMBERED, REFUSED_MS, now);
  }

  /** Addresses remembered. */
  get size(): number {
    return this.counts.size;
  }

  /** Throws what the token was refused with before, or that the address has guessed enough. */
  check(address: string, key: string): void {
    const known = this.refused.get(key);
    if (known) throw known;
    const count = this.counts.get(address);
    if (!count || count.value < this.limits.guesses) return;
    const wait_ms = count.until - this.now();
    if (wait_ms <= 0) return void this.counts.delete(address);
    const seconds = Math.ceil(wait_ms / 1000);
    throw new Refusal(
      'HUB-063 guessing',
      `Too many unknown tokens came from your address; wait ${seconds} seconds and use the token of the last credentials exchange.`,
      { 'Retry-After': String(seconds) },
    );
  }

  /** The token under this key is nobody's. Several who asked for it at once are one guess. */
  note(address: string, key: string, why: Refusal): void {
    if (this.refused.get(key)) return;
    this.refused.set(key, why);
    const count = this.counts.get(address);
    if (count && count.until > this.now()) count.value += 1;
    else this.begin(address);
  }

  /** Some platform has changed; any token may be somebody's now. */
  forget(): void {
    this.refused.forget(() => true);
  }

  private begin(address: string): void {
    this.counts.delete(address);
    const oldest = this.counts.size >= REMEMBERED ? this.counts.keys().next() : undefined;
    if (oldest && !oldest.done) this.counts.delete(oldest.value);
    this.counts.set(address, { value: 1, until: this.now() + this.limits.guesses_ms });
  }
}
