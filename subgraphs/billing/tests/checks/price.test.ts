/** The price of a CDR against what its Tariffs make of it: every line, its tolerance and its explanation. */
import { cdr, check, facts, price, session, tariff } from './samples.js';

const timed = (difference = {}) =>
  tariff({
    elements: [
      {
        price_components: [
          { type: 'ENERGY', price: 0.4, vat: 21, step_size: 1 },
          { type: 'FLAT', price: 1, vat: 21, step_size: 1 },
        ],
      },
    ],
    ...difference,
  });

describe('the price of a CDR by the rules of its version', () => {
  /** No VAT anywhere and only a total: what a CDR of 2.1.1 has become of. */
  const plain = (before_taxes: number) =>
    cdr({ total_cost: price(before_taxes), total_energy_cost: undefined });
  const hiding = tariff({
    elements: [
      { price_components: [{ type: 'FLAT', price: 1, step_size: 1 }] },
      { price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] },
    ],
    max_price: { before_taxes: 0.5, after_taxes: 0.5 },
  });

  it('V211-061 PRC-043 takes the first element for all dimensions and no limits for a CPO of 2.1.1', () => {
    const known = facts({ tariffs: [hiding], session: session({ total_cost: undefined }), version: '2.1.1' });
    expect(check({ ...plain(1), tariffs: [hiding] }, known)).toMatchObject({
      state: 'ACCEPTED',
      codes: [],
      price: { computed: { rules: '2.1.1' }, lines: [{ field: 'total_cost', verdict: 'SAME' }] },
    });
    expect(check({ ...plain(0.5), tariffs: [hiding] }, known).codes).toEqual(['PRICE_DIFFERS']);
    // The same by the rules of 2.3.0: 1 + 8, no more than 0.5.
    const new230 = facts({ tariffs: [hiding], session: session({ total_cost: undefined }) });
    expect(check({ ...plain(0.5), tariffs: [hiding] }, new230).codes).not.toContain('PRICE_DIFFERS');
  });

  it('PRC-042 TAR-025 knows that a Tariff of 2.2.1 without rates has no VAT', () => {
    const without = tariff({
      elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
    });
    const claim = cdr({ tariffs: [without] });
    const known = facts({ tariffs: [without], version: '2.2.1' });
    expect(check(claim, known)).toMatchObject({
      codes: ['TAXES_DIFFER', 'TAXES_DIFFER'],
      price: { computed: { rules: '2.2.1', total: { after_taxes: '8' } } },
    });
    expect(check(claim, facts({ tariffs: [without] })).codes).toEqual([]);
  });

  it('takes a CPO whose version nobody knows as one of 2.3.0', () => {
    expect(check(cdr(), facts({ version: null })).price?.computed?.rules).toBe('2.3.0');
  });
});

describe('the price of a CDR', () => {
  it('PRC-047 accepts what its Tariff makes of it, and shows how it comes about', () => {
    const { state, codes, price: checked } = check(cdr());
    expect([state, codes]).toEqual(['ACCEPTED', []]);
    expect(checked?.claimed).toEqual({
      before_taxes: '8',
      taxes: [{ name: 'VAT', percentage: '21', amount: '1.68' }],
      after_taxes: '9.68',
    });
    expect(checked?.computed?.lines).toMatchObject([{ dimension: 'ENERGY', billed: '20000', rate: '0.4' }]);
    expect(checked?.lines.map(({ field, verdict }) => [field, verdict])).toEqual([
      ['total_energy_cost', 'SAME'],
      ['total_cost', 'SAME'],
    ]);
  });

  it('PRC-047 explains the line that differs, by how much and from which measures and rates', () => {
    const {
      state,
      findings,
      price: checked,
    } = check(cdr({ total_energy_cost: price(9.1, 1.911), total_cost: price(9.1, 1.911) }));
    expect(state).toBe('FLAGGED');
    expect(findings).toMatchObject([
      { code: 'PRICE_DIFFERS', pointer: '/total_cost', severity: 'ERROR', requirement: 'PRC-047' },
      { code: 'LINE_DIFFERS', pointer: '/total_energy_cost' },
      { code: 'SESSION_COST_DIFFERS' },
    ]);
    expect(findings[1]?.sentence).toBe(
      'total_energy_cost is wrong: claimed 9.1 EUR, computed 8 EUR before taxes, from 20 kWh at 0.4 (PRC-032) by Tariff 12. That is 1.1 EUR too much.',
    );
    expect(checked?.lines[0]).toMatchObject({
      verdict: 'DIFFERS',
      difference: { before_taxes: '1.1', after_taxes: '1.331' },
      tolerance: '0.01',
    });
  });

  it.each([
    ['a cent', 8.01, 'ACCEPTED'],
    ['more than a cent', 8.0101, 'FLAGGED'],
    ['a cent too little', 7.99, 'ACCEPTED'],
    ['more than a cent too little', 7.9899, 'FLAGGED'],
  ])('PRC-047 allows %s on a line', (_, amount, state) => {
    expect(
      check(cdr({ total_cost: price(amount, 1.68), total_energy_cost: price(amount, 1.68) })).state,
    ).toBe(state);
  });

  it('PRC-047 allows a total one minor unit for each of its lines', () => {
    const of = (total: number) =>
      check(
        cdr({
          tariffs: [timed()],
          total_fixed_cost: price(1.01, 0.21),
          total_energy_cost: price(8.01, 1.68),
          total_cost: price(total, 1.89),
        }),
        facts({ tariffs: [timed()], session: null }),
      ).codes.filter((code) => code === 'PRICE_DIFFERS');
    expect(of(9.02)).toEqual([]);
    expect(of(9.03)).toEqual(['PRICE_DIFFERS']);
  });

  it('PRC-047 knows that other currencies have other minor units', () => {
    const yen = tariff({
      currency: 'JPY',
      elements: [{ price_components: [{ type: 'ENERGY', price: 40, vat: 10, step_size: 1 }] }],
    });
    const of = (total: number) =>
      check(
        cdr({
          currency: 'JPY',
          tariffs: [yen],
          total_cost: price(total, 80),
          total_energy_cost: price(800, 80),
        }),
        facts({ tariffs: [yen], session: null }),
      ).codes.includes('PRICE_DIFFERS');
    expect([of(801), of(802)]).toEqual([false, true]);
  });

  it('PRC-048 compares after taxes only when prices contain unknown ones, before taxes only when they do not', () => {
    const rateless = (tax_included: 'YES' | 'NO') =>
      tariff({
        tax_included,
        elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
      });
    const of = (tax_included: 'YES' | 'NO', before: number, tax: number) =>
      check(
        cdr({
          tariffs: [rateless(tax_included)],
          total_cost: price(before, tax),
          total_energy_cost: price(before, tax),
        }),
        facts({ tariffs: [rateless(tax_included)], session: null }),
      ).codes.includes('PRICE_DIFFERS');
    expect([of('YES', 6.6116, 1.3884), of('YES', 8, 1.68)]).toEqual([false, true]);
    expect([of('NO', 8, 7), of('NO', 6.6116, 1.3884)]).toEqual([false, true]);
  });

  it('PRC-041, TYPE-020 tells wrong taxes from taxes that are not named', () => {
    expect(check(cdr({ total_cost: price(8, 1.5), total_energy_cost: price(8, 1.68) })).codes).toEqual([
      'TAXES_DIFFER',
    ]);
    const { state, codes } = check(cdr({ total_cost: price(8), total_energy_cost: price(8) }));
    expect([state, codes]).toEqual(['ACCEPTED', ['TAXES_NOT_CLAIMED', 'TAXES_NOT_CLAIMED']]);
  });

  it('CDR-035 says which part is not given, and flags one that nothing was measured for', () => {
    expect(check(cdr({ total_energy_cost: null })).codes).toEqual(['PART_NOT_CLAIMED']);
    const { findings } = check(cdr({ total_parking_cost: price(2, 0.42) }));
    expect(findings[0]).toMatchObject({ code: 'LINE_DIFFERS', pointer: '/total_parking_cost' });
    expect(findings[0]?.sentence).toContain('no Tariff has a price for it');
  });

  it('PRC-044, PRC-045, PRC-050 takes limits into the total and says so', () => {
    const limited = tariff({ min_price: { before_taxes: 10, after_taxes: 12.1 } });
    const known = facts({ tariffs: [limited] });
    expect(check(cdr({ tariffs: [limited], total_cost: price(10, 2.1) }), known).state).toBe('ACCEPTED');
    expect(check(cdr({ tariffs: [limited] }), known).findings[0]?.sentence).toContain(
      'raised to the least price (PRC-045)',
    );
  });
});

describe('the Tariffs of a CDR', () => {
  it('PRC-001, PRC-003 uses the declared Tariff of the Connector when the CDR carries none', () => {
    const { state, codes, price: checked } = check(cdr({ tariffs: null }));
    expect([state, codes]).toEqual(['ACCEPTED', ['TARIFF_ASSUMED']]);
    expect(checked?.computed?.tariffs).toEqual(['12']);
  });

  it('PRC-003 flags a price that no Tariff is known for, and leaves alone what costs nothing', () => {
    const none = facts({ tariffs: [], session: null });
    expect(check(cdr({ tariffs: null }), none)).toMatchObject({
      state: 'FLAGGED',
      price: { computed: null },
    });
    expect(check(cdr({ tariffs: null }), none).codes).toContain('TARIFF_MISSING');
    expect(
      check(cdr({ tariffs: null, total_cost: price(0), total_energy_cost: null }), none).codes,
    ).not.toContain('TARIFF_MISSING');
  });

  it('TAR-030 flags a CDR in another currency than its Tariffs', () => {
    const foreign = tariff({ currency: 'CHF' });
    expect(check(cdr({ tariffs: [foreign] }), facts({ tariffs: [foreign] })).codes).toContain(
      'CURRENCY_DIFFERS',
    );
  });

  it('CDR-007 flags prices that were not declared, if the declaration has not changed since the charge began', () => {
    const dearer = {
      elements: [{ price_components: [{ type: 'ENERGY' as const, price: 0.5, vat: 21, step_size: 1 }] }],
    };
    const of = (declared = tariff()) =>
      check(
        cdr({
          tariffs: [tariff({ ...dearer, last_updated: '2026-02-01T00:00:00Z' })],
          total_cost: price(10, 2.1),
          total_energy_cost: price(10, 2.1),
        }),
        facts({ tariffs: [declared], session: null }),
      ).codes;
    expect(of()).toContain('TARIFF_NOT_AGREED');
    // The declaration is younger than the charge: how it was then is not known.
    expect(of(tariff({ last_updated: '2026-03-01T12:00:00Z' }))).not.toContain('TARIFF_NOT_AGREED');
    expect(check(cdr(), facts({ tariffs: [] })).codes).toEqual(['TARIFF_UNKNOWN']);
  });

  it('PRC-001 flags a Tariff that was not in force', () => {
    const old = tariff({ end_date_time: '2026-02-01T00:00:00Z' });
    const periods = cdr().charging_periods.map((period) => ({ ...period, tariff_id: '12' }));
    const { codes } = check(cdr({ tariffs: [old], charging_periods: periods }), facts({ tariffs: [old] }));
    expect(codes).toEqual(['TARIFF_NOT_VALID']);
  });
});
