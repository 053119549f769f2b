/** EVSEs on a map as pure values. */
import { boxAround, markOf, placeRefOf, Points, twelfthsOf } from './points.rules.js';

const points = () =>
  new Points({
    refs: ['NL/ALF/LOC1/A', 'NL/ALF/LOC1/B', 'NL/ALF/LOC2/A'],
    longitudes: [4.8, 4.8, 13.4],
    latitudes: [52.3, 52.3, 52.5],
    statusOf: [0, 1, 0],
    statuses: ['AVAILABLE', 'CHARGING'],
    maxPowers: [22_000, 22_000, 150_000],
    isComplete: true,
  });

it('gathers EVSEs by their Location', () => {
  const { places, counts, size } = points();
  expect(places.map(({ ref, id, power }) => [ref, id, power])).toEqual([
    ['NL/ALF/LOC1', 1, 22_000],
    ['NL/ALF/LOC2', 2, 150_000],
  ]);
  expect(Object.fromEntries(counts)).toEqual({ AVAILABLE: 2, CHARGING: 1 });
  expect(size).toBe(3);
  expect(placeRefOf('NL/ALF/LOC1/A')).toBe('NL/ALF/LOC1');
});

it('follows events, however their refs are spelled, and tells which places changed once', () => {
  const all = points();
  expect(all.change('NL/alf/loc1/a', 'OUTOFORDER')).toBe(true);
  expect(all.change('NL/ALF/LOC1/A', 'OUTOFORDER')).toBe(false);
  expect(all.change('NL/ALF/LOC9/A', 'BLOCKED')).toBe(false);
  expect(Object.fromEntries(all.counts)).toEqual({ AVAILABLE: 1, CHARGING: 1, OUTOFORDER: 1 });
  expect(all.takeChanged().map(({ ref }) => ref)).toEqual(['NL/ALF/LOC1']);
  expect(all.takeChanged()).toEqual([]);
});

it('shows of a place what most needs a person', () => {
  const all = points();
  const [first] = all.places;
  if (!first) throw new Error('There is a place.');
  expect(markOf(first)).toMatchObject({ count: 2, status: 'AVAILABLE', free: 1, work: 1, alarm: 0 });
  all.change('NL/ALF/LOC1/B', 'OUTOFORDER');
  expect(markOf(first)).toMatchObject({ count: 2, status: 'OUTOFORDER', free: 1, alarm: 1 });
  expect(markOf(first, 'AVAILABLE')).toMatchObject({ count: 1, status: 'AVAILABLE', alarm: 0 });
  expect(markOf(first, 'CHARGING')).toBeUndefined();
});

it('finds the box around places', () => {
  expect(boxAround(points().places)).toEqual([4.8, 52.3, 13.4, 52.5]);
  expect(boxAround([])).toBeUndefined();
});

it('divides a ring so that nothing that occurs is lost', () => {
  expect(twelfthsOf([99, 0, 0, 0, 1, 0])).toEqual([11, 0, 0, 0, 1, 0]);
  expect(twelfthsOf([1, 1, 1, 0, 0, 0])).toEqual([4, 4, 4, 0, 0, 0]);
  expect(twelfthsOf([1000, 1, 1, 1, 1, 1])).toEqual([7, 1, 1, 1, 1, 1]);
  expect(twelfthsOf([0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 0]);
});
