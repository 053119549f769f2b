import { styled, tableOf } from './styled.js';

const KEEP = { trailingSlash: 'KEEP', overlongTexts: 'KEEP' } as const;
const joined = { module: 'locations', path: ['NL', 'TNM', 'LOC1'] };
const url = 'https://partner.example/ocpi/locations/NL/TNM/LOC1?x=1';
const body = JSON.stringify({ id: 'LOC1', name: 'n'.repeat(300), kwh: 0.4 });

describe('TRN-103 AMB-010 a request as one partner wants it', () => {
  it('is unchanged without quirks', () => {
    expect(styled({ url, body, joined }, KEEP)).toEqual({ url, body, note: undefined });
  });

  it('ends its URL with a slash or without one, and never touches the query', () => {
    const always = styled({ url, body: undefined, joined }, { ...KEEP, trailingSlash: 'ALWAYS' });
    expect(always).toEqual({
      url: 'https://partner.example/ocpi/locations/NL/TNM/LOC1/?x=1',
      body: undefined,
      note: 'As this partner wants it, the URL ends with a slash.',
    });
    const never = styled({ url: always.url, body: undefined, joined }, { ...KEEP, trailingSlash: 'NEVER' });
    expect(never).toEqual({
      url,
      body: undefined,
      note: 'As this partner wants it, the URL ends without a slash.',
    });
    expect(
      styled({ url, body: undefined, joined }, { ...KEEP, trailingSlash: 'NEVER' }).note,
    ).toBeUndefined();
    const root = { url: 'https://partner.example/', body: undefined, joined };
    expect(styled(root, { ...KEEP, trailingSlash: 'NEVER' }).url).toBe('https://partner.example/');
  });

  it('leaves URLs alone that the partner gave out itself', () => {
    const given = { url, body, joined: undefined };
    expect(styled(given, { trailingSlash: 'ALWAYS', overlongTexts: 'TRUNCATE' })).toEqual({
      url,
      body,
      note: undefined,
    });
  });

  it('TYPE-011 cuts texts only for who wants it, and says which', () => {
    const cut = styled({ url, body, joined }, { ...KEEP, overlongTexts: 'TRUNCATE' });
    expect(JSON.parse(cut.body ?? '')).toEqual({ id: 'LOC1', name: 'n'.repeat(255), kwh: 0.4 });
    expect(cut.note).toBe('As this partner wants it, texts are cut to the length OCPI allows: /name.');
    // A body in which nothing is too long stays the text it was, digits and all (RTE-061).
    const fine = '{ "id": "LOC1", "kwh": 0.40 }';
    expect(styled({ url, body: fine, joined }, { ...KEEP, overlongTexts: 'TRUNCATE' }).body).toBe(fine);
  });

  it('knows what a body is by its path', () => {
    const at = (module: string, ...path: string[]) => tableOf({ module, path })?.name;
    expect(at('locations', 'NL', 'TNM', 'L')).toBe('Location');
    expect(at('locations', 'NL', 'TNM', 'L', 'E')).toBe('EVSE');
    expect(at('locations', 'NL', 'TNM', 'L', 'E', '1')).toBe('Connector');
    expect(at('tokens', 'uid', 'authorize')).toBe('LocationReferences');
    expect(at('sessions', 'id', 'charging_preferences')).toBe('ChargingPreferences');
    expect(at('commands', 'START_SESSION')).toBe('StartSession');
    expect(at('Commands', 'start_session')).toBe('StartSession');
    expect(at('payments')).toBeUndefined();
  });
});
