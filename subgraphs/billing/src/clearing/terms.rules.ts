/** By which terms the hub takes fees and CPOs share what they earn. Pure. */
import { Decimal, payable, written, ZERO } from '../ledger/amount.js';

interface Term {
  id: string;
  name: string;
  taxName: string | null;
  /** Percent, as a decimal string. */
  taxPercentage: string | null;
  /** As `2026-05-01T12:00:00.000Z`, so that texts compare as instants do. */
  validFrom: string;
  /** The first moment at which it no longer holds; null when it has no end. */
  validUntil: string | null;
}

export const payers = ['CPO', 'EMSP'] as const;
export type Payer = (typeof payers)[number];

/** What the hub takes for a CDR from one of its two parties. Amounts are decimal strings. */
export interface FeeTerms extends Term {
  payer: Payer;
  /** Folded refs; '' is any. */
  cpo: string;
  emsp: string;
  /** Of the amounts; a rule that has only a percentage may do without, and then holds for any. */
  currency: string | null;
  perSession: string;
  perKwh: string;
  percent: string;
}

/** What a CPO passes on of what it earns, before taxes. */
export interface ShareTerms extends Term {
  cpo: string;
  beneficiary: string;
  /** Folded ref of a Location; '' is any of the CPO's. */
  location: string;
  percent: string;
}

export interface TermsFacts {
  cpo: string;
  emsp: string;
  location: string;
  currency: string;
  endedAt: string;
  kwh: number;
  /** Before taxes, as it is cleared. */
  before: Decimal;
}

export interface Charged {
  amount: Decimal;
  tax: { name: string; percentage: string; amount: Decimal } | null;
}

const holdsAt = ({ validFrom, validUntil }: Term, at: string): boolean =>
  validFrom <= at && (validUntil === null || at < validUntil);

/** Terms between two parties come before those of one, those of one before those for everybody. */
const closeness = ({ cpo, emsp }: FeeTerms): number => (cpo ? 3 : 0) + (emsp ? 2 : 0);

const compared = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The one fee of a payer: the closest, then the latest. */
export const feeFor = (rules: readonly FeeTerms[], payer: Payer, facts: TermsFacts): FeeTerms | undefined => {
  const { cpo, emsp, currency, endedAt } = facts;
  return rules
    .filter(
      (rule) =>
        rule.payer === payer &&
        (rule.cpo === '' || rule.cpo === cpo) &&
        (rule.emsp === '' || rule.emsp === emsp) &&
        (rule.currency === null || rule.currency === currency) &&
        holdsAt(rule, endedAt),
    )
    .sort(
      (a, b) => closeness(b) - closeness(a) || compared(b.validFrom, a.validFrom) || compared(a.id, b.id),
    )[0];
};

/** All shares that a CPO owes of a CDR. */
export const sharesFor = (shares: readonly ShareTerms[], facts: TermsFacts): ShareTerms[] =>
  shares.filter(
    (share) =>
      share.cpo === facts.cpo &&
      (share.location === '' || share.location === facts.location) &&
      holdsAt(share, facts.endedAt),
  );

/** Where and when a CPO would pass on more than it earns. */
export interface Overpromise {
  /** Folded ref; '' is wherever no share of a single Location holds. */
  location: string;
  /** The first moment of it, as `validFrom`. */
  at: string;
  /** Percent, as a decimal string. */
  percent: string;
}

/**
 * The first moment at which shares of one CPO come to more than all it earns, at some Location or at all of them.
 * Sums change only where a share begins, so no other moment has to be looked at.
 */
export const overpromised = (shares: readonly ShareTerms[]): Overpromise | undefined => {
  const locations = [...new Set(['', ...shares.map(({ location }) => location)])].sort(compared);
  const moments = [...new Set(shares.map(({ validFrom }) => validFrom))].sort(compared);
  for (const at of moments)
    for (const location of locations) {
      const percent = shares
        .filter((share) => (share.location === '' || share.location === location) && holdsAt(share, at))
        .reduce((sum, share) => sum.plus(share.percent), ZERO);
      if (percent.gt(100)) return { location, at, percent: written(percent) };
    }
  return undefined;
};

/** What a CDR gives back takes no percentage: a fee is never below zero. */
const earned = ({ before }: TermsFacts): Decimal => (before.isNegative() ? ZERO : before);

export const feeAmount = (rule: FeeTerms, facts: TermsFacts): Charged => {
  const kwh = new Decimal(Number.isFinite(facts.kwh) && facts.kwh > 0 ? facts.kwh : 0);
  const amount = new Decimal(rule.perSession)
    .plus(kwh.times(rule.perKwh))
    .plus(earned(facts).times(rule.percent).div(100));
  return taxed(payable(amount, facts.currency), rule, facts.currency);
};

export const shareAmount = (share: ShareTerms, facts: TermsFacts): Charged =>
  taxed(payable(earned(facts).times(share.percent).div(100), facts.currency), share, facts.currency);

const taxed = (amount: Decimal, { taxName, taxPercentage }: Term, currency: string): Charged => {
  if (taxName === null || taxPercentage === null) return { amount, tax: null };
  const tax = payable(amount.times(taxPercentage).div(100), currency);
  return { amount, tax: { name: taxName, percentage: taxPercentage, amount: tax } };
};
