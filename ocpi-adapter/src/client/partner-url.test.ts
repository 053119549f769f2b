import { partnerUrl } from './partner-url.js';

it.each([
  ['https://p.example/ocpi/commands', 'https://p.example/ocpi/commands/START_SESSION'],
  ['https://p.example/ocpi/commands/', 'https://p.example/ocpi/commands/START_SESSION'],
  ['https://p.example/ocpi/commands//', 'https://p.example/ocpi/commands/START_SESSION'],
  ['https://p.example', 'https://p.example/START_SESSION'],
  ['https://p.example/ocpi?tenant=7', 'https://p.example/ocpi/START_SESSION?tenant=7'],
])('TRN-103 joins %s and a suffix with exactly one slash', (endpoint, expected) => {
  expect(partnerUrl(endpoint, ['START_SESSION'])).toBe(expected);
});

it('AMB-011 escapes ids, which may hold any printable character', () => {
  expect(partnerUrl('https://p.example/tokens', ['a/b?c#d%', 'authorize'])).toBe(
    'https://p.example/tokens/a%2Fb%3Fc%23d%25/authorize',
  );
});

it('AMB-049 escapes a URL inside the query', () => {
  const url = partnerUrl('https://p.example/cp', ['101'], {
    duration: '900',
    response_url: 'https://h.example/x?y=1',
  });
  expect(url).toBe('https://p.example/cp/101?duration=900&response_url=https%3A%2F%2Fh.example%2Fx%3Fy%3D1');
  expect(new URL(url).searchParams.get('response_url')).toBe('https://h.example/x?y=1');
});
