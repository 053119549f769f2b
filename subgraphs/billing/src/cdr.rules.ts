/** Pure rules of CDRs: whom one may be sent to, what is doubtful about credits, which live events reach whom. */
import type { DomainEvent, Scope } from '@chargesphere/chassis';
import {
  CDR as CdrTable,
  compareDateTime,
  foldRef,
  Problem,
  refOf,
  violationsOf,
  type CDR,
  type Price,
} from '@chargesphere/schema';
import { cdrRef, cdrRoutes, CDR_RECEIVED, cpoOf, emspOf, originalOf, sessionOf } from './cdr.kind.js';
import type { CdrFilter, CdrWarning, CdrWarningCode } from './cdr.types.js';

/** Roles whose parties may be sent the CDR of another party's token, by contract (CDR-012). */
const BY_CONTRACT: readonly string[] = ['PTP', 'SCSP'];

/** CDR-012: folded ref of a party besides that of the token that the CDR is for, or ''; refuses any other. */
export const recipientOf = (cdr: CDR, addressee: string | null | undefined, role?: string | null): string => {
  if (!addressee || foldRef(addressee) === emspOf(cdr)) return '';
  if (BY_CONTRACT.includes(role?.toUpperCase() ?? '')) return foldRef(addressee);
  throw new Problem(
    'INVALID_INPUT',
    `The CDR ${cdrRef(cdr)} is for ${refOf(cdr.cdr_token.country_code, cdr.cdr_token.party_id)}, the party in its cdr_token, and not for ${addressee}; send it to the party in cdr_token.`,
  );
};

/** CDR-001, CDR-011. */
export const differs = (ref: string): Problem =>
  new Problem(
    'CONFLICT',
    `Another CDR is stored as ${ref}, and a CDR is never changed; send a credit CDR for it and then a new CDR with an id of its own.`,
  );

/** What is stored beside a CDR: the one taken back, and who takes it back, the first two in the order they came. */
export interface CreditFamily {
  original?: CDR | undefined;
  credits: readonly string[];
}

/** CDR-025. `family` is that of the original: of the CDR a credit CDR takes back, or of the CDR itself. */
export const warningsOf = (cdr: CDR, { original, credits }: CreditFamily): CdrWarning[] => {
  const ref = cdrRef(cdr);
  const originalRef = originalOf(cdr);
  const found: CdrWarning[] = [];
  const warn = (code: CdrWarningCode, sentence: string) => found.push({ code, sentence });
  if (originalRef === undefined) {
    if (credits.length > 1)
      warn(
        'CREDITED_TWICE',
        `${ref} is taken back more than once, by ${credits.join(' and ')}; once is enough.`,
      );
    return found;
  }
  const named = refOf(cdr.country_code, cdr.party_id, cdr.credit_reference_id ?? '');
  const [first] = credits;
  if (first !== undefined && first !== foldRef(ref))
    warn('CREDITED_TWICE', `${ref} takes back ${named}, which ${first} takes back already; once is enough.`);
  if (!original || originalRef === foldRef(ref)) {
    const emsp = refOf(cdr.cdr_token.country_code, cdr.cdr_token.party_id);
    warn('ORIGINAL_UNKNOWN', `${ref} takes back ${named}, but no such CDR for ${emsp} is known here.`);
    return found;
  }
  if (!isTakenBack(cdr, original))
    warn(
      'AMOUNT_NOT_NEGATED',
      `${ref} takes back ${named}, but its total_cost of ${shown(cdr)} is not the negative of ${shown(original)} (CDR-022).`,
    );
  const parts = PARTS.filter((part) => isNegated(cdr[part], original[part]));
  if (parts.length > 0)
    warn('PARTS_NEGATED', `${ref} negates ${parts.join(', ')}; only total_cost is to be negated (CDR-022).`);
  return found;
};

const PARTS = [
  'total_fixed_cost',
  'total_energy_cost',
  'total_time_cost',
  'total_parking_cost',
  'total_reservation_cost',
] as const;

/** Whole ten-thousandths: OCPI's numbers have four decimals (TYPE-008), and sums of doubles would not be exact. */
const units = (amount: number): number => Math.round(amount * 10_000);

const taxesOf = ({ taxes }: Price): number =>
  (taxes ?? []).reduce((sum, { amount }) => sum + units(amount), 0);

/** Both zero counts: the negative of nothing is nothing. */
const isOpposite = (one: Price, other: Price): boolean =>
  units(one.before_taxes) + units(other.before_taxes) === 0 && taxesOf(one) + taxesOf(other) === 0;

const isTakenBack = (credit: CDR, original: CDR): boolean =>
  credit.currency.toUpperCase() === original.currency.toUpperCase() &&
  isOpposite(credit.total_cost, original.total_cost);

const isNegated = (part: Price | null | undefined, original: Price | null | undefined): boolean =>
  !!part && !!original && units(original.before_taxes) !== 0 && isOpposite(part, original);

const shown = ({ total_cost, currency }: CDR): string => {
  const taxes = taxesOf(total_cost) / 10_000;
  return `${total_cost.before_taxes}${taxes === 0 ? '' : ` and ${taxes} taxes`} ${currency}`;
};

/** CDR-034, in hours. */
export const chargingTimeOf = ({ total_time, total_parking_time }: CDR): number =>
  (units(total_time) - units(total_parking_time ?? 0)) / 10_000;

/** The narrowest keys that still carry every event the filter wants and the viewer may see. */
export const routesOf = (filter: CdrFilter | null | undefined, scope: Scope): string[] => {
  if (filter?.session) return [cdrRoutes.session(filter.session)];
  const party = filter?.cpo ?? filter?.emsp;
  if (party) return [cdrRoutes.party(party)];
  return scope.all ? [CDR_RECEIVED] : concernedParties(scope).map(cdrRoutes.party);
};

const concernedParties = ({ owns, concerned }: Extract<Scope, { all: false }>): string[] => [
  ...new Set([...owns, ...Object.values(concerned).flat()]),
];

const same = (wanted: string | null | undefined, ref: string): boolean =>
  !wanted || foldRef(wanted) === foldRef(ref);

export const isWanted = (filter: CdrFilter | null | undefined, cdr: CDR): boolean => {
  if (!filter) return true;
  const { start_date_time, currency, credit } = cdr;
  return (
    same(filter.cpo, cpoOf(cdr)) &&
    same(filter.emsp, emspOf(cdr)) &&
    same(filter.session, sessionOf(cdr) ?? '') &&
    same(filter.currency, currency) &&
    (typeof filter.credit !== 'boolean' || filter.credit === (credit === true)) &&
    (!filter.startedFrom || compareDateTime(start_date_time, filter.startedFrom) >= 0) &&
    (!filter.startedTo || compareDateTime(start_date_time, filter.startedTo) < 0) &&
    // A CDR that comes in has not been checked: what a check found is told by another event.
    (!filter.checkState || filter.checkState === 'WAITING') &&
    !filter.checkCode &&
    (typeof filter.hasViolations !== 'boolean' ||
      filter.hasViolations === violationsOf(CdrTable, cdr).length > 0)
  );
};

/** The same question the store answers in SQL, for an event on its way to a subscriber. */
export const isVisible = (scope: Scope, { document, addressee }: DomainEvent<CDR>): boolean => {
  if (!document) return false;
  if (scope.all) return true;
  return (
    scope.owns.includes(cpoOf(document)) ||
    (scope.concerned.emsp ?? []).includes(emspOf(document)) ||
    (addressee !== '' && (scope.concerned.recipient ?? []).includes(addressee))
  );
};
