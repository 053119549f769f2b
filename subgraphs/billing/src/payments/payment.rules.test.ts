import {
  isSameAmount,
  lookAfter_ms,
  referenceIn,
  referenceOf,
  referencesWithin,
  retryAfter_ms,
  verdictOn,
} from './payment.rules.js';

it.each([
  ['CREATED', 'SUBMITTED', 'NEWS'],
  ['CREATED', 'SETTLED', 'NEWS'], // the webhook was faster than our own record
  ['SUBMITTED', 'SETTLED', 'NEWS'],
  ['SUBMITTED', 'FAILED', 'NEWS'],
  ['SETTLED', 'RETURNED', 'NEWS'],
  ['SETTLED', 'SUBMITTED', 'KNOWN'], // the answer came after the webhook
  ['SETTLED', 'SETTLED', 'KNOWN'],
  ['RETURNED', 'SETTLED', 'KNOWN'],
  ['FAILED', 'SUBMITTED', 'KNOWN'],
  ['FAILED', 'SETTLED', 'CONFLICT'], // money for what nobody expects any more
  ['CANCELED', 'SETTLED', 'CONFLICT'],
  ['SETTLED', 'FAILED', 'CONFLICT'],
  ['SUBMITTED', 'RETURNED', 'CONFLICT'],
] as const)('a payment that is %s and is said to be %s: %s', (known, told, verdict) => {
  expect(verdictOn(known, told)).toBe(verdict);
});

it('waits longer after each attempt, and never gives up', () => {
  expect([1, 2, 3, 20, 5000].map(retryAfter_ms)).toEqual([15_000, 30_000, 60_000, 3_600_000, 3_600_000]);
  expect([0, 1, 30].map(lookAfter_ms)).toEqual([900_000, 1_800_000, 21_600_000]);
});

describe('a reference', () => {
  it('is the one the standard computes', () => {
    // The example everybody prints: RF18 5390 0754 7034.
    expect(referenceIn('rf18 5390 0754 7034')).toBe('RF18539007547034');
  });

  it('is read back however it is typed, and no other number is', () => {
    const reference = referenceOf(42);
    expect(reference).toMatch(/^RF\d\dCS000000042$/);
    expect(referenceIn(reference.toLowerCase())).toBe(reference);
    expect(referenceIn(reference.replace(/42$/, '24'))).toBeUndefined();
    expect(referenceIn('NOTPROVIDED')).toBeUndefined();
    expect(referenceIn(null)).toBeUndefined();
  });

  it('is found in what a payer wrote by hand', () => {
    const [a, b] = [referenceOf(1), referenceOf(123_456_789)];
    const typed = `${a.slice(0, 4)} ${a.slice(4, 8)} ${a.slice(8)}`;
    expect(referencesWithin(`Your invoice, ${typed} and ${b.toLowerCase()}. Thanks`)).toEqual([a, b]);
    expect(referencesWithin('RF00CS000000001')).toEqual([]);
  });
});

it('compares amounts as numbers and currencies as codes', () => {
  expect(isSameAmount({ amount: '12.5', currency: 'EUR' }, { amount: '12.50', currency: 'eur' })).toBe(true);
  expect(isSameAmount({ amount: '12.5', currency: 'EUR' }, { amount: '12.51', currency: 'EUR' })).toBe(false);
  expect(isSameAmount({ amount: '12.5', currency: 'EUR' }, { amount: '12.5', currency: 'CHF' })).toBe(false);
});
