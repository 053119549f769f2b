import { Decimal } from '../ledger/amount.js';
import {
  feeAmount,
  feeFor,
  overpromised,
  shareAmount,
  sharesFor,
  type FeeTerms,
  type ShareTerms,
  type TermsFacts,
} from './terms.rules.js';

const facts: TermsFacts = {
  cpo: 'NL/TNM',
  emsp: 'DE/EMP',
  location: 'NL/TNM/LOC1',
  currency: 'EUR',
  endedAt: '2026-03-01T09:00:00.000Z',
  kwh: 20,
  before: new Decimal('8.15'),
};

const fee = (id: string, difference: Partial<FeeTerms> = {}): FeeTerms => ({
  id,
  name: id,
  payer: 'CPO',
  cpo: '',
  emsp: '',
  currency: null,
  perSession: '0',
  perKwh: '0',
  percent: '1',
  taxName: null,
  taxPercentage: null,
  validFrom: '1970-01-01T00:00:00.000Z',
  validUntil: null,
  ...difference,
});

it('takes the fee agreed by both parties before that of one, of one before that of all, then the latest', () => {
  const rules = [
    fee('for all'),
    fee('for all, later', { validFrom: '2026-01-01T00:00:00.000Z' }),
    fee('of the eMSP', { emsp: 'DE/EMP' }),
    fee('of the CPO', { cpo: 'NL/TNM' }),
    fee('of both', { cpo: 'NL/TNM', emsp: 'DE/EMP' }),
    fee('of others', { cpo: 'NL/TNM', emsp: 'BE/OTH' }),
  ];
  const chosen: (string | undefined)[] = [];
  for (let left = rules; left.length > 1;) {
    const best = feeFor(left, 'CPO', facts);
    chosen.push(best?.id);
    left = left.filter(({ id }) => id !== best?.id);
  }
  expect(chosen).toEqual(['of both', 'of the CPO', 'of the eMSP', 'for all, later', 'for all']);
});

it.each([
  ['of another payer', { payer: 'EMSP' }],
  ['in another currency', { currency: 'CHF' }],
  ['that begins later', { validFrom: '2026-03-01T09:00:00.001Z' }],
  ['that has ended', { validUntil: '2026-03-01T09:00:00.000Z' }],
] as const)('takes no fee %s', (_, difference) => {
  expect(feeFor([fee('one', difference)], 'CPO', facts)).toBeUndefined();
});

it('adds what is taken for the session, the energy and the amount, rounds once, and taxes that', () => {
  const rule = fee('all of them', {
    currency: 'EUR',
    perSession: '0.10',
    perKwh: '0.0025',
    percent: '1.5',
    taxName: 'VAT',
    taxPercentage: '21',
  });
  const { amount, tax } = feeAmount(rule, facts);
  expect(amount.toFixed()).toBe('0.27'); // 0.10 + 0.05 + 0.12225
  expect(tax?.amount.toFixed()).toBe('0.06');
});

it('takes no percentage of what is given back, and never pays a fee out', () => {
  expect(feeAmount(fee('one'), { ...facts, before: new Decimal(-8) }).amount.toFixed()).toBe('0');
});

it('shares what one Location earns with its host, and all of it with others', () => {
  const share = (id: string, difference: Partial<ShareTerms> = {}): ShareTerms => ({
    ...fee(id),
    cpo: 'NL/TNM',
    beneficiary: 'NL/HST',
    location: '',
    percent: '12.5',
    ...difference,
  });
  const shares = [
    share('all'),
    share('here', { location: 'NL/TNM/LOC1' }),
    share('there', { location: 'NL/TNM/LOC2' }),
  ];
  expect(sharesFor(shares, facts).map(({ id }) => id)).toEqual(['all', 'here']);
  expect(shareAmount(share('all'), facts).amount.toFixed()).toBe('1.02'); // 1.01875
});

describe('shares that would pass on more than is earned', () => {
  const share = (percent: string, difference: Partial<ShareTerms> = {}): ShareTerms => ({
    ...fee(percent),
    cpo: 'NL/TNM',
    beneficiary: 'NL/HST',
    location: '',
    percent,
    ...difference,
  });
  const march = '2026-03-01T00:00:00.000Z';
  const april = '2026-04-01T00:00:00.000Z';

  it.each<[string, ShareTerms[]]>([
    ['all of it', [share('60'), share('40')]],
    [
      'all of it at each of two Locations',
      [share('100', { location: 'A' }), share('100', { location: 'B' })],
    ],
    [
      'one after the other',
      [share('70', { validUntil: march }), share('70', { validFrom: march, validUntil: april })],
    ],
  ])('are none: %s', (_, shares) => {
    expect(overpromised(shares)).toBeUndefined();
  });

  it.each<[string, ShareTerms[], object]>([
    [
      'everywhere',
      [share('60'), share('40.01')],
      { location: '', at: '1970-01-01T00:00:00.000Z', percent: '100.01' },
    ],
    [
      'at a Location that shares by itself, too',
      [share('60'), share('50', { location: 'NL/TNM/LOC1' }), share('30', { location: 'NL/TNM/LOC2' })],
      { location: 'NL/TNM/LOC1', at: '1970-01-01T00:00:00.000Z', percent: '110' },
    ],
    [
      'from the day on which the second begins',
      [share('70', { validUntil: april }), share('70', { validFrom: march })],
      { location: '', at: march, percent: '140' },
    ],
  ])('are found: %s', (_, shares, found) => {
    expect(overpromised(shares)).toEqual(found);
  });
});
