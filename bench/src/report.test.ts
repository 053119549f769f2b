import { median, percentile, rowsOf, type Round } from './report.rules.js';
import { ratioText, tableOf } from './table.js';

describe('the arithmetic', () => {
  it('takes the middle, or the middle of the two middle ones', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('takes a percentile from the values that occurred', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([0.5, 0.99, 1].map((part) => percentile(hundred, part))).toEqual([50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

const round = (done: number, cpu_us?: number, database_us?: number): Round => ({
  done,
  elapsed_ms: 1000,
  cpu_us,
  database_us,
});

describe('a row of a rate', () => {
  it('divides neighbours in time and takes the median, so that a slow minute of both sides changes nothing', () => {
    const hub = { name: 'hub', rounds: [round(50), round(10), round(60)] };
    const floor = { name: 'floor', rounds: [round(100), round(20), round(100)] };
    const [row] = rowsOf('puts', hub, [floor]);
    expect(row).toMatchObject({
      measure: 'puts',
      beside: 'floor',
      unit: '/s',
      ratio: { median: 0.5, low: 0.5, high: 0.6 },
      value: { hub: 50, floor: 100 },
    });
  });

  it('counts CPU per request, the database’s with it, and none where the system does not tell', () => {
    const hub = { name: 'hub', rounds: [round(10, 1000, 500)] };
    const [row] = rowsOf('puts', hub, [{ name: 'floor', rounds: [round(10, 250, 500)] }]);
    expect(row).toMatchObject({
      cpuRatio: 2,
      cpu_us: { hub: 100, floor: 25 },
      database_us: { hub: 50, floor: 50 },
    });
    const [untold] = rowsOf('puts', hub, [{ name: 'floor', rounds: [round(10)] }]);
    expect(untold).toMatchObject({ cpuRatio: undefined, cpu_us: undefined });
  });

  it('stands beside each of several floors', () => {
    const side = (name: string) => ({ name, rounds: [round(1)] });
    const rows = rowsOf('query', side('hub'), [side('one'), side('two')]);
    expect(rows.map(({ beside }) => beside)).toEqual(['one', 'two']);
  });
});

it('gives a time two rows, over all rounds together', () => {
  const times = (...latencies_ms: number[]): Round => ({
    done: latencies_ms.length,
    elapsed_ms: 1,
    latencies_ms,
  });
  const hub = { name: 'hub', rounds: [times(2, 4), times(2, 8)] };
  const rows = rowsOf('live', hub, [{ name: 'echo', rounds: [times(1, 2), times(1, 2)] }]);
  expect(rows).toMatchObject([
    {
      measure: 'live p50',
      unit: 'ms',
      value: { hub: 2, floor: 1 },
      ratio: { median: 2 },
      cpuRatio: undefined,
    },
    { measure: 'live p99', unit: 'ms', value: { hub: 8, floor: 2 }, ratio: { low: 2, median: 3, high: 4 } },
  ]);
});

describe('the table', () => {
  it('shows two digits of a ratio that count', () => {
    expect([0.123, 0.996, 1.74, 12.4, 340, Infinity].map(ratioText)).toEqual([
      '0.12',
      '1.00',
      '1.7',
      '12',
      '340',
      '–',
    ]);
  });

  it('puts ratios first and absolute figures after them, in columns that styles do not move', () => {
    const rows = rowsOf('puts', { name: 'hub', rounds: [round(50, 5000, 1000)] }, [
      { name: 'a loop', rounds: [round(100, 3000)] },
    ]);
    expect(`\n${tableOf(rows)}\n`).toBe(`
measure  beside  ratio     rounds  CPU ratio   hub  floor      CPU hub  CPU floor
puts     a loop   0.50  0.50–0.50        4.0  50/s  100/s  100 + 20 µs      30 µs
`);
    const styled = tableOf(rows, { strong: (text) => `<b>${text}</b>`, small: (text) => `<s>${text}</s>` });
    expect(styled.replaceAll(/<\/?[bs]>/g, '')).toBe(tableOf(rows));
  });
});
