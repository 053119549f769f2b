/** Tariffs in words: English and German, by the words and the formats of the pages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PricedTariff } from '@chargesphere/tariffs/rules';
import i18next from 'i18next';
import { sentencesOf } from './sentence.rules.js';
import { write } from './write.js';

const words = (language: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, `words.${language}.json`), 'utf8')) as object;

type Elements = PricedTariff['elements'];
const tariff = (elements: Elements, difference: Partial<PricedTariff> = {}): PricedTariff => ({
  id: 'T',
  currency: 'EUR',
  tax_included: 'NO',
  elements,
  ...difference,
});
type Type = 'ENERGY' | 'TIME' | 'FLAT' | 'PARKING_TIME';
const component = (type: Type, price: number, step_size = 1, vat: number | undefined = 21) => ({
  type,
  price,
  step_size,
  ...(vat !== undefined && { vat }),
});

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { tariffs: words('en') }, de: { tariffs: words('de') } },
    interpolation: { escapeValue: false },
  });
});

const inWords = async (language: string, one: PricedTariff, version: string | null = null) => {
  await i18next.changeLanguage(language);
  const say = (name: string, values?: Record<string, string>) =>
    i18next.t(`tariffs:sentence.${name}`, values ?? {});
  // Some formats have spaces that do not break.
  return sentencesOf(one, version, say, write).map((sentence) => sentence.replaceAll(/[\u00a0\u202f]/g, ' '));
};

const dayAndNight = tariff([
  { price_components: [component('ENERGY', 0.29)], restrictions: { start_time: '23:00', end_time: '07:00' } },
  { price_components: [component('FLAT', 0.5), component('ENERGY', 0.42)] },
]);

describe('a tariff in words', () => {
  it('PRC-020 says what counts first, and what else', async () => {
    expect(await inWords('en', dayAndNight)).toEqual([
      'Each charge costs €0.50 once.',
      'Energy costs €0.29 per kWh from 23:00 to 07:00; otherwise €0.42 per kWh.',
      'Taxes of 21 % come on top.',
    ]);
    expect(await inWords('de', dayAndNight)).toEqual([
      'Jeder Ladevorgang kostet einmalig 0,50 €.',
      'Energie kostet 0,29 € je kWh von 23:00 bis 07:00; sonst 0,42 € je kWh.',
      'Dazu kommen Steuern von 21 %.',
    ]);
  });

  it('TAR-027 says all conditions together, days in a row as a row', async () => {
    const complex = tariff([
      {
        price_components: [component('TIME', 2, 600)],
        restrictions: {
          min_power: 22,
          max_duration: 5400,
          day_of_week: ['FRIDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'SUNDAY'],
        },
      },
      {
        price_components: [component('PARKING_TIME', 5, 60)],
        restrictions: { start_time: '09:00', min_kwh: 10, max_kwh: 20.5, end_date: '2027-01-01' },
      },
    ]);
    const [time, parking] = await inWords('en', complex);
    expect(time).toBe(
      'Charging time costs €2.00 per hour in steps of 10 min on Monday to Friday and Sunday, at 22 kW or more, for the first 90 minutes.',
    );
    expect(parking).toBe(
      'Parking without charging costs €5.00 per hour in steps of 1 min from 09:00 on, before Jan 1, 2027, from 10 to 20.5 kWh.',
    );
    const [zeit] = await inWords('de', complex);
    expect(zeit).toBe(
      'Ladezeit kostet 2,00 € je Stunde in Schritten von 10 min am Montag bis Freitag und Sonntag, bei mindestens 22 kW, in den ersten 90 Minuten.',
    );
  });

  it('leaves out what never applies and what changes nothing', async () => {
    const idle = tariff([
      {
        price_components: [component('ENERGY', 0.36)],
        restrictions: { start_time: '08:00', end_time: '22:00' },
      },
      {
        price_components: [component('ENERGY', 0.36)],
        restrictions: { start_time: '00:00', end_time: '00:00' },
      },
      { price_components: [component('ENERGY', 9)] },
    ]);
    expect((await inWords('en', idle))[0]).toBe('Energy costs €0.36 per kWh.');
  });

  it('PRC-024 tells reservations apart', async () => {
    const reserved = tariff([
      {
        price_components: [component('FLAT', 2), component('TIME', 5)],
        restrictions: { reservation: 'RESERVATION' },
      },
      { price_components: [component('FLAT', 4)], restrictions: { reservation: 'RESERVATION_EXPIRES' } },
      { price_components: [component('ENERGY', 0.25)] },
    ]);
    expect((await inWords('en', reserved)).slice(0, 4)).toEqual([
      'Energy costs €0.25 per kWh.',
      'A reservation costs €2.00 once.',
      'A reservation costs €5.00 per hour.',
      'A reservation that nobody takes up costs €4.00 once.',
    ]);
  });

  it('V211-060, V211-061 lets an element of 2.1.1 decide about all dimensions, and asks nothing for reservations', async () => {
    const old = tariff([
      { price_components: [component('TIME', 3)], restrictions: { start_time: '08:00', end_time: '20:00' } },
      { price_components: [component('FLAT', 2)], restrictions: { reservation: 'RESERVATION' } },
      { price_components: [component('ENERGY', 0.3)] },
    ]);
    expect(await inWords('en', old, '2.1.1')).toEqual([
      'Energy costs nothing from 08:00 to 20:00; otherwise €0.30 per kWh.',
      'Charging time costs €3.00 per hour from 08:00 to 20:00.',
      'Taxes of 21 % come on top.',
    ]);
    expect(await inWords('de', old)).toContain('Energie kostet 0,30 € je kWh.');
  });

  it('BKG-014 leaves out what only bookings are charged', async () => {
    const booked = tariff([
      { price_components: [component('FLAT', 7)], restrictions: { booking: 'BOOKING' } as object },
      { price_components: [component('ENERGY', 0.3)] },
    ]);
    expect((await inWords('en', booked))[0]).toBe('Energy costs €0.30 per kWh.');
  });

  it('TAR-022 says that free is free', async () => {
    expect(await inWords('de', tariff([{ price_components: [component('FLAT', 0)] }]))).toEqual([
      'Laden kostet nichts.',
    ]);
  });

  it.each([
    [{ tax_included: 'YES' }, 21, 'Prices contain taxes of 21 %.'],
    [{ tax_included: 'NO' }, null, 'Prices are before taxes, whose rates are not told.'],
    [{ tax_included: 'N/A' }, null, 'No taxes apply.'],
  ] as const)('TAR-024 says of taxes with %j and %s: %s', async (difference, vat, sentence) => {
    const one = tariff([{ price_components: [component('ENERGY', 0.3, 1, vat ?? undefined)] }], difference);
    if (vat === null)
      one.elements.forEach(({ price_components }) => price_components.forEach((each) => delete each.vat));
    expect((await inWords('en', one)).at(-1)).toBe(sentence);
  });

  it('PRC-044 tells the limits and when it is in force, by the rules of its version', async () => {
    const limited = tariff([{ price_components: [component('ENERGY', 0.3)] }], {
      min_price: { before_taxes: 1, after_taxes: 1.21 },
      max_price: { before_taxes: 10 },
      type: 'AD_HOC_PAYMENT',
      start_date_time: '2026-06-01T00:00:00Z',
      end_date_time: '2026-07-01T00:00:00Z',
    });
    expect((await inWords('en', limited)).slice(2)).toEqual([
      'A charge costs at least €1.21 with taxes.',
      'A charge costs at most €10.00 before taxes.',
      'It is for charges that are paid at the station.',
      'It is in force from Jun 1, 2026 until Jul 1, 2026.',
    ]);
    expect(await inWords('en', limited, '2.1.1')).not.toContain(
      'A charge costs at most €10.00 before taxes.',
    );
  });
});
