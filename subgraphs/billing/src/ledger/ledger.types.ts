/**
 * The words of the ledger. An **account** belongs to a party and has one currency. A **transfer** moves an amount from
 * one account (debit) to another (credit). It is PENDING until it is POSTED, for good, or VOIDED, as if it had never
 * been. Amounts are decimal strings above zero; money that flows back is a transfer in the other direction.
 */

export const accountKinds = ['CLEARING', 'BANK', 'FEES', 'TAXES'] as const;
/**
 * CLEARING: what a party owes (debits) and is owed (credits) through the hub. BANK: money it moved outside of it.
 * FEES and TAXES: what the hub earned, and the taxes on that.
 */
export type AccountKind = (typeof accountKinds)[number];

export const transferKinds = ['CDR', 'FEE', 'SHARE', 'TAX', 'PAYMENT', 'PAYOUT', 'CORRECTION'] as const;
/** TAX comes with a CDR, FEE or SHARE of the same CDR and line; PAYMENT comes from a party, PAYOUT goes to one. */
export type TransferKind = (typeof transferKinds)[number];

export const transferStates = ['PENDING', 'POSTED', 'VOIDED'] as const;
export type TransferState = (typeof transferStates)[number];

export interface AccountName {
  /** Folded ref of the party: NL/TNM. */
  owner: string;
  kind: AccountKind;
}

/** A transfer to be recorded. */
export interface TransferEntry {
  /** Names what made it, once and for ever: recording it again changes nothing. */
  cause: string;
  kind: TransferKind;
  debit: AccountName;
  credit: AccountName;
  /** ISO 4217. */
  currency: string;
  /** Decimal string above zero. */
  amount: string;
  /** POSTED unless said otherwise. PENDING ones with an issuer are posted by the next statement run. */
  state?: 'PENDING' | 'POSTED';
  /** When what it is about happened, RFC 3339; now unless said. */
  occurredAt?: string;
  /** For people. */
  note?: string;
  /** Who bills it and to whom, both folded refs, if it belongs on a statement. */
  billed?: Billed;
  cdrRef?: string;
  /** The part of the CDR it is about: `total_energy_cost`, `fee 1`. */
  cdrLine?: string;
  /** What the amount is for: how many of what. */
  quantity?: string;
  unit?: string;
  tax?: { name: string; percentage: string | null; base: string };
}

export interface Billed {
  issuer: string;
  recipient: string;
  /** On a credit note instead of an invoice. */
  isCredit: boolean;
  /** The money flows from the issuer to the recipient. */
  isReverse: boolean;
}

export interface RecordedTransfer {
  id: string;
  cause: string;
  /** False when it had been recorded before. */
  isNew: boolean;
}

/** A transaction's connection: `pg`'s client or pool as it is, MikroORM's through `onEntityManager`. */
export interface LedgerConnection {
  query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }>;
}

export interface Balance extends AccountName {
  currency: string;
  /** Credits minus debits, of posted transfers: above zero it is owed money. */
  posted: string;
  /** The same of pending transfers. */
  pending: string;
}
