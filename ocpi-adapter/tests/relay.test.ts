/** What a partner asks and another answers, through the hub: real-time authorization and charging preferences. */
import type { Session, Token } from '@chargesphere/schema';
import type { Cpo, Emsp } from '@chargesphere/simulator';
import { createEmsp, samples } from '@chargesphere/simulator';
import { joined, joinedCpo } from './joined.js';
import type { MemoryPlatform } from './memory-graph.js';
import type { World } from './world.js';
import { world } from './world.js';

let w: World;
let cpo: Cpo;
let emsp: Emsp;
let emspPlatform: MemoryPlatform;

beforeEach(async () => {
  w = await world({ limits: { authorize_ms: 400, forward_ms: 400 } });
  emsp = await createEmsp({ parties: [{ country_code: 'DE', party_id: 'EMP', name: 'E Mobil' }] });
  emspPlatform = await joined(w, emsp);
  ({ cpo } = await joinedCpo(w));
  share(token());
});
afterEach(async () => {
  await Promise.all([cpo.close(), emsp.close()]);
  await w.close();
});

const token = (more: Partial<Token> = {}) => samples.token({ party_id: 'EMP', ...more });
/** The eMSP has the token, and the hub knows whose it is. */
function share(one: Token) {
  emsp.tokens.put(`DE/EMP/${one.uid}/${one.type}`, one);
  w.graph.documents.Token.set(`${one.country_code}/${one.party_id}/${one.uid}/${one.type}`, { ...one });
}

describe('authorize', () => {
  const location = { location_id: 'LOC1', evse_uids: ['3256'], extra: 1.5 };
  interface Asked {
    body?: unknown;
    to?: string | null;
    type?: string;
    headers?: Record<string, string>;
  }
  const authorize = (uid = '012345678', { body, to = null, type, headers = {} }: Asked = {}) =>
    cpo.call('tokens', 'SENDER', 'POST', [uid, 'authorize'], body, { to, query: { type }, headers });
  const codes = async (...args: Parameters<typeof authorize>) => {
    const { http, envelope } = await authorize(...args);
    return [http, envelope?.status_code];
  };
  const heard = () => emsp.next({ module: 'tokens', method: 'POST' });

  it('TOK-030, TOK-033, TOK-037, TOK-040 asks the eMSP whose token it is, and passes its answer on whole', async () => {
    const answer = {
      allowed: 'ALLOWED',
      token: token(),
      authorization_reference: 'ref-1',
      mood: { good: true },
    };
    emsp.authorizer = () => answer as never;
    const { http, envelope } = await authorize('012345678', { body: location });
    expect([http, envelope?.status_code, envelope?.data]).toEqual([200, 1000, answer]);
    const { segments, body } = await heard();
    expect([segments, body]).toEqual([['012345678', 'authorize'], location]);
  });

  it('RTE-010, RTE-045, RTE-048 the end parties stand in the routing headers of every leg', async () => {
    const { headers } = await authorize();
    expect(headers).toMatchObject({
      'ocpi-to-country-code': 'NL',
      'ocpi-to-party-id': 'TNM',
      'ocpi-from-country-code': 'DE',
      'ocpi-from-party-id': 'EMP',
    });
    const { to, from } = await heard();
    expect(to).toEqual({ country_code: 'DE', party_id: 'EMP' });
    expect(from).toEqual({ country_code: 'NL', party_id: 'TNM' });
    expect(emsp.complaints).toEqual([]);
  });

  it('TRN-093, TRN-094, TRN-095 has a request id of its own, and the correlation id of the question', async () => {
    const ids = { 'X-Request-ID': 'request-of-the-cpo', 'X-Correlation-ID': 'chain-of-the-cpo' };
    const { headers } = await authorize('012345678', { headers: ids });
    const received = (await heard()).headers;
    expect(received['x-correlation-id']).toBe('chain-of-the-cpo');
    expect(received['x-request-id']).not.toBe('request-of-the-cpo');
    expect(headers).toMatchObject({
      'x-request-id': 'request-of-the-cpo',
      'x-correlation-id': 'chain-of-the-cpo',
    });
  });

  it('TOK-038 an empty body stays empty, and an absent type absent', async () => {
    await authorize();
    const { body, path, headers } = await heard();
    expect(body).toBeUndefined();
    expect(headers['content-length'] ?? '0').toBe('0');
    expect(path).not.toContain('?');
  });

  it('RTE-061, RTE-065 the body keeps its numbers and unknown fields, the query its parameters', async () => {
    share(token({ type: 'APP_USER' }));
    const text = '{"location_id": "LOC1", "price": 1.10, "big": 12345678901234567890}';
    await authorize('012345678', { body: text, type: 'APP_USER' });
    const { path, headers } = await heard();
    expect(path).toContain('?type=APP_USER');
    expect(headers['content-length']).toBe(String(text.length));
  });

  it('TOK-004, HUB-042 means the token of its type, and asks for TO when a uid is of several eMSPs', async () => {
    w.graph.addPlatform('Zwei', 'EMSP DE/TWO');
    w.graph.documents.Token.set('DE/TWO', { ...token({ party_id: 'TWO' }) });
    expect(await codes()).toEqual([200, 2001]);
    expect(await codes('012345678', { to: 'DE/EMP' })).toEqual([200, 1000]);
  });

  it('HUB-033 a token of somebody nobody may know of does not make it one of several', async () => {
    w.graph.documents.Token.set('DE/TWO', { ...token({ party_id: 'TWO' }) });
    expect(await codes()).toEqual([200, 1000]);
  });

  it('RTE-005 a TO header is followed without a look at the token', async () => {
    emsp.tokens.put('DE/EMP/private/RFID', token({ uid: 'private' }));
    expect(await codes('private', { to: 'DE/EMP' })).toEqual([200, 1000]);
    expect(await codes('private')).toEqual([404, 2004]);
  });

  it('E18, TOK-032 a token nobody shared is 404 and 2004, and nobody is asked', async () => {
    const { http, envelope } = await authorize('unknown');
    expect([http, envelope?.status_code, envelope && 'data' in envelope]).toEqual([404, 2004, false]);
    expect(emsp.received.map(({ module }) => module)).not.toContain('tokens');
  });

  it('E18, TOK-032, TOK-039 the eMSP’s own 404 and 2004 come through unchanged', async () => {
    emsp.tokens.clear();
    const { http, envelope } = await authorize();
    expect([http, envelope?.status_code, envelope?.status_message]).toEqual([
      404,
      2004,
      'This token is not known.',
    ]);
    expect(envelope).not.toHaveProperty('data');
  });

  it('E19, TOK-031 the eMSP’s demand for a location comes through', async () => {
    emsp.authorizer = (one, where) => (where ? { allowed: 'ALLOWED', token: one } : 'LOCATION_NEEDED');
    expect(await codes()).toEqual([200, 2002]);
    expect(await codes('012345678', { body: { location_id: 'LOC1' } })).toEqual([200, 1000]);
  });

  it.each(['BLOCKED', 'EXPIRED', 'NO_CREDIT', 'NOT_ALLOWED'] as const)(
    'E20, TOK-033 %s is an answer',
    async (allowed) => {
      emsp.authorizer = (one) => ({ allowed, token: one });
      expect(await authorize()).toMatchObject({
        http: 200,
        envelope: { status_code: 1000, data: { allowed } },
      });
    },
  );

  it('TOK-020 a token that was shared as invalid is asked about all the same', async () => {
    share(token({ valid: false, whitelist: 'NEVER' }));
    emsp.authorizer = (one) => ({ allowed: 'ALLOWED', token: { ...one, valid: true } });
    expect(await authorize()).toMatchObject({ envelope: { data: { allowed: 'ALLOWED' } } });
  });

  it('E12 a location without its id is refused before anybody is asked', async () => {
    expect(await codes('012345678', { body: { evse_uids: [] } })).toEqual([200, 2001]);
    expect(emsp.received.map(({ module }) => module)).not.toContain('tokens');
  });

  it('E26, TOK-022 an eMSP that is offline is 4003, and nothing is made up', async () => {
    for (const role of emspPlatform.roles) role.status = 'OFFLINE';
    await w.changed({ platformId: emspPlatform.id, kind: 'UPDATED' });
    const { envelope } = await authorize();
    expect(envelope?.status_code).toBe(4003);
    expect(envelope).not.toHaveProperty('data');
  });

  it('E27, TOK-022 an eMSP that cannot be reached is 4003', async () => {
    await emsp.close();
    const { http, envelope } = await authorize();
    expect([http, envelope?.status_code]).toEqual([200, 4003]);
    // Where partners live is nobody else's business.
    expect(envelope?.status_message).not.toMatch(/127\.0\.0\.1|localhost/);
  });

  it('E28, TOK-022, TOK-036 an eMSP that is slow is 4002, after a short time', async () => {
    emsp.behave({ on: { module: 'tokens' }, hang: true });
    expect(await codes()).toEqual([200, 4002]);
    expect(emsp.received.filter(({ module }) => module === 'tokens')).toHaveLength(1);
  });

  it('E30, HUB-091, HUB-092 rubbish and a refused token are 4000', async () => {
    emsp.behave({ on: { module: 'tokens' }, times: 1, badJson: true });
    expect(await codes()).toEqual([200, 4000]);
    emsp.behave({ on: { module: 'tokens' }, times: 1, httpStatus: 401 });
    expect(await codes()).toEqual([200, 4000]);
  });

  it('E29 an eMSP without the interface is 4000', async () => {
    emspPlatform.endpoints = [];
    await w.changed({ platformId: emspPlatform.id, kind: 'UPDATED' });
    expect(await codes()).toEqual([200, 4000]);
  });

  it('RTE-049 an EMAID that nobody shared goes to the provider it names, or is unknown', async () => {
    emsp.tokens.put('DE/EMP/DE-EMP-C12345678-X/EMAID', token({ uid: 'DE-EMP-C12345678-X', type: 'EMAID' }));
    expect(await codes('DE-EMP-C12345678-X', { type: 'EMAID' })).toEqual([200, 1000]);
    expect(await codes('DEEMPC12345678X', { type: 'EMAID' })).toEqual([404, 2004]);
    expect(await codes('FR-XYZ-C12345678-X', { type: 'EMAID' })).toEqual([404, 2004]);
    expect(await codes('NL-TNM-C12345678-X', { type: 'EMAID' })).toEqual([404, 2004]);
  });

  it('E32, RTE-030 is not for everybody', async () => {
    expect(await codes('012345678', { to: 'NL/HUB' })).toEqual([200, 2001]);
  });

  it('VER-024 follows an eMSP that has moved', async () => {
    await authorize();
    const moved = await createEmsp({
      parties: [{ country_code: 'DE', party_id: 'EMP', name: 'E Mobil II' }],
    });
    moved.tokens.put('DE/EMP/012345678/RFID', token());
    emspPlatform.status = 'SUSPENDED';
    for (const role of emspPlatform.roles) role.status = 'SUSPENDED';
    await joined(w, moved);
    await authorize();
    expect((await moved.next({ module: 'tokens', method: 'POST' })).segments).toEqual([
      '012345678',
      'authorize',
    ]);
    await moved.close();
  });
});

describe('charging preferences', () => {
  const wishes = { profile_type: 'CHEAP', departure_time: '2026-11-02T18:00:00Z', energy_need: 20.5 };
  const own: Partial<Session> = {
    party_id: 'TNM',
    cdr_token: { ...samples.session().cdr_token, party_id: 'EMP' },
  };
  const know = (session: Session) =>
    w.graph.documents.Session.set(`${session.country_code}/${session.party_id}/${session.id}`, {
      ...session,
    });
  const prefer = async (body: unknown = wishes, to: string | null = null, id = '101') => {
    const result = await emsp.call('sessions', 'SENDER', 'PUT', [id, 'charging_preferences'], body, { to });
    return { ...result, codes: [result.http, result.envelope?.status_code] };
  };

  beforeEach(() => {
    know(samples.session(own));
    cpo.sessions.put('NL/TNM/101', samples.session(own));
    const capable = samples.evse({ capabilities: ['CHARGING_PREFERENCES_CAPABLE'] });
    cpo.locations.put('NL/TNM/LOC1', samples.location({ party_id: 'TNM', evses: [capable] }));
  });

  it('SES-050, SES-053, RTE-049 go to the CPO of the session, and its bare word comes back', async () => {
    cpo.preferencesAnswer = 'DEPARTURE_REQUIRED';
    const { codes, envelope, headers } = await prefer();
    expect([codes, envelope?.data]).toEqual([[200, 1000], 'DEPARTURE_REQUIRED']);
    expect(headers).toMatchObject({ 'ocpi-to-party-id': 'EMP', 'ocpi-from-party-id': 'TNM' });
    const { segments, body, to, from } = await cpo.next({ module: 'sessions', method: 'PUT' });
    expect([segments, body]).toEqual([['101', 'charging_preferences'], wishes]);
    expect([to, from]).toEqual([
      { country_code: 'NL', party_id: 'TNM' },
      { country_code: 'DE', party_id: 'EMP' },
    ]);
    expect(cpo.complaints).toEqual([]);
  });

  it('SES-051, E23 an EVSE that cannot take them is 404 and 2001, as the CPO says', async () => {
    cpo.locations.put('NL/TNM/LOC1', samples.location({ party_id: 'TNM' }));
    expect((await prefer()).codes).toEqual([404, 2001]);
  });

  it('SES-054 are for the eMSP of the session’s token only', async () => {
    know(samples.session({ ...own, id: 'foreign', cdr_token: samples.session().cdr_token }));
    expect((await prefer(wishes, null, 'foreign')).codes).toEqual([404, 2001]);
    expect((await prefer(wishes, 'NL/TNM', 'foreign')).codes).toEqual([404, 2001]);
    expect((await prefer(wishes, null, 'nowhere')).codes).toEqual([404, 2001]);
    expect(cpo.received.map(({ module }) => module)).not.toContain('sessions');
  });

  it('HUB-042 ask for TO when the id is of several CPOs', async () => {
    know(samples.session({ ...own, party_id: 'TWO' }));
    expect((await prefer()).codes).toEqual([200, 2001]);
    expect((await prefer(wishes, 'NL/TNM')).codes).toEqual([200, 1000]);
  });

  it('E01, E12 that are none are refused before anybody is asked', async () => {
    expect((await prefer({ profile_type: 'LUXURY' })).codes).toEqual([200, 2001]);
    expect((await prefer('{"profile_type":')).codes).toEqual([400, 2001]);
    expect((await prefer('')).codes).toEqual([400, 2001]);
    expect(cpo.received.map(({ module }) => module)).not.toContain('sessions');
  });

  it('E28, HUB-060, HUB-061 a CPO that does not answer in time is 4002, asked once', async () => {
    cpo.behave({ on: { module: 'sessions' }, hang: true });
    expect((await prefer()).codes).toEqual([200, 4002]);
    expect(cpo.received.filter(({ module }) => module === 'sessions')).toHaveLength(1);
  });
});
