// Which Tariff prices a charge, and what a running Session or a CDR costs.
import type { Session } from '@chargesphere/schema';
import {
  chooseTariff,
  priceCdr,
  priceSession,
  type PricedSession,
  type PricedTariff,
  type Pricing,
} from '../../src/rules/index.js';
import { charging, chargeOf, parking, price, reserved, tariffOf, type Act } from './charges.js';

const codes = ({ notes }: Pricing) => notes.map(({ code }) => code);
const named = (id: string, more: Partial<PricedTariff> = {}): PricedTariff =>
  tariffOf([[[['ENERGY', 1, 0, 1]]]], { id, ...more });

describe('choosing the Tariff', () => {
  const noon = Date.parse('2026-03-02T12:00:00Z');
  const chosen = (tariffs: PricedTariff[], use: Parameters<typeof chooseTariff>[1] = 'REGULAR') => {
    const notes = new Set<never>() as Parameters<typeof chooseTariff>[3];
    return [chooseTariff(tariffs, use, noon, notes)?.id, ...notes];
  };

  it('PRC-001 takes one that is in force: from inclusive, until exclusive', () => {
    const ended = named('old', { end_date_time: '2026-03-02T12:00:00Z' });
    const begun = named('new', { start_date_time: '2026-03-02T12:00:00Z' });
    const later = named('later', { start_date_time: '2026-03-02T12:00:01Z' });
    expect(chosen([ended, later, begun])).toEqual(['new']);
    expect(chosen([ended, later])).toEqual([undefined]);
  });

  it('PRC-002 PRC-003 TAR-020 takes one for the use, which beats one for every use', () => {
    const list = [
      named('any'),
      named('regular', { type: 'REGULAR' }),
      named('cheap', { type: 'PROFILE_CHEAP' }),
      named('card', { type: 'AD_HOC_PAYMENT' }),
    ];
    expect(chosen(list)).toEqual(['regular']);
    expect(chosen(list, 'CHEAP')).toEqual(['cheap']);
    expect(chosen(list, 'AD_HOC_PAYMENT')).toEqual(['card']);
    expect(chosen(list, 'GREEN')).toEqual(['any']);
  });

  it('AMB-052 LOC-040 takes the first of several, and says so', () => {
    expect(chosen([named('1'), named('2')])).toEqual(['1', 'SEVERAL_TARIFFS']);
  });

  const change = [
    named('old', { end_date_time: '2026-03-02T09:30:00Z' }),
    tariffOf([[[['ENERGY', 2, 0, 1]]]], { id: 'new', start_date_time: '2026-03-02T09:30:00Z' }),
  ];
  it('TAR-030 TAR-031 stays with the Tariff of the start, or switches where that is wanted', () => {
    const priced = (tariffsSwitch: boolean) =>
      price(named('old'), [charging(60, 10)], { tariffs: change, tariffsSwitch });
    expect(priced(false).total.before_taxes).toBe('10');
    expect(priced(true).total.before_taxes).toBe('15');
    expect(priced(true).tariffs).toEqual(['old', 'new']);
  });

  it('PRC-003 PRC-004 takes what periods name, and tells of names nobody knows', () => {
    const acts: Act[] = [charging(30, 1, {}, 'OLD'), charging(30, 1, {}, 'unknown'), charging(30, 1)];
    const pricing = price(named('old'), acts, { tariffs: change });
    expect(pricing.lines.map(({ periods }) => periods)).toEqual([[0]]);
    expect(codes(pricing)).toEqual(['TARIFF_UNKNOWN', 'NO_TARIFF']);
  });

  it('TAR-007 never mixes currencies', () => {
    const pricing = price(named('eur'), [charging(60, 1)], { tariffs: [named('chf', { currency: 'CHF' })] });
    expect([pricing.lines, codes(pricing)]).toEqual([[], ['NO_TARIFF', 'CURRENCY_DIFFERS']]);
  });
});

const start = '2026-03-02T09:00:00Z';
const tariff = tariffOf([
  [
    [
      ['FLAT', 1, 0, 1],
      ['ENERGY', 0.5, 0, 1],
      ['TIME', 6, 0, 600],
      ['PARKING_TIME', 12, 0, 60],
    ],
  ],
  [[['TIME', 3, 0, 60]], { reservation: 'RESERVATION' }],
]);
const options = { tariffs: [tariff], timeZone: 'UTC' };
const session = (acts: Act[], more: Partial<PricedSession> = {}) => {
  const { charging_periods, end_date_time } = chargeOf(start, acts);
  return {
    currency: 'EUR',
    start_date_time: start,
    kwh: 4,
    charging_periods,
    status: 'ACTIVE' as Session['status'],
    last_updated: end_date_time,
    ...more,
  };
};
const total = (pricing: Pricing) => pricing.total.before_taxes;

describe('a Session so far', () => {
  it('PRC-047 costs what it would if it ended at its last update', () => {
    const pricing = priceSession(session([charging(25, 4)]), options);
    expect(total(pricing)).toBe('6'); // 1 + 2 + 30 min
    expect(codes(pricing)).toContain('SO_FAR');
  });

  it('PRC-047 goes on with time up to now, and with the energy last reported', () => {
    const pricing = priceSession(session([charging(25, 3)], { kwh: 4 }), {
      ...options,
      at: '2026-03-02T09:35:00Z',
    });
    expect(pricing.lines.map(({ dimension, billed }) => [dimension, billed])).toEqual([
      ['FLAT', '1'],
      ['ENERGY', '4000'],
      ['TIME', '2400'],
    ]);
    expect(codes(pricing)).toContain('ENERGY_FROM_TOTAL');
  });

  it('PRC-047 prices energy by the time before its report, however long the charge goes on without another', () => {
    const cheapUntil = tariffOf([
      [[['ENERGY', 1, 0, 1]], { end_time: '09:30' }],
      [
        [
          ['ENERGY', 5, 0, 1],
          ['TIME', 6, 0, 600],
        ],
      ],
    ]);
    const totalAt = (at: string) =>
      total(priceSession(session([charging(25, 4)]), { ...options, tariffs: [cheapUntil], at }));
    expect(totalAt('2026-03-02T09:25:00Z')).toBe('7'); // 4 + 30 min
    expect(totalAt('2026-03-02T10:00:00Z')).toBe('10'); // 4 + 60 min
  });

  it('PRC-047 can look back: at a moment before its end, what was due then', () => {
    const acts = [charging(20, 4), parking(10)];
    const done = session(acts, { status: 'COMPLETED', end_date_time: '2026-03-02T09:30:00Z' });
    const at = (minutes: number) =>
      total(priceSession(done, { ...options, at: new Date(Date.parse(start) + minutes * 60_000) }));
    expect([-1, 10, 20, 25, 30, 90].map(at)).toEqual(['0', '3', '5', '6', '7', '7']);
  });

  it('SES-047 needs no periods', () => {
    expect(total(priceSession(session([], { last_updated: '2026-03-02T09:10:00Z' }), options))).toBe('4');
    const reservation = session([], { kwh: 0, status: 'RESERVATION', last_updated: '2026-03-02T09:10:00Z' });
    expect(total(priceSession(reservation, options))).toBe('0.5');
  });

  it.each(['INVALID', 'PENDING'] as const)('SES-011 owes nothing while %s', (status) => {
    const pricing = priceSession(session([charging(25, 4)], { status }), {
      ...options,
      tariffs: [{ ...tariff, min_price: { before_taxes: 5 } }],
    });
    expect([total(pricing), codes(pricing)]).toEqual(['0', ['NOT_BILLED']]);
  });

  it('SES-011 PRC-025 takes a reservation as expired when the Session is over without a charge', () => {
    const done = session([reserved(20)], { kwh: 0, status: 'COMPLETED' });
    expect(codes(priceSession(done, options))).toContain('EXPIRY_ASSUMED');
  });
});

describe('a CDR', () => {
  const cdr = (acts: Act[], total_energy: number) => ({
    ...chargeOf(start, acts),
    total_energy,
  });

  it('PRC-003 is priced by the Tariffs it carries, or by others that are given', () => {
    const [own, other] = [tariffOf([[[['ENERGY', 1, 0, 1]]]]), tariffOf([[[['ENERGY', 2, 0, 1]]]])];
    const carrying = {
      ...cdr([charging(60, 10)], 10),
      tariffs: [own],
    };
    expect(total(priceCdr(carrying, { timeZone: 'UTC' }))).toBe('10');
    expect(total(priceCdr(carrying, { timeZone: 'UTC', tariffs: [other] }))).toBe('20');
  });

  it('CDR-035 counts its total energy where no period tells of any', () => {
    const acts = [charging(30), parking(30), charging(30)].map(
      ({ minutes, volumes: { ENERGY: _, ...volumes } }) => ({
        minutes,
        volumes,
      }),
    );
    const pricing = priceCdr(cdr(acts, 10), options);
    expect(pricing.lines.find(({ dimension }) => dimension === 'ENERGY')?.billed).toBe('10000');
    expect(codes(pricing)).toContain('ENERGY_FROM_TOTAL');
  });

  it('CDR-054 tells of times that nobody knows', () => {
    const unknown = {
      ...cdr([{ minutes: 0, volumes: { TIME: 1, ENERGY: 4 } }], 4),
      end_date_time: '1970-01-01T00:00:00Z',
    };
    const pricing = priceCdr(unknown, options);
    expect(total(pricing)).toBe('9');
    expect(codes(pricing)).toContain('TIMES_UNKNOWN');
  });
});
