/**
 * Module "Sessions": a charge while it runs, and the driver's preferences for it (SES-001 to SES-063).
 * Specification: mod_sessions.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import {
  boolean,
  ciString,
  closedEnum,
  dateTime,
  key,
  many,
  number,
  object,
  one,
  opt,
  ref,
  string,
} from '../derive/notation.js';
import { AuthMethod, CdrToken, ChargingPeriod, energyInKwh, periodsInOrder } from './charging.js';
import { ProfileType } from './profile-type.js';
import { currency, partyCountry, Price } from './types.js';

export const SessionStatus = closedEnum(
  'SessionStatus',
  'mod_sessions_sessionstatus_enum',
  ['ACTIVE', 'COMPLETED', 'INVALID', 'PENDING', 'RESERVATION'],
  {
    meanings: {
      ACTIVE: 'It runs.',
      COMPLETED: 'It has ended; a CDR follows.',
      INVALID: 'It was none: nothing was charged and nothing is billed.',
      PENDING: 'It is about to start.',
      RESERVATION: 'Something is reserved, and nobody charges yet.',
    },
    description: 'Where a Session is in its life; COMPLETED and INVALID are final.',
    aliases: { RESERVED: 'RESERVATION' }, // SES-015: the running text says RESERVED once
  },
);
export type SessionStatus = Infer<typeof SessionStatus>;

export const ChargingPreferencesResponse = closedEnum(
  'ChargingPreferencesResponse',
  'mod_sessions_charging_preferences_response_enum',
  ['ACCEPTED', 'DEPARTURE_REQUIRED', 'ENERGY_NEED_REQUIRED', 'NOT_POSSIBLE', 'PROFILE_TYPE_NOT_SUPPORTED'],
  { description: "The CPO's answer to a driver's preferences; sent as the bare string (SES-053)." },
);
export type ChargingPreferencesResponse = Infer<typeof ChargingPreferencesResponse>;

export const Session = object(
  'Session',
  'mod_sessions_session_object',
  {
    country_code: one(partyCountry, 'Country of the CPO that owns this Session.'),
    party_id: one(key(ciString(3)), 'Id of the CPO that owns this Session.'),
    id: one(key(ciString(36)), "Id of the Session, unique on the CPO's platform."),
    start_date_time: one(
      dateTime,
      'When the Session became active; its creation while it is PENDING (SES-013).',
    ),
    end_date_time: opt(dateTime, 'When the Session ended; charging may have ended earlier.'),
    kwh: one(number, 'Energy charged so far, in kWh.'),
    cdr_token: one(ref(CdrToken), 'The Token that started the Session.'),
    auth_method: one(AuthMethod, 'How the driver was authorised.'),
    authorization_reference: opt(
      ciString(36),
      "The eMSP's reference for the authorisation; the last one given wins (SES-060).",
    ),
    location_id: one(ciString(36), 'Id of the Location.'),
    evse_uid: one(ciString(36), 'Uid of the EVSE, #NA for a reservation without one.'),
    connector_id: one(ciString(36), 'Id of the Connector, #NA for a reservation without one.'),
    meter_id: opt(string(255), 'Id of the energy meter.'),
    currency: one(currency, 'Currency of all amounts, ISO 4217.'),
    charging_periods: many(
      ref(ChargingPeriod),
      'What happened when: energy, power, time and parking so far.',
    ),
    total_cost: opt(ref(Price), 'Cost so far; absent does not mean free (SES-061).'),
    status: one(SessionStatus, 'Where the Session is in its life.'),
    last_updated: one(dateTime, 'When the Session last changed.'),
  },
  {
    description: 'A charge while it runs, as its CPO reports it.',
    rules: [periodsInOrder, energyInKwh('kwh')],
  },
);
export type Session = Infer<typeof Session>;

export const ChargingPreferences = object(
  'ChargingPreferences',
  'mod_sessions_charging_preferences_object',
  {
    profile_type: one(ProfileType, 'Cheap, fast, green or nothing special.'),
    departure_time: opt(dateTime, 'When the driver wants to leave.'),
    energy_need: opt(number, 'Energy wanted, in kWh.'),
    discharge_allowed: opt(boolean, 'Whether energy may flow out of the vehicle.', false),
  },
  { description: "A driver's wishes for a running Session." },
);
export type ChargingPreferences = Infer<typeof ChargingPreferences>;
