/** The client that calls partners, against partners that misbehave (TRN-106, CRED-036). */
import { CallFailure } from '../src/client/call-failure.js';
import { PartnerClient } from '../src/client/http.js';
import type { ScriptedPartner } from './scripted-partner.js';
import { answer, scriptedPartner } from './scripted-partner.js';

const limits = { connect_ms: 1_000, call_ms: 300, answerBytes: 10_000 };
const open = { allowPrivateAddresses: true, allowPlainHttp: true, ports: [] };
const key = { token: 'secret', base64Token: true };
let partner: ScriptedPartner;
let client: PartnerClient;

beforeEach(async () => {
  client = new PartnerClient(open, limits);
  partner = await scriptedPartner(({ path }, res) => {
    if (path === '/ok') answer(res, [1]);
    else if (path === '/redirect') res.writeHead(302, { location: '/ok' }).end();
    else if (path === '/large') res.end('x'.repeat(20_000));
    else if (path === '/slow') res.writeHead(200, { 'Content-Length': 100 }).write('{');
    else if (path === '/cut') res.destroy();
    else if (path === '/hints') res.writeEarlyHints({ link: '</ok>; rel=preload' }, () => answer(res, ['ü']));
    else if (path === '/pieces') {
      const bytes = Buffer.from('\uFEFF{"status_code":1000,"data":"ü€"}');
      res.writeHead(200, { 'Content-Type': 'application/json' });
      for (const byte of bytes) res.write(Buffer.from([byte]));
      res.end();
    }
  });
});
afterEach(async () => {
  await client.close();
  await partner.close();
});

const get = (path: string, by = client) => by.call({ method: 'GET', url: partner.origin + path, key });
const failure = (path: string, by?: PartnerClient) =>
  get(path, by).catch((error: unknown) => error as CallFailure);

it('TRN-002, TRN-090, TRN-091 sends token and ids, and reads the envelope', async () => {
  expect(await get('/ok')).toMatchObject({
    http: 200,
    status_code: 1000,
    status_message: undefined,
    data: [1],
    headers: { 'content-type': 'application/json' },
  });
  expect(partner.heard[0]?.headers).toMatchObject({
    authorization: `Token ${Buffer.from('secret').toString('base64')}`,
    'x-request-id': expect.any(String),
    'x-correlation-id': expect.any(String),
  });
});

it('TRN-020 sends bodies as JSON', async () => {
  await client.call({ method: 'POST', url: `${partner.origin}/ok`, key, body: { a: 'ü' } });
  expect(partner.heard[0]).toMatchObject({
    body: '{"a":"ü"}',
    headers: { 'content-type': 'application/json' },
  });
});

it('TRN-064 reads an answer that comes in pieces, with a byte order mark, and after an announcement', async () => {
  expect(await get('/pieces')).toMatchObject({ http: 200, status_code: 1000, data: 'ü€' });
  expect(await get('/hints')).toMatchObject({
    http: 200,
    data: ['ü'],
    headers: { connection: 'keep-alive' },
  });
});

it('HUB-092 follows no redirects', async () => {
  expect((await get('/redirect')).http).toBe(302);
  expect(partner.heard.map(({ path }) => path)).toEqual(['/redirect']);
});

it.each([
  ['/large', 'rubbish'],
  ['/slow', 'timeout'],
  ['/silent', 'timeout'],
  ['/cut', 'unreachable'],
])('TRN-106 %s ends as %s', async (path, kind) => {
  expect(await failure(path)).toMatchObject({ name: 'CallFailure', kind });
});

it('E27 nobody listening is unreachable', async () => {
  await partner.close();
  expect(await failure('/ok')).toMatchObject({ kind: 'unreachable' });
});

it('CRED-036 a name that resolves to this machine is refused while connecting', async () => {
  const port = Number(new URL(partner.origin).port);
  const strict = new PartnerClient(
    { allowPrivateAddresses: false, allowPlainHttp: true, ports: [port] },
    limits,
  );
  const url = `http://localhost:${port}/ok`;
  await expect(strict.call({ method: 'GET', url, key })).rejects.toMatchObject({ kind: 'address' });
  await expect(failure('/ok', strict)).resolves.toMatchObject({ kind: 'address' });
  expect(partner.heard).toEqual([]);
  await strict.close();
});

it('close ends running calls, those that are still connecting, and begins no others', async () => {
  const running = failure('/silent');
  await client.close();
  expect(await running).toMatchObject({ kind: 'stopped' });
  expect(await failure('/ok')).toMatchObject({ kind: 'stopped' });
});

it('TRN-106 the time is that of the whole call, connecting included, and others are not touched by its end', async () => {
  const neverFound = { ...open, lookup: () => undefined };
  const waiting = new PartnerClient(neverFound, { ...limits, connect_ms: 60_000, call_ms: 50 });
  const url = `http://nowhere.example:${new URL(partner.origin).port}/ok`;
  await expect(waiting.call({ method: 'GET', url, key })).rejects.toMatchObject({ kind: 'timeout' });
  await waiting.close();
  const [slow, fine] = await Promise.all([failure('/slow'), get('/ok')]);
  expect([slow, fine]).toMatchObject([{ kind: 'timeout' }, { http: 200 }]);
});

it('a failure is a sentence without the token in it', async () => {
  const error = (await failure('/cut')) as CallFailure;
  expect(error).toBeInstanceOf(CallFailure);
  expect(error.message).toContain(new URL(partner.origin).host);
  expect(error.message).not.toContain('secret');
});
