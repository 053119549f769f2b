/** Exact decimals for the ledger, and how its amounts are rounded: every transfer is an amount one can pay. */
import { minorUnitOf } from '@chargesphere/tariffs/rules';
import { Decimal as Library } from 'decimal.js';

/** A configuration of our own, so that no other part of the program can change how money rounds. */
export const Decimal = Library.clone({ defaults: true, precision: 60, rounding: Library.ROUND_HALF_UP });
export type Decimal = Library;

export const ZERO = new Decimal(0);

/** Half away from zero, to the currency's minor unit. */
export const payable = (amount: Decimal, currency: string): Decimal =>
  amount.toDecimalPlaces(minorUnitOf(currency), Decimal.ROUND_HALF_UP);

/** Plain notation: `0.5`, `-3`. */
export const written = (amount: Decimal): string => (amount.isZero() ? '0' : amount.toFixed());

export const total = (amounts: readonly Decimal[]): Decimal =>
  amounts.reduce((sum, amount) => sum.plus(amount), ZERO);

/** As people and documents read it: with all the decimals of its currency. */
export const spelt = (amount: Decimal | string, currency: string): string => {
  const value = new Decimal(amount);
  return value.toFixed(Math.max(minorUnitOf(currency), value.decimalPlaces()));
};
