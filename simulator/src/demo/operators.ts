/** The three companies of the demo. All invented. */
import type { Party } from '../platform/platform.options.js';
import { groeneStroomCities } from './sites.groene-stroom.js';
import { rheinladeCities } from './sites.rheinlade.js';
import type { City } from './site.js';

export interface Operator extends Party {
  cities: readonly City[];
  energy: { is_green_energy: boolean; wind: number; solar: number; general: number; product: string };
}

export const groeneStroom: Operator = {
  role: 'CPO',
  country_code: 'NL',
  party_id: 'GRN',
  name: 'Groene Stroom Laden',
  website: 'https://groene-stroom-laden.example',
  cities: groeneStroomCities,
  energy: { is_green_energy: true, wind: 70, solar: 30, general: 0, product: 'Noordzeewind' },
};

export const rheinlade: Operator = {
  role: 'CPO',
  country_code: 'DE',
  party_id: 'RLN',
  name: 'Rheinlade',
  website: 'https://rheinlade.example',
  cities: rheinladeCities,
  energy: { is_green_energy: false, wind: 45, solar: 20, general: 35, product: 'Rheinstrom Mix' },
};

export const voltage: Party = {
  role: 'EMSP',
  country_code: 'FR',
  party_id: 'VLT',
  name: 'Voltage Mobilité',
  website: 'https://voltage-mobilite.example',
};
