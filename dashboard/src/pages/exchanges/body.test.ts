/** Messages as a reader sees them. */
import { bodyIn, headersOf, pathOf } from './body.rules.js';

describe('the body of a message', () => {
  it('is a document when it is JSON', () => {
    expect(bodyIn('{"id":"1"}')).toEqual({ kind: 'json', value: { id: '1' } });
  });

  it('is shown as it is when it is not', () => {
    expect(bodyIn('<html>')).toEqual({ kind: 'text', text: '<html>' });
  });

  it.each([null, undefined, ''])('is none when it is %p', (text) => {
    expect(bodyIn(text)).toEqual({ kind: 'none' });
  });
});

it('an address is told by its path, also one without a host', () => {
  expect(pathOf('https://a.example/ocpi/2.3.0/sessions?offset=5')).toBe('/ocpi/2.3.0/sessions?offset=5');
  expect(pathOf('/ocpi/versions')).toBe('/ocpi/versions');
  expect(pathOf('http://[')).toBe('http://[');
});

it('headers are in the order of their names', () => {
  expect(headersOf({ b: 'x', a: ['1', '2'] })).toEqual([
    ['a', '1, 2'],
    ['b', 'x'],
  ]);
  expect(headersOf(null)).toEqual([]);
});
