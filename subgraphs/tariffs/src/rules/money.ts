/** Amounts with their taxes while they are computed. Null is a side that nobody can know (PRC-048). */
import { type Decimal, sumOf, written, ZERO } from './decimal.js';
import type { Amount } from './pricing.js';

export interface Tax {
  readonly name: string;
  /** Percent as a decimal string; null when the rate cannot be told. */
  readonly percentage: string | null;
  readonly amount: Decimal;
}

export interface Money {
  readonly before: Decimal | null;
  readonly taxes: readonly Tax[];
  readonly after: Decimal | null;
}

export const NOTHING: Money = { before: ZERO, taxes: [], after: ZERO };

const isSame = (a: Tax, b: Tax): boolean => a.name === b.name && a.percentage === b.percentage;

/** One tax for each name and rate, in the order in which they appear. */
const grouped = (taxes: readonly Tax[]): Tax[] => {
  const groups: Tax[] = [];
  for (const tax of taxes) {
    const at = groups.findIndex((group) => isSame(group, tax));
    const group = groups[at];
    if (group) groups[at] = { ...group, amount: group.amount.plus(tax.amount) };
    else groups.push(tax);
  }
  return groups;
};

export const added = (amounts: readonly Money[]): Money => {
  const before = sumOf(amounts.map((amount) => amount.before));
  const after = sumOf(amounts.map((amount) => amount.after));
  const isKnown = before !== null && after !== null;
  return { before, after, taxes: isKnown ? grouped(amounts.flatMap(({ taxes }) => taxes)) : [] };
};

const minus = (a: Decimal | null, b: Decimal | null): Decimal | null => (a && b ? a.minus(b) : null);

/** What has to be added to `from` to get `to`; taxes that do not change are left out. */
export const difference = (from: Money, to: Money): Money => ({
  before: minus(to.before, from.before),
  after: minus(to.after, from.after),
  taxes: grouped([...to.taxes, ...from.taxes.map((tax) => ({ ...tax, amount: tax.amount.neg() }))]).filter(
    ({ amount }) => !amount.isZero(),
  ),
});

export const negated = ({ before, taxes, after }: Money): Money => ({
  before: before && before.neg(),
  taxes: taxes.map((tax) => ({ ...tax, amount: tax.amount.neg() })),
  after: after && after.neg(),
});

export const amountOf = ({ before, taxes, after }: Money): Amount => ({
  before_taxes: before && written(before),
  taxes: taxes.map(({ name, percentage, amount }) => ({ name, percentage, amount: written(amount) })),
  after_taxes: after && written(after),
});

/**
 * The same amount with other sides. Its taxes are spread over the rates there are, in proportion to what they were,
 * so that they still add up to what lies between the sides; the last one takes what a division leaves.
 */
export const withSides = (
  money: Money,
  before: Decimal | null,
  after: Decimal | null,
  decimals: number,
): Money => {
  if (!before || !after) return { before, after, taxes: [] };
  const due = after.minus(before);
  const had = sumOf(money.taxes.map(({ amount }) => amount)) ?? ZERO;
  const isRounded = money.taxes.every(({ amount }) => amount.decimalPlaces() <= decimals);
  if (due.eq(had) && isRounded) return { before, after, taxes: money.taxes };
  const last = money.taxes.at(-1) ?? { name: 'VAT', percentage: null, amount: ZERO };
  if (had.isZero() && money.taxes.length > 1)
    return {
      before,
      after,
      taxes: grouped([...money.taxes, { name: 'VAT', percentage: null, amount: due }]),
    };
  const others = money.taxes
    .slice(0, -1)
    .map((tax) => ({ ...tax, amount: tax.amount.times(due).div(had).toDecimalPlaces(decimals) }));
  const spread = others.reduce((sum, { amount }) => sum.plus(amount), ZERO);
  return { before, after, taxes: [...others, { ...last, amount: due.minus(spread) }] };
};
