/** The cost fields of a CDR from a Pricing (section 11.6, PRC-050): limits change the total only, never its parts. */
import { Decimal } from './decimal.js';
import { added, amountOf, negated, withSides, type Money } from './money.js';
import type { Amount, Line, Pricing } from './pricing.js';
import { roundTo, totalDecimals } from './rounding.rules.js';

/** Absent is what no line was about. */
export interface CostFields {
  readonly total_cost: Amount;
  readonly total_fixed_cost?: Amount;
  readonly total_energy_cost?: Amount;
  readonly total_time_cost?: Amount;
  readonly total_parking_cost?: Amount;
  readonly total_reservation_cost?: Amount;
}

type PartName = Exclude<keyof CostFields, 'total_cost'>;

const partOf = ({ dimension, reservation }: Line): PartName => {
  if (reservation) return 'total_reservation_cost';
  switch (dimension) {
    case 'FLAT':
      return 'total_fixed_cost';
    case 'ENERGY':
      return 'total_energy_cost';
    case 'TIME':
      return 'total_time_cost';
    case 'PARKING_TIME':
      return 'total_parking_cost';
  }
};

const read = (amount: string | null): Decimal | null => (amount === null ? null : new Decimal(amount));

const moneyOf = ({ before_taxes, taxes, after_taxes }: Amount): Money => ({
  before: read(before_taxes),
  taxes: taxes.map(({ name, percentage, amount }) => ({ name, percentage, amount: new Decimal(amount) })),
  after: read(after_taxes),
});

/**
 * @param isCredit For a credit CDR: only the total is negated (CDR-022).
 */
export const costFieldsOf = (pricing: Pricing, isCredit = false): CostFields => {
  const decimals = totalDecimals(pricing.policy, pricing.currency);
  const rounded = (money: Money): Amount =>
    amountOf(
      withSides(
        money,
        money.before && roundTo(money.before, decimals),
        money.after && roundTo(money.after, decimals),
        decimals,
      ),
    );
  const parts = Map.groupBy(pricing.lines, partOf);
  const total = moneyOf(pricing.total);
  return {
    total_cost: amountOf(isCredit ? negated(total) : total),
    ...Object.fromEntries(
      [...parts].map(([name, lines]) => [name, rounded(added(lines.map(({ cost }) => moneyOf(cost))))]),
    ),
  };
};
