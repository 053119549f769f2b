// The golden table P01 to P35: every worked example of the specification (section 11.7), with the corrections T1 to T5.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PricedTariff } from '../../src/rules/index.js';
import { billed, charging, parking, price, tariffOf, type Act, type Element } from './charges.js';
import { goldenCases } from './golden-cases.js';
import { goldenTariffs, type GoldenTariff } from './golden-tariffs.js';

// The titles of the rows are in golden-cases.ts, because the other versions have the same rows.
describe('the worked examples of section 11.7: PRC-011, PRC-013, PRC-014, PRC-020, PRC-021, PRC-023 to PRC-027, PRC-032 to PRC-036, PRC-040, PRC-041, PRC-044 to PRC-046, PRC-048, TAR-022, TAR-026', () => {
  // A rest parameter: jest takes a named argument that a row lacks for its callback, and waits for it.
  it.each(goldenCases)('%s: %s', (...[, name, acts, ex, inc, options]) => {
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
