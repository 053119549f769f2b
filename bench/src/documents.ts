/**
 * The documents that are pushed, of the size partners push: a Location of three or four EVSEs in some 3 KB, a Session
 * with its charging periods in some 2 KB. Everything follows from numbers, so that every process makes the same ones.
 */
import type { EVSE, Location, Session, Tariff } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';

export const CPO = { country_code: 'NL', party_id: 'BEC', name: 'Bench Laden' };
export const EMSP = { country_code: 'DE', party_id: 'BEE', name: 'Bench Mobil' };
const OWNER = { country_code: CPO.country_code, party_id: CPO.party_id };

export const LOCATIONS = 1000;
export const TARIFFS = 10;
/** Sessions that the joined query finds first. */
export const JOINED_SESSIONS = 20;

const CITIES = ['Amsterdam', 'Antwerpen', 'Berlin', 'København', 'Lille', 'Wien'];
const BEGIN = Date.parse('2026-11-02T08:00:00Z');
const at = (seconds: number): string => new Date(BEGIN + seconds * 1000).toISOString();

export const locationIdOf = (n: number): string => `L${String(n % LOCATIONS).padStart(4, '0')}`;
const tariffIdOf = (n: number): string => `T${n % TARIFFS}`;

const evseOf = (n: number, number: number): EVSE => ({
  ...samples.evse(),
  uid: `${locationIdOf(n)}-${number}`,
  evse_id: `NL*BEC*E${locationIdOf(n)}*${number}`,
  capabilities: ['RFID_READER', 'REMOTE_START_STOP_CAPABLE', 'UNLOCK_CAPABLE', 'CHARGING_PROFILE_CAPABLE'],
  connectors: Array.from({ length: 1 + ((n + number) % 2) }, (_, i) =>
    samples.connector({ id: String(i + 1), max_amperage: 32, tariff_ids: [tariffIdOf(n + i)] }),
  ),
  physical_reference: String(number),
  parking_restrictions: ['EV_ONLY', 'PLUGGED'],
});

export const locationOf = (n: number): Location => ({
  ...samples.location(),
  ...OWNER,
  id: locationIdOf(n),
  name: `Laadplein ${n}`,
  address: `Keizersgracht ${n + 1}`,
  city: CITIES[n % CITIES.length] ?? 'Amsterdam',
  coordinates: { latitude: (48 + (n % 97) / 12).toFixed(5), longitude: (2 + (n % 89) / 7).toFixed(5) },
  evses: Array.from({ length: 1 + (n % 6) }, (_, i) => evseOf(n, i + 1)),
  directions: [{ language: 'nl', text: 'Niveau -2, volg de groene borden langs de fietsenstalling.' }],
  operator: { name: CPO.name, website: 'https://www.bench-laden.example' },
  facilities: ['PARKING_LOT', 'RESTAURANT', 'WIFI'],
  opening_times: {
    twentyfourseven: false,
    regular_hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      period_begin: '07:00',
      period_end: '22:00',
    })),
  },
  energy_mix: {
    is_green_energy: true,
    energy_sources: [
      { source: 'WIND', percentage: 70 },
      { source: 'SOLAR', percentage: 30 },
    ],
    supplier_name: CPO.name,
    energy_product_name: 'Wind en zon',
  },
});

export const tariffOf = (n: number): Tariff =>
  samples.tariff({
    ...OWNER,
    id: tariffIdOf(n),
    elements: [
      { price_components: [{ type: 'ENERGY', price: 0.3 + n / 100, vat: 21, step_size: 1 }] },
      { price_components: [{ type: 'PARKING_TIME', price: 2, vat: 21, step_size: 60 }] },
    ],
  });

/** A charge at the n-th location; `seconds` is when it last changed. */
export const sessionOf = (id: string, n: number, seconds: number): Session =>
  samples.session({
    ...OWNER,
    id,
    kwh: 12.5,
    cdr_token: {
      country_code: EMSP.country_code,
      party_id: EMSP.party_id,
      uid: `0123456789${n % 100}`,
      type: 'RFID',
      contract_id: `DE-BEE-C${String(n % 100).padStart(8, '0')}-X`,
    },
    location_id: locationIdOf(n),
    evse_uid: `${locationIdOf(n)}-1`,
    charging_periods: Array.from({ length: 11 }, (_, i) =>
      samples.period({
        start_date_time: at(i * 900),
        dimensions: [
          { type: 'ENERGY', volume: 1.5625 },
          { type: 'TIME', volume: 0.25 },
        ],
        tariff_id: tariffIdOf(n),
      }),
    ),
    last_updated: at(seconds),
  });
