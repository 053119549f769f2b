/** When an element of a tariff applies, as a person would say it (TAR-027): all of its parts have to hold together. */
import type { PricedTariff } from '@chargesphere/tariffs/rules';

/** A phrase of the language by its name. */
export type Say = (name: string, values?: Record<string, string>) => string;

/** How the language writes what is no word. */
export interface Write {
  money: (amount: number, currency: string) => string;
  /** With the decimals it has. */
  number: (value: number) => string;
  day: (instant: string) => string;
  /** 0 is Monday. */
  weekday: (index: number) => string;
  list: (parts: readonly string[]) => string;
}

type Restrictions = PricedTariff['elements'][number]['restrictions'];

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** `given('power', …)` says `power.both`, `power.from` or `power.until`; nothing where neither side is given. */
const between = (
  name: string,
  from: string | null | undefined,
  until: string | null | undefined,
  say: Say,
): string[] => {
  if (from && until) return [say(`${name}.both`, { from, until })];
  if (from) return [say(`${name}.from`, { from })];
  return until ? [say(`${name}.until`, { until })] : [];
};

/** Days in a row as `Monday to Friday`, others one by one. */
const daysOf = (days: readonly string[], say: Say, write: Write): string[] => {
  const chosen = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? index : []));
  if (chosen.length === 0 || chosen.length === 7) return [];
  const runs: [first: number, last: number][] = [];
  for (const day of chosen) {
    const run = runs.at(-1);
    if (run && run[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  const parts = runs.flatMap(([first, last]) => {
    if (last - first >= 2) return say('days.run', { from: write.weekday(first), until: write.weekday(last) });
    return first === last ? write.weekday(first) : [write.weekday(first), write.weekday(last)];
  });
  return [say('days.on', { days: write.list(parts) })];
};

const windowOf = (restrictions: NonNullable<Restrictions>, say: Say): string[] => {
  const { start_time: from, end_time: until } = restrictions;
  // Equal sides, or one of them midnight alone, are the whole day (AMB-036).
  if ((from ?? '00:00') === (until ?? '00:00')) return [];
  return between('time', from, until, say);
};

const numbered = (value: number | null | undefined, write: Write, per = 1): string | undefined =>
  typeof value === 'number' ? write.number(value / per) : undefined;

/** Empty where nothing restricts. Reservations are told elsewhere. */
export const conditionsOf = (restrictions: Restrictions, say: Say, write: Write): string => {
  if (!restrictions) return '';
  const one = restrictions;
  const parts = [
    ...daysOf(one.day_of_week ?? [], say, write),
    ...windowOf(one, say),
    ...between(
      'date',
      one.start_date && write.day(one.start_date),
      one.end_date && write.day(one.end_date),
      say,
    ),
    ...between('kwh', numbered(one.min_kwh, write), numbered(one.max_kwh, write), say),
    ...between('power', numbered(one.min_power, write), numbered(one.max_power, write), say),
    ...between('current', numbered(one.min_current, write), numbered(one.max_current, write), say),
    ...between('duration', numbered(one.min_duration, write, 60), numbered(one.max_duration, write, 60), say),
  ];
  return parts.join(', ');
};
