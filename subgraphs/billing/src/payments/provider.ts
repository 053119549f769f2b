/**
 * What a payment provider is to the hub: four questions. A provider keeps no record; ours are written around its calls
 * (payment-work.store.ts), so that a call can be cut off anywhere and be made again with the same idempotency key.
 */
import type { PaymentDirection, PaymentState } from './payment.rules.js';

/** Where money goes by bank. */
export interface BankAccount {
  holder: string;
  iban: string;
  bic: string | null;
}

/** What a provider is asked to do. The same order is given again, unchanged, until the provider has answered. */
export interface PaymentOrder {
  id: string;
  direction: PaymentDirection;
  /** By which banks know it, also the end-to-end id. */
  reference: string;
  idempotencyKey: string;
  /** A decimal string; in `currency` (ISO 4217). */
  amount: string;
  currency: string;
  /** What the payer reads. */
  description: string;
  /** Folded ref of the party that pays or is paid. */
  party: string;
  /** The party's account at this provider, if the operator has named one. */
  account: string | null;
  /** When it was tried first; undefined the first time. */
  triedSince: Date | undefined;
}

/** How the one who pays does so: by a page of the provider, or to a bank account with the reference. */
export type Instructions =
  | { by: 'link'; url: string; expiresAt: string }
  | { by: 'transfer'; account: BankAccount; reference: string };

/** The provider has it. */
export interface Accepted {
  /** The provider's id of it. */
  providerReference: string;
  state: 'SUBMITTED' | 'SETTLED';
  instructions: Instructions | null;
}

/** How a payment stands, as its provider says. */
export interface Told {
  state: PaymentState;
  reason: string | null;
}

/** A webhook's message about one payment, checked for its signature and cut down to what is ours to know. */
export interface ProviderEvent {
  /** The provider's id of the event: the same for a replay. */
  id: string;
  kind: string;
  at: Date;
  /** Our id of the payment, as it was sent along; null when the provider does not say. */
  paymentId: string | null;
  providerReference: string | null;
  told: Told | null;
  /** What it says was paid; null when it does not. */
  paid: { amount: string; currency: string } | null;
}

export interface PaymentProvider {
  readonly name: string;
  /** Asks a party for money. Rejects with ProviderUnavailable or ProviderRefusal. */
  createCollection(order: PaymentOrder): Promise<Accepted>;
  /** Sends a party money. Rejects likewise. */
  createPayout(order: PaymentOrder): Promise<Accepted>;
  /** How it stands; undefined when the provider has no way to say. Rejects likewise. */
  status(direction: PaymentDirection, providerReference: string): Promise<Told | undefined>;
  /** Takes a collection back that nobody has paid yet. Rejects likewise. */
  cancelCollection(providerReference: string): Promise<void>;
  /** Events in a webhook's body, byte for byte as it came; rejects with a Problem when its signature is wrong. */
  parseWebhook(rawBody: Buffer, headers: Readonly<Record<string, string>>): ProviderEvent[];
}

/** Nobody knows whether the provider has it: to be tried again, with the same key. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** The provider will not do it: a person has to change something first. */
export class ProviderRefusal extends Error {
  override readonly name = 'ProviderRefusal';
}
