import { planPages, type Rooms } from './page-plan.rules.js';

const rooms: Rooms = { first: 100, next: 200, tableHead: 20, carry: 10 };

/** What a plan uses of each page, by the rules in words. */
const used = (heights: number[], lines: number, plan = planPages(heights, lines, rooms)): number[] =>
  plan.map(({ from, to }, page) => {
    const sum = heights.slice(from, to).reduce((a, b) => a + b, 0);
    const head = from < lines ? rooms.tableHead : 0;
    const brought = page > 0 && from < lines ? rooms.carry : 0;
    const carried = to < lines ? rooms.carry : 0;
    return sum + head + brought + carried;
  });

describe('the plan of pages', () => {
  it('has one page for nothing at all', () => {
    expect(planPages([], 0, rooms)).toEqual([{ from: 0, to: 0 }]);
  });

  it('fills the first page to the last point and no further', () => {
    expect(planPages([40, 40], 2, rooms)).toEqual([{ from: 0, to: 2 }]);
    expect(planPages([40, 41], 2, rooms)).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ]);
  });

  it('leaves room to carry the sum forward where lines go on', () => {
    // 20 head + 70 + 10 carried forward is exactly the first page.
    expect(planPages([70, 5, 5], 3, rooms)[0]).toEqual({ from: 0, to: 1 });
    // The same with totals after the line: nothing is carried, so they fit.
    expect(planPages([70, 5, 5], 1, rooms)[0]).toEqual({ from: 0, to: 3 });
  });

  it('gives what is too high for any page a page of its own', () => {
    expect(planPages([10, 500, 10], 0, rooms)).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
      { from: 2, to: 3 },
    ]);
  });

  it('puts every piece on exactly one page, in order, and never overfills one', () => {
    // A small generator with a fixed seed: the same documents on every run.
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let run = 0; run < 300; run += 1) {
      const heights = Array.from({ length: next(80) }, () => 8 + next(50));
      const lines = next(heights.length + 1);
      const plan = planPages(heights, lines, rooms);
      expect(plan.flatMap(({ from, to }) => heights.slice(from, to))).toEqual(heights);
      expect(plan.every(({ from }, page) => from === (plan[page - 1]?.to ?? 0))).toBe(true);
      for (const [page, height] of used(heights, lines, plan).entries())
        expect(height).toBeLessThanOrEqual(page === 0 ? rooms.first : rooms.next);
    }
  });
});
