/** What web pages of other origins may do with /graphql, and how answers travel: CORS, CSRF, caching, compression. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { OPERATOR_KEY, startWorld, type World } from './world.js';

const APP = 'https://app.example.com';
const KEY = { authorization: `Bearer ${OPERATOR_KEY}` };

let world: World;
beforeAll(async () => {
  world = await startWorld({ origins: [APP], limits: { compressed_bytes: 300 } });
});
afterAll(() => world.close());

/** Not fetch: it forbids some of these headers and undoes compression by itself. */
const ask = async (method: string, headers: Record<string, string>, body?: string, search = '') => {
  const { hostname, port } = new URL(world.url);
  const sent = httpRequest({ hostname, port, path: `/graphql${search}`, method, headers });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
};
const TYPENAME = JSON.stringify({ query: '{ __typename }' });
const post = (headers: Record<string, string>, body = TYPENAME) =>
  ask('POST', { 'content-type': 'application/json', ...headers }, body);

describe('a page of another origin', () => {
  it('is let in by name: its browser is told so, before and with the answer', async () => {
    const leave = await ask('OPTIONS', {
      origin: APP,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    });
    expect(leave.status).toBe(204);
    expect(leave.headers).toMatchObject({
      'access-control-allow-origin': APP,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST',
      'access-control-max-age': '86400',
    });
    expect(leave.headers['access-control-allow-headers']).toMatch(/content-type, authorization/);
    const answer = await post({ origin: APP, ...KEY });
    expect(answer.headers['access-control-allow-origin']).toBe(APP);
    expect(answer.headers['access-control-expose-headers']).toContain('x-request-id');
    expect(answer.headers.vary).toContain('origin');
  });

  it('is told nothing that its browser would take for leave, when it is not listed', async () => {
    const leave = await ask('OPTIONS', {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
    });
    const answer = await post({ origin: 'https://evil.example', ...KEY });
    for (const { headers } of [leave, answer])
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect((await post({ origin: APP })).headers['access-control-allow-origin']).toBe(APP); // its 401 may be read too
  });

  it('is let in without its cookies where all are', async () => {
    const open = await startWorld({ origins: ['*'] });
    const answer = await fetch(open.url, {
      method: 'POST',
      headers: { origin: 'https://anywhere.example', 'content-type': 'application/json', ...KEY },
      body: TYPENAME,
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    await open.close();
  });
});

describe('a request that a foreign page could have made a browser send', () => {
  /** Known by something a browser sends by itself, as cookies are. */
  const known = { authenticate: async () => ({ kind: 'operator', name: 'Ann' }) as const };
  const query = `?query=${encodeURIComponent('{ __typename }')}`;

  it.each([
    ['a link', 'GET', query, {}, undefined, 400],
    ['a form', 'POST', '', { 'content-type': 'text/plain' }, TYPENAME, 415],
    [
      'a script of a foreign page',
      'POST',
      '',
      { 'content-type': 'application/json', origin: 'https://evil.example' },
      TYPENAME,
      403,
    ],
    ['a program that shows it is one', 'GET', query, { 'graphql-require-preflight': '1' }, undefined, 200],
    [
      'a script of a listed page',
      'POST',
      '',
      { 'content-type': 'application/json', origin: APP },
      TYPENAME,
      200,
    ],
  ] as const)('%s', async (_what, method, search, headers, body, status) => {
    const open = await startWorld({ ...known, origins: [APP] });
    const answer = await fetch(open.url + search, { method, headers, ...(body ? { body } : {}) });
    expect(answer.status).toBe(status);
    await open.close();
  });

  it('is executed where the check is off', async () => {
    const open = await startWorld({ ...known, csrfPrevention: false });
    expect((await fetch(open.url + query)).status).toBe(200);
    await open.close();
  });
});

describe('an answer', () => {
  const LONG = JSON.stringify({ query: '{ sessions { ref status kwh document location { name city } } }' });

  it('is not to be kept by anybody, and says what it depends on', async () => {
    for (const { headers } of [
      await post(KEY),
      await post({}),
      await ask('GET', KEY, undefined, '?query={__typename}'),
    ]) {
      expect(headers['cache-control']).toBe('no-store');
      expect(headers.vary).toBe('accept, accept-encoding, authorization, cookie, origin');
    }
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=1, br;q=0.1', 'gzip'],
    ['*', 'br'],
    ['deflate', undefined],
    ['br;q=0', undefined],
  ])('is compressed as the client accepts: %s', async (accepted, encoding) => {
    const plain = await post(KEY, LONG);
    const answer = await post({ ...KEY, 'accept-encoding': accepted }, LONG);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(Number(answer.headers['content-length'])).toBe(answer.bytes.length);
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    const bytes = encoding ? unpack[encoding as 'br' | 'gzip'](answer.bytes) : answer.bytes;
    expect(bytes.toString()).toBe(plain.bytes.toString());
  });

  it('is sent as it is when it is short', async () => {
    const answer = await post({ ...KEY, 'accept-encoding': 'br' });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('is refused to whoever accepts neither media type', async () => {
    expect((await post({ ...KEY, accept: 'application/xml' })).status).toBe(406);
    expect((await post({ ...KEY, accept: 'application/xml, */*;q=0.1' })).status).toBe(200);
  });

  it('is of the media type the client prefers', async () => {
    const both = 'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8;q=0.9';
    const answer = await post({ ...KEY, accept: both });
    expect(answer.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  });
});
