/**
 * What charging costs in the demo: per kWh, with a start fee, per time and for parking, by day and night, at the
 * weekend, for ad-hoc payment, and for nothing. Steps are 1 everywhere (TAR-033), so nothing is rounded up.
 */
import type { PriceComponent, Tariff, TariffElement } from '@chargesphere/schema';
import type { PartyId } from '../wire/routing.js';
import type { Country, Place } from './site.js';

const component = (type: PriceComponent['type'], price: number, vat: number): PriceComponent => ({
  type,
  price,
  vat,
  step_size: 1,
});
const energy = (price: number, vat: number) => component('ENERGY', price, vat);
const time = (price: number, vat: number) => component('TIME', price, vat);
const parking = (price: number, vat: number) => component('PARKING_TIME', price, vat);
const flat = (price: number, vat: number) => component('FLAT', price, vat);

const always = (...price_components: PriceComponent[]): TariffElement => ({ price_components });
const when = (
  restrictions: NonNullable<TariffElement['restrictions']>,
  ...price_components: PriceComponent[]
): TariffElement => ({ price_components, restrictions });

type Sheet = Omit<Tariff, 'country_code' | 'party_id' | 'last_updated' | 'tax_included' | 'currency'> & {
  currency?: string;
};

const text = (language: string, sentence: string) => [{ language, text: sentence }];

/** Prices with VAT, as consumers see them in the Netherlands, Belgium and France. */
const groeneStroomSheets: readonly Sheet[] = [
  { id: 'GRN-NL-AC', elements: [always(energy(0.39, 21))] },
  {
    id: 'GRN-NL-DAYNIGHT',
    tariff_alt_text: text('nl', 'Goedkoper tussen 23:00 en 07:00.'),
    elements: [when({ start_time: '23:00', end_time: '07:00' }, energy(0.29, 21)), always(energy(0.42, 21))],
  },
  {
    id: 'GRN-NL-GARAGE',
    tariff_alt_text: text('nl', 'Na het laden betaalt u overdag per uur voor de plek.'),
    elements: [
      when({ start_time: '08:00', end_time: '22:00' }, energy(0.36, 21), parking(2.4, 21)),
      always(energy(0.36, 21)),
    ],
  },
  { id: 'GRN-NL-DC', elements: [always(flat(0.5, 21), energy(0.59, 21))] },
  { id: 'GRN-BE-AC', elements: [always(energy(0.44, 21))] },
  { id: 'GRN-BE-DC', elements: [always(energy(0.62, 21), parking(6, 21))] },
  {
    id: 'GRN-FR-AC',
    tariff_alt_text: text('fr', "L'énergie et le temps de charge sont facturés."),
    elements: [always(energy(0.25, 20), time(1.2, 20), parking(3.6, 20))],
  },
  { id: 'GRN-FR-DC', elements: [always(energy(0.55, 20), parking(9, 20))] },
];

/** Prices without VAT. */
const rheinladeSheets: readonly Sheet[] = [
  {
    id: 'RLN-DE-AC',
    tariff_alt_text: text('de', 'Ab vier Stunden wird tagsüber eine Blockiergebühr fällig.'),
    elements: [
      when({ start_time: '08:00', end_time: '22:00', min_duration: 14_400 }, parking(5.04, 19)),
      always(energy(0.41, 19)),
    ],
  },
  {
    id: 'RLN-DE-WEEKEND',
    tariff_alt_text: text('de', 'Am Wochenende günstiger.'),
    elements: [when({ day_of_week: ['SATURDAY', 'SUNDAY'] }, energy(0.33, 19)), always(energy(0.41, 19))],
  },
  { id: 'RLN-DE-FREE', elements: [always(flat(0, 19))] },
  { id: 'RLN-DE-DC', elements: [always(energy(0.5, 19))] },
  { id: 'RLN-DE-HPC', type: 'REGULAR', elements: [always(energy(0.62, 19))] },
  { id: 'RLN-DE-HPC-ADHOC', type: 'AD_HOC_PAYMENT', elements: [always(energy(0.74, 19))] },
  { id: 'RLN-AT-AC', elements: [always(energy(0.19, 20), time(1.8, 20), parking(3, 20))] },
  { id: 'RLN-AT-DC', elements: [always(energy(0.49, 20), parking(6, 20))] },
  { id: 'RLN-DK-AC', currency: 'DKK', elements: [always(energy(2.8, 25))] },
  { id: 'RLN-DK-DC', currency: 'DKK', elements: [always(energy(4.2, 25), parking(60, 25))] },
];

/** All tariffs of a CPO of the demo. */
export const tariffsOf = ({ country_code, party_id }: PartyId, last_updated: string): Tariff[] => {
  const isGroeneStroom = party_id === 'GRN';
  return (isGroeneStroom ? groeneStroomSheets : rheinladeSheets).map((sheet) => ({
    country_code,
    party_id,
    currency: 'EUR',
    tax_included: isGroeneStroom ? 'YES' : 'NO',
    ...sheet,
    last_updated,
  }));
};

/** The tariffs of a connector; never two of one type at once (LOC-040). */
export const tariffIdsAt = (country: Country, place: Place, power_kw: number): string[] => {
  const isDc = power_kw >= 50;
  switch (country) {
    case 'NLD':
      if (isDc) return ['GRN-NL-DC'];
      return [place === 'garage' ? 'GRN-NL-GARAGE' : place === 'street' ? 'GRN-NL-DAYNIGHT' : 'GRN-NL-AC'];
    case 'BEL':
      return [isDc ? 'GRN-BE-DC' : 'GRN-BE-AC'];
    case 'FRA':
      return [isDc ? 'GRN-FR-DC' : 'GRN-FR-AC'];
    case 'DEU':
      if (power_kw >= 150) return ['RLN-DE-HPC', 'RLN-DE-HPC-ADHOC'];
      if (isDc) return ['RLN-DE-DC'];
      return [place === 'mall' ? 'RLN-DE-FREE' : place === 'street' ? 'RLN-DE-AC' : 'RLN-DE-WEEKEND'];
    case 'AUT':
      return [isDc ? 'RLN-AT-DC' : 'RLN-AT-AC'];
    case 'DNK':
      return [isDc ? 'RLN-DK-DC' : 'RLN-DK-AC'];
  }
};
