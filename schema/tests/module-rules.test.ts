/**
 * Rules of the modules that read several fields of a document: what is on record for a charge and a price, whom a
 * Location may be shown to, and when it is open.
 */
import type { JsonObject, Location, Looker, ObjectTable } from '../src/index.js';
import {
  CDR,
  isOpenAt,
  mayBeShown,
  Session,
  sessionOnlyDimensions,
  Tariff,
  violationsOf,
} from '../src/index.js';
import { cdr, location, session, tariff } from './samples.js';

/** `ID pointer` of each rule that is broken; anything else that is found shows as it is. */
const broken = (table: ObjectTable, document: JsonObject): string[] =>
  violationsOf(table, document).map(({ code, message, pointer, severity }) =>
    code === 'RULE' && severity === 'record' ? `${message.split(':')[0]} ${pointer}` : `${code} ${pointer}`,
  );

const period = (start_date_time: string, volume = 1, type = 'ENERGY'): JsonObject => ({
  start_date_time,
  dimensions: [{ type, volume }],
});
const early = period('2026-03-01T08:00:00Z');
const late = period('2026-03-01T08:30:00Z');

describe('charging periods', () => {
  it.each([
    ['a Session', Session, session],
    ['a CDR', CDR, cdr],
  ])('CDR-031 of %s end where the next one begins, so they are in order', (_, table, sample) => {
    expect(broken(table, sample({ charging_periods: [early, late] }))).toEqual([]);
    expect(broken(table, sample({ charging_periods: [early, early, late] }))).toEqual([]);
    expect(broken(table, sample({ charging_periods: [late, early] }))).toEqual(['CDR-031 /charging_periods']);
  });

  it('CDR-031 are in order by the instant, however it is spelt', () => {
    const spelt = (...starts: string[]) =>
      broken(Session, session({ charging_periods: starts.map((start) => period(start)) }));
    expect(spelt('2026-03-01T08:00:00', '2026-03-01T08:00:00.5Z', '2026-03-01T08:00:01Z')).toEqual([]);
    expect(spelt('2026-03-01T08:00:00.5Z', '2026-03-01T08:00:00')).toEqual(['CDR-031 /charging_periods']);
  });

  it('CDR-031 begin with the charge, and the last one ends with it', () => {
    const charge = (start: string, end: string) =>
      broken(CDR, cdr({ start_date_time: start, end_date_time: end, charging_periods: [early, late] }));
    expect(charge('2026-03-01T08:00:00Z', '2026-03-01T08:30:00Z')).toEqual([]);
    expect(charge('2026-03-01T08:00:01Z', '2026-03-01T09:00:00Z')).toEqual(['CDR-031 /charging_periods']);
    expect(charge('2026-03-01T08:00:00Z', '2026-03-01T08:29:59Z')).toEqual(['CDR-031 /charging_periods']);
    // CDR-054: 1970 stands for a time that nobody knows.
    expect(charge('1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z')).toEqual([]);
  });

  it('SES-062, CDR-050 may tell of the moment in a Session, and not in a CDR', () => {
    for (const type of sessionOnlyDimensions) {
      const charging_periods = [period('2026-03-01T08:00:00Z', 1, type)];
      expect(broken(Session, session({ charging_periods }))).toEqual([]);
      expect(broken(CDR, cdr({ charging_periods }))).toEqual(['CDR-050 /charging_periods']);
    }
  });

  it('AMB-025 with about a thousand times the energy of the whole are in Wh', () => {
    const inSession = (kwh: number, ...volumes: number[]) =>
      broken(
        Session,
        session({ kwh, charging_periods: volumes.map((volume) => period('2026-03-01T08:00:00Z', volume)) }),
      );
    expect(inSession(41, 120, 41000)).toEqual(['AMB-025 /charging_periods']);
    expect(inSession(41, 0.12, 41)).toEqual([]);
    // Wrong in another way, or nothing charged yet: not this mistake.
    expect(inSession(41, 400)).toEqual([]);
    expect(inSession(0, 0.5)).toEqual([]);
    expect(
      broken(CDR, cdr({ total_energy: 20, charging_periods: [period('2026-03-01T08:00:00Z', 20000)] })),
    ).toEqual(['AMB-025 /charging_periods']);
  });

  it('AMB-021 a CDR may name its Session or not', () => {
    expect(broken(CDR, cdr({ session_id: '101' }))).toEqual([]);
    expect(broken(CDR, cdr({ session_id: undefined }))).toEqual([]);
  });
});

describe('a Tariff', () => {
  const flat = { type: 'FLAT', price: 0, step_size: 0 };
  const energy = { type: 'ENERGY', price: 0, step_size: 1 };
  const of = (...elements: JsonObject[]) => broken(Tariff, tariff({ elements }));

  it('TAR-022 is free of charge with one FLAT component of 0 and nothing else', () => {
    expect(of({ price_components: [flat] })).toEqual([]);
    expect(of({ price_components: [flat], restrictions: { start_time: null } })).toEqual([]);
    for (const elements of [
      [{ price_components: [energy] }],
      [{ price_components: [flat, energy] }],
      [{ price_components: [flat] }, { price_components: [energy] }],
      [{ price_components: [flat], restrictions: { start_time: '08:00' } }],
    ])
      expect(of(...elements)).toEqual(['TAR-022 /elements']);
  });

  it('TAR-022 is not free of charge when something in it costs money', () => {
    expect(of({ price_components: [energy, { ...flat, price: 1 }] })).toEqual([]);
    const min_price = { before_taxes: 1 };
    expect(broken(Tariff, tariff({ min_price, elements: [{ price_components: [energy] }] }))).toEqual([]);
  });

  it('TAR-024, TAR-025 names a VAT only where taxes apply', () => {
    const taxed = (tax_included: string, vat?: number) =>
      broken(
        Tariff,
        tariff({ tax_included, elements: [{ price_components: [{ ...flat, price: 1, vat }] }] }),
      );
    expect(taxed('YES', 21)).toEqual([]);
    expect(taxed('NO', 21)).toEqual([]);
    expect(taxed('N/A')).toEqual([]);
    expect(taxed('N/A', 21)).toEqual(['TAR-024 /elements']);
    expect(taxed('MAYBE', 21)).toEqual(['NOT_IN_ENUM /tax_included']);
  });
});

describe('whom a Location may be shown to', () => {
  const looker: Looker = {
    uid: 'abc',
    type: 'RFID',
    visual_number: 'V-1',
    issuer: 'Example',
    group_id: 'g1',
  };
  const place = (publish: boolean, ...publish_allowed_to: JsonObject[]) =>
    location({ publish, publish_allowed_to }) as Location;

  it('LOC-020 everyone when it is published', () => {
    expect(mayBeShown(place(true))).toBe(true);
    expect(mayBeShown(place(true), looker)).toBe(true);
  });

  it('LOC-020 nobody but the owners of matching tokens when it is not', () => {
    expect(mayBeShown(place(false, { group_id: 'g1' }))).toBe(false);
    expect(mayBeShown(place(false), looker)).toBe(false);
    expect(mayBeShown(place(false, { group_id: 'G1' }), looker)).toBe(true);
  });

  it('LOC-022 all that one entry says has to match', () => {
    expect(mayBeShown(place(false, { uid: 'ABC', type: 'RFID' }), looker)).toBe(true);
    expect(mayBeShown(place(false, { uid: 'ABC', type: 'APP_USER' }), looker)).toBe(false);
    expect(mayBeShown(place(false, { visual_number: 'V-1', issuer: 'Other' }), looker)).toBe(false);
    expect(mayBeShown(place(false, { visual_number: 'v-1', issuer: 'Example' }), looker)).toBe(false);
    expect(mayBeShown(place(false, { uid: 'abc', type: 'RFID', group_id: 'g2' }), looker)).toBe(false);
  });

  it('LOC-022 two entries that match in part do not make one that matches', () => {
    const halves = [
      { uid: 'abc', type: 'APP_USER' },
      { uid: 'other', type: 'RFID' },
    ];
    expect(mayBeShown(place(false, ...halves), looker)).toBe(false);
    expect(mayBeShown(place(false, ...halves, { group_id: 'g1' }), looker)).toBe(true);
  });

  it('LOC-027 an entry that identifies no token lets nobody in', () => {
    expect(mayBeShown(place(false, {}, { issuer: 'Example' }), looker)).toBe(false);
  });
});

describe('when a Location is open', () => {
  const isOpen = (opening_times: JsonObject | null, at: string, time_zone = 'Europe/Amsterdam') =>
    isOpenAt(location({ opening_times, time_zone }) as Location, new Date(at));
  /** 2 March 2026 is a Monday; Amsterdam is an hour ahead of UTC. */
  const monday = {
    twentyfourseven: false,
    regular_hours: [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }],
  };
  const between = (period_begin: string, period_end: string) => [{ period_begin, period_end }];

  it('LOC-045 regular hours are local time of the Location', () => {
    expect(isOpen(monday, '2026-03-02T06:59:00Z')).toBe(false);
    expect(isOpen(monday, '2026-03-02T07:00:00Z')).toBe(true);
    expect(isOpen(monday, '2026-03-02T18:59:00Z')).toBe(true);
    expect(isOpen(monday, '2026-03-02T19:00:00Z')).toBe(false);
    expect(isOpen(monday, '2026-03-03T12:00:00Z')).toBe(false);
    // In summer it is two hours ahead, and in Auckland it is Monday already when it is Sunday here.
    expect(isOpen(monday, '2026-07-06T06:00:00Z')).toBe(true);
    expect(isOpen(monday, '2026-03-01T19:30:00Z', 'Pacific/Auckland')).toBe(true);
  });

  it('LOC-045 exceptional periods are UTC', () => {
    const closed = {
      ...monday,
      exceptional_closings: between('2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z'),
    };
    expect(isOpen(closed, '2026-03-02T09:30:00Z')).toBe(true);
    expect(isOpen(closed, '2026-03-02T10:30:00Z')).toBe(false);
    expect(isOpen(closed, '2026-03-02T11:00:00Z')).toBe(true);
  });

  it('LOC-044 exceptional openings add to the regular hours', () => {
    const sunday = {
      ...monday,
      exceptional_openings: between('2026-03-01T12:00:00Z', '2026-03-01T13:00:00Z'),
    };
    expect(isOpen(sunday, '2026-03-01T12:30:00Z')).toBe(true);
    expect(isOpen(sunday, '2026-03-01T13:30:00Z')).toBe(false);
    expect(isOpen(sunday, '2026-03-02T12:00:00Z')).toBe(true);
  });

  it('LOC-044 exceptional closings beat exceptional openings, regular hours and 24/7', () => {
    const exceptional_closings = between('2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z');
    const exceptional_openings = between('2026-03-02T10:00:00Z', '2026-03-02T23:00:00Z');
    for (const hours of [monday, { twentyfourseven: true }]) {
      const both = { ...hours, exceptional_openings, exceptional_closings };
      expect(isOpen(both, '2026-03-02T10:30:00Z')).toBe(false);
      expect(isOpen(both, '2026-03-02T21:30:00Z')).toBe(true);
    }
  });

  it('LOC-045 is not known without hours, or in a time zone nobody knows', () => {
    expect(isOpen(null, '2026-03-02T12:00:00Z')).toBeUndefined();
    expect(isOpen(monday, '2026-03-02T12:00:00Z', 'Europe/Nowhere')).toBeUndefined();
    expect(isOpen({ twentyfourseven: true }, '2026-03-02T12:00:00Z', 'Europe/Nowhere')).toBe(true);
  });
});
