/** Pure rules of invoice reconciliation: whom an invoice is for, and which of its CDRs are known between the two. */
import { foldRef, Problem, type CDR, type InvoiceReconciliationRecord } from '@chargesphere/schema';
import { emspOf } from './cdr.kind.js';
import type { Partner } from './cdr.store.js';
import { issuerOf, recordRef } from './invoice-reconciliation.kind.js';

/** The CDRs an invoice covers, each once (CiStrings: in any case). */
export const idsIn = ({ cdrs }: InvoiceReconciliationRecord): string[] => [
  ...new Map(cdrs.map((id) => [foldRef(id), id])).values(),
];

/** INV-008: the party the message is for, folded. */
export const addressedTo = (record: InvoiceReconciliationRecord, addressee: string): string => {
  if (foldRef(addressee) !== issuerOf(record)) return foldRef(addressee);
  throw new Problem(
    'INVALID_INPUT',
    `${addressee} issued the invoice of ${recordRef(record)} and cannot be the one to receive it; address the record to the invoiced party.`,
  );
};

/**
 * RTE-049: without an addressee the CDRs tell: one party with all of them, else the only party with any of them.
 * '' when none is known; several are mixed, and the sender has to say whom it means.
 */
export const counterpartyAmong = (
  record: InvoiceReconciliationRecord,
  partners: readonly Partner[],
): string => {
  const total = idsIn(record).length;
  const parties = (among: readonly Partner[]) => [...new Set(among.map(({ party }) => party))];
  const complete = parties(partners.filter(({ known }) => known === total));
  const found = complete.length > 0 ? complete : parties(partners);
  if (found.length <= 1) return found[0] ?? '';
  throw new Problem(
    'INVALID_INPUT',
    `The CDRs of ${recordRef(record)} may be those of ${found.slice(0, 3).join(' or ')}; address the record to the invoiced party.`,
  );
};

export interface Coverage {
  /** Those known between the two parties, in the order of the record. */
  cdrs: CDR[];
  /** Ids of the others. */
  unknown: string[];
}

/**
 * INV-010, INV-011: `direct` holds what the ids mean among the issuer's own CDRs, `reverse` among the counterparty's,
 * both in the order of `idsIn`. Billing is in the direction in which more of them are known.
 */
export const coverageOf = (
  record: InvoiceReconciliationRecord,
  counterparty: string,
  direct: readonly (CDR | undefined)[],
  reverse: readonly (CDR | undefined)[],
): Coverage => {
  const issuer = issuerOf(record);
  const ours = direct.map((cdr) =>
    cdr && (!counterparty || emspOf(cdr) === counterparty) ? cdr : undefined,
  );
  const theirs = reverse.map((cdr) => (cdr && emspOf(cdr) === issuer ? cdr : undefined));
  const count = (cdrs: readonly (CDR | undefined)[]) => cdrs.filter((cdr) => cdr !== undefined).length;
  const known = count(theirs) > count(ours) ? theirs : ours;
  return {
    cdrs: known.filter((cdr) => cdr !== undefined),
    unknown: idsIn(record).filter((_, i) => known[i] === undefined),
  };
};

/** Ids named in one sentence at the most. */
const NAMED_MAX = 10;

/** INV-010: as sentences for `status_message`. */
export const coverageWarnings = (
  record: InvoiceReconciliationRecord,
  counterparty: string,
  { unknown }: Coverage,
): string[] => {
  const warnings: string[] = [];
  if (!counterparty)
    warnings.push(
      `Nothing tells whom ${recordRef(record)} is for, so only its issuer sees it; send it again, addressed to the invoiced party.`,
    );
  if (unknown.length > 0) {
    const named = unknown.slice(0, NAMED_MAX).join(', ');
    const more = unknown.length > NAMED_MAX ? ` and ${unknown.length - NAMED_MAX} more` : '';
    const parties = counterparty
      ? `between ${issuerOf(record)} and ${counterparty}`
      : `of ${issuerOf(record)}`;
    warnings.push(`The hub knows no CDRs ${parties} with these ids: ${named}${more}.`);
  }
  return warnings;
};
