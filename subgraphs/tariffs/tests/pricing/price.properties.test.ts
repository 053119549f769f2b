// Laws that hold for the price of any charge by any Tariff.
import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import type { ChargingPeriod } from '@chargesphere/schema';
import {
  pricePeriods,
  roundingPolicies,
  type Amount,
  type PeriodsToPrice,
  type Pricing,
  type PricingOptions,
  type TaxLine,
} from '../../src/rules/index.js';
import { chargeOf } from './charges.js';
import { acts, limits, localTaxes, starts, tariffs, timeZones } from './random-charges.js';

const policies = fc.constantFrom(...Object.values(roundingPolicies));
const rules = fc.constantFrom('2.3.0' as const, '2.2.1' as const, '2.1.1' as const);

const anyCharge: fc.Arbitrary<[PeriodsToPrice, PricingOptions]> = fc
  .record({
    tariff: tariffs,
    limit: fc.option(limits, { nil: {} }),
    acts,
    start: starts,
    timeZone: timeZones,
    policy: policies,
    rules,
    taxes: localTaxes,
    isExpired: fc.boolean(),
  })
  .map(({ tariff, limit, acts: done, start, isExpired, taxes, ...options }) => [
    { ...chargeOf(start, done), isExpired },
    { ...options, taxes: taxes.length > 0 ? taxes : undefined, tariffs: [{ ...tariff, ...limit }] },
  ]);

const exact = Decimal.clone({ precision: 200 });
const sum = (amounts: readonly string[]): string =>
  amounts.reduce((total, amount) => total.plus(amount), new exact(0)).toFixed();
const taxesOf = ({ taxes }: Amount): string => sum(taxes.map(({ amount }) => amount));
const sumOf = (amounts: readonly Amount[], side: 'before_taxes' | 'after_taxes'): string | null => {
  const known = amounts.flatMap((amount) => amount[side] ?? []);
  return known.length < amounts.length ? null : sum(known);
};
/** What a rate comes to over several amounts, without the rates that come to nothing. */
const byRate = (amounts: readonly Amount[]): Record<string, string> => {
  const rate = ({ name, percentage }: TaxLine) => `${name} ${percentage}`;
  const groups = Map.groupBy(
    amounts.flatMap(({ taxes }) => taxes),
    rate,
  );
  return Object.fromEntries(
    [...groups]
      .map(([name, taxes]) => [name, sum(taxes.map(({ amount }) => amount))] as const)
      .filter(([, amount]) => amount !== '0'),
  );
};

const runs = { numRuns: 400 };
const holds = (law: (pricing: Pricing, charge: PeriodsToPrice, options: PricingOptions) => void) =>
  fc.assert(
    fc.property(anyCharge, ([charge, options]) => law(pricePeriods(charge, options), charge, options)),
    runs,
  );

describe('the price of any charge', () => {
  it('PRC-040 is the exact sum of its lines and adjustments', () => {
    holds(({ lines, subtotal, adjustments, total }) => {
      const costs = lines.map(({ cost }) => cost);
      for (const side of ['before_taxes', 'after_taxes'] as const) {
        expect(subtotal[side]).toBe(sumOf(costs, side));
        if (subtotal[side] !== null && total[side] !== null)
          expect(total[side]).toBe(sumOf([subtotal, ...adjustments], side));
      }
    });
  });

  it('PRC-041 has taxes that add up to what lies between its two sides', () => {
    holds(({ lines, subtotal, adjustments, total }) => {
      for (const amount of [...lines.map(({ cost }) => cost), subtotal, ...adjustments, total])
        if (amount.before_taxes !== null && amount.after_taxes !== null)
          expect(sum([amount.before_taxes, taxesOf(amount)])).toBe(amount.after_taxes);
      if (total.before_taxes !== null && total.after_taxes !== null)
        expect(byRate([total])).toEqual(byRate([subtotal, ...adjustments]));
    });
  });

  it('PRC-044 PRC-045 never leaves the least and the greatest price, however it is rounded', () => {
    holds(({ total, rules: version }, _charge, { tariffs: [tariff] }) => {
      if (version === '2.1.1') return; // which has no limits
      for (const side of ['before_taxes', 'after_taxes'] as const) {
        const [amount, least, most] = [total[side], tariff?.min_price?.[side], tariff?.max_price?.[side]];
        if (amount === null) continue;
        if (typeof least === 'number') expect(new exact(amount).gte(least)).toBe(true);
        if (typeof most === 'number') expect(new exact(amount).lte(most)).toBe(true);
      }
    });
  });

  it('PRC-022 PRC-031 accounts for all that was measured, and bills no less', () => {
    const stated = (charge: PeriodsToPrice, type: string): number =>
      charge.charging_periods
        .flatMap(({ dimensions }) => dimensions)
        .reduce((whole, dimension) => whole + (dimension.type === type ? dimension.volume : 0), 0);
    holds(({ lines, unpriced }, charge) => {
      const measured = (dimension: string) =>
        Number(
          sum(
            [...lines, ...unpriced]
              .filter((one) => one.dimension === dimension && !one.reservation)
              .map((one) => one.measured),
          ),
        );
      expect(measured('ENERGY')).toBeCloseTo(stated(charge, 'ENERGY') * 1000, 6);
      // Hours are stated to four decimals, which is 0.18 s for each of the periods.
      expect(Math.abs(measured('TIME') - stated(charge, 'TIME') * 3600)).toBeLessThan(2);
      expect(Math.abs(measured('PARKING_TIME') - stated(charge, 'PARKING_TIME') * 3600)).toBeLessThan(2);
      for (const line of lines) expect(new exact(line.billed).gte(line.measured)).toBe(true);
    });
  });

  it('PRC-010 CDR-030 does not change when a period is told as several', () => {
    const eighth = (charge: PeriodsToPrice, at: number, eighths: number): PeriodsToPrice => {
      const { charging_periods: periods, end_date_time } = charge;
      const index = at % periods.length;
      const period = periods[index] as ChargingPeriod;
      const from = Date.parse(period.start_date_time);
      const to = Date.parse(periods[index + 1]?.start_date_time ?? end_date_time);
      const share = (first: boolean): ChargingPeriod => {
        const part = (first ? eighths : 8 - eighths) / 8;
        const volumes = period.dimensions.map(({ type, volume }) => {
          if (type === 'ENERGY')
            return { type, volume: (Math.round(volume * 1000) * 1000 * part) / 1_000_000 };
          const isTime = type === 'TIME' || type === 'PARKING_TIME' || type === 'RESERVATION_TIME';
          return { type, volume: isTime ? Math.round(((to - from) / 3600) * part * 10) / 10_000 : volume };
        });
        const start = first ? from : from + ((to - from) / 8) * eighths;
        return { ...period, start_date_time: new Date(start).toISOString(), dimensions: volumes };
      };
      return { ...charge, charging_periods: periods.toSpliced(index, 1, share(true), share(false)) };
    };
    const told = ({ lines, unpriced, ...rest }: Pricing) => ({
      ...rest,
      lines: lines.map((line) => ({ ...line, periods: [] })),
      unpriced: unpriced.map((one) => ({ ...one, periods: [] })),
    });
    fc.assert(
      fc.property(anyCharge, fc.nat(), fc.integer({ min: 1, max: 7 }), ([charge, options], at, eighths) => {
        const whole = told(pricePeriods(charge, options));
        expect(told(pricePeriods(eighth(charge, at, eighths), options))).toEqual(whole);
      }),
      runs,
    );
  });

  it('PRC-020 does not depend on the order of what has none: periods, their dimensions, components of an element', () => {
    holds((pricing, charge, options) => {
      const turned = {
        ...charge,
        charging_periods: charge.charging_periods
          .map((period) => ({ ...period, dimensions: period.dimensions.toReversed() }))
          .toReversed(),
      };
      const tariff = options.tariffs.map((one) => ({
        ...one,
        elements: one.elements.map((element) => ({
          ...element,
          price_components: element.price_components.toReversed(),
        })),
      }));
      const last = charge.charging_periods.length - 1;
      const { lines, unpriced, ...rest } = pricePeriods(turned, { ...options, tariffs: tariff });
      const renumbered = <T extends { periods: readonly number[] }>(one: T): T => ({
        ...one,
        periods: one.periods.map((index) => last - index),
      });
      expect({ ...rest, lines: lines.map(renumbered), unpriced: unpriced.map(renumbered) }).toEqual(pricing);
    });
  });
});
