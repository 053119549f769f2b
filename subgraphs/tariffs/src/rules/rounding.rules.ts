/**
 * How money is rounded. OCPI leaves that to law and contracts (TAR-032), so it is a choice with a name, and every
 * Pricing says by which it was made.
 *
 * A thing must have some last digit: a third of an hour has no end as a decimal. Twelve decimals are kept for it, so
 * that a line, its taxes and their sums are exact decimals that add up without a remainder.
 */
import { Decimal } from './decimal.js';

/** Decimals of a line where nothing is rounded for people to pay. */
const KEPT_DECIMALS = 12;

export interface RoundingPolicy {
  readonly name: 'unrounded' | 'minor-unit-total' | 'minor-unit-lines';
  readonly description: string;
  /** What is rounded to the currency's minor unit, half away from zero. */
  readonly rounds: 'nothing' | 'total' | 'lines';
}

export const roundingPolicies = {
  /** PRC-047: exact to the end; for checking and for comparing. */
  unrounded: {
    name: 'unrounded',
    rounds: 'nothing',
    description: 'Nothing is rounded; what has no end as a decimal is kept to twelve decimals.',
  },
  /** What people usually expect of a bill. */
  'minor-unit-total': {
    name: 'minor-unit-total',
    rounds: 'total',
    description: "The total is rounded half up to the currency's minor unit, its lines are not.",
  },
  /** For bills on which every line has to be an amount one can pay. */
  'minor-unit-lines': {
    name: 'minor-unit-lines',
    rounds: 'lines',
    description: "Every line is rounded half up to the currency's minor unit, and the total is their sum.",
  },
} as const satisfies Record<RoundingPolicy['name'], RoundingPolicy>;

/** ISO 4217: the currencies that do not have two decimals. */
const MINOR_UNITS: Record<string, number> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
]);

export const minorUnitOf = (currency: string): number => MINOR_UNITS[currency.toUpperCase()] ?? 2;

/** Decimals of a line's amounts. */
export const lineDecimals = ({ rounds }: RoundingPolicy, currency: string): number =>
  rounds === 'lines' ? minorUnitOf(currency) : KEPT_DECIMALS;

/** Decimals of the total and of the result fields. */
export const totalDecimals = ({ rounds }: RoundingPolicy, currency: string): number =>
  rounds === 'nothing' ? KEPT_DECIMALS : minorUnitOf(currency);

export const roundTo = (amount: Decimal, decimals: number): Decimal =>
  amount.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);

/** Rounds without leaving the limits (PRC-044); a limit between two payable amounts is kept as it is. */
export const roundWithin = (
  amount: Decimal,
  decimals: number,
  least: Decimal | null,
  most: Decimal | null,
): Decimal => {
  const fits = (rounded: Decimal) => !(least && rounded.lt(least)) && !(most && rounded.gt(most));
  const candidates = [Decimal.ROUND_HALF_UP, Decimal.ROUND_FLOOR, Decimal.ROUND_CEIL].map((mode) =>
    amount.toDecimalPlaces(decimals, mode),
  );
  return candidates.find(fits) ?? amount;
};
