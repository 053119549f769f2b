import { targetOf } from './target.js';

const segments = (url: string) => targetOf(url)?.segments;

it('AMB-010 takes both slash forms for the same place', () => {
  expect(segments('/ocpi/versions/')).toEqual(['ocpi', 'versions']);
  expect(segments('/ocpi/versions')).toEqual(['ocpi', 'versions']);
});

it('AMB-011 splits before decoding and decodes once', () => {
  expect(segments('/ocpi/NL/TNM/A%2FB')).toEqual(['ocpi', 'NL', 'TNM', 'A/B']);
  expect(segments('/ocpi/NL/TNM/A%252FB')).toEqual(['ocpi', 'NL', 'TNM', 'A%2FB']);
  expect(segments('/ocpi/NL/TNM/A*B%3F%23%20C')).toEqual(['ocpi', 'NL', 'TNM', 'A*B?# C']);
});

it('AMB-011 keeps a plus sign, which only means a space in queries', () => {
  expect(segments('/ocpi/NL/TNM/A+B')).toEqual(['ocpi', 'NL', 'TNM', 'A+B']);
});

it('E04 a broken escape names nothing', () => {
  expect(targetOf('/ocpi/%zz')).toBeUndefined();
  expect(targetOf('/ocpi/%ff')).toBeUndefined();
});

it('TRN-103 keeps the query apart, slashes in it included', () => {
  expect(targetOf('/ocpi/x/?type=A/B/')).toEqual({
    segments: ['ocpi', 'x'],
    path: '/ocpi/x',
    query: 'type=A/B/',
  });
});

it('TRN-103 reads the absolute form that proxies send', () => {
  expect(segments('http://hub.example/ocpi/versions?x=1')).toEqual(['ocpi', 'versions']);
  expect(targetOf('*')).toBeUndefined();
});
