import { partsOf, rangeOf } from './range.rules.js';

const now = new Date(2026, 10, 23, 12, 30); // a Monday

const written = (date: Date) =>
  `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}${date.getHours() ? ` ${date.getHours()} h` : ''}`;

it.each([
  ['24h', '2026-11-22 13 h', '2026-11-23 13 h', '2026-11-21 13 h', 'HOUR', 24],
  ['7d', '2026-11-17', '2026-11-24', '2026-11-10', 'DAY', 7],
  [undefined, '2026-10-25', '2026-11-24', '2026-9-25', 'DAY', 30],
  ['12m', '2025-11-24', '2026-11-24', '2024-11-24', 'MONTH', 13],
])('%s is from %s up to %s, compared from %s on, by %s', (range, from, to, before, interval, count) => {
  const found = rangeOf({ range }, now);
  expect([written(found.from), written(found.to), written(found.beforeFrom), found.interval]).toEqual([
    from,
    to,
    before,
    interval,
  ]);
  expect(partsOf(found.from, found.to, found.interval)).toHaveLength(count);
});

it('cuts a quarter into weeks from Monday, as many as the quarter before has', () => {
  const { from, to, beforeFrom, interval } = rangeOf({ range: '90d' }, now);
  const parts = partsOf(from, to, interval);
  expect(parts.map((part) => part.getDay())).toEqual(parts.map(() => 1));
  expect(partsOf(beforeFrom, from, interval)).toHaveLength(parts.length);
});

it('takes days from the address, the last one included, and nothing that makes no sense', () => {
  const { from, to, interval } = rangeOf({ from: '2026-03-01', to: '2026-03-02' }, now);
  expect([written(from), written(to), interval]).toEqual(['2026-3-1', '2026-3-3', 'HOUR']);
  expect(rangeOf({ from: '2026-03-02', to: '2026-03-01' }, now)).toEqual(rangeOf({}, now));
  expect(rangeOf({ from: 'x', to: '2026-03-01' }, now)).toEqual(rangeOf({}, now));
  const long = rangeOf({ from: '2000-01-01', to: '2026-01-01' }, now);
  expect(Math.round((+long.to - +long.from) / 86_400_000)).toBe(732);
});
