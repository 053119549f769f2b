/**
 * The hub as people run it, with its embedded database: killed in the middle of pushes it has lost nothing that it
 * acknowledged, and asked to stop it answers first what it has accepted.
 */
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '@chargesphere/schema';
import {
  createCpo,
  createEmsp,
  isSuccess,
  NoAnswer,
  samples,
  type Cpo,
  type Emsp,
} from '@chargesphere/simulator';
import { freePort, spawnHub, type HubChild } from './child.js';
import { ADMIN_KEY, webSocketClient } from './world.js';

const AT_ONCE = 8;
const ACKNOWLEDGED_BEFORE_THE_KILL = 120;

let folder: string;
let port: number;
let hub: HubChild;
let cpo: Cpo;
let emsp: Emsp;

const start = async (): Promise<HubChild> => {
  const child = spawnHub({
    HUB_DATA_DIR: folder,
    HUB_PORT: String(port),
    HUB_ADMIN_KEY: ADMIN_KEY,
    HUB_ALLOW_PRIVATE_ADDRESSES: 'on',
  });
  await child.text('ChargeSphere is ready.');
  return child;
};

const graph = async <Data>(query: string): Promise<Data> => {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

/** Every session of the hub by its ref, page by page. */
const sessions = async (): Promise<Map<string, number>> => {
  interface Page {
    sessions: { items: { ref: string; kwh: number }[]; next: string | null };
  }
  const found = new Map<string, number>();
  let after: string | null = '';
  while (after !== null) {
    const page: Page = await graph(
      `{ sessions(page: { limit: 200${after && `, after: ${JSON.stringify(after)}`} }) { items { ref kwh } next } }`,
    );
    for (const { ref, kwh } of page.sessions.items) found.set(ref, kwh);
    after = page.sessions.next;
  }
  return found;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chargesphere-survival-'));
  await chmod(folder, 0o755); // started by root, PostgreSQL is another user, who has to get in
  port = await freePort();
  hub = await start();
  [cpo, emsp] = [await createCpo(), await createEmsp()];
  for (const partner of [cpo, emsp]) {
    const query = `mutation { invitePlatform(input: { name: "${partner.name}" }) { token versionsUrl } }`;
    const { invitePlatform } = await graph<{ invitePlatform: { token: string; versionsUrl: string } }>(query);
    await partner.register(invitePlatform);
  }
}, 60_000);

afterAll(async () => {
  await Promise.all([cpo.close(), emsp.close()]);
  hub.kill('SIGKILL');
  await hub.ended;
  const database = await realpath(join(folder, 'postgres')).catch(() => folder); // it may be a link
  await rm(database, { recursive: true, force: true, maxRetries: 20 });
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** Carried on to the eMSP of the token: it is acknowledged when that has it too. */
const pushed = (session: Session) => cpo.pushSession(session, { to: null });

it('has every acknowledged push after SIGKILL of the whole process group', async () => {
  const acknowledged = new Map<string, number>();
  let isDead = false;
  let cut = 0;
  const push = async (id: string, kwh: number): Promise<void> => {
    const last_updated = new Date(Date.UTC(2026, 10, 2) + kwh).toISOString();
    try {
      const answer = await pushed(samples.session({ id, kwh, last_updated }));
      if (!isSuccess(answer)) throw new Error(answer.text);
      acknowledged.set(`NL/ALF/${id}`, kwh);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      cut += 1;
    }
    if (acknowledged.size < ACKNOWLEDGED_BEFORE_THE_KILL || isDead) return;
    isDead = true;
    hub.kill('SIGKILL'); // while the other workers wait for their answers
  };
  // Each pushes new sessions and, between them, one again and again, so that updates have to survive as well.
  const worker = async (name: number): Promise<void> => {
    for (let n = 0; !isDead; n += 1) await push(n % 2 ? `new-${name}-${n}` : `same-${name}`, n);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, name) => worker(name)));
  expect(cut).toBeGreaterThan(0);
  expect(await hub.ended).toEqual({ code: null, signal: 'SIGKILL' });

  hub = await start();
  const found = await sessions();
  // A push whose answer was cut off may be there or not: what is stored is at least what was acknowledged.
  const lost = [...acknowledged].filter(([ref, kwh]) => (found.get(ref) ?? -1) < kwh);
  expect(lost).toEqual([]);
  expect(found.size).toBeGreaterThanOrEqual(acknowledged.size);
}, 60_000);

it('CRED-026 knows its partners after that, and takes their pushes', async () => {
  const { http } = await pushed(samples.session({ id: 'after', kwh: 7 }));
  expect(http).toBe(201);
});

/** A request of which only the beginning has been sent. */
const begun = async (head: string[], body: string): Promise<{ socket: Socket; answer: Promise<string> }> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  const answer = once(socket, 'close').then(() => text);
  const headers = [
    'Host: hub',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.write([...head, ...headers, '', body.slice(0, 10)].join('\r\n'));
  return { socket, answer };
};

it('answers what it has accepted when it gets SIGTERM, takes nothing new, and exits with 0', async () => {
  const session = JSON.stringify(samples.session({ id: 'last', kwh: 42 }));
  const token = Buffer.from(cpo.peer.outgoingToken).toString('base64');
  const put = await begun(
    ['PUT /ocpi/2.3.0/receiver/sessions/NL/ALF/last HTTP/1.1', `Authorization: Token ${token}`],
    session,
  );
  const query = JSON.stringify({ query: '{ session(ref: "NL/ALF/after") { kwh } }' });
  const post = await begun(['POST /graphql HTTP/1.1', `Authorization: Bearer ${ADMIN_KEY}`], query);
  const client = webSocketClient(`http://127.0.0.1:${port}/graphql`, ADMIN_KEY);
  const live = client.iterate({ query: 'subscription { sessionUpdated { ref } }' });
  const connected = Promise.withResolvers<undefined>();
  client.on('connected', () => connected.resolve(undefined));
  const event = live.next().catch((error: unknown) => error);
  await connected.promise;
  // Its answer also says that the hub has read the beginnings above: they came before it.
  expect((await pushed(samples.session({ id: 'before', kwh: 1 }))).http).toBe(201);

  hub.kill('SIGTERM');
  await hub.line({ msg: 'stopping' });
  put.socket.write(session.slice(10));
  post.socket.write(query.slice(10));
  expect(await put.answer).toMatch(/^HTTP\/1\.1 201 .*Connection: close\r\n.*"status_code":1000/is);
  expect(await post.answer).toMatch(/^HTTP\/1\.1 200 .*Connection: close\r\n.*"kwh":7/is);
  await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  await event;
  expect(await hub.ended).toEqual({ code: 0, signal: null });
  await client.dispose();
}, 60_000);
