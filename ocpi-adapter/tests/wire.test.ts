/** What every request meets, whatever its module: authentication, paths, methods, envelope, ids. */
import { Problem } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import type { World } from './world.js';
import { base64, from, to, world } from './world.js';

const SESSION = '/receiver/sessions/NL/ALF/101';
const UUID = /^[0-9a-f-]{36}$/;
let w: World;

beforeAll(async () => {
  w = await world({ limits: { graph_ms: 300 } });
});
afterAll(() => w.close());
afterEach(() => {
  w.graph.failing.clear();
  w.graph.held.clear();
});

const withToken = (header: string) => ({ authorization: header });
const stored = () => [...w.graph.documents.Session.keys()];

describe('authentication', () => {
  it('E02, TRN-009 answers 401 in the envelope without or with an unknown token, and says how to send one', async () => {
    for (const header of ['Token dW5rbm93bg==', 'Bearer abc', 'Token', 'Basic x y']) {
      const answer = await w.cpo.get(SESSION, withToken(header));
      expect(answer).toMatchObject({ http: 401, body: { status_code: 2000 } });
      expect(answer.headers['www-authenticate']).toContain('Token');
    }
  });

  it('E02 asks nothing of the graph for a header that cannot hold a token', async () => {
    const before = w.graph.asked.length;
    await w.cpo.get(SESSION, withToken('Token  two-spaces'));
    expect(w.graph.asked.length).toBe(before);
  });

  it('TRN-003, TRN-004, TRN-006 takes a token Base64-encoded and as it is', async () => {
    for (const header of [base64(w.cpo.token), w.cpo.token])
      expect((await w.cpo.get('', withToken(`Token ${header}`))).http).toBe(200);
  });

  it('TRN-006 refuses a header that means one platform decoded and another as sent', async () => {
    const raw = base64('ambiguous-token');
    w.graph.give(w.graph.addPlatform('One'), 'TOKEN_C', 'ambiguous-token');
    w.graph.give(w.graph.addPlatform('Two'), 'TOKEN_C', raw);
    const answer = await w.cpo.get('', withToken(`Token ${raw}`));
    expect(answer).toMatchObject({ http: 401, body: { status_code: 2000 } });
    expect(answer.body.status_message).toContain('two platforms');
  });

  it('TRN-007 a token with a newline encoded into it is another token', async () => {
    expect((await w.cpo.get('', withToken(`Token ${base64(`${w.cpo.token}\n`)}`))).http).toBe(401);
  });

  it('TRN-007, AMB-001 a platform that is put up with may encode a newline with its token', async () => {
    const { platform, token } = w.cpo;
    platform.tolerateNewline = true;
    await w.changed({ platformId: platform.id, kind: 'CONFIGURED' });
    const withNewline = withToken(`Token ${base64(`${token}\n`)}`);
    expect((await w.cpo.get('', withNewline)).http).toBe(200);
    expect((await w.emsp.get('', withToken(`Token ${base64(`${w.emsp.token}\n`)}`))).http).toBe(401);
    // It holds until the operator changes his mind.
    platform.tolerateNewline = false;
    await w.changed({ platformId: platform.id, kind: 'CONFIGURED' });
    expect((await w.cpo.get('', withNewline)).http).toBe(401);
  });

  it('E03, TRN-010 a token A opens versions and credentials and nothing else', async () => {
    const invited = w.partner({ ...w.graph.addPlatform('Neu'), status: 'PENDING' }, 'TOKEN_A');
    w.graph.platforms.set(invited.platform.id, invited.platform);
    expect((await invited.get(`${w.origin}/ocpi/versions`)).http).toBe(200);
    expect((await invited.get('')).http).toBe(200);
    expect((await invited.get('/credentials')).http).toBe(200);
    for (const path of [SESSION, '/sender/locations', '/hubclientinfo', '/nowhere', `${w.origin}/ocpi/9.9`])
      expect(await invited.get(path)).toMatchObject({ http: 401, body: { status_code: 2000 } });
  });

  it('CRED-051 a suspended platform is nobody', async () => {
    const gone = w.partner({ ...w.graph.addPlatform('Weg', 'CPO NL/WEG'), status: 'SUSPENDED' });
    w.graph.platforms.set(gone.platform.id, gone.platform);
    expect((await gone.get('')).http).toBe(401);
  });

  it('TRN-008 looks a platform up once and remembers it', async () => {
    const lookups = () => w.graph.asked.filter(({ name }) => name === 'CredentialsByToken').length;
    await w.cpo.get('');
    const before = lookups();
    await w.cpo.get('');
    expect(lookups()).toBe(before);
  });

  it('AMB-002 logs no tokens', async () => {
    await w.cpo.get(SESSION);
    expect(w.logged.join('')).not.toContain(w.cpo.token);
    expect(w.logged.join('')).not.toContain(base64(w.cpo.token));
  });
});

describe('paths and methods', () => {
  it.each([
    '/nowhere',
    '/receiver/sessions/NL/ALF',
    '/receiver/sessions/NL/ALF/101/2',
    '/sender/payments',
    '/sender/sessions/101',
  ])('E04 %s is nothing, and the answer says where to look', async (path) => {
    const answer = await w.cpo.get(path);
    expect(answer).toMatchObject({ http: 404, body: { status_code: 2000 } });
    expect(answer.body.status_message).toContain('/ocpi/2.3.0');
  });

  it('E04 an unknown version, a broken escape and the bare root', async () => {
    for (const path of ['/ocpi/9.9/credentials', '/ocpi/2.3.0/%zz', '/ocpi'])
      expect(await w.cpo.get(w.origin + path)).toMatchObject({ http: 404, body: { status_code: 2000 } });
  });

  it.each([
    ['POST', SESSION, 'GET, PUT, PATCH'],
    ['DELETE', SESSION, 'GET, PUT, PATCH'],
    ['PATCH', '/receiver/tariffs/NL/ALF/1', 'GET, PUT, DELETE'],
    ['DELETE', '/receiver/tokens/DE/BET/1', 'GET, PUT, PATCH'],
    ['POST', '/sender/locations', 'GET'],
    ['PUT', '/sender/locations/LOC1', 'GET'],
    ['POST', '', 'GET'],
    ['PATCH', '/credentials', 'GET, PUT, DELETE'],
    ['POST', '/hubclientinfo', 'GET'],
    ['POST', '/receiver/sessions', ''],
  ])('E05 %s %s is not offered', async (method, path, allow) => {
    const answer = await w.cpo.call(method, path);
    expect(answer).toMatchObject({ http: 405, body: { status_code: 2000 } });
    expect(answer.headers['allow']).toBe(allow);
  });

  it('AMB-010, TRN-103 a trailing slash and a doubled one after the module change nothing', async () => {
    await w.cpo.put(SESSION, samples.session());
    for (const path of [`${SESSION}/`, '/receiver/sessions//NL/ALF/101', `${w.origin}/ocpi/versions/`, '/'])
      expect((await w.cpo.get(path)).http).toBe(200);
    expect((await w.cpo.get('/receiver/sessions/NL//ALF/101')).http).toBe(404);
  });

  it('TRN-087 ids in URLs are the same in any case', async () => {
    await w.cpo.put(SESSION, samples.session());
    expect((await w.cpo.get('/receiver/sessions/nl/alf/101')).body.data).toMatchObject({ id: '101' });
  });

  it('AMB-011 an id may hold an encoded slash', async () => {
    const id = 'A/1 *?#%';
    const path = `/receiver/sessions/NL/ALF/${encodeURIComponent(id)}`;
    expect((await w.cpo.put(path, samples.session({ id }))).http).toBe(201);
    expect((await w.cpo.get(path)).body.data).toMatchObject({ id });
    expect(stored()).toContain('NL/ALF/A%2F1%20*%3F%23%25');
  });
});

describe('envelope and ids', () => {
  it('TRN-021, TRN-060 every answer is the envelope as JSON, errors too', async () => {
    for (const path of ['', '/nowhere']) {
      const { headers, body } = await w.cpo.get(path);
      expect(headers['content-type']).toBe('application/json');
      expect(body.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(body.status_code).toBeGreaterThanOrEqual(1000);
    }
  });

  it('TRN-062, AMB-007 the answer to a push has no data', async () => {
    expect((await w.cpo.put(SESSION, samples.session())).body).toEqual({
      status_code: 1000,
      timestamp: expect.any(String),
    });
  });

  it('TRN-090, TRN-091, TRN-097 repeats the ids in answers of every kind', async () => {
    const ids = { 'x-request-id': 'req-1', 'x-correlation-id': 'cor-1' };
    for (const path of ['', '/nowhere', SESSION])
      expect((await w.cpo.get(path, ids)).headers).toMatchObject(ids);
    expect((await w.cpo.get(SESSION, { ...ids, authorization: 'Token x' })).headers).toMatchObject(ids);
    expect((await w.cpo.put(SESSION, '{', ids)).headers).toMatchObject(ids);
  });

  it('TRN-097 makes ids up when they are missing', async () => {
    const { headers } = await w.cpo.get('');
    expect(headers['x-request-id']).toMatch(UUID);
    expect(headers['x-correlation-id']).toMatch(UUID);
  });

  it('TRN-094 hands the ids to the graph', async () => {
    await w.cpo.put(SESSION, samples.session(), { 'x-request-id': 'req-2', 'x-correlation-id': 'cor-2' });
    expect(w.graph.asked.at(-1)).toMatchObject({
      name: 'PutSession',
      caller: { requestId: 'req-2', correlationId: 'cor-2', principal: { kind: 'platform' } },
    });
  });

  it('HUB-064 tells the observer module, method and both statuses', async () => {
    await w.cpo.put(SESSION, samples.session());
    expect(w.observed.at(-1)).toEqual({
      module: 'sessions',
      method: 'PUT',
      http: 200,
      ocpi: 1000,
      duration_ms: expect.any(Number),
    });
  });
});

describe('E34 the hub fails', () => {
  it.each([
    ['an error nobody expected', new Error('secret of the database')],
    ['INTERNAL', new Problem('INTERNAL', 'secret of the database')],
    ['UNAVAILABLE', new Problem('UNAVAILABLE', 'secret of the database')],
  ])('STA-002 %s is HTTP 200 with 3000 and tells nothing of the inside', async (_, problem) => {
    w.graph.failing.set('PutSession', problem);
    const { http, body } = await w.cpo.put(SESSION, samples.session());
    expect({ http, code: body.status_code }).toEqual({ http: 200, code: 3000 });
    expect(body.status_message).not.toContain('secret');
  });

  it('quotes the request id, so that the operator finds the log line', async () => {
    w.graph.failing.set('PutSession', new Error('broken'));
    const { body } = await w.cpo.put(SESSION, samples.session(), { 'x-request-id': 'find-me' });
    expect(body.status_message).toContain('find-me');
    expect(w.logged.some((line) => line.includes('find-me') && line.includes('broken'))).toBe(true);
  });

  it('TRN-106 a graph that does not answer in time', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    w.graph.held.set('PutSession', promise);
    expect(await w.cpo.put(SESSION, samples.session())).toMatchObject({
      http: 200,
      body: { status_code: 3000 },
    });
    resolve(undefined);
  });

  it('a graph that cannot say who is calling', async () => {
    w.graph.failing.set('CredentialsByToken', new Problem('UNAVAILABLE', 'away'));
    const stranger = w.partner(w.graph.addPlatform('Frisch'));
    expect(await stranger.get('')).toMatchObject({ http: 200, body: { status_code: 3000 } });
    w.graph.failing.clear();
    expect((await stranger.get('')).http).toBe(200);
  });
});

it('RTE-002, RTE-008, HUB-013 configuration modules ignore routing headers and send none', async () => {
  const { http, headers } = await w.cpo.get('/credentials', { ...from('XX/YYY'), ...to('QQ/ZZZ') });
  expect(http).toBe(200);
  expect(Object.keys(headers).filter((name) => name.startsWith('ocpi-'))).toEqual([]);
});
