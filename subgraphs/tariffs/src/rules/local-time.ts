/**
 * Local time at a Location, with daylight saving (PRC-011). Intl knows the zones of the world in Node and in browsers;
 * one question to it takes microseconds, so the answer is kept for each day a zone was asked about.
 */

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

/** There are about 600 zones, and partners may make up any number of names. */
const MAX_ZONES = 1000;
/** Ten years of charges in one zone, in any order. */
const MAX_DAYS = 4000;

/** A stretch of time in which the clock of a zone is not changed. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Local time minus UTC, in ms. */
  readonly offset_ms: number;
}

export interface Zone {
  readonly name: string;
  /** Local time minus UTC at an instant, in ms. */
  readonly offsetAt: (at: number) => number;
  /** The span cut where the clock is changed. One stretch at least, also for an empty span. */
  readonly stretchesOf: (from: number, to: number) => Stretch[];
}

/** One day of UTC: the offset at its start, and at its end when the clock changes at `change`. */
interface Day {
  readonly before_ms: number;
  readonly change: number;
  readonly after_ms: number;
}

const readerOf = (timeZone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const second = Math.floor(at / 1000) * 1000;
    const read: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(second)) read[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = read;
    return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
  };
};

const createZone = (name: string): Zone => {
  const read = readerOf(name);
  const days = new Map<number, Day>();

  /** The first millisecond with the new offset, by halving: a day of UTC has one change of clocks at most. */
  const changeWithin = (from: number, to: number, before: number): number => {
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (read(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  };

  const dayOf = (at: number): Day => {
    const number = Math.floor(at / DAY_MS);
    const known = days.get(number);
    if (known) return known;
    if (days.size >= MAX_DAYS) days.clear();
    const [from, to] = [number * DAY_MS, (number + 1) * DAY_MS];
    const [before_ms, after_ms] = [read(from), read(to)];
    const change = before_ms === after_ms ? to : changeWithin(from, to, before_ms);
    const day = { before_ms, change, after_ms };
    days.set(number, day);
    return day;
  };

  const offsetAt = (at: number): number => {
    const { before_ms, change, after_ms } = dayOf(at);
    return at < change ? before_ms : after_ms;
  };

  const stretchesOf = (from: number, to: number): Stretch[] => {
    const stretches: Stretch[] = [];
    let start = from;
    for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day++) {
      const { before_ms, change, after_ms } = dayOf(day * DAY_MS);
      if (before_ms === after_ms || change <= start || change >= to) continue;
      stretches.push({ from: start, to: change, offset_ms: before_ms });
      start = change;
    }
    stretches.push({ from: start, to, offset_ms: offsetAt(start) });
    return stretches;
  };

  return { name, offsetAt, stretchesOf };
};

const zones = new Map<string, Zone | undefined>();

/** Undefined for a zone that nobody knows. */
export const zoneOf = (name: string): Zone | undefined => {
  if (zones.has(name)) return zones.get(name);
  if (zones.size >= MAX_ZONES) zones.clear();
  let zone: Zone | undefined;
  try {
    zone = createZone(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // RangeError: no such zone
  }
  zones.set(name, zone);
  return zone;
};

/** The clock that needs no zone. */
export const utc: Zone = {
  name: 'UTC',
  offsetAt: () => 0,
  stretchesOf: (from, to) => [{ from, to, offset_ms: 0 }],
};
