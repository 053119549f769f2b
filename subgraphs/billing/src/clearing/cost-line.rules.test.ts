import fc from 'fast-check';
import { Decimal, payable, total } from '../ledger/amount.js';
import { costLinesOf, totalsOf, type ClaimedCosts } from './cost-line.rules.js';

const vat = (amount: number, percentage: number | null = 21) => ({ name: 'VAT', percentage, amount });

const claimed = (difference: Partial<ClaimedCosts> = {}): ClaimedCosts => ({
  currency: 'EUR',
  total_cost: { before_taxes: 9, taxes: [vat(1.89)] },
  total_energy_cost: { before_taxes: 8, taxes: [vat(1.68)] },
  total_time_cost: { before_taxes: 1, taxes: [vat(0.21)] },
  total_energy: 20,
  total_time: 1.5,
  ...difference,
});

const shown = (cdr: ClaimedCosts) =>
  costLinesOf(cdr)?.map(({ field, before, taxes, quantity, unit }) =>
    [
      field,
      before.toFixed(2),
      ...taxes.map(
        ({ percentage, base, amount }) => `${percentage} % of ${base.toFixed(2)}: ${amount.toFixed(2)}`,
      ),
      `${quantity} ${unit}`,
    ].join(' | '),
  );

it('takes the partial costs of a CDR with their taxes and quantities', () => {
  expect(shown(claimed())).toEqual([
    'total_energy_cost | 8.00 | 21 % of 8.00: 1.68 | 20 kWh',
    'total_time_cost | 1.00 | 21 % of 1.00: 0.21 | 1.5 h',
  ]);
});

it('takes the total alone when the parts are not the whole of it', () => {
  expect(shown(claimed({ total_time_cost: null }))).toEqual([
    'total_cost | 9.00 | 21 % of 9.00: 1.89 | 1 session',
  ]);
  const untaxed = { total_energy_cost: { before_taxes: 8 }, total_time_cost: { before_taxes: 1 } };
  expect(shown(claimed(untaxed))).toEqual(['total_cost | 9.00 | 21 % of 9.00: 1.89 | 1 session']);
});

it('rounds each line to what one can pay, and lets the largest take what that leaves', () => {
  const part = (before_taxes: number) => ({ before_taxes });
  const cdr = claimed({
    total_cost: part(1.01),
    total_energy_cost: part(0.335),
    total_time_cost: part(0.335),
    total_fixed_cost: part(0.34),
  });
  expect(shown(cdr)).toEqual([
    'total_energy_cost | 0.33 | 20 kWh',
    'total_time_cost | 0.34 | 1.5 h',
    'total_fixed_cost | 0.34 | 1 session',
  ]);
});

it('tells the base of each of several taxes from its rate', () => {
  const taxes = [vat(2.1, 21), vat(0.45, 9)];
  const cdr = claimed({
    total_cost: { before_taxes: 15, taxes },
    total_energy_cost: null,
    total_time_cost: null,
  });
  expect(shown(cdr)).toEqual(['total_cost | 15.00 | 21 % of 10.00: 2.10 | 9 % of 5.00: 0.45 | 1 session']);
});

it('keeps what is given back, as a credit CDR or a discount does', () => {
  const cdr = claimed({
    total_cost: { before_taxes: -8, taxes: [vat(-1.68)] },
    total_energy_cost: null,
    total_time_cost: null,
  });
  expect(shown(cdr)).toEqual(['total_cost | -8.00 | 21 % of -8.00: -1.68 | 1 session']);
});

it('CDR-022 AMB-028 keeps the lines of a credit CDR, whose parts stay positive', () => {
  const cdr = claimed({
    total_cost: { before_taxes: -8, taxes: [vat(-1.68)] },
    total_energy_cost: { before_taxes: 6, taxes: [vat(1.26)] },
    total_time_cost: { before_taxes: 2, taxes: [vat(0.42)] },
  });
  expect(costLinesOf(cdr)?.map(({ field, before }) => [field, before.toFixed()])).toEqual([
    ['total_energy_cost', '-6'],
    ['total_time_cost', '-2'],
  ]);
});

it.each([
  ['a currency that is none', { currency: '#NA' }],
  ['an amount beyond all reason', { total_cost: { before_taxes: 1e300 } }],
])('makes nothing of %s', (_, difference) => {
  expect(costLinesOf(claimed(difference))).toBeUndefined();
});

const amount = fc.double({ min: -10_000, max: 10_000, noNaN: true });
const price = fc.record({
  before_taxes: amount,
  taxes: fc.array(
    fc.record({ name: fc.constantFrom('VAT', 'City'), percentage: fc.constantFrom(21, 9, null), amount }),
    { maxLength: 3 },
  ),
});

it('adds up to the rounded total on both sides, whatever the parts are', () => {
  const any = fc.record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    parts: fc.array(price, { minLength: 1, maxLength: 3 }),
    isWhole: fc.boolean(),
    other: price,
  });
  fc.assert(
    fc.property(any, ({ currency, parts, isWhole, other }) => {
      const sum = {
        before_taxes: parts.reduce((s, p) => s + p.before_taxes, 0),
        taxes: parts.flatMap(({ taxes }) => taxes),
      };
      const [total_energy_cost, total_time_cost, total_fixed_cost] = parts;
      const cdr = claimed({
        currency,
        total_cost: isWhole ? sum : other,
        total_energy_cost: total_energy_cost ?? null,
        total_time_cost: total_time_cost ?? null,
        total_fixed_cost: total_fixed_cost ?? null,
      });
      const lines = costLinesOf(cdr) ?? [];
      expect(total(lines.map(({ before }) => before)).toFixed()).toBe(totalsOf(cdr).before.toFixed());
      const exact = new Map<string, Decimal>();
      for (const { name, percentage, amount: tax } of cdr.total_cost.taxes ?? []) {
        const key = `${percentage} ${name}`;
        exact.set(key, (exact.get(key) ?? new Decimal(0)).plus(tax));
      }
      const due = total([...exact.values()].map((tax) => payable(tax, currency)));
      const taxed = total(lines.flatMap(({ taxes }) => taxes.map((tax) => tax.amount)));
      expect(taxed.toFixed()).toBe(due.toFixed());
    }),
  );
});
