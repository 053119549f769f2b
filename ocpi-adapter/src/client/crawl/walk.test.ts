import { nextLinkIn } from './link.js';
import type { List, Place } from './list.js';
import { BEGINNING, listDate, placeAt } from './list.js';
import type { PageFacts } from './walk.js';
import { Walk } from './walk.js';

const list: List = {
  url: 'https://partner.example/ocpi/locations',
  limit: 100,
  dateFrom: '2026-11-02T08:00:00Z',
  dateTo: undefined,
};
const FILTER = 'date_from=2026-11-02T08:00:00Z';
const first = placeAt(list, 0);
const facts = (more: Partial<PageFacts> & { to?: string } = {}): PageFacts => {
  const { to, ...rest } = more;
  const link = nextLinkIn(to === undefined ? undefined : `<${to}>; rel="next"`, first.url);
  return { count: 100, total: 250, limit: 100, link, mark: undefined, ...rest };
};
/** Where it goes from a page: the query of the next one, or how it ends. */
const from = (place: Place, page: PageFacts, walk = new Walk(list)): string => {
  const next = walk.next(place, page);
  if (next.kind === 'end') return next.isComplete ? 'end' : 'end, incomplete';
  return next.place.url.replace(list.url, '') + ` at ${next.place.offset}`;
};
const computed = `?${FILTER}&offset=100&limit=100 at 100`;

it('TRN-035 asks for pages with filters, offset and limit, and keeps what the endpoint asks for itself', () => {
  expect(first.url).toBe(`${list.url}?${FILTER}&offset=0&limit=100`);
  const own = placeAt({ ...list, url: 'https://p.example/l?tenant=a%20b', dateFrom: undefined }, 7);
  expect(own).toEqual({ url: 'https://p.example/l?tenant=a+b&offset=7&limit=100', offset: 7 });
});

it('TRN-036 asks a little earlier rather than a little later', () => {
  expect(listDate('2026-11-02T08:00:00.987Z')).toBe('2026-11-02T08:00:00Z');
  expect(BEGINNING).toBe('1970-01-01T00:00:00Z');
});

describe('TRN-050 follows the link', () => {
  it.each([
    [`${list.url}?offset=100&limit=100&${FILTER}`],
    [`${list.url}/?offset=100&limit=50&date_from=2026-11-02T08:00:00.000Z`],
    [`?${FILTER}&offset=100`],
    [`${list.url}?cursor=abc`],
    [`https://partner.example/elsewhere/page/2?${FILTER}`],
  ])('%s', (to) => {
    const next = new Walk(list).next(first, facts({ to }));
    expect(next).toEqual({ kind: 'page', place: { url: new URL(to, first.url).href, offset: 100 } });
  });

  it('also of servers that count on by what was asked for and give less', () => {
    expect(from(first, facts({ count: 80, to: `?${FILTER}&offset=100` }))).toMatch(/at 100$/);
  });
});

describe('AMB-009 computes the next page where the link makes no sense', () => {
  it.each([
    ['another scheme', `http://partner.example/ocpi/locations?offset=100&${FILTER}`],
    ['another host', `https://10.0.0.7/ocpi/locations?offset=100&${FILTER}`],
    ['another port', `https://partner.example:8080/ocpi/locations?offset=100&${FILTER}`],
    ['a user in it', `https://me:pw@partner.example/ocpi/locations?offset=100&${FILTER}`],
    ['the offset of this very page', `?offset=0&${FILTER}`],
    ['a negative offset', `?offset=-100&${FILTER}`],
    ['an offset that is no number', `?offset=NaN&${FILTER}`],
    ['an offset beyond the next page', `?offset=200&${FILTER}`],
    ['limit 0', `?offset=100&limit=0&${FILTER}`],
    ['a limit that is no number', `?offset=100&limit=undefined&${FILTER}`],
    ['TRN-043 the filter left out', '?offset=100&limit=100'],
    ['another date', '?offset=100&date_from=2026-11-03T08:00:00Z'],
    ['a date that cannot be read', '?offset=100&date_from=yesterday'],
    ['a filter of its own', `?offset=100&${FILTER}&date_to=2026-11-03T08:00:00Z`],
    ['neither offset nor cursor', `?limit=100&${FILTER}`],
  ])('%s', (_, to) => {
    expect(from(first, facts({ to }))).toBe(computed);
  });

  it('by the objects that came, when fewer came than were asked for and nobody says why', () => {
    const page = facts({ count: 50, limit: undefined, to: `?offset=100&${FILTER}` });
    expect(from(first, page)).toBe(`?${FILTER}&offset=50&limit=100 at 50`);
  });

  it('also when it cannot be read at all', () => {
    expect(from(first, facts({ link: { kind: 'unreadable' } }))).toBe(computed);
  });

  it('or is missing while the partner counts more objects', () => {
    expect(from(first, facts())).toBe(computed);
  });
});

describe('TRN-050 ends', () => {
  it('where there is no link', () => {
    expect(from(placeAt(list, 200), facts({ count: 50 }))).toBe('end');
    expect(from(first, facts({ total: undefined, limit: undefined }))).toBe('end');
  });

  it('at an empty page, whatever link it has', () => {
    expect(from(placeAt(list, 300), facts({ count: 0, to: `?offset=400&${FILTER}` }))).toBe('end');
    expect(from(placeAt(list, 200), facts({ count: 0 }))).toBe('end, incomplete');
  });

  it('where a link was followed before', () => {
    const walk = new Walk(list);
    expect(from(first, facts({ to: '?cursor=a' }), walk)).toBe('?cursor=a at 100');
    expect(from({ url: `${list.url}?cursor=a`, offset: 100 }, facts({ to: '?cursor=b' }), walk)).toBe(
      '?cursor=b at 200',
    );
    const round = facts({ total: 900, to: '?cursor=a' });
    expect(from({ url: `${list.url}?cursor=b`, offset: 200 }, round, walk)).toBe('end, incomplete');
  });

  it('where the same objects come again', () => {
    const walk = new Walk(list);
    const page = facts({ mark: 'NL/ALF/LOC1', total: 900, to: undefined });
    expect(from(first, page, walk)).toBe(computed);
    expect(from(placeAt(list, 100), page, walk)).toBe('end, incomplete');
  });
});

describe('TRN-047 a list that shrinks', () => {
  /** From page to page of lists that have so many objects when they are asked. */
  const offsets = (totals: number[], resumedAt?: { offset: number; total: number }) => {
    const walk = new Walk(list, resumedAt?.total);
    const asked: number[] = [];
    let place = placeAt(list, resumedAt?.offset ?? 0);
    for (const total of totals) {
      asked.push(place.offset);
      const count = Math.max(0, Math.min(100, total - place.offset));
      const more = place.offset + count < total;
      const to = more ? placeAt(list, place.offset + count).url : undefined;
      const next = walk.next(place, facts({ count, total, ...(to && { to }) }));
      if (next.kind === 'end') return [...asked, next.isComplete ? 'end' : 'cut'];
      place = next.place;
    }
    return asked;
  };

  it('is asked for the page before again, one earlier', () => {
    expect(offsets([250, 249, 249, 249, 249])).toEqual([0, 100, 0, 100, 200, 'end']);
    expect(offsets([350, 350, 348, 348, 348, 348])).toEqual([0, 100, 200, 99, 199, 299, 'end']);
  });

  it('is asked for earlier still when more vanished than a page holds', () => {
    expect(offsets([900, 900, 900, 750])).toEqual([0, 100, 200, 300]);
    expect(offsets([900, 900, 900, 750, 750])).toEqual([0, 100, 200, 300, 150]);
  });

  it('also when it shrinks to nothing', () => {
    expect(offsets([250, 0, 0])).toEqual([0, 100, 0, 'end']);
    expect(offsets([150, 100, 100])).toEqual([0, 100, 0, 'end']);
  });

  it('is just read on when it grows', () => {
    expect(offsets([250, 300, 300])).toEqual([0, 100, 200, 'end']);
  });

  it('holds nobody up by a total that goes up and down', () => {
    expect(offsets([250, 249, 250, 249, 250, 249])).toEqual([0, 100, 0, 100, 200, 'end']);
  });

  it('is noticed also between two runs', () => {
    expect(offsets([249, 249, 249], { offset: 200, total: 250 })).toEqual([200, 99, 199, 'end']);
  });

  it('cannot be stepped back in by cursors', () => {
    const walk = new Walk(list);
    walk.next(first, facts({ to: '?cursor=a' }));
    expect(from({ url: `${list.url}?cursor=a`, offset: 100 }, facts({ total: 200, count: 100 }), walk)).toBe(
      'end',
    );
  });
});
