/** A payment as its table has it; every statement that reads one reads these columns. */
import type { PaymentDirection, PaymentState } from './payment.rules.js';
import type { BankAccount, Instructions } from './provider.js';

export interface PaymentRow {
  id: string;
  seq: number;
  reference: string;
  direction: PaymentDirection;
  provider: string;
  /** Folded ref of the party that pays or is paid. */
  party: string;
  /** Number of the statement. */
  statement: string;
  amount: string;
  currency: string;
  description: string;
  /** Of the party, as its billing profile said when the payment was made; of payouts by bank. */
  account: BankAccount | null;
  /** Of the party at the provider, as it was when the payment was made: every attempt has to ask the same. */
  providerAccount: string | null;
  state: PaymentState;
  reason: string | null;
  providerReference: string | null;
  instructions: Instructions | null;
  batch: string | null;
  attempts: number;
  looks: number;
  triedSince: string | null;
  createdAt: string;
  changedAt: string;
  settledAt: string | null;
}

/** `p` is the table. */
export const PAYMENT_COLUMNS = `p.id, p.seq::float8 as seq, p.reference, p.direction, p.provider, p.party, p.statement,
  p.amount::text as amount, p.currency::text as currency, p.description, p.account, p.provider_account as "providerAccount", p.state, p.reason,
  p.provider_reference as "providerReference", p.instructions, p.batch, p.attempts, p.looks,
  p.tried_since as "triedSince", p.created_at as "createdAt", p.changed_at as "changedAt", p.settled_at as "settledAt"`;

/** An id of ours; anything else matches nothing. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
