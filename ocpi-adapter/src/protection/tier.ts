/** How much of the hub a platform may take at most (HUB-063). Operators keep tiers in the parties graph. */

export interface Tier {
  /** Requests within one second, and beyond those within ten seconds. */
  requestsPerSecond: number;
  burst: number;
  /** Requests being answered at the same time, and of those the ones that wait for another party. */
  requestsAtOnce: number;
  forwardsAtOnce: number;
  /** Largest body of a request. */
  bodyBytes: number;
}

/** Its fields in the graph. */
export const TIER = 'requestsPerSecond burst requestsAtOnce forwardsAtOnce bodyBytes';
