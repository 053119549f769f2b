/** A batch of payouts as the bank takes it. Made from what was stored with the batch, so that it is the same each time. */
import { creditTransferXml } from '../documents/pain001/credit-transfer.xml.js';
import type { Payout } from '../documents/pain001/payout-file.js';
import type { PaymentRow } from './payment.row.js';
import type { PayoutBatchRow } from './payout-batch.store.js';

/** Throws a Problem when a bank would refuse it. Canceled payouts are left out: the bank is not to have them. */
export const payoutDocument = (batch: PayoutBatchRow, payouts: readonly PaymentRow[]): string => {
  const { messageId, executeOn, account: payer } = batch;
  const createdAt = new Date(batch.createdAt).toISOString();
  const wanted = payouts.filter(({ state }) => state !== 'CANCELED').flatMap(payoutOf);
  return [...creditTransferXml({ messageId, createdAt, executeOn, payer, payouts: wanted })].join('');
};

const payoutOf = ({ reference, amount, account, description }: PaymentRow): Payout[] =>
  account ? [{ endToEndId: reference, amount, payee: account, message: description }] : [];
