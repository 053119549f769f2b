/**
 * Charging profiles between parties over real HTTP (requirements 14.3): set, asked for and cleared through the hub, plans
 * told to whoever set one (SCN-16), and the topologies of smart charging (CHP-004).
 */
import {
  createCpo,
  createEmsp,
  samples,
  type CallResult,
  type Cpo,
  type Emsp,
  type Received,
} from '@chargesphere/simulator';
import { world, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const fromIn = ({ headers }: CallResult) =>
  `${headers['ocpi-from-country-code']}/${headers['ocpi-from-party-id']}`;
const refs = ({ to, from }: Received) =>
  [to, from].map((party) => `${party?.country_code}/${party?.party_id}`);
const TO_CPO = { to: 'NL/ALF' };
const NOBODY = { to: null };
const limits = {
  charging_rate_unit: 'A' as const,
  charging_profile_period: [{ start_period: 0, limit: 10.5 }],
};
const ANSWER = { result: 'ACCEPTED', timeout: 30 };

let w: World;
let scsp: Emsp;
let other: Cpo;
beforeAll(async () => {
  w = await world();
  const steering = { role: 'SCSP', country_code: 'DE', party_id: 'SCS', name: 'Smart Strom' };
  scsp = await createEmsp({ parties: [steering] });
  other = await createCpo({ parties: [{ country_code: 'NL', party_id: 'OTH', name: 'Other' }] });
  await scsp.register(await w.invite('Smart Strom'));
  await other.register(await w.invite('Other'));
}, 60_000);
afterAll(async () => {
  await Promise.all([scsp.close(), other.close()]);
  await w.close();
});
afterEach(() => {
  expect([w.cpo, w.emsp, scsp, other].flatMap(({ complaints }) => complaints)).toEqual([]);
});

const MODULE = 'chargingprofiles';
const asked = (method: string) => w.cpo.next({ module: MODULE, method });
const result = (of: Emsp = w.emsp) => of.next({ module: MODULE, method: 'POST' });
const heardBy = (platform: Cpo | Emsp) => platform.received.filter(({ module }) => module === MODULE).length;

describe('SCN-16 a charge of an eMSP’s driver', () => {
  beforeAll(() => w.cpo.pushSession(samples.session()));

  it('CHP-008, CHP-041 has no plan to tell before a profile was set', async () => {
    for (const options of [NOBODY, { to: 'DE/BET' }, { to: 'NL/HUB' }])
      expect(codes(await w.cpo.pushPlan('101', undefined, options))).toEqual([404, 2001]);
    expect(heardBy(w.emsp)).toBe(0);
  });

  it('CHP-001, CHP-013, CHP-040, RTE-061, RTE-062 is limited with PUT, and the result comes back', async () => {
    const own = w.emsp.responseUrl(MODULE);
    const body = JSON.stringify({ charging_profile: limits, response_url: own }).replace('10.5', '10.50');
    const answer = await w.emsp.call(MODULE, 'RECEIVER', 'PUT', ['101'], body, TO_CPO);
    expect([codes(answer), answer.envelope?.data, fromIn(answer)]).toEqual([[200, 1000], ANSWER, 'NL/ALF']);
    const arrived = await asked('PUT');
    const { response_url: hubs } = arrived.body as { response_url: string };
    expect(hubs).toMatch(
      new RegExp(`^${w.hub.publicUrl}/ocpi/2.3.0/sender/chargingprofiles/SET_CHARGING_PROFILE/[\\w-]{43}$`),
    );
    expect([arrived.text, arrived.segments]).toEqual([body.replace(own, hubs), ['101']]);
    expect(refs(arrived)).toEqual(['NL/ALF', 'DE/BET']);
    const told = await result();
    expect([w.emsp.origin + told.path, told.body, refs(told)]).toEqual([
      own,
      { result: 'ACCEPTED' },
      ['DE/BET', 'NL/ALF'],
    ]);
  });

  it('CHP-006, CHP-040, AMB-049, RTE-065 is asked for its plan with the response_url escaped in the query', async () => {
    const answer = await w.emsp.profile(
      'GET',
      '101',
      { duration: 600 },
      { ...NOBODY, query: { trace: 'x' } },
    );
    expect([answer.envelope?.data, fromIn(answer)]).toEqual([ANSWER, 'NL/ALF']);
    const { path, body } = await asked('GET');
    const query = new URL(path, 'http://cpo').searchParams;
    expect([query.get('duration'), query.get('trace'), body]).toEqual(['600', 'x', undefined]);
    expect(path).toContain(`response_url=${encodeURIComponent(query.get('response_url') ?? '')}`);
    expect(query.get('response_url')).toContain('/sender/chargingprofiles/GET_ACTIVE_CHARGING_PROFILE/');
    expect((await result()).body).toMatchObject({
      result: 'ACCEPTED',
      profile: { charging_profile: limits },
    });
    const plan =
      '{ session(ref: "NL/ALF/101") { activeChargingProfile { chargingProfile { chargingRateUnit } } } }';
    expect(await w.graph(plan)).toMatchObject({ session: { activeChargingProfile: expect.any(Object) } });
  });

  it('CHP-042 a response_url with a query of its own that nobody escaped is understood', async () => {
    const endpoint = w.emsp.peer.endpoints.find(
      (one) => one.identifier === MODULE && one.role === 'RECEIVER',
    );
    const own = `${w.emsp.responseUrl(MODULE)}?session_id=1234&part=2`;
    const response = await fetch(`${endpoint?.url}/101?response_url=${own}&duration=300`, {
      headers: {
        authorization: `Token ${Buffer.from(w.emsp.peer.outgoingToken).toString('base64')}`,
        'OCPI-to-country-code': 'NL',
        'OCPI-to-party-id': 'ALF',
        'OCPI-from-country-code': 'DE',
        'OCPI-from-party-id': 'BET',
      },
    });
    expect(await response.json()).toMatchObject({ status_code: 1000, data: ANSWER });
    const query = new URL((await asked('GET')).path, 'http://cpo').searchParams;
    expect([...query.keys()].sort()).toEqual(['duration', 'response_url']);
    expect(w.emsp.origin + (await result()).path).toBe(own);
  });

  it('CHP-007, CHP-012, CHP-041, AMB-048 plans that change go to the eMSP, named or not, and its answer has no data', async () => {
    const plan = { start_date_time: '2026-11-02T08:00:00Z', charging_profile: limits };
    for (const options of [NOBODY, { to: 'DE/BET' }]) {
      const pushed = await w.cpo.pushPlan('101', plan, options);
      expect([codes(pushed), fromIn(pushed)]).toEqual([[200, 1000], 'DE/BET']);
      expect(pushed.envelope).not.toHaveProperty('data');
      const arrived = await w.emsp.next({ module: MODULE, method: 'PUT' });
      expect([arrived.segments, arrived.body, refs(arrived)]).toEqual([['101'], plan, ['DE/BET', 'NL/ALF']]);
    }
    w.emsp.behave({ on: { module: MODULE }, times: 1, statusCode: 2001 });
    expect(codes(await w.cpo.pushPlan('101', plan, NOBODY))).toEqual([200, 2001]);
  });

  it('CHP-041 and to nobody from another CPO, and to no party or hub that has set none', async () => {
    const before = heardBy(w.emsp);
    expect(codes(await other.pushPlan('101', undefined, NOBODY))).toEqual([404, 2001]);
    for (const to of ['DE/SCS', 'NL/HUB'])
      expect(codes(await w.cpo.pushPlan('101', undefined, { to }))).toEqual([404, 2001]);
    expect([heardBy(w.emsp), heardBy(scsp)]).toEqual([before, 0]);
  });

  it('CHP-001 is freed with DELETE', async () => {
    expect((await w.emsp.profile('DELETE', '101', {}, NOBODY)).envelope?.data).toEqual(ANSWER);
    expect((await asked('DELETE')).body).toBeUndefined();
    expect((await result()).body).toEqual({ result: 'ACCEPTED' });
  });

  it('CHP-002, CHP-011, E22 what the CPO answers is the answer, and a Session of others is unknown', async () => {
    w.cpo.profiler = () => ({ response: { result: 'TOO_OFTEN', timeout: 0 } });
    const often = await w.emsp.profile('GET', '101', {}, TO_CPO);
    expect(often.envelope?.data).toEqual({ result: 'TOO_OFTEN', timeout: 0 });
    w.cpo.profiler = () => undefined;
    const before = heardBy(w.cpo);
    const foreign = await scsp.profile('GET', '101', {}, NOBODY);
    expect([foreign.envelope?.data, fromIn(foreign)]).toEqual([
      { result: 'UNKNOWN_SESSION', timeout: 0 },
      'NL/HUB',
    ]);
    expect(heardBy(w.cpo)).toBe(before);
  });

  it('CHP-043, E32, E12, RTE-063, E24 nothing is broadcast, and nothing goes on without what it needs', async () => {
    const before = heardBy(w.cpo);
    for (const method of ['GET', 'PUT', 'DELETE'] as const)
      expect(codes(await w.emsp.profile(method, '101', { limits }, { to: 'NL/HUB' }))).toEqual([200, 2001]);
    const response_url = w.emsp.responseUrl(MODULE);
    const call = (method: string, query: Record<string, string>, body?: unknown) =>
      w.emsp.call(MODULE, 'RECEIVER', method, ['101'], body, { ...TO_CPO, query });
    expect(codes(await call('GET', { response_url }))).toEqual([200, 2001]);
    expect(codes(await call('GET', { duration: '900' }))).toEqual([200, 2001]);
    expect(codes(await call('DELETE', {}))).toEqual([200, 2001]);
    expect(codes(await call('DELETE', { response_url: 'https://elsewhere.example/' }))).toEqual([200, 2001]);
    expect(codes(await call('PUT', {}, { charging_profile: limits }))).toEqual([200, 2001]);
    expect(heardBy(w.cpo)).toBe(before);
  });
});

describe('CHP-004', () => {
  it('SCSP → CPO: the SCSP limits a charge by contract, is led there again, and hears of the plan', async () => {
    await w.cpo.pushSession(samples.session({ id: 'contract' }));
    expect((await scsp.profile('PUT', 'contract', { limits }, TO_CPO)).envelope?.data).toEqual(ANSWER);
    expect((await result(scsp)).body).toEqual({ result: 'ACCEPTED' });
    expect(refs(await asked('PUT'))).toEqual(['NL/ALF', 'DE/SCS']);
    expect(fromIn(await scsp.profile('GET', 'contract', {}, NOBODY))).toBe('NL/ALF');
    expect((await result(scsp)).body).toMatchObject({ profile: { charging_profile: limits } });
    expect(codes(await w.cpo.pushPlan('contract', undefined, NOBODY))).toEqual([200, 1000]);
    expect(scsp.asked.plans.has('contract')).toBe(true);
  });

  it('SCSP → eMSP → CPO: the eMSP is asked under an id of its own, and asks the CPO under the CPO’s', async () => {
    await w.cpo.pushSession(samples.session({ id: 'chain' }));
    w.emsp.offer({
      identifier: MODULE,
      role: 'RECEIVER',
      answer: async (request) => {
        const { response_url } = request.body as { response_url: string };
        const passed = await w.emsp.profile('PUT', 'chain', { limits }, TO_CPO);
        void result()
          .then(({ body }) => w.emsp.callBack(response_url, 'POST', body, request))
          .then(told);
        return { http: 200, status_code: 1000, data: passed.envelope?.data };
      },
    });
    let told: (answer: CallResult) => void = () => undefined;
    const answered = new Promise<CallResult>((resolve) => (told = resolve));
    await w.emsp.update();
    const answer = await scsp.profile('PUT', 'drivers-7', { limits }, { to: 'DE/BET' });
    expect([answer.envelope?.data, fromIn(answer)]).toEqual([ANSWER, 'DE/BET']);
    expect((await w.emsp.next({ module: MODULE, method: 'PUT', role: 'RECEIVER' })).segments).toEqual([
      'drivers-7',
    ]);
    expect((await asked('PUT')).segments).toEqual(['chain']);
    const last = await result(scsp);
    expect([last.body, refs(last)]).toEqual([{ result: 'ACCEPTED' }, ['DE/SCS', 'DE/BET']]);
    expect(codes(await answered)).toEqual([200, 1000]);

    // CHP-007: the plan goes the same way, each told under the id it knows.
    const plan = { start_date_time: '2026-11-02T08:00:00Z', charging_profile: limits };
    expect(codes(await w.cpo.pushPlan('chain', plan, NOBODY))).toEqual([200, 1000]);
    expect(w.emsp.asked.plans.get('chain')).toEqual(plan);
    const onward = await w.emsp.call(MODULE, 'SENDER', 'PUT', ['drivers-7'], plan, NOBODY);
    expect([codes(onward), fromIn(onward)]).toEqual([[200, 1000], 'DE/SCS']);
    expect(scsp.asked.plans.get('drivers-7')).toEqual(plan);
  });
});
