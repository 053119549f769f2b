import fc from 'fast-check';
import { Mask, masked } from './masking.rules.js';

const text = (document: unknown) => JSON.stringify(document);
const body = (module: string, document: unknown, isJson = true) =>
  new Mask(module).body(text(document), isJson) ?? 'nothing';
const path = (module: string, url: string, method = 'PUT') => new Mask(module).url(url, method);

describe('HUB-034 what a record may not show', () => {
  it('keeps the first and last two characters of what is long enough to be told apart', () => {
    expect(['012345678', '01234567', '0123456', '', 'x'].map(masked)).toEqual([
      '01***78',
      '01***67',
      '***',
      '***',
      '***',
    ]);
  });

  it('hides who charged in sessions, CDRs, tokens and commands', () => {
    const token = { uid: '012345678', contract_id: 'DE-EMP-C12345-X', type: 'RFID' };
    const shown = { uid: '01***78', contract_id: 'DE***-X', type: 'RFID' };
    expect(body('sessions', { id: '1', cdr_token: token })).toBe(text({ id: '1', cdr_token: shown }));
    expect(
      body('commands', { token: { ...token, visual_number: 'DF000-2001-8999-1', group_id: 'G1' } }),
    ).toBe(text({ token: { ...shown, visual_number: 'DF***-1', group_id: '***' } }));
    expect(body('tokens', { data: [token, token] })).toBe(text({ data: [shown, shown] }));
    expect(
      body('cdrs', {
        signed_data: { signed_values: [{ nature: 'Start', plain_data: 'OCMF|{"ID":"0123"}' }] },
      }),
    ).toBe(text({ signed_data: { signed_values: [{ nature: 'Start', plain_data: '***' }] } }));
  });

  it('hides credentials and callback secrets whole', () => {
    const secret = 'aVeryLongSecretThatNobodyShouldSee';
    expect(body('credentials', { token: secret, url: 'https://a.example' })).toBe(
      text({ token: '***', url: 'https://a.example' }),
    );
    expect(body('commands', { response_url: `https://a.example/x/${secret}?y=1` })).toBe(
      text({ response_url: 'https://a.example/***' }),
    );
    expect(body('commands', { response_url: secret })).toBe(text({ response_url: '***' }));
  });

  it('leaves an EVSE its uid, because locations hold nobody', () => {
    const location = { evses: [{ uid: '3256-long-enough', connectors: [] }] };
    expect(body('locations', location)).toBe(text(location));
    expect(body('locations', location, false)).toBe(text(location));
  });

  it('finds fields in any spelling, with odd values, and behind escapes', () => {
    expect(body('tokens', { contractId: 'DE-EMP-C12345-X', UID: 123456789 })).toBe(
      text({ contractId: 'DE***-X', UID: '12***89' }),
    );
    expect(body('tokens', { uid: ['012345678', { a: 'hidden-too' }] })).toBe(
      text({ uid: ['01***78', { a: 'hi***oo' }] }),
    );
    expect(new Mask('tokens').body('{"u\\u0069d":"012345678"}', true)).toBe('{"uid":"01***78"}');
    expect(body('tokens', { uid: 'quo"te\\d-uid' })).toBe(text({ uid: 'qu***id' }));
  });

  it('shows no body that it cannot read, and parses what nobody has parsed before', () => {
    expect(new Mask('tokens').body('{"uid":"012345678"', false)).toBeUndefined();
    expect(new Mask('tokens').body('{ "uid" : "012345678" }', false)).toBe('{"uid":"01***78"}');
  });

  it('hides token uids in paths and secrets in queries', () => {
    expect(path('tokens', '/ocpi/2.3.0/receiver/tokens/DE/EMP/012345678?type=RFID')).toBe(
      '/ocpi/2.3.0/receiver/tokens/DE/EMP/01***78?type=RFID',
    );
    expect(path('tokens', 'https://u:p@e.example:8443/my/tokens/012345678/authorize', 'POST')).toBe(
      'https://***@e.example:8443/my/tokens/01***78/authorize',
    );
    expect(path('tokens', 'https://e.example/tokens?offset=10', 'GET')).toBe(
      'https://e.example/tokens?offset=10',
    );
    expect(
      path('chargingprofiles', '/x/101?duration=5&response_url=https%3A%2F%2Fa.example%2Fsecret', 'GET'),
    ).toBe('/x/101?duration=5&response_url=https://a.example/***');
    expect(path('versions', 'https://a.example/v?token=abc&x', 'GET')).toBe(
      'https://a.example/v?token=***&x',
    );
  });

  it('hides the secret a result is posted to, and not the name of the command', () => {
    const secret = 'Zm9vYmFyYmF6cXV4';
    expect(path('commands', `/ocpi/2.3.0/sender/commands/START_SESSION/${secret}`, 'POST')).toBe(
      '/ocpi/2.3.0/sender/commands/START_SESSION/***',
    );
    expect(path('commands', '/ocpi/2.3.0/receiver/commands/START_SESSION', 'POST')).toBe(
      '/ocpi/2.3.0/receiver/commands/START_SESSION',
    );
    expect(path('chargingprofiles', `https://e.example/cb/${secret}?key=${secret}`, 'POST')).toBe(
      'https://e.example/cb/***?***',
    );
  });

  it('hides in sentences what was hidden in the document, however it is spelled', () => {
    const mask = new Mask('tokens');
    mask.body(text({ uid: 'abcdef012', contract_id: 'C-12', group_id: 'G1' }), true);
    expect(mask.text('There is no DE/EMP/ABCDEF012/RFID of contract c-12, nor C-123 of G1.')).toBe(
      'There is no DE/EMP/AB***12/RFID of contract ***, nor C-123 of G1.',
    );
  });

  it('lets no secret through, wherever it stands', () => {
    const secret = fc.string({ unit: fc.constantFrom(...'§¶äöü"\\/ %&=qxz'), minLength: 8, maxLength: 30 });
    const name = fc.constantFrom(
      'uid',
      'contract_id',
      'visual_number',
      'group_id',
      'token',
      'auth_id',
      'contractId',
    );
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('RFID', 1.5, true, null),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('cdr_token', 'data', 'token', 'evses', 'remark'), tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(secret, name, tree, fc.boolean(), (hidden, field, around, isJson) => {
        const document = {
          a: around,
          b: [{ [field]: hidden }],
          remark: `said ${hidden} again`,
          c: { c: around },
        };
        const mask = new Mask('sessions');
        const shown = mask.again(mask.body(text(document), isJson) ?? '');
        const sentence = mask.text(`Nobody knows ${hidden.toUpperCase()}.`);
        const address = mask.text(`https://a.example/x/${encodeURIComponent(hidden)}`);
        JSON.parse(shown); // it is still JSON
        const inside = hidden.slice(2, -2);
        for (const said of [shown, sentence, address, ...spoken(JSON.parse(shown))])
          for (const spelling of [inside, text(inside).slice(1, -1), encodeURIComponent(inside)])
            expect(said.toLowerCase()).not.toContain(spelling.toLowerCase());
      }),
      { numRuns: 500 },
    );
  });
});

/** Every string in a value. */
const spoken = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(spoken) : [];
};
