/** Sums of money (TYPE-009, TYPE-020): in whole ten-thousandths, because sums of doubles are not exact. Pure. */

/** OCPI's numbers have four decimals (TYPE-008). */
const UNITS = 10_000;

/** The part of a Price that counts. Not the type itself, whose table is described with this. */
export interface TaxedAmount {
  readonly before_taxes: number;
  readonly taxes?: readonly { readonly amount: number }[] | null;
}

/** What is to be paid: the amount before taxes and every tax on it (TYPE-020). */
export const afterTaxes = ({ before_taxes, taxes }: TaxedAmount): number =>
  [before_taxes, ...(taxes ?? []).map(({ amount }) => amount)]
    .map((amount) => Math.round(amount * UNITS))
    .reduce((sum, units) => sum + units, 0) / UNITS;
