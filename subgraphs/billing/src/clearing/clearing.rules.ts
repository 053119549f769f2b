/** From a CDR to the transfers it causes, and when a CDR is cleared at all. Pure. */
import { Decimal, total, written } from '../ledger/amount.js';
import type { AccountName, TransferEntry, TransferKind } from '../ledger/ledger.types.js';
import { costLinesOf, totalsOf, type ClaimedCosts } from './cost-line.rules.js';
import {
  feeAmount,
  feeFor,
  payers,
  shareAmount,
  sharesFor,
  type Charged,
  type FeeTerms,
  type ShareTerms,
  type TermsFacts,
} from './terms.rules.js';

export type CheckState = 'WAITING' | 'ACCEPTED' | 'FLAGGED' | 'DISPUTED' | 'CREDITED';
export type ClearingState = 'CLEARED' | 'VOIDED' | 'OFFSET' | 'REFUSED';

/** A CDR as clearing sees it. Parties and Location are folded refs. */
export interface ClearedCdr {
  ref: string;
  cpo: string;
  emsp: string;
  location: string;
  /** As `2026-05-01T12:00:00.000Z`. */
  endedAt: string;
  isCredit: boolean;
  costs: ClaimedCosts;
}

export interface Terms {
  /** Folded ref of the hub's own party, which takes the fees. */
  hub: string;
  fees: readonly FeeTerms[];
  shares: readonly ShareTerms[];
}

/** What to do about a CDR that takes back no other. */
export type Decision = 'CLEAR' | 'VOID' | 'NOTHING';

export const decisionOf = (
  state: CheckState,
  cleared: ClearingState | null,
  isCreditCleared: boolean,
): Decision => {
  switch (state) {
    case 'ACCEPTED':
      return cleared === null || cleared === 'VOIDED' ? 'CLEAR' : 'NOTHING';
    case 'DISPUTED':
      return cleared === 'CLEARED' ? 'VOID' : 'NOTHING';
    case 'CREDITED':
      // Taken back while nothing of it counted: both count or neither, and its credit has decided which.
      return (cleared === null || cleared === 'VOIDED') && isCreditCleared ? 'CLEAR' : 'NOTHING';
    case 'WAITING':
    case 'FLAGGED':
      return 'NOTHING';
    default:
      return state satisfies never;
  }
};

export interface Original {
  costs: ClaimedCosts;
  cleared: ClearingState | null;
  /** Some of its transfers have been posted, so it cannot be undone any more. */
  isPosted: boolean;
}

/**
 * What to do about a credit CDR (CDR-021): OFFSET when it takes back exactly what nobody has been billed for, so that
 * neither appears on a statement; else both count, each for itself.
 */
export const creditDecisionOf = (
  state: CheckState,
  cleared: ClearingState | null,
  credit: ClaimedCosts,
  original: Original | undefined,
): Decision | 'OFFSET' => {
  const decision = decisionOf(state, cleared, false);
  if (decision !== 'CLEAR' || !original || original.isPosted || original.cleared === 'OFFSET')
    return decision;
  return negates(credit, original.costs) ? 'OFFSET' : 'CLEAR';
};

const negates = (credit: ClaimedCosts, original: ClaimedCosts): boolean => {
  const [taken, given] = [totalsOf(credit), totalsOf(original)];
  return (
    credit.currency === original.currency &&
    taken.before.plus(given.before).isZero() &&
    taken.taxes.plus(given.taxes).isZero()
  );
};

/** Undefined when no transfer can be made of it; empty when a party would bill itself, or nothing is to be paid. */
export const transfersOf = (
  cdr: ClearedCdr,
  generation: number,
  terms: Terms,
): TransferEntry[] | undefined => {
  const lines = costLinesOf(cdr.costs);
  if (!lines) return undefined;
  if (cdr.cpo === cdr.emsp) return [];
  const draft = drafter(cdr, generation);
  const [cpo, emsp] = [clearing(cdr.cpo), clearing(cdr.emsp)];
  const entries: (TransferEntry | undefined)[] = [];
  for (const { field, before, taxes, quantity, unit } of lines) {
    const between = { from: emsp, to: cpo, issuer: cdr.cpo, recipient: cdr.emsp, line: field };
    entries.push(draft({ ...between, kind: 'CDR', amount: before, quantity, unit }));
    taxes.forEach(({ name, percentage, base, amount }, i) => {
      const tax = { name, percentage, base: written(base) };
      entries.push(draft({ ...between, kind: 'TAX', amount, tax, nth: i }));
    });
  }
  if (!cdr.isCredit) {
    const before = total(lines.map((line) => line.before));
    entries.push(...feesOf(cdr, { before, ...factsOf(cdr) }, terms, draft));
    entries.push(...sharesOf({ before, ...factsOf(cdr) }, terms, draft));
  }
  return entries.filter((entry) => entry !== undefined);
};

const clearing = (owner: string): AccountName => ({ owner, kind: 'CLEARING' });

const factsOf = ({ cpo, emsp, location, endedAt, costs }: ClearedCdr): Omit<TermsFacts, 'before'> => ({
  cpo,
  emsp,
  location,
  endedAt,
  currency: costs.currency,
  kwh: costs.total_energy,
});

interface Draft {
  kind: TransferKind;
  from: AccountName;
  to: AccountName;
  issuer: string;
  recipient: string;
  line: string;
  /** Below zero the money flows the other way. */
  amount: Decimal;
  quantity?: string;
  unit?: string;
  note?: string;
  tax?: { name: string; percentage: string | null; base: string };
  /** Which tax of the line. */
  nth?: number;
}

type Drafter = (draft: Draft) => TransferEntry | undefined;

const drafter =
  (cdr: ClearedCdr, generation: number): Drafter =>
  ({ kind, from, to, issuer, recipient, line, amount, quantity, unit, note, tax, nth }) => {
    if (amount.isZero()) return undefined;
    const isReverse = amount.isNegative();
    return {
      cause: `cdr:${cdr.ref}#${generation}:${line}${nth === undefined ? '' : `:tax${nth}`}`,
      kind,
      debit: isReverse ? to : from,
      credit: isReverse ? from : to,
      currency: cdr.costs.currency,
      amount: written(amount.abs()),
      state: 'PENDING',
      occurredAt: cdr.endedAt,
      billed: { issuer, recipient, isCredit: cdr.isCredit, isReverse },
      cdrRef: cdr.ref,
      cdrLine: line,
      ...(quantity !== undefined && { quantity }),
      ...(unit !== undefined && { unit }),
      ...(note !== undefined && { note }),
      ...(tax && { tax }),
    };
  };

const feesOf = (cdr: ClearedCdr, facts: TermsFacts, { hub, fees }: Terms, draft: Drafter) =>
  payers.flatMap((payer) => {
    const rule = feeFor(fees, payer, facts);
    const party = payer === 'CPO' ? cdr.cpo : cdr.emsp;
    if (!rule || party === hub) return [];
    const line = `fee ${payer}`;
    const parties = { issuer: hub, recipient: party, line, note: rule.name };
    const accounts = {
      from: clearing(party),
      to: { owner: hub, kind: 'FEES' } as const,
      taxTo: { owner: hub, kind: 'TAXES' } as const,
    };
    return charged('FEE', feeAmount(rule, facts), parties, accounts, draft);
  });

const sharesOf = (facts: TermsFacts, { shares }: Terms, draft: Drafter) =>
  sharesFor(shares, facts).flatMap((share) => {
    const { cpo, beneficiary, id, name } = share;
    const parties = { issuer: beneficiary, recipient: cpo, line: `share ${id}`, note: name };
    const to = clearing(beneficiary);
    return charged(
      'SHARE',
      shareAmount(share, facts),
      parties,
      { from: clearing(cpo), to, taxTo: to },
      draft,
    );
  });

const charged = (
  kind: 'FEE' | 'SHARE',
  { amount, tax }: Charged,
  parties: Pick<Draft, 'issuer' | 'recipient' | 'line' | 'note'>,
  { from, to, taxTo }: { from: AccountName; to: AccountName; taxTo: AccountName },
  draft: Drafter,
): (TransferEntry | undefined)[] => [
  draft({ kind, from, to, amount, quantity: '1', unit: 'session', ...parties }),
  tax
    ? draft({
        kind: 'TAX',
        from,
        to: taxTo,
        amount: tax.amount,
        tax: { name: tax.name, percentage: tax.percentage, base: written(amount) },
        nth: 0,
        ...parties,
      })
    : undefined,
];

/** The same transfer the other way round: what a credit CDR gives back of the fees and shares of its original. */
export const mirrored = (entry: TransferEntry, credit: ClearedCdr, generation: number): TransferEntry => {
  const { billed } = entry;
  const of = entry.cause.slice(entry.cause.lastIndexOf('#'));
  return {
    ...entry,
    cause: `cdr:${credit.ref}#${generation}:${of}`,
    debit: entry.credit,
    credit: entry.debit,
    state: 'PENDING',
    occurredAt: credit.endedAt,
    cdrRef: credit.ref,
    ...(entry.tax && { tax: { ...entry.tax, base: written(new Decimal(entry.tax.base).neg()) } }),
    ...(billed && { billed: { ...billed, isCredit: true, isReverse: !billed.isReverse } }),
  };
};
