import { gridOf, recentShare, toneOf, type Cell } from './grid.rules.js';

const cell = (party: string, module: string | null, difference: Partial<Cell> = {}): Cell => ({
  party,
  platformId: `platform of ${party}`,
  module,
  count: 10,
  failed: 0,
  p50_ms: 10,
  p95_ms: 30,
  ...difference,
});

it('has a row for each party and a column for each module, in the order of a charge', () => {
  const grid = gridOf([cell('A', null), cell('A', 'cdrs'), cell('B', 'locations'), cell('A', 'zzz')]);
  expect(grid.modules).toEqual(['locations', 'cdrs', 'zzz', null]);
  expect(grid.rows.map(({ party, cells }) => [party, cells.map((one) => one?.count)])).toEqual([
    ['A', [undefined, 10, 10, 10]],
    ['B', [10, undefined, undefined, undefined]],
  ]);
});

it('puts both directions together, with the times of the slower one', () => {
  const [row] = gridOf([
    cell('A', 'cdrs'),
    cell('A', 'cdrs', { count: 2, failed: 1, p50_ms: 5, p95_ms: 90 }),
  ]).rows;
  expect(row?.cells).toEqual([cell('A', 'cdrs', { count: 12, failed: 1, p95_ms: 90 })]);
});

it('gives what names no party to the party of its platform, if that is only one', () => {
  const nameless = { ...cell('A', 'versions'), party: null };
  const rows = (cells: Cell[]) => gridOf(cells).rows.map(({ party }) => party);
  expect(rows([cell('A', 'cdrs'), nameless])).toEqual(['A']);
  expect(
    rows([cell('A', 'cdrs'), { ...cell('B', 'cdrs'), platformId: nameless.platformId }, nameless]),
  ).toContain(null);
});

it('puts those first who need somebody', () => {
  const rows = gridOf([
    cell('A', 'cdrs', { count: 99 }),
    cell('B', 'cdrs', { failed: 1 }),
    cell('C', 'cdrs', { failed: 9 }),
  ]).rows;
  expect(rows.map(({ party, tone }) => [party, tone])).toEqual([
    ['C', 'alarm'],
    ['B', 'impaired'],
    ['A', 'free'],
  ]);
});

it('calls slow what is slow, though nothing failed', () => {
  expect([toneOf(cell('A', 'cdrs', { p95_ms: 2000 })), toneOf(cell('A', 'cdrs'))]).toEqual([
    'impaired',
    'free',
  ]);
});

it('takes the share of failures from the last parts only, and from none when there were too few', () => {
  const series = [
    { count: 100, failed: 100 },
    { count: 5, failed: 1 },
    { count: 5, failed: 0 },
  ];
  expect([recentShare(series, 2), recentShare(series, 1)]).toEqual([0.1, null]);
});
