/**
 * Traffic counted by the minute: pure rules of time buckets, and of percentiles from counts.
 *
 * Durations fall into classes, each √2 as long as the one before: counts of classes can be added up over minutes,
 * partners and nodes, percentiles cannot. Within a class durations are taken to lie evenly (by their logarithm), so a
 * percentile is off by some per cent, at the most by 41.
 */
import { Problem } from '@chargesphere/schema';
import { between } from './record-bounds.js';

/** Classes there are: the last one begins at 12 minutes. */
export const BIN_MAX = 40;

/** The class of a duration in ms: 0 up to 1 ms, then n from √2ⁿ⁻¹ to √2ⁿ. BIN_OF is the same as SQL. */
export const binOf = (duration_ms: number): number =>
  Math.min(BIN_MAX, Math.ceil(Math.max(0, 2 * Math.log2(Math.max(duration_ms, 1)) - 1e-9)));
export const BIN_OF = `least(${BIN_MAX}, ceil(2 * ln(greatest(duration_ms, 1)) / ln(2::float8) - 1e-9))::smallint`;

/** How many durations each class has. */
export type Bins = Readonly<Record<string, number>>;

/** The duration that this share of them does not exceed, ms; null when there are none. */
export const percentileOf = (bins: Bins, share: number): number | null => {
  const classes = Object.entries(bins)
    .map(([bin, count]) => ({ bin: Number(bin), count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.bin - b.bin);
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  let left = share * total;
  for (const { bin, count } of classes) {
    if (left <= count) return 2 ** ((bin - 1 + left / count) / 2);
    left -= count;
  }
  return 2 ** ((classes.at(-1)?.bin ?? 0) / 2);
};

/** Whole minutes, in so many parts. */
export interface Span {
  since_ms: number;
  until_ms: number;
  bucket_ms: number;
  buckets: number;
}

const MINUTE_MS = 60_000;
export const BUCKETS_MAX = 120;
/** The longest time that may be asked for; counts are kept for a day longer. */
export const SPAN_MAX_HOURS = 24;
export const TRAFFIC_KEEP_HOURS = 48;

/** From the beginning of its first minute to the end of its last; parts are of whole minutes and of one length. */
export const spanOf = (since: Date, until: Date, buckets: number): Span => {
  between(buckets, 1, BUCKETS_MAX, 'buckets');
  const since_ms = Math.floor(since.getTime() / MINUTE_MS) * MINUTE_MS;
  const minutes = Math.ceil((until.getTime() - since_ms) / MINUTE_MS);
  if (minutes < 1 || minutes > SPAN_MAX_HOURS * 60 + 1)
    throw new Problem(
      'INVALID_INPUT',
      `since and until are ${minutes} minutes apart; they may be up to ${SPAN_MAX_HOURS} hours apart, since before until.`,
    );
  const bucket_ms = Math.ceil(minutes / buckets) * MINUTE_MS;
  const parts = Math.ceil((minutes * MINUTE_MS) / bucket_ms);
  return { since_ms, until_ms: since_ms + parts * bucket_ms, bucket_ms, buckets: parts };
};

export interface Counted {
  count: number;
  failed: number;
  bins: Bins;
}

export interface TrafficBucket {
  from: Date;
  count: number;
  failed: number;
  p95Ms: number | null;
}

/** Every part of the time, also those in which nothing happened. */
export const seriesOf = (
  { since_ms, bucket_ms, buckets }: Span,
  rows: readonly (Counted & { bucket: number })[],
): TrafficBucket[] => {
  const found = new Map(rows.map((row) => [row.bucket, row]));
  return Array.from({ length: buckets }, (_, n) => {
    const { count, failed, bins } = found.get(n) ?? { count: 0, failed: 0, bins: {} };
    return {
      from: new Date(since_ms + n * bucket_ms),
      count,
      failed,
      p95Ms: rounded(percentileOf(bins, 0.95)),
    };
  });
};

/** To a tenth of a millisecond: the rest would be made up. */
export const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 10) / 10);
