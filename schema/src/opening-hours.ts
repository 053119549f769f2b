/**
 * Whether a Location is open at a moment (LOC-043 to LOC-045): exceptional closings beat everything, exceptional
 * openings add to the regular hours; those are local time of the Location, the exceptions are UTC.
 */
import type { ExceptionalPeriod, RegularHours } from './ocpi/location-parts.js';
import type { Location } from './ocpi/locations.js';
import { instantOf } from './time.js';

/** Time zones whose clocks are kept; there are about 600 names, and partners may make up any number. */
const MAX_CLOCKS = 1000;
const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

/** Reads the clock of a time zone; undefined for a zone nobody knows. Making one takes 50 µs, so they are kept. */
const clockOf = (timeZone: string): Intl.DateTimeFormat | undefined => {
  if (clocks.has(timeZone)) return clocks.get(timeZone);
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  let clock: Intl.DateTimeFormat | undefined;
  try {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // RangeError: no such zone
  }
  clocks.set(timeZone, clock);
  return clock;
};

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

interface LocalTime {
  /** 1 is Monday. */
  weekday: number;
  /** HH:MM */
  time: string;
}

const localTime = (timeZone: string, at: Date): LocalTime | undefined => {
  const parts = clockOf(timeZone)?.formatToParts(at);
  if (!parts) return undefined;
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { weekday: WEEKDAYS.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` };
};

const covers =
  (at: Date) =>
  ({ period_begin, period_end }: ExceptionalPeriod): boolean =>
    (instantOf(period_begin) ?? Infinity) <= at.getTime() &&
    at.getTime() < (instantOf(period_end) ?? -Infinity);

const coversLocally =
  ({ weekday, time }: LocalTime) =>
  (hours: RegularHours): boolean =>
    hours.weekday === weekday && hours.period_begin <= time && time < hours.period_end;

/** Undefined when the Location does not tell: no opening hours, or regular hours in a time zone nobody knows. */
export const isOpenAt = (
  { opening_times, time_zone }: Pick<Location, 'opening_times' | 'time_zone'>,
  at: Date,
): boolean | undefined => {
  if (!opening_times) return undefined;
  const { twentyfourseven, regular_hours, exceptional_openings, exceptional_closings } = opening_times;
  if (exceptional_closings?.some(covers(at))) return false;
  if (exceptional_openings?.some(covers(at)) || twentyfourseven) return true;
  const local = localTime(time_zone, at);
  return local && (regular_hours ?? []).some(coversLocally(local));
};
