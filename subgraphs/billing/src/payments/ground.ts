/** What the stores of payments stand on. */
import type { Logger, Outbox, RecordWriter } from '@chargesphere/chassis';
import { Problem, type Caller } from '@chargesphere/schema';
import type { Pool } from 'pg';
import type { LedgerStore } from '../ledger/ledger.store.js';
import type { Payable } from './payable.rules.js';
import type { BankAccount, PaymentProvider } from './provider.js';

export interface PaymentGround {
  pool: Pool;
  outbox: Outbox;
  /** Changes and their events in one transaction. */
  write: RecordWriter;
  ledger: LedgerStore;
  log: Logger;
  /** By name. */
  providers: ReadonlyMap<string, PaymentProvider>;
  /** What a statement asks for; undefined when there is no such statement, null when nobody owes anything. */
  payable(statement: string): Promise<Payable | null | undefined>;
  /** Folded ref of the hub's own party. */
  hub: string;
  /** The hub's own account; without it nothing is paid by bank. */
  bank: BankAccount | undefined;
  /** How long a node may be silent about a payment it has taken up, milliseconds. */
  lease_ms: number;
  now(): Date;
}

/** What resolvers of payments need of the subgraph's context. */
export interface PaymentContext {
  caller: Caller;
  outbox: Outbox;
}

export const providerNamed = ({ providers }: PaymentGround, name: string): PaymentProvider => {
  const found = providers.get(name);
  if (found) return found;
  const names = [...providers.keys()].join(', ');
  throw new Problem(
    'INVALID_INPUT',
    names === ''
      ? 'This hub has no payment provider: set HUB_BANK_IBAN or STRIPE_SECRET_KEY.'
      : `${JSON.stringify(name)} is no payment provider of this hub; it has ${names}.`,
  );
};
