/**
 * What the requester hears when the hub carries its question to another party: the receiver's own verdict, or a code
 * of the hub's when there is none (STA-010, STA-011), on legs that belong together (AMB-013) and at the URLs the
 * receiver gave away (TRN-100).
 */
import type { Cpo, Emsp } from '@chargesphere/simulator';
import { createEmsp, samples } from '@chargesphere/simulator';
import { joined, joinedCpo } from './joined.js';
import type { MemoryPlatform } from './memory-graph.js';
import type { World } from './world.js';
import { world } from './world.js';

let w: World;
let cpo: Cpo;
let emsp: Emsp;
let emspPlatform: MemoryPlatform;

/** Nobody could guess these URLs, least of all from one another. */
const layout = {
  versions: '/a/door',
  details: () => '/7f3c/what-we-have',
  endpoint: (_: string, module: string, role: string) =>
    `/${module.length}-${role.at(-1)}/~x/${module.slice(2)}/`,
};

beforeAll(async () => {
  w = await world({ limits: { authorize_ms: 300, forward_ms: 300 } });
  emsp = await createEmsp({ layout, parties: [{ country_code: 'DE', party_id: 'EMP', name: 'E Mobil' }] });
  emspPlatform = await joined(w, emsp);
  ({ cpo } = await joinedCpo(w));
  const token = samples.token({ party_id: 'EMP' });
  emsp.tokens.put('DE/EMP/012345678/RFID', token);
  w.graph.documents.Token.set('DE/EMP/012345678/RFID', { ...token });
});
afterEach(() => emsp.behaveWell());
afterAll(async () => {
  await Promise.all([cpo.close(), emsp.close()]);
  await w.close();
});

const authorize = (to: string | null = null) =>
  cpo.call('tokens', 'SENDER', 'POST', ['012345678', 'authorize'], undefined, { to });
const told = async (to?: string) => {
  const { http, envelope } = await authorize(to);
  return [http, envelope?.status_code];
};
const answering = (behaviour: Parameters<Emsp['behave']>[0]) =>
  emsp.behave({ on: { module: 'tokens' }, times: 1, ...behaviour });

describe('the receiver’s verdict', () => {
  it.each([2000, 2001, 2002, 2003, 2004, 2999, 3000, 3001, 3003, 3999])(
    'STA-010 %d comes through with its words',
    async (statusCode) => {
      answering({ statusCode, statusMessage: `The receiver says ${statusCode}.` });
      const { http, envelope } = await authorize();
      expect([http, envelope?.status_code, envelope?.status_message]).toEqual([
        200,
        statusCode,
        `The receiver says ${statusCode}.`,
      ]);
    },
  );

  it.each([
    [400, 2001, [200, 4000]],
    [401, 2000, [200, 4000]],
    [403, 2000, [200, 4000]],
    [404, 2004, [404, 2004]],
    [405, 2000, [405, 2000]],
    [409, 2010, [200, 2010]],
    [418, 3000, [200, 2000]],
    [500, 3001, [200, 3001]],
    [503, 2000, [200, 3000]],
    [302, 1000, [200, 4000]],
  ])('AMB-006, HUB-092 HTTP %d with %d is told as %j', async (httpStatus, statusCode, expected) => {
    answering({ httpStatus, statusCode });
    expect(await told()).toEqual(expected);
  });
});

describe('no verdict', () => {
  it('STA-011 is told with a code of the hub’s own, HTTP 200 and no data: unknown, not connected, silent, rubbish', async () => {
    const met = async (to?: string) => {
      const { http, envelope } = await authorize(to);
      expect([http, envelope && 'data' in envelope]).toEqual([200, false]);
      return envelope?.status_code;
    };
    expect(await met('XX/YYY')).toBe(4001);
    answering({ hang: true });
    expect(await met()).toBe(4002);
    answering({ badJson: true });
    expect(await met()).toBe(4000);
    for (const role of emspPlatform.roles) role.status = 'OFFLINE';
    await w.changed({ platformId: emspPlatform.id, kind: 'UPDATED' });
    expect(await met()).toBe(4003);
    for (const role of emspPlatform.roles) role.status = 'CONNECTED';
    await w.changed({ platformId: emspPlatform.id, kind: 'UPDATED' });
    expect(await told()).toEqual([200, 1000]);
  });
});

it('AMB-013 what one message causes shares its correlation id, and every leg has a request id of its own', async () => {
  const before = emsp.received.length;
  const sent = [await authorize(), await authorize()].map(({ headers }) => headers);
  const legs = emsp.received.slice(before).map(({ headers }) => headers);
  const chains = sent.map((headers) => headers['x-correlation-id']);
  expect(legs.map((headers) => headers['x-correlation-id'])).toEqual(chains);
  expect(new Set(chains).size).toBe(2);
  const requests = [...sent, ...legs].map((headers) => headers['x-request-id']);
  expect(new Set(requests).size).toBe(4);
});

it('TRN-100 every URL of a partner is one that it gave away', async () => {
  expect(await told()).toEqual([200, 1000]);
  const strangers = emsp.received.filter(({ module }) => module === undefined);
  expect(strangers).toEqual([]);
  expect(new Set(emsp.received.map(({ path }) => path.replace(/\/012345678.*/, '/')))).toEqual(
    new Set(['/a/door', '/7f3c/what-we-have', '/6-R/~x/kens/']),
  );
});
