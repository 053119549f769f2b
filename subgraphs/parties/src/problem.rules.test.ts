/** Periods, parts of them and positions in lists of problems. */
import { cursorOf, periodOf, positionIn, sparkOf } from './problem.rules.js';

const now = new Date('2026-05-02T12:00:00Z');

it('looks at the last day unless told otherwise', () => {
  expect(periodOf(null, null, now)).toEqual({
    since: new Date('2026-05-01T12:00:00Z'),
    until: now,
    bucket_s: 3600,
  });
  expect(periodOf(null, null, new Date('2026-05-02T11:20:30Z')).until).toEqual(now);
  expect(periodOf('2026-05-02T10:00:00Z', null, now).bucket_s).toBe(300);
});

it.each([
  ['2026-05-02T12:00:00Z', '2026-05-02T12:00:00Z'],
  ['2026-05-03T12:00:00Z', null],
  ['2026-04-01T12:00:00Z', null],
])('refuses %s until %s', (since, until) => {
  expect(() => periodOf(since, until, now)).toThrow('14 days at the most');
});

it('has a place for every part', () => {
  const parts = sparkOf({ 0: 2, 23: 1 });
  expect(parts).toHaveLength(24);
  expect([parts[0], parts[1], parts[23]]).toEqual([2, 0, 1]);
});

it('reads the positions it gives, and no others', () => {
  const position = { lastSeen: '2026-05-01T12:00:00.123Z', key: 'a'.repeat(32) };
  expect(positionIn(cursorOf(position))).toEqual(position);
  for (const other of ['', 'abc', cursorOf({ ...position, key: `'; drop` })])
    expect(() => positionIn(other)).toThrow('is no cursor of this list');
});
