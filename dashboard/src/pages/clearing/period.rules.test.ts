import { lastMonth } from './period.rules.js';

it.each([
  ['2026-03-31T23:59:59Z', '2026-02-01', '2026-03-01'],
  ['2026-01-01T00:00:00Z', '2025-12-01', '2026-01-01'],
])('at %s the last month is from %s up to %s', (now, from, to) => {
  expect(lastMonth(Date.parse(now))).toEqual({ from, to });
});
