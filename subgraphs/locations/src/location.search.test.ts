import type { LocationFilter } from './location.inputs.js';
import { searchOf } from './location.search.js';

const none = new Map<string, number>();
const textOf = (filter: Partial<LocationFilter>, shares = none) => {
  const { where, by } = searchOf(filter, shares);
  return { by, where: where.map((condition) => condition.toQuery().text) };
};

describe('a search', () => {
  it('walks the list when there is nothing to search for, or an index in its order', () => {
    expect(searchOf(null, none)).toEqual({ where: [], by: 'walk' });
    expect(textOf({ cpo: 'NL/TNM', country: 'nld', city: 'Gouda' })).toEqual({
      by: 'walk',
      where: ['t.owner = $1', 't.country = $1', 't.city = $1'],
    });
    expect(textOf({ text: ' ?! ' })).toEqual({ by: 'walk', where: [] });
  });

  it('goes through one index, and checks the rest on what that finds', () => {
    const { by, where } = textOf({
      box: { south: 0, west: 0, north: 1, east: 1 },
      status: 'AVAILABLE',
      cpo: 'NL/TNM',
    });
    expect(by).toBe('search');
    expect(where).toEqual([
      expect.stringMatching(/^\(point.* <@ box/),
      '(t.statuses @> $1::text[]) is true',
      '(t.owner = $1) is true',
    ]);
  });

  it('goes by rare words before all, and by frequent ones last of all', () => {
    const shares = new Map([
      ['street', 0.4],
      ['strand', 0.001],
      ['charging', 0.9],
    ]);
    const search = (text: string, more: Partial<LocationFilter> = {}) =>
      searchOf({ text, ...more }, shares).where.map((condition) => condition.toQuery());
    expect(search('Street 12', { status: 'AVAILABLE' })).toEqual([
      { text: 't.search @@ $1::tsquery', values: [`'12':*`] },
      { text: '(t.statuses @> $1::text[]) is true', values: [['AVAILABLE']] },
      { text: '(t.search @@ $1::tsquery) is true', values: [`'street':*`] },
    ]);
    // A beginning is as frequent as the words it begins.
    expect(search('str')).toEqual([{ text: 't.search @@ $1::tsquery', values: [`'str':*`] }]);
    expect(search('stran')).toEqual([{ text: 't.search @@ $1::tsquery', values: [`'stran':*`] }]);
    expect(search('str', { status: 'AVAILABLE' })[0]).toMatchObject({ values: [['AVAILABLE']] });
  });
});
