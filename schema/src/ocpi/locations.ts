/**
 * Module "Locations": where one can charge (LOC-001 to LOC-060).
 * Specification: mod_locations.asciidoc.
 */
import type { Infer, ObjectRule } from '../derive/notation.js';
import {
  boolean,
  ciString,
  dateTime,
  int,
  key,
  many,
  object,
  one,
  opt,
  ref,
  some,
  string,
  url,
} from '../derive/notation.js';
import { BusinessDetails, Image } from './business-details.js';
import { EnergyMix } from './energy.js';
import {
  Capability,
  ConnectorCapability,
  ConnectorFormat,
  ConnectorType,
  Facility,
  ParkingRestriction,
  ParkingType,
  PowerType,
  Status,
} from './location-enums.js';
import {
  AdditionalGeoLocation,
  GeoLocation,
  Hours,
  PublishTokenType,
  StatusSchedule,
} from './location-parts.js';
import { EVSEParking, Parking } from './parking.js';
import { addressCountry, DisplayText, partyCountry } from './types.js';

export const Connector = object(
  'Connector',
  'mod_locations_connector_object',
  {
    id: one(key(ciString(36)), 'Id of the Connector, unique within its EVSE only.'),
    standard: one(ConnectorType, 'The plug standard.'),
    format: one(ConnectorFormat, 'Socket or cable.'),
    power_type: one(PowerType, 'AC with its phases, or DC.'),
    max_voltage: one(int, 'Highest voltage in V; between a phase and neutral for AC_3_PHASE.'),
    max_amperage: one(int, 'Highest current in A.'),
    max_electric_power: opt(int, 'Highest power in W, when below what voltage and current suggest.'),
    tariff_ids: many(ciString(36), 'Ids of the Tariffs, at any moment one active per type (LOC-040).'),
    terms_and_conditions: opt(url, "The operator's terms."),
    capabilities: many(ConnectorCapability, 'What drivers can use here.'),
    last_updated: one(dateTime, 'When the Connector last changed.'),
  },
  { description: 'A socket or cable of an EVSE.' },
);
export type Connector = Infer<typeof Connector>;

export const EVSE = object(
  'EVSE',
  'mod_locations_evse_object',
  {
    uid: one(key(ciString(36)), "Technical id, unique on the CPO's platform, never changed or used again."),
    evse_id: opt(ciString(48), 'The EVSE ID that people read, such as NL*TNM*E1.'),
    status: one(Status, 'What can be done with it now.'),
    status_schedule: many(ref(StatusSchedule), 'What its status will be.'),
    capabilities: many(Capability, 'What it can do.'),
    connectors: some(ref(Connector), 'Its Connectors, of which one can be used at a time.'),
    floor_level: opt(string(4), 'The floor, as it is numbered there.'),
    coordinates: opt(ref(GeoLocation), 'Where exactly it stands.'),
    physical_reference: opt(string(16), 'What is written on it.'),
    directions: many(ref(DisplayText), 'How to find it from the Location.'),
    parking_restrictions: many(ParkingRestriction, 'Who may park there.'),
    parking: many(ref(EVSEParking), 'From which parking places it can be used.'),
    images: many(ref(Image), 'Photos and logos.'),
    accepted_service_providers: many(
      string(50),
      'Names of the eMSPs whose contracts are accepted, for access points.',
    ),
    last_updated: one(dateTime, 'When the EVSE or one of its Connectors last changed.'),
  },
  { description: 'A place where one vehicle can charge at a time.' },
);
export type EVSE = Infer<typeof EVSE>;

const listedOnlyWhenNotPublished: ObjectRule = {
  id: 'LOC-021',
  field: 'publish_allowed_to',
  severity: 'record',
  sentence: 'Leave publish_allowed_to out when publish is true.',
  holds: (location) => {
    const { publish, publish_allowed_to } = location as Location;
    return !publish || (publish_allowed_to ?? []).length === 0;
  },
};

export const Location = object(
  'Location',
  'mod_locations_location_object',
  {
    country_code: one(partyCountry, 'Country of the CPO that owns this Location.'),
    party_id: one(key(ciString(3)), 'Id of the CPO that owns this Location.'),
    id: one(key(ciString(36)), "Id of the Location on the CPO's platform; it never changes."),
    publish: one(boolean, 'Whether everyone may be shown this Location (LOC-020).'),
    publish_allowed_to: many(ref(PublishTokenType), 'Who may be shown it when not everyone may.'),
    name: opt(string(255), 'What people call it.'),
    address: one(string(255), 'Street and number.'),
    city: one(string(45), 'City or town.'),
    postal_code: opt(string(10), 'Postal code, where there is one.'),
    state: opt(string(45), 'State or province, where it matters.'),
    country: one(addressCountry, 'Country, ISO 3166-1 alpha-3.'),
    coordinates: one(ref(GeoLocation), 'Where it is.'),
    related_locations: many(ref(AdditionalGeoLocation), 'Further points that help the driver.'),
    parking_type: opt(ParkingType, 'What kind of parking it has.'),
    evses: many(ref(EVSE), 'Its EVSEs, removed ones included.'),
    parking_places: many(ref(Parking), 'Its parking places.'),
    directions: many(ref(DisplayText), 'How to get there.'),
    operator: opt(ref(BusinessDetails), 'Who operates it; the owner as in its Credentials, when absent.'),
    suboperator: opt(ref(BusinessDetails), 'Who operates it on behalf of the operator.'),
    owner: opt(ref(BusinessDetails), 'Who owns the installation.'),
    facilities: many(Facility, 'What it belongs to or has nearby.'),
    time_zone: one(string(255), 'IANA name of its time zone, such as Europe/Oslo.'),
    opening_times: opt(ref(Hours), 'When one can get to the EVSEs.'),
    charging_when_closed: opt(boolean, 'Whether charging goes on while it is closed.', true),
    images: many(ref(Image), 'Photos and logos.'),
    energy_mix: opt(ref(EnergyMix), 'Where its energy comes from.'),
    help_phone: opt(ciString(25), 'The number a driver calls for help.'),
    last_updated: one(dateTime, 'When the Location, an EVSE or a Connector last changed.'),
  },
  { description: 'A place with one or more EVSEs.', rules: [listedOnlyWhenNotPublished] },
);
export type Location = Infer<typeof Location>;
