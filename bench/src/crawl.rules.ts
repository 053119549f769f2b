/** What a crawl came to: is every object there, once, and does its end cost what its beginning did? Pure. */
import { median, type Row } from './report.rules.js';

/** Pages at either end that are compared; fewer in a short crawl, which has no other end otherwise. */
export const SAMPLE = 100;

export interface Ends {
  /** Pages of each end. */
  pages: number;
  /** Mean of the first and of the last pages. */
  first_ms: number;
  last_ms: number;
  /** Mean of the first page when it was asked for again between the last ones. */
  again_ms: number;
}

export const endsOf = (latencies_ms: readonly number[], again_ms: readonly number[]): Ends => {
  const pages = Math.min(SAMPLE, latencies_ms.length >> 1);
  return {
    pages,
    first_ms: mean(latencies_ms.slice(0, pages)),
    last_ms: mean(latencies_ms.slice(-pages || latencies_ms.length)),
    again_ms: mean(again_ms.slice(-pages || again_ms.length)),
  };
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The rows of the table: the last pages beside the first ones, and beside the first one in the same minutes. */
export const crawlRows = (crawls: readonly Ends[]): Row[] => [
  rowBeside('its first pages', crawls, ({ first_ms }) => first_ms),
  rowBeside('the first one, in turns', crawls, ({ again_ms }) => again_ms),
];

const rowBeside = (beside: string, crawls: readonly Ends[], other: (ends: Ends) => number): Row => {
  const ratios = crawls.map((ends) => ends.last_ms / other(ends));
  return {
    measure: 'crawl, last pages',
    beside,
    unit: 'ms',
    ratio: { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) },
    value: { hub: median(crawls.map(({ last_ms }) => last_ms)), floor: median(crawls.map(other)) },
    cpuRatio: undefined,
    cpu_us: undefined,
    database_us: undefined,
  };
};

export interface Seen {
  refs: readonly string[];
  twice: readonly string[];
  /** When the last page was asked for, milliseconds since 1970. */
  lastAskedAt: number;
}

/** Between clocks of two processes. */
const MARGIN_MS = 100;

/**
 * Throws unless every object came exactly once: those there before the first page was asked for, and those created
 * meanwhile that were acknowledged before the last one was (TRN-039).
 */
export const requireComplete = (
  { refs, twice, lastAskedAt }: Seen,
  before: readonly string[],
  created: readonly { ref: string; at: number }[],
): void => {
  if (twice.length > 0) throw new Error(`${twice.length} Locations came twice, ${shown(twice)}.`);
  const seen = new Set(refs);
  const lost = before.filter((ref) => !seen.has(ref));
  if (lost.length > 0)
    throw new Error(`${lost.length} of ${before.length} Locations are lost, ${shown(lost)}.`);
  const late = created.filter(({ ref, at }) => at < lastAskedAt - MARGIN_MS && !seen.has(ref));
  if (late.length > 0)
    throw new Error(`${late.length} new Locations are lost, ${shown(late.map(({ ref }) => ref))}.`);
  const known = new Set([...before, ...created.map(({ ref }) => ref)]);
  const strange = refs.filter((ref) => !known.has(ref));
  if (strange.length > 0) throw new Error(`${strange.length} Locations are nobody's, ${shown(strange)}.`);
};

const shown = (refs: readonly string[]): string => `for example ${refs.slice(0, 3).join(', ')}`;
