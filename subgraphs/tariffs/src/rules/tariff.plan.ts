/**
 * A Tariff prepared for pricing: texts read once into numbers, elements for reservations apart, and the places where
 * a charge has to be cut. Kept with the Tariff object for as long as that lives, because the same Tariff prices many
 * charges; a Tariff must therefore not be changed in place.
 */
import { isGiven, type PriceComponent, type TariffRestrictions } from '@chargesphere/schema';
import { Decimal, written } from './decimal.js';
import { DAY_MS } from './local-time.js';
import type { NoteCode } from './notes.js';
import type { Dimension, LimitOfAnyVersion, PricedTariff, ReservationKind } from './pricing.js';
import { energyOf } from './volume.js';

const DAY_MINUTES = 1440;
const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Conditions that all have to hold (TAR-027). What is absent does not restrict. */
export interface Conditions {
  /** Local minutes of the day, from inclusive, until exclusive; wraps over midnight when `until` is before `from`. */
  readonly window?: { readonly from: number; readonly until: number };
  /** Local days since 1970, from inclusive, until exclusive. */
  readonly fromDay?: number;
  readonly untilDay?: number;
  /** Bit 0 is Monday. */
  readonly weekdays?: number;
  readonly minEnergy?: bigint;
  readonly maxEnergy?: bigint;
  readonly minCurrent_a?: number;
  readonly maxCurrent_a?: number;
  readonly minPower_kw?: number;
  readonly maxPower_kw?: number;
  readonly minDuration_ms?: number;
  readonly maxDuration_ms?: number;
}

export interface PlannedComponent {
  readonly plan: TariffPlan;
  readonly elementIndex: number;
  readonly component: PriceComponent;
  readonly rate: Decimal;
  readonly rateText: string;
}

export interface PlannedElement {
  readonly reservation: ReservationKind | null;
  /** Null when it always applies. */
  readonly conditions: Conditions | null;
  readonly components: Partial<Record<Dimension, PlannedComponent>>;
}

export interface Limit {
  readonly before: Decimal | null;
  readonly after: Decimal | null;
}

export interface TariffPlan {
  readonly tariff: PricedTariff;
  /** In the order of the Tariff, which decides (PRC-020). */
  readonly elements: readonly PlannedElement[];
  /** Local minutes of the day at which something may change; empty when nothing depends on local time. */
  readonly minutes: readonly number[];
  readonly energies: readonly bigint[];
  readonly durations_ms: readonly number[];
  readonly currents_a: readonly number[];
  readonly powers_kw: readonly number[];
  readonly min: Limit | null;
  readonly max: Limit | null;
  /** Whether any component has a VAT rate: where none has, rates are unknown rather than zero (TAR-026). */
  readonly namesRates: boolean;
  readonly notes: readonly NoteCode[];
}

/** `HH:MM` → minutes; undefined when it is no time of day. */
const minutesOf = (text: string): number | undefined => {
  const found = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text);
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return minute < 60 && hour * 60 + minute <= DAY_MINUTES ? hour * 60 + minute : undefined;
};

/** `YYYY-MM-DD` → days since 1970; undefined when it is no date. */
const dayOf = (text: string): number | undefined => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? undefined : at / DAY_MS;
};

/** AMB-036: the missing side is midnight, and equal sides are the whole day. */
const windowOf = ({ start_time, end_time }: TariffRestrictions): Conditions['window'] | null | undefined => {
  if (!isGiven(start_time) && !isGiven(end_time)) return undefined;
  const from = minutesOf(start_time ?? '00:00');
  const end = minutesOf(end_time ?? '00:00');
  if (from === undefined || end === undefined) return null;
  if (from % DAY_MINUTES === end % DAY_MINUTES) return undefined;
  return { from: from % DAY_MINUTES, until: end === 0 ? DAY_MINUTES : end };
};

const given = <T, R>(value: T | null | undefined, read: (value: T) => R): R | undefined =>
  isGiven(value) ? read(value) : undefined;

const seconds = (value: number): number => value * 1000;
const same = (value: number): number => value;

/** Null when something in it cannot be read: an element that may or may not apply must not ask for money. */
const conditionsOf = (restrictions: TariffRestrictions): Conditions | null => {
  const window = windowOf(restrictions);
  const fromDay = given(restrictions.start_date, dayOf);
  const untilDay = given(restrictions.end_date, dayOf);
  const days = restrictions.day_of_week ?? [];
  const weekdays =
    days.length > 0 ? days.reduce((bits, day) => bits | (1 << WEEKDAYS.indexOf(day)), 0) : undefined;
  if (
    window === null ||
    (isGiven(restrictions.start_date) && fromDay === undefined) ||
    (isGiven(restrictions.end_date) && untilDay === undefined)
  )
    return null;
  const all: { [K in keyof Conditions]: Conditions[K] | undefined } = {
    window,
    fromDay,
    untilDay,
    weekdays,
    minEnergy: given(restrictions.min_kwh, energyOf),
    maxEnergy: given(restrictions.max_kwh, energyOf),
    minCurrent_a: given(restrictions.min_current, same),
    maxCurrent_a: given(restrictions.max_current, same),
    minPower_kw: given(restrictions.min_power, same),
    maxPower_kw: given(restrictions.max_power, same),
    minDuration_ms: given(restrictions.min_duration, seconds),
    maxDuration_ms: given(restrictions.max_duration, seconds),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const limitOf = (limit: LimitOfAnyVersion | null | undefined): Limit | null => {
  if (!limit) return null;
  const side = (value: number | null | undefined) => (isGiven(value) ? new Decimal(value) : null);
  return {
    before: side(limit.before_taxes ?? limit.excl_vat),
    after: side(limit.after_taxes ?? limit.incl_vat),
  };
};

const unique = <T extends number | bigint>(values: readonly (T | undefined)[]): T[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

/** Where local time decides: edges of windows, and midnight for days. */
const minutesIn = ({ window, fromDay, untilDay, weekdays }: Conditions): number[] => {
  const minutes = window ? [window.from, window.until % DAY_MINUTES] : [];
  const dependsOnDay = fromDay !== undefined || untilDay !== undefined || weekdays !== undefined;
  return dependsOnDay ? [...minutes, 0] : minutes;
};

const priced = (component: PriceComponent, plan: TariffPlan, elementIndex: number): PlannedComponent => {
  const rate = new Decimal(component.price);
  return { plan, elementIndex, component, rate, rateText: written(rate) };
};

const prepare = (tariff: PricedTariff): TariffPlan => {
  const notes = new Set<NoteCode>();
  const elements: PlannedElement[] = [];
  const conditions: Conditions[] = [];
  const plan: TariffPlan = { ...prices(tariff), elements, notes: [], ...EMPTY };

  tariff.elements.forEach(({ price_components, restrictions }, elementIndex) => {
    if (isGiven((restrictions as { booking?: unknown } | null | undefined)?.booking)) {
      notes.add('BOOKING_LEFT_OUT');
      return;
    }
    const read = restrictions ? conditionsOf(restrictions) : {};
    if (!read) {
      notes.add('RESTRICTION_UNREADABLE');
      return;
    }
    const components: PlannedElement['components'] = {};
    for (const component of price_components)
      components[component.type] ??= priced(component, plan, elementIndex);
    const restricts = Object.keys(read).length > 0;
    if (restricts) conditions.push(read);
    elements.push({
      reservation: restrictions?.reservation ?? null,
      conditions: restricts ? read : null,
      components,
    });
  });

  return Object.assign(plan, {
    notes: [...notes],
    minutes: unique(conditions.flatMap(minutesIn)).sort((a, b) => a - b),
    energies: unique(conditions.flatMap(({ minEnergy, maxEnergy }) => [minEnergy, maxEnergy])),
    durations_ms: unique(conditions.flatMap((one) => [one.minDuration_ms, one.maxDuration_ms])),
    currents_a: unique(conditions.flatMap((one) => [one.minCurrent_a, one.maxCurrent_a])),
    powers_kw: unique(conditions.flatMap((one) => [one.minPower_kw, one.maxPower_kw])),
  });
};

const EMPTY = { minutes: [], energies: [], durations_ms: [], currents_a: [], powers_kw: [] };

const prices = (tariff: PricedTariff) => ({
  tariff,
  min: limitOf(tariff.min_price),
  max: limitOf(tariff.max_price),
  namesRates: tariff.elements.some((element) => element.price_components.some(({ vat }) => isGiven(vat))),
});

const plans = new WeakMap<PricedTariff, TariffPlan>();

export const planOf = (tariff: PricedTariff): TariffPlan => {
  const known = plans.get(tariff);
  if (known) return known;
  const plan = prepare(tariff);
  plans.set(tariff, plan);
  return plan;
};
