/**
 * Chapters 4 and 5 as partners meet them: what versions and details promise, and what a Credentials object means
 * afterwards.
 */
import { samples, createCpo, createEmsp, createPlatform, type Platform } from '@chargesphere/simulator';
import { byHand, codesOf, routed, type Asked, type Told } from './by-hand.js';
import { world, type World } from './world.js';

interface Endpoint {
  identifier: string;
  role: string;
  url: string;
}
interface Credentials {
  token: string;
  url: string;
  roles: { role: string; country_code: string; party_id: string; business_details: { name: string } }[];
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
const credentialsOf = async (platform: Platform): Promise<Credentials> =>
  (await as(platform, { path: '/credentials' })).envelope.data as Credentials;
const reachable = async (platform: Platform): Promise<string[]> =>
  (await credentialsOf(platform)).roles
    .map((one) => `${one.role} ${one.country_code}/${one.party_id}`)
    .sort();
const detailsOf = async (platform: Platform): Promise<Endpoint[]> =>
  ((await as(platform, { path: '' })).envelope.data as { endpoints: Endpoint[] }).endpoints;

const PLATFORMS = '{ platforms { items { name status version lastChangedAt parties { ref } } } }';

describe('versions', () => {
  it('VER-006 has no side effects, so that it can be asked as often as somebody wants to know whether the hub is there', async () => {
    const { token, versionsUrl } = await w.invite('Curious');
    const before = await w.graph(PLATFORMS);
    const callBacks = w.cpo.received.length + w.emsp.received.length;
    const answers = new Set<string>();
    for (let time = 0; time < 5; time += 1)
      for (const one of [token, tokenOf(w.cpo), tokenOf(w.emsp)]) {
        const told = await byHand(w, { path: versionsUrl, token: one });
        expect(codesOf(told)).toEqual([200, 1000]);
        answers.add(JSON.stringify(told.envelope.data));
      }
    expect(answers.size).toBe(1);
    expect(await w.graph(PLATFORMS)).toEqual(before);
    expect(w.cpo.received.length + w.emsp.received.length).toBe(callBacks);
    await registered(
      await open(
        createPlatform({ name: 'Token A is not used up by asking', parties: [party('AT', 'ASK', 'EMSP')] }),
      ),
    );
  });

  it('VER-011 behind SENDER is a list to pull, behind RECEIVER a place to push to, and not the other way round', async () => {
    const endpoints = await detailsOf(w.cpo);
    const urlOf = (identifier: string, role: string) =>
      endpoints.find((one) => one.identifier === identifier && one.role === role)?.url ?? '';
    const owners = { locations: w.cpo, tariffs: w.cpo, sessions: w.cpo, tokens: w.emsp };
    const bodies = {
      locations: ['LOC1', samples.location()],
      tariffs: ['T1', samples.tariff()],
      sessions: ['101', samples.session()],
      tokens: ['012345678', samples.token()],
    } as const;
    for (const [module, owner] of Object.entries(owners)) {
      const other = owner === w.cpo ? w.emsp : w.cpo;
      const [id, body] = bodies[module as keyof typeof bodies];
      const place = `/${body.country_code}/${body.party_id}/${id}`;
      const pushTo = (role: string) => as(owner, { method: 'PUT', path: urlOf(module, role) + place, body });
      const pullFrom = (role: string) => as(other, { path: urlOf(module, role) });
      expect([module, (await pushTo('RECEIVER')).envelope.status_code]).toEqual([module, 1000]);
      expect([module, (await pullFrom('SENDER')).envelope.data]).toEqual([module, [body]]);
      expect((await pushTo('SENDER')).http).toBeGreaterThanOrEqual(404);
      expect((await pullFrom('RECEIVER')).http).toBe(405);
    }
  });

  it('VER-013 details have credentials, as SENDER', async () => {
    const own = (await detailsOf(w.cpo)).filter(({ identifier }) => identifier === 'credentials');
    expect(own).toEqual([
      { identifier: 'credentials', role: 'SENDER', url: `${w.hub.publicUrl}/ocpi/2.3.0/credentials` },
    ]);
  });

  it('VER-015 a platform with nothing but credentials may register, and the hub has what its own modules need', async () => {
    const bare = await open(createPlatform({ name: 'Bare', parties: [party('AT', 'BAR', 'EMSP')] }));
    await registered(bare);
    expect((await as(bare, { path: '/sender/locations' })).envelope.status_code).toBe(1000);
    const listed = new Set((await detailsOf(bare)).map(({ identifier, role }) => `${identifier} ${role}`));
    const needs = {
      'locations RECEIVER': ['tariffs RECEIVER'],
      'chargingprofiles SENDER': ['sessions SENDER'],
    };
    for (const [module, needed] of Object.entries(needs)) {
      expect(listed).toContain(module);
      for (const one of needed) expect(listed).toContain(one);
    }
  });
});

describe('credentials', () => {
  it('CRED-060 are never routed: TO is not looked at, and no other platform hears of it', async () => {
    const heard = () => w.emsp.received.filter(({ module }) => module === 'credentials').length;
    const before = heard();
    const headers = { ...routed('from', 'NL/ALF'), ...routed('to', 'DE/BET') };
    const shown = await as(w.cpo, { path: '/credentials', headers });
    expect(codesOf(shown)).toEqual([200, 1000]);
    expect((shown.envelope.data as Credentials).token).toBe(tokenOf(w.cpo));
    expect(Object.keys(shown.headers).filter((name) => name.startsWith('ocpi-'))).toEqual([]);
    const strange = await as(w.cpo, {
      path: '/credentials',
      headers: { ...headers, ...routed('to', 'XX/YYY') },
    });
    expect(codesOf(strange)).toEqual([200, 1000]);
    expect(heard()).toBe(before);
  });

  it('CRED-062 list the parties that can be reached now, without a PUT', async () => {
    const before = await reachable(w.emsp);
    const newcomer = await registered(await open(createCpo({ parties: [party('FR', 'NEW', 'CPO')] })));
    expect(await reachable(w.emsp)).toEqual([...before, 'CPO FR/NEW'].sort());
    await newcomer.unregister();
    expect(await reachable(w.emsp)).toEqual(before);
  });

  it('CRED-008 roles say in whose name a platform pushes, from the moment they are declared', async () => {
    const white = party('BE', 'WHT', 'CPO');
    const parties = [party('BE', 'OWN', 'CPO')];
    const cpo = await registered(await open(createCpo({ parties })));
    const push = (party_id: string) =>
      as(cpo, {
        method: 'PUT',
        path: `/receiver/tariffs/BE/${party_id}/T1`,
        headers: routed(
          'from',
          cpo.parties.some((one) => one.party_id === party_id) ? `BE/${party_id}` : 'BE/OWN',
        ),
        body: samples.tariff({ country_code: 'BE', party_id }),
      });
    expect(codesOf(await push('OWN'))).toEqual([201, 1000]);
    expect(codesOf(await push('WHT'))).toEqual([404, 2001]);
    (cpo.parties as (typeof white)[]).push(white);
    await cpo.update();
    expect(codesOf(await push('WHT'))).toEqual([201, 1000]);
    expect(codesOf(await push('OWN'))).toEqual([200, 1000]);
  });

  it('CRED-009 an EVSE id or a contract id may begin with other letters than its owner’s, and nothing is wrong with it', async () => {
    const evse = samples.evse({ evse_id: 'FR*XYZ*E1*1' });
    const location = samples.location({ id: 'ABROAD', evses: [evse] });
    const token = samples.token({ uid: 'ABROAD', contract_id: 'FR-XYZ-C0000001-X' });
    const pushes: [Platform, string, object][] = [
      [w.cpo, '/receiver/locations/NL/ALF/ABROAD', location],
      [w.emsp, '/receiver/tokens/DE/BET/ABROAD', token],
    ];
    for (const [platform, path, body] of pushes)
      expect(codesOf(await as(platform, { method: 'PUT', path, body }))).toEqual([201, 1000]);
    const query = `{
      location(ref: "NL/ALF/ABROAD") { violations { pointer } }
      token(ref: "DE/BET/ABROAD/RFID") { contractId violations { pointer } }
    }`;
    expect(await w.graph(query)).toEqual({
      location: { violations: [] },
      token: { contractId: 'FR-XYZ-C0000001-X', violations: [] },
    });
  });

  it('AMB-016 whatever the method, the answer holds the hub’s parties and the token to use towards the hub', async () => {
    const partner = await open(createPlatform({ name: 'Asking', parties: [party('AT', 'AMB', 'EMSP')] }));
    const { token, versionsUrl } = await w.invite('Asking');
    const body = (own: string) => ({
      token: own,
      url: partner.versionsUrl,
      roles: [{ ...party('AT', 'AMB', 'EMSP'), business_details: { name: 'Asking' } }],
    });
    let use = token;
    for (const method of ['POST', 'GET', 'PUT', 'GET']) {
      const own = partner.invite().token;
      const told = await byHand(w, {
        method,
        path: '/credentials',
        token: use,
        ...(method !== 'GET' && { body: body(own) }),
      });
      const answer = told.envelope.data as Credentials;
      expect([method, answer.url]).toEqual([method, versionsUrl]);
      expect(answer.roles.map(({ party_id }) => party_id)).toEqual(expect.arrayContaining(['ALF', 'BET']));
      expect(answer.roles.map(({ party_id }) => party_id)).not.toContain('AMB');
      expect(answer.token === use).toBe(method === 'GET');
      expect(answer.token).not.toBe(own);
      use = answer.token;
      expect(codesOf(await byHand(w, { path: '', token: use }))).toEqual([200, 1000]);
    }
  });

  it('AMB-017 while a rotation is fresh the former token is taken beside the new one', async () => {
    const former = tokenOf(w.cpo);
    await w.cpo.update();
    expect(tokenOf(w.cpo)).not.toBe(former);
    for (const token of [former, tokenOf(w.cpo)])
      expect(codesOf(await byHand(w, { path: '', token }))).toEqual([200, 1000]);
  });

  it('AMB-018 a platform speaks for its own parties only, however it names itself', async () => {
    const thief = await open(createPlatform({ name: 'Thief', parties: [party('NL', 'ALF', 'CPO')] }));
    await expect(registered(thief)).rejects.toThrow(/2001/);
    const honest = await registered(await open(createEmsp({ parties: [party('AT', 'HON', 'EMSP')] })));
    const headers = { ...routed('from', 'DE/BET'), ...routed('to', 'NL/ALF') };
    expect(codesOf(await as(honest, { path: '/sender/locations', headers }))).toEqual([200, 2001]);
  });
});
