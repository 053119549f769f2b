// The golden table P01 to P35: every worked example of the specification (section 11.7), with the corrections T1 to T5.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PricedTariff } from '../../src/rules/index.js';
import { billed, charging, parking, price, reserved, tariffOf, type Act, type Element } from './charges.js';
import { goldenTariffs, type GoldenTariff } from './golden-tariffs.js';

const ex2019 = '2019-03-04T09:00:00Z';
const midday = { start: '2026-03-02T09:30:00Z' };

type Case = [
  title: string,
  tariff: GoldenTariff,
  acts: Act[],
  ex: string | null,
  inc: string | null,
  options?: { start?: string; isExpired?: boolean },
];

describe('the worked examples of the specification (section 11.7)', () => {
  // A rest parameter: jest takes a named argument that a row lacks for its callback, and waits for it.
  it.each<Case>([
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
    [
      'P17 PRC-024',
      'tariff_15_reservation_5_euro_per_hour',
      [reserved(15), charging(120, 20)],
      '6.75',
      '7.6',
    ],
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
    [
      'P22 PRC-026',
      'tariff_18_reservation_with_expire_time',
      [reserved(90)],
      '9',
      '10.8',
      { isExpired: true },
    ],
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
  ])('%s: %s', (...[, name, acts, ex, inc, options]) => {
    const { total } = price(goldenTariffs[name], acts, options);
    expect([total.before_taxes, total.after_taxes]).toEqual([ex, inc]);
  });

  it('P28 PRC-040 CDR-034: 1.973 h in steps of 300 s are two hours', () => {
    const tariff = tariffOf([[[['TIME', 2, 10, 300]]]]);
    const { lines, total } = price(tariff, [charging(118.3833, 0, { TIME: 1.973 })]);
    expect(lines.map(billed)).toEqual(['TIME 7200 × 2 = 4']);
    expect(total).toEqual({
      before_taxes: '4',
      taxes: [{ name: 'VAT', percentage: '10', amount: '0.4' }],
      after_taxes: '4.4',
    });
  });
});

describe('the rules of step_size by example (CDR-032)', () => {
  const beforeFive = '2026-03-02T16:00:00Z';
  const lineUp = (elements: Element[], acts: Act[], start = beforeFive) =>
    price(tariffOf(elements), acts, { start }).lines.map(({ dimension, billed: volume }) => [
      dimension,
      volume,
    ]);

  it('P30 PRC-034: 21 min charging stay, 7 min parking are 10', () => {
    const elements: Element[] = [
      [
        [
          ['TIME', 1, null, 300],
          ['PARKING_TIME', 2, null, 300],
        ],
      ],
    ];
    expect(lineUp(elements, [charging(21), parking(7)])).toEqual([
      ['TIME', '1260'],
      ['PARKING_TIME', '600'],
    ]);
  });

  it('P31 PRC-032: 4.3 kWh and 1.1 kWh after 17:00 are 5.5 kWh in steps of 500 Wh', () => {
    const elements: Element[] = [
      [[['ENERGY', 0.2, null, 500]], { end_time: '17:00' }],
      [[['ENERGY', 0.27, null, 500]], { start_time: '17:00' }],
    ];
    expect(lineUp(elements, [charging(60, 4.3), charging(30, 1.1)])).toEqual([
      ['ENERGY', '4300'],
      ['ENERGY', '1200'],
    ]);
  });

  it('P32 PRC-033: 6 min and 22 min after 17:00 are 30 min in steps of 10', () => {
    const elements: Element[] = [
      [[['TIME', 5, null, 600]], { end_time: '17:00' }],
      [[['TIME', 7, null, 600]], { start_time: '17:00' }],
    ];
    expect(lineUp(elements, [charging(28)], '2026-03-02T16:54:00Z')).toEqual([
      ['TIME', '360'],
      ['TIME', '1440'],
    ]);
  });

  it('P33 PRC-033: 21 min charging stay, 16 min parking are 20', () => {
    const elements: Element[] = [
      [
        [
          ['TIME', 1, null, 600],
          ['PARKING_TIME', 2, null, 600],
        ],
      ],
    ];
    expect(lineUp(elements, [charging(21), parking(16)])).toEqual([
      ['TIME', '1260'],
      ['PARKING_TIME', '1200'],
    ]);
  });

  it.each([
    [1, '116', '0.029'],
    [25, '125', '0.03125'],
    [500, '500', '0.125'],
  ])('P34 PRC-030 PRC-031 AMB-030: 115.2 Wh in steps of %s Wh', (step, volume, cost) => {
    const { lines, total } = price(tariffOf([[[['ENERGY', 0.25, null, step]]]]), [charging(5, 0.1152)]);
    expect(lines).toMatchObject([{ measured: '115.2', billed: volume, unit: 'Wh', step, rule: 'PRC-032' }]);
    expect(total.before_taxes).toBe(cost);
  });

  it('P35 PRC-031: 6 min in steps of 300 s are 10 min', () => {
    expect(lineUp([[[['TIME', 1, null, 300]]]], [charging(6)])).toEqual([['TIME', '600']]);
  });
});

const examples = join(
  process.env['OCPI_SPEC_DIR'] ?? resolve(import.meta.dirname, '../../../../../shared/ocpi/spec'),
  '2.3.0-core/examples',
);
const hasExamples = existsSync(examples);
const skipped = hasExamples ? '' : ` (skipped: no specification text at ${examples}; set OCPI_SPEC_DIR)`;

describe(`the Tariffs of the golden table${skipped}`, () => {
  const check = hasExamples ? it : it.skip;
  const fields = ['currency', 'elements', 'tax_included', 'min_price', 'max_price', 'end_date_time'] as const;
  const compared = (tariff: PricedTariff) => fields.map((field) => tariff[field]);

  check.each(Object.keys(goldenTariffs) as GoldenTariff[])(
    '%s asks the prices of the published one',
    (name) => {
      const published = JSON.parse(readFileSync(join(examples, `${name}.json`), 'utf8')) as PricedTariff;
      expect(compared(goldenTariffs[name])).toEqual(compared(published));
    },
  );
});
