/** Sums over CDRs by time, party and place: pure rules of what may be asked. */
import { Problem } from '@chargesphere/schema';

export const analyticsGroups = ['CPO', 'EMSP', 'LOCATION'] as const;
export type AnalyticsGroup = (typeof analyticsGroups)[number];

export const analyticsIntervals = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type AnalyticsInterval = (typeof analyticsIntervals)[number];

/** The longest time that may be asked for, days: by the hour it is a month, else two years and a day. */
export const DAYS_MAX = 732;
export const HOURLY_DAYS_MAX = 31;

const DAY_MS = 86_400_000;

export interface AnalyticsQuestion {
  from: string;
  to: string;
  interval?: AnalyticsInterval | null;
  timeZone: string;
}

/** Throws for a time that is empty, too long, or in a zone nobody knows. */
export const requireAskable = ({ from, to, interval, timeZone }: AnalyticsQuestion): void => {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const most = interval === 'HOUR' ? HOURLY_DAYS_MAX : DAYS_MAX;
  if (!(days > 0 && days <= most))
    throw new Problem(
      'INVALID_INPUT',
      `from has to be before to, by ${most} days at the most${interval === 'HOUR' ? ' by the hour' : ''}.`,
    );
  if (!isTimeZone(timeZone))
    throw new Problem(
      'INVALID_INPUT',
      `${JSON.stringify(timeZone)} is no time zone; name one as Europe/Amsterdam or UTC.`,
    );
};

/** A name of the IANA database; PostgreSQL would take much else, and read the sign of an offset the other way round. */
const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z][A-Za-z_]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
