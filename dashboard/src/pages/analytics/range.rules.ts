/** Which time is looked at, which one it is compared with, and its parts. Days and hours are those of the browser. Pure. */
export type Interval = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

export interface Range {
  from: Date;
  /** The first moment after it. */
  to: Date;
  /** The period before is as long and ends where this one begins. */
  beforeFrom: Date;
  interval: Interval;
}

export const ranges = ['24h', '7d', '30d', '90d', '12m'] as const;
export type RangeName = (typeof ranges)[number];

const daysFrom = (date: Date, days: number): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);

const DAYS: Record<'7d' | '30d' | '90d', { days: number; interval: Interval }> = {
  '7d': { days: 7, interval: 'DAY' },
  '30d': { days: 30, interval: 'DAY' },
  // Whole weeks, so that a week of this period stands over a week of the one before.
  '90d': { days: 91, interval: 'WEEK' },
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** As many as the graph sums up at once. */
const LONGEST_DAYS = 732;

const dateOf = (text: string | undefined): Date | undefined => {
  const [, year, month, day] = DATE.exec(text ?? '') ?? [];
  return year === undefined ? undefined : new Date(Number(year), Number(month) - 1, Number(day));
};

const intervalFor = (days: number): Interval =>
  days <= 2 ? 'HOUR' : days <= 62 ? 'DAY' : days <= 190 ? 'WEEK' : 'MONTH';

/** From what stands in the address; the last 30 days if that is nothing to go by. `to` is the last day, inclusive. */
export const rangeOf = (
  search: { range?: string | undefined; from?: string | undefined; to?: string | undefined },
  now: Date,
): Range => {
  const [first, last] = [dateOf(search.from), dateOf(search.to)];
  if (first && last && first <= last) {
    const days = Math.min(Math.round((+last - +first) / DAY_MS) + 1, LONGEST_DAYS);
    return {
      from: first,
      to: daysFrom(first, days),
      beforeFrom: daysFrom(first, -days),
      interval: intervalFor(days),
    };
  }
  const tomorrow = daysFrom(now, 1);
  if (search.range === '24h') {
    const to = new Date((Math.floor(+now / HOUR_MS) + 1) * HOUR_MS);
    return { from: new Date(+to - DAY_MS), to, beforeFrom: new Date(+to - 2 * DAY_MS), interval: 'HOUR' };
  }
  if (search.range === '12m') {
    const yearsAgo = (years: number) =>
      new Date(tomorrow.getFullYear() - years, tomorrow.getMonth(), tomorrow.getDate());
    return { from: yearsAgo(1), to: tomorrow, beforeFrom: yearsAgo(2), interval: 'MONTH' };
  }
  const { days, interval } = DAYS[search.range === '7d' || search.range === '90d' ? search.range : '30d'];
  return {
    from: daysFrom(tomorrow, -days),
    to: tomorrow,
    beforeFrom: daysFrom(tomorrow, -2 * days),
    interval,
  };
};

const truncated = (date: Date, interval: Interval): Date => {
  switch (interval) {
    case 'HOUR':
      return new Date(Math.floor(+date / HOUR_MS) * HOUR_MS);
    case 'DAY':
      return daysFrom(date, 0);
    case 'WEEK':
      return daysFrom(date, -((date.getDay() + 6) % 7)); // from Monday
    case 'MONTH':
      return new Date(date.getFullYear(), date.getMonth(), 1);
  }
};

const after = (date: Date, interval: Interval): Date => {
  switch (interval) {
    case 'HOUR':
      return new Date(+date + HOUR_MS);
    case 'DAY':
      return daysFrom(date, 1);
    case 'WEEK':
      return daysFrom(date, 7);
    case 'MONTH':
      return new Date(date.getFullYear(), date.getMonth() + 1, 1);
  }
};

/** When each part begins; the first may begin before the period does. */
export const partsOf = (from: Date, to: Date, interval: Interval): Date[] => {
  const parts: Date[] = [];
  for (let part = truncated(from, interval); part < to; part = after(part, interval)) parts.push(part);
  return parts;
};
