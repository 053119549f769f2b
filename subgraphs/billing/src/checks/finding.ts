/**
 * What checking a CDR can find: a code to count by, how grave it is, the requirement it comes from, and what it means.
 * Only an ERROR flags a CDR; the rest is said beside it. Pure.
 */

export type Severity = 'ERROR' | 'WARNING' | 'INFO';

export const findingCodes = {
  // The price
  PRICE_DIFFERS: ['ERROR', 'PRC-047', 'The total is not what its Tariffs make of the charge.'],
  LINE_DIFFERS: ['ERROR', 'PRC-047', 'A part of the cost is not what its Tariffs make of the charge.'],
  TAXES_DIFFER: ['ERROR', 'PRC-041', 'The amount before taxes is right, the taxes are not.'],
  TAXES_NOT_CLAIMED: ['WARNING', 'TYPE-020', 'The Tariff has taxes, the CDR names none.'],
  PART_NOT_CLAIMED: ['INFO', 'CDR-035', 'A part of the cost is not given, so it could not be compared.'],
  CURRENCY_DIFFERS: ['ERROR', 'TAR-030', 'The CDR is in another currency than all its Tariffs.'],
  // The Tariffs
  TARIFF_MISSING: ['ERROR', 'PRC-003', 'No Tariff is known by which the charge could be priced.'],
  TARIFF_ASSUMED: ['INFO', 'PRC-001', 'The CDR carries no Tariff; one its CPO declared was used.'],
  TARIFF_UNKNOWN: ['WARNING', 'TAR-006', 'The CDR carries a Tariff that its CPO never declared here.'],
  TARIFF_NOT_AGREED: [
    'ERROR',
    'CDR-007',
    'The CDR carries a Tariff with other prices than its CPO had declared.',
  ],
  TARIFF_NOT_VALID: ['ERROR', 'PRC-001', 'A Tariff was used before or after the time it is for.'],
  // The Session
  SESSION_UNKNOWN: ['ERROR', 'CDR-007', 'The CDR names a Session that is not known here.'],
  SESSION_NOT_NAMED: ['INFO', 'AMB-021', 'The CDR names no Session, so there is nothing to match it with.'],
  SESSION_RUNNING: ['WARNING', 'SES-011', 'Its Session has not ended yet, so it was not compared.'],
  SESSION_INVALID: ['ERROR', 'SES-011', 'Its Session is declared invalid and is not billed.'],
  SESSION_DIFFERS: [
    'ERROR',
    'CDR-007',
    'Its Session tells of another driver, place, currency or amount of energy.',
  ],
  SESSION_TIMES_DIFFER: ['WARNING', 'CDR-007', 'Its Session began or ended at another time.'],
  SESSION_COST_DIFFERS: ['WARNING', 'SES-061', 'Its Session told of another cost.'],
  // The Token
  TOKEN_UNKNOWN: [
    'WARNING',
    'TOK-003',
    'The driver came from a list of Tokens, but the Token is not known here.',
  ],
  TOKEN_INVALID: ['ERROR', 'TOK-003', 'The Token was not valid when the charge began.'],
  TOKEN_DIFFERS: ['WARNING', 'CDR-007', 'The Token belongs to another contract.'],
  // The place
  LOCATION_UNKNOWN: [
    'INFO',
    'CDR-006',
    'The Location was never published here, so its limits are not known.',
  ],
  LOCATION_DIFFERS: ['WARNING', 'CDR-007', 'The Location has no such EVSE or Connector.'],
  // What can be
  ENERGY_IMPLAUSIBLE: [
    'ERROR',
    'CDR-007',
    'More energy than the Connector can deliver in the time of the charge.',
  ],
  ENERGY_SUM_DIFFERS: ['ERROR', 'CDR-035', 'The energy of the periods is not the total energy.'],
  DURATION_IMPLAUSIBLE: ['ERROR', 'CDR-034', 'The times of the charge contradict each other.'],
  TIME_SUM_DIFFERS: ['WARNING', 'CDR-034', 'The total time is not the time between start and end.'],
  TIMES_UNKNOWN: ['INFO', 'CDR-054', 'When the charge took place is unknown, so times were not checked.'],
  // Other CDRs
  DUPLICATE: ['ERROR', 'CDR-020', 'Another CDR bills the same charge and is not taken back.'],
  OVERLAP: ['ERROR', 'CDR-007', 'Another CDR bills a charge at the same EVSE at the same time.'],
  CREDIT_ORIGINAL_UNKNOWN: [
    'ERROR',
    'CDR-025',
    'It takes back a CDR that is not known between the two parties.',
  ],
  CREDIT_AMOUNT_DIFFERS: ['ERROR', 'CDR-022', 'It does not take back exactly the total of its original.'],
  CREDIT_PARTS_NEGATED: [
    'WARNING',
    'AMB-028',
    'It negates parts of the cost; only the total is to be negated.',
  ],
  CREDIT_DATA_DIFFERS: ['WARNING', 'CDR-021', 'It does not repeat the data of its original.'],
  CREDITED_TWICE: ['ERROR', 'CDR-025', 'The original is taken back already.'],
  // The document
  VIOLATIONS: ['WARNING', 'TYPE-011', 'The CDR was accepted although it breaks rules of OCPI.'],
  CHECK_FAILED: ['ERROR', 'PRC-047', 'The hub could not check the CDR; a person has to look at it.'],
} as const satisfies Record<string, readonly [Severity, requirement: string, description: string]>;

export type FindingCode = keyof typeof findingCodes;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Requirement ID. */
  readonly requirement: string;
  /** JSON pointer into the CDR. */
  readonly pointer: string;
  /** What is wrong here, with its numbers, for people. */
  readonly sentence: string;
  /** Folded ref of another CDR it is about; shown only to who may see that one. */
  readonly other?: string;
}

export const finding = (code: FindingCode, pointer: string, sentence: string, other?: string): Finding => ({
  code,
  severity: findingCodes[code][0],
  requirement: findingCodes[code][1],
  pointer,
  sentence,
  ...(other !== undefined && { other }),
});

export const isFlagged = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'ERROR');

/** What may be gone when the facts have arrived: a CDR can come before its Session. */
const PASSING: ReadonlySet<FindingCode> = new Set([
  'SESSION_UNKNOWN',
  'SESSION_RUNNING',
  'TARIFF_MISSING',
  'CREDIT_ORIGINAL_UNKNOWN',
  'CHECK_FAILED',
]);

/** Milliseconds until a CDR is looked at again by itself, after its first check and after the second. */
const AGAIN_AFTER_MS = [60_000, 15 * 60_000] as const;

/** Undefined when looking again would find the same. `rounds` is how often it was checked before. */
export const againAfter = (findings: readonly Finding[], rounds: number): number | undefined =>
  findings.some(({ code }) => PASSING.has(code)) ? AGAIN_AFTER_MS[rounds] : undefined;
