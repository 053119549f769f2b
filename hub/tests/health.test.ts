/**
 * Platforms that fall silent, go and come back, over real HTTP (15.1): what partners see of it, with everything in one
 * process and with every subgraph in one of its own. A silence is a second here.
 */
import type { ClientInfo } from '@chargesphere/schema';
import { createCpo, createEmsp, samples, type Cpo, type Emsp, type Received } from '@chargesphere/simulator';
import { world, type Live, type Shape, type World } from './world.js';

const shapes: Shape[] = ['one', 'split'];

type Partner = Cpo | Emsp;
const party = (party_id: string, role = 'EMSP') => ({ role, country_code: 'DE', party_id, name: party_id });

/** What a partner is told next about a party, in one of its states. */
const told = async (
  partner: Partner,
  [country_code, party_id]: readonly [string, string],
  status: string,
  role?: string,
): Promise<Received & { body: ClientInfo }> =>
  (await partner.next((received) => {
    const body = received.body as ClientInfo | undefined;
    return (
      received.module === 'hubclientinfo' &&
      received.method === 'PUT' &&
      received.segments.join('/') === `${country_code}/${party_id}` &&
      body?.status === status &&
      (role === undefined || body.role === role)
    );
  }, 15_000)) as Received & { body: ClientInfo };

/** Every state a partner was told of a party, in order. */
const statesOf = (partner: Partner, party_id: string): string[] =>
  partner.received
    .filter(
      ({ module, method, segments }) =>
        module === 'hubclientinfo' && method === 'PUT' && segments[1] === party_id,
    )
    .map(({ body }) => `${(body as ClientInfo).role} ${(body as ClientInfo).status}`);

const PLATFORM = `query Platform($name: String!) { platforms(filter: { name: $name }) { items {
  id status lastHeardAt offlineSince circuit { state } lastProbe { ok http reason }
  alarms { kind http reason } pulls { module mode dateFrom status }
} } }`;

const platformIn = async (hub: World, name: string) =>
  (await hub.graph<{ platforms: { items: Record<string, unknown>[] } }>(PLATFORM, { name })).platforms
    .items[0];

const pushSession = (hub: World, to: string) =>
  hub.cpo.pushSession(samples.session({ country_code: 'NL', party_id: 'ALF', id: `S-${to}` }), { to });

describe.each(shapes)('connection health in the shape %s', (shape) => {
  let hub: World;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    hub = await world({ shape, env: { HUB_SILENCE_SECONDS: '1' } });
  }, 60_000);
  afterEach(async () => {
    hub.cpo.behaveWell();
    hub.emsp.behaveWell();
    await Promise.all(opened.splice(0).map((platform) => platform.close()));
  });
  afterAll(() => hub.close());

  const joined = async (name: string, ...parties: ReturnType<typeof party>[]): Promise<Emsp> => {
    const emsp = await createEmsp({ name, parties });
    opened.push(emsp);
    await emsp.register(await hub.invite(name));
    return emsp;
  };
  const watching = (party_id: string): Live =>
    hub.live(
      `subscription Watch($parties: [ID!]!) {
        partyStatusChanged(filter: { parties: $parties }) { party { ref } role status previous changedAt }
      }`,
      { parties: [`DE/${party_id}`] },
    );

  it('SCN-20, HCI-001, HCI-006, HCI-010, HCI-011, HCI-012, HCI-020, HCI-021, HCI-023, HUB-012, E26 a platform falls silent, is OFFLINE for everybody, and comes back', async () => {
    const { cpo, emsp } = hub;
    const live = watching('GON');
    const alarms = hub.live(
      'subscription { alarmRaised(filter: { kinds: [UNREACHABLE] }) { kind http platform { name } } }',
    );
    const gone = await joined('Gone', party('GON'));
    const news = await told(cpo, ['DE', 'GON'], 'CONNECTED');
    expect(news.headers).not.toHaveProperty('ocpi-to-party-id');
    expect(news.headers).not.toHaveProperty('ocpi-from-party-id');
    expect(news.body).toEqual({
      party_id: 'GON',
      country_code: 'DE',
      role: 'EMSP',
      status: 'CONNECTED',
      last_updated: expect.any(String),
    });
    await told(gone, ['NL', 'ALF'], 'CONNECTED');
    await told(gone, ['DE', 'BET'], 'CONNECTED');
    expect(statesOf(gone, 'GON')).toEqual([]);

    // It is silent, and answers: nothing happens.
    await gone.next({ module: 'versions', method: 'GET' });
    await gone.next({ module: 'versions', method: 'GET' });
    expect(statesOf(cpo, 'GON')).toEqual(['EMSP CONNECTED']);

    const { state } = gone;
    await gone.close();
    const lost = await told(cpo, ['DE', 'GON'], 'OFFLINE');
    await told(emsp, ['DE', 'GON'], 'OFFLINE');
    expect(lost.body.last_updated > news.body.last_updated).toBe(true);
    expect(await platformIn(hub, 'Gone')).toMatchObject({
      status: 'OFFLINE',
      offlineSince: expect.any(String),
      lastProbe: { ok: false, http: null },
      alarms: [{ kind: 'UNREACHABLE' }],
    });
    expect(await alarms.next()).toEqual({
      alarmRaised: { kind: 'UNREACHABLE', http: null, platform: { name: 'Gone' } },
    });
    expect((await pushSession(hub, 'DE/GON')).envelope?.status_code).toBe(4003);

    const back = await createEmsp({ name: 'Gone', parties: [party('GON')], state });
    opened.push(back);
    // HCI-020, HCI-023: it says nothing, and is found by a probe.
    await back.next({ module: 'versions', method: 'GET' }, 15_000);
    const found = await told(cpo, ['DE', 'GON'], 'CONNECTED');
    expect(found.body.last_updated > lost.body.last_updated).toBe(true);
    await told(back, ['NL', 'ALF'], 'CONNECTED');
    await told(back, ['DE', 'BET'], 'CONNECTED');
    expect((await pushSession(hub, 'DE/GON')).envelope?.status_code).toBe(1000);
    expect(await platformIn(hub, 'Gone')).toMatchObject({
      status: 'CONNECTED',
      offlineSince: null,
      alarms: [],
    });
    expect(statesOf(cpo, 'GON')).toEqual(['EMSP CONNECTED', 'EMSP OFFLINE', 'EMSP CONNECTED']);
    const change = await live.next(
      ({ partyStatusChanged }) => (partyStatusChanged as { previous: string }).previous === 'OFFLINE',
    );
    expect(change).toMatchObject({ partyStatusChanged: { party: { ref: 'DE/GON' }, status: 'CONNECTED' } });
    expect([...cpo.complaints, ...emsp.complaints, ...gone.complaints, ...back.complaints]).toEqual([]);
  }, 60_000);

  it('HUB-052, TRN-105 what a platform changed while it was away is pulled from when it was last there', async () => {
    const live = hub.live('subscription { pullUpdated { module status stored } }');
    const parties = [{ country_code: 'NL', party_id: 'PUL', name: 'Pulled' }];
    const first = await createCpo({ name: 'Pulled', parties });
    opened.push(first);
    await first.register(await hub.invite('Pulled'));
    await told(hub.emsp, ['NL', 'PUL'], 'CONNECTED');
    const { state } = first;
    await first.close();
    await told(hub.emsp, ['NL', 'PUL'], 'OFFLINE');
    const second = await createCpo({ name: 'Pulled', parties, state });
    opened.push(second);
    second.locations.put(
      'NL/PUL/LOC9',
      samples.location({
        country_code: 'NL',
        party_id: 'PUL',
        id: 'LOC9',
        last_updated: new Date().toISOString(),
      }),
    );
    const asked = await second.next({ module: 'locations', role: 'SENDER', method: 'GET' }, 15_000);
    expect(asked.path).toContain('date_from=');
    for (const module of ['tariffs', 'sessions', 'cdrs'])
      await second.next({ module, role: 'SENDER', method: 'GET' }, 15_000);
    await live.next(({ pullUpdated }) => {
      const { module, status } = pullUpdated as { module: string; status: string };
      return module === 'cdrs' && status === 'DONE';
    });
    const { location } = await hub.graph<{ location: { name: string } | null }>(
      '{ location(ref: "NL/PUL/LOC9") { name } }',
    );
    expect(location).not.toBeNull();
  }, 60_000);
});

describe('with the usual silence of five minutes', () => {
  let hub: World;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    hub = await world();
  }, 60_000);
  afterEach(async () => {
    hub.emsp.behaveWell();
    await Promise.all(opened.splice(0).map((platform) => platform.close()));
  });
  afterAll(() => hub.close());

  const joined = async (name: string, ...parties: ReturnType<typeof party>[]): Promise<Emsp> => {
    const emsp = await createEmsp({ name, parties });
    opened.push(emsp);
    await emsp.register(await hub.invite(name));
    return emsp;
  };

  it('CRED-050, CRED-051, HCI-002 partners hear of roles that come and go with credentials', async () => {
    const { cpo, emsp } = hub;
    const first = await joined('Roles', party('ROL'), party('ROL', 'NSP'));
    await told(cpo, ['DE', 'ROL'], 'CONNECTED', 'EMSP');
    await told(cpo, ['DE', 'ROL'], 'CONNECTED', 'NSP');
    const { state } = first;
    await first.close();
    const second = await createEmsp({ name: 'Roles', parties: [party('ROL'), party('ROL', 'CPO')], state });
    opened.push(second);
    await second.update();
    await told(cpo, ['DE', 'ROL'], 'SUSPENDED', 'NSP');
    await told(cpo, ['DE', 'ROL'], 'CONNECTED', 'CPO');
    await told(emsp, ['DE', 'ROL'], 'SUSPENDED', 'NSP');
    await second.unregister();
    await told(cpo, ['DE', 'ROL'], 'SUSPENDED', 'EMSP');
    await told(cpo, ['DE', 'ROL'], 'SUSPENDED', 'CPO');
    expect(statesOf(cpo, 'ROL').filter((state) => state.startsWith('EMSP'))).toEqual([
      'EMSP CONNECTED',
      'EMSP SUSPENDED',
    ]);
  }, 40_000);

  it('HCI-009, HUB-033 partners hear what an agreement makes of them, and nobody else does', async () => {
    const { cpo, emsp } = hub;
    const other = await joined('Bystander', party('BYS'));
    await told(other, ['NL', 'ALF'], 'CONNECTED');
    const put = (modules: string[] | null) =>
      hub.graph('mutation Put($input: AgreementInput!) { putAgreement(input: $input) { id } }', {
        input: { party: 'NL/ALF', otherParty: 'DE/BET', modules },
      });
    await put([]);
    await told(cpo, ['DE', 'BET'], 'PLANNED');
    await told(emsp, ['NL', 'ALF'], 'PLANNED');
    await put(null);
    await told(cpo, ['DE', 'BET'], 'CONNECTED');
    await told(emsp, ['NL', 'ALF'], 'CONNECTED');
    expect(statesOf(other, 'ALF')).toEqual(['CPO CONNECTED']);
    expect(statesOf(other, 'BET')).toEqual(['EMSP CONNECTED']);
  }, 30_000);

  it('HCI-021, HCI-022, HCI-023, HCI-024, E27 a forward that finds nobody has the platform probed at once; it does not know the token; and it is CONNECTED as soon as it speaks', async () => {
    const { cpo, emsp } = hub;
    const before = emsp.received.length;
    emsp.behave({ on: { module: 'sessions' }, closeSocket: true });
    emsp.behave({ on: { module: 'versions' }, httpStatus: 401 });
    expect((await pushSession(hub, 'DE/BET')).envelope?.status_code).toBe(4003);
    const isProbe = (received: Received): boolean =>
      received.module === 'versions' && emsp.received.indexOf(received) >= before;
    await emsp.next(isProbe, 10_000);
    await told(cpo, ['DE', 'BET'], 'OFFLINE');
    const lost = {
      lastProbe: { ok: false, http: 401 },
      alarms: [
        { kind: 'TOKEN_REFUSED', http: 401, reason: expect.stringContaining('does not know the token') },
      ],
    };
    expect(await platformIn(hub, 'Beta Mobil')).toMatchObject({ status: 'OFFLINE', ...lost });

    const sessions = () => emsp.received.filter(({ module }) => module === 'sessions').length;
    const tried = sessions();
    expect((await pushSession(hub, 'DE/BET')).envelope?.status_code).toBe(4003);
    expect(sessions()).toBe(tried);

    await emsp.pull('hubclientinfo');
    await told(cpo, ['DE', 'BET'], 'CONNECTED');
    expect(await platformIn(hub, 'Beta Mobil')).toMatchObject({ status: 'CONNECTED', ...lost });
    expect([...cpo.complaints, ...emsp.complaints]).toEqual([]);
  }, 30_000);
});
