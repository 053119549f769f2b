/**
 * Credentials that the hub itself sends anew, over real HTTP: ordered by an operator, and because the hub has moved.
 * Either side of a registration can be the client of a PUT, so both kinds of partner are met.
 */
import { randomBytes } from 'node:crypto';
import { createCpo, samples, type Cpo, type Platform } from '@chargesphere/simulator';
import { readConfig } from '../src/config.js';
import { startHub } from '../src/hub.js';
import { byHand, codesOf, encoded } from './by-hand.js';
import { ADMIN_KEY, facesOf, log, migratedDatabase, world, type World } from './world.js';

type Graph = Pick<World, 'graph' | 'ask'>;

const idOf = async ({ graph }: Graph, name: string): Promise<string> => {
  const query = 'query ($name: String) { platforms(filter: { name: $name }) { items { id } } }';
  const { platforms } = await graph<{ platforms: { items: { id: string }[] } }>(query, { name });
  return platforms.items[0]?.id ?? '';
};
const rotate = async (hub: Graph, name: string) =>
  hub.ask('mutation ($id: ID!) { rotateCredentials(platformId: $id) { status } }', {
    id: await idOf(hub, name),
  });
const PUT = { module: 'credentials', method: 'PUT' };
interface Credentials {
  token: string;
  url: string;
  roles: { party_id: string }[];
}

describe('ordered by an operator', () => {
  let w: World;
  let newcomer: Cpo;
  beforeAll(async () => {
    w = await world();
    await w.emsp.pushToken(samples.token(), { to: null });
  }, 60_000);
  afterAll(async () => {
    await newcomer.close();
    await w.close();
  });
  const authorize = () =>
    w.cpo.call('tokens', 'SENDER', 'POST', ['012345678', 'authorize'], undefined, { to: null });

  it.each([
    ['registered at the hub', 'Alfa Laden', () => w.cpo],
    ['was registered at by the hub', 'Beta Mobil', () => w.emsp],
  ])('CRED-047 a partner that %s gets new tokens both ways at once', async (_, name, partner) => {
    const platform: Platform = partner();
    const former = { ...platform.peer };
    const { data, errors } = await rotate(w, name);
    expect([data, errors]).toEqual([{ rotateCredentials: { status: 'CONNECTED' } }, []]);
    const { headers, body, complaints } = await platform.next(PUT);
    expect(headers['authorization']).toBe(encoded(former.incomingToken));
    expect(complaints).toEqual([]);
    expect(platform.peer.outgoingToken).toBe((body as Credentials).token);
    expect(platform.peer.outgoingToken).not.toBe(former.outgoingToken);
    expect(platform.peer.incomingToken).not.toBe(former.incomingToken);
    for (const token of [former.outgoingToken, platform.peer.outgoingToken])
      // AMB-017
      expect(codesOf(await byHand(w, { path: '', token }))).toEqual([200, 1000]);

    expect((await authorize()).envelope).toMatchObject({ status_code: 1000, data: { allowed: 'ALLOWED' } });
    const asked = w.emsp.received.filter(({ module }) => module === 'tokens').at(-1);
    expect(asked?.headers['authorization']).toBe(encoded(w.emsp.peer.incomingToken));
  });

  it('CRED-049 a partner that refuses keeps what it has, and the operator reads why', async () => {
    const { outgoingToken, incomingToken } = w.cpo.peer;
    w.cpo.behave({ on: PUT, times: 1, statusCode: 3001, statusMessage: 'Not today.' });
    const { errors } = await rotate(w, 'Alfa Laden');
    expect(errors[0]?.message).toContain('Not today.');
    const { token } = (await w.cpo.next(PUT)).body as Credentials;
    expect(codesOf(await byHand(w, { path: '', token }))).toEqual([401, 2000]);
    expect(codesOf(await byHand(w, { path: '', token: outgoingToken }))).toEqual([200, 1000]);
    expect(w.cpo.peer).toMatchObject({ outgoingToken, incomingToken });
    const query = 'query ($id: ID!) { platform(id: $id) { status renewal { orderedAt failure } } }';
    expect(await w.graph(query, { id: await idOf(w, 'Alfa Laden') })).toMatchObject({
      platform: {
        status: 'CONNECTED',
        renewal: { orderedAt: null, failure: expect.stringContaining('Not today.') },
      },
    });
  });

  it('CRED-061, AMB-015 a newcomer is in HubClientInfo at once, and in the roles of a PUT on request', async () => {
    newcomer = await createCpo({ parties: [{ country_code: 'FR', party_id: 'NEW', name: 'Nouveau' }] });
    await newcomer.register(await w.invite('Nouveau'));
    const known = await w.emsp.pull('hubclientinfo');
    expect(known).toContainEqual(expect.objectContaining({ party_id: 'NEW', status: 'CONNECTED' }));
    const puts = () =>
      w.emsp.received.filter(({ module, method }) => module === 'credentials' && method === 'PUT');
    const told = puts().length;
    expect((await rotate(w, 'Beta Mobil')).errors).toEqual([]);
    expect(puts()).toHaveLength(told + 1);
    expect((puts().at(-1)?.body as Credentials).roles.map(({ party_id }) => party_id)).toContain('NEW');
  });
});

it('VER-016 a hub that has moved tells its partners, once', async () => {
  const database = await migratedDatabase();
  const settings = {
    DATABASE_URL: database.url,
    HUB_SECRET_KEY: randomBytes(24).toString('hex'),
    HUB_ADMIN_KEY: ADMIN_KEY,
  };
  const start = async (port: string) =>
    facesOf(await startHub(readConfig({ ...settings, HUB_PORT: port }), log));
  const cpo = await createCpo();
  const first = await start('0');
  await cpo.register(await first.invite('Alfa Laden'));
  await first.hub.stop();

  const moved = await start('0');
  const { body } = await cpo.next(PUT);
  expect((body as Credentials).url).toBe(`${moved.hub.publicUrl}/ocpi/versions`);
  expect((await rotate(moved, 'Alfa Laden')).errors).toEqual([]); // waits for whatever is under way
  const urls = cpo.peer.endpoints.map(({ url }) => url.startsWith(moved.hub.publicUrl));
  expect(new Set(urls)).toEqual(new Set([true]));
  expect((await cpo.pushLocation(samples.location(), { to: null })).http).toBe(201);
  await moved.hub.stop();

  const told = cpo.received.length;
  const again = await start(String(moved.hub.port));
  expect((await rotate(again, 'Alfa Laden')).errors).toEqual([]);
  const after = cpo.received.slice(told).filter(({ module }) => module === 'credentials');
  expect(after).toHaveLength(1); // the one that was just ordered
  await again.hub.stop();
  await Promise.all([cpo.close(), database.drop()]);
});
