/**
 * What the hub's policy and agreements between parties open and close, on the wire and in the graph, everywhere at the
 * same time: roles, HubClientInfo, GET All, direct messages, reads and subscriptions (HUB-032, HUB-033, SCN-12).
 */
import type { Caller, ClientInfo, PartyRole, Reach } from '@chargesphere/schema';
import { hashToken } from '@chargesphere/chassis';
import { createCpo, samples, type CallResult, type Cpo, type Emsp } from '@chargesphere/simulator';
import type { ExecutionResult } from 'graphql';
import { world, type World } from './world.js';

const ids = (items: unknown): string[] => (items as { id: string }[]).map(({ id }) => id);

describe.each(['one', 'split'] as const)('agreements on a hub in the shape "%s"', (shape) => {
  let w: World;
  /** A second operator, nobody's partner unless a test says so: NL/ZET. */
  let zeta: Cpo;

  beforeAll(async () => {
    w = await world({ shape });
    zeta = await createCpo({ parties: [{ country_code: 'NL', party_id: 'ZET', name: 'Zeta Laden' }] });
    await zeta.register(await w.invite('Zeta Laden'));
    await w.cpo.pushLocation(samples.location());
    await w.cpo.pushTariff(samples.tariff());
    await zeta.pushLocation(samples.location({ id: 'ZLOC', party_id: 'ZET' }));
    await zeta.pushTariff(samples.tariff({ id: 'ZTAR', party_id: 'ZET' }));
    await w.emsp.pushToken(samples.token());
  }, 60_000);
  afterAll(async () => {
    await zeta.close();
    await w.close();
  });
  afterEach(async () => {
    await endAll();
    expect([...w.cpo.complaints, ...w.emsp.complaints, ...zeta.complaints]).toEqual([]);
  });

  const policy = (preset: string, strangers: string) =>
    w.graph('mutation ($input: HubPolicyInput!) { setHubPolicy(input: $input) { preset } }', {
      input: { preset, strangers },
    });
  const agree = async (modules: string[] | null, party = 'NL/ALF'): Promise<string> => {
    const query = 'mutation ($input: AgreementInput!) { putAgreement(input: $input) { id } }';
    const input = { party, otherParty: 'DE/BET', modules };
    return (await w.graph<{ putAgreement: { id: string } }>(query, { input })).putAgreement.id;
  };
  /** Every test begins with nothing agreed. */
  const endAll = async () => {
    const active = '{ agreements(filter: { status: ACTIVE }) { items { id } } }';
    const { agreements } = await w.graph<{ agreements: { items: { id: string }[] } }>(active);
    for (const { id } of agreements.items) await end(id);
  };
  const end = (id: string) => w.graph('mutation ($id: ID!) { endAgreement(id: $id) { status } }', { id });

  const asked = (by: Cpo | Emsp, module: string, to = 'NL/HUB'): Promise<CallResult> =>
    by.call(module, 'SENDER', 'GET', [], undefined, { to });
  const list = async (by: Cpo | Emsp, module: string): Promise<unknown[]> => {
    const { envelope, headers } = await asked(by, module);
    const data = (envelope?.data ?? []) as unknown[];
    expect(Number(headers['x-total-count'])).toBe(data.length);
    return data;
  };
  const roles = async (by: Cpo | Emsp): Promise<string[]> => {
    const { envelope } = await by.call('credentials', 'SENDER', 'GET', []);
    const listed = (envelope?.data as { roles: { role: string; party_id: string }[] }).roles;
    // A list of roles is never empty: the hub stands there where nobody else does.
    return listed.map(({ party_id }) => party_id).filter((id) => id !== 'HUB');
  };
  const states = async (by: Cpo | Emsp): Promise<Record<string, string>> => {
    const { envelope } = await by.call('hubclientinfo', 'SENDER', 'GET', []);
    return Object.fromEntries(
      (envelope?.data as ClientInfo[]).map(({ party_id, status }) => [party_id, status]),
    );
  };
  /** The status code of a direct request of the eMSP. */
  const direct = async (module: string, to = 'NL/ALF') =>
    (await asked(w.emsp, module, to)).envelope?.status_code;

  /** The eMSP's platform as the adapter knows it, for reads that partners have no door for yet. */
  const emspCaller = async (): Promise<Caller> => {
    const system: Caller = {
      principal: { kind: 'system', name: 'test' },
      requestId: 'test',
      correlationId: 'test',
    };
    const document = `query ($hashes: [ID!]!) { credentialsByToken(hashes: $hashes) { reach platform { id } } }`;
    const variables = { hashes: [hashToken(w.emsp.peer.outgoingToken)] };
    const { data } = (await w.hub.gateway?.execute({
      document,
      variables,
      caller: system,
    })) as ExecutionResult<{
      credentialsByToken: { reach: { platform?: Reach } | null; platform: { id: string } }[];
    }>;
    const owner = data?.credentialsByToken[0];
    const own: PartyRole[] = [{ role: 'EMSP', country_code: 'DE', party_id: 'BET' }];
    const reach = owner?.reach?.platform;
    const principal = { kind: 'platform', platformId: owner?.platform.id ?? '', roles: own } as const;
    return { ...system, principal: { ...principal, ...(reach && { reach }) } };
  };
  const READS = `{
    locations { total items { ref cpo { ref name } } }
    one: location(ref: "NL/ALF/LOC1") { ref }
    tariffs { total items { ref } }
    alf: party(ref: "NL/ALF") { status }
    parties { items { ref } }
    agreements { items { modules parties { ref name } } }
  }`;
  const reads = async (): Promise<Record<string, unknown>> => {
    const { data, errors } = (await w.hub.gateway?.execute({
      document: READS,
      caller: await emspCaller(),
    })) as ExecutionResult;
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  };

  /**
   * Asks until the answer is the one expected. In parts the adapter hears of a change by a subscription, so it may be
   * an answer or two behind the mutation; whoever never hears fails here after the last of them.
   */
  const comesTo = async <T>(read: () => Promise<T>, expected: T): Promise<void> => {
    for (let asks = 0; asks < 100; asks += 1)
      if (JSON.stringify(await read()) === JSON.stringify(expected)) return;
    expect(await read()).toEqual(expected);
  };

  it('HUB-032 a new hub is open: everybody sees everybody', async () => {
    expect(ids(await list(w.emsp, 'locations'))).toEqual(['LOC1', 'ZLOC']);
    expect(await roles(w.emsp)).toEqual(['ALF', 'ZET']);
    expect(await states(w.emsp)).toEqual({ ALF: 'CONNECTED', ZET: 'CONNECTED' });
    expect(await direct('tariffs')).toBe(1000);
  });

  it('SCN-12, E25 CLOSED and HIDDEN: strangers are nowhere', async () => {
    await policy('CLOSED', 'HIDDEN');
    await comesTo(() => list(w.emsp, 'locations'), []);
    expect(await list(w.emsp, 'tariffs')).toEqual([]);
    expect(await list(w.cpo, 'tokens')).toEqual([]);
    expect(await roles(w.emsp)).toEqual([]);
    expect(await roles(w.cpo)).toEqual([]);
    expect(await states(w.emsp)).toEqual({});
    expect(await direct('tariffs')).toBe(4001);
    // In the words of a party that is not there, so that nobody can tell the two apart.
    const sentence = async (to: string) =>
      (await asked(w.emsp, 'tariffs', to)).envelope?.status_message?.replace(to, 'XX/XXX');
    expect(await sentence('NL/ALF')).toBe(await sentence('NL/NIX'));
    expect(await reads()).toEqual({
      locations: { total: 0, items: [] },
      one: null,
      tariffs: { total: 0, items: [] },
      alf: null,
      parties: { items: [{ ref: 'DE/BET' }] },
      agreements: { items: [] },
    });
    // Its own it still reads.
    const own = await w.cpo.call('locations', 'RECEIVER', 'GET', ['NL', 'ALF', 'LOC1']);
    expect(own.envelope).toMatchObject({ status_code: 1000, data: { id: 'LOC1' } });
  });

  it('SCN-12, E26, HCI-009 CLOSED and PLANNED: strangers are planned, and nothing else', async () => {
    await policy('CLOSED', 'PLANNED');
    await comesTo(() => states(w.emsp), { ALF: 'PLANNED', ZET: 'PLANNED' });
    await comesTo(() => direct('tariffs'), 4003);
    expect(await direct('tariffs', 'NL/NIX')).toBe(4001);
    expect(await roles(w.emsp)).toEqual([]);
    expect(await list(w.emsp, 'locations')).toEqual([]);
    expect(await reads()).toMatchObject({ alf: { status: 'PLANNED' }, locations: { total: 0 } });
  });

  it('HUB-032, HUB-033 an agreement opens one module for one pair, and its end closes it at once', async () => {
    await policy('CLOSED', 'HIDDEN');
    await comesTo(() => states(w.emsp), {});
    const agreement = await agree(['locations']);
    await comesTo(async () => ids(await list(w.emsp, 'locations')), ['LOC1']);
    expect(await list(w.emsp, 'tariffs')).toEqual([]);
    expect(await roles(w.emsp)).toEqual(['ALF']);
    expect(await roles(w.cpo)).toEqual(['BET']);
    expect(await roles(zeta)).toEqual([]);
    expect(await states(w.emsp)).toEqual({ ALF: 'CONNECTED' });
    expect(await direct('locations')).toBe(1000);
    expect(await direct('tariffs')).toBe(4001);
    expect(await direct('locations', 'NL/ZET')).toBe(4001);
    expect(await reads()).toEqual({
      locations: { total: 1, items: [{ ref: 'NL/ALF/LOC1', cpo: { ref: 'NL/ALF', name: 'Alfa Laden' } }] },
      one: { ref: 'NL/ALF/LOC1' },
      tariffs: { total: 0, items: [] },
      alf: { status: 'CONNECTED' },
      parties: { items: [{ ref: 'NL/ALF' }, { ref: 'DE/BET' }] },
      agreements: {
        items: [
          {
            modules: ['locations'],
            parties: [
              { ref: 'DE/BET', name: 'Beta Mobil' },
              { ref: 'NL/ALF', name: 'Alfa Laden' },
            ],
          },
        ],
      },
    });

    await agree(null);
    await comesTo(async () => ids(await list(w.emsp, 'tariffs')), ['T1']);
    await comesTo(() => direct('tariffs'), 1000);

    await end(agreement);
    await comesTo(() => list(w.emsp, 'locations'), []);
    await comesTo(() => direct('locations'), 4001);
    expect(await list(w.emsp, 'tariffs')).toEqual([]);
    expect(await roles(w.emsp)).toEqual([]);
    expect(await states(w.emsp)).toEqual({});
  });

  it('RTE-033 a broadcast goes to those who agreed on its module, and to nobody else', async () => {
    await policy('CLOSED', 'HIDDEN');
    await agree(['locations']);
    await comesTo(() => roles(w.emsp), ['ALF']);
    const since = new Date().toISOString();
    const receivers = async (object: string): Promise<string[]> => {
      const query = `query ($object: ID!, $since: DateTime) {
        broadcasts(filter: { object: $object, since: $since }) { items { deliveries { items { receiver } } } }
      }`;
      const { broadcasts } = await w.graph<{
        broadcasts: { items: { deliveries: { items: { receiver: string }[] } }[] };
      }>(query, { object, since });
      return broadcasts.items.flatMap(({ deliveries }) => deliveries.items.map(({ receiver }) => receiver));
    };
    const last_updated = '2026-11-02T09:00:00Z';
    await w.cpo.pushTariff(samples.tariff({ last_updated }), { to: 'NL/HUB' });
    await zeta.pushLocation(samples.location({ id: 'ZLOC', party_id: 'ZET', last_updated }), {
      to: 'NL/HUB',
    });
    await w.cpo.pushLocation(samples.location({ last_updated }), { to: 'NL/HUB' });
    expect(await receivers('NL/ALF/T1')).toEqual([]);
    expect(await receivers('NL/ZET/ZLOC')).toEqual([]);
    expect(await receivers('NL/ALF/LOC1')).toEqual(['DE/BET']);
    const arrived = await w.emsp.next((one) => one.method === 'PUT' && one.text.includes(last_updated));
    expect([arrived.module, arrived.segments]).toEqual(['locations', ['NL', 'ALF', 'LOC1']]);
  });

  it('HUB-033 LOC-017 what was addressed to a party it still reads, whatever is agreed later', async () => {
    await policy('OPEN', 'HIDDEN');
    await comesTo(() => direct('locations'), 1000);
    await w.cpo.pushLocation(samples.location({ id: 'GIVEN' }), { to: 'DE/BET' });
    await policy('CLOSED', 'HIDDEN');
    await comesTo(() => list(w.emsp, 'locations'), []);
    expect(await reads()).toMatchObject({ locations: { total: 1, items: [{ ref: 'NL/ALF/GIVEN' }] } });
  });

  it('HUB-033 a subscription tells of those in reach only', async () => {
    await policy('CLOSED', 'HIDDEN');
    await agree(['locations']);
    await comesTo(async () => ids(await list(w.emsp, 'locations')), ['LOC1']);
    const live = (await w.hub.gateway?.subscribe({
      document: 'subscription { evseStatusChanged { status location { ref } } }',
      caller: await emspCaller(),
    })) as AsyncGenerator<ExecutionResult>;
    let minute = 0;
    const change = async (by: Cpo, location: object, status: 'CHARGING' | 'BLOCKED') => {
      const last_updated = new Date(Date.UTC(2026, 10, 3, 8, (minute += 1))).toISOString();
      const evses = [samples.evse({ status, last_updated })];
      await by.pushLocation(samples.location({ ...location, evses, last_updated }));
    };
    // A subscription is not acknowledged, so changes are caused until the first one arrives: of both operators.
    let isOpen = false;
    const first = live.next().finally(() => (isOpen = true));
    while (!isOpen)
      for (const status of ['CHARGING', 'BLOCKED'] as const) {
        await change(zeta, { id: 'ZLOC', party_id: 'ZET' }, status);
        await change(w.cpo, {}, status);
      }
    const { value } = await first;
    expect((value as ExecutionResult).data).toMatchObject({
      evseStatusChanged: { location: { ref: 'NL/ALF/LOC1' } },
    });
    await live.return(undefined);
  });

  it('HUB-053 a SUSPENDED owner loses its objects from GET All and finds them there when it is back', async () => {
    await policy('OPEN', 'HIDDEN');
    await comesTo(async () => ids(await list(w.emsp, 'locations')), ['LOC1', 'ZLOC']);
    await zeta.unregister();
    await comesTo(async () => ids(await list(w.emsp, 'locations')), ['LOC1']);
    expect(ids(await list(w.emsp, 'tariffs'))).toEqual(['T1']);
    expect(await states(w.emsp)).toEqual({ ALF: 'CONNECTED', ZET: 'SUSPENDED' });
    const operators = '{ locations(filter: { cpo: "NL/ZET" }) { total } }';
    expect(await w.graph(operators)).toEqual({ locations: { total: 1 } });
    const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(
      '{ platforms(filter: { name: "Zeta" }) { items { id } } }',
    );
    const { invitePlatform } = await w.graph<{ invitePlatform: { token: string; versionsUrl: string } }>(
      'mutation ($i: InvitePlatformInput!) { invitePlatform(input: $i) { token versionsUrl } }',
      { i: { name: 'Zeta Laden', platformId: platforms.items[0]?.id } },
    );
    await zeta.register(invitePlatform);
    await comesTo(async () => ids(await list(w.emsp, 'locations')), ['LOC1', 'ZLOC']);
  });
});
