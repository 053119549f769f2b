/** What a cost is before and after taxes (PRC-040 to PRC-043, TAR-024 to TAR-026). */
import { isGiven } from '@chargesphere/schema';
import { Decimal, HUNDRED, ONE, written, ZERO } from './decimal.js';
import type { Money, Tax } from './money.js';
import type { OcpiRules, TaxRate } from './pricing.js';
import { roundTo } from './rounding.rules.js';
import type { PlannedComponent } from './tariff.plan.js';

/**
 * The taxes on a component; null when their rates are unknown.
 *
 * An absent `vat` says that none applies (TAR-025), but a Tariff without any rate at all may also come from where
 * rates are unknown beforehand (TAR-026). Only the other components of the same Tariff tell these two apart.
 */
export const ratesOf = (
  { plan, component }: PlannedComponent,
  rules: OcpiRules,
  local: readonly TaxRate[] | undefined,
): readonly TaxRate[] | null => {
  if (rules === '2.1.1') return local ?? null; // PRC-043: says nothing of taxes
  if (rules === '2.3.0' && plan.tariff.tax_included === 'N/A') return [];
  if (isGiven(component.vat)) return [{ name: 'VAT', percentage: component.vat }];
  if (rules === '2.2.1' || plan.namesRates) return [];
  return local ?? null;
};

/** Only 2.3.0 has prices that contain taxes (PRC-041, PRC-042). */
export const includesTaxes = ({ plan }: PlannedComponent, rules: OcpiRules): boolean =>
  rules === '2.3.0' && plan.tariff.tax_included === 'YES';

/** Taxes on an amount before them; a compound tax is also due on those before it. */
const taxesOn = (before: Decimal, rates: readonly TaxRate[], decimals: number | null): Tax[] => {
  let taxed = before;
  return rates.map(({ name, percentage, isCompound }) => {
    const percent = new Decimal(percentage);
    const exact = (isCompound ? taxed : before).times(percent).div(HUNDRED);
    const amount = decimals === null ? exact : roundTo(exact, decimals);
    taxed = taxed.plus(amount);
    return { name, percentage: written(percent), amount };
  });
};

const total = (taxes: readonly Tax[]): Decimal => taxes.reduce((sum, { amount }) => sum.plus(amount), ZERO);

/**
 * @param cost Price × volume.
 * @param rates Null when unknown: then the other side of the amount is, unless there is nothing to tax.
 * @param decimals To which every amount is rounded; sides and taxes add up all the same.
 */
export const taxed = (
  cost: Decimal,
  rates: readonly TaxRate[] | null,
  isIncluded: boolean,
  decimals: number,
): Money => {
  const amount = roundTo(cost, decimals);
  if (rates === null) {
    if (amount.isZero()) return { before: amount, taxes: [], after: amount };
    return isIncluded
      ? { before: null, taxes: [], after: amount }
      : { before: amount, taxes: [], after: null };
  }
  if (!isIncluded) {
    const taxes = taxesOn(amount, rates, decimals);
    return { before: amount, taxes, after: amount.plus(total(taxes)) };
  }
  const factor = ONE.plus(total(taxesOn(ONE, rates, null)));
  if (!factor.gt(ZERO)) return { before: null, taxes: [], after: amount }; // no rate of this world
  const before = roundTo(amount.div(factor), decimals);
  const taxes = taxesOn(before, rates, decimals);
  const last = taxes.at(-1);
  // The price is what was promised: what rounding leaves goes into the last tax.
  const rest = amount.minus(before).minus(total(taxes));
  if (last) taxes[taxes.length - 1] = { ...last, amount: last.amount.plus(rest) };
  return { before, taxes, after: amount };
};
