import { slashRedirect } from './redirect.js';

const asked = 'https://partner.example/ocpi/locations?offset=0&limit=100';
const to = (location: string, http = 307) => slashRedirect(asked, { http, headers: { location } });
const slashed = 'https://partner.example/ocpi/locations/?offset=0&limit=100';

describe('TRN-103 a redirect is followed when only the slash at the end differs', () => {
  it.each([
    ['/ocpi/locations/'],
    ['https://partner.example/ocpi/locations/'],
    ['locations/?offset=0&limit=100'],
    ['https://partner.example:443/ocpi/locations/?offset=7'],
  ])('%s', (location) => {
    expect(to(location)).toBe(slashed);
  });

  it.each([301, 302, 307, 308])('HTTP %d', (http) => {
    expect(to('/ocpi/locations/', http)).toBe(slashed);
  });

  it('and also when the slash is taken away', () => {
    expect(slashRedirect(slashed, { http: 308, headers: { location: '/ocpi/locations' } })).toBe(asked);
  });
});

describe('HUB-092, CRED-036 any other redirect is not', () => {
  it.each([
    ['http://partner.example/ocpi/locations/'],
    ['https://other.example/ocpi/locations/'],
    ['https://partner.example:8443/ocpi/locations/'],
    ['//169.254.169.254/ocpi/locations/'],
    ['/ocpi/locations'],
    ['/login'],
    ['/ocpi/locations/page/'],
    ['http://['],
  ])('%s', (location) => {
    expect(to(location)).toBeUndefined();
  });

  it('nor what is no redirect', () => {
    expect(to('/ocpi/locations/', 200)).toBeUndefined();
    expect(slashRedirect(asked, { http: 307, headers: {} })).toBeUndefined();
  });
});
