import {
  credentialsIn,
  endpointsIn,
  nameIn,
  partnerTokenIn,
  reasonIn,
  versionsUrlIn,
} from './credentials.rules.js';

describe('what partners and operators give us', () => {
  it('names a platform with what can be printed', () => {
    expect(nameIn('  Größe & Söhne 充電 ')).toBe('Größe & Söhne 充電');
    for (const bad of ['', '   ', 'two\nlines', 'nul\u0000', 'x'.repeat(101)])
      expect(() => nameIn(bad)).toThrow('1 to 100 printable characters');
  });

  it('VER-001 takes absolute http and https URLs as versions URLs', () => {
    expect(versionsUrlIn(' https://partner.example.com/ocpi/versions ')).toBe(
      'https://partner.example.com/ocpi/versions',
    );
    expect(versionsUrlIn('http://localhost:4100/versions')).toBe('http://localhost:4100/versions');
    for (const bad of [
      '',
      'partner.example.com',
      '/ocpi/versions',
      'ftp://x/y',
      'https://',
      'https://a b/c',
      'javascript:alert(1)',
    ])
      expect(() => versionsUrlIn(bad)).toThrow('is no versions URL; give the absolute https URL');
  });

  it('CRED-020 takes printable ASCII without white space as a token', () => {
    expect(partnerTokenIn(' ebf3b399-779f-4497-9b9d-ac6ad3cc44d2\n')).toBe(
      'ebf3b399-779f-4497-9b9d-ac6ad3cc44d2',
    );
    for (const bad of ['', 'two words', 'café', 'x'.repeat(256)])
      expect(() => partnerTokenIn(bad)).toThrow('printable ASCII without white space');
  });

  it('CRED-001 refuses a role that is listed twice, whatever its case, and says where', () => {
    const role = { role: 'CPO', country_code: 'NL', party_id: 'TNM', business_details: { name: 'x' } };
    const document = {
      token: 'abc',
      url: 'https://x.example/versions',
      roles: [role, { ...role, party_id: 'tnm' }],
    };
    expect(() => credentialsIn(document)).toThrow('may be listed once');
    expect(() => credentialsIn({ ...document, roles: [] })).toThrow('Correct it and send it again.');
    expect(credentialsIn({ ...document, roles: [role, { ...role, role: 'EMSP' }] })).toMatchObject({
      token: 'abc',
    });
  });

  it('VER-018 keeps the first of endpoints that name the same module and side', () => {
    const at = (identifier: string, role: 'SENDER' | 'RECEIVER', url: string) => ({ identifier, role, url });
    expect(
      endpointsIn([at('cdrs', 'SENDER', 'a'), at('CDRs', 'SENDER', 'b'), at('cdrs', 'RECEIVER', 'c')]),
    ).toEqual([at('cdrs', 'SENDER', 'a'), at('cdrs', 'RECEIVER', 'c')]);
  });

  it('bounds the reason of a failure', () => {
    expect(reasonIn(' It was away. ')).toBe('It was away.');
    expect(reasonIn('')).toBe('No reason was given.');
    expect(reasonIn('x'.repeat(5000))).toHaveLength(1000);
  });
});
