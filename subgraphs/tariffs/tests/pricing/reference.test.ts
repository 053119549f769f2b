// The pricing rules against a reference that is slow and plain: minute by minute, asking Intl for each one, without
// cutting, joining or stepping. It shares no code with them.
import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import type { TariffRestrictions } from '@chargesphere/schema';
import { pricePeriods, type PeriodsToPrice, type PricedTariff } from '../../src/rules/index.js';
import { chargeOf, tariffOf } from './charges.js';
import { acts, elementsWith, starts, timedRestrictions, timeZones } from './random-charges.js';

const exact = Decimal.clone({ precision: 60 });
const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const sixtieth = new exact(1).div(60);
const clocks = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, { date: string; time: string; weekday: string }>();

/** `2026-03-29`, `02:30` and `SUNDAY` of a zone; each moment is asked for once, because Intl is slow. */
const localAt = (timeZone: string, at: number): { date: string; time: string; weekday: string } => {
  const key = `${timeZone} ${at}`;
  const told = known.get(key);
  if (told) return told;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  const [date = '', time = ''] = clock.format(at).split(' ');
  const local = { date, time, weekday: weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '' };
  known.set(key, local);
  return local;
};

interface Minute {
  at: number;
  elapsed: number;
  power: number | undefined;
  current: number | undefined;
}

const between = (value: number | undefined, min?: number | null, max?: number | null): boolean =>
  (min === undefined || min === null || (value !== undefined && value >= min)) &&
  (max === undefined || max === null || (value !== undefined && value < max));

const applies = (
  rule: TariffRestrictions,
  timeZone: string,
  { at, elapsed, power, current }: Minute,
): boolean => {
  const { date, time, weekday } = localAt(timeZone, at);
  const start = rule.start_time ?? '00:00';
  const end = rule.end_time ?? '00:00';
  const inWindow =
    start === end ||
    (end === '00:00' || end > start
      ? time >= start && (end === '00:00' || time < end)
      : time >= start || time < end);
  return (
    inWindow &&
    (!rule.start_date || date >= rule.start_date) &&
    (!rule.end_date || date < rule.end_date) &&
    (!rule.day_of_week?.length || rule.day_of_week.some((day) => day === weekday)) &&
    between(elapsed, rule.min_duration, rule.max_duration) &&
    between(power, rule.min_power, rule.max_power) &&
    between(current, rule.min_current, rule.max_current)
  );
};

const slowly = (tariff: PricedTariff, timeZone: string, charge: PeriodsToPrice): Decimal => {
  const { charging_periods: periods, end_date_time } = charge;
  const volume = (index: number, ...types: string[]): number | undefined =>
    periods[index]?.dimensions.find(({ type }) => types.includes(type))?.volume;
  const isReserved = (index: number) => volume(index, 'RESERVATION_TIME') !== undefined;
  const first = periods.findIndex((_, index) => !isReserved(index));
  const began = Date.parse(periods[first]?.start_date_time ?? '');
  let cost = new exact(0);
  periods.forEach(({ start_date_time }, index) => {
    if (isReserved(index)) return;
    const from = Date.parse(start_date_time);
    const to = Date.parse(periods[index + 1]?.start_date_time ?? end_date_time);
    const minutes = (to - from) / 60_000;
    const isParking = volume(index, 'PARKING_TIME') !== undefined;
    const kwh = volume(index, 'ENERGY') ?? 0;
    const average = Math.round((kwh / (minutes / 60)) * 1000) / 1000;
    const power = isParking
      ? 0
      : (volume(index, 'POWER') ?? volume(index, 'MIN_POWER', 'MAX_POWER') ?? average);
    const current = isParking ? 0 : volume(index, 'CURRENT', 'MIN_CURRENT', 'MAX_CURRENT');
    const perMinute = new exact(kwh).div(minutes);
    for (let at = from; at < to; at += 60_000) {
      const moment = { at, elapsed: (at - began) / 1000, power, current };
      const dimensions = [
        ['ENERGY', perMinute],
        [isParking ? 'PARKING_TIME' : 'TIME', sixtieth],
      ] as const;
      const flat = index === first && at === from ? ([['FLAT', new exact(1)]] as const) : [];
      for (const [dimension, amount] of [...dimensions, ...flat]) {
        const element = tariff.elements.find(
          ({ price_components, restrictions }) =>
            price_components.some(({ type }) => type === dimension) &&
            (!restrictions || applies(restrictions, timeZone, moment)),
        );
        const component = element?.price_components.find(({ type }) => type === dimension);
        if (component) cost = cost.plus(amount.times(component.price));
      }
    }
  });
  return cost;
};

/** Without steps, which the reference does not know. */
const stepless = elementsWith(timedRestrictions).map((elements) =>
  tariffOf(
    elements.map(([components, ...rest]) => [
      components.map(([type, price]) => [type, price, 0, 0]),
      ...rest,
    ]),
  ),
);

it('PRC-010 PRC-011 PRC-020 TAR-027 prices like a reference that looks at every minute by itself', () => {
  fc.assert(
    fc.property(stepless, acts, starts, timeZones, (tariff, done, start, timeZone) => {
      const charge = chargeOf(start, done);
      const { total } = pricePeriods(charge, { tariffs: [tariff], timeZone });
      const expected = slowly(tariff, timeZone, charge);
      // Each line is kept to twelve decimals, each piece of energy to a millionth of a Wh.
      expect(
        expected
          .minus(total.before_taxes ?? NaN)
          .abs()
          .toNumber(),
      ).toBeLessThan(1e-6);
    }),
    { numRuns: 100 },
  );
});
