/**
 * What the hub does not take, as a foreign platform with curl would send it: by plain HTTP, with nothing of ours on the
 * sending side. Every row of the status table (requirements 2.3) that this release can reach is met here; each
 * refusal comes in the envelope, with a sentence and the ids, is no 5xx, and leaves nothing behind.
 */
import { createEmsp, createPlatform, samples, type Emsp, type Platform } from '@chargesphere/simulator';
import { world, type World } from './world.js';

interface Asked {
  method?: string;
  /** Below /ocpi/2.3.0, or a whole URL. */
  path: string;
  token?: string | undefined;
  headers?: Record<string, string>;
  /** An object is sent as JSON, text as it is. */
  body?: unknown;
}

interface Told {
  http: number;
  headers: Headers;
  envelope: { status_code: number; status_message?: string; timestamp: string; data?: unknown };
}

const DETAILS = '/ocpi/2.3.0';
const SESSION = '/receiver/sessions/NL/TNM/101';
const LOCATION = '/receiver/locations/NL/TNM/LOC1';
const TARIFF = '/receiver/tariffs/NL/TNM/T1';
const TOKEN = '/receiver/tokens/DE/BET/012345678';
const TNM = { country_code: 'NL', party_id: 'TNM' };
const from = (party: string) => ({
  'OCPI-from-country-code': party.slice(0, 2),
  'OCPI-from-party-id': party.slice(3),
});
const to = (party: string) => ({
  'OCPI-to-country-code': party.slice(0, 2),
  'OCPI-to-party-id': party.slice(3),
});

const session = (difference = {}) => ({ ...samples.session(TNM), ...difference });
const without = (document: object, field: string) =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== field));

let w: World;
/** Its server only, for the hub to call back: everything it sends is written by hand below. */
let foreign: Platform;
let second: Emsp;
const tokens = { a: '', c: '', emsp: '' };

const curl = async ({ method = 'GET', path, token = tokens.c, headers, body }: Asked): Promise<Told> => {
  const response = await fetch(path.startsWith('http') ? path : `${w.hub.publicUrl}${DETAILS}${path}`, {
    method,
    headers: {
      ...(token && { Authorization: `Token ${Buffer.from(token).toString('base64')}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const envelope = (await response.json()) as Told['envelope'];
  return { http: response.status, headers: response.headers, envelope };
};

const DIGEST = `{
  sessions { items { document } } tokens { items { document } }
  locations { items { document } } tariffs { items { document } }
  platforms { items { name status } }
}`;

/** Sends what has to be refused, and looks at everything a refusal promises. */
const refused = async (asked: Asked): Promise<[number, number]> => {
  const before = await w.graph(DIGEST);
  const ids = { 'X-Request-ID': 'request-of-a-stranger', 'X-Correlation-ID': 'chain-of-a-stranger' };
  const { http, headers, envelope } = await curl({ ...asked, headers: { ...ids, ...asked.headers } });
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('x-request-id')).toBe('request-of-a-stranger');
  expect(headers.get('x-correlation-id')).toBe('chain-of-a-stranger');
  expect(envelope.status_message).toMatch(/^.{15,}[.]$/s);
  expect(envelope.timestamp).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(envelope).not.toHaveProperty('data');
  expect(http).toBeLessThan(500);
  expect(await w.graph(DIGEST)).toEqual(before);
  return [http, envelope.status_code];
};

beforeAll(async () => {
  w = await world();
  tokens.emsp = w.emsp.peer.outgoingToken;
  foreign = await createPlatform({ name: 'The New Motion', parties: [{ ...TNM, role: 'CPO', name: 'TNM' }] });
  foreign.offer({
    identifier: 'locations',
    role: 'SENDER',
    answer: () => ({ http: 200, status_code: 1000, data: [] }),
  });
  second = await createEmsp({ parties: [{ country_code: 'DE', party_id: 'GAM', name: 'Gamma Fahrt' }] });
});
afterAll(async () => {
  await Promise.all([foreign.close(), second.close()]);
  await w.close();
});

const credentials = (token: string, difference = {}) => ({
  token,
  url: foreign.versionsUrl,
  roles: [{ ...TNM, role: 'CPO', business_details: { name: 'The New Motion' } }],
  ...difference,
});

describe('a handshake by hand', () => {
  const post = (body: unknown) => ({ method: 'POST', path: '/credentials', token: tokens.a, body });

  it('VER-003, VER-010, TRN-009, TRN-010 opens versions and details to token A, to nobody else', async () => {
    const { token, versionsUrl } = await w.invite('The New Motion');
    tokens.a = token;
    const versions = await curl({ path: versionsUrl, token });
    expect(versions.envelope).toMatchObject({
      status_code: 1000,
      data: [{ version: '2.3.0', url: `${w.hub.publicUrl}${DETAILS}` }],
    });
    const { envelope } = await curl({ path: '', token });
    expect((envelope.data as { endpoints: unknown[] }).endpoints).toContainEqual({
      identifier: 'sessions',
      role: 'RECEIVER',
      url: `${w.hub.publicUrl}${DETAILS}/receiver/sessions`,
    });
    expect(await refused({ path: versionsUrl, token: 'made-up' })).toEqual([401, 2000]);
  });

  it('E03 refuses token A on a data module', async () => {
    const { a } = tokens;
    expect(await refused({ path: SESSION, token: a })).toEqual([401, 2000]);
    expect(await refused({ method: 'PUT', path: SESSION, token: a, body: session() })).toEqual([401, 2000]);
  });

  it('E08, CRED-045 refuses PUT and DELETE of credentials before registration', async () => {
    expect(await refused({ ...post(credentials('b'.repeat(20))), method: 'PUT' })).toEqual([405, 2000]);
    expect(await refused({ method: 'DELETE', path: '/credentials', token: tokens.a })).toEqual([405, 2000]);
  });

  it('E12, E01 refuses credentials without a token, without roles, and no JSON', async () => {
    expect(await refused(post(without(credentials('x'), 'token')))).toEqual([200, 2001]);
    expect(await refused(post(credentials('x', { roles: [] })))).toEqual([200, 2001]);
    expect(await refused(post('token=x'))).toEqual([400, 2001]);
  });

  it('E09, CRED-028 answers 3001 when it cannot call back', async () => {
    const { token } = foreign.invite();
    foreign.behave({ failCallbacks: true, times: 1 });
    expect(await refused(post(credentials(token)))).toEqual([200, 3001]);
    expect(await refused(post(credentials('a-token-it-does-not-know')))).toEqual([200, 3001]);
    expect(await refused(post(credentials(token, { url: 'http://127.0.0.1:9/versions' })))).toEqual([
      200, 3001,
    ]);
  });

  it('E10, CRED-031 answers 3002 when the version is not shared', async () => {
    foreign.behave({ versionsList: [{ version: '2.1.1', url: foreign.versionsUrl }], times: 1 });
    expect(await refused(post(credentials(foreign.invite().token)))).toEqual([200, 3002]);
  });

  it('E11, CRED-029 answers 3003 when an endpoint it needs is missing', async () => {
    foreign.behave({ dropEndpoints: ['credentials'], times: 1 });
    expect(await refused(post(credentials(foreign.invite().token)))).toEqual([200, 3003]);
  });

  it('CRED-011 refuses a party that lives on another platform, and the hub’s own', async () => {
    const taken = (party_id: string) => ({
      roles: [{ country_code: 'NL', party_id, role: 'CPO', business_details: { name: 'Taken' } }],
    });
    for (const party of ['ALF', 'alf', 'HUB'])
      expect(await refused(post(credentials(foreign.invite().token, taken(party))))).toEqual([200, 2001]);
  });

  it('CRED-021 to CRED-026, CRED-033 succeeds with the same token A after all that failed', async () => {
    const tokenB = foreign.invite().token;
    const { http, envelope } = await curl(post(credentials(tokenB)));
    expect([http, envelope.status_code]).toEqual([200, 1000]);
    const theirs = envelope.data as { token: string; url: string; hub_party_id: string };
    expect(theirs).toMatchObject({ url: `${w.hub.publicUrl}/ocpi/versions`, hub_party_id: 'NLHUB' });
    tokens.c = theirs.token;
    const calledBack = foreign.received
      .slice(-2)
      .map(({ module, headers }) => [module, headers.authorization]);
    const sentB = `Token ${Buffer.from(tokenB).toString('base64')}`;
    expect(calledBack).toEqual([
      ['versions', sentB],
      ['details', sentB],
    ]);
    expect(await refused({ path: '/credentials', token: tokens.a })).toEqual([401, 2000]);
  });

  it('E07, CRED-032 refuses a second POST', async () => {
    expect(await refused({ ...post(credentials(foreign.invite().token)), token: tokens.c })).toEqual([
      405, 2000,
    ]);
  });
});

it('STA-004, TRN-020 takes pushes by hand: tariff, location, session, and the token of an eMSP', async () => {
  const pushes: Asked[] = [
    { path: TARIFF, body: samples.tariff(TNM) },
    { path: LOCATION, body: samples.location(TNM) },
    { path: SESSION, body: session() },
    { path: TOKEN, body: samples.token(), token: tokens.emsp },
  ];
  for (const http of [201, 200])
    for (const push of pushes) {
      const told = await curl({ method: 'PUT', ...push });
      expect([told.http, told.envelope.status_code]).toEqual([http, 1000]);
    }
});

describe('who asks', () => {
  it('E02, TRN-009 refuses without Authorization, with an unknown token and with another scheme', async () => {
    expect(await refused({ path: SESSION, token: '' })).toEqual([401, 2000]);
    expect(await refused({ path: SESSION, token: 'unknown' })).toEqual([401, 2000]);
    const bearer = { Authorization: `Bearer ${tokens.c}` };
    expect(await refused({ method: 'PUT', path: SESSION, headers: bearer, body: session() })).toEqual([
      401, 2000,
    ]);
  });

  it('TRN-097 gives ids to who sends none, and tells them back with the refusal', async () => {
    const { http, headers } = await curl({ path: SESSION, token: '' });
    expect(http).toBe(401);
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it.each([
    ['E24, RTE-016 FROM a party of another platform', from('NL-ALF')],
    ['E24, RTE-016 FROM a party that nobody knows', from('XX-YYY')],
    ['E24, RTE-003 half of a FROM', { 'OCPI-from-country-code': 'NL' }],
    ['E24, RTE-003 half of a TO', { ...from('NL-TNM'), 'OCPI-to-party-id': 'BET' }],
  ])('%s', async (_, headers) => {
    expect(await refused({ method: 'PUT', path: SESSION, headers, body: session() })).toEqual([200, 2001]);
  });

  it('E24, HUB-030 an eMSP pushes no location, and a CPO no token', async () => {
    const location = samples.location({ country_code: 'DE', party_id: 'BET' });
    const path = '/receiver/locations/DE/BET/LOC1';
    expect(await refused({ method: 'PUT', path, token: tokens.emsp, body: location })).toEqual([200, 2001]);
    const token = samples.token({ ...TNM, uid: 'x' });
    expect(await refused({ method: 'PUT', path: '/receiver/tokens/NL/TNM/x', body: token })).toEqual([
      200, 2001,
    ]);
  });

  it('E24 a list is asked of somebody', async () => {
    const asked = { path: '/sender/locations', token: tokens.emsp, headers: from('DE-BET') };
    expect(await refused(asked)).toEqual([200, 2001]);
  });

  it('E25 TO a party that nobody knows', async () => {
    const headers = { ...from('NL-TNM'), ...to('XX-YYY') };
    expect(await refused({ method: 'PUT', path: SESSION, headers, body: session({ kwh: 9 }) })).toEqual([
      200, 4001,
    ]);
  });

  it('E26 TO a party that has left', async () => {
    await second.register(await w.invite('Gamma Fahrt'));
    await second.unregister();
    const headers = { ...from('NL-TNM'), ...to('DE-GAM') };
    expect(await refused({ method: 'PUT', path: SESSION, headers, body: session({ kwh: 9 }) })).toEqual([
      200, 4003,
    ]);
  });

  it('E29 TO a party that takes no part in the module', async () => {
    const headers = { ...from('NL-TNM'), ...to('NL-ALF') };
    expect(await refused({ method: 'PUT', path: SESSION, headers, body: session({ kwh: 9 }) })).toEqual([
      200, 4000,
    ]);
  });

  it('E32, SES-006 TO the hub, what is not for everybody', async () => {
    const headers = { ...from('NL-TNM'), ...to('NL-HUB') };
    expect(await refused({ method: 'PUT', path: SESSION, headers, body: session({ kwh: 9 }) })).toEqual([
      200, 2001,
    ]);
  });
});

describe('where', () => {
  it.each([
    '/nothing',
    '/receiver',
    '/receiver/sessions/NL',
    `${SESSION}/more`,
    '/sender/weather',
    '/receiver/sessions/%E0%A4%A',
  ])('E04 %s is no path', async (path) => {
    expect(await refused({ path })).toEqual([404, 2000]);
  });

  it('E04 a version and a root that are not there', async () => {
    for (const path of ['/ocpi', '/ocpi/', '/ocpi/2.0', '/ocpi/2.3.1/credentials'])
      expect(await refused({ path: w.hub.publicUrl + path })).toEqual([404, 2000]);
  });

  it.each([
    ['POST', SESSION],
    ['DELETE', SESSION],
    ['POST', LOCATION],
    ['DELETE', `${LOCATION}/3256`],
    ['PATCH', TARIFF],
    ['DELETE', TOKEN],
    ['PUT', '/sender/locations'],
    ['PATCH', '/credentials'],
    ['PUT', '/receiver/sessions'],
  ])('E05, TRN-081, TRN-088 %s %s is not offered', async (method, path) => {
    expect(await refused({ method, path, body: session() })).toEqual([405, 2000]);
  });

  it('E06, STA-003 GET of what is not there: 2003 for locations, 2004 for tokens, 2001 for the others', async () => {
    expect(await refused({ path: '/receiver/sessions/NL/TNM/none' })).toEqual([404, 2001]);
    expect(await refused({ path: '/receiver/tariffs/NL/TNM/none' })).toEqual([404, 2001]);
    for (const path of ['none', 'LOC1/none', 'LOC1/3256/none'])
      expect(await refused({ path: `/receiver/locations/NL/TNM/${path}` })).toEqual([404, 2003]);
    const { emsp } = tokens;
    expect(await refused({ path: '/sender/locations/none', token: emsp })).toEqual([404, 2003]);
    expect(await refused({ path: '/receiver/tokens/DE/BET/none', token: emsp })).toEqual([404, 2004]);
    expect(await refused({ path: `${TOKEN}?type=APP_USER`, token: emsp })).toEqual([404, 2004]);
  });

  it('E17 PATCH and DELETE of what is not there, and PUT below it', async () => {
    const patch = { last_updated: '2026-11-02T09:00:00Z' };
    const change = (path: string, more = {}) => ({ method: 'PATCH', path, body: patch, ...more });
    expect(await refused(change('/receiver/sessions/NL/TNM/none'))).toEqual([404, 2001]);
    for (const path of ['none', 'LOC1/none', 'LOC1/3256/none'])
      expect(await refused(change(`/receiver/locations/NL/TNM/${path}`))).toEqual([404, 2003]);
    expect(await refused(change('/receiver/tokens/DE/BET/none', { token: tokens.emsp }))).toEqual([
      404, 2004,
    ]);
    expect(await refused({ method: 'DELETE', path: '/receiver/tariffs/NL/TNM/none' })).toEqual([404, 2001]);
  });

  it('LOC-015 an EVSE or a connector without its location', async () => {
    const evse = { method: 'PUT', path: '/receiver/locations/NL/TNM/none/3256', body: samples.evse() };
    expect(await refused(evse)).toEqual([404, 2003]);
    const connector = { ...evse, path: '/receiver/locations/NL/TNM/LOC1/none/1', body: samples.connector() };
    expect(await refused(connector)).toEqual([404, 2003]);
  });

  it('E15, TRN-083 a URL of another owner, to write and to read', async () => {
    const stolen = samples.session({ id: 'stolen' });
    const path = '/receiver/sessions/NL/ALF/stolen';
    expect(await refused({ method: 'PUT', path, body: stolen })).toEqual([404, 2001]);
    expect(await refused({ method: 'PATCH', path, body: { last_updated: '2026-11-02T09:00:00Z' } })).toEqual([
      404, 2001,
    ]);
    expect(await refused({ path })).toEqual([404, 2001]);
    expect(await refused({ method: 'DELETE', path: '/receiver/tariffs/NL/ALF/T1' })).toEqual([404, 2001]);
  });
});

describe('what', () => {
  const put = (body: unknown, path = SESSION): Asked => ({ method: 'PUT', path, body });

  it.each(['{"id": "101",', 'id=101', '<session/>', ' ', "{'id': '101'}"])(
    'E01, STA-001 no JSON: %s',
    async (text) => {
      expect(await refused(put(text))).toEqual([400, 2001]);
    },
  );

  it.each(['[]', '"101"', '101', 'null'])('E12, STA-002 JSON, but no object: %s', async (text) => {
    expect(await refused(put(text))).toEqual([200, 2001]);
  });

  it.each([
    ['a field missing', without(session(), 'kwh')],
    ['a field null that has to be there', session({ status: null })],
    ['text for a number', session({ kwh: '1.5' })],
    ['a number for text', session({ currency: 978 })],
    ['an object for a list', session({ charging_periods: { start_date_time: '2026-11-02T08:00:00Z' } })],
    ['no instant', session({ start_date_time: 'this morning' })],
    ['an unknown value of a closed enum', session({ status: 'SLEEPING' })],
    [
      'a field missing deep inside',
      session({ cdr_token: { ...samples.session().cdr_token, uid: undefined } }),
    ],
  ])('E12, TRN-022, TRN-074 a session with %s', async (_, body) => {
    expect(await refused(put({ ...body, last_updated: '2026-12-01T00:00:00Z' }))).toEqual([200, 2001]);
  });

  it('E12 says what is wrong, where, and how to mend it', async () => {
    const { envelope } = await curl(put({ ...without(session(), 'kwh'), status: 'SLEEPING' }));
    expect(envelope.status_message).toMatch(/\/kwh: .*required.*\/status: .*ACTIVE/i);
  });

  it('TYPE-011 an id too long for a key', async () => {
    const id = 'x'.repeat(37);
    const path = `/receiver/sessions/NL/TNM/${id}`;
    expect(await refused(put(session({ id }), path))).toEqual([200, 2001]);
  });

  it('TYPE-011, AMB-029 but keeps other texts that are too long', async () => {
    const name = 'x'.repeat(300);
    const { http } = await curl(
      put({ ...samples.location({ ...TNM, id: 'LONG' }), name }, '/receiver/locations/NL/TNM/LONG'),
    );
    expect(http).toBe(201);
    expect(await w.graph('{ location(ref: "NL/TNM/LONG") { name } }')).toEqual({ location: { name } });
  });

  it('E12 a location, a tariff and a token alike', async () => {
    expect(await refused(put(without(samples.location(TNM), 'coordinates'), LOCATION))).toEqual([200, 2001]);
    expect(await refused(put({ ...samples.location(TNM), evses: [{ uid: 'bare' }] }, LOCATION))).toEqual([
      200, 2001,
    ]);
    expect(await refused(put({ ...samples.tariff(TNM), elements: [] }, TARIFF))).toEqual([200, 2001]);
    const token = { ...samples.token(), whitelist: 'MAYBE' };
    expect(await refused({ ...put(token, TOKEN), token: tokens.emsp })).toEqual([200, 2001]);
    expect(await refused(put({ ...samples.evse(), status: 'ASLEEP' }, `${LOCATION}/3256`))).toEqual([
      200, 2001,
    ]);
    expect(await refused(put(without(samples.connector(), 'standard'), `${LOCATION}/3256/1`))).toEqual([
      200, 2001,
    ]);
  });

  it('E13, TRN-024, SES-042, LOC-008 a PATCH without last_updated', async () => {
    for (const [path, token] of [
      [SESSION, tokens.c],
      [LOCATION, tokens.c],
      [`${LOCATION}/3256`, tokens.c],
      [`${LOCATION}/3256/1`, tokens.c],
      [TOKEN, tokens.emsp],
    ])
      expect(await refused({ method: 'PATCH', path: path ?? '', token, body: { kwh: 2 } })).toEqual([
        200, 2001,
      ]);
  });

  it('E12, AMB-012 a PATCH that would break the document', async () => {
    const last_updated = '2026-12-01T00:00:00Z';
    for (const change of [{ kwh: 'much' }, { currency: null }, { status: 'SLEEPING' }, { cdr_token: {} }])
      expect(await refused({ method: 'PATCH', path: SESSION, body: { ...change, last_updated } })).toEqual([
        200, 2001,
      ]);
  });

  it('E14, TRN-084 an id in the body that is not the one in the URL', async () => {
    expect(await refused(put(session({ id: '102' })))).toEqual([200, 2001]);
    expect(await refused(put(samples.evse({ uid: '9' }), `${LOCATION}/3256`))).toEqual([200, 2001]);
    expect(await refused(put(samples.connector({ id: '9' }), `${LOCATION}/3256/1`))).toEqual([200, 2001]);
    const app = { ...put(samples.token({ type: 'APP_USER' }), TOKEN), token: tokens.emsp };
    expect(await refused(app)).toEqual([200, 2001]);
    const patch = { id: '102', last_updated: '2026-12-01T00:00:00Z' };
    expect(await refused({ method: 'PATCH', path: SESSION, body: patch })).toEqual([200, 2001]);
  });

  it('E16, TRN-082, SES-004, LOC-009, TOK-005 an owner in the body that is not the one in the URL', async () => {
    expect(await refused(put(session({ party_id: 'ALF' })))).toEqual([200, 2001]);
    expect(await refused(put(samples.location({ ...TNM, country_code: 'DE' }), LOCATION))).toEqual([
      200, 2001,
    ]);
    expect(await refused({ ...put(samples.token(TNM), TOKEN), token: tokens.emsp })).toEqual([200, 2001]);
  });

  it('TRN-106 a body larger than the hub reads', async () => {
    const large = { ...session(), note: 'x'.repeat(2 * 1024 * 1024) };
    expect(await refused(put(large))).toEqual([413, 2000]);
  });

  it('TYPE-002, TYPE-003 what no OCPI text holds, and nesting without end', async () => {
    expect(await refused(put('{"id":"\\u0000"}'))).toEqual([200, 2001]);
    expect(await refused(put(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`))).toEqual([200, 2001]);
  });
});

describe('how much', () => {
  it.each([
    'offset=-1',
    'offset=two',
    'offset=1.5',
    'offset=99999999999',
    'limit=0',
    'limit=-5',
    'limit=all',
    'date_from=yesterday',
    'date_from=2026-13-45T00:00:00Z',
    'date_to=2026-11-02T08:00:00%2B01:00',
    'date_to=',
  ])('TRN-049 paging with %s', async (query) => {
    for (const path of ['/sender/locations', '/sender/sessions', '/sender/tariffs'])
      expect(await refused({ path: `${path}?${query}`, token: tokens.emsp })).toEqual([200, 2001]);
  });

  it('TRN-045 asked for too much, gives what it gives at most', async () => {
    const { http, headers } = await curl({ path: '/sender/locations?limit=100000', token: tokens.emsp });
    expect([http, headers.get('x-limit')]).toEqual([200, '500']);
  });
});

it('E34 and none of it was an error of the hub', async () => {
  const metrics = await (await fetch(`${w.hub.publicUrl}/metrics`)).text();
  const requests = metrics
    .split('\n')
    .filter((line) => line.startsWith('chargesphere_ocpi_request_seconds_count'));
  expect(requests.length).toBeGreaterThan(20);
  expect(requests.filter((line) => /http="5|ocpi="3000"/.test(line))).toEqual([]);
});
