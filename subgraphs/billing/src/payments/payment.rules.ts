/**
 * What can become of a payment, when it is tried again, and by which words it is known to a bank. Pure.
 *
 * A payment moves money between the hub and one party, for one statement. It is CREATED here, SUBMITTED when its
 * provider has it, and ends SETTLED, FAILED or CANCELED; a SETTLED one may still come back (RETURNED).
 */
import { Decimal } from 'decimal.js';

export const paymentStates = ['CREATED', 'SUBMITTED', 'SETTLED', 'FAILED', 'CANCELED', 'RETURNED'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** COLLECTION: a party pays the hub. PAYOUT: the hub pays a party. */
export const paymentDirections = ['COLLECTION', 'PAYOUT'] as const;
export type PaymentDirection = (typeof paymentDirections)[number];

const after: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  CREATED: ['SUBMITTED', 'SETTLED', 'FAILED', 'CANCELED'],
  SUBMITTED: ['SETTLED', 'FAILED', 'CANCELED'],
  SETTLED: ['RETURNED'],
  FAILED: [],
  CANCELED: [],
  RETURNED: [],
};

/**
 * What is told of a payment, held against what is known: NEWS moves it, KNOWN changes nothing (told twice, or late),
 * CONFLICT cannot be true together with what is known, so that a person has to look.
 */
export type Verdict = 'NEWS' | 'KNOWN' | 'CONFLICT';

/** The order in which states come; what tells an earlier one is late, not wrong. */
const rank: Readonly<Record<PaymentState, number>> = {
  CREATED: 0,
  SUBMITTED: 1,
  SETTLED: 2,
  FAILED: 2,
  CANCELED: 2,
  RETURNED: 3,
};

export const verdictOn = (known: PaymentState, told: PaymentState): Verdict => {
  if (after[known].includes(told)) return 'NEWS';
  if (known === told || rank[told] < 2) return 'KNOWN';
  return known === 'RETURNED' && told === 'SETTLED' ? 'KNOWN' : 'CONFLICT';
};

/** A payment that moves money or may still do so: a statement has one of each direction at the most. */
export const isLive = (state: PaymentState): boolean =>
  state === 'CREATED' || state === 'SUBMITTED' || state === 'SETTLED';

const MINUTE_MS = 60_000;
const FIRST_RETRY_MS = 15_000;
const LAST_RETRY_MS = 60 * MINUTE_MS;
const FIRST_LOOK_MS = 15 * MINUTE_MS;
const LAST_LOOK_MS = 6 * 60 * MINUTE_MS;

/** Wait after an attempt that did not get through; never given up, because an outage must lose nothing. */
export const retryAfter_ms = (attempts: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 20), LAST_RETRY_MS);

/** Wait before the provider is asked how it went, in case its message got lost. */
export const lookAfter_ms = (looks: number): number =>
  Math.min(FIRST_LOOK_MS * 2 ** Math.min(looks, 20), LAST_LOOK_MS);

/**
 * The creditor reference (ISO 11649) of the n-th payment: short enough for a bank's end-to-end id (35 characters), and
 * with check digits, so that a slip of the pen is no other payment.
 */
export const referenceOf = (seq: number): string => {
  const body = `CS${String(seq).padStart(9, '0')}`;
  return `RF${String(98 - remainder(`${body}RF00`)).padStart(2, '0')}${body}`;
};

/** A reference as people type it, blanks and small letters allowed; undefined when it is none. */
export const referenceIn = (text: string | null | undefined): string | undefined => {
  const folded = text?.replace(/\s+/g, '').toUpperCase() ?? '';
  return /^RF\d\d[A-Z0-9]{1,21}$/.test(folded) && remainder(folded.slice(4) + folded.slice(0, 4)) === 1
    ? folded
    : undefined;
};

/** All references within a longer text, such as what a payer wrote by hand. */
export const referencesWithin = (text: string): string[] => {
  const found = text.toUpperCase().matchAll(/\bRF\s?\d\s?\d\s?C\s?S(?:\s?\d){9}(?!\d)/g);
  const references = Array.from(found, ([one]) => referenceIn(one));
  return [...new Set(references.filter((one) => one !== undefined))];
};

/** ISO 7064 mod 97-10, letters counting from A = 10. */
const remainder = (text: string): number => {
  let rest = 0;
  for (const letter of text) {
    const value = parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
};

export const isSameAmount = (
  a: { amount: string; currency: string },
  b: { amount: string; currency: string },
): boolean => a.currency.toUpperCase() === b.currency.toUpperCase() && new Decimal(a.amount).eq(b.amount);
