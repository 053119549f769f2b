/**
 * The one way in which a payment changes its state, whoever tells of it: the provider's answer, its webhook, a bank's
 * statement or an operator. The row is locked, the ledger has its transfer in the same transaction, and what was known
 * already changes nothing.
 */
import { noteChange, type Note } from '@chargesphere/chassis';
import type { EntityManager } from '@mikro-orm/postgresql';
import { onEntityManager } from '../ledger/ledger.store.js';
import type { TransferEntry } from '../ledger/ledger.types.js';
import type { PaymentGround } from './ground.js';
import { paymentUpdated } from './payment.events.js';
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.row.js';
import { verdictOn, type PaymentState, type Verdict } from './payment.rules.js';
import type { Instructions } from './provider.js';

export interface Move {
  state: PaymentState;
  reason: string | null;
  providerReference?: string | null;
  instructions?: Instructions | null;
  batch?: string | null;
  /** When somebody has to look at it again; never when left out. */
  dueAt?: Date | null;
}

export interface Moved {
  verdict: Verdict;
  payment: PaymentRow;
}

/** Locks a payment; undefined when there is none. */
export const lockPayment = async (em: EntityManager, id: string): Promise<PaymentRow | undefined> => {
  const [row] = await em.execute<PaymentRow[]>(
    `select ${PAYMENT_COLUMNS} from billing.payment p where p.id = ? for update`,
    [id],
  );
  return row;
};

/** `payment` is locked. */
export const movePayment = async (
  ground: PaymentGround,
  em: EntityManager,
  note: Note,
  payment: PaymentRow,
  move: Move,
): Promise<Moved> => {
  const verdict = verdictOn(payment.state, move.state);
  if (verdict === 'CONFLICT') return { verdict, payment };
  const now = ground.now();
  const isNews = verdict === 'NEWS';
  const settledAt = isNews && move.state === 'SETTLED' ? now : payment.settledAt;
  // An answer that comes after the webhook changes no state, but still knows the provider's id and the link.
  const [row] = await em.execute<PaymentRow[]>(
    `update billing.payment p set state = ?, reason = ?, provider_reference = coalesce(provider_reference, ?),
       instructions = coalesce(instructions, ?::jsonb), batch = coalesce(batch, ?::uuid), due_at = ?, node = null,
       lease_until = null, changed_at = ?, settled_at = ?
     where p.id = ? returning ${PAYMENT_COLUMNS}`,
    [
      isNews ? move.state : payment.state,
      isNews ? move.reason : payment.reason,
      move.providerReference ?? null,
      move.instructions ? JSON.stringify(move.instructions) : null,
      move.batch ?? null,
      isNews ? (move.dueAt ?? null) : null,
      isNews ? now : payment.changedAt,
      settledAt,
      payment.id,
    ],
  );
  if (!row) throw new Error(`The payment ${payment.id} was locked and is gone.`);
  if (!isNews) return { verdict, payment: row };
  const transfer = transferOf(row, now);
  if (transfer) await ground.ledger.record(onEntityManager(em), [transfer]);
  note(paymentUpdated(row));
  noteChange({
    type: 'Payment',
    ref: row.id,
    before: { state: payment.state },
    after: { state: row.state },
  });
  return { verdict, payment: row };
};

/** What the ledger has to say of it. Its cause is the payment, so that no crash and no replay moves money twice. */
const transferOf = (payment: PaymentRow, at: Date): TransferEntry | undefined => {
  const { id, direction, party, amount, currency, state, statement, reference } = payment;
  if (state !== 'SETTLED' && state !== 'RETURNED') return undefined;
  const bank = { owner: party, kind: 'BANK' } as const;
  const clearing = { owner: party, kind: 'CLEARING' } as const;
  const isIncoming = (direction === 'COLLECTION') === (state === 'SETTLED');
  const [debit, credit] = isIncoming ? [bank, clearing] : [clearing, bank];
  const kind = direction === 'COLLECTION' ? 'PAYMENT' : 'PAYOUT';
  const isBack = state === 'RETURNED';
  return {
    cause: isBack ? `payment ${id} returned` : `payment ${id}`,
    kind: isBack ? 'CORRECTION' : kind,
    debit,
    credit,
    amount,
    currency,
    occurredAt: at.toISOString(),
    note: `${isBack ? 'Returned: ' : ''}${reference} for ${statement}`,
  };
};
