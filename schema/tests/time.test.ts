/**
 * DateTime: read tolerantly, compared on the instant, written with Z (TYPE-005 to TYPE-007).
 */
import fc from 'fast-check';
import {
  canonicalDateTime,
  compareDateTime,
  dateTimeForm,
  dateTimeOf,
  instantOf,
  isExactDateTime,
} from '../src/index.js';

const instants = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

describe('instantOf', () => {
  it.each([
    ['2015-06-29T20:39:09Z', Date.UTC(2015, 5, 29, 20, 39, 9)],
    ['2015-06-29T20:39:09', Date.UTC(2015, 5, 29, 20, 39, 9)],
    ['2016-12-29T17:45:09.2', Date.UTC(2016, 11, 29, 17, 45, 9, 200)],
    ['2018-01-01T01:08:01.123Z', Date.UTC(2018, 0, 1, 1, 8, 1, 123)],
  ])('TYPE-005 %s is UTC with and without designator', (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });

  it.each([
    ['2015-06-29T22:39:09+02:00', '2015-06-29T20:39:09Z'],
    ['2015-06-29T20:39:09-0030', '2015-06-29T21:09:09Z'],
  ])('TYPE-007 reads the offset of %s', (text, utc) => {
    expect(instantOf(text)).toBe(instantOf(utc));
  });

  it('AMB-023 reads the unknown time as the specification writes it, and writes it right', () => {
    expect(instantOf('1970-1-1T00:00:00Z')).toBe(0);
    expect(canonicalDateTime('1970-1-1T00:00:00Z')).toBe('1970-01-01T00:00:00Z');
  });

  it('TYPE-005 agrees with Date on every instant', () => {
    fc.assert(fc.property(instants, (date) => instantOf(date.toISOString()) === date.getTime()));
  });

  it('TYPE-005 never throws and knows no time in other texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => instantOf(text) === undefined));
  });
});

describe('dateTimeForm', () => {
  it('TYPE-005 every exact time is a readable one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4}-\d\d-[0-3]\dT[0-2]\d:\d\d:\d\d(\.\d{1,4})?Z?$/), (text) =>
        isExactDateTime(text)
          ? dateTimeForm(text) === 'exact' && instantOf(text) !== undefined
          : dateTimeForm(text) === 'none',
      ),
    );
  });
});

describe('compareDateTime', () => {
  it('TYPE-007 compares on the instant, with all fractions', () => {
    const inOrder = [
      '2015-06-29T20:39:08.9999999Z',
      '2015-06-29T20:39:09Z',
      '2015-06-29T20:39:09.0000001',
      '2015-06-29T22:39:09.1+02:00',
      '2015-06-29T20:39:09.12Z',
    ];
    for (const [place, earlier] of inOrder.entries())
      for (const later of inOrder.slice(place + 1)) {
        expect(compareDateTime(earlier, later)).toBeLessThan(0);
        expect(compareDateTime(later, earlier)).toBeGreaterThan(0);
      }
  });

  it.each([
    ['2015-06-29T20:39:09Z', '2015-06-29T20:39:09'],
    ['2015-06-29T20:39:09Z', '2015-06-29T20:39:09.000'],
    ['2015-06-29T20:39:09Z', '2015-06-29T22:39:09+02:00'],
  ])('TYPE-007 %s and %s are the same instant', (a, b) => {
    expect(compareDateTime(a, b)).toBe(0);
    expect(canonicalDateTime(a)).toBe(canonicalDateTime(b));
  });

  it('TYPE-007 orders all instants as Date does', () => {
    fc.assert(
      fc.property(
        instants,
        instants,
        (a, b) =>
          Math.sign(compareDateTime(a.toISOString(), b.toISOString())) ===
          Math.sign(a.getTime() - b.getTime()),
      ),
    );
  });

  it('TYPE-007 orders every spelling by the instant it stands for', () => {
    const spelled = fc
      .tuple(
        fc.constantFrom(
          '2016-12-31T23:59:59',
          '2016-12-31T23:59:60',
          '2017-01-01T00:00:00',
          '2017-01-01T00:00:01',
        ),
        fc.constantFrom('', '.1', '.2', '.10', '.12'),
        fc.constantFrom('', 'Z', '+00:00'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        spelled,
        spelled,
        (a, b) =>
          Math.sign(compareDateTime(a, b)) === Math.sign((instantOf(a) ?? NaN) - (instantOf(b) ?? NaN)),
      ),
      { numRuns: 2000 },
    );
  });

  it('puts what is no time before all times', () => {
    expect(compareDateTime('soon', '1970-01-01T00:00:00Z')).toBeLessThan(0);
    expect(compareDateTime('soon', 'later')).toBe(0);
  });
});

describe('dateTimeOf', () => {
  it('TYPE-007 writes Z, and milliseconds only where there are some', () => {
    expect(dateTimeOf(0)).toBe('1970-01-01T00:00:00Z');
    expect(dateTimeOf(new Date(1))).toBe('1970-01-01T00:00:00.001Z');
  });

  it('TYPE-007 writes what instantOf reads', () => {
    fc.assert(fc.property(instants, (date) => instantOf(dateTimeOf(date)) === date.getTime()));
  });
});
