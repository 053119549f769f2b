/** A CDR beside others: the same charge billed twice, two at one EVSE, credit CDRs and what they take back. Pure. */
import { instantOf, isGiven, type CDR } from '@chargesphere/schema';
import { originalOf } from '../cdr.kind.js';
import { warningsOf } from '../cdr.rules.js';
import type { CdrWarningCode } from '../cdr.types.js';
import type { Relations, Sibling } from './facts.js';
import { finding, type Finding, type FindingCode } from './finding.js';
import { evseOf, isUnknownTime } from './match.rules.js';

/** One vehicle leaves, the next one comes, and clocks are set. */
const OVERLAP_TOLERANCE_MS = 60_000;

const isSame = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

const isSameSession = (one: CDR, other: CDR): boolean =>
  isGiven(one.session_id) && isGiven(other.session_id) && isSame(one.session_id, other.session_id);

/** The same driver at the same EVSE at the same time, whatever it is called. */
const isSameCharge = (one: CDR, other: CDR): boolean =>
  evseOf(one) !== undefined &&
  evseOf(one) === evseOf(other) &&
  isSame(one.cdr_token.uid, other.cdr_token.uid) &&
  instantOf(one.start_date_time) === instantOf(other.start_date_time) &&
  instantOf(one.end_date_time) === instantOf(other.end_date_time);

/** When the vehicle stood there: reserving an EVSE does not keep another from finishing. */
export const stayOf = ({
  start_date_time,
  end_date_time,
  charging_periods,
}: CDR): [from: number, to: number] | undefined => {
  if (isUnknownTime(start_date_time) || isUnknownTime(end_date_time)) return undefined;
  const first = charging_periods.find(({ dimensions }) =>
    dimensions.some(({ type, volume }) => type !== 'RESERVATION_TIME' && volume !== 0),
  );
  const isReserved = charging_periods.some(({ dimensions }) =>
    dimensions.some(({ type }) => type === 'RESERVATION_TIME'),
  );
  const from = instantOf(isReserved && first ? first.start_date_time : start_date_time);
  const to = instantOf(end_date_time);
  return from === undefined || to === undefined || (isReserved && !first) ? undefined : [from, to];
};

const overlap_ms = (one: CDR, other: CDR): number => {
  const [a, b] = [stayOf(one), stayOf(other)];
  if (!a || !b || evseOf(one) === undefined || evseOf(one) !== evseOf(other)) return 0;
  return Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
};

const besideSibling = (cdr: CDR, { ref, document }: Sibling): Finding[] => {
  const { session_id } = cdr;
  if (isSameSession(cdr, document))
    return [
      finding(
        'DUPLICATE',
        '/session_id',
        `Another CDR bills the Session ${session_id} and is not taken back by a credit CDR.`,
        ref,
      ),
    ];
  if (isSameCharge(cdr, document))
    return [
      finding(
        'DUPLICATE',
        '/cdr_location/evse_uid',
        'Another CDR bills the same Token at the same EVSE for the same time.',
        ref,
      ),
    ];
  const shared_ms = overlap_ms(cdr, document);
  if (shared_ms <= OVERLAP_TOLERANCE_MS) return [];
  return [
    finding(
      'OVERLAP',
      '/cdr_location/evse_uid',
      `Another CDR bills a charge at the EVSE ${cdr.cdr_location.evse_uid} for ${Math.round(shared_ms / 60_000)} min of the same time.`,
      ref,
    ),
  ];
};

const CODE_OF: Record<CdrWarningCode, FindingCode> = {
  ORIGINAL_UNKNOWN: 'CREDIT_ORIGINAL_UNKNOWN',
  AMOUNT_NOT_NEGATED: 'CREDIT_AMOUNT_DIFFERS',
  PARTS_NEGATED: 'CREDIT_PARTS_NEGATED',
  CREDITED_TWICE: 'CREDITED_TWICE',
};

/** CDR-021: all but the total is that of the original; only what says which charge it was is compared. */
const repeatedData = (cdr: CDR, original: CDR): Finding[] => {
  const differs: string[] = [];
  if ((cdr.session_id ?? '').toUpperCase() !== (original.session_id ?? '').toUpperCase())
    differs.push('session_id');
  if (!isSame(cdr.cdr_token.uid, original.cdr_token.uid)) differs.push('cdr_token');
  if (evseOf(cdr) !== evseOf(original)) differs.push('cdr_location');
  if (cdr.total_energy !== original.total_energy) differs.push('total_energy');
  if (differs.length === 0) return [];
  return [
    finding(
      'CREDIT_DATA_DIFFERS',
      `/${differs[0]}`,
      `The credit CDR does not repeat ${differs.join(', ')} of its original.`,
    ),
  ];
};

const checkCredit = (cdr: CDR, { original, credits }: Relations): Finding[] => [
  ...warningsOf(cdr, { original, credits }).map(({ code, sentence }) =>
    finding(CODE_OF[code], '/credit_reference_id', sentence),
  ),
  ...(original ? repeatedData(cdr, original) : []),
];

export const checkRelations = (cdr: CDR, relations: Relations): Finding[] =>
  originalOf(cdr) !== undefined
    ? checkCredit(cdr, relations)
    : relations.siblings.flatMap((sibling) => besideSibling(cdr, sibling));
