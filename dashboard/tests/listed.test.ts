/** A hub that executes nothing but its own pages' operations: the pages ask and watch all the same, others do not. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { readConfig, startHub, type Hub } from '@chargesphere/hub';
import { createCpo, createEmsp, samples, type Cpo, type Emsp } from '@chargesphere/simulator';
import { freshDatabase, type TestDatabase } from '../../tests/setup/database.js';
import * as graph from '../src/graph/index.js';

const KEY = 'operator-key-of-the-tests';

let database: TestDatabase;
let hub: Hub;
let cpo: Cpo;
let emsp: Emsp;
let url: string;
beforeAll(async () => {
  database = await freshDatabase();
  const settings = {
    DATABASE_URL: database.url,
    HUB_SECRET_KEY: randomBytes(24).toString('hex'),
    HUB_ADMIN_KEY: KEY,
    HUB_PORT: '0',
    HUB_GRAPHQL_SAFELIST: 'on',
  };
  hub = await startHub(readConfig(settings), pino({ level: 'silent' }));
  url = `${hub.publicUrl}/graphql`;
  [cpo, emsp] = await Promise.all([createCpo(), createEmsp()]);
}, 60_000);
afterAll(async () => {
  await cpo?.close();
  await emsp?.close();
  await hub?.stop();
  await database?.drop();
});

it('is asked and watched by id', async () => {
  const { request } = graph.createGraph({ url, key: KEY, byId: true });
  for (const [partner, name] of [
    [cpo, 'Alfa Laden'],
    [emsp, 'Beta Mobil'],
  ] as const) {
    const { invitePlatform } = await request(graph.InvitePlatformDocument, { input: { name } });
    await partner.register(invitePlatform);
  }
  await cpo.pushLocation(samples.location());
  const watcher = graph.createWatcher({ url, key: KEY, byId: true });
  const events = watcher.watch(graph.SessionsLiveDocument, { filter: {} });
  const first = events.next();
  // When a subscription is open is told to nobody: until the first event has come, there are more.
  let isTold = false;
  for (let push = 1; !isTold; push += 1) {
    const last_updated = new Date(Date.now() + push).toISOString();
    await cpo.pushSession(samples.session({ id: 'live', last_updated }));
    const soon = new Promise((resolve) => setTimeout(resolve, 10)).then(() => false);
    isTold = await Promise.race([first.then(() => true), soon]);
  }
  expect((await first).value?.data?.sessionUpdated.ref).toBe('NL/ALF/live');
  await events.return();
  await watcher.close();
});

it('lets people in at the account page, and executes nothing else', async () => {
  const ask = async (query: string, variables: object = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: unknown;
      errors?: { extensions: { code: string } }[];
    };
    return errors?.[0]?.extensions.code ?? data;
  };
  const page = await (await fetch(`${hub.publicUrl}/account`)).text();
  const [, texts = '{}'] = /const operations = (\{.*\});/.exec(page) ?? [];
  const operations = Object.entries(JSON.parse(texts) as Record<string, string>);
  expect(operations.length).toBeGreaterThan(5);
  for (const [, text] of operations) expect(await ask(text)).not.toBe('OPERATION_NOT_LISTED');
  expect(await ask(operations[0]?.[1] ?? '')).toMatchObject({ me: { role: 'OPERATOR' } });
  expect(await ask('{ hub { ref } }')).toBe('OPERATION_NOT_LISTED');
});
