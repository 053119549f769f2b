/**
 * Which payment a booking on the hub's account is, and what it says of it. Only what is certain is matched: the
 * payment's reference, the right direction, the exact amount. Everything else stays visible, with a sentence that says
 * why, for a person to decide. Pure.
 */
import { isSameAmount, referenceIn, referencesWithin, type PaymentDirection } from './payment.rules.js';

export interface Booking {
  isCredit: boolean;
  isReturn: boolean;
  amount: string;
  currency: string;
  endToEndId: string | null;
  creditorReference: string | null;
  text: string;
  returnReason: string | null;
}

export interface Matchable {
  reference: string;
  direction: PaymentDirection;
  amount: string;
  currency: string;
}

export type Match<P extends Matchable> =
  | { state: 'MATCHED'; payment: P; told: 'SETTLED' | 'RETURNED'; reason: string | null }
  | { state: 'AMOUNT_DIFFERS' | 'CONFLICT'; payment: P; reason: string }
  | { state: 'UNMATCHED'; reason: string };

/** What a booking may be known by: the bank's own fields first, then whatever the payer wrote. */
export const referencesOf = ({
  endToEndId,
  creditorReference,
  text,
}: Pick<Booking, 'endToEndId' | 'creditorReference' | 'text'>): string[] => {
  const structured = [endToEndId, creditorReference]
    .map(referenceIn)
    .filter((reference) => reference !== undefined);
  return structured.length > 0 ? [...new Set(structured)] : referencesWithin(text);
};

/** `found`: the payments that have one of its references. */
export const matchOf = <P extends Matchable>(booking: Booking, found: readonly P[]): Match<P> => {
  const references = referencesOf(booking);
  if (references.length === 0) return { state: 'UNMATCHED', reason: 'It bears no reference of a payment.' };
  const [payment, ...more] = found.filter(({ reference }) => references.includes(reference));
  if (!payment)
    return {
      state: 'UNMATCHED',
      reason: `No payment of this hub has the reference ${references.join(' or ')}.`,
    };
  if (more.length > 0)
    return { state: 'UNMATCHED', reason: `It names several payments at once: ${references.join(', ')}.` };
  const told = toldBy(booking, payment.direction);
  if (!told) {
    const way = booking.isCredit ? 'came in' : 'went out';
    const kind = payment.direction === 'COLLECTION' ? 'collection' : 'payout';
    return {
      state: 'CONFLICT',
      payment,
      reason: `Money ${way} by the reference of a ${kind}, and not as a return.`,
    };
  }
  if (!isSameAmount(booking, payment))
    return {
      state: 'AMOUNT_DIFFERS',
      payment,
      reason: `${booking.amount} ${booking.currency} was booked instead of ${payment.amount} ${payment.currency}.`,
    };
  const why = booking.returnReason ? ` (${booking.returnReason})` : '';
  return {
    state: 'MATCHED',
    payment,
    told,
    reason: told === 'RETURNED' ? `The bank returned it${why}.` : null,
  };
};

/** A return flows against the direction of its payment. */
const toldBy = (
  { isCredit, isReturn }: Booking,
  direction: PaymentDirection,
): 'SETTLED' | 'RETURNED' | undefined => {
  const isForward = isCredit === (direction === 'COLLECTION');
  if (isForward) return isReturn ? undefined : 'SETTLED';
  return isReturn ? 'RETURNED' : undefined;
};
