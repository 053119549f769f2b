/** Charges told in a line: what the driver did, for how many minutes, with how much energy. */
import type {
  CdrDimensionType,
  ChargingPeriod,
  PriceComponent,
  TariffRestrictions,
} from '@chargesphere/schema';
import {
  pricePeriods,
  type Line,
  type PeriodsToPrice,
  type PricedTariff,
  type Pricing,
  type PricingOptions,
} from '../../src/rules/index.js';

type Volumes = Partial<Record<CdrDimensionType, number>>;

export interface Act {
  readonly minutes: number;
  readonly volumes: Volumes;
  readonly tariff?: string;
}

const hours = (minutes: number): number => Math.round((minutes / 60) * 10_000) / 10_000;

export const charging = (minutes: number, kwh = 0, more: Volumes = {}, tariff?: string): Act => ({
  minutes,
  volumes: { TIME: hours(minutes), ENERGY: kwh, ...more },
  ...(tariff === undefined ? {} : { tariff }),
});
export const parking = (minutes: number, more: Volumes = {}): Act => ({
  minutes,
  volumes: { PARKING_TIME: hours(minutes), ...more },
});
export const reserved = (minutes: number): Act => ({
  minutes,
  volumes: { RESERVATION_TIME: hours(minutes) },
});

/** Acts one after the other, from a moment on. */
export const chargeOf = (start: string, acts: readonly Act[]): PeriodsToPrice => {
  let at = Date.parse(start);
  const charging_periods = acts.map(({ minutes, volumes, tariff }): ChargingPeriod => {
    const start_date_time = new Date(at).toISOString();
    at += Math.round(minutes * 60_000);
    const dimensions = Object.entries(volumes).map(([type, volume]) => ({
      type: type as CdrDimensionType,
      volume,
    }));
    return { start_date_time, dimensions, ...(tariff === undefined ? {} : { tariff_id: tariff }) };
  });
  return {
    currency: 'EUR',
    start_date_time: start,
    end_date_time: new Date(at).toISOString(),
    charging_periods,
  };
};

/** `[type, price, vat, step_size]` */
export type Component = [PriceComponent['type'], number, number | null, number];
export type Element = [Component[], TariffRestrictions?];

export const tariffOf = (elements: readonly Element[], more: Partial<PricedTariff> = {}): PricedTariff => ({
  id: 'T',
  currency: 'EUR',
  tax_included: 'NO',
  elements: elements.map(([components, restrictions]) => ({
    price_components: components.map(([type, price, vat, step_size]) =>
      vat === null ? { type, price, step_size } : { type, price, vat, step_size },
    ),
    ...(restrictions ? { restrictions } : {}),
  })),
  ...more,
});

/** A Monday morning, away from every edge of local time that the tariffs here have, unless a case says otherwise. */
export const MONDAY = '2026-03-02T09:00:00Z';

export const price = (
  tariff: PricedTariff,
  acts: readonly Act[],
  options: Partial<PricingOptions> & { start?: string; isExpired?: boolean } = {},
): Pricing => {
  const { start = MONDAY, isExpired, ...rest } = options;
  const charge = { ...chargeOf(start, acts), currency: tariff.currency, isExpired };
  return pricePeriods(charge, { timeZone: 'UTC', tariffs: [tariff], ...rest });
};

/** What a line bills: `ENERGY 20000 × 0.25 = 5`. */
export const billed = ({ dimension, billed: volume, rate, cost }: Line): string =>
  `${dimension} ${volume} × ${rate} = ${cost.before_taxes ?? cost.after_taxes}`;
