/**
 * What goes wrong between the hub and partners, grouped: pure rules. A group is what one person mends at one place: a
 * party, a module, what was wrong, and where in the document.
 */
import { Problem as Refusal } from '@chargesphere/schema';
import type { ExchangeDirection, ExchangeStatus } from './exchange.rules.js';

export const BUCKETS = 24;
/** The longest time that may be asked for, days: as long as exchanges are kept, unless the hub is told otherwise. */
export const PROBLEM_DAYS_MAX = 14;
/** Exchanges that failed, looked at for one answer, the newest first. */
export const PROBLEM_LEGS_MAX = 50_000;

/** The values by which groups differ; "" for what there is none of, no pointer for what is about no document. */
export interface GroupKey {
  party: string;
  platform_id: string;
  module: string;
  direction: ExchangeDirection;
  status: ExchangeStatus;
  code: string;
  pointer: string | null;
}

/** Position in a list that begins with what was seen last. */
export interface Position {
  lastSeen: string;
  key: string;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface Period {
  since: Date;
  until: Date;
  bucket_s: number;
}

export const periodOf = (
  since: string | null | undefined,
  until: string | null | undefined,
  now: Date,
): Period => {
  // The last day is cut into hours of the clock, the one that goes on among them.
  const end = until ? new Date(until) : new Date(Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS);
  const start = since ? new Date(since) : new Date(end.getTime() - DAY_MS);
  const length_ms = end.getTime() - start.getTime();
  if (length_ms <= 0 || length_ms > PROBLEM_DAYS_MAX * DAY_MS)
    throw new Refusal(
      'INVALID_INPUT',
      `filter.since has to be before filter.until, by ${PROBLEM_DAYS_MAX} days at the most.`,
    );
  return { since: start, until: end, bucket_s: length_ms / 1000 / BUCKETS };
};

/** The places of the parts in which something was seen → all parts. */
export const sparkOf = (places: Readonly<Record<string, number>>): number[] =>
  Array.from({ length: BUCKETS }, (_, n) => places[n] ?? 0);

export const cursorOf = ({ lastSeen, key }: Position): string =>
  Buffer.from(JSON.stringify(['p', lastSeen, key])).toString('base64url');

export const positionIn = (cursor: string): Position => {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, lastSeen, key] = /^\["p","(\d{4}-[0-9T:.-]{11,20}Z)","([0-9a-f]{32})"\]$/.exec(text) ?? [];
  if (lastSeen !== undefined && key !== undefined) return { lastSeen, key };
  throw new Refusal('INVALID_INPUT', `"${cursor}" is no cursor of this list; use the value of "next".`);
};
