/** The eMSP's customers: a token each, RFID card or app, and a vehicle that decides how fast they charge. */
import type { Token } from '@chargesphere/schema';
import type { Party } from '../platform/platform.options.js';
import { randomFrom } from './random.js';

export interface Vehicle {
  battery_kwh: number;
  ac_kw: number;
  dc_kw: number;
}

export interface Driver {
  token: Token;
  vehicle: Vehicle;
}

const VEHICLES: readonly Vehicle[] = [
  { battery_kwh: 37, ac_kw: 11, dc_kw: 70 },
  { battery_kwh: 52, ac_kw: 22, dc_kw: 46 },
  { battery_kwh: 58, ac_kw: 11, dc_kw: 120 },
  { battery_kwh: 64, ac_kw: 11, dc_kw: 100 },
  { battery_kwh: 77, ac_kw: 11, dc_kw: 170 },
  { battery_kwh: 77, ac_kw: 11, dc_kw: 235 },
  { battery_kwh: 95, ac_kw: 22, dc_kw: 270 },
  { battery_kwh: 40, ac_kw: 7, dc_kw: 50 },
];
const USUAL_VEHICLE: Vehicle = { battery_kwh: 58, ac_kw: 11, dc_kw: 120 };

const LANGUAGES = ['fr', 'fr', 'fr', 'fr', 'nl', 'de'] as const;

/** The driver of a token, or one with a usual vehicle who is not known here. */
export const driverWith = (token: Token, drivers: readonly Driver[]): Driver =>
  drivers.find((driver) => driver.token.uid === token.uid) ?? { token, vehicle: USUAL_VEHICLE };

/** Two in three carry a card; the others use the app, whose tokens are never to be whitelisted (TOK-009). */
export const driversOf = (emsp: Party, count: number, seed: number, last_updated: string): Driver[] => {
  const random = randomFrom(seed);
  const { country_code, party_id, name } = emsp;
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(8, '0');
    const isCard = index % 3 !== 2;
    const hex = Array.from({ length: 6 }, () => random.between(0, 255).toString(16).padStart(2, '0')).join(
      '',
    );
    const token: Token = {
      country_code,
      party_id,
      uid: isCard ? `04${hex}`.toUpperCase() : `app-${number}-${hex}`,
      type: isCard ? 'RFID' : 'APP_USER',
      contract_id: `${country_code}-${party_id}-C${number}`,
      ...(isCard && { visual_number: `${party_id} ${number.slice(0, 4)} ${number.slice(4)}` }),
      issuer: name,
      valid: true,
      whitelist: isCard ? 'ALLOWED' : 'NEVER',
      language: random.pick(LANGUAGES) ?? 'fr',
      last_updated,
    };
    return { token, vehicle: random.pick(VEHICLES) ?? USUAL_VEHICLE };
  });
};
