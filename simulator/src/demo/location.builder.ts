/** Turns the demo's sites into OCPI Locations: EVSEs with their connectors, opening times, facilities, energy mix. */
import type { Connector, EnergyMix, EVSE, Hours, Location } from '@chargesphere/schema';
import type { Operator } from './operators.js';
import { randomFrom, type Random } from './random.js';
import type { City, Place, Site } from './site.js';
import { tariffIdsAt } from './tariffs.js';

const PLACES: Record<Place, { parking_type: string; facilities: string[] }> = {
  street: { parking_type: 'ON_STREET', facilities: [] },
  garage: { parking_type: 'UNDERGROUND_GARAGE', facilities: ['PARKING_LOT'] },
  station: { parking_type: 'PARKING_LOT', facilities: ['TRAIN_STATION', 'TAXI_STAND', 'BIKE_SHARING'] },
  supermarket: { parking_type: 'PARKING_LOT', facilities: ['SUPERMARKET'] },
  mall: { parking_type: 'PARKING_GARAGE', facilities: ['MALL', 'RESTAURANT', 'WIFI'] },
  office: { parking_type: 'PARKING_GARAGE', facilities: ['CAFE', 'WIFI'] },
  hotel: { parking_type: 'PARKING_LOT', facilities: ['HOTEL', 'RESTAURANT', 'WIFI'] },
  motorway: { parking_type: 'ALONG_MOTORWAY', facilities: ['FUEL_STATION', 'CAFE'] },
};

const GARAGE_DIRECTIONS: Record<string, string> = {
  nl: 'Niveau -2, volg de groene borden.',
  fr: 'Niveau -2, suivez les panneaux verts.',
  de: 'Ebene -2, den grünen Schildern folgen.',
  da: 'Niveau -2, følg de grønne skilte.',
};

const weekdays = (days: number[], period_begin: string, period_end: string) =>
  days.map((weekday) => ({ weekday, period_begin, period_end }));

/** Shops close at night; everything else is always open. */
const openingTimes = (place: Place): Hours =>
  place === 'supermarket' || place === 'mall'
    ? {
        twentyfourseven: false,
        regular_hours: [
          ...weekdays([1, 2, 3, 4, 5, 6], '07:00', '22:00'),
          ...weekdays([7], '10:00', place === 'mall' ? '19:00' : '18:00'),
        ],
      }
    : { twentyfourseven: true };

const energyMixOf = ({ energy, name }: Operator): EnergyMix => ({
  is_green_energy: energy.is_green_energy,
  energy_sources: [
    { source: 'WIND' as const, percentage: energy.wind },
    { source: 'SOLAR' as const, percentage: energy.solar },
    { source: 'GENERAL_FOSSIL' as const, percentage: energy.general },
  ].filter(({ percentage }) => percentage > 0),
  supplier_name: name,
  energy_product_name: energy.product,
});

type Plug = Omit<Connector, 'id' | 'tariff_ids' | 'last_updated'>;

const ac = (max_amperage: number): Plug => ({
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  max_voltage: 230, // between phase and neutral
  max_amperage,
});
const dc = (standard: string, max_voltage: number, max_amperage: number, power_kw: number): Plug => ({
  standard,
  format: 'CABLE',
  power_type: 'DC',
  max_voltage,
  max_amperage,
  max_electric_power: power_kw * 1000,
});

const plugsFor = (power_kw: number): Plug[] => {
  if (power_kw <= 11) return [ac(16)];
  if (power_kw <= 22) return [ac(32)];
  if (power_kw <= 50) return [dc('IEC_62196_T2_COMBO', 500, 125, 50), dc('CHADEMO', 500, 125, 50)];
  return [dc('IEC_62196_T2_COMBO', 1000, 500, power_kw)];
};

/** `2x22+4x150` is 22, 22, 150, 150, 150, 150. */
const powersOf = (bays: string): number[] =>
  bays.split('+').flatMap((group) => {
    const [count = 0, power_kw = 0] = group.split('x').map(Number);
    return Array.from({ length: count }, () => power_kw);
  });

/** Nearly everything works. */
const statusOf = (random: Random): EVSE['status'] => {
  const dice = random.next() * 100;
  return dice < 3 ? 'OUTOFORDER' : dice < 4 ? 'INOPERATIVE' : dice < 5 ? 'BLOCKED' : 'AVAILABLE';
};

const evseOf = (
  operator: Operator,
  { country }: City,
  place: Place,
  id: string,
  number: number,
  power_kw: number,
  status: EVSE['status'],
  last_updated: string,
): EVSE => {
  const isDc = power_kw >= 50;
  const evseCountry = { NLD: 'NL', BEL: 'BE', FRA: 'FR', DEU: 'DE', AUT: 'AT', DNK: 'DK' }[country];
  return {
    uid: `${id}-${number}`,
    evse_id: `${evseCountry}*${operator.party_id}*E${id}*${number}`,
    status,
    capabilities: [
      'RFID_READER',
      'REMOTE_START_STOP_CAPABLE',
      ...(isDc ? ['CONTACTLESS_CARD_SUPPORT', 'CREDIT_CARD_PAYABLE'] : ['UNLOCK_CAPABLE']),
      ...(power_kw >= 22 ? ['CHARGING_PROFILE_CAPABLE'] : []),
    ],
    connectors: plugsFor(power_kw).map((plug, index) => ({
      id: String(index + 1),
      ...plug,
      tariff_ids: tariffIdsAt(country, place, power_kw),
      last_updated,
    })),
    ...(place === 'garage' && { floor_level: '-2' }),
    physical_reference: String(number),
    parking_restrictions: ['EV_ONLY', ...(isDc ? ['PLUGGED'] : [])],
    last_updated,
  };
};

const locationOf = (
  operator: Operator,
  city: City,
  site: Site,
  number: number,
  random: Random,
  last_updated: string,
): Location => {
  const [name, address, postal_code, latitude, longitude, place, bays] = site;
  const { country_code, party_id, website } = operator;
  const id = `${city.code}${String(number).padStart(3, '0')}`;
  const directions = place === 'garage' ? GARAGE_DIRECTIONS[city.language] : undefined;
  const { parking_type, facilities } = PLACES[place];
  return {
    country_code,
    party_id,
    id,
    publish: true,
    name,
    address,
    city: city.name,
    postal_code,
    country: city.country,
    coordinates: { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) },
    parking_type,
    evses: powersOf(bays).map((power_kw, index) =>
      evseOf(operator, city, place, id, index + 1, power_kw, statusOf(random), last_updated),
    ),
    ...(directions && { directions: [{ language: city.language, text: directions }] }),
    operator: { name: operator.name, ...(website && { website }) },
    facilities,
    time_zone: city.time_zone,
    opening_times: openingTimes(place),
    energy_mix: energyMixOf(operator),
    last_updated,
  };
};

/** All locations of a CPO of the demo; the seed decides which EVSEs are out of order. */
export const locationsOf = (operator: Operator, seed: number, last_updated: string): Location[] => {
  const random = randomFrom(seed);
  return operator.cities.flatMap((city) =>
    city.sites.map((site, index) => locationOf(operator, city, site, index + 1, random, last_updated)),
  );
};
