/**
 * What a kWh costs at every hour of a week, by the pricing rules: a charge of one kWh is priced for each hour, with what
 * would blur it left out – flat fees, steps and limits. Time that is paid for is in it, at the power of that charge.
 */
import { estimateOf, type PricedTariff } from '@chargesphere/tariffs/rules';
import { explained, knownSide } from '../../prices/explanation.rules.js';
import { mondayOf } from './clock.rules.js';

export interface Week {
  /** `YYYY-MM-DD`, a Monday. */
  readonly monday: string;
  readonly side: 'afterTaxes' | 'beforeTaxes';
  /** Seven days of 24 hours: a decimal text, or null where the tariff has no price. */
  readonly days: readonly (readonly (string | null)[])[];
  readonly lowest: string | null;
  readonly highest: string | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const days = [0, 1, 2, 3, 4, 5, 6];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** What is left when only energy and time count, each to the second and Wh. */
const unblurred = (tariff: PricedTariff): PricedTariff => ({
  ...tariff,
  type: undefined,
  min_price: undefined,
  max_price: undefined,
  elements: tariff.elements.map((element) => ({
    ...element,
    price_components: element.price_components
      .filter(({ type }) => type === 'ENERGY' || type === 'TIME')
      .map((component) => ({ ...component, step_size: 1 })),
  })),
});

/** The week that shows the tariff: this one, or where it is not in force now the nearest in which it is. */
export const weekShown = ({ start_date_time, end_date_time }: PricedTariff, now: number): number => {
  const from = start_date_time ? Date.parse(start_date_time) : -Infinity;
  const until = end_date_time ? Date.parse(end_date_time) - 1 : Infinity;
  return mondayOf(Math.max(from, Math.min(now, until)));
};

/** @param power_kw Of the charge: what time costs for a kWh depends on it. */
export const weekOf = (tariff: PricedTariff, version: string | null, power_kw: number, now: number): Week => {
  const monday = weekShown(tariff, now);
  const plain = unblurred(tariff);
  const plan = {
    chargingMinutes: 60 / power_kw,
    parkingMinutes: 0,
    kwh: 1,
    powerKw: power_kw,
    timeZone: 'UTC',
  };
  const priced = days.map((day) =>
    hours.map((hour) => {
      const start = new Date(monday + day * DAY_MS + hour * HOUR_MS).toISOString();
      const price = explained(estimateOf(plain, { ...plan, start }, version));
      return price.lines.length > 0 ? price.total : null;
    }),
  );
  const all = priced.flat().filter((total) => total !== null);
  const side = knownSide(all);
  const inOrder = all.map((total) => total[side] ?? '0').toSorted((a, b) => Number(a) - Number(b));
  return {
    monday: new Date(monday).toISOString().slice(0, 10),
    side,
    days: priced.map((day) => day.map((total) => total?.[side] ?? null)),
    lowest: inOrder[0] ?? null,
    highest: inOrder.at(-1) ?? null,
  };
};

/** 0 for the lowest price of the week to 1 for the highest; the middle where all are the same. */
export const levelOf = (price: string, { lowest, highest }: Week): number => {
  const [low, high] = [Number(lowest), Number(highest)];
  return high === low ? 0.5 : (Number(price) - low) / (high - low);
};
