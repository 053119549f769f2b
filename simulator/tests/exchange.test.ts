// Pushing and pulling between a CPO and an eMSP over real sockets: what arrives, how it is stored, what is answered.
import { createCpo, createEmsp, isSuccess, samples, type Cpo, type Emsp } from '../src/index.js';

let cpo: Cpo;
let emsp: Emsp;
beforeEach(async () => {
  [cpo, emsp] = await Promise.all([createCpo({ pageLimit: 2 }), createEmsp()]);
  await cpo.register(emsp.invite());
});
afterEach(async () => {
  await Promise.all([cpo.close(), emsp.close()]);
});

describe('simulator push', () => {
  it('puts a location with ids, routing headers and the owner in the path', async () => {
    const location = samples.location();
    const result = await cpo.pushLocation(location);
    const arrival = await emsp.next({ module: 'locations', method: 'PUT' });

    expect(result.http).toBe(201);
    expect(arrival.segments).toEqual(['NL', 'ALF', 'LOC1']);
    expect(arrival.body).toEqual(location);
    expect(arrival.to).toEqual({ country_code: 'DE', party_id: 'BET' });
    expect(arrival.from).toEqual({ country_code: 'NL', party_id: 'ALF' });
    expect(result.headers).toMatchObject({
      'content-type': 'application/json',
      'x-request-id': arrival.headers['x-request-id'],
      'x-correlation-id': arrival.headers['x-correlation-id'],
      'ocpi-to-party-id': 'ALF',
      'ocpi-from-party-id': 'BET',
    });
    expect(emsp.locations.all()).toEqual([location]);
    expect((await cpo.pushLocation(location)).http).toBe(200);
    expect(emsp.complaints).toEqual([]);
  });

  it('changes EVSEs and connectors inside the location and carries last_updated up', async () => {
    await cpo.pushLocation(samples.location());
    const last_updated = '2026-11-03T10:00:00Z';
    expect(isSuccess(await cpo.patchEvse('LOC1', '3256', { status: 'CHARGING', last_updated }))).toBe(true);
    const added = samples.evse({ uid: '3257', last_updated });
    expect((await cpo.putEvse('LOC1', added)).http).toBe(201);
    await cpo.patchConnector('LOC1', '3257', '1', { tariff_ids: ['T2'], last_updated });
    await cpo.putConnector('LOC1', '3257', samples.connector({ id: '2', last_updated }));

    const [location] = emsp.locations.all();
    expect(location?.last_updated).toBe(last_updated);
    expect(location?.evses?.map(({ uid, status, connectors }) => [uid, status, connectors.length])).toEqual([
      ['3256', 'CHARGING', 1],
      ['3257', 'AVAILABLE', 2],
    ]);
    expect(location?.evses?.[1]?.connectors[0]?.tariff_ids).toEqual(['T2']);
    expect(cpo.locations.all()).toEqual(emsp.locations.all());
  });

  it('sends a session to the eMSP of its token and appends periods by PATCH', async () => {
    await cpo.pushSession(samples.session());
    const next = samples.period({ start_date_time: '2026-11-02T08:15:00Z' });
    await cpo.patchSession('101', { kwh: 3, charging_periods: [next] });
    await cpo.patchSession('101', { charging_periods: [next] });

    const [session] = emsp.sessions.all();
    expect(session?.kwh).toBe(3);
    expect(session?.charging_periods).toEqual([samples.period(), next]);
    expect(cpo.sessions.all()).toEqual(emsp.sessions.all());
  });

  it('puts and deletes tariffs', async () => {
    await cpo.pushTariff(samples.tariff());
    expect(emsp.tariffs.size).toBe(1);
    expect((await cpo.deleteTariff('T1')).http).toBe(200);
    expect(emsp.tariffs.size).toBe(0);
    expect(await cpo.deleteTariff('T1')).toMatchObject({ http: 404, envelope: { status_code: 2001 } });
  });

  it('keeps tokens of one uid apart by type', async () => {
    await emsp.pushToken(samples.token());
    await emsp.pushToken(samples.token({ type: 'APP_USER', whitelist: 'NEVER' }));
    await emsp.patchToken(samples.token(), { valid: false });
    expect(cpo.tokens.all().map(({ type, valid }) => [type, valid])).toEqual([
      ['RFID', false],
      ['APP_USER', true],
    ]);
  });

  it('takes ids with any character, and compares them without case', async () => {
    const id = 'a/b?c#d%25 *é'.replace('é', 'e');
    await cpo.pushLocation(samples.location({ id }));
    expect(emsp.locations.all()[0]?.id).toBe(id);
    const copy = await cpo.call('locations', 'RECEIVER', 'GET', ['nl', 'alf', id.toUpperCase()]);
    expect(copy.http).toBe(200);
  });
});

describe('simulator refusal', () => {
  it.each([
    [
      'a PUT that lacks a field',
      'PUT',
      ['NL', 'ALF', 'LOC1'],
      { ...samples.location(), address: undefined },
      2001,
    ],
    ['a PUT under another id', 'PUT', ['NL', 'ALF', 'LOC2'], samples.location(), 2001],
    ['a PATCH without last_updated', 'PATCH', ['NL', 'ALF', 'LOC1'], { name: 'x' }, 2001],
  ])('of %s is told in the envelope', async (_, method, path, body, status_code) => {
    await cpo.pushLocation(samples.location());
    const result = await cpo.call('locations', 'RECEIVER', method, path, body);
    expect(result).toMatchObject({ http: 200, envelope: { status_code } });
    expect(emsp.locations.all()).toEqual([samples.location()]);
  });

  it('of unknown objects, methods, paths, tokens and text that is not JSON has its HTTP status', async () => {
    const calls = [
      cpo.call('locations', 'RECEIVER', 'GET', ['NL', 'ALF', 'NONE']),
      cpo.call('sessions', 'RECEIVER', 'PATCH', ['NL', 'ALF', 'NONE'], {
        last_updated: '2026-11-02T08:00:00Z',
      }),
      cpo.call('sessions', 'RECEIVER', 'DELETE', ['NL', 'ALF', '101']),
      cpo.call('sessions', 'RECEIVER', 'PUT', ['NL', 'ALF', '101'], '{"id": '),
    ];
    const results = await Promise.all(calls);
    expect(results.map(({ http, envelope }) => [http, envelope?.status_code])).toEqual([
      [404, 2003],
      [404, 2001],
      [405, 2000],
      [400, 2001],
    ]);
    cpo.peer.outgoingToken = 'stranger';
    expect(await cpo.call('tokens', 'SENDER', 'GET', [])).toMatchObject({ http: 401 });
  });
});

describe('simulator pull', () => {
  it('pages by links with counts, and the crawl collects everything', async () => {
    const ids = ['1', '2', '3', '4', '5'];
    for (const id of ids) cpo.locations.put(`NL/ALF/${id}`, samples.location({ id }));
    const first = await emsp.call('locations', 'SENDER', 'GET', [], undefined, { query: { limit: 10 } });
    expect(first.headers).toMatchObject({ 'x-total-count': '5', 'x-limit': '2' });
    expect(first.headers.link).toMatch(/^<http:\/\/127\.0\.0\.1:\d+\/.*offset=2.*>; rel="next"$/);
    expect((await emsp.pull('locations')).map(({ id }) => id)).toEqual(ids);
    expect((await emsp.pull('locations', { maxPages: 2 })).map(({ id }) => id)).toEqual(ids.slice(0, 4));
  });

  it('filters by last_updated, from inclusive and to exclusive', async () => {
    for (const hour of ['08', '09', '10'])
      cpo.tariffs.put(
        `NL/ALF/${hour}`,
        samples.tariff({ id: hour, last_updated: `2026-11-02T${hour}:00:00Z` }),
      );
    const query = { date_from: '2026-11-02T09:00:00Z', date_to: '2026-11-02T10:00:00' };
    expect((await emsp.pull('tariffs', { query })).map(({ id }) => id)).toEqual(['09']);
  });

  it.each(['limit=0', 'limit=x', 'offset=-1', 'date_from=yesterday'])('refuses %s', async (text) => {
    const [name = '', value = ''] = text.split('=');
    const result = await emsp.call('sessions', 'SENDER', 'GET', [], undefined, { query: { [name]: value } });
    expect(result).toMatchObject({ http: 200, envelope: { status_code: 2001 } });
  });

  it('gives single locations, EVSEs and connectors', async () => {
    cpo.locations.put('NL/ALF/LOC1', samples.location());
    const at = async (...path: string[]) =>
      (await emsp.call('locations', 'SENDER', 'GET', path)).envelope?.data;
    expect(await at('LOC1')).toEqual(samples.location());
    expect(await at('loc1', '3256')).toEqual(samples.evse());
    expect(await at('LOC1', '3256', '1')).toEqual(samples.connector());
    expect((await emsp.call('locations', 'SENDER', 'GET', ['LOC1', '1'])).http).toBe(404);
  });

  it('answers for the party addressed when it has several', async () => {
    const two = await createCpo({
      name: 'Two',
      parties: [
        { country_code: 'NL', party_id: 'ONE', name: 'One' },
        { country_code: 'NL', party_id: 'TWO', name: 'Two' },
      ],
    });
    for (const party_id of ['ONE', 'TWO'])
      two.locations.put(`NL/${party_id}/LOC1`, samples.location({ party_id }));
    const peer = await emsp.register(two.invite());
    const parties = async (to: string) =>
      (await emsp.pull('locations', { peer, to })).map(({ party_id }) => party_id);
    expect(await parties('NL/TWO')).toEqual(['TWO']);
    await two.close();
  });
});

describe('simulator authorize', () => {
  beforeEach(() => {
    emsp.tokens.put('DE/BET/012345678/RFID', samples.token());
  });
  const authorize = (uid: string, body?: unknown) =>
    cpo.call('tokens', 'SENDER', 'POST', [uid, 'authorize'], body);

  it('allows a known token, with and without a location', async () => {
    const location = { location_id: 'LOC1', evse_uids: ['3256'] };
    expect((await authorize('012345678')).envelope?.data).toEqual({
      allowed: 'ALLOWED',
      token: samples.token(),
    });
    expect((await authorize('012345678', location)).envelope?.data).toMatchObject({ location });
  });

  it('answers an unknown token with 404 and 2004, without data', async () => {
    const { http, envelope } = await authorize('999');
    expect([http, envelope?.status_code, envelope?.data]).toEqual([404, 2004, undefined]);
  });

  it('can be told to ask for a location', async () => {
    emsp.authorizer = (token, location) => (location ? { allowed: 'NOT_ALLOWED', token } : 'LOCATION_NEEDED');
    expect(await authorize('012345678')).toMatchObject({ http: 200, envelope: { status_code: 2002 } });
  });
});

describe('simulator charging preferences', () => {
  const wishes = { profile_type: 'CHEAP' };
  const prefer = () => emsp.call('sessions', 'SENDER', 'PUT', ['101', 'charging_preferences'], wishes);

  it('are accepted only where the EVSE can take them', async () => {
    cpo.sessions.put('NL/ALF/101', samples.session());
    cpo.locations.put('NL/ALF/LOC1', samples.location());
    expect(await prefer()).toMatchObject({ http: 404, envelope: { status_code: 2001 } });
    const capable = samples.evse({ capabilities: ['CHARGING_PREFERENCES_CAPABLE'] });
    cpo.locations.put('NL/ALF/LOC1', samples.location({ evses: [capable] }));
    expect((await prefer()).envelope?.data).toBe('ACCEPTED');
  });
});

describe('simulator client info', () => {
  it('is kept per role', async () => {
    const put = (role: 'CPO' | 'EMSP') =>
      emsp.call('hubclientinfo', 'RECEIVER', 'PUT', ['NL', 'ALF'], samples.clientInfo({ role }));
    expect((await put('CPO')).http).toBe(201);
    expect((await put('EMSP')).http).toBe(201);
    expect(cpo.clientInfo.size).toBe(2);
    const arrival = await cpo.next({ module: 'hubclientinfo' });
    expect([arrival.to, arrival.from]).toEqual([undefined, undefined]);
    expect(cpo.complaints).toEqual([]);
  });
});
