/** What a charge that somebody thinks of would cost: the plan as charging periods, priced like any other. */
import { instantOf, Problem, type ChargingPeriod } from '@chargesphere/schema';
import { rulesOf, type PricedTariff, type Pricing } from './pricing.js';
import { knownOnly, pricePeriods } from './session.rules.js';

export interface PlannedCharge {
  readonly start: string;
  readonly chargingMinutes: number;
  readonly parkingMinutes: number;
  readonly kwh: number;
  readonly powerKw?: number | null | undefined;
  readonly currentA?: number | null | undefined;
  readonly timeZone?: string | null | undefined;
}

const MINUTE_MS = 60_000;
/** A year; what is longer is a mistake in the unit. */
const MOST_MINUTES = 366 * 24 * 60;
const MOST_KWH = 100_000;

const bounded = (name: string, value: number, most: number): number => {
  if (value >= 0 && value <= most) return value;
  throw new Problem('INVALID_INPUT', `charge.${name} is ${value}; it must be from 0 to ${most}.`);
};

const periodsOf = (plan: PlannedCharge, start: number): ChargingPeriod[] => {
  const chargingMinutes = bounded('chargingMinutes', plan.chargingMinutes, MOST_MINUTES);
  const parkingMinutes = bounded('parkingMinutes', plan.parkingMinutes, MOST_MINUTES);
  const dimensions: ChargingPeriod['dimensions'] = [
    { type: 'TIME', volume: chargingMinutes / 60 },
    { type: 'ENERGY', volume: bounded('kwh', plan.kwh, MOST_KWH) },
  ];
  if (typeof plan.powerKw === 'number') dimensions.push({ type: 'POWER', volume: plan.powerKw });
  if (typeof plan.currentA === 'number') dimensions.push({ type: 'CURRENT', volume: plan.currentA });
  const at = (minutes: number): string => new Date(start + minutes * MINUTE_MS).toISOString();
  return [
    { start_date_time: at(0), dimensions },
    ...(parkingMinutes > 0
      ? [
          {
            start_date_time: at(chargingMinutes),
            dimensions: [{ type: 'PARKING_TIME' as const, volume: parkingMinutes / 60 }],
          },
        ]
      : []),
  ];
};

/**
 * The price by one Tariff, explained. Its validity counts, its type does not: whoever asks has chosen it (PRC-002).
 * Unknown, with a note, where the Tariff is not in force at the start.
 */
export const estimateOf = (
  tariff: PricedTariff,
  plan: PlannedCharge,
  version: string | null = null,
): Pricing => {
  const start = instantOf(plan.start) ?? 0;
  const charging_periods = periodsOf(plan, start);
  const end = start + (plan.chargingMinutes + plan.parkingMinutes) * MINUTE_MS;
  const pricing = knownOnly(
    pricePeriods(
      {
        currency: tariff.currency,
        start_date_time: new Date(start).toISOString(),
        end_date_time: new Date(end).toISOString(),
        charging_periods,
      },
      { tariffs: [{ ...tariff, type: undefined }], timeZone: plan.timeZone, rules: rulesOf(version) },
    ),
  );
  // Nothing was assumed: the Tariff is the one that was asked for.
  return { ...pricing, notes: pricing.notes.filter(({ code }) => code !== 'TARIFF_ASSUMED') };
};
