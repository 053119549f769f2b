/**
 * Module "Locations": parking places, new in 2.3.0 (LOC-050 to LOC-052, LOC-057).
 * Specification: mod_locations.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import {
  boolean,
  ciString,
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
import { Image } from './business-details.js';
import { EVSEPosition, ParkingDirection, VehicleType } from './location-enums.js';

export const Parking = object(
  'Parking',
  'mod_locations_parking_object',
  {
    id: one(key(ciString(36)), 'Id of the parking place, unique within the Location.'),
    physical_reference: opt(string(12), 'What is painted on or beside it.'),
    vehicle_types: some(VehicleType, 'The vehicles it is made for.'),
    max_vehicle_weight: opt(number, 'Heaviest vehicle, in kg.'),
    max_vehicle_height: opt(number, 'Highest vehicle, in cm.'),
    max_vehicle_length: opt(number, 'Longest vehicle, in cm.'),
    max_vehicle_width: opt(number, 'Widest vehicle, in cm.'),
    parking_space_length: opt(number, 'Length of the place, in cm.'),
    parking_space_width: opt(number, 'Width of the place, in cm.'),
    dangerous_goods_allowed: opt(boolean, 'Whether vehicles with dangerous goods may park.'),
    direction: opt(ParkingDirection, 'How one parks, seen from the road.'),
    drive_through: opt(boolean, 'Whether every listed kind of vehicle can leave without reversing.'),
    restricted_to_type: one(boolean, 'Whether other kinds of vehicles must not park here.'),
    reservation_required: one(boolean, 'Whether one has to reserve first.'),
    time_limit: opt(number, 'Longest stay, in minutes.'),
    roofed: opt(boolean, 'Whether it is under a roof.'),
    images: many(ref(Image), 'Photos of the place.'),
    lighting: opt(boolean, 'Whether it is lit.'),
    refrigeration_outlet: opt(boolean, 'Whether a cooled trailer finds power for its cooling.'),
    standards: many(ciString(36), 'Standards the place is built to, such as PAS 1899.'),
    apds_reference: opt(ciString(), 'The element of the parking data standard (APDS) that describes it.'),
  },
  { description: 'A parking place at a Location.' },
);
export type Parking = Infer<typeof Parking>;

export const EVSEParking = object(
  'EVSEParking',
  'mod_locations_evseparking_class',
  {
    parking_id: one(ciString(36), 'Id of a parking place of the same Location.'),
    evse_position: opt(EVSEPosition, 'Where the EVSE stands, seen from the parked vehicle.'),
  },
  { description: 'A parking place from which an EVSE can be used.' },
);
export type EVSEParking = Infer<typeof EVSEParking>;
