/**
 * The platforms of GEN-010 and what their roles let them do: one role or many, one party or several, all through the
 * hub or beside direct partners.
 */
import {
  samples,
  createCpo,
  createEmsp,
  createPlatform,
  type Cpo,
  type Platform,
} from '@chargesphere/simulator';
import { byHand, codesOf, type Asked, type Told } from './by-hand.js';
import { world, type World } from './world.js';

interface Role {
  role: string;
  country_code: string;
  party_id: string;
}

let w: World;
const opened: Platform[] = [];
const open = async <P extends Platform>(platform: Promise<P>): Promise<P> => {
  const one = await platform;
  opened.push(one);
  return one;
};
beforeAll(async () => {
  w = await world();
}, 60_000);
afterAll(async () => {
  await Promise.all(opened.map((platform) => platform.close()));
  await w.close();
});

const party = (country_code: string, party_id: string, role: string) => ({
  country_code,
  party_id,
  role,
  name: `${country_code} ${party_id}`,
});
const registered = async <P extends Platform>(platform: P): Promise<P> => {
  await platform.register(await w.invite(platform.name));
  return platform;
};
const tokenOf = (platform: Platform): string => platform.peer.outgoingToken;
const as = (platform: Platform, asked: Omit<Asked, 'token'>): Promise<Told> =>
  byHand(w, { token: tokenOf(platform), ...asked });

it('GEN-010, CRED-002 one role, several parties of one role, both roles, and all of them at once', async () => {
  const white = await registered(
    await open(createCpo({ parties: [party('LU', 'ONE', 'CPO'), party('LU', 'TWO', 'CPO')] })),
  );
  const both = await registered(
    await open(
      createCpo({
        parties: [party('LU', 'MIX', 'CPO'), party('LU', 'MIX', 'EMSP'), party('LU', 'NAV', 'NSP')],
      }),
    ),
  );
  const push = (cpo: Cpo, party_id: string) =>
    cpo.pushLocation(samples.location({ country_code: 'LU', party_id }), {
      from: `LU/${party_id}`,
      to: null,
    });
  expect((await push(white, 'ONE')).http).toBe(201);
  expect((await push(white, 'TWO')).http).toBe(201);
  expect((await push(both, 'MIX')).http).toBe(201);
  for (const reader of ['LU/MIX', 'LU/NAV']) {
    const seen = await both.pull('locations', { from: reader, query: { limit: 100 } });
    const owners = seen.map(({ party_id }) => party_id);
    expect(owners).toEqual(expect.arrayContaining(['ONE', 'TWO']));
  }
  const { roles } = (await as(white, { path: '/credentials' })).envelope.data as { roles: Role[] };
  const named = roles.map(({ role, country_code, party_id }) => `${role} ${country_code}/${party_id}`);
  expect(named).toEqual(expect.arrayContaining(['CPO LU/MIX', 'EMSP LU/MIX', 'NSP LU/NAV']));
});

it('GEN-010 direct partners beside the hub keep their own tokens and their own data', async () => {
  const cpo = await registered(await open(createCpo({ parties: [party('DK', 'DIR', 'CPO')] })));
  const emsp = await registered(await open(createEmsp({ parties: [party('DK', 'FAH', 'EMSP')] })));
  const hub = { cpo: cpo.peer, emsp: emsp.peer };
  await cpo.register(emsp.invite());
  const location = (id: string) => samples.location({ country_code: 'DK', party_id: 'DIR', id });
  expect((await cpo.pushLocation(location('DIRECT'), { to: 'DK/FAH' })).http).toBe(201);
  expect((await cpo.pushLocation(location('BY-HUB'), { peer: hub.cpo, to: null })).http).toBe(201);
  expect([...emsp.locations.all()].map(({ id }) => id)).toEqual(['DIRECT']);
  const seen = await emsp.pull('locations', { peer: hub.emsp, query: { limit: 100 } });
  const ids = seen.filter(({ party_id }) => party_id === 'DIR').map(({ id }) => id);
  expect(ids).toEqual(['BY-HUB']);
});

it('TYPE-022 NSP and OTHER read what an eMSP reads, and push no more than it does', async () => {
  await w.cpo.pushLocation(samples.location(), { to: null });
  await w.cpo.pushTariff(samples.tariff(), { to: null });
  const readers = [party('AT', 'NAV', 'NSP'), party('AT', 'OTH', 'OTHER')];
  const platforms = await Promise.all(
    readers.map((one) => open(createPlatform({ name: one.name, parties: [one] })).then(registered)),
  );
  for (const module of ['locations', 'tariffs']) {
    const path = `/sender/${module}?limit=100`;
    const { data } = (await as(w.emsp, { path })).envelope;
    for (const platform of platforms) expect((await as(platform, { path })).envelope.data).toEqual(data);
  }
  for (const [index, platform] of platforms.entries()) {
    const { country_code, party_id } = readers[index] ?? party('', '', '');
    const body = samples.location({ country_code, party_id });
    const path = `/receiver/locations/${country_code}/${party_id}/LOC1`;
    expect(codesOf(await as(platform, { method: 'PUT', path, body }))).toEqual([200, 2001]);
  }
});
