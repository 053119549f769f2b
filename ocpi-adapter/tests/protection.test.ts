/** What a platform may take of the hub, over a real socket (HUB-063): what is beyond, and how it goes on afterwards. */
import { samples } from '@chargesphere/simulator';
import { reachableAt } from './keeping-partner.js';
import { answer, scriptedPartner } from './scripted-partner.js';
import { base64, to, world, type Answer, type World } from './world.js';

const SESSION = '/receiver/sessions/NL/ALF/101';
let w: World;
afterEach(() => w.close());

const withToken = (token: string) => ({ authorization: `Token ${base64(token)}` });

/** An answer of HTTP 429 as OCPI wants every answer: with an envelope and the ids of the message. */
const tooMuch = (ocpi = 4000): Partial<Answer> => ({
  http: 429,
  headers: expect.objectContaining({
    'retry-after': expect.stringMatching(/^[1-9]\d*$/),
    'x-request-id': 'r-1',
    'x-correlation-id': 'c-1',
  }),
  body: {
    status_code: ocpi,
    status_message: expect.any(String),
    timestamp: expect.any(String),
  } as unknown as Answer['body'],
});
const ids = { 'x-request-id': 'r-1', 'x-correlation-id': 'c-1' };
const limitsOf = (observed: World['observed']) => observed.flatMap(({ limit }) => limit ?? []);

it('HUB-063 answers requests beyond the tier with 429, envelope and Retry-After, and takes them again after it', async () => {
  w = await world();
  Object.assign(w.cpo.platform.tier, { requestsPerSecond: 2, burst: 1 });
  for (let i = 0; i < 3; i += 1) expect((await w.cpo.get('', ids)).http).toBe(200);
  const beyond = await w.cpo.get('', ids);
  expect(beyond).toMatchObject(tooMuch());
  expect(beyond.body.status_message).toContain('more than 2 requests a second');
  // Another platform is not concerned, and an operator's change counts at once.
  expect((await w.emsp.get('', ids)).http).toBe(200);
  Object.assign(w.cpo.platform.tier, { requestsPerSecond: 50 });
  await w.changed({ platformId: w.cpo.platform.id, kind: 'CONFIGURED' });
  expect((await w.cpo.get('', ids)).http).toBe(200);
  expect(limitsOf(w.observed)).toEqual(['rate']);
});

it('HUB-063 records what it refuses like any other request', async () => {
  w = await world();
  Object.assign(w.cpo.platform.tier, { requestsPerSecond: 1, burst: 0 });
  await w.cpo.get('', ids);
  await w.cpo.get('', ids);
  await w.adapter.close();
  expect(w.graph.exchanges.recorded.filter(({ direction }) => direction === 'IN')).toMatchObject([
    { http: 200, platformId: w.cpo.platform.id },
    { http: 429, ocpi: 4000, platformId: w.cpo.platform.id, requestId: 'r-1' },
  ]);
});

it('HUB-063 answers only so many requests of a platform at the same time', async () => {
  w = await world();
  w.cpo.platform.tier.requestsAtOnce = 1;
  let go: () => void = () => undefined;
  w.graph.held.set('PutSession', new Promise<void>((resolve) => (go = resolve)));
  const reached = w.graph.reached('PutSession');
  const first = w.cpo.put(SESSION, samples.session());
  await reached;
  expect(await w.cpo.get('', ids)).toMatchObject(tooMuch());
  expect((await w.emsp.get('', ids)).http).toBe(200);
  go();
  expect((await first).body.status_code).toBe(1000);
  expect((await w.cpo.get('', ids)).http).toBe(200);
  expect(limitsOf(w.observed)).toEqual(['requests']);
});

it('HUB-063 lets only so many requests of a platform wait for other parties, and answers its others meanwhile', async () => {
  w = await world();
  w.cpo.platform.tier.forwardsAtOnce = 1;
  let go: () => void = () => undefined;
  let reached: () => void = () => undefined;
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  const far = await scriptedPartner((_heard, res) => {
    go = () => answer(res, undefined);
    if (far.heard.length > 1) go();
    reached();
  });
  reachableAt(w.emsp.platform, far);
  const put = () => w.cpo.put(SESSION, samples.session(), { ...to('DE/BET'), ...ids });
  const first = put();
  await isReached;
  expect(await put()).toMatchObject(tooMuch());
  expect((await w.cpo.get('', ids)).http).toBe(200);
  go();
  expect((await first).body.status_code).toBe(1000);
  expect((await put()).body.status_code).toBe(1000);
  expect(limitsOf(w.observed)).toEqual(['forwards']);
  await far.close();
});

it('HUB-063 answers only so many requests of all platforms at the same time', async () => {
  w = await world({ limits: { requestsAtOnce: 0 } });
  expect(await w.cpo.get('', ids)).toMatchObject(tooMuch(3000));
  expect(limitsOf(w.observed)).toEqual(['full']);
});

it('HUB-063 makes guessing tokens slow, and holds up nobody whose token is known', async () => {
  w = await world({ limits: { guesses: 3 } });
  const guess = (token: string) => w.cpo.get('', { ...ids, ...withToken(token) });
  expect((await w.cpo.get('')).http).toBe(200);
  for (const token of ['a', 'b', 'b', 'b', 'c']) expect((await guess(token)).http).toBe(401);
  const asked = w.graph.asked.length;
  expect(await guess('d')).toMatchObject(tooMuch());
  expect((await guess('b')).http).toBe(401); // nothing new is learnt from it
  expect(w.graph.asked.length).toBe(asked); // and the database is not asked about any of them
  expect((await w.cpo.get('')).http).toBe(200);
  expect(limitsOf(w.observed)).toEqual(['guessing']);
});

it('HUB-063 counts guesses by the address that a named proxy tells', async () => {
  w = await world({ limits: { guesses: 1 }, trustedProxies: ['127.0.0.1'] });
  const guess = (token: string, from: string) =>
    w.cpo.get('', { ...withToken(token), 'x-forwarded-for': from });
  expect((await guess('a', '203.0.113.1')).http).toBe(401);
  expect((await guess('b', '203.0.113.1')).http).toBe(429);
  expect((await guess('c', '203.0.113.2')).http).toBe(401);
});

it('HUB-063 TRN-106 takes bodies as large as the tier of their platform', async () => {
  w = await world();
  w.cpo.platform.tier.bodyBytes = 2_000;
  const put = (more: object) => w.cpo.put(SESSION, { ...samples.session(), ...more });
  expect((await put({})).body.status_code).toBe(1000);
  expect(await put({ padding: 'x'.repeat(2_000) })).toMatchObject({ http: 413, body: { status_code: 2000 } });
  w.cpo.platform.tier.bodyBytes = 10_000;
  await w.changed({ platformId: '*', kind: 'LIMITS_CHANGED' });
  expect((await put({ padding: 'x'.repeat(2_000) })).body.status_code).toBe(1000);
});
