/**
 * Requests per second of a platform (HUB-063), counted by rate-limiter-flexible: in this process, or in a Redis that all
 * nodes share. A Redis that is away or slow stops nobody: each node counts by itself until it is back.
 *
 * In memory a request costs about one microsecond (docs/decisions.md has the numbers), with Redis one round trip.
 */
import {
  BurstyRateLimiter,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  RLWrapperTimeouts,
} from 'rate-limiter-flexible';
import type { Tier } from './tier.js';

/** A client of the `redis` package; whoever made it keeps it connected. */
export interface SharedCounts {
  readonly isReady: boolean;
}

/** Beyond a second's share a platform may draw on its burst, which is whole again after so many seconds. */
const BURST_SECONDS = 10;
/** How long a request waits for Redis before it is counted here alone. */
const REDIS_MS = 100;
/** Counters of different limits kept; every tier has one. */
const LIMITERS_MAX = 200;

export class Rates {
  private readonly limiters = new Map<string, BurstyRateLimiter>();

  constructor(private readonly shared?: SharedCounts) {}

  /** Undefined when the request is within the limits; else how long to wait before the next one, milliseconds. */
  async take(platformId: string, { requestsPerSecond, burst }: Tier): Promise<number | undefined> {
    try {
      await this.limiter(requestsPerSecond, burst).consume(platformId);
      return undefined;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
      throw refused;
    }
  }

  /** Platforms of equal limits share a limiter, in which each has a count of its own. */
  private limiter(perSecond: number, burst: number): BurstyRateLimiter {
    const name = `${perSecond}/${burst}`;
    const known = this.limiters.get(name);
    if (known) return known;
    const made = new BurstyRateLimiter(
      this.counting(`rate/${name}`, perSecond, 1),
      this.counting(`burst/${name}`, burst, BURST_SECONDS),
    );
    const oldest = this.limiters.size >= LIMITERS_MAX ? this.limiters.keys().next() : undefined;
    if (oldest && !oldest.done) this.limiters.delete(oldest.value);
    this.limiters.set(name, made);
    return made;
  }

  private counting(keyPrefix: string, points: number, duration: number): Counting {
    const own = new RateLimiterMemory({ keyPrefix, points, duration });
    if (!this.shared) return own;
    const limiter = new RateLimiterRedis({
      storeClient: this.shared,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `chargesphere/${keyPrefix}`,
      points,
      duration,
      // Who is far beyond its limit is refused without asking Redis again.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: own,
    });
    return new RLWrapperTimeouts({ limiter, timeoutMs: REDIS_MS, insuranceLimiter: own });
  }
}

type Counting = RateLimiterMemory | RLWrapperTimeouts;
