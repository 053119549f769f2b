/** Clocks on walls: instants of local times, also where the clocks are changed. */
import { instantFrom, isTimeZone, localAt, mondayOf } from './clock.rules.js';

describe('a local time', () => {
  it.each([
    ['2026-01-15T18:00', 'Europe/Amsterdam', '2026-01-15T17:00:00.000Z'],
    ['2026-07-15T18:00', 'Europe/Amsterdam', '2026-07-15T16:00:00.000Z'],
    ['2026-07-15T18:00', 'America/New_York', '2026-07-15T22:00:00.000Z'],
    // Two hours before and after the clocks are set forward.
    ['2026-03-29T01:30', 'Europe/Amsterdam', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantFrom(local, zone)).toBe(instant);
    expect(localAt(Date.parse(instant), zone)).toBe(local);
  });

  it.each([
    ['yesterday', 'UTC'],
    ['2026-01-15T18:00', 'Middle/Earth'],
    ['', 'UTC'],
  ])('%s in %s is none', (local, zone) => {
    expect(instantFrom(local, zone)).toBeUndefined();
  });

  it('knows which zones there are', () => {
    expect(['Europe/Berlin', 'UTC', 'Middle/Earth'].map(isTimeZone)).toEqual([true, true, false]);
  });
});

it.each([
  ['2026-11-23T12:00:00Z', '2026-11-23'],
  ['2026-11-29T23:59:59Z', '2026-11-23'],
  ['2026-11-30T00:00:00Z', '2026-11-30'],
  ['1970-01-01T00:00:00Z', '1969-12-29'],
])('the week of %s begins on %s', (instant, monday) => {
  expect(new Date(mondayOf(Date.parse(instant))).toISOString().slice(0, 10)).toBe(monday);
});
