/** The Tariffs of the specification's examples, by the name of their file; golden.test.ts holds them to the files. */
import type { PricedTariff } from '../../src/rules/index.js';
import { tariffOf, type Element } from './charges.js';

const energy: Element = [[['ENERGY', 0.25, 10, 1]]];
const startAndEnergy: Element = [
  [
    ['FLAT', 0.5, 20, 1],
    ['ENERGY', 0.25, 10, 1],
  ],
];
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const;

export const goldenTariffs = {
  tariff_1_simple_2hour: tariffOf([[[['TIME', 2, 10, 60]]]]),
  tariff_2_alt_text: tariffOf([[[['TIME', 1.9, 5.2, 300]]]]),
  tariff_3_alt_url: tariffOf([
    [
      [
        ['FLAT', 0.5, 20, 1],
        ['ENERGY', 0.25, 10, 100],
      ],
    ],
  ]),
  tariff_4_complex: tariffOf([
    [[['FLAT', 2.5, 15, 1]]],
    [[['TIME', 1, 20, 900]], { max_current: 32 }],
    [[['TIME', 2, 20, 600]], { min_current: 32, day_of_week: [...weekdays] }],
    [[['TIME', 1.25, 20, 600]], { min_current: 32, day_of_week: ['SATURDAY', 'SUNDAY'] }],
    [[['PARKING_TIME', 5, 10, 300]], { start_time: '09:00', end_time: '18:00', day_of_week: [...weekdays] }],
    [[['PARKING_TIME', 6, 10, 300]], { start_time: '10:00', end_time: '17:00', day_of_week: ['SATURDAY'] }],
  ]),
  tariff_5_free_of_charge: tariffOf([[[['FLAT', 0, null, 0]]]]),
  tariff_6_025kwh_start_max_price: tariffOf([startAndEnergy], {
    max_price: { before_taxes: 10, after_taxes: 11 },
    end_date_time: '2019-06-30T23:59:59Z',
  }),
  tariff_8_simple_025kwh: tariffOf([energy]),
  tariff_9_025kwh_start: tariffOf([startAndEnergy]),
  tariff_10_025kwh_parking_start: tariffOf([[[...startAndEnergy[0], ['PARKING_TIME', 2, 20, 900]]]]),
  tariff_12_025kwh_min_price: tariffOf([energy], { min_price: { before_taxes: 0.5, after_taxes: 0.55 } }),
  tariff_13_simple_3hour_5parking: tariffOf([
    [
      [
        ['TIME', 3, 10, 60],
        ['PARKING_TIME', 5, 20, 300],
      ],
    ],
  ]),
  tariff_14_step_size: tariffOf([
    [
      [
        ['TIME', 1.2, null, 1800],
        ['PARKING_TIME', 1, null, 900],
      ],
      { start_time: '00:00', end_time: '17:00' },
    ],
    [
      [
        ['TIME', 2.4, null, 900],
        ['PARKING_TIME', 1, null, 900],
      ],
      { start_time: '17:00', end_time: '20:00' },
    ],
    [[['TIME', 2.4, null, 900]], { start_time: '20:00', end_time: '00:00' }],
  ]),
  tariff_15_reservation_5_euro_per_hour: tariffOf([
    [[['TIME', 5, 20, 60]], { reservation: 'RESERVATION' }],
    startAndEnergy,
  ]),
  tariff_16_reservation_2_euro_fee_5_euro_per_hour: tariffOf([
    [
      [
        ['FLAT', 2, 20, 1],
        ['TIME', 5, 20, 300],
      ],
      { reservation: 'RESERVATION' },
    ],
    startAndEnergy,
  ]),
  tariff_17_reservation_with_expire_fee: tariffOf([
    [[['FLAT', 4, 20, 1]], { reservation: 'RESERVATION_EXPIRES' }],
    [[['TIME', 2, 20, 600]], { reservation: 'RESERVATION' }],
    startAndEnergy,
  ]),
  tariff_18_reservation_with_expire_time: tariffOf([
    [[['TIME', 6, 20, 600]], { reservation: 'RESERVATION_EXPIRES' }],
    [[['TIME', 3, 20, 600]], { reservation: 'RESERVATION' }],
    startAndEnergy,
  ]),
  tariff_19_simple_north_american_exclusive: tariffOf([[[['TIME', 2, null, 1]]]], { currency: 'CAD' }),
  tariff_20_simple_north_american_inclusive: tariffOf([[[['TIME', 2.1, null, 1]]]], {
    currency: 'CAD',
    tax_included: 'YES',
  }),
  tariffrestriction_example_max_power: tariffOf([
    [[['ENERGY', 0.2, 20, 1]], { max_power: 16 }],
    [[['ENERGY', 0.35, 20, 1]], { max_power: 32 }],
    [[['ENERGY', 0.5, 20, 1]]],
  ]),
  tariffrestriction_example_max_duration: tariffOf([
    [[['ENERGY', 0, 20, 1]], { max_duration: 1800 }],
    [[['ENERGY', 0.25, 20, 1]], { max_duration: 3600 }],
    [[['ENERGY', 0.4, 20, 1]]],
  ]),
} as const satisfies Record<string, PricedTariff>;

export type GoldenTariff = keyof typeof goldenTariffs;
