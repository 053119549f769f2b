/** A file of SEPA credit transfers as the bank is given it: whose account pays whom how much, on which day. */
export interface PayoutFile {
  /** By which the bank knows the file: 35 characters at the most, never the same twice. */
  readonly messageId: string;
  readonly createdAt: string;
  /** The day on which the bank is to pay: 2026-11-24. */
  readonly executeOn: string;
  /** The hub's account, which pays. */
  readonly payer: PayoutAccount;
  readonly payouts: readonly Payout[];
}

export interface PayoutAccount {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string | null;
}

export interface Payout {
  /** Comes back in the bank's statement: 35 characters at the most, unique in the file. */
  readonly endToEndId: string;
  /** In EUR, above zero: "12.34". */
  readonly amount: string;
  readonly payee: PayoutAccount;
  /** What the payee reads: the number of the statement. */
  readonly message: string;
}
