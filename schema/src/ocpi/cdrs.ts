/**
 * Module "CDRs": what is billed (CDR-001 to CDR-055). What Sessions share stands in charging.ts.
 * Specification: mod_cdrs.asciidoc.
 */
import type { Infer, ObjectRule } from '../derive/notation.js';
import {
  boolean,
  ciString,
  dateTime,
  int,
  key,
  many,
  number,
  object,
  one,
  opt,
  ref,
  some,
  string,
} from '../derive/notation.js';
import { isGiven } from '../document.js';
import {
  AuthMethod,
  CdrToken,
  ChargingPeriod,
  energyInKwh,
  isInOrder,
  periodsInOrder,
  sessionOnlyDimensions,
} from './charging.js';
import { ConnectorFormat, ConnectorType, PowerType } from './location-enums.js';
import { GeoLocation } from './location-parts.js';
import { Tariff } from './tariffs.js';
import { addressCountry, currency, partyCountry, Price } from './types.js';

export const CdrLocation = object(
  'CdrLocation',
  'mod_cdrs_cdr_location_class',
  {
    id: one(key(ciString(36)), 'Id of the Location.'),
    name: opt(string(255), 'What people call it.'),
    address: one(string(45), 'Street and number; longer ones are accepted (AMB-026).'),
    city: one(string(45), 'City or town.'),
    postal_code: opt(string(10), 'Postal code, where there is one.'),
    state: opt(string(20), 'State or province; longer ones are accepted (AMB-026).'),
    country: one(addressCountry, 'Country, ISO 3166-1 alpha-3.'),
    coordinates: one(ref(GeoLocation), 'Where it is.'),
    evse_uid: one(ciString(36), 'Uid of the EVSE, #NA for a reservation without a Session.'),
    evse_id: one(ciString(48), 'The EVSE ID that people read, or #NA.'),
    connector_id: one(ciString(36), 'Id of the Connector, or #NA.'),
    connector_standard: one(ConnectorType, 'The plug standard; without meaning beside #NA (CDR-053).'),
    connector_format: one(ConnectorFormat, 'Socket or cable.'),
    connector_power_type: one(PowerType, 'AC with its phases, or DC.'),
  },
  { description: 'Where a charge took place, as it was when the charge began (CDR-007).' },
);
export type CdrLocation = Infer<typeof CdrLocation>;

export const SignedValue = object(
  'SignedValue',
  'mod_cdrs_signed_value_class',
  {
    nature: one(ciString(32), 'Which reading it is: Start, End, Intermediate or another.'),
    plain_data: one(string(5000), 'The reading before it was signed.'),
    signed_data: one(string(5000), 'The signed reading, base64.'),
  },
  { description: 'One signed meter reading.' },
);
export type SignedValue = Infer<typeof SignedValue>;

export const SignedData = object(
  'SignedData',
  'mod_cdrs_signed_data_class',
  {
    encoding_method: one(ciString(36), 'Name of the way of signing, as agreed in the market.'),
    encoding_method_version: opt(int, 'Its version.'),
    public_key: opt(string(512), 'Key to check the signatures with, base64.'),
    signed_values: some(ref(SignedValue), 'The readings.'),
    url: opt(string(512), 'Where a driver can check the data.'),
  },
  { description: 'Signed meter readings; carried untouched (CDR-055).' },
);
export type SignedData = Infer<typeof SignedData>;

const cdrDimensionsOnly: ObjectRule = {
  id: 'CDR-050',
  field: 'charging_periods',
  severity: 'record',
  sentence: `Leave ${sessionOnlyDimensions.join(', ')} out of a CDR: they belong to Sessions.`,
  holds: (cdr) =>
    (cdr as CDR).charging_periods.every((period) =>
      period.dimensions.every((dimension) => !sessionOnlyDimensions.includes(dimension.type)),
    ),
};
/** CDR-054: what stands for a time that nobody knows. */
const isUnknown = (time: string): boolean => time.startsWith('1970-');

const periodsWithinTheCharge: ObjectRule = {
  id: 'CDR-031',
  field: 'charging_periods',
  severity: 'record',
  sentence: 'No charging period begins before the charge, and the last one ends with it.',
  holds: (cdr) => {
    const { start_date_time, end_date_time, charging_periods } = cdr as CDR;
    const first = charging_periods[0]?.start_date_time ?? start_date_time;
    const last = charging_periods.at(-1)?.start_date_time ?? end_date_time;
    return isInOrder(start_date_time, first) && (isUnknown(end_date_time) || isInOrder(last, end_date_time));
  },
};

const creditNamesItsCdr: ObjectRule = {
  id: 'CDR-024',
  field: 'credit_reference_id',
  severity: 'refuse', // a required field of credit CDRs
  sentence: 'A credit CDR names the CDR it takes back in credit_reference_id.',
  holds: (cdr) => (cdr as CDR).credit !== true || isGiven((cdr as CDR).credit_reference_id),
};
const creditHasItsOwnId: ObjectRule = {
  id: 'CDR-021',
  field: 'id',
  severity: 'record',
  sentence: 'Give a credit CDR an id of its own, not that of the CDR it takes back.',
  holds: (cdr) => {
    const { credit, id, credit_reference_id } = cdr as CDR;
    return credit !== true || id.toUpperCase() !== credit_reference_id?.toUpperCase(); // TRN-087
  },
};
const referenceIsForCredits: ObjectRule = {
  id: 'CDR-020',
  field: 'credit_reference_id',
  severity: 'record',
  sentence: 'Only a credit CDR has a credit_reference_id: set credit to true or leave it out.',
  holds: (cdr) => (cdr as CDR).credit === true || !isGiven((cdr as CDR).credit_reference_id),
};
const longIdsAreForCredits: ObjectRule = {
  id: 'CDR-023',
  field: 'id',
  severity: 'record',
  sentence: 'Use at most 36 characters; the rest is for what a credit CDR appends.',
  holds: (cdr) => (cdr as CDR).credit === true || (cdr as CDR).id.length <= 36,
};

export const CDR = object(
  'CDR',
  'mod_cdrs_cdr_object',
  {
    country_code: one(partyCountry, 'Country of the CPO that owns this CDR.'),
    party_id: one(key(ciString(3)), 'Id of the CPO that owns this CDR.'),
    id: one(key(ciString(39)), 'Id of the CDR; more than 36 characters only for credit CDRs (CDR-023).'),
    start_date_time: one(dateTime, 'When the Session, or the reservation before it, began.'),
    end_date_time: one(dateTime, 'When the Session ended.'),
    session_id: opt(ciString(36), 'The Session billed, if there was one.'),
    cdr_token: one(ref(CdrToken), 'The Token that started the charge.'),
    auth_method: one(AuthMethod, 'How the driver was authorised, the last way used.'),
    authorization_reference: opt(
      ciString(36),
      "The eMSP's reference for the authorisation, the last one given.",
    ),
    cdr_location: one(ref(CdrLocation), 'Where it took place.'),
    meter_id: opt(string(255), 'Id of the energy meter.'),
    currency: one(currency, 'Currency of all amounts, ISO 4217.'),
    tariffs: many(ref(Tariff), 'The Tariffs that were used, free ones included.'),
    charging_periods: some(ref(ChargingPeriod), 'What happened when.'),
    signed_data: opt(ref(SignedData), 'Signed meter readings.'),
    total_cost: one(ref(Price), 'What is to be paid.'),
    total_fixed_cost: opt(ref(Price), 'Its flat fees, without those of parking and reservation.'),
    total_energy: one(number, 'Energy in kWh.'),
    total_energy_cost: opt(ref(Price), 'Cost of the energy.'),
    total_time: one(number, 'Duration in hours, charging or not.'),
    total_time_cost: opt(ref(Price), 'Cost of the charging time.'),
    total_parking_time: opt(number, 'Hours in which the vehicle asked for no power (CDR-051).'),
    total_parking_cost: opt(ref(Price), 'Cost of parking with its flat fees.'),
    total_reservation_cost: opt(ref(Price), 'Cost of the reservation with its flat fees.'),
    remark: opt(string(255), 'A note for people.'),
    invoice_reference_id: opt(ciString(39), 'The invoice this CDR belongs to.'),
    credit: opt(boolean, 'Whether this takes back another CDR (CDR-021).'),
    credit_reference_id: opt(ciString(39), 'The CDR that is taken back.'),
    home_charging_compensation: opt(boolean, 'Whether the driver is paid back for energy from home.'),
    last_updated: one(dateTime, 'When the CDR was made or last changed.'),
  },
  {
    description: 'A finished charge with its cost.',
    rules: [
      longIdsAreForCredits,
      creditHasItsOwnId,
      creditNamesItsCdr,
      referenceIsForCredits,
      cdrDimensionsOnly,
      periodsInOrder,
      periodsWithinTheCharge,
      energyInKwh('total_energy'),
    ],
  },
);
export type CDR = Infer<typeof CDR>;
