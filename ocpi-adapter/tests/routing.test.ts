/** Who asks and for whom: the routing headers in requests and answers (chapter 3). */
import { samples } from '@chargesphere/simulator';
import { reachableAt } from './keeping-partner.js';
import type { MemoryPlatform } from './memory-graph.js';
import type { Answer, Partner, World } from './world.js';
import { from, to, world } from './world.js';

const SESSION = '/receiver/sessions/NL/ALF/101';
const LOCATION = '/receiver/locations/NL/ALF/LOC1';
let w: World;
let cpo: Partner;
let emsp: Partner;

beforeEach(async () => {
  w = await world();
  ({ cpo, emsp } = w);
});
afterEach(() => w.close());

const refs = ({ headers }: Answer) => ({
  from: `${headers['ocpi-from-country-code']}/${headers['ocpi-from-party-id']}`,
  to: `${headers['ocpi-to-country-code']}/${headers['ocpi-to-party-id']}`,
});
const put = (name: string) => w.graph.asked.filter((one) => one.name === name).at(-1);
const status = (platform: MemoryPlatform, value: string) =>
  platform.roles.forEach((role) => (role.status = value));

describe('FROM', () => {
  it('RTE-016, E24 has to be a party of the platform', async () => {
    const answer = await cpo.put(SESSION, samples.session(), from('DE/BET'));
    expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
    expect(answer.body.status_message).toContain('DE/BET');
    expect(put('PutSession')).toBeUndefined();
  });

  it('RTE-003, E24 half a pair is refused', async () => {
    const answer = await cpo.put(SESSION, samples.session(), { 'ocpi-from-party-id': 'ALF' });
    expect(answer.body.status_message).toContain('OCPI-from-country-code');
    expect(answer.body.status_code).toBe(2001);
  });

  it('RTE-007 is compared without regard to case, and written in upper case', async () => {
    const answer = await cpo.put(SESSION, samples.session(), from('nl/alf'));
    expect(answer.http).toBe(201);
    expect(refs(answer).to).toBe('NL/ALF');
  });

  it('RTE-005 is assumed when only one party fits, and asked for otherwise (E24)', async () => {
    const two = w.partner(w.graph.addPlatform('Zwei', 'CPO NL/ONE', 'CPO NL/TWO', 'EMSP NL/TRI'));
    const location = samples.location({ party_id: 'TWO' });
    expect((await two.put('/receiver/locations/NL/TWO/LOC1', location)).body.status_code).toBe(2001);
    expect((await two.put('/receiver/locations/NL/TWO/LOC1', location, from('NL/TWO'))).http).toBe(201);
    expect(
      (
        await two.put(
          '/receiver/tokens/NL/TRI/012345678',
          samples.token({ country_code: 'NL', party_id: 'TRI' }),
        )
      ).http,
    ).toBe(201);
  });

  it('HUB-031, E15 the owner in the URL is FROM, not a neighbour on the same platform', async () => {
    const two = w.partner(w.graph.addPlatform('Zwei', 'CPO NL/ONE', 'CPO NL/TWO'));
    const answer = await two.put(
      '/receiver/locations/NL/TWO/LOC1',
      samples.location({ party_id: 'TWO' }),
      from('NL/ONE'),
    );
    expect(answer).toMatchObject({ http: 404, body: { status_code: 2001 } });
  });

  it('RTE-041 the graph is asked with the roles of FROM only', async () => {
    const two = w.partner(w.graph.addPlatform('Zwei', 'EMSP NL/ONE', 'EMSP NL/TWO'));
    await two.get('/sender/sessions', { ...from('NL/TWO'), ...to('NL/HUB') });
    expect(put('ListSessions')?.caller.principal).toEqual({
      kind: 'platform',
      platformId: two.platform.id,
      roles: [{ role: 'EMSP', country_code: 'NL', party_id: 'TWO' }],
    });
  });

  it('RTE-025 a party in the role OTHER may push tokens', async () => {
    const other = w.partner(w.graph.addPlatform('Sonst', 'OTHER DE/OTH'));
    expect(
      (await other.put('/receiver/tokens/DE/OTH/012345678', samples.token({ party_id: 'OTH' }))).http,
    ).toBe(201);
  });
});

describe('TO', () => {
  it('RTE-010 a connected party becomes the addressee, and answers by name', async () => {
    const answer = await cpo.put(SESSION, samples.session(), { ...from('NL/ALF'), ...to('DE/BET') });
    expect(answer.http).toBe(201);
    expect(put('PutSession')?.variables['addressee']).toBe('DE/BET');
    expect(refs(answer)).toEqual({ from: 'DE/BET', to: 'NL/ALF' });
  });

  it('RTE-020, RTE-030 the hub is everybody, for what is meant for everybody', async () => {
    const answer = await cpo.put(LOCATION, samples.location(), { ...from('NL/ALF'), ...to('NL/HUB') });
    expect(answer.http).toBe(201);
    expect(put('PutLocation')?.variables['addressee']).toBeUndefined();
    expect(refs(answer)).toEqual({ from: 'NL/HUB', to: 'NL/ALF' });
  });

  it('E31, RTE-049 a session of nobody the hub knows has no destination without TO', async () => {
    const cdr_token = { ...samples.session().cdr_token, party_id: 'XXX' };
    const answer = await cpo.put(SESSION, samples.session({ cdr_token }), from('NL/ALF'));
    expect(answer).toMatchObject({ http: 200, body: { status_code: 4001 } });
    expect(w.graph.documents.Session.size).toBe(0);
  });

  it('E32, RTE-027, SES-006 a session cannot be pushed to the hub', async () => {
    const toHub = { ...from('NL/ALF'), ...to('NL/HUB') };
    for (const answer of [
      await cpo.put(SESSION, samples.session(), toHub),
      await cpo.patch(SESSION, { last_updated: '2026-11-03T08:00:00Z' }, toHub),
    ])
      expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
    expect(w.graph.documents.Session.size).toBe(0);
  });

  it('RTE-045, RTE-049 a session without TO is routed by its cdr_token and stored', async () => {
    expect((await cpo.put(SESSION, samples.session(), from('NL/ALF'))).http).toBe(201);
    expect(put('PutSession')?.variables['addressee']).toBeUndefined();
  });

  it.each(['OTHER', 'NSP'])(
    'RTE-025, VER-022 a session of a token that an %s owns is for that party',
    async (role) => {
      const platform = w.graph.addPlatform('Sonst', `${role} DE/OTH`);
      reachableAt(platform, w.far);
      const cdr_token = { ...samples.session().cdr_token, party_id: 'OTH' };
      const session = samples.session({ cdr_token });
      for (const receiver of [{}, to('DE/OTH')]) {
        const answer = await cpo.put(SESSION, session, { ...from('NL/ALF'), ...receiver });
        expect(answer.body.status_code).toBe(1000);
        expect(refs(answer).from).toBe('DE/OTH');
      }
      const list = await w.partner(platform).get('/sender/sessions', { ...from('DE/OTH'), ...to('NL/HUB') });
      expect(list.body.status_code).toBe(1000);
    },
  );

  it('E24 a list without TO, but with FROM, has no receiver', async () => {
    expect(await emsp.get('/sender/locations', from('DE/BET'))).toMatchObject({
      http: 200,
      body: { status_code: 2001 },
    });
  });

  it('RTE-036 GET All is a list addressed to the hub', async () => {
    const answer = await emsp.get('/sender/locations', { ...from('DE/BET'), ...to('NL/HUB') });
    expect(answer.body.status_code).toBe(1000);
    expect(put('ListLocations')?.variables['owner']).toBeUndefined();
    expect(refs(answer)).toEqual({ from: 'NL/HUB', to: 'DE/BET' });
  });

  it('RTE-010, HUB-043 a list addressed to a party is asked of that party, and not of the store', async () => {
    const answer = await emsp.get('/sender/locations?limit=7', { ...from('DE/BET'), ...to('NL/ALF') });
    expect(answer).toMatchObject({ http: 404, body: { status_code: 2001 } }); // as the far side says
    expect(w.far.heard.at(-1)).toMatchObject({ method: 'GET', path: '/SENDER/locations?limit=7' });
    expect(put('ListLocations')).toBeUndefined();
    expect(refs(answer)).toEqual({ from: 'NL/ALF', to: 'DE/BET' });
  });

  it('RTE-035 GET of an own object addressed to the hub is answered from the store', async () => {
    await cpo.put(SESSION, samples.session());
    expect((await cpo.get(SESSION, { ...from('NL/ALF'), ...to('NL/HUB') })).body.data).toMatchObject({
      id: '101',
    });
  });

  it('E25, HUB-007 an unknown party', async () => {
    const answer = await cpo.put(SESSION, samples.session(), { ...from('NL/ALF'), ...to('FR/XXX') });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 4001 } });
    expect(refs(answer)).toEqual({ from: 'FR/XXX', to: 'NL/ALF' }); // RTE-004: swapped, also in errors
  });

  it.each([
    ['E25, HUB-032 a party that is hidden from the one that asks', 'HIDDEN', 4001],
    ['E25, HUB-032 a module that their agreement leaves out', 'FORBIDDEN_MODULE', 4001],
    ['E26, HUB-032 a party without an agreement yet', 'PLANNED', 4003],
  ])('%s', async (_, passage, code) => {
    w.graph.passages.set('NL/ALF DE/BET', passage);
    const routes = [
      { ...from('NL/ALF'), ...to('DE/BET') },
      from('NL/ALF'), // by the cdr_token
    ];
    for (const headers of routes)
      expect((await cpo.put(SESSION, samples.session(), headers)).body.status_code).toBe(code);
    expect(w.graph.documents.Session.size).toBe(0);
    expect(w.far.heard).toEqual([]);
  });

  it('E25, HUB-032 who is hidden is spoken of as one who does not exist', async () => {
    const sentence = async () =>
      (await cpo.put(SESSION, samples.session(), { ...from('NL/ALF'), ...to('DE/BET') })).body.status_message;
    w.graph.passages.set('NL/ALF DE/BET', 'HIDDEN');
    const hidden = await sentence();
    w.graph.platforms.delete(emsp.platform.id);
    w.graph.passages.clear();
    await w.changed({ platformId: emsp.platform.id, kind: 'DELETED' });
    expect(await sentence()).toBe(hidden);
  });

  it.each(['OFFLINE', 'PLANNED', 'SUSPENDED'])('E26 a party that is %s', async (value) => {
    status(emsp.platform, value);
    const answer = await cpo.put(SESSION, samples.session(), { ...from('NL/ALF'), ...to('DE/BET') });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 4003 } });
    expect(w.graph.documents.Session.size).toBe(0);
  });

  it('E29, VER-022 a party that has no role on the other side of the module', async () => {
    w.graph.addPlatform('Laden 2', 'CPO NL/TWO');
    const answer = await cpo.put(SESSION, samples.session(), { ...from('NL/ALF'), ...to('NL/TWO') });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 4000 } });
  });

  it('HUB-035 the same party as CPO here and as eMSP elsewhere is reached as the one that fits', async () => {
    status(w.graph.addPlatform('Doppel 1', 'CPO NL/DUO'), 'OFFLINE');
    reachableAt(w.graph.addPlatform('Doppel 2', 'EMSP NL/DUO'), w.far);
    expect((await cpo.put(SESSION, samples.session(), { ...from('NL/ALF'), ...to('NL/DUO') })).http).toBe(
      201,
    );
  });

  it('looks a party up once, and again after something changed', async () => {
    const lookups = () => w.graph.asked.filter(({ name }) => name === 'PartySpeakers').length;
    const send = () => cpo.put(SESSION, samples.session(), { ...from('NL/ALF'), ...to('DE/BET') });
    await send();
    await send();
    expect(lookups()).toBe(1);
    status(emsp.platform, 'OFFLINE');
    await w.changed({ platformId: emsp.platform.id, kind: 'UPDATED' });
    expect((await send()).body.status_code).toBe(4003);
  });
});

describe('answers', () => {
  it('RTE-001, RTE-004 errors carry swapped headers too', async () => {
    const answer = await cpo.put(SESSION, '{', { ...from('NL/ALF'), ...to('DE/BET') });
    expect(answer.http).toBe(400);
    expect(refs(answer)).toEqual({ from: 'DE/BET', to: 'NL/ALF' });
  });

  it('RTE-005 a partner that sends none is answered as the party it is', async () => {
    expect(refs(await cpo.put(SESSION, samples.session()))).toEqual({ from: 'DE/BET', to: 'NL/ALF' });
    expect(refs(await cpo.put(LOCATION, samples.location()))).toEqual({ from: 'NL/HUB', to: 'NL/ALF' });
  });
});
