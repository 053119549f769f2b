/**
 * How many requests of one platform are answered at the same time, and how many of them wait for another party
 * (HUB-063). Only platforms with requests under way are remembered, so the requests themselves bound the list.
 */
import { Refusal } from '../transport/status.js';
import type { Tier } from './tier.js';

/** What a platform holds at this moment. */
interface Held {
  requests: number;
  forwards: number;
}

/** The place of one request; to be left when it is answered. */
export class Place {
  constructor(
    private readonly held: Held,
    private readonly tier: Tier,
    readonly leave: () => void,
  ) {}

  /** Counts as waiting for another party meanwhile. Throws when too many of the platform do. */
  async forwarding<T>(act: () => Promise<T>): Promise<T> {
    const { held, tier } = this;
    if (held.forwards >= tier.forwardsAtOnce)
      throw new Refusal(
        'HUB-063 forwards',
        `${tier.forwardsAtOnce} of your requests wait for other parties already; send this one again when some are answered.`,
        SOON,
      );
    held.forwards += 1;
    try {
      return await act();
    } finally {
      held.forwards -= 1;
    }
  }
}

/** Seconds: whoever has to wait for answers can try again soon. */
const SOON = { 'Retry-After': '1' };

export class Places {
  private readonly platforms = new Map<string, Held>();

  /** Platforms with requests under way. */
  get size(): number {
    return this.platforms.size;
  }

  enter(platformId: string, tier: Tier): Place {
    let held = this.platforms.get(platformId);
    if (held && held.requests >= tier.requestsAtOnce)
      throw new Refusal(
        'HUB-063 requests',
        `${tier.requestsAtOnce} of your requests are being answered already; send this one again when some are.`,
        SOON,
      );
    if (!held) this.platforms.set(platformId, (held = { requests: 0, forwards: 0 }));
    held.requests += 1;
    const taken = held;
    return new Place(taken, tier, () => {
      taken.requests -= 1;
      if (taken.requests === 0) this.platforms.delete(platformId);
    });
  }
}
