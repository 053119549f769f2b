/**
 * Exact decimals for money (TYPE-009): one configuration of decimal.js for every rule here, so that no other part of
 * a program can change how prices round.
 */
import { Decimal as Library } from 'decimal.js';

/** Digits a division may have; products and sums of real prices are far shorter and therefore exact. */
const DIGITS = 60;

export const Decimal = Library.clone({ defaults: true, precision: DIGITS, rounding: Library.ROUND_HALF_UP });
export type Decimal = Library;

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);
export const HUNDRED = new Decimal(100);

/** Plain notation without exponent and without trailing zeros: `0.029`, `-3`, `120000000000000000000000`. */
export const written = (amount: Decimal): string => (amount.isZero() ? '0' : amount.toFixed());

/** What is unknown makes a sum unknown. */
export const sumOf = (amounts: readonly (Decimal | null)[]): Decimal | null => {
  let sum = ZERO;
  for (const amount of amounts) {
    if (amount === null) return null;
    sum = sum.plus(amount);
  }
  return sum;
};
