import { crawlRows, endsOf, requireComplete } from './crawl.rules.js';

describe('the ends of a crawl', () => {
  it('are its first and last hundred pages', () => {
    const pages = [
      ...Array<number>(100).fill(2),
      ...Array<number>(300).fill(50),
      ...Array<number>(100).fill(3),
    ];
    expect(endsOf(pages, [9, ...Array<number>(100).fill(2.5)])).toEqual({
      pages: 100,
      first_ms: 2,
      last_ms: 3,
      again_ms: 2.5,
    });
  });

  it('do not overlap in a short one', () => {
    expect(endsOf([1, 2, 3, 4, 9], [3, 4])).toEqual({ pages: 2, first_ms: 1.5, last_ms: 6.5, again_ms: 3.5 });
  });

  it('make one ratio of each crawl, beside what was asked before and what was asked in turns', () => {
    const crawls = [1, 4, 2].map((last_ms) => ({ pages: 100, first_ms: 2, last_ms, again_ms: last_ms }));
    expect(crawlRows(crawls)).toMatchObject([
      { ratio: { median: 1, low: 0.5, high: 2 }, value: { hub: 2, floor: 2 } },
      { ratio: { median: 1, low: 1, high: 1 }, value: { hub: 2, floor: 2 } },
    ]);
  });
});

describe('TRN-039 a crawl is complete', () => {
  const seen = (refs: string[], twice: string[] = []) => ({ refs, twice, lastAskedAt: 10_000 });
  const created = (at: number) => [{ ref: 'new', at }];

  it('when everything there before came once, and what was new in time', () => {
    expect(() => requireComplete(seen(['a', 'b', 'new']), ['b', 'a'], created(5000))).not.toThrow();
    expect(() => requireComplete(seen(['a', 'b']), ['b', 'a'], created(9950))).not.toThrow();
  });

  it.each([
    [seen(['a', 'b'], ['b']), 5000, '1 Locations came twice, for example b.'],
    [seen(['b', 'new']), 5000, '1 of 2 Locations are lost, for example a.'],
    [seen(['a', 'b']), 5000, '1 new Locations are lost, for example new.'],
    [seen(['a', 'b', 'new', 'x']), 5000, "1 Locations are nobody's, for example x."],
  ])('and not otherwise: %#', (crawled, at, sentence) => {
    expect(() => requireComplete(crawled, ['a', 'b'], created(at))).toThrow(sentence);
  });
});
