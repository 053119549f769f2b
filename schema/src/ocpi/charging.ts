/**
 * Module "CDRs", the part that Sessions share: the token of a charge and its charging periods
 * (CDR-030, CDR-050 to CDR-052). Specification: mod_cdrs.asciidoc.
 */
import type { Infer, ObjectRule } from '../derive/notation.js';
import {
  ciString,
  closedEnum,
  dateTime,
  key,
  number,
  object,
  one,
  opt,
  ref,
  some,
} from '../derive/notation.js';
import { compareDateTime } from '../time.js';
import { TokenType } from './tokens.js';
import { partyCountry } from './types.js';

export const AuthMethod = closedEnum(
  'AuthMethod',
  'mod_cdrs_authmethod_enum',
  ['AUTH_REQUEST', 'COMMAND', 'WHITELIST'],
  {
    meanings: {
      AUTH_REQUEST: 'The CPO asked the eMSP.',
      COMMAND: 'The eMSP sent a command, such as START_SESSION.',
      WHITELIST: 'The CPO decided by its own list.',
    },
    description: "How the driver was authorised: by asking the eMSP, by its command, or from the CPO's list.",
  },
);
export type AuthMethod = Infer<typeof AuthMethod>;

export const CdrDimensionType = closedEnum(
  'CdrDimensionType',
  'mod_cdrs_cdrdimensiontype_enum',
  [
    'CURRENT',
    'ENERGY',
    'ENERGY_EXPORT',
    'ENERGY_IMPORT',
    'MAX_CURRENT',
    'MIN_CURRENT',
    'MAX_POWER',
    'MIN_POWER',
    'PARKING_TIME',
    'POWER',
    'RESERVATION_TIME',
    'STATE_OF_CHARGE',
    'TIME',
  ],
  {
    meanings: {
      CURRENT: 'Average current, in A.',
      ENERGY: 'Energy delivered, in kWh.',
      ENERGY_EXPORT: 'Energy the vehicle gave back, in kWh.',
      ENERGY_IMPORT: 'Energy the vehicle took, in kWh.',
      MAX_CURRENT: 'Highest current reached, in A.',
      MIN_CURRENT: 'Lowest current reached, in A.',
      MAX_POWER: 'Highest power reached, in kW.',
      MIN_POWER: 'Lowest power reached, in kW.',
      PARKING_TIME: 'Time without charging, in hours.',
      POWER: 'Average power, in kW.',
      RESERVATION_TIME: 'Time reserved, in hours.',
      STATE_OF_CHARGE: 'How full the battery is, in percent.',
      TIME: 'Time charging, in hours.',
    },
    description:
      'What a volume counts: energy in kWh, current in A, power in kW, times in hours, charge in percent.',
  },
);
export type CdrDimensionType = Infer<typeof CdrDimensionType>;

/** Dimensions that tell about the moment and have no place in a CDR (CDR-050, SES-062). */
export const sessionOnlyDimensions: readonly CdrDimensionType[] = [
  'CURRENT',
  'ENERGY_EXPORT',
  'ENERGY_IMPORT',
  'POWER',
  'STATE_OF_CHARGE',
];

export const CdrDimension = object(
  'CdrDimension',
  'mod_cdrs_cdrdimension_class',
  {
    type: one(CdrDimensionType, 'What is counted.'),
    volume: one(number, 'How much of it, in the unit of the type.'),
  },
  { description: 'One volume of a charging period.' },
);
export type CdrDimension = Infer<typeof CdrDimension>;

export const ChargingPeriod = object(
  'ChargingPeriod',
  'mod_cdrs_chargingperiod_class',
  {
    start_date_time: one(dateTime, 'When the period began; it ends where the next one begins (CDR-031).'),
    dimensions: some(ref(CdrDimension), 'What was used in the period.'),
    tariff_id: opt(ciString(36), 'The Tariff in force; absent when none applies.'),
  },
  { description: 'A stretch of a charge in which nothing that matters for the price changed.' },
);
export type ChargingPeriod = Infer<typeof ChargingPeriod>;

type WithPeriods = { readonly charging_periods?: readonly ChargingPeriod[] | null | undefined };

/** `2026-03-01T08:00:00Z`, or with milliseconds, and nothing around it: such texts compare as they are. */
const isPlain = (text: string): boolean =>
  (text.length === 20 || (text.length === 24 && text.charCodeAt(19) === 46)) &&
  text.charCodeAt(4) === 45 &&
  text.charCodeAt(7) === 45 &&
  text.charCodeAt(10) === 84 && // T
  text.charCodeAt(text.length - 1) === 90; // Z

/** Is `first` no later than `second`? Every document with periods is asked, so the usual spelling is not parsed. */
export const isInOrder = (first: string, second: string): boolean =>
  first.length === second.length && isPlain(first) && isPlain(second)
    ? first <= second
    : compareDateTime(first, second) <= 0;

/** Without this order nobody could say where a period ends. */
export const periodsInOrder: ObjectRule = {
  id: 'CDR-031',
  field: 'charging_periods',
  severity: 'record',
  sentence: 'Sort charging_periods by start_date_time: each ends where the next one begins.',
  holds: (document) => {
    const periods = (document as WithPeriods).charging_periods ?? [];
    for (let at = 1; at < periods.length; at++) {
      const [before, period] = [periods[at - 1], periods[at]];
      if (before && period && !isInOrder(before.start_date_time, period.start_date_time)) return false;
    }
    return true;
  },
};

/** Energy of the periods over energy of the whole, from which on the periods are evidently in Wh, and up to which. */
const WATT_HOURS = [500, 2000] as const;

/** The published example of a finished Session has this mistake, and so has software made after it. */
export const energyInKwh = (total: 'kwh' | 'total_energy'): ObjectRule => ({
  id: 'AMB-025',
  field: 'charging_periods',
  severity: 'record',
  sentence: `Give ENERGY in kWh: the volumes add up to about a thousand times ${total}.`,
  holds: (document) => {
    const whole = document[total] as number;
    const periods = (document as WithPeriods).charging_periods;
    if (!periods || whole <= 0) return true;
    let sum = 0;
    for (const { dimensions } of periods)
      for (const { type, volume } of dimensions) if (type === 'ENERGY') sum += volume;
    return sum < whole * WATT_HOURS[0] || sum > whole * WATT_HOURS[1];
  },
});

export const CdrToken = object(
  'CdrToken',
  'mod_cdrs_cdr_token_object',
  {
    country_code: one(partyCountry, 'Country of the eMSP that owns the Token.'),
    party_id: one(key(ciString(3)), 'Id of the eMSP that owns the Token.'),
    uid: one(key(ciString(36)), 'The Token the driver used.'),
    type: one(TokenType, 'Kind of Token.'),
    contract_id: one(ciString(36), "The driver's contract."),
  },
  { description: 'The Token of a charge, reduced to what billing needs.' },
);
export type CdrToken = Infer<typeof CdrToken>;
