/** The worked examples of the specification (section 11.7), with the corrections T1 to T5: what is done, and what it costs. */
import { charging, parking, reserved, type Act } from './charges.js';
import type { GoldenTariff } from './golden-tariffs.js';

const ex2019 = '2019-03-04T09:00:00Z';
const midday = { start: '2026-03-02T09:30:00Z' };

export type GoldenCase = [
  title: string,
  tariff: GoldenTariff,
  acts: Act[],
  ex: string | null,
  inc: string | null,
  options?: { start?: string; isExpired?: boolean },
];

export const goldenCases: GoldenCase[] = [
  ['P01 PRC-040', 'tariff_8_simple_025kwh', [charging(120, 20)], '5', '5.5'],
  ['P02 PRC-027', 'tariff_9_025kwh_start', [charging(120, 20)], '5.5', '6.1'],
  ['P03 PRC-045', 'tariff_12_025kwh_min_price', [charging(120, 20)], '5', '5.5'],
  ['P04 PRC-045', 'tariff_12_025kwh_min_price', [charging(20, 1.9)], '0.5', '0.55'],
  ['P05 PRC-033', 'tariff_10_025kwh_parking_start', [charging(120, 20), parking(40)], '7', '7.9'],
  ['P06 PRC-044', 'tariff_6_025kwh_start_max_price', [charging(300, 50)], '10', '11', { start: ex2019 }],
  ['P07 PRC-044', 'tariff_6_025kwh_start_max_price', [charging(180, 30)], '8', '8.85', { start: ex2019 }],
  ['P08 PRC-023', 'tariff_1_simple_2hour', [charging(150, 9)], '5', '5.5'],
  ['P09 PRC-048 TAR-026', 'tariff_19_simple_north_american_exclusive', [charging(150, 9)], '5', null],
  ['P10 PRC-048 TAR-026', 'tariff_20_simple_north_american_inclusive', [charging(150, 9)], null, '5.25'],
  ['P11 PRC-033', 'tariff_13_simple_3hour_5parking', [charging(150, 9), parking(42)], '11.25', '12.75'],
  ['P12 PRC-041', 'tariff_2_alt_text', [charging(150, 9)], '4.75', '4.997'],
  ['P13 PRC-032', 'tariff_3_alt_url', [charging(120, 20.45)], '5.625', '6.2375'],
  [
    'P14 PRC-013 PRC-020 PRC-034',
    'tariff_4_complex',
    [charging(165, 9, { MAX_CURRENT: 16 }), parking(42)],
    '9',
    '10.3',
    midday,
  ],
  [
    'P15 PRC-011 PRC-013',
    'tariff_4_complex',
    [charging(114, 9, { MIN_CURRENT: 43 }), parking(71)],
    '12.375',
    '13.975',
    { start: '2026-03-07T13:30:00Z' },
  ],
  ['P16 TAR-022 PRC-046', 'tariff_5_free_of_charge', [charging(120, 20), parking(500)], '0', '0'],
  ['P17 PRC-024', 'tariff_15_reservation_5_euro_per_hour', [reserved(15), charging(120, 20)], '6.75', '7.6'],
  [
    'P18 PRC-027 PRC-036',
    'tariff_16_reservation_2_euro_fee_5_euro_per_hour',
    [reserved(13), charging(120, 20)],
    '8.75',
    '10',
  ],
  ['P19 PRC-025', 'tariff_17_reservation_with_expire_fee', [reserved(22), charging(120, 20)], '6.5', '7.3'],
  ['P20 PRC-026', 'tariff_17_reservation_with_expire_fee', [reserved(60)], '6', '7.2', { isExpired: true }],
  ['P21 PRC-036', 'tariff_18_reservation_with_expire_time', [reserved(22), charging(120, 20)], '7', '7.9'],
  ['P22 PRC-026', 'tariff_18_reservation_with_expire_time', [reserved(90)], '9', '10.8', { isExpired: true }],
  [
    'P23 PRC-034',
    'tariff_14_step_size',
    [charging(10), parking(2)],
    '0.55',
    null,
    { start: '2026-03-02T16:55:00Z' },
  ],
  ['P24 PRC-033', 'tariff_14_step_size', [charging(35)], '1.3', null, { start: '2026-03-02T16:35:00Z' }],
  [
    'P25 PRC-035',
    'tariff_14_step_size',
    [charging(12), parking(20)],
    '0.73',
    null,
    { start: '2026-03-02T19:40:00Z' },
  ],
  [
    'P26 PRC-013 PRC-021',
    'tariffrestriction_example_max_power',
    [
      charging(10, 1, { MIN_POWER: 6, MAX_POWER: 6 }),
      charging(50, 40, { MIN_POWER: 48, MAX_POWER: 48 }),
      charging(7.5, 0.5, { MIN_POWER: 4, MAX_POWER: 4 }),
    ],
    '20.3',
    '24.36',
  ],
  [
    'P27 PRC-014',
    'tariffrestriction_example_max_duration',
    [charging(30, 5), charging(10, 1.2)],
    '0.3',
    '0.36',
  ],
];
