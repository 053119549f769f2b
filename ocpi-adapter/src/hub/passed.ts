/**
 * Stops messages that go round in circles between chained hubs (HUB-044): one that passed here a short time ago, and
 * now comes again from another platform, has been sent on by somebody who should have kept it. The same message from
 * the same platform is only a repetition. In memory of this node, which is enough: a circle comes by often.
 */
export interface Passage {
  correlationId: string;
  method: string;
  /** Refs. */
  from: string;
  to: string;
  /** Module, interface and path. */
  place: string;
}

/** Longer than any message takes (TRN-106), and messages that are remembered at the most. */
const REMEMBERED_MS = 60_000;
const REMEMBERED = 50_000;

export class PassedMessages {
  private readonly passed = new Map<string, { platformId: string; until: number }>();

  constructor(
    private readonly capacity: number = REMEMBERED,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.passed.size;
  }

  /** Did it pass already, coming from another platform than this one? */
  isReturning(passage: Passage, platformId: string): boolean {
    const before = this.passed.get(keyOf(passage));
    return before !== undefined && before.until > this.now() && before.platformId !== platformId;
  }

  /** It passes now. */
  note(passage: Passage, platformId: string): void {
    const key = keyOf(passage);
    this.passed.delete(key);
    if (this.passed.size >= this.capacity) {
      const [oldest] = this.passed.keys();
      if (oldest !== undefined) this.passed.delete(oldest);
    }
    this.passed.set(key, { platformId, until: this.now() + REMEMBERED_MS });
  }
}

const keyOf = ({ correlationId, method, from, to, place }: Passage): string =>
  `${correlationId}\n${method} ${from} ${to} ${place}`;
