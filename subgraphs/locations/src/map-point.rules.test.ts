/** Rows of EVSEs as the columns of a map. */
import { pointsAsked, pointsOf, type PointRow } from './map-point.rules.js';

const row = (difference: Partial<PointRow> = {}): PointRow => ({
  location: 'NL/TNM/LOC1',
  uid: '3256',
  longitude: 4.9,
  latitude: 52.4,
  max_power: 22_000,
  status: 'AVAILABLE',
  ...difference,
});

it('gives every EVSE one place in all columns, and every status once', () => {
  const rows = [row(), row({ uid: '3257', status: 'CHARGING', max_power: 50_000 }), row({ uid: '3258' })];
  expect(pointsOf(rows, 10)).toEqual({
    refs: ['NL/TNM/LOC1/3256', 'NL/TNM/LOC1/3257', 'NL/TNM/LOC1/3258'],
    longitudes: [4.9, 4.9, 4.9],
    latitudes: [52.4, 52.4, 52.4],
    statuses: ['AVAILABLE', 'CHARGING'],
    statusOf: [0, 1, 0],
    maxPowers: [22_000, 50_000, 22_000],
    isComplete: true,
  });
});

it('writes an EVSE with a slash in its uid as refs are written', () => {
  expect(pointsOf([row({ uid: 'A/1' })], 1).refs).toEqual(['NL/TNM/LOC1/A%2F1']);
});

it('says that there are more than it shows', () => {
  const points = pointsOf([row(), row({ uid: '3257' })], 1);
  expect(points).toMatchObject({ refs: ['NL/TNM/LOC1/3256'], isComplete: false });
});

it.each([0, 50_001, 1.5])('refuses a limit of %p', (limit) => {
  expect(() => pointsAsked(limit)).toThrow('it must be from 1 to 50000');
});
