/**
 * A statement as its documents need it: everything that is printed, in the order in which it is printed, and nothing
 * that has to be looked up or worked out. Clearing makes it; PDF, UBL and CSV are three ways to write it down, so they
 * can not tell three different sums.
 *
 * Amounts are decimal strings in `currency` ("12.34", "-0.5"), dates are ISO 8601 in UTC.
 */

/** What a statement is in law: a bill, the taking back of one, or an account of what is between two parties. */
export type StatementDocumentKind = 'INVOICE' | 'CREDIT_NOTE' | 'STATEMENT';

/** An address as letters and invoices carry it. `country` is ISO 3166-1 alpha-2: NL. */
export interface PartyAddress {
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
}

/** One of the two parties of a statement, with what its billing profile says of it at the moment of issue. */
export interface PartyView {
  /** Its ref in the hub, such as NL/TNM. */
  readonly ref: string;
  /** The name it trades under. */
  readonly name: string;
  /** Its name in law, when that differs. */
  readonly legalName?: string;
  readonly address?: PartyAddress;
  /** Its VAT identifier, with the prefix of its country: NL123456789B01. */
  readonly vatId?: string;
  readonly iban?: string;
  readonly bic?: string;
  readonly email?: string;
}

/** What the quantity of a line counts. */
export type StatementUnit = 'kWh' | 'h' | 'session' | 'percent';

/** One line: a CDR under one tax rate, or a fee. `amountAfterTaxes` is the sum of the other two amounts. */
export interface StatementLineView {
  /** From 1, without gaps. */
  readonly position: number;
  /** The CDR the line is about; null for a fee that is about none. */
  readonly cdrRef: string | null;
  readonly description: string;
  /** When what is billed ended. */
  readonly at: string;
  /** How much of `unit`; never negative: a line that gives money back has a negative amount. */
  readonly quantity: string;
  readonly unit: StatementUnit;
  readonly amountBeforeTaxes: string;
  /** The tax of the line, "VAT"; null when it bears none. */
  readonly taxName: string | null;
  /** In percent: "21"; null when the line bears no tax, or when its CPO named an amount and no rate. */
  readonly taxPercentage: string | null;
  readonly taxAmount: string;
  readonly amountAfterTaxes: string;
}

/** All lines of one tax at one rate: what it was taken of, and what it is. */
export interface StatementTaxView {
  readonly name: string;
  readonly percentage: string | null;
  readonly base: string;
  readonly amount: string;
}

/** One step of netting: what the two parties owe each other, set off against each other. */
export interface StatementNettingView {
  /** In words, such as "NL/TNM owes DE/EMP". */
  readonly direction: string;
  readonly amount: string;
}

/**
 * A statement, ready to be written as a document. What it is about is positive: what is to be paid on an invoice, what
 * is given back on a credit note. A negative amount is the opposite of what the document is.
 */
export interface StatementView {
  /** Unique for ever, without gaps in its series. */
  readonly number: string;
  readonly kind: StatementDocumentKind;
  readonly issuedAt: string;
  readonly periodFrom: string;
  /** The first moment after the period. */
  readonly periodTo: string;
  /** ISO 4217, one for the whole statement. */
  readonly currency: string;
  /** Who sells, and is paid when the total is positive. */
  readonly issuer: PartyView;
  readonly recipient: PartyView;
  readonly lines: readonly StatementLineView[];
  readonly taxes: readonly StatementTaxView[];
  readonly totalBeforeTaxes: string;
  readonly totalTaxes: string;
  readonly totalAfterTaxes: string;
  readonly netting?: readonly StatementNettingView[];
  /** The day by which it is to be paid. */
  readonly payableBy?: string;
  /** The number of the statement that sets this document off; then that one is to be paid, not this. */
  readonly settledBy?: string;
  /** Numbers of earlier statements it is about: of a credit note the invoice it takes back. */
  readonly references: readonly string[];
}

/** A statement without its lines, for who reads those one by one. */
export type StatementHead = Omit<StatementView, 'lines'>;
