// Where prices go wrong in practice: clocks that change, midnights, switches, limits, odd amounts, unknown things.
import {
  costFieldsOf,
  priceCdr,
  roundingPolicies,
  type PricedTariff,
  type Pricing,
} from '../../src/rules/index.js';
import { billed, charging, chargeOf, parking, price, reserved, tariffOf, type Element } from './charges.js';

const codes = ({ notes }: Pricing) => notes.map(({ code }) => code);
const bills = (pricing: Pricing) => pricing.lines.map(billed);
const night: Element[] = [
  [[['TIME', 1, null, 1]], { start_time: '22:00', end_time: '06:00' }],
  [[['TIME', 2, null, 1]]],
];
const berlin = { timeZone: 'Europe/Berlin' };

describe('local time (PRC-011)', () => {
  it('PRC-011 loses an hour of night when the clock goes forward', () => {
    // 29 March 2026 in Berlin: 22:00 to 06:00 last seven hours.
    const night8 = price(tariffOf(night), [charging(8 * 60)], { ...berlin, start: '2026-03-28T21:00:00Z' });
    expect(bills(night8)).toEqual(['TIME 25200 × 1 = 7', 'TIME 3600 × 2 = 2']);
    expect(night8.lines[1]?.from).toBe('2026-03-29T04:00:00Z');
  });

  it('PRC-011 gains an hour of night when the clock goes back', () => {
    const night10 = price(tariffOf(night), [charging(10 * 60)], { ...berlin, start: '2026-10-24T20:00:00Z' });
    expect(bills(night10)).toEqual(['TIME 32400 × 1 = 9', 'TIME 3600 × 2 = 2']);
  });

  it('PRC-011 begins at the change what should begin in the hour that is left out', () => {
    const tariff = tariffOf([[[['TIME', 1, null, 1]], { start_time: '02:30', end_time: '04:00' }]]);
    const { lines, unpriced } = price(tariff, [charging(180)], { ...berlin, start: '2026-03-29T00:00:00Z' });
    expect(lines).toMatchObject([{ from: '2026-03-29T01:00:00Z', to: '2026-03-29T02:00:00Z' }]);
    expect(unpriced.map(({ from }) => from)).toEqual(['2026-03-29T00:00:00Z', '2026-03-29T02:00:00Z']);
  });

  it('PRC-012 applies twice in the hour that comes twice', () => {
    const tariff = tariffOf([[[['TIME', 1, null, 1]], { start_time: '02:00', end_time: '02:30' }]]);
    const { lines } = price(tariff, [charging(240)], { ...berlin, start: '2026-10-24T23:00:00Z' });
    expect(lines.map(({ from, billed: seconds }) => [from, seconds])).toEqual([
      ['2026-10-25T00:00:00Z', '1800'],
      ['2026-10-25T01:00:00Z', '1800'],
    ]);
  });

  it('PRC-012 TAR-027 takes the weekday of the moment, also in a window over midnight', () => {
    const window = { start_time: '22:00', end_time: '06:00', day_of_week: ['FRIDAY' as const] };
    const tariff = tariffOf([[[['TIME', 1, null, 1]], window]]);
    // Thursday noon to Saturday noon.
    const { lines } = price(tariff, [charging(48 * 60)], { start: '2026-03-05T12:00:00Z' });
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      ['2026-03-06T00:00:00Z', '2026-03-06T06:00:00Z'],
      ['2026-03-06T22:00:00Z', '2026-03-07T00:00:00Z'],
    ]);
  });

  it('PRC-011 changes at local midnight of the last day of a month', () => {
    const tariff = tariffOf([
      [[['ENERGY', 0.3, null, 1]], { end_date: '2026-11-01' }],
      [[['ENERGY', 0.4, null, 1]], { start_date: '2026-11-01' }],
    ]);
    const { lines } = price(tariff, [charging(120, 8)], { ...berlin, start: '2026-10-31T22:00:00Z' });
    expect(lines.map(({ to, billed: volume }) => [to, volume])).toEqual([
      ['2026-10-31T23:00:00Z', '4000'],
      ['2026-11-01T00:00:00Z', '4000'],
    ]);
  });

  it.each([
    [{ start_time: '08:00' }, '57600'],
    [{ end_time: '08:00' }, '28800'],
    [{ start_time: '08:00', end_time: '08:00' }, '86400'],
    [{ start_time: '08:00', end_time: '00:00' }, '57600'],
    [{ start_time: '20:00', end_time: '08:00' }, '43200'],
  ])('AMB-036 %j is active for %s seconds of a day', (restrictions, seconds) => {
    const { lines } = price(tariffOf([[[['TIME', 1, null, 1]], restrictions]]), [charging(24 * 60)], {
      start: '2026-03-02T00:00:00Z',
    });
    expect(lines.reduce((sum, line) => sum + Number(line.billed), 0)).toBe(Number(seconds));
  });

  it('PRC-011 says when it had no clock to go by', () => {
    const at = (timeZone: string | null) => codes(price(tariffOf(night), [charging(60)], { timeZone }));
    expect(at(null)).toContain('TIME_ZONE_MISSING');
    expect(at('Europe/Atlantis')).toEqual(expect.arrayContaining(['TIME_ZONE_UNKNOWN']));
    expect(codes(price(tariffOf([[[['TIME', 1, null, 1]]]]), [charging(60)], { timeZone: null }))).toEqual([
      'TARIFF_ASSUMED',
      'RATES_UNKNOWN',
    ]);
  });

  it('PRC-010 ends in reasonable time for a charge of decades', () => {
    const pricing = price(tariffOf(night), [charging(60 * 24 * 365 * 40)], { start: '1980-01-01T00:00:00Z' });
    expect(codes(pricing)).toContain('TOO_LONG');
    expect(pricing.lines.length).toBeLessThan(5000);
  });

  it('TAR-035 leaves out an element whose time nobody can read', () => {
    const pricing = price(
      tariffOf([[[['TIME', 9, null, 1]], { start_time: 'noon' }], [[['TIME', 1, null, 1]]]]),
      [charging(60)],
    );
    expect(bills(pricing)).toEqual(['TIME 3600 × 1 = 1']);
    expect(codes(pricing)).toContain('RESTRICTION_UNREADABLE');
  });
});

describe('limits within a period (AMB-035)', () => {
  it('AMB-035 TAR-028 changes the price where the energy was reached, and the time along with it', () => {
    const tariff = tariffOf([
      [
        [
          ['ENERGY', 0.2, null, 1],
          ['TIME', 1, null, 1],
        ],
        { max_kwh: 3 },
      ],
      [
        [
          ['ENERGY', 0.5, null, 1],
          ['TIME', 2, null, 1],
        ],
        { min_kwh: 3 },
      ],
    ]);
    expect(bills(price(tariff, [charging(60, 12)]))).toEqual([
      'ENERGY 3000 × 0.2 = 0.6',
      'TIME 900 × 1 = 0.25',
      'ENERGY 9000 × 0.5 = 4.5',
      'TIME 2700 × 2 = 1.5',
    ]);
  });

  it('PRC-014 AMB-034 counts durations from the start of the session, parking included', () => {
    const tariff = tariffOf([
      [[['PARKING_TIME', 0, null, 1]], { max_duration: 3600 }],
      [[['PARKING_TIME', 6, null, 1]]],
    ]);
    expect(bills(price(tariff, [charging(40), parking(30)]))).toEqual([
      'PARKING_TIME 1200 × 0 = 0',
      'PARKING_TIME 600 × 6 = 1',
    ]);
  });

  it('PRC-015 does not count the reservation into durations', () => {
    const tariff = tariffOf([[[['ENERGY', 1, null, 1]], { max_duration: 3600 }]]);
    expect(bills(price(tariff, [reserved(90), charging(60, 5)]))).toEqual(['ENERGY 5000 × 1 = 5']);
  });

  it('PRC-013 takes no current it was not told, and tells of limits crossed within a period', () => {
    const tariff = tariffOf([[[['TIME', 1, null, 1]], { min_current: 16 }]]);
    const [unknown, crossed] = [
      price(tariff, [charging(60)]),
      price(tariff, [charging(60, 0, { MIN_CURRENT: 10, MAX_CURRENT: 40 })]),
    ];
    expect([bills(unknown), codes(unknown)]).toEqual([[], ['TARIFF_ASSUMED', 'CURRENT_UNKNOWN']]);
    expect(bills(crossed)).toEqual(['TIME 3600 × 1 = 1']);
    expect(codes(crossed)).toContain('LIMIT_WITHIN_PERIOD');
  });

  it('PRC-013 takes the average power where none is stated', () => {
    const tariff = tariffOf([[[['ENERGY', 1, null, 1]], { min_power: 16, max_power: 16.001 }]]);
    expect(bills(price(tariff, [charging(15, 4), charging(15, 4.1)]))).toEqual(['ENERGY 4000 × 1 = 4']);
  });
});

describe('switches between charging and parking', () => {
  const both = tariffOf([
    [
      [
        ['TIME', 6, null, 600],
        ['PARKING_TIME', 12, null, 600],
      ],
    ],
  ]);
  it('AMB-032 PRC-033 steps the charging time alone when charging comes last', () => {
    const pricing = price(both, [charging(21), parking(7), charging(4)]);
    expect(bills(pricing)).toEqual([
      'TIME 1260 × 6 = 2.1',
      'PARKING_TIME 420 × 12 = 1.4',
      'TIME 540 × 6 = 0.9',
    ]);
    expect(pricing.lines.map(({ step, rule }) => [step, rule])).toEqual([
      [null, 'PRC-034'],
      [null, 'PRC-034'],
      [600, 'PRC-033'],
    ]);
  });

  it('PRC-033 counts several periods of one step together', () => {
    expect(bills(price(both, [charging(3), charging(3), charging(3)]))).toEqual(['TIME 600 × 6 = 1']);
  });

  it('PRC-034 PRC-004 does not step between two Tariffs', () => {
    const [first, second] = ['A', 'B'].map((id) => ({ ...tariffOf([[[['ENERGY', 1, null, 1000]]]]), id }));
    const { lines, tariffs } = price(
      first as PricedTariff,
      [charging(10, 1.5, {}, 'A'), charging(10, 1.2, {}, 'b')],
      {
        tariffs: [first, second] as PricedTariff[],
      },
    );
    expect(tariffs).toEqual(['A', 'B']);
    expect(lines.map(({ tariff, billed: volume }) => [tariff, volume])).toEqual([
      ['A', '1500'],
      ['B', '1500'],
    ]);
  });

  it('CDR-030 puts reservation, charging and parking of one period in this order, and says so', () => {
    const act = { minutes: 60, volumes: { TIME: 0.5, PARKING_TIME: 0.5, ENERGY: 4 } };
    const pricing = price(both, [act]);
    expect(bills(pricing)).toEqual(['TIME 1800 × 6 = 3', 'PARKING_TIME 1800 × 12 = 6']);
    expect(codes(pricing)).toContain('PERIOD_MIXED');
  });

  it('CDR-031 bills the duration the CPO states where the clock says something else', () => {
    const pricing = price(both, [{ minutes: 60, volumes: { TIME: 0.5 } }]);
    expect(bills(pricing)).toEqual(['TIME 1800 × 6 = 3']);
    expect(codes(pricing)).toContain('TIME_DIFFERS');
  });

  it('PRC-031 takes the clock for hours of four decimals: 10 min are 0.1667 h, not 11 min', () => {
    expect(bills(price(tariffOf([[[['TIME', 6, null, 60]]]]), [charging(10)]))).toEqual(['TIME 600 × 6 = 1']);
  });
});

describe('amounts out of the ordinary', () => {
  const simple = tariffOf([[[['ENERGY', 0.25, 10, 500]]]]);
  it('PRC-031 bills nothing for nothing', () => {
    expect(price(simple, [charging(1, 0)]).total).toMatchObject({ before_taxes: '0', after_taxes: '0' });
  });

  it('TYPE-009 does not step up what floating-point sums leave behind', () => {
    const wattHours = tariffOf([[[['ENERGY', 1, null, 1]]]]);
    expect(bills(price(wattHours, [charging(10, 0.1 + 0.2)]))).toEqual(['ENERGY 300 × 1 = 0.3']);
  });

  it('TYPE-009 stays exact however much it is', () => {
    const huge = price(tariffOf([[[['ENERGY', 0.123456789, 10, 1]]]]), [charging(60, 123_456_789_012.345)]);
    expect(huge.total.before_taxes).toBe('15241578751.714595060205');
  });

  it('CDR-052 PRC-031 pays for what flowed back, without a step', () => {
    const pricing = price(simple, [charging(60, -4.1)]);
    expect(bills(pricing)).toEqual(['ENERGY -4100 × 0.25 = -1.025']);
    expect(pricing.total).toMatchObject({ before_taxes: '-1.025', after_taxes: '-1.1275' });
  });

  it('CDR-052 leaves a limit of energy again on its way down', () => {
    const tariff = tariffOf([[[['ENERGY', 1, null, 1]], { max_kwh: 5 }], [[['ENERGY', 2, null, 1]]]]);
    expect(bills(price(tariff, [charging(60, 8), charging(60, -6)]))).toEqual([
      'ENERGY 5000 × 1 = 5',
      'ENERGY 0 × 2 = 0',
      'ENERGY -3000 × 1 = -3',
    ]);
  });

  it('CDR-022 negates the total of a credit CDR and nothing else', () => {
    const cdr = {
      ...chargeOf('2026-03-02T09:00:00Z', [charging(60, 10)]),
      total_energy: 10,
      tariffs: [],
    };
    const pricing = priceCdr(cdr, { tariffs: [simple] });
    const fields = costFieldsOf(pricing, true);
    expect(fields.total_cost).toEqual({
      before_taxes: '-2.5',
      taxes: [{ name: 'VAT', percentage: '10', amount: '-0.25' }],
      after_taxes: '-2.75',
    });
    expect(fields.total_energy_cost?.before_taxes).toBe('2.5');
  });
});

describe('rounding (TAR-032)', () => {
  const third = tariffOf([
    [
      [
        ['FLAT', 0.333, 20, 1],
        ['TIME', 1, 10, 1],
      ],
    ],
  ]);
  const acts = [charging(20)];
  it.each([
    ['unrounded', '0.666333333333', '0.766266666666', []],
    ['minor-unit-total', '0.67', '0.77', ['ROUNDING']],
    ['minor-unit-lines', '0.66', '0.76', []],
  ] as const)('TAR-032 PRC-047 %s', (name, before, after, adjusted) => {
    const pricing = price(third, acts, { policy: roundingPolicies[name] });
    expect(pricing.total).toMatchObject({ before_taxes: before, after_taxes: after });
    expect(pricing.policy.name).toBe(name);
    expect(pricing.adjustments.map(({ code }) => code)).toEqual(adjusted);
  });

  it('TAR-032 PRC-041 rounds taxes to amounts that exist, too, and they still add up', () => {
    const tariff = tariffOf([
      [
        [
          ['FLAT', 1.05, 10, 1],
          ['ENERGY', 1.125, 20, 1],
        ],
      ],
    ]);
    const { total } = price(tariff, [charging(60, 1)], { policy: roundingPolicies['minor-unit-total'] });
    expect(total).toEqual({
      before_taxes: '2.18',
      taxes: [
        { name: 'VAT', percentage: '10', amount: '0.11' },
        { name: 'VAT', percentage: '20', amount: '0.22' },
      ],
      after_taxes: '2.51',
    });
  });

  it('TAR-032 knows currencies without decimals, and with three', () => {
    const inCurrency = (currency: string) =>
      price({ ...third, currency }, acts, { policy: roundingPolicies['minor-unit-total'] }).total
        .before_taxes;
    expect([inCurrency('JPY'), inCurrency('KWD'), inCurrency('eur')]).toEqual(['1', '0.666', '0.67']);
  });
});

describe('taxes and limits', () => {
  const priced = (tax: PricedTariff['tax_included'], vat: number | null) =>
    price(tariffOf([[[['ENERGY', 1.21, vat, 1]]]], { tax_included: tax }), [charging(60, 10)]).total;

  it('PRC-041 TAR-024 takes taxes out of a price that contains them', () => {
    expect(priced('YES', 21)).toEqual({
      before_taxes: '10',
      taxes: [{ name: 'VAT', percentage: '21', amount: '2.1' }],
      after_taxes: '12.1',
    });
    expect(priced('N/A', null)).toEqual({ before_taxes: '12.1', taxes: [], after_taxes: '12.1' });
  });

  it('TAR-025 takes an absent rate for no VAT beside components that have one', () => {
    const tariff = tariffOf([
      [
        [
          ['FLAT', 1, null, 1],
          ['ENERGY', 1, 10, 1],
        ],
      ],
    ]);
    expect(price(tariff, [charging(60, 10)]).total).toMatchObject({ before_taxes: '11', after_taxes: '12' });
  });

  it('TAR-026 uses taxes known by law, one on top of the other', () => {
    const taxes = [
      { name: 'GST', percentage: 5 },
      { name: 'QST', percentage: 10, isCompound: true },
    ];
    const canadian = (tax_included: 'YES' | 'NO', rate: number) =>
      price(tariffOf([[[['ENERGY', rate, null, 1]]]], { tax_included }), [charging(60, 10)], { taxes }).total;
    const expected = {
      before_taxes: '10',
      taxes: [
        { name: 'GST', percentage: '5', amount: '0.5' },
        { name: 'QST', percentage: '10', amount: '1.05' },
      ],
      after_taxes: '11.55',
    };
    expect([canadian('NO', 1), canadian('YES', 1.155)]).toEqual([expected, expected]);
  });

  it('PRC-044 limits each side by itself, and spreads the taxes over their rates', () => {
    const tariff = tariffOf(
      [
        [
          [
            ['FLAT', 10, 20, 1],
            ['ENERGY', 1, 10, 1],
          ],
        ],
      ],
      { max_price: { before_taxes: 15, after_taxes: 16.5 } },
    );
    const pricing = price(tariff, [charging(60, 10)]);
    expect(pricing.subtotal).toMatchObject({ before_taxes: '20', after_taxes: '23' });
    expect(pricing.total).toEqual({
      before_taxes: '15',
      taxes: [
        { name: 'VAT', percentage: '20', amount: '1' },
        { name: 'VAT', percentage: '10', amount: '0.5' },
      ],
      after_taxes: '16.5',
    });
    expect(pricing.adjustments).toMatchObject([
      { code: 'MAX_PRICE', rule: 'PRC-044', before_taxes: '-5', after_taxes: '-6.5' },
    ]);
    expect(codes(pricing)).toContain('LIMIT_TAXES_SPREAD');
  });

  it('AMB-037 lets the taxes follow a limit that is given without them', () => {
    const limited = (kwh: number) =>
      price(
        tariffOf([[[['ENERGY', 1, 10, 1]]]], {
          min_price: { before_taxes: 2 },
          max_price: { before_taxes: 5 },
        }),
        [charging(60, kwh)],
      ).total;
    expect([limited(0), limited(9)].map(({ after_taxes }) => after_taxes)).toEqual(['2.2', '5.5']);
  });

  it('PRC-046 applies limits with the reservation included', () => {
    const tariff = tariffOf(
      [[[['TIME', 5, 20, 60]], { reservation: 'RESERVATION' }], [[['ENERGY', 1, 20, 1]]]],
      { max_price: { before_taxes: 10, after_taxes: 12 } },
    );
    const pricing = price(tariff, [reserved(60), charging(60, 9)]);
    expect(pricing.total).toMatchObject({ before_taxes: '10', after_taxes: '12' });
    expect(costFieldsOf(pricing)).toMatchObject({
      total_cost: { before_taxes: '10' },
      total_reservation_cost: { before_taxes: '5' },
      total_energy_cost: { before_taxes: '9' },
    });
  });

  it('PRC-050 tells each part of the cost without limits', () => {
    const tariff = tariffOf([
      [
        [
          ['FLAT', 1, null, 1],
          ['ENERGY', 1, null, 1],
          ['TIME', 1, null, 1],
          ['PARKING_TIME', 2, null, 1],
        ],
      ],
    ]);
    const fields = costFieldsOf(price(tariff, [charging(60, 3), parking(60)]));
    expect(Object.entries(fields).map(([name, { before_taxes }]) => [name, before_taxes])).toEqual([
      ['total_cost', '7'],
      ['total_fixed_cost', '1'],
      ['total_energy_cost', '3'],
      ['total_time_cost', '1'],
      ['total_parking_cost', '2'],
    ]);
  });
});

describe('FLAT', () => {
  const fees = tariffOf([
    [[['FLAT', 3, null, 100]], { start_time: '08:00', end_time: '10:00' }],
    [[['FLAT', 5, null, 100]], { start_time: '10:00', end_time: '12:00' }],
    [[['FLAT', 7, null, 100]]],
  ]);
  it('AMB-031 PRC-027 PRC-037 is due once and without steps: the first that applies at the start', () => {
    expect(bills(price(fees, [charging(240), parking(60)], { start: '2026-03-02T09:00:00Z' }))).toEqual([
      'FLAT 1 × 3 = 3',
    ]);
  });

  it('AMB-031 is not due later, when the element begins to apply during the charge', () => {
    const late = tariffOf([[[['FLAT', 3, null, 1]], { min_duration: 1800 }]]);
    expect(price(late, [charging(240)]).lines).toEqual([]);
  });
});

describe('reservations', () => {
  const fees: Element[] = [
    [
      [
        ['FLAT', 4, null, 1],
        ['TIME', 6, null, 60],
      ],
      { reservation: 'RESERVATION_EXPIRES' },
    ],
    [
      [
        ['FLAT', 2, null, 1],
        ['TIME', 3, null, 60],
      ],
      { reservation: 'RESERVATION' },
    ],
    [[['FLAT', 1, null, 1]]],
  ];
  it('AMB-057 PRC-026 replaces FLAT and TIME of a reservation by those of its expiry', () => {
    expect(bills(price(tariffOf(fees), [reserved(60)], { isExpired: true }))).toEqual([
      'FLAT 1 × 4 = 4',
      'TIME 3600 × 6 = 6',
    ]);
  });

  it('AMB-033 PRC-027 charges the FLAT of a reservation in addition to that of the session', () => {
    expect(bills(price(tariffOf(fees), [reserved(60), charging(10)]))).toEqual([
      'FLAT 1 × 2 = 2',
      'TIME 3600 × 3 = 3',
      'FLAT 1 × 1 = 1',
    ]);
  });

  it('BKG-014 leaves elements for bookings out of a charge', () => {
    const tariff = tariffOf([[[['FLAT', 9, null, 1]]], [[['ENERGY', 1, null, 1]]]]);
    Object.assign(tariff.elements[0] ?? {}, { restrictions: { booking: 'BOOKING_CANCELLATION_FEES' } });
    const pricing = price(tariff, [charging(60, 1)]);
    expect([bills(pricing), codes(pricing)]).toEqual([
      ['ENERGY 1000 × 1 = 1'],
      expect.arrayContaining(['BOOKING_LEFT_OUT']),
    ]);
  });
});

describe('the rules of older versions', () => {
  const tariff = tariffOf([[[['FLAT', 1, null, 1]]], [[['ENERGY', 1, 10, 1]]]], {
    tax_included: null,
    max_price: { excl_vat: 5, incl_vat: 5.5 },
  });
  it('PRC-042 2.2.1 prices without VAT, takes an absent rate for none, and has limits with VAT', () => {
    const pricing = price(tariff, [charging(60, 9)], { rules: '2.2.1' });
    expect(pricing.subtotal).toMatchObject({ before_taxes: '10', after_taxes: '10.9' });
    expect(pricing.total).toMatchObject({ before_taxes: '5', after_taxes: '5.5' });
    expect(
      price(tariffOf([[[['FLAT', 1, null, 1]]]]), [charging(1)], { rules: '2.2.1' }).total.after_taxes,
    ).toBe('1');
  });

  it('PRC-043 PRC-049 V211-061 AMB-050 2.1.1 takes the first element for all dimensions, and knows no taxes or limits', () => {
    const pricing = price(tariff, [charging(60, 9)], { rules: '2.1.1' });
    expect(bills(pricing)).toEqual(['FLAT 1 × 1 = 1']);
    expect(pricing.total).toEqual({ before_taxes: '1', taxes: [], after_taxes: null });
    expect(codes(pricing)).toContain('ELEMENTS_HIDDEN');
    const whole = tariffOf([
      [[['ENERGY', 1, null, 500]], { end_time: '10:00' }],
      [
        [
          ['ENERGY', 2, null, 500],
          ['TIME', 6, null, 1],
        ],
      ],
    ]);
    expect(bills(price(whole, [charging(120, 8.2)], { rules: '2.1.1' }))).toEqual([
      'ENERGY 4100 × 1 = 4.1',
      'ENERGY 4400 × 2 = 8.8',
      'TIME 3600 × 6 = 6',
    ]);
  });
});
