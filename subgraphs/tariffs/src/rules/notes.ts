/**
 * What a reader of a price should know beside it: what was assumed, what could not be told, what looks wrong. Said as
 * a code to count by, the requirement it comes from, and a sentence for people.
 */

export const noteCodes = {
  TARIFF_ASSUMED: ['PRC-003', 'No period names its Tariff; the one in force when the charge began was used.'],
  TARIFF_UNKNOWN: ['PRC-003', 'A period names a Tariff that was not given; it is not priced.'],
  NO_TARIFF: ['PRC-001', 'No Tariff applies to a part of the charge; it is not priced.'],
  SEVERAL_TARIFFS: [
    'AMB-052',
    'Several Tariffs of the same type were in force; the first of the list was used.',
  ],
  TARIFF_CHANGED: [
    'TAR-001',
    'A Tariff was sent anew after the charge began; what it said before that is not known.',
  ],
  TARIFF_WITHDRAWN: ['TAR-002', 'A Tariff was withdrawn before the charge began, and a period names it.'],
  CURRENCY_DIFFERS: ['TAR-030', 'A Tariff in another currency than the charge was left out.'],
  BOOKING_LEFT_OUT: ['BKG-014', 'Elements of a Tariff that price bookings were left out.'],
  RESERVATION_LEFT_OUT: [
    'V211-061',
    'By the rules of 2.1.1 nothing is asked for a reservation; its time is not priced.',
  ],
  ELEMENTS_HIDDEN: [
    'V211-061',
    'By the rules of 2.1.1 an element without restrictions hides every element after it.',
  ],
  RESTRICTION_UNREADABLE: [
    'TAR-035',
    'A time or date of a restriction cannot be read; its element was left out.',
  ],
  TIME_ZONE_MISSING: ['PRC-011', 'Local times were taken as UTC, because no time zone was given.'],
  TIME_ZONE_UNKNOWN: ['PRC-011', 'Local times were taken as UTC, because nobody knows the time zone given.'],
  CURRENT_UNKNOWN: ['PRC-013', 'An element depends on the current, which a period does not tell.'],
  POWER_UNKNOWN: ['PRC-013', 'An element depends on the power, which a period does not tell.'],
  LIMIT_WITHIN_PERIOD: [
    'CDR-030',
    'Current or power crossed a limit of the Tariff within one period; one value was used for all of it.',
  ],
  PERIOD_MIXED: [
    'CDR-030',
    'One period holds reservation, charging and parking together; they were put in this order.',
  ],
  TIME_DIFFERS: ['CDR-031', 'A period states another duration than its times; what it states was used.'],
  TIMES_UNKNOWN: ['CDR-054', 'Times of the charge are unknown; local times and durations may be wrong.'],
  TIMES_DISORDERED: [
    'CDR-031',
    'The charge ends before its last period begins; that period has no duration.',
  ],
  TOO_LONG: ['PRC-010', 'The charge has too many changes of local time; the rest was priced as one.'],
  ENERGY_FROM_TOTAL: [
    'CDR-035',
    'The periods hold less or more energy than the whole; the difference was counted too.',
  ],
  EXPIRY_ASSUMED: ['PRC-025', 'The reservation was not followed by a charge and is taken as expired.'],
  TAX_INCLUDED_MISSING: [
    'AMB-024',
    'A Tariff does not say whether taxes are included; they were taken as not.',
  ],
  RATES_UNKNOWN: ['PRC-048', 'Tax rates are unknown, so only one side of the price is.'],
  LIMIT_NOT_APPLIED: ['PRC-044', 'A price limit could not be compared with an amount that is unknown.'],
  LIMIT_TAXES_SPREAD: [
    'PRC-044',
    'A price limit changed the taxes; they were spread over the rates in proportion.',
  ],
  LIMIT_BELOW_TAXES: [
    'PRC-044',
    'By the limits of the Tariff the price with taxes is below the one without.',
  ],
  NOT_BILLED: ['SES-011', 'The Session is invalid or not yet accepted, so nothing is due.'],
  SO_FAR: ['PRC-047', 'The charge is running; this is what it would cost if it ended now.'],
} as const satisfies Record<string, readonly [rule: string, sentence: string]>;

export type NoteCode = keyof typeof noteCodes;

export interface Note {
  readonly code: NoteCode;
  /** Requirement ID. */
  readonly rule: string;
  readonly sentence: string;
}

/** Collects each note once, in the order of the table, which does not depend on the order of the input. */
export type Notes = Set<NoteCode>;

const codes = Object.keys(noteCodes) as NoteCode[];

export const notesOf = (found: Notes): Note[] =>
  found.size === 0
    ? []
    : codes
        .filter((code) => found.has(code))
        .map((code) => ({ code, rule: noteCodes[code][0], sentence: noteCodes[code][1] }));
