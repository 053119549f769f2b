/** Amounts of a CDR as exact decimals (TYPE-009). Pure. */
import type { Amount } from '@chargesphere/tariffs/rules';
import type { CDR, Price } from '@chargesphere/schema';
import { Decimal as Library } from 'decimal.js';

export const Decimal = Library.clone({ defaults: true, precision: 60 });
export type Decimal = Library;

export const COST_FIELDS = [
  'total_fixed_cost',
  'total_energy_cost',
  'total_time_cost',
  'total_parking_cost',
  'total_reservation_cost',
  'total_cost',
] as const satisfies readonly (keyof CDR)[];
export type CostField = (typeof COST_FIELDS)[number];

export const ZERO_AMOUNT: Amount = { before_taxes: '0', taxes: [], after_taxes: '0' };

/** A number of a document has the digits it was sent with as long as a double holds them. */
export const exact = (value: number): Decimal => new Decimal(String(value));

/** Without exponent and without zeros at the end. */
export const written = (value: Decimal): string => (value.isZero() ? '0' : value.toFixed());

/** TYPE-020: with taxes it is the amount before them and their sum. */
export const claimedAmount = ({ before_taxes, taxes }: Price): Amount => {
  const before = exact(before_taxes);
  const listed = taxes ?? [];
  const after = listed.reduce((sum, { amount }) => sum.plus(exact(amount)), before);
  return {
    before_taxes: written(before),
    taxes: listed.map(({ name, percentage, amount }) => ({
      name,
      percentage: typeof percentage === 'number' ? written(exact(percentage)) : null,
      amount: written(exact(amount)),
    })),
    after_taxes: written(after),
  };
};

/** Claimed minus computed; null where one of them is unknown. */
export const minus = (claimed: string | null, computed: string | null): Decimal | null =>
  claimed === null || computed === null ? null : new Decimal(claimed).minus(computed);
