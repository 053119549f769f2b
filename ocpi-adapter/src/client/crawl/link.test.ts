import { nextLinkIn } from './link.js';

const page = 'https://partner.example/ocpi/locations?offset=0&limit=100';
const read = (header: string | undefined) => {
  const link = nextLinkIn(header, page);
  return link.kind === 'url' ? link.url.href : link.kind;
};
const next = 'https://partner.example/ocpi/locations?offset=100&limit=100';

it.each([
  [`<${next}>; rel="next"`],
  [`<${next}>;rel=next`],
  [`<${next}>; Rel='NEXT'`],
  [`<${next}>; title="a, b"; rel="last next"`],
  [`<https://partner.example/first>; rel="first", <${next}>; rel="next"`],
  [`< ${next} >; rel="next"`],
])('TRN-042 finds the next page in %s', (header) => {
  expect(read(header)).toBe(next);
});

it.each([
  ['<?offset=100&limit=100>; rel="next"', next],
  ['<locations?offset=100&limit=100>; rel="next"', next],
  ['</ocpi/locations?offset=100&limit=100>; rel="next"', next],
  ['<//other.example/x>; rel="next"', 'https://other.example/x'],
])('AMB-009 resolves the relative %s', (header, url) => {
  expect(read(header)).toBe(url);
});

it.each([[undefined], [''], [`<${next}>; rel="prev"`], [`<${next}>`], ['nonsense'], ['rel']])(
  'AMB-009 takes no link for the last page: %s',
  (header) => {
    expect(read(header)).toBe('none');
  },
);

it.each([['<http://[>; rel="next"'], ['<>; rel="next"'], [`${next}; rel="next"`]])(
  'knows that there is a next page, but not where: %s',
  (header) => {
    expect(read(header)).toBe('unreadable');
  },
);
