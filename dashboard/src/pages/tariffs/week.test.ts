/** Prices of a week: the clock, the weekday, time beside energy, and when the tariff is in force. */
import type { PricedTariff } from '@chargesphere/tariffs/rules';
import { levelOf, weekOf, weekShown } from './week.rules.js';

const tariff = (
  elements: PricedTariff['elements'],
  difference: Partial<PricedTariff> = {},
): PricedTariff => ({
  id: 'T',
  currency: 'EUR',
  tax_included: 'NO',
  elements,
  ...difference,
});
const component = (type: 'ENERGY' | 'TIME' | 'FLAT', price: number, step_size = 1) => ({
  type,
  price,
  vat: 20,
  step_size,
});
const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('the week of a tariff', () => {
  it('TAR-027 has the price of each hour and day', () => {
    const week = weekOf(
      tariff([
        { price_components: [component('ENERGY', 0.2)], restrictions: { day_of_week: ['SUNDAY'] } },
        {
          price_components: [component('ENERGY', 0.3)],
          restrictions: { start_time: '23:00', end_time: '07:00' },
        },
        { price_components: [component('ENERGY', 0.5)] },
      ]),
      null,
      11,
      NOW,
    );
    expect(week.monday).toBe('2026-11-23');
    expect(week.side).toBe('afterTaxes');
    const [monday = [], , , , , , sunday = []] = week.days;
    expect([monday[6], monday[7], monday[22], monday[23]]).toEqual(['0.36', '0.6', '0.6', '0.36']);
    expect(new Set(sunday)).toEqual(new Set(['0.24']));
    expect([week.lowest, week.highest]).toEqual(['0.24', '0.6']);
    expect([levelOf('0.24', week), levelOf('0.6', week)]).toEqual([0, 1]);
  });

  it('counts time at the power of the charge, and leaves out fees, steps and limits', () => {
    const priced = tariff(
      [
        {
          price_components: [
            component('FLAT', 5),
            component('ENERGY', 0.25, 1000),
            component('TIME', 6, 3600),
          ],
        },
      ],
      { min_price: { before_taxes: 9, after_taxes: 10 } },
    );
    // Six minutes of an hour at 6.00 are 0.60.
    expect(weekOf(priced, null, 10, NOW).lowest).toBe('1.02');
    expect(weekOf(priced, null, 60, NOW).lowest).toBe('0.42');
  });

  it('PRC-048 is before taxes where rates are unknown, and has no price where nothing is asked', () => {
    const some = tariff([
      {
        price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }],
        restrictions: { end_time: '12:00' },
      },
    ]);
    const week = weekOf(some, null, 11, NOW);
    expect(week.side).toBe('beforeTaxes');
    expect([week.days[0]?.[11], week.days[0]?.[12]]).toEqual(['0.4', null]);
    expect(levelOf('0.4', week)).toBe(0.5);
  });

  it('PRC-001 is one in which the tariff is in force', () => {
    const of = (difference: Partial<PricedTariff>) =>
      new Date(weekShown(tariff([], difference), NOW)).toISOString().slice(0, 10);
    expect(of({})).toBe('2026-11-23');
    expect(of({ end_date_time: '2019-07-01T00:00:00Z' })).toBe('2019-06-24');
    expect(of({ start_date_time: '2027-01-06T00:00:00Z' })).toBe('2027-01-04');
  });
});
