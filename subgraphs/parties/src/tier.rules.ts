/** What a tier may say (HUB-063). Pure. */
import { Problem } from '@chargesphere/schema';
import { between } from './record-bounds.js';

export interface TierLimits {
  requestsPerSecond: number;
  burst: number;
  requestsAtOnce: number;
  forwardsAtOnce: number;
  bodyBytes: number;
}

/** The tier of platforms nobody has put into another; it comes with the database. */
export const STANDARD_TIER = 'STANDARD';
/** Every platform is asked about its tier; a list that people keep stays short. */
export const TIERS_MAX = 50;

const bounds: { readonly [L in keyof TierLimits]: readonly [number, number] } = {
  requestsPerSecond: [1, 1_000_000],
  burst: [0, 10_000_000],
  requestsAtOnce: [1, 100_000],
  forwardsAtOnce: [1, 100_000],
  bodyBytes: [1024, 64 * 1024 * 1024],
};

/** Every limit within bounds a process can keep, or a sentence that says which is not. */
export const limitsIn = (given: TierLimits): TierLimits => {
  const limit = (name: keyof TierLimits): number => between(given[name], ...bounds[name], `input.${name}`);
  return {
    requestsPerSecond: limit('requestsPerSecond'),
    burst: limit('burst'),
    requestsAtOnce: limit('requestsAtOnce'),
    forwardsAtOnce: limit('forwardsAtOnce'),
    bodyBytes: limit('bodyBytes'),
  };
};

/** Names of tiers are told apart without regard to case. */
export const tierNameIn = (name: string): string => {
  const folded = name.trim().toUpperCase();
  if (/^[A-Z][A-Z0-9_-]{0,29}$/.test(folded)) return folded;
  throw new Problem(
    'INVALID_INPUT',
    'A tier is named by a letter and up to 29 letters, digits, _ and - after it.',
  );
};
