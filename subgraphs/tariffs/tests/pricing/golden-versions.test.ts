// The golden table by the rules of OCPI 2.2.1 and 2.1.1, with Tariffs and CDRs in the spelling of these versions.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  cdrOf,
  costDocumentOf,
  priceCdr,
  priceSession,
  rulesOf,
  sessionOf,
  type LimitOfAnyVersion,
  type PricedTariff,
} from '../../src/rules/index.js';
import { billed, charging, chargeOf, parking, price, reserved, tariffOf, type Act } from './charges.js';
import { goldenCases, type GoldenCase } from './golden-cases.js';
import { goldenTariffs, type GoldenTariff } from './golden-tariffs.js';

const codes = ({ notes }: { notes: readonly { code: string }[] }) => notes.map(({ code }) => code);

const limit221 = (limit: LimitOfAnyVersion | null | undefined): LimitOfAnyVersion | undefined =>
  limit ? { excl_vat: limit.before_taxes, incl_vat: limit.after_taxes } : undefined;

/** As 2.2.1 spells it: always without VAT, limits are Prices. */
const tariff221 = ({ tax_included: _, min_price, max_price, ...tariff }: PricedTariff): PricedTariff => {
  const [min, max] = [limit221(min_price), limit221(max_price)];
  return { ...tariff, ...(min && { min_price: min }), ...(max && { max_price: max }) };
};

/** As 2.1.1 spells it: it has neither VAT nor limits, and no elements for reservations. */
const tariff211 = ({ id, currency, elements }: PricedTariff): PricedTariff => ({
  id,
  currency,
  elements: elements
    .filter(({ restrictions }) => !restrictions?.reservation)
    .map(({ price_components, restrictions }) => ({
      price_components: price_components.map(({ type, price: rate, step_size }) => ({
        type,
        price: rate,
        step_size,
      })),
      ...(restrictions ? { restrictions } : {}),
    })),
});

describe('the rules a version stands for', () => {
  it.each([
    ['2.3.0', '2.3.0'],
    ['2.2.1', '2.2.1'],
    ['2.2', '2.2.1'],
    ['2.1.1', '2.1.1'],
    ['2.0', '2.1.1'],
    ['2.4.0', '2.3.0'],
    [null, '2.3.0'],
  ])('%s is priced by those of %s', (version, rules) => {
    expect(rulesOf(version)).toBe(rules);
  });
});

describe('the worked examples by the rules of 2.2.1', () => {
  // Tariffs 19 and 20 came with 2.3.0: 2.2.1 cannot say that rates are unknown.
  const known = goldenCases.filter(([, name]) => !name.includes('north_american'));

  it.each(known)('%s PRC-042 V221-020: %s', (...[, name, acts, ex, inc, options]: GoldenCase) => {
    const { total, rules } = price(tariff221(goldenTariffs[name]), acts, { ...options, rules: '2.2.1' });
    // TAR-025: a missing rate says that there is no VAT, so the price with VAT is known.
    expect([rules, total.before_taxes, total.after_taxes]).toEqual(['2.2.1', ex, inc ?? ex]);
  });

  it('P09 PRC-042 TAR-026 takes a Tariff without any rate as one without VAT, which 2.3.0 does not', () => {
    const tariff = goldenTariffs.tariff_19_simple_north_american_exclusive;
    const acts = [charging(150, 9)];
    expect(price(tariff, acts).total.after_taxes).toBeNull();
    expect(price(tariff221(tariff), acts, { rules: '2.2.1' }).total).toEqual({
      before_taxes: '5',
      taxes: [],
      after_taxes: '5',
    });
  });

  it('PRC-042 never takes prices as containing VAT, whatever a field of another version says', () => {
    const tariff = tariffOf([[[['ENERGY', 1, 10, 1]]]], { tax_included: 'YES' });
    expect(price(tariff, [charging(60, 10)], { rules: '2.2.1' }).total).toMatchObject({
      before_taxes: '10',
      after_taxes: '11',
    });
    expect(price(tariff, [charging(60, 10)]).total.after_taxes).toBe('10');
  });
});

describe('the worked examples by the rules of 2.1.1', () => {
  const ex2019 = { start: '2019-03-04T09:00:00Z' };
  const complex = { start: '2026-03-02T09:30:00Z' };

  it.each<[title: string, GoldenTariff, Act[], ex: string, options?: { start: string }]>([
    ['P01 PRC-040', 'tariff_8_simple_025kwh', [charging(120, 20)], '5'],
    ['P02 PRC-027', 'tariff_9_025kwh_start', [charging(120, 20)], '5.5'],
    ['P04 PRC-043 has no least price', 'tariff_12_025kwh_min_price', [charging(20, 1.9)], '0.475'],
    ['P05 PRC-033', 'tariff_10_025kwh_parking_start', [charging(120, 20), parking(40)], '7'],
    [
      'P06 PRC-043 has no greatest price',
      'tariff_6_025kwh_start_max_price',
      [charging(300, 50)],
      '13',
      ex2019,
    ],
    ['P08 PRC-023', 'tariff_1_simple_2hour', [charging(150, 9)], '5'],
    ['P11 PRC-033', 'tariff_13_simple_3hour_5parking', [charging(150, 9), parking(42)], '11.25'],
    ['P13 PRC-032', 'tariff_3_alt_url', [charging(120, 20.45)], '5.625'],
    // V211-061: the element with the start fee has no restrictions and hides all others.
    [
      'P14 V211-061',
      'tariff_4_complex',
      [charging(165, 9, { MAX_CURRENT: 16 }), parking(42)],
      '2.5',
      complex,
    ],
    ['P16 TAR-022', 'tariff_5_free_of_charge', [charging(120, 20), parking(500)], '0'],
    [
      'P17 asks nothing for a reservation',
      'tariff_15_reservation_5_euro_per_hour',
      [reserved(15), charging(120, 20)],
      '5.5',
    ],
    [
      'P23 PRC-034',
      'tariff_14_step_size',
      [charging(10), parking(2)],
      '0.55',
      { start: '2026-03-02T16:55:00Z' },
    ],
    ['P24 PRC-033', 'tariff_14_step_size', [charging(35)], '1.3', { start: '2026-03-02T16:35:00Z' }],
    [
      'P25 PRC-035',
      'tariff_14_step_size',
      [charging(12), parking(20)],
      '0.73',
      { start: '2026-03-02T19:40:00Z' },
    ],
    [
      'P26 PRC-013',
      'tariffrestriction_example_max_power',
      [
        charging(10, 1, { MIN_POWER: 6, MAX_POWER: 6 }),
        charging(50, 40, { MIN_POWER: 48, MAX_POWER: 48 }),
        charging(7.5, 0.5, { MIN_POWER: 4, MAX_POWER: 4 }),
      ],
      '20.3',
    ],
    ['P27 PRC-014', 'tariffrestriction_example_max_duration', [charging(30, 5), charging(10, 1.2)], '0.3'],
  ])('%s PRC-049: %s', (...[, name, acts, ex, options]) => {
    const { total } = price(tariff211(goldenTariffs[name]), acts, { ...options, rules: '2.1.1' });
    // PRC-043: only the price without VAT is known, unless there is nothing to tax.
    expect(total).toEqual({ before_taxes: ex, taxes: [], after_taxes: ex === '0' ? '0' : null });
  });

  it('PRC-043 ignores VAT and limits that a Tariff of 2.1.1 cannot have', () => {
    const tariff = tariffOf([[[['ENERGY', 1, 10, 1]]]], { max_price: { before_taxes: 3, after_taxes: 3.3 } });
    expect(price(tariff, [charging(60, 10)], { rules: '2.1.1' }).total).toEqual({
      before_taxes: '10',
      taxes: [],
      after_taxes: null,
    });
  });

  it('V211-061 asks nothing for a reservation, and says so', () => {
    const tariff = tariffOf([
      [[['TIME', 5, null, 60]], { reservation: 'RESERVATION' }],
      [[['ENERGY', 1, null, 1]]],
    ]);
    const pricing = price(tariff, [reserved(15), charging(60, 2)], { rules: '2.1.1' });
    expect(pricing.lines.map(billed)).toEqual(['ENERGY 2000 × 1 = 2']);
    expect(pricing.unpriced).toMatchObject([
      { reservation: 'RESERVATION', measured: '900' },
      { dimension: 'TIME' },
    ]);
    expect(codes(pricing)).toContain('RESERVATION_LEFT_OUT');
  });

  it('V211-061 AMB-050 lets an element without the dimension hide later ones, where later versions look on', () => {
    const tariff = tariffOf([
      [[['TIME', 6, null, 1]], { start_time: '08:00', end_time: '10:00' }],
      [
        [
          ['ENERGY', 1, null, 1],
          ['TIME', 3, null, 1],
        ],
      ],
    ]);
    const acts = [charging(120, 8)]; // from 09:00, so half of it in the first element
    expect(price(tariff, acts, { rules: '2.1.1' }).lines.map(billed)).toEqual([
      'TIME 3600 × 6 = 6',
      'ENERGY 4000 × 1 = 4',
      'TIME 3600 × 3 = 3',
    ]);
    expect(price(tariff, acts, { rules: '2.2.1' }).lines.map(billed)).toContain('ENERGY 8000 × 1 = 8');
  });
});

describe('documents of older versions', () => {
  const tariff = {
    id: '12',
    currency: 'EUR',
    elements: [{ price_components: [{ type: 'TIME' as const, price: 2, step_size: 300 }] }],
  };
  const periods = [
    { start_date_time: '2015-06-29T21:39:09Z', dimensions: [{ type: 'TIME' as const, volume: 1.973 }] },
  ];

  it('P28 PRC-043 a CDR of 2.1.1 stops when it says, and its total_cost is a number', () => {
    const cdr = cdrOf({
      start_date_time: '2015-06-29T21:39:09Z',
      stop_date_time: '2015-06-29T23:37:32Z',
      currency: 'EUR',
      tariffs: [tariff],
      charging_periods: periods,
      total_energy: 15.342,
    });
    const pricing = priceCdr(cdr, { rules: '2.1.1' });
    expect(pricing.lines.map(billed)).toEqual(['TIME 7200 × 2 = 4']);
    expect(costDocumentOf(pricing)).toEqual({ total_cost: 4 });
    expect(costDocumentOf(pricing, true)).toEqual({ total_cost: -4 });
  });

  it('V221-020 writes costs of 2.2.1 as excl_vat and incl_vat, those of 2.3.0 with their taxes', () => {
    const charge = { ...chargeOf('2026-03-02T09:00:00Z', [charging(60, 10)]), total_energy: 10 };
    const tariffs = [tariffOf([[[['ENERGY', 1, 10, 1]]]])];
    expect(costDocumentOf(priceCdr(charge, { tariffs, rules: '2.2.1' }))).toEqual({
      total_cost: { excl_vat: 10, incl_vat: 11 },
      total_energy_cost: { excl_vat: 10, incl_vat: 11 },
    });
    expect(costDocumentOf(priceCdr(charge, { tariffs }))).toEqual({
      total_cost: { before_taxes: 10, taxes: [{ name: 'VAT', percentage: 10, amount: 1 }] },
      total_energy_cost: { before_taxes: 10, taxes: [{ name: 'VAT', percentage: 10, amount: 1 }] },
    });
  });

  it('PRC-047 a Session of 2.1.1 costs so far what its time makes', () => {
    const session = sessionOf({
      start_datetime: '2026-03-02T09:00:00Z',
      kwh: 4,
      currency: 'EUR',
      status: 'ACTIVE',
      last_updated: '2026-03-02T09:31:00Z',
    });
    const pricing = priceSession(session, { tariffs: [tariff], rules: '2.1.1' });
    expect(pricing.lines.map(billed)).toEqual(['TIME 2100 × 2 = 1.166666666667']);
    expect(codes(pricing)).toContain('SO_FAR');
  });
});

const spec = process.env['OCPI_SPEC_DIR'] ?? resolve(import.meta.dirname, '../../../../../shared/ocpi/spec');
const examples = join(spec, '2.2.1/examples');
const hasExamples = existsSync(examples);
const skipped = hasExamples ? '' : ` (skipped: no specification text at ${examples}; set OCPI_SPEC_DIR)`;

describe(`the published documents of 2.2.1${skipped}`, () => {
  const check = hasExamples ? it : it.skip;
  const published = (name: string): unknown =>
    JSON.parse(readFileSync(join(examples, `${name}.json`), 'utf8'));
  const fields = ['currency', 'elements', 'tax_included', 'min_price', 'max_price', 'end_date_time'] as const;
  const compared = (tariff: PricedTariff) => fields.map((field) => tariff[field]);
  const names = (Object.keys(goldenTariffs) as GoldenTariff[]).filter(
    (name) => !name.includes('north_american'),
  );

  check.each(names)('%s asks the prices of the published one', (name) => {
    expect(compared(tariff221(goldenTariffs[name]))).toEqual(compared(published(name) as PricedTariff));
  });

  check('P28 PRC-042 the CDR costs what it says', () => {
    const cdr = published('cdr_example') as Parameters<typeof cdrOf>[0] & { total_cost: unknown };
    expect(costDocumentOf(priceCdr(cdrOf(cdr), { rules: '2.2.1' })).total_cost).toEqual(cdr.total_cost);
  });
});
