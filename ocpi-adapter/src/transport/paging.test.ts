import { pageHeaders, windowOf } from './paging.js';
import { Refusal } from './status.js';

const limits = { pageDefault: 100, pageMax: 500 };
const window = (query: string) => windowOf(new URLSearchParams(query), limits);
const url = 'https://hub.example/ocpi/2.3.0/sender/sessions';
const page = (query: string, returned: number, total: number) =>
  pageHeaders({ url, query: new URLSearchParams(query), window: window(query), returned, total });

it('TRN-035, TRN-037 all four parameters may be left out', () => {
  expect(window('')).toEqual({ offset: 0, limit: 100 });
});

it('TRN-036 passes the date window on in one spelling', () => {
  expect(window('date_from=2026-01-01T00:00:00&date_to=2026-02-01T00:00:00.500Z')).toMatchObject({
    dateFrom: '2026-01-01T00:00:00Z',
    dateTo: '2026-02-01T00:00:00.5Z',
  });
});

it('AMB-023 reads a date without its zeros', () => {
  expect(window('date_from=1970-1-1T00:00:00Z').dateFrom).toBe('1970-01-01T00:00:00Z');
});

describe('TRN-049 what cannot be read is refused by name', () => {
  it.each([
    ['offset', '-1'],
    ['offset', '1.5'],
    ['offset', 'abc'],
    ['offset', ''],
    ['offset', '2147483648'],
    ['limit', '0'],
    ['limit', '-5'],
    ['limit', '99999999999'],
    ['date_from', 'yesterday'],
    ['date_from', '2026-02-30T00:00:00Z'],
    ['date_to', '2026-01-01T00:00:00+02:00'],
    ['date_to', ''],
  ])('%s=%s', (name, value) => {
    const read = () => windowOf(new URLSearchParams({ [name]: value }), limits);
    expect(read).toThrow(Refusal);
    expect(read).toThrow(new RegExp(`^${name} `));
  });
});

it('TRN-045 X-Limit is what the client asked for, and the maximum when it asked for more', () => {
  expect(page('limit=20', 20, 100)['X-Limit']).toBe('20');
  expect(page('limit=2000', 500, 1000)['X-Limit']).toBe('500');
  expect(page('', 3, 3)['X-Limit']).toBe('100');
});

it('TRN-046 total and limit are on the empty and the last page too', () => {
  expect(page('', 0, 0)).toEqual({ 'X-Total-Count': '0', 'X-Limit': '100' });
  expect(page('offset=100', 5, 105)).toEqual({ 'X-Total-Count': '105', 'X-Limit': '100' });
});

it('TRN-042, TRN-043 links to the next page with every filter and the effective limit', () => {
  const query = 'date_from=2026-01-01T00:00:00Z&limit=2000&offset=500&custom=a%20b';
  expect(page(query, 500, 2000)['Link']).toBe(
    `<${url}?offset=1000&limit=500&date_from=2026-01-01T00:00:00Z&custom=a+b>; rel="next"`,
  );
});

it('TRN-042 the last page has no link, also when it is exactly full', () => {
  expect(page('limit=50&offset=50', 50, 100)['Link']).toBeUndefined();
});

it('TRN-050 an empty page ends the crawl whatever the total says', () => {
  expect(page('offset=200', 0, 1000)['Link']).toBeUndefined();
});

describe('a list that the graph pages by cursor', () => {
  const link = (query: string, returned: number, total: number, next: string | null) =>
    pageHeaders({ url, query: new URLSearchParams(query), window: window(query), returned, total, next })[
      'Link'
    ];

  it('TRN-043 links with offset, limit, every filter, and one cursor', () => {
    const query = 'cursor=old&date_from=2026-01-01T00:00:00Z&offset=500&limit=2000';
    expect(link(query, 500, 2000, '77.1000.sum')).toBe(
      `<${url}?offset=1000&limit=500&date_from=2026-01-01T00:00:00Z&cursor=77.1000.sum>; rel="next"`,
    );
    expect(window(query)).toMatchObject({ offset: 500, after: 'old' });
  });

  it('TRN-042 the cursor says which page is the last one, not a total that was counted earlier', () => {
    expect(link('limit=50', 50, 50, '77.50.sum')).toContain('offset=50');
    expect(link('limit=50', 50, 100, null)).toBeUndefined();
  });
});
