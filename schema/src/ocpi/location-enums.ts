/**
 * Module "Locations": its enums. Specification: mod_locations.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import { closedEnum, openEnum } from '../derive/notation.js';

export const Status = closedEnum(
  'Status',
  'mod_locations_status_enum',
  [
    'AVAILABLE',
    'BLOCKED',
    'CHARGING',
    'INOPERATIVE',
    'OUTOFORDER',
    'PLANNED',
    'REMOVED',
    'RESERVED',
    'UNKNOWN',
  ],
  {
    meanings: {
      AVAILABLE: 'Free to be used.',
      BLOCKED: 'Physically blocked, by a vehicle that does not charge for example.',
      CHARGING: 'In use.',
      INOPERATIVE: 'Not in operation for now, without being broken.',
      OUTOFORDER: 'Broken.',
      PLANNED: 'To be opened; not there yet.',
      REMOVED: 'Taken away for good.',
      RESERVED: 'Kept for one driver.',
      UNKNOWN: 'Nobody knows, as when the station is offline.',
    },
    description: 'What can be done with an EVSE now; REMOVED is how one is taken away (LOC-003).',
  },
);
export type Status = Infer<typeof Status>;

export const Capability = openEnum(
  'Capability',
  'mod_locations_capability_enum',
  [
    'CHARGING_PROFILE_CAPABLE',
    'CHARGING_PREFERENCES_CAPABLE',
    'CHIP_CARD_SUPPORT',
    'CONTACTLESS_CARD_SUPPORT',
    'CREDIT_CARD_PAYABLE',
    'DEBIT_CARD_PAYABLE',
    'PED_TERMINAL',
    'REMOTE_START_STOP_CAPABLE',
    'RESERVABLE',
    'RFID_READER',
    'START_SESSION_CONNECTOR_REQUIRED',
    'TOKEN_GROUP_CAPABLE',
    'UNLOCK_CAPABLE',
  ],
  { description: 'What an EVSE can do.' },
);
export type Capability = Infer<typeof Capability>;

export const ConnectorCapability = openEnum(
  'ConnectorCapability',
  'mod_locations_connectorcapability_enum',
  ['ISO_15118_2_PLUG_AND_CHARGE', 'ISO_15118_20_PLUG_AND_CHARGE'],
  { description: 'What drivers can really use at a Connector (LOC-049).' },
);
export type ConnectorCapability = Infer<typeof ConnectorCapability>;

export const ConnectorFormat = closedEnum(
  'ConnectorFormat',
  'mod_locations_connectorformat_enum',
  ['SOCKET', 'CABLE'],
  {
    meanings: { SOCKET: 'A socket; the driver brings the cable.', CABLE: 'A cable at the station.' },
    description: 'Whether the driver brings the cable (SOCKET) or the station has one (CABLE).',
  },
);
export type ConnectorFormat = Infer<typeof ConnectorFormat>;

export const ConnectorType = openEnum(
  'ConnectorType',
  'mod_locations_connectortype_enum',
  [
    'CHADEMO',
    'CHAOJI',
    'DOMESTIC_A',
    'DOMESTIC_B',
    'DOMESTIC_C',
    'DOMESTIC_D',
    'DOMESTIC_E',
    'DOMESTIC_F',
    'DOMESTIC_G',
    'DOMESTIC_H',
    'DOMESTIC_I',
    'DOMESTIC_J',
    'DOMESTIC_K',
    'DOMESTIC_L',
    'DOMESTIC_M',
    'DOMESTIC_N',
    'DOMESTIC_O',
    'GBT_AC',
    'GBT_DC',
    'IEC_60309_2_single_16',
    'IEC_60309_2_three_16',
    'IEC_60309_2_three_32',
    'IEC_60309_2_three_64',
    'IEC_62196_T1',
    'IEC_62196_T1_COMBO',
    'IEC_62196_T2',
    'IEC_62196_T2_COMBO',
    'IEC_62196_T3A',
    'IEC_62196_T3C',
    'MCS',
    'NEMA_5_20',
    'NEMA_6_30',
    'NEMA_6_50',
    'NEMA_10_30',
    'NEMA_10_50',
    'NEMA_14_30',
    'NEMA_14_50',
    'PANTOGRAPH_BOTTOM_UP',
    'PANTOGRAPH_TOP_DOWN',
    'SAE_J3400',
    'TESLA_R',
    'TESLA_S',
  ],
  { description: 'The plug standard.' },
);
export type ConnectorType = Infer<typeof ConnectorType>;

export const PowerType = closedEnum(
  'PowerType',
  'mod_locations_powertype_enum',
  ['AC_1_PHASE', 'AC_2_PHASE', 'AC_2_PHASE_SPLIT', 'AC_3_PHASE', 'DC'],
  {
    meanings: {
      AC_1_PHASE: 'Alternating current, one phase.',
      AC_2_PHASE: 'Alternating current, two of three phases.',
      AC_2_PHASE_SPLIT: 'Alternating current, split phase.',
      AC_3_PHASE: 'Alternating current, three phases.',
      DC: 'Direct current.',
    },
    description: 'Alternating current with its phases, or direct current.',
  },
);
export type PowerType = Infer<typeof PowerType>;

export const ParkingType = openEnum(
  'ParkingType',
  'mod_locations_parkingtype_enum',
  ['ALONG_MOTORWAY', 'PARKING_GARAGE', 'PARKING_LOT', 'ON_DRIVEWAY', 'ON_STREET', 'UNDERGROUND_GARAGE'],
  { description: 'What kind of parking a Location has.' },
);
export type ParkingType = Infer<typeof ParkingType>;

export const ParkingRestriction = openEnum(
  'ParkingRestriction',
  'mod_locations_parkingrestriction_enum',
  ['CUSTOMERS', 'DISABLED', 'EMPLOYEES', 'EV_ONLY', 'MOTORCYCLES', 'PLUGGED', 'TAXIS', 'TENANTS'],
  { description: 'Who may park at an EVSE.' },
);
export type ParkingRestriction = Infer<typeof ParkingRestriction>;

export const Facility = openEnum(
  'Facility',
  'mod_locations_facility_enum',
  [
    'HOTEL',
    'RESTAURANT',
    'CAFE',
    'MALL',
    'SUPERMARKET',
    'SPORT',
    'RECREATION_AREA',
    'NATURE',
    'MUSEUM',
    'BIKE_SHARING',
    'BUS_STOP',
    'TAXI_STAND',
    'TRAM_STOP',
    'METRO_STATION',
    'TRAIN_STATION',
    'AIRPORT',
    'PARKING_LOT',
    'CARPOOL_PARKING',
    'FUEL_STATION',
    'WIFI',
  ],
  { description: 'What a Location belongs to or has nearby.' },
);
export type Facility = Infer<typeof Facility>;

export const ImageCategory = openEnum(
  'ImageCategory',
  'mod_locations_imagecategory_enum',
  ['CHARGER', 'ENTRANCE', 'LOCATION', 'NETWORK', 'OPERATOR', 'OTHER', 'OWNER'],
  { description: 'What an image shows.' },
);
export type ImageCategory = Infer<typeof ImageCategory>;

export const VehicleType = openEnum(
  'VehicleType',
  'mod_locations_vehicletype_enum',
  [
    'MOTORCYCLE',
    'PERSONAL_VEHICLE',
    'PERSONAL_VEHICLE_WITH_TRAILER',
    'VAN',
    'SEMI_TRACTOR',
    'RIGID',
    'TRUCK_WITH_TRAILER',
    'BUS',
    'DISABLED',
  ],
  { description: 'A kind of vehicle a parking place is made for.' },
);
export type VehicleType = Infer<typeof VehicleType>;

export const ParkingDirection = closedEnum(
  'ParkingDirection',
  'mod_locations_parkingdirection_enum',
  ['PARALLEL', 'PERPENDICULAR', 'ANGLE'],
  {
    meanings: {
      PARALLEL: 'In line with the road.',
      PERPENDICULAR: 'At a right angle to it.',
      ANGLE: 'At another angle.',
    },
    description: 'How a vehicle stands to the road it came by.',
  },
);
export type ParkingDirection = Infer<typeof ParkingDirection>;

export const EVSEPosition = closedEnum(
  'EVSEPosition',
  'mod_locations_evseposition_enum',
  ['LEFT', 'RIGHT', 'CENTER'],
  {
    meanings: { LEFT: 'To the left.', RIGHT: 'To the right.', CENTER: 'In front or behind, in the middle.' },
    description: 'Where the EVSE stands, seen from the parked vehicle.',
  },
);
export type EVSEPosition = Infer<typeof EVSEPosition>;
