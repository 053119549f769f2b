/** What is made of request bodies: JSON or not, an object or not, too large, too slow, cut off (E01, E12). */
import { connect } from 'node:net';
import { samples } from '@chargesphere/simulator';
import type { World } from './world.js';
import { base64, world } from './world.js';

const SESSION = '/receiver/sessions/NL/ALF/101';
let w: World;

beforeEach(async () => {
  w = await world({ limits: { body_ms: 500 } });
  w.cpo.platform.tier.bodyBytes = 20_000;
  await w.cpo.put(SESSION, samples.session());
});
afterEach(() => w.close());

const stored = () => [...w.graph.documents.Session.keys()];

it.each(['', '{', 'id=1', '{"id": 1,}'])('E01, STA-001 %j is not JSON', async (body) => {
  expect(await w.cpo.put(SESSION, body)).toMatchObject({ http: 400, body: { status_code: 2001 } });
});

it.each(['[]', '"x"', '42', 'null'])('E12, STA-002 %s is JSON but no object', async (body) => {
  expect(await w.cpo.put(SESSION, body)).toMatchObject({ http: 200, body: { status_code: 2001 } });
});

it('TRN-020 takes JSON whatever the content type says', async () => {
  const session = samples.session();
  for (const type of ['text/plain', 'application/xml', 'application/json; charset=utf-8'])
    expect((await w.cpo.put(SESSION, session, { 'content-type': type })).http).toBe(200);
});

it('E12 names pointer and cure of the first violations, and stores nothing', async () => {
  const session = { ...samples.session({ id: 'bad' }), kwh: undefined, status: 'SLEEPING', currency: 7 };
  const { http, body } = await w.cpo.put('/receiver/sessions/NL/ALF/bad', session);
  expect({ http, code: body.status_code }).toEqual({ http: 200, code: 2001 });
  expect(body.status_message).toMatch(/\/kwh: .*\/currency: .*\/status: /);
  expect(stored()).not.toContain('NL/ALF/BAD');
});

it('E12 counts further violations instead of listing them', async () => {
  const { body } = await w.cpo.put('/receiver/sessions/NL/ALF/bad', { id: 'bad' });
  expect(body.status_message).toMatch(/ And \d+ more\.$/);
});

it('TRN-106 a body beyond the limit gets 413 in the envelope, and the connection goes on', async () => {
  const answer = await w.cpo.put(SESSION, { ...samples.session(), padding: 'x'.repeat(30_000) });
  expect(answer).toMatchObject({ http: 413, body: { status_code: 2000 } });
  expect(answer.body.status_message).toContain('20000 bytes');
  expect((await w.cpo.get('')).http).toBe(200);
});

it('TRN-106 a body far beyond the limit is answered before it is read, and hung up on', async () => {
  const answer = await rawAnswer(`PUT /ocpi/2.3.0${SESSION} HTTP/1.1`, 'Content-Length: 99999999', '{"a":');
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toMatch(/Connection: close/i);
});

it('TRN-106 a body that never ends gets 408 in the envelope', async () => {
  const answer = await rawAnswer(`PUT /ocpi/2.3.0${SESSION} HTTP/1.1`, 'Content-Length: 100', '{"a":');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('"status_code":2000');
});

it('a chunked body beyond the limit is refused like any other', async () => {
  const chunk = `ffff\r\n${'x'.repeat(0xffff)}\r\n`;
  const answer = await rawAnswer(
    `PUT /ocpi/2.3.0${SESSION} HTTP/1.1`,
    'Transfer-Encoding: chunked',
    chunk.repeat(3),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

it('a client that hangs up in the middle leaves no trace but its absence', async () => {
  const observed = w.observed.length;
  const socket = await rawRequest(`PUT /ocpi/2.3.0${SESSION} HTTP/1.1`, 'Content-Length: 100', '{"a":');
  socket.destroy();
  await new Promise((resolve) => socket.once('close', resolve));
  expect((await w.cpo.get('')).http).toBe(200);
  expect(w.observed.slice(observed).map(({ method }) => method)).toEqual(['GET']);
});

it('E34 nothing in a body becomes a 5xx', async () => {
  const nested = `{"a":${'{"b":'.repeat(200)}1${'}'.repeat(200)}}`;
  for (const body of [nested, '{"id":"\\u0000"}', '{"__proto__":{"x":1}}', Buffer.from([0xff, 0xfe])])
    expect((await w.cpo.put(SESSION, body)).http).toBeLessThan(500);
});

/** A request written by hand, with a body that is not all there. */
async function rawRequest(...lines: string[]) {
  const socket = connect(Number(new URL(w.origin).port), '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const [start = '', header = '', body = ''] = lines;
  const head = [start, 'Host: hub', `Authorization: Token ${base64(w.cpo.token)}`, header, '', body];
  await new Promise((resolve) => socket.write(head.join('\r\n'), resolve));
  return socket;
}

async function rawAnswer(...lines: string[]): Promise<string> {
  const socket = await rawRequest(...lines);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}
