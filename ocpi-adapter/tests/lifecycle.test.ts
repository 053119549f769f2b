/** Start, events and end of an adapter: what is cached follows what changes, and nothing is cut off at the end. */
import { samples } from '@chargesphere/simulator';
import { MemoryGraph } from './memory-graph.js';
import type { World } from './world.js';
import { world } from './world.js';

const SESSION = '/receiver/sessions/NL/ALF/101';
let w: World;

beforeEach(async () => {
  w = await world({ limits: { close_ms: 2_000 } });
});
afterEach(() => w.close());

it('CRED-046 a token that ended elsewhere is void here as soon as the event arrives', async () => {
  expect((await w.cpo.get('')).http).toBe(200);
  w.graph.tokens.clear();
  expect((await w.cpo.get('')).http).toBe(200); // remembered
  await w.changed({ platformId: w.cpo.platform.id, kind: 'UNREGISTERED' });
  expect((await w.cpo.get('')).http).toBe(401);
});

it.each(['CONFIGURED', 'WENT_OFFLINE', 'CAME_BACK'])(
  '%s of one platform leaves the others remembered',
  async (kind) => {
    const lookups = () => w.graph.asked.filter(({ name }) => name === 'CredentialsByToken').length;
    await w.cpo.get('');
    await w.emsp.get('');
    const before = lookups();
    await w.changed({ platformId: w.emsp.platform.id, kind });
    await w.cpo.get('');
    expect(lookups()).toBe(before);
    await w.emsp.get('');
    expect(lookups()).toBe(before + 1);
  },
);

it('HUB-063 limits of a tier are those of any platform', async () => {
  await w.cpo.get('');
  w.graph.tokens.clear();
  await w.changed({ platformId: '*', kind: 'LIMITS_CHANGED' });
  expect((await w.cpo.get('')).http).toBe(401);
});

it('HUB-030 new roles count as soon as the event arrives', async () => {
  const { platform } = w.emsp;
  expect((await w.emsp.get('/sender/tokens')).body.status_code).toBe(2001);
  platform.roles.push({ role: 'CPO', countryCode: 'DE', partyId: 'BET', status: 'CONNECTED' });
  await w.changed({ platformId: platform.id, kind: 'UPDATED' });
  expect((await w.emsp.get('/sender/tokens')).body.status_code).toBe(1000);
});

it('CRED-035 a token is not remembered beyond its own end', async () => {
  const short = w.partner(w.graph.addPlatform('Kurz'));
  for (const held of w.graph.tokens.values())
    if (held.platformId === short.platform.id) held.expiresAt = new Date(Date.now() - 1).toISOString();
  await short.get('');
  w.graph.tokens.clear();
  expect((await short.get('')).http).toBe(401);
});

it('start waits until changes are followed, and tries again while the graph is not there yet', async () => {
  const graph = new MemoryGraph();
  graph.refusedSubscriptions = 2;
  const late = await world({ graph });
  expect(graph.refusedSubscriptions).toBe(0);
  expect((await late.cpo.get('')).http).toBe(200);
  await late.close();
});

it('a lost subscription is opened again, and what was remembered meanwhile is forgotten', async () => {
  await w.cpo.get('');
  w.graph.tokens.clear();
  const reopened = w.graph.changes.opened();
  await w.graph.changes.drop();
  await reopened;
  expect((await w.cpo.get('')).http).toBe(401);
});

it('close finishes the request that is being answered', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const reached = w.graph.reached('PutSession');
  w.graph.held.set('PutSession', promise);
  const answering = w.cpo.put(SESSION, samples.session());
  await reached;
  let isClosed = false;
  const closing = w.adapter.close().then(() => (isClosed = true));
  resolve(undefined);
  expect((await answering).http).toBe(201);
  await closing;
  expect(isClosed).toBe(true);
});

it('TRN-106 close does not wait for ever', async () => {
  const hasty = await world({ limits: { close_ms: 20 } });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const reached = hasty.graph.reached('PutLocation');
  hasty.graph.held.set('PutLocation', promise);
  const answering = hasty.cpo.put('/receiver/locations/NL/ALF/LOC1', samples.location());
  await reached;
  await hasty.adapter.close();
  resolve(undefined);
  expect((await answering).http).toBe(201);
  await hasty.close();
});
