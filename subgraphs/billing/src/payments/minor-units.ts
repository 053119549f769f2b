/**
 * Amounts as providers take them: whole numbers of a currency's smallest unit. Only here, at the border; our own
 * records keep decimal strings.
 */
import { minorUnitOf } from '@chargesphere/tariffs/rules';
import { Decimal } from 'decimal.js';

/** Currencies that Stripe counts otherwise than ISO 4217 does: with two decimals that are always 00. */
const WITH_TWO_DECIMALS = new Set(['ISK', 'UGX']);
/** Currencies of three decimals, of which Stripe takes no last digit but 0. */
const MAX_EXACT = 2;

const decimalsOf = (currency: string): number =>
  WITH_TWO_DECIMALS.has(currency.toUpperCase()) ? 2 : minorUnitOf(currency);

/** Throws a RangeError when the amount has digits that nobody can pay. */
export const minorUnits = (amount: string, currency: string): number => {
  const value = new Decimal(amount);
  const payable = Math.min(minorUnitOf(currency), MAX_EXACT);
  if (value.decimalPlaces() > payable)
    throw new RangeError(`${amount} ${currency} cannot be paid: round it to ${payable} decimals.`);
  const units = value.times(new Decimal(10).pow(decimalsOf(currency)));
  if (!units.isInteger() || units.abs().gt(Number.MAX_SAFE_INTEGER))
    throw new RangeError(`${amount} ${currency} cannot be paid at once.`);
  return units.toNumber();
};

/** A decimal string. */
export const amountOfUnits = (units: number, currency: string): string =>
  new Decimal(units).div(new Decimal(10).pow(decimalsOf(currency))).toFixed();
