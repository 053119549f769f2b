/** What a platform may take of the hub (HUB-063), on the whole of it: tiers that operators set, and what is beyond them. */
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { samples } from '@chargesphere/simulator';
import { byHand, codesOf, encoded, type Told } from './by-hand.js';
import { world, type World } from './world.js';

let w: World;
const tokens = { cpo: '', emsp: '' };
const ids = { cpo: '', emsp: '' };
const SESSION = '/receiver/sessions/NL/ALF/101';

beforeAll(async () => {
  w = await world();
  tokens.cpo = w.cpo.peer.outgoingToken;
  tokens.emsp = w.emsp.peer.outgoingToken;
  const { platforms } = await w.graph<{ platforms: { items: { id: string; name: string }[] } }>(
    '{ platforms { items { id name } } }',
  );
  ids.cpo = platforms.items.find(({ name }) => name === 'Alfa Laden')?.id ?? '';
  ids.emsp = platforms.items.find(({ name }) => name === 'Beta Mobil')?.id ?? '';
});
afterAll(() => w.close());

const ask = (who: keyof typeof tokens, more: object = {}): Promise<Told> =>
  byHand(w, { path: '', token: tokens[who], headers: { 'X-Request-ID': 'r-1' }, ...more });

/** Puts the CPO into a tier of its own with these limits. */
const limit = async (limits: object) => {
  const input = {
    name: 'TEST',
    requestsPerSecond: 1000,
    burst: 1000,
    requestsAtOnce: 100,
    forwardsAtOnce: 100,
    bodyBytes: 100_000,
    ...limits,
  };
  await w.graph(
    `mutation L($input: RateTierInput!, $id: ID!) {
      putRateTier(input: $input) { name }
      setPlatformTier(platformId: $id, tier: "test") { tier { name } }
    }`,
    { input, id: ids.cpo },
  );
};
/** Asks until the answer fits: a change reaches the wire as an event. */
const until = async (fits: (told: Told) => boolean, more: object = {}): Promise<Told> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const told = await ask('cpo', more);
    if (fits(told)) return told;
    await pause(20);
  }
  throw new Error('It never came.');
};
const isTooMuch = (told: Told) => told.http === 429;

it('HUB-063 answers what is beyond the tier with 429 and 4000, spares the others, and goes on after Retry-After', async () => {
  await limit({ requestsPerSecond: 3, burst: 0 });
  const told = await until(isTooMuch);
  expect(codesOf(told)).toEqual([429, 4000]);
  expect(told.envelope).toEqual({
    status_code: 4000,
    status_message: expect.stringContaining('more than 3 requests a second'),
    timestamp: expect.any(String),
  });
  expect(told.headers).toMatchObject({
    'retry-after': '1',
    'x-request-id': 'r-1',
    'x-correlation-id': expect.any(String),
  });
  for (let i = 0; i < 10; i += 1) expect((await ask('emsp')).http).toBe(200);
  await pause(Number(told.headers['retry-after']) * 1000);
  expect((await ask('cpo')).http).toBe(200);
});

it('HUB-063 counts what it refuses, and records it as any other exchange', async () => {
  await limit({ requestsPerSecond: 1, burst: 0 });
  await until(isTooMuch);
  const metrics = await (await fetch(`${w.hub.publicUrl}/metrics`)).text();
  expect(metrics).toMatch(/^chargesphere_ocpi_limited_total\{limit="rate"\} [1-9]/m);
  const EXCHANGES = `{ exchanges(filter: { platformId: "${ids.cpo}" }) { items { http ocpi status } } }`;
  const recorded = async () =>
    (await w.graph<{ exchanges: { items: { http: number; ocpi: number }[] } }>(EXCHANGES)).exchanges.items;
  let refused: object | undefined;
  for (let tries = 0; tries < 100 && !refused; tries += 1) {
    refused = (await recorded()).find(({ http }) => http === 429);
    if (!refused) await pause(50);
  }
  expect(refused).toMatchObject({ http: 429, ocpi: 4000 });
});

it('HUB-063 answers only so many requests of a platform at once: one whose body is still on its way counts', async () => {
  await limit({ requestsAtOnce: 1 });
  await until((told) => told.http === 200);
  const text = JSON.stringify(samples.session({ country_code: 'NL', party_id: 'ALF' }));
  const slow = request(`${w.hub.publicUrl}/ocpi/2.3.0${SESSION}`, {
    method: 'PUT',
    agent: false,
    headers: { Authorization: encoded(tokens.cpo), 'Content-Length': Buffer.byteLength(text) },
  });
  slow.write(text.slice(0, 10));
  expect(codesOf(await until(isTooMuch))).toEqual([429, 4000]);
  slow.end(text.slice(10));
  const [response] = (await once(slow, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  expect(response.statusCode).toBe(201);
  expect((await until((told) => told.http === 200)).envelope.status_code).toBe(1000);
});

it('HUB-063 TRN-106 takes bodies as large as the tier says', async () => {
  await limit({ bodyBytes: 3_000 });
  const put = (padding: number) => ({
    method: 'PUT',
    path: SESSION,
    body: { ...samples.session({ country_code: 'NL', party_id: 'ALF' }), padding: 'x'.repeat(padding) },
  });
  expect(codesOf(await until(({ http }) => http === 413, put(5_000)))).toEqual([413, 2000]);
  expect((await ask('cpo', put(10))).envelope.status_code).toBe(1000);
  await limit({ bodyBytes: 100_000 });
  expect((await until(({ http }) => http === 200, put(5_000))).envelope.status_code).toBe(1000);
});

it('HUB-063 makes guessing tokens slow, and holds up nobody who is known', async () => {
  expect((await ask('emsp')).http).toBe(200);
  const guesses: number[] = [];
  for (let i = 0; i < 61; i += 1) guesses.push((await byHand(w, { path: '', token: `guess ${i}` })).http);
  expect(guesses).toEqual([...Array<number>(60).fill(401), 429]);
  const told = await byHand(w, { path: '', token: 'one more' });
  expect(codesOf(told)).toEqual([429, 4000]);
  expect(Number(told.headers['retry-after'])).toBeGreaterThan(50);
  expect((await ask('emsp')).http).toBe(200);
});
