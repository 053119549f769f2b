/**
 * Which payment a statement asks for next. The hub stands between the parties: what one owes another is collected by
 * the hub first and paid out then, so that nobody is paid with money that has not come. Pure.
 */
import { Problem } from '@chargesphere/schema';
import { minorUnitOf } from '@chargesphere/tariffs/rules';
import { Decimal } from 'decimal.js';
import { isLive, type PaymentDirection, type PaymentState } from './payment.rules.js';

/** A side of a statement. */
export interface PayableParty {
  /** Folded ref. */
  ref: string;
  name: string;
  iban: string | null;
  bic: string | null;
}

/** What is to be paid for a statement. */
export interface Payable {
  number: string;
  /** Decimal string above zero. */
  amount: string;
  /** ISO 4217. */
  currency: string;
  debtor: PayableParty;
  creditor: PayableParty;
}

/** A statement's total from its issuer's side: below zero the issuer owes. Undefined when nobody owes anything. */
export const payableOf = (statement: {
  number: string;
  currency: string;
  total: string;
  issuer: PayableParty;
  recipient: PayableParty;
}): Payable | undefined => {
  const total = new Decimal(statement.total);
  if (total.isZero()) return undefined;
  const { number, currency, issuer, recipient } = statement;
  const [debtor, creditor] = total.isNegative() ? [issuer, recipient] : [recipient, issuer];
  const decimals = Math.max(total.decimalPlaces(), minorUnitOf(currency));
  return { number, currency, amount: total.abs().toFixed(decimals), debtor, creditor };
};

/** The next payment; throws a Problem when there is none to be made now. */
export const nextPayment = (
  { number, debtor, creditor }: Payable,
  made: readonly { direction: PaymentDirection; state: PaymentState }[],
  hub: string,
): { direction: PaymentDirection; party: PayableParty } => {
  const live = (direction: PaymentDirection) =>
    made.find((payment) => payment.direction === direction && isLive(payment.state));
  if (debtor.ref !== hub) {
    const collection = live('COLLECTION');
    if (!collection) return { direction: 'COLLECTION', party: debtor };
    if (collection.state !== 'SETTLED')
      throw new Problem(
        'CONFLICT',
        `${debtor.ref} is asked already to pay ${number}; wait for that, or cancel it.`,
      );
  }
  if (creditor.ref !== hub) {
    const payout = live('PAYOUT');
    if (!payout) return { direction: 'PAYOUT', party: creditor };
    if (payout.state !== 'SETTLED')
      throw new Problem('CONFLICT', `The payout of ${number} to ${creditor.ref} is on its way already.`);
  }
  throw new Problem('CONFLICT', `${number} is paid.`);
};
