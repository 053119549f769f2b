/**
 * Module "ChargingProfiles": upper limits on a running charge, the CPO's answer at once and the EVSE's result later
 * (CHP-001 to CHP-013). Specification: mod_charging_profiles.asciidoc.
 */
import type { Infer, ObjectRule, ObjectTable } from '../derive/notation.js';
import { closedEnum, dateTime, decimal, int, many, object, one, opt, ref, url } from '../derive/notation.js';
import { isGiven } from '../document.js';

export const ChargingRateUnit = closedEnum(
  'ChargingRateUnit',
  'mod_charging_profiles_chargingrateunit',
  ['W', 'A'],
  {
    meanings: { W: 'Watts, of all phases together.', A: 'Amperes, of each phase.' },
    description: 'W for the power in all, A for the current of each phase, not their sum (AMB-051).',
  },
);
export type ChargingRateUnit = Infer<typeof ChargingRateUnit>;

export const ChargingProfileResponseType = closedEnum(
  'ChargingProfileResponseType',
  'mod_charging_profiles_responsetype_enum',
  ['ACCEPTED', 'NOT_SUPPORTED', 'REJECTED', 'TOO_OFTEN', 'UNKNOWN_SESSION'],
  { description: "The CPO's answer; TOO_OFTEN asks for fewer requests (CHP-011)." },
);
export type ChargingProfileResponseType = Infer<typeof ChargingProfileResponseType>;

export const ChargingProfileResultType = closedEnum(
  'ChargingProfileResultType',
  'mod_charging_profiles_resulttype_enum',
  ['ACCEPTED', 'REJECTED', 'UNKNOWN'],
  { description: 'What the EVSE made of a request; UNKNOWN means that it has no such profile.' },
);
export type ChargingProfileResultType = Infer<typeof ChargingProfileResultType>;

export const ChargingProfilePeriod = object(
  'ChargingProfilePeriod',
  'mod_charging_profiles_charging_profile_period_class',
  {
    start_period: one(
      int,
      'When it begins, in seconds from the start of the profile; the period before ends there.',
    ),
    limit: one(decimal(1), 'The most that may flow, in the unit of the profile, with one decimal at most.'),
  },
  { description: 'A stretch of a profile with one limit.' },
);
export type ChargingProfilePeriod = Infer<typeof ChargingProfilePeriod>;

export const ChargingProfile = object(
  'ChargingProfile',
  'mod_charging_profiles_charging_profile_class',
  {
    start_date_time: opt(dateTime, 'When the profile begins; absent means with the charge.'),
    duration: opt(int, 'How long it lasts, in seconds; absent means that the last period goes on.'),
    charging_rate_unit: one(ChargingRateUnit, 'The unit of all rates in it.'),
    min_charging_rate: opt(
      decimal(1),
      'The least that the vehicle can make use of, with one decimal at most.',
    ),
    charging_profile_period: many(ref(ChargingProfilePeriod), 'The limits, one after the other.'),
  },
  { description: 'Limits of a charge over time: no targets and no promises (CHP-003).' },
);
export type ChargingProfile = Infer<typeof ChargingProfile>;

export const ActiveChargingProfile = object(
  'ActiveChargingProfile',
  'mod_charging_profiles_active_charging_profile_class',
  {
    start_date_time: one(
      dateTime,
      'When the charge point worked it out; times in the profile count from here.',
    ),
    charging_profile: one(ref(ChargingProfile), 'The limits as they are planned.'),
  },
  { description: 'What an EVSE plans for a charge, from all limits it knows of.' },
);
export type ActiveChargingProfile = Infer<typeof ActiveChargingProfile>;

export const ChargingProfileResponse = object(
  'ChargingProfileResponse',
  'mod_charging_profiles_response_object',
  {
    result: one(ChargingProfileResponseType, 'Whether the CPO passes the request on.'),
    timeout: one(int, 'Seconds within which a result comes; later none is to be expected.'),
  },
  { description: 'What the CPO answers at once; it says nothing about the EVSE (CHP-001).' },
);
export type ChargingProfileResponse = Infer<typeof ChargingProfileResponse>;

const profileOnlyWhenAccepted: ObjectRule = {
  id: 'Chapter 14.4', // it stands in the catalogue's table of objects, without an ID
  field: 'profile',
  severity: 'record',
  sentence: 'Send a profile with the result ACCEPTED only.',
  holds: (result) => {
    const { result: outcome, profile } = result as ActiveChargingProfileResult;
    return outcome === 'ACCEPTED' || !isGiven(profile);
  },
};

export const ActiveChargingProfileResult = object(
  'ActiveChargingProfileResult',
  'mod_charging_profiles_active_charging_profiles_result_object',
  {
    result: one(ChargingProfileResultType, 'Whether the EVSE could tell its plan.'),
    profile: opt(ref(ActiveChargingProfile), 'The plan that was asked for, when the result is ACCEPTED.'),
  },
  { description: 'The late answer to a GET, posted to its response_url.', rules: [profileOnlyWhenAccepted] },
);
export type ActiveChargingProfileResult = Infer<typeof ActiveChargingProfileResult>;

export const ChargingProfileResult = object(
  'ChargingProfileResult',
  'mod_charging_profiles_charging_profiles_result_object',
  { result: one(ChargingProfileResultType, 'Whether the EVSE took the profile.') },
  { description: 'The late answer to a PUT, posted to its response_url.' },
);
export type ChargingProfileResult = Infer<typeof ChargingProfileResult>;

export const ClearProfileResult = object(
  'ClearProfileResult',
  'mod_charging_profiles_clear_profiles_result_object',
  { result: one(ChargingProfileResultType, 'Whether the EVSE dropped the profile.') },
  { description: 'The late answer to a DELETE, posted to its response_url.' },
);
export type ClearProfileResult = Infer<typeof ClearProfileResult>;

export const SetChargingProfile = object(
  'SetChargingProfile',
  'mod_charging_profiles_set_charging_profile_object',
  {
    charging_profile: one(ref(ChargingProfile), 'The limits to set.'),
    response_url: one(url, 'Where the ChargingProfileResult is to be posted; best unique per request.'),
  },
  { description: 'Asks to limit a running charge.' },
);
export type SetChargingProfile = Infer<typeof SetChargingProfile>;

/** Which result is posted to the `response_url` of which request (chapter 14.1). */
export const profileResults = {
  GET: ActiveChargingProfileResult,
  PUT: ChargingProfileResult,
  DELETE: ClearProfileResult,
} as const satisfies Record<string, ObjectTable>;
