/**
 * Payments put together: money between the hub and the parties of statements, by providers behind one interface. Who
 * wants another provider adds a class that is a PaymentProvider, and a line here.
 */
import { recordWriter, type Frame, type Logger } from '@chargesphere/chassis';
import { LedgerStore } from '../ledger/ledger.store.js';
import { BankStatementStore } from './bank-statement.store.js';
import { BankTransferProvider } from './bank-transfer.provider.js';
import { BankTransactionResolver, PayoutBatchResolver } from './bank.resolver.js';
import type { PaymentGround } from './ground.js';
import { PaymentEventStore } from './payment-event.store.js';
import { PaymentRunner } from './payment-runner.js';
import { PaymentWorkStore } from './payment-work.store.js';
import { PaymentResolver } from './payment.resolver.js';
import { PaymentStore } from './payment.store.js';
import { PayoutBatchStore } from './payout-batch.store.js';
import type { BankAccount, PaymentProvider } from './provider.js';
import { payableFrom, type Accounts, type Statements } from './statement-payable.js';
import { StripeProvider, type StripeOptions } from './stripe.provider.js';

export interface PaymentOptions {
  /** Folded ref of the hub's own party: NL/HUB. */
  hub: string;
  /** The hub's own account; without it nothing is paid by bank. */
  bank?: BankAccount | undefined;
  /** Without it nothing is paid by Stripe. */
  stripe?: StripeOptions | undefined;
  /** How long a node may be silent about a payment it has taken up, milliseconds. */
  lease_ms?: number;
  now?: () => Date;
}

/** Longer than any call of a provider takes. */
const LEASE_MS = 60_000;

export interface Payments {
  resolvers: object[];
  /** Tries at once what is due; resolves when it was tried. Happens by itself too. */
  carryOut(): Promise<void>;
  close(): Promise<void>;
}

/** Starts to carry payments out. Close it before the frame. */
export const openPayments = (
  frame: Frame,
  log: Logger,
  { statements, accounts }: { statements: Statements; accounts: Accounts },
  options: PaymentOptions,
): Payments => {
  const { hub, bank, stripe, lease_ms = LEASE_MS, now = () => new Date() } = options;
  const providers: PaymentProvider[] = [];
  if (bank) providers.push(new BankTransferProvider(bank));
  if (stripe) providers.push(new StripeProvider(stripe, now));
  const ground: PaymentGround = {
    pool: frame.pool,
    outbox: frame.outbox,
    write: recordWriter(frame.orm, frame.outbox, 'billing'),
    ledger: new LedgerStore(),
    log,
    providers: new Map(providers.map((provider) => [provider.name, provider])),
    payable: payableFrom(statements, accounts),
    hub,
    bank,
    lease_ms,
    now,
  };
  const payments = new PaymentStore(ground);
  const batches = new PayoutBatchStore(ground, payments);
  const runner = new PaymentRunner(ground, new PaymentWorkStore(ground));
  runner.start();
  return {
    resolvers: [
      new PaymentResolver(ground, payments, new PaymentEventStore(ground), batches),
      new PayoutBatchResolver(batches, payments),
      new BankTransactionResolver(new BankStatementStore(ground)),
    ],
    carryOut: () => runner.run(),
    close: () => runner.close(),
  };
};
