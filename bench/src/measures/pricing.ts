/**
 * What a price costs to compute, and what of that is the explaining: a simple and a complex Tariff, a short and a long
 * charge, beside the bare arithmetic of the same lines. No hub takes part; the rules are what the hub, the check of a
 * CDR and a browser run.
 */
import {
  pricePeriods,
  type PeriodsToPrice,
  type PricedTariff,
  type Pricing,
} from '@chargesphere/tariffs/rules';
import { Decimal } from 'decimal.js';
import { setImmediate } from 'node:timers/promises';
import { rowsOf, type Round } from '../report.rules.js';
import type { Stage } from '../stage/stage.js';
import { runInTurns, type Result, type Side } from './measure.js';

type Component = PricedTariff['elements'][number]['price_components'][number];
const component = (type: Component['type'], price: number, vat: number, step_size: number): Component => ({
  type,
  price,
  vat,
  step_size,
});
const tariffOf = (elements: PricedTariff['elements']): PricedTariff => ({
  id: 'T',
  currency: 'EUR',
  tax_included: 'NO',
  elements,
});

const simple = tariffOf([
  { price_components: [component('FLAT', 0.5, 20, 1), component('ENERGY', 0.25, 10, 1)] },
]);

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const;
/** By current, day, hour and energy so far. */
const complex = tariffOf([
  { price_components: [component('FLAT', 2.5, 15, 1)] },
  { price_components: [component('TIME', 1, 20, 900)], restrictions: { max_current: 32 } },
  {
    price_components: [component('TIME', 2, 20, 600)],
    restrictions: { min_current: 32, day_of_week: [...weekdays] },
  },
  {
    price_components: [component('TIME', 1.25, 20, 600)],
    restrictions: { min_current: 32, day_of_week: ['SATURDAY', 'SUNDAY'] },
  },
  {
    price_components: [component('PARKING_TIME', 5, 10, 300)],
    restrictions: { start_time: '09:00', end_time: '18:00', day_of_week: [...weekdays] },
  },
  { price_components: [component('ENERGY', 0.2, 20, 1)], restrictions: { max_kwh: 10, end_time: '17:00' } },
  { price_components: [component('ENERGY', 0.3, 20, 1)] },
]);

const START = Date.parse('2026-03-02T08:00:00Z');
const MINUTE_MS = 60_000;

/** Charging in periods of equal length; of several the last one is parking, and every eighth draws a high current. */
const chargeOf = (periods: number, minutes: number): PeriodsToPrice => {
  const at = (count: number): string => new Date(START + count * minutes * MINUTE_MS).toISOString();
  const hours = minutes / 60;
  return {
    currency: 'EUR',
    start_date_time: at(0),
    end_date_time: at(periods),
    charging_periods: Array.from({ length: periods }, (_, index) => ({
      start_date_time: at(index),
      dimensions:
        index === periods - 1 && periods > 1
          ? [{ type: 'PARKING_TIME', volume: hours }]
          : [
              { type: 'TIME', volume: hours },
              { type: 'ENERGY', volume: 2.75 },
              { type: 'MAX_CURRENT', volume: index % 8 === 3 ? 48 : 16 },
            ],
    })),
  };
};

const cases: readonly [name: string, tariff: PricedTariff, charge: PeriodsToPrice][] = [
  ['pricing simple, 1 period', simple, chargeOf(1, 120)],
  ['pricing simple, 33 periods', simple, chargeOf(33, 15)],
  ['pricing complex, 2 periods', complex, chargeOf(2, 90)],
  ['pricing complex, 33 periods', complex, chargeOf(33, 15)],
];

/** Whoever knows the lines already has only to multiply and add, and to print the sum. */
const bareSum = ({ lines }: Pricing): string => {
  let sum = new Decimal(0);
  for (const {
    rate,
    billed,
    unit,
    component: { vat = 0 },
  } of lines) {
    const quantity = unit === 'times' ? billed : new Decimal(billed).div(unit === 's' ? 3600 : 1000);
    const cost = new Decimal(rate).times(quantity);
    sum = sum.plus(cost).plus(cost.times(vat ?? 0).div(100));
  }
  return sum.toDecimalPlaces(12).toFixed();
};

/** So long the process hears nothing else, such as that it shall end. */
const STRETCH_MS = 50;

const side = (name: string, work: () => unknown): Side => ({
  name,
  async round(seconds): Promise<Round> {
    const began = performance.now();
    const cpuBefore = process.cpuUsage();
    let done = 0;
    let now = began;
    while (now - began < seconds * 1000) {
      const until = now + STRETCH_MS;
      while ((now = performance.now()) < until) {
        for (let i = 0; i < 50; i += 1) work();
        done += 50;
      }
      await setImmediate();
    }
    const { user, system } = process.cpuUsage(cpuBefore);
    return { done, elapsed_ms: now - began, cpu_us: user + system };
  },
});

/** One after the other, each short: nothing but this process takes part, so its rounds hardly differ. */
const PART_OF_ROUND = 1 / 8;

export const pricing = async (
  _stage: Stage,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Result> => {
  const results: Result[] = [];
  for (const [name, tariff, charge] of cases) {
    const options = { tariffs: [tariff], timeZone: 'Europe/Berlin' };
    const explained = pricePeriods(charge, options);
    if (explained.total.after_taxes !== bareSum(explained))
      throw new Error(
        `${name}: the lines come to ${bareSum(explained)}, not ${explained.total.after_taxes}.`,
      );
    const details = await runInTurns(
      {
        hub: side('price, explained', () => pricePeriods(charge, options)),
        floors: [side('bare sum of lines', () => bareSum(explained))],
      },
      { rounds, seconds: seconds * PART_OF_ROUND },
    );
    const note = `${name}: ${explained.lines.length} lines`;
    results.push({ rows: rowsOf(name, details.hub, details.floors), notes: [note], details });
  }
  return {
    rows: results.flatMap(({ rows }) => rows),
    notes: [results.flatMap(({ notes = [] }) => notes).join('; ')],
    details: results.map(({ details }) => details),
  };
};
