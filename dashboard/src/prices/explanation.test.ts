/** What the pricing rules say in the browser, in the words of the graph. */
import { pricePeriods } from '@chargesphere/tariffs/rules';
import { clockOf, explained, knownSide, thousandth } from './explanation.rules.js';

const pricing = pricePeriods(
  {
    currency: 'EUR',
    start_date_time: '2026-03-02T15:00:00Z',
    end_date_time: '2026-03-02T16:00:00Z',
    charging_periods: [
      {
        start_date_time: '2026-03-02T15:00:00Z',
        dimensions: [
          { type: 'ENERGY', volume: 5.13 },
          { type: 'TIME', volume: 1 },
        ],
      },
    ],
  },
  {
    tariffs: [
      {
        id: 'T1',
        currency: 'EUR',
        tax_included: 'NO',
        elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, vat: 21, step_size: 500 }] }],
        max_price: { before_taxes: 2, after_taxes: 2.42 },
      },
    ],
    timeZone: 'Europe/Amsterdam',
  },
);

describe('a price of the rules', () => {
  it('is told as the graph tells it', () => {
    const told = explained(pricing);
    expect(told.lines).toMatchObject([
      { dimension: 'ENERGY', unit: 'WATT_HOURS', measured: '5130', billed: '5500', rate: '0.4' },
    ]);
    expect(told.unpriced).toMatchObject([{ dimension: 'TIME', unit: 'SECONDS', measured: '3600' }]);
    expect(told.adjustments).toMatchObject([{ code: 'MAX_PRICE', beforeTaxes: '-0.2' }]);
    expect(told.total).toMatchObject({ beforeTaxes: '2', afterTaxes: '2.42' });
    expect(told.total.taxes).toEqual([{ name: 'VAT', percentage: '21', amount: '0.42' }]);
    expect(told.timeZone).toBe('Europe/Amsterdam');
  });
});

describe('volumes', () => {
  it.each([
    ['5130', '5.13'],
    ['5000', '5'],
    ['7', '0.007'],
    ['0', '0'],
    ['-1500', '-1.5'],
    ['1234.5', '1.2345'],
  ])('of %s Wh are %s kWh', (wattHours, kwh) => {
    expect(thousandth(wattHours)).toBe(kwh);
  });

  it.each([
    ['300', '5:00'],
    ['3900', '1:05:00'],
    ['59', '0:59'],
  ])('of %s seconds are %s', (seconds, text) => {
    expect(clockOf(seconds)).toBe(text);
  });
});

it('compares amounts on a side that all of them have', () => {
  const both = { beforeTaxes: '1', taxes: [], afterTaxes: '1.2' };
  expect(knownSide([both, both])).toBe('afterTaxes');
  expect(knownSide([both, { ...both, afterTaxes: null }])).toBe('beforeTaxes');
});
