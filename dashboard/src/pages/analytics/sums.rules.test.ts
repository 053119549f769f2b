import {
  changeOf,
  currenciesOf,
  inParts,
  isMeasure,
  utilisationOf,
  valueOf,
  type Sums,
} from './sums.rules.js';

const sums: Sums = {
  from: '2026-03-02T00:00:00.000Z',
  charges: 2,
  energyKwh: '30.5',
  hours: 3,
  meanMinutes: 90,
  revenue: [
    { currency: 'EUR', beforeTaxes: '12.30' },
    { currency: 'CHF', beforeTaxes: '4' },
  ],
};

it('reads each measure, nothing as nothing, and a mean of nothing as unknown', () => {
  expect(
    (['energy', 'charges', 'hours', 'mean', 'revenue-EUR'] as const).map((one) => valueOf(sums, one)),
  ).toEqual([30.5, 2, 3, 90, 12.3]);
  expect([valueOf(sums, 'revenue-SEK'), valueOf(undefined, 'energy'), valueOf(undefined, 'mean')]).toEqual([
    0,
    0,
    undefined,
  ]);
  expect([isMeasure('revenue-EUR'), isMeasure('revenue-'), isMeasure('x')]).toEqual([true, false, false]);
  expect(currenciesOf([sums, sums])).toEqual(['CHF', 'EUR']);
});

it('compares with what there was', () => {
  expect([changeOf(11, 10), changeOf(5, 0), changeOf(undefined, 3)]).toEqual([0.1, undefined, undefined]);
});

it('has every part, also those nobody charged in', () => {
  const parts = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => new Date(`${day}T00:00:00Z`));
  expect(inParts([sums], parts).map((one) => one?.charges)).toEqual([undefined, 2, undefined]);
});

it('says how much of the time the EVSEs charged, where it is known how many there are', () => {
  const [from, to] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-02T00:00:00Z')];
  expect([
    utilisationOf(12, 2, from, to),
    utilisationOf(12, 0, from, to),
    utilisationOf(12, undefined, from, to),
  ]).toEqual([0.25, undefined, undefined]);
});
