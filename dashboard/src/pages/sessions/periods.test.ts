/** Charging periods as rows: where each ends, and at which power. */
import { periodRows } from './periods.rules.js';

const period = (startDateTime: string, ...dimensions: [string, number][]) => ({
  startDateTime,
  dimensions: dimensions.map(([type, volume]) => ({ type, volume })),
});

it('CDR-031 ends a period where the next one begins, the last one with the charge', () => {
  const rows = periodRows(
    [
      period('2026-11-02T09:00:00Z', ['PARKING_TIME', 0.5]),
      period('2026-11-02T08:00:00Z', ['ENERGY', 5.5], ['TIME', 1]),
    ],
    '2026-11-02T09:30:00Z',
  );
  expect(rows).toMatchObject([
    { from: '2026-11-02T08:00:00Z', to: '2026-11-02T09:00:00Z', kwh: 5.5, power_kw: 5.5, isParking: false },
    { from: '2026-11-02T09:00:00Z', length_ms: 1_800_000, kwh: 0, power_kw: 0, isParking: true },
  ]);
});

it('tells no power of a period that has no length yet', () => {
  const [row] = periodRows([period('2026-11-02T09:00:00Z', ['ENERGY', 1])], '2026-11-02T08:00:00Z');
  expect(row).toMatchObject({ length_ms: 0, power_kw: null, to: '2026-11-02T09:00:00Z' });
});
