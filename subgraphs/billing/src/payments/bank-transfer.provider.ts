/**
 * Payments by bank without a line to the bank: a party transfers to the hub's account with the payment's reference, the
 * hub's payouts go into a SEPA file that the operator hands to the bank (payout-batch.store.ts), and what the bank
 * says of both comes back as a camt.053 statement (bank-statement.store.ts).
 */
import { Problem } from '@chargesphere/schema';
import {
  ProviderUnavailable,
  type Accepted,
  type BankAccount,
  type PaymentOrder,
  type PaymentProvider,
  type ProviderEvent,
  type Told,
} from './provider.js';

export const BANK_TRANSFER = 'bank-transfer';

export class BankTransferProvider implements PaymentProvider {
  readonly name = BANK_TRANSFER;

  constructor(private readonly account: BankAccount) {}

  createCollection({ reference }: PaymentOrder): Promise<Accepted> {
    const { account } = this;
    return Promise.resolve({
      providerReference: reference,
      state: 'SUBMITTED',
      instructions: { by: 'transfer', account, reference },
    });
  }

  /** Only ever by a batch, which puts them all into one file. */
  createPayout(): Promise<Accepted> {
    return Promise.reject(new ProviderUnavailable('It waits for createPayoutBatch.'));
  }

  /** Only the bank's statement says. */
  status(): Promise<Told | undefined> {
    return Promise.resolve(undefined);
  }

  /** Nothing was sent to anybody but the party itself. */
  cancelCollection(): Promise<void> {
    return Promise.resolve();
  }

  parseWebhook(): ProviderEvent[] {
    throw new Problem(
      'NOT_FOUND',
      'Banks send no webhooks here; import their statements with importBankStatement.',
    );
  }
}
