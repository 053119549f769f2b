/**
 * Valid OCPI 2.3.0 documents for tests. Each takes only what should differ: `samples.session({ kwh: 3 })`.
 * They fit together: the session happened at the location, with the token, under the tariff.
 */
import type {
  CDR,
  ChargingPeriod,
  ClientInfo,
  Connector,
  EVSE,
  Location,
  Session,
  Tariff,
  Token,
} from '@chargesphere/schema';

/** When all samples were last updated. */
const LAST_UPDATED = '2026-11-02T08:00:00Z';
const CPO = { country_code: 'NL', party_id: 'ALF' };
const EMSP = { country_code: 'DE', party_id: 'BET' };

const connector = (difference: Partial<Connector> = {}): Connector => ({
  id: '1',
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  max_voltage: 230,
  max_amperage: 16,
  tariff_ids: ['T1'],
  last_updated: LAST_UPDATED,
  ...difference,
});

const evse = (difference: Partial<EVSE> = {}): EVSE => ({
  uid: '3256',
  evse_id: 'NL*ALF*E3256*1',
  status: 'AVAILABLE',
  capabilities: ['RFID_READER', 'REMOTE_START_STOP_CAPABLE'],
  connectors: [connector()],
  physical_reference: '1',
  last_updated: LAST_UPDATED,
  ...difference,
});

const location = (difference: Partial<Location> = {}): Location => ({
  ...CPO,
  id: 'LOC1',
  publish: true,
  name: 'Lindengracht',
  address: 'Lindengracht 12',
  city: 'Amsterdam',
  postal_code: '1015 KC',
  country: 'NLD',
  coordinates: { latitude: '52.37921', longitude: '4.88487' },
  parking_type: 'ON_STREET',
  evses: [evse()],
  operator: { name: 'Alfa Laden' },
  time_zone: 'Europe/Amsterdam',
  opening_times: { twentyfourseven: true },
  last_updated: LAST_UPDATED,
  ...difference,
});

const tariff = (difference: Partial<Tariff> = {}): Tariff => ({
  ...CPO,
  id: 'T1',
  currency: 'EUR',
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, vat: 21, step_size: 1 }] }],
  tax_included: 'NO',
  last_updated: LAST_UPDATED,
  ...difference,
});

const token = (difference: Partial<Token> = {}): Token => ({
  ...EMSP,
  uid: '012345678',
  type: 'RFID',
  contract_id: 'DE-BET-C12345678-X',
  visual_number: 'DE-BET-12345678',
  issuer: 'Beta Mobil',
  valid: true,
  whitelist: 'ALLOWED',
  language: 'de',
  last_updated: LAST_UPDATED,
  ...difference,
});

const period = (difference: Partial<ChargingPeriod> = {}): ChargingPeriod => ({
  start_date_time: '2026-11-02T08:00:00Z',
  dimensions: [{ type: 'ENERGY', volume: 1.5 }],
  tariff_id: 'T1',
  ...difference,
});

const session = (difference: Partial<Session> = {}): Session => {
  const { country_code, party_id, uid, type, contract_id } = token();
  return {
    ...CPO,
    id: '101',
    start_date_time: '2026-11-02T08:00:00Z',
    kwh: 1.5,
    cdr_token: { country_code, party_id, uid, type, contract_id },
    auth_method: 'WHITELIST',
    location_id: 'LOC1',
    evse_uid: '3256',
    connector_id: '1',
    currency: 'EUR',
    charging_periods: [period()],
    total_cost: { before_taxes: 0.6, taxes: [{ name: 'VAT', percentage: 21, amount: 0.126 }] },
    status: 'ACTIVE',
    last_updated: LAST_UPDATED,
    ...difference,
  };
};

const cdr = (difference: Partial<CDR> = {}): CDR => {
  const { id: session_id, cdr_token, auth_method, currency, start_date_time } = session();
  const { id, address, city, country, coordinates } = location();
  return {
    ...CPO,
    id: 'C1',
    start_date_time,
    end_date_time: '2026-11-02T09:00:00Z',
    session_id,
    cdr_token,
    auth_method,
    cdr_location: {
      id,
      address,
      city,
      country,
      coordinates,
      evse_uid: '3256',
      evse_id: 'NL*ALF*E3256*1',
      connector_id: '1',
      connector_standard: 'IEC_62196_T2',
      connector_format: 'SOCKET',
      connector_power_type: 'AC_3_PHASE',
    },
    currency,
    charging_periods: [period()],
    total_cost: { before_taxes: 0.6, taxes: [{ name: 'VAT', percentage: 21, amount: 0.126 }] },
    total_energy: 1.5,
    total_time: 1,
    last_updated: '2026-11-02T09:05:00Z',
    ...difference,
  };
};

const clientInfo = (difference: Partial<ClientInfo> = {}): ClientInfo => ({
  ...CPO,
  role: 'CPO',
  status: 'CONNECTED',
  last_updated: LAST_UPDATED,
  ...difference,
});

export const samples = { location, evse, connector, tariff, token, session, period, cdr, clientInfo };
