/**
 * Module "Locations": its small classes (LOC-022, LOC-027, LOC-043 to LOC-046, LOC-060).
 * Specification: mod_locations.asciidoc.
 */
import type { Infer, ObjectRule, TextFormat } from '../derive/notation.js';
import {
  boolean,
  ciString,
  dateTime,
  intOf,
  key,
  many,
  object,
  one,
  opt,
  ref,
  string,
} from '../derive/notation.js';
import { isGiven } from '../document.js';
import { Status } from './location-enums.js';
import { TokenType } from './tokens.js';
import { DisplayText, TIME_OF_DAY } from './types.js';

const LATITUDE: TextFormat = {
  name: 'a latitude with 5 to 7 decimals',
  pattern: /^-?[0-9]{1,2}\.[0-9]{5,7}$/,
};
const LONGITUDE: TextFormat = {
  name: 'a longitude with 5 to 7 decimals',
  pattern: /^-?[0-9]{1,3}\.[0-9]{5,7}$/,
};

export const GeoLocation = object(
  'GeoLocation',
  'mod_locations_geolocation_class',
  {
    latitude: one(string(10, LATITUDE), 'Degrees north, WGS 84, as text.'),
    longitude: one(string(11, LONGITUDE), 'Degrees east, WGS 84, as text.'),
  },
  { description: 'A point on the map.' },
);
export type GeoLocation = Infer<typeof GeoLocation>;

export const AdditionalGeoLocation = object(
  'AdditionalGeoLocation',
  'mod_locations_additionalgeolocation_class',
  {
    latitude: one(string(10, LATITUDE), 'Degrees north, WGS 84, as text.'),
    longitude: one(string(11, LONGITUDE), 'Degrees east, WGS 84, as text.'),
    name: opt(ref(DisplayText), 'What the point is called, or what is written there.'),
  },
  { description: 'A further point that helps the driver, such as an entrance.' },
);
export type AdditionalGeoLocation = Infer<typeof AdditionalGeoLocation>;

const endsAfterItBegins: ObjectRule = {
  id: 'LOC-043',
  field: 'period_end',
  severity: 'record',
  sentence: 'Let period_end be later than period_begin on the same day; split what goes over midnight.',
  holds: (hours) => {
    const { period_begin, period_end } = hours as RegularHours;
    return period_begin < period_end;
  },
};

export const RegularHours = object(
  'RegularHours',
  'mod_locations_regularhours_class',
  {
    weekday: one(intOf(1, { min: 1, max: 7 }), 'Day of the week, 1 is Monday and 7 is Sunday.'),
    period_begin: one(string(5, TIME_OF_DAY), "Begin of the period, the Location's local time."),
    period_end: one(string(5, TIME_OF_DAY), 'End of the period, local time, after its begin.'),
  },
  { description: 'A period that repeats every week.', rules: [endsAfterItBegins] },
);
export type RegularHours = Infer<typeof RegularHours>;

export const ExceptionalPeriod = object(
  'ExceptionalPeriod',
  'mod_locations_exceptionalperiod_class',
  {
    period_begin: one(dateTime, 'Begin of the exception.'),
    period_end: one(dateTime, 'End of the exception.'),
  },
  { description: 'A period that happens once; it beats the regular hours (LOC-044).' },
);
export type ExceptionalPeriod = Infer<typeof ExceptionalPeriod>;

const regularHoursWhenNotAlwaysOpen: ObjectRule = {
  id: 'LOC-043',
  field: 'regular_hours',
  severity: 'record',
  sentence: 'Give regular_hours exactly when twentyfourseven is false.',
  holds: (hours) => {
    const { twentyfourseven, regular_hours } = hours as Hours;
    return twentyfourseven === ((regular_hours ?? []).length === 0);
  },
};

export const Hours = object(
  'Hours',
  'mod_locations_hours_class',
  {
    twentyfourseven: one(boolean, 'Whether it is always open, but for the exceptions.'),
    regular_hours: many(ref(RegularHours), 'When it is open each week, if not always.'),
    exceptional_openings: many(ref(ExceptionalPeriod), 'Open on top of the regular hours.'),
    exceptional_closings: many(ref(ExceptionalPeriod), 'Closed in spite of everything else.'),
  },
  { description: 'Opening hours.', rules: [regularHoursWhenNotAlwaysOpen] },
);
export type Hours = Infer<typeof Hours>;

export const StatusSchedule = object(
  'StatusSchedule',
  'mod_locations_statusschedule_class',
  {
    period_begin: one(dateTime, 'From when.'),
    period_end: opt(dateTime, 'Until when, if known.'),
    status: one(Status, 'What the EVSE will be then.'),
  },
  { description: 'A status planned for later; it does not change the status by itself (LOC-046).' },
);
export type StatusSchedule = Infer<typeof StatusSchedule>;

const identifiesSomeToken: ObjectRule = {
  id: 'LOC-027',
  field: '',
  severity: 'record',
  sentence: 'Set uid, visual_number or group_id; add type to a uid and issuer to a visual_number.',
  holds: (entry) => {
    const { uid, type, visual_number, issuer, group_id } = entry as PublishTokenType;
    if (![uid, visual_number, group_id].some(isGiven)) return false;
    return (!isGiven(uid) || isGiven(type)) && (!isGiven(visual_number) || isGiven(issuer));
  },
};

export const PublishTokenType = object(
  'PublishTokenType',
  'mod_locations_publish_token_class',
  {
    uid: opt(key(ciString(36)), 'Only this Token.'),
    type: opt(TokenType, 'The kind of that Token.'),
    visual_number: opt(string(64), 'Only the Token with this printed number.'),
    issuer: opt(string(64), 'Tokens of this company.'),
    group_id: opt(ciString(36), 'Tokens of this group.'),
  },
  {
    description: 'Who may be shown a Location: a Token that has all the values set here.',
    rules: [identifiesSomeToken],
  },
);
export type PublishTokenType = Infer<typeof PublishTokenType>;
