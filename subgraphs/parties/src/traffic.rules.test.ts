/** Percentiles from counts, and time in parts. */
import { binOf, percentileOf, seriesOf, spanOf } from './traffic.rules.js';

const at = (time: string): Date => new Date(`2026-05-01T${time}Z`);

describe('classes of durations', () => {
  it.each([
    [0, 0],
    [1, 0],
    [1.4, 1],
    [2, 2],
    [4, 4],
    [1000, 20],
    [1e9, 40],
  ])('%p ms is of class %p', (duration, bin) => {
    expect(binOf(duration)).toBe(bin);
  });
});

describe('percentiles', () => {
  it('are null for nothing', () => {
    expect(percentileOf({}, 0.95)).toBeNull();
    expect(percentileOf({ 3: 0 }, 0.95)).toBeNull();
  });

  it('lie within the class in which the share is reached', () => {
    const bins = { [binOf(10)]: 90, [binOf(900)]: 10 };
    expect(percentileOf(bins, 0.5)).toBeGreaterThan(8);
    expect(percentileOf(bins, 0.5)).toBeLessThanOrEqual(11.4);
    expect(percentileOf(bins, 0.95)).toBeGreaterThan(724);
    expect(percentileOf(bins, 0.95)).toBeLessThanOrEqual(1024.1);
  });

  it('are near to those of all durations, however these lie', () => {
    const durations = Array.from({ length: 1000 }, (_, n) => 3 + n * 0.7);
    const bins: Record<string, number> = {};
    for (const duration of durations) bins[binOf(duration)] = (bins[binOf(duration)] ?? 0) + 1;
    for (const share of [0.5, 0.95, 0.99]) {
      const exact = durations[Math.ceil(share * 1000) - 1] ?? 0;
      expect(Math.abs((percentileOf(bins, share) ?? 0) / exact - 1)).toBeLessThan(0.12);
    }
  });
});

describe('time in parts', () => {
  it('is cut into whole minutes of one length', () => {
    expect(spanOf(at('12:00:30'), at('13:00:10'), 30)).toEqual({
      since_ms: at('12:00:00').getTime(),
      until_ms: at('13:03:00').getTime(),
      bucket_ms: 180_000,
      buckets: 21,
    });
    expect(spanOf(at('12:00:00'), at('12:00:01'), 30)).toMatchObject({ bucket_ms: 60_000, buckets: 1 });
  });

  it('is neither empty nor longer than a day, nor in too many parts', () => {
    expect(() => spanOf(at('12:01:00'), at('12:00:00'), 30)).toThrow('since before until');
    expect(() => spanOf(new Date('2026-04-29T00:00:00Z'), at('12:00:00'), 30)).toThrow('24 hours apart');
    expect(() => spanOf(at('12:00:00'), at('13:00:00'), 121)).toThrow('it must be from 1 to 120');
  });

  it('has a part for when nothing happened too', () => {
    const span = spanOf(at('12:00:00'), at('12:03:00'), 3);
    const series = seriesOf(span, [{ bucket: 1, count: 2, failed: 1, bins: { 0: 2 } }]);
    expect(series).toEqual([
      { from: at('12:00:00'), count: 0, failed: 0, p95Ms: null },
      { from: at('12:01:00'), count: 2, failed: 1, p95Ms: 1 },
      { from: at('12:02:00'), count: 0, failed: 0, p95Ms: null },
    ]);
  });
});
