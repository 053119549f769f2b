/** Charging profiles, preferences and authorizations that operators order, carried out by the hub. */
import type { Cpo } from '@chargesphere/simulator';
import { samples } from '@chargesphere/simulator';
import { joinedCpo } from './joined.js';
import type { MemoryCommand } from './memory-commands.js';
import { scriptedPartner } from './scripted-partner.js';
import type { World } from './world.js';
import { from, to, world } from './world.js';

let w: World;
let cpo: Cpo;

beforeEach(async () => {
  w = await world();
  ({ cpo } = await joinedCpo(w));
});
afterEach(async () => {
  await cpo.close();
  await w.close();
});

const profile = { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit: 16 }] };
const carriedOut = (kind: string, request: Record<string, unknown>, receiver = 'NL/TNM') =>
  w.graph.commands.carriedOut(kind, receiver, request);
const withResult = (command: MemoryCommand) =>
  w.graph.commands.when(command, ({ results }) => results.length > 0);

describe('charging profiles', () => {
  it('CHP-001, CHP-013, CHP-040 are set with PUT, and the result comes to a URL of the hub', async () => {
    const command = await carriedOut('SET_CHARGING_PROFILE', {
      session_id: '101',
      charging_profile: profile,
    });
    expect(command.answer).toEqual({ result: 'ACCEPTED', timeout: 30 });
    const { method, segments, body } = await cpo.next({ module: 'chargingprofiles' });
    expect([method, segments]).toEqual(['PUT', ['101']]);
    expect(body).toEqual({
      charging_profile: profile,
      response_url: `${w.origin}/ocpi/2.3.0/sender/chargingprofiles/SET_CHARGING_PROFILE/${command.callback}`,
    });
    expect((await withResult(command)).results).toEqual([{ result: 'ACCEPTED' }]);
    expect(cpo.complaints).toEqual([]);
  });

  it('CHP-006, AMB-049 are asked for and cleared without a body, with an escaped response_url', async () => {
    const get = await carriedOut('GET_ACTIVE_CHARGING_PROFILE', { session_id: '101', duration: 900 });
    const asked = await cpo.next({ module: 'chargingprofiles', method: 'GET' });
    const url = `${w.origin}/ocpi/2.3.0/sender/chargingprofiles/GET_ACTIVE_CHARGING_PROFILE/${get.callback}`;
    expect(asked.path).toContain(`?duration=900&response_url=${encodeURIComponent(url)}`);
    expect(asked.body).toBeUndefined();
    expect((await withResult(get)).results).toMatchObject([{ result: 'ACCEPTED', profile: {} }]);
    const clear = await withResult(await carriedOut('CLEAR_CHARGING_PROFILE', { session_id: '101' }));
    expect(clear.results).toEqual([{ result: 'UNKNOWN' }]);
  });

  it('CHP-007, CHP-012 let the CPO tell a changed plan, answered without data', async () => {
    await withResult(
      await carriedOut('SET_CHARGING_PROFILE', { session_id: '101', charging_profile: profile }),
    );
    const pushed = await cpo.pushPlan('101');
    expect(pushed).toMatchObject({ http: 200, envelope: { status_code: 1000 } });
    expect(pushed.envelope).not.toHaveProperty('data');
    expect(w.graph.commands.plans.get('NL/TNM/101')).toMatchObject({ charging_profile: profile });
  });

  it('CHP-008, CHP-041 a plan of a session without a profile of ours is 404', async () => {
    expect(await cpo.pushPlan('101')).toMatchObject({ http: 404, envelope: { status_code: 2001 } });
    await withResult(
      await carriedOut('SET_CHARGING_PROFILE', { session_id: '101', charging_profile: profile }),
    );
    const other = await w.cpo.put('/sender/chargingprofiles/101', samples.session());
    expect(other).toMatchObject({ http: 404, body: { status_code: 2001 } });
  });

  it('CHP-043, E32 are not for everybody', async () => {
    const answer = await w.emsp.put(
      '/receiver/chargingprofiles/101',
      {},
      { ...from('DE/BET'), ...to('NL/HUB') },
    );
    expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
    const headers = { ...from('DE/BET'), ...to('NL/HUB') };
    expect((await w.emsp.get('/receiver/chargingprofiles/101?duration=9', headers)).body.status_code).toBe(
      2001,
    );
  });
});

describe('charging preferences and authorization ordered by the hub', () => {
  it('SES-050, SES-053 preferences are a PUT below the session, answered with a word', async () => {
    const capable = samples.evse({ capabilities: ['CHARGING_PREFERENCES_CAPABLE'] });
    cpo.locations.put('NL/TNM/LOC1', samples.location({ party_id: 'TNM', evses: [capable] }));
    const wishes = { session_id: '101', charging_preferences: { profile_type: 'CHEAP' } };
    expect((await carriedOut('SET_CHARGING_PREFERENCES', wishes)).answer).toBe('ACCEPTED');
    const { segments, body } = await cpo.next({ module: 'sessions', method: 'PUT' });
    expect([segments, body]).toEqual([['101', 'charging_preferences'], { profile_type: 'CHEAP' }]);
  });

  it('E23, SES-051 an EVSE that cannot take them fails with the CPO’s 2001', async () => {
    const wishes = { session_id: '101', charging_preferences: { profile_type: 'CHEAP' } };
    expect((await carriedOut('SET_CHARGING_PREFERENCES', wishes)).failure?.status).toBe(2001);
  });

  it('TRN-005 a partner that wants plain tokens gets them', async () => {
    const plain = await scriptedPartner((_, res) =>
      res.end('{"status_code":1000,"data":{"allowed":"ALLOWED"}}'),
    );
    const emsp = w.graph.addPlatform('Schlicht', 'EMSP DE/SIM');
    emsp.outbound = { token: 'plain-token', base64Token: false };
    emsp.endpoints = [{ identifier: 'tokens', role: 'SENDER', url: `${plain.origin}/tokens/` }];
    const { answer } = await carriedOut('AUTHORIZE_TOKEN', { token_uid: 'a/b', type: 'RFID' }, 'DE/SIM');
    expect(answer).toEqual({ allowed: 'ALLOWED' });
    expect(plain.heard).toMatchObject([
      { method: 'POST', path: '/tokens/a%2Fb/authorize?type=RFID', body: '' },
    ]);
    expect(plain.heard[0]?.headers.authorization).toBe('Token plain-token');
    await plain.close();
  });
});
