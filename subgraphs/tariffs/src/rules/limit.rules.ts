/**
 * Least and greatest price, and the rounding of the total (PRC-044 to PRC-046, AMB-037). Both sides of an amount are
 * limited independently, so that its taxes may no longer be what their rates say; a note tells of that.
 */
import { type Decimal, ZERO } from './decimal.js';
import { added, difference, withSides, type Money } from './money.js';
import type { Notes } from './notes.js';
import type { AdjustmentCode } from './pricing.js';
import { roundWithin } from './rounding.rules.js';
import type { Limit, TariffPlan } from './tariff.plan.js';

export interface MoneyAdjustment {
  readonly code: AdjustmentCode;
  readonly rule: string;
  readonly money: Money;
}

export interface Limited {
  /** The lines together. */
  readonly subtotal: Money;
  readonly total: Money;
  readonly adjustments: readonly MoneyAdjustment[];
}

type Side = 'least' | 'greatest';

/** Is the amount on the wrong side of the limit? */
const breaks = (side: Side, amount: Decimal, limit: Decimal): boolean =>
  side === 'least' ? amount.lt(limit) : amount.gt(limit);

/** Of several Tariffs in one charge every limit holds: the greatest of the least prices, the least of the greatest. */
const strictest = (side: Side, limits: readonly (Limit | null)[]): Limit => {
  const pick = (amounts: readonly (Decimal | null | undefined)[]): Decimal | null =>
    amounts.reduce<Decimal | null>(
      (kept, one) => (one && (!kept || breaks(side, kept, one)) ? one : kept),
      null,
    );
  return {
    before: pick(limits.map((limit) => limit?.before)),
    after: pick(limits.map((limit) => limit?.after)),
  };
};

/** AMB-037: taxes on a limit that is given without them, at the rate the charge had; null when that is unknown. */
const followed = (money: Money, before: Decimal, lines: readonly Money[]): Decimal | null => {
  if (!money.before || !money.after) return money.after;
  if (!money.before.isZero()) return money.after.times(before).div(money.before);
  const rates = new Set(lines.flatMap(({ taxes }) => taxes.map(({ percentage }) => percentage)));
  const [rate = '0'] = rates;
  return rates.size > 1 || rate === null ? null : before.plus(before.times(rate).div(100));
};

const limitedBy = (
  side: Side,
  money: Money,
  limit: Limit,
  lines: readonly Money[],
  decimals: number,
  notes: Notes,
): Money => {
  let { before, after } = money;
  if ((limit.before && !before) || (limit.after && !after)) notes.add('LIMIT_NOT_APPLIED');
  if (before && limit.before && breaks(side, before, limit.before)) {
    if (!limit.after) after = followed(money, limit.before, lines)?.toDecimalPlaces(decimals) ?? null;
    before = limit.before;
  }
  if (after && limit.after && breaks(side, after, limit.after)) after = limit.after;
  if (before === money.before && after === money.after) return money;
  const result = withSides(money, before, after, decimals);
  if (result.taxes.length > 1) notes.add('LIMIT_TAXES_SPREAD');
  if (before && after?.lt(before)) notes.add('LIMIT_BELOW_TAXES');
  return result;
};

/**
 * The subtotal within the limits of the Tariffs that were used, then rounded without leaving them.
 * @param kept Decimals of amounts that are not rounded.
 * @param payable Decimals of the total; null when it is not rounded.
 */
export const limitTotal = (
  lines: readonly Money[],
  plans: readonly TariffPlan[],
  kept: number,
  payable: number | null,
  notes: Notes,
): Limited => {
  const adjustments: MoneyAdjustment[] = [];
  const subtotal = added(lines);
  let total = subtotal;
  const move = (code: AdjustmentCode, rule: string, next: Money): void => {
    if (next !== total) adjustments.push({ code, rule, money: difference(total, next) });
    total = next;
  };
  const least = strictest(
    'least',
    plans.map(({ min }) => min),
  );
  const greatest = strictest(
    'greatest',
    plans.map(({ max }) => max),
  );
  // The greatest price has the last word where the two contradict each other: the driver was promised it.
  if (least.before || least.after)
    move('MIN_PRICE', 'PRC-045', limitedBy('least', total, least, lines, kept, notes));
  if (greatest.before || greatest.after)
    move('MAX_PRICE', 'PRC-044', limitedBy('greatest', total, greatest, lines, kept, notes));
  if (payable !== null) {
    const before = total.before && roundWithin(total.before, payable, least.before, greatest.before);
    const after = total.after && roundWithin(total.after, payable, least.after, greatest.after);
    const next = withSides(total, before, after, payable);
    const { before: net, after: gross, taxes } = difference(total, next);
    if (taxes.length > 0 || !(net ?? ZERO).isZero() || !(gross ?? ZERO).isZero())
      move('ROUNDING', 'TAR-032', next);
  }
  return { subtotal, total, adjustments };
};
