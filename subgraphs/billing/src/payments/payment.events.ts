/** `payment.updated`: a payment was made, or its state has changed. Who carries payments out is woken by it, who watches is told. */
import type { DomainEvent, RecordEvent } from '@chargesphere/chassis';
import type { PaymentState } from './payment.rules.js';
import type { PaymentRow } from './payment.row.js';

export const PAYMENT_UPDATED = 'payment.updated';

/** What a subscriber's filter looks at. */
export interface PaymentUpdated {
  statement: string;
  state: PaymentState;
}

export const paymentUpdated = ({ id, party, statement, state }: PaymentRow): RecordEvent => ({
  topic: PAYMENT_UPDATED,
  ref: id,
  owner: party,
  detail: { statement, state } satisfies PaymentUpdated,
});

export const updateIn = (event: DomainEvent): PaymentUpdated => event.detail as PaymentUpdated;
