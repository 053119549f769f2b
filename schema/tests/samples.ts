/**
 * Documents without a flaw, one function per object; each takes only what should differ.
 */
import type {
  CDR,
  Connector,
  Credentials,
  EVSE,
  JsonObject,
  Location,
  Session,
  Tariff,
  Token,
} from '../src/index.js';

type Difference = JsonObject;
const last_updated = '2026-03-01T08:30:00Z';

export const connector = (difference: Difference = {}): JsonObject => ({
  ...({
    id: '1',
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_3_PHASE',
    max_voltage: 230,
    max_amperage: 32,
    tariff_ids: ['12'],
    terms_and_conditions: 'https://example.com/terms',
    capabilities: ['ISO_15118_2_PLUG_AND_CHARGE'],
    last_updated,
  } satisfies Connector),
  ...difference,
});

export const evse = (difference: Difference = {}): JsonObject => ({
  ...({
    uid: '3256',
    evse_id: 'NL*TNM*E3256',
    status: 'AVAILABLE',
    status_schedule: [{ period_begin: '2026-04-01T00:00:00Z', status: 'INOPERATIVE' }],
    capabilities: ['RFID_READER'],
    connectors: [connector() as Connector],
    floor_level: '-1',
    coordinates: { latitude: '52.33894', longitude: '4.87304' },
    directions: [{ language: 'en', text: 'Behind the ramp' }],
    parking: [{ parking_id: 'P1', evse_position: 'LEFT' }],
    accepted_service_providers: ['Example Provider'],
    last_updated,
  } satisfies EVSE),
  ...difference,
});

export const location = (difference: Difference = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: 'LOC1',
    publish: false,
    publish_allowed_to: [{ uid: '012345678', type: 'RFID' }],
    name: 'Station Zuid',
    address: 'Stationsplein 1',
    city: 'Amsterdam',
    country: 'NLD',
    coordinates: { latitude: '52.33894', longitude: '4.87304' },
    related_locations: [
      { latitude: '52.33800', longitude: '4.87300', name: { language: 'nl', text: 'Ingang' } },
    ],
    parking_type: 'PARKING_GARAGE',
    evses: [evse() as EVSE],
    parking_places: [
      {
        id: 'P1',
        vehicle_types: ['PERSONAL_VEHICLE'],
        restricted_to_type: true,
        reservation_required: false,
        images: [
          { url: 'https://example.com/p1.jpeg', category: 'OTHER', type: 'jpeg', width: 800, height: 600 },
        ],
      },
    ],
    operator: { name: 'Example Operator', website: 'https://example.com' },
    time_zone: 'Europe/Amsterdam',
    opening_times: {
      twentyfourseven: false,
      regular_hours: [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }],
      exceptional_closings: [{ period_begin: '2026-04-27T00:00:00Z', period_end: '2026-04-28T00:00:00Z' }],
    },
    energy_mix: {
      is_green_energy: true,
      energy_sources: [{ source: 'WIND', percentage: 100 }],
      environ_impact: [{ category: 'CARBON_DIOXIDE', amount: 11 }],
    },
    last_updated,
  } satisfies Location),
  ...difference,
});

export const session = (difference: Difference = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: '101',
    start_date_time: '2026-03-01T08:00:00Z',
    kwh: 12.345,
    cdr_token: {
      country_code: 'DE',
      party_id: 'EMP',
      uid: '012345678',
      type: 'RFID',
      contract_id: 'DE-EMP-C1-2',
    },
    auth_method: 'WHITELIST',
    location_id: 'LOC1',
    evse_uid: '3256',
    connector_id: '1',
    currency: 'EUR',
    charging_periods: [
      {
        start_date_time: '2026-03-01T08:00:00Z',
        dimensions: [{ type: 'ENERGY', volume: 6.1 }],
        tariff_id: '12',
      },
    ],
    total_cost: { before_taxes: 4.94, taxes: [{ name: 'VAT', percentage: 21, amount: 1.04 }] },
    status: 'ACTIVE',
    last_updated,
  } satisfies Session),
  ...difference,
});

export const tariff = (difference: Difference = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: '12',
    currency: 'EUR',
    type: 'REGULAR',
    max_price: { before_taxes: 20, after_taxes: 24.2 },
    elements: [
      {
        price_components: [{ type: 'ENERGY', price: 0.4, vat: 21, step_size: 1 }],
        restrictions: {
          start_time: '08:00',
          end_date: '2027-01-01',
          day_of_week: ['MONDAY'],
          max_duration: 3600,
        },
      },
      { price_components: [{ type: 'FLAT', price: 0, step_size: 0 }] },
    ],
    tax_included: 'NO',
    last_updated,
  } satisfies Tariff),
  ...difference,
});

export const token = (difference: Difference = {}): JsonObject => ({
  ...({
    country_code: 'DE',
    party_id: 'EMP',
    uid: '012345678',
    type: 'RFID',
    contract_id: 'DE-EMP-C1-2',
    issuer: 'Example Provider',
    valid: true,
    whitelist: 'ALLOWED_OFFLINE',
    energy_contract: { supplier_name: 'Example Energy' },
    last_updated,
  } satisfies Token),
  ...difference,
});

export const cdr = (difference: Difference = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: 'C101',
    start_date_time: '2026-03-01T08:00:00Z',
    end_date_time: '2026-03-01T09:00:00Z',
    cdr_token: {
      country_code: 'DE',
      party_id: 'EMP',
      uid: '012345678',
      type: 'RFID',
      contract_id: 'DE-EMP-C1-2',
    },
    auth_method: 'AUTH_REQUEST',
    cdr_location: {
      id: 'LOC1',
      address: 'Stationsplein 1',
      city: 'Amsterdam',
      country: 'NLD',
      coordinates: { latitude: '52.33894', longitude: '4.87304' },
      evse_uid: '3256',
      evse_id: 'NL*TNM*E3256',
      connector_id: '1',
      connector_standard: 'IEC_62196_T2',
      connector_format: 'SOCKET',
      connector_power_type: 'AC_3_PHASE',
    },
    currency: 'EUR',
    tariffs: [tariff() as Tariff],
    charging_periods: [
      { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: 20 }] },
    ],
    signed_data: {
      encoding_method: 'OCMF',
      signed_values: [{ nature: 'Start', plain_data: 'a', signed_data: 'b' }],
    },
    total_cost: { before_taxes: 8 },
    total_energy: 20,
    total_time: 1,
    last_updated,
  } satisfies CDR),
  ...difference,
});

export const credentials = (difference: Difference = {}): JsonObject => ({
  ...({
    token: 'ebf3b399-779f-4497-9b9d-ac6ad3cc44d2',
    url: 'https://example.com/ocpi/versions',
    roles: [
      { role: 'CPO', country_code: 'NL', party_id: 'TNM', business_details: { name: 'Example Operator' } },
    ],
  } satisfies Credentials),
  ...difference,
});
