/** Agreements and the policy of the hub: who sets and reads them, what they open and close, on every node. */
import type { Reach } from '@chargesphere/schema';
import type { ExecutionResult } from 'graphql';
import { hashToken } from '@chargesphere/chassis';
import { operator, platformCaller, problemOf, role, system, World } from './world.js';

interface Agreed {
  id: string;
  parties: { ref: string; name: string | null }[];
  modules: string[] | null;
  status: string;
  note: string | null;
  createdBy: string | null;
  createdAt: string;
  changedAt: string;
  endedAt: string | null;
}
const AGREEMENT = 'id parties { ref name } modules status note createdBy createdAt changedAt endedAt';

describe('agreements between parties', () => {
  let world: World;
  let cpo: { id: string; token: string };
  let emsp: { id: string; token: string };
  let other: { id: string; token: string };

  beforeEach(async () => {
    world = await World.open();
    cpo = await world.registered('Charge platform', [role('CPO'), role('CPO', 'BE', 'BEC', 'Be Charged')]);
    emsp = await world.registered('Drive platform', [role('EMSP', 'DE', 'EMP', 'Drive')]);
    other = await world.registered('Other platform', [role('EMSP', 'FR', 'EMS', 'Other')]);
  });
  afterEach(() => world.close());

  const asCpo = () => platformCaller(cpo.id, [{ role: 'CPO', country_code: 'NL', party_id: 'TNM' }]);
  const asEmsp = () => platformCaller(emsp.id, [{ role: 'EMSP', country_code: 'DE', party_id: 'EMP' }]);
  const asOther = () => platformCaller(other.id, [{ role: 'EMSP', country_code: 'FR', party_id: 'EMS' }]);

  const put = async (input: object, on = world): Promise<Agreed> => {
    const text = `mutation P($input: AgreementInput!) { putAgreement(input: $input) { ${AGREEMENT} } }`;
    return (await on.ask<{ putAgreement: Agreed }>(operator, text, { input })).putAgreement;
  };
  const pair = { party: 'nl/tnm', otherParty: 'DE/EMP' };
  const end = async (id: string): Promise<Agreed> => {
    const text = `mutation E($id: ID!) { endAgreement(id: $id) { ${AGREEMENT} } }`;
    return (await world.ask<{ endAgreement: Agreed }>(operator, text, { id })).endAgreement;
  };
  const policy = async (input: object, on = world): Promise<void> => {
    await on.ask(operator, 'mutation P($i: HubPolicyInput!) { setHubPolicy(input: $i) { preset } }', {
      i: input,
    });
  };
  const passage = async (from: string, to: string, module = 'cdrs', on = world): Promise<string> =>
    (
      await on.ask<{ passage: string }>(
        system,
        'query P($f: ID!, $t: ID!, $m: String!) { passage(from: $f, to: $t, module: $m) }',
        { f: from, t: to, m: module },
      )
    ).passage;
  const list = async (caller = operator, filter: object = {}): Promise<Agreed[]> =>
    (
      await world.ask<{ agreements: { items: Agreed[]; total: number } }>(
        caller,
        `query L($f: AgreementFilter) { agreements(filter: $f) { total items { ${AGREEMENT} } } }`,
        { f: filter },
      )
    ).agreements.items;
  const infos = async (caller = asEmsp(), window: object = {}) =>
    (
      await world.ask<{ clientInfos: { items: Record<string, string>[]; total: number } }>(
        caller,
        'query I($w: DocumentWindow!) { clientInfos(window: $w) { items total } }',
        { w: window },
      )
    ).clientInfos;
  const states = async (caller = asEmsp()) =>
    Object.fromEntries((await infos(caller)).items.map(({ party_id, status }) => [party_id, status]));
  const rolesFor = async (platformId: string): Promise<string[]> =>
    (
      await world.ask<{ rolesFor: { party_id: string }[] }>(
        system,
        'query R($id: ID!) { rolesFor(platformId: $id) }',
        { id: platformId },
      )
    ).rolesFor.map(({ party_id }) => party_id);
  const reachOf = async (
    token: string,
  ): Promise<{ platform?: Reach; parties: Record<string, Reach> } | null> =>
    (
      await world.ask<{ credentialsByToken: { reach: never }[] }>(
        system,
        'query R($h: [ID!]!) { credentialsByToken(hashes: $h) { reach } }',
        { h: [hashToken(token)] },
      )
    ).credentialsByToken[0]?.reach ?? null;

  it('HUB-032 a new installation is OPEN and narrows nothing', async () => {
    expect(await world.ask(operator, '{ hubPolicy { preset strangers changedAt changedBy } }')).toEqual({
      hubPolicy: { preset: 'OPEN', strangers: 'HIDDEN', changedAt: null, changedBy: null },
    });
    expect(await passage('NL/TNM', 'DE/EMP')).toBe('ALLOWED');
    expect(await reachOf(emsp.token)).toBeNull();
  });

  it('HUB-032 a pair has one agreement: made, replaced, ended, begun again', async () => {
    const made = await put({ ...pair, modules: ['Locations', 'cdrs'], note: ' until May ' });
    expect(made).toMatchObject({
      parties: [{ ref: 'DE/EMP' }, { ref: 'NL/TNM' }],
      modules: ['cdrs', 'locations'],
      status: 'ACTIVE',
      note: 'until May',
      createdBy: 'Olga',
      endedAt: null,
    });
    expect(await passage('DE/EMP', 'NL/TNM', 'tokens')).toBe('FORBIDDEN_MODULE');
    world.pass(1000);
    const replaced = await put({ party: 'DE/EMP', otherParty: 'NL/TNM' });
    expect(replaced).toMatchObject({ id: made.id, modules: null, note: null, createdAt: made.createdAt });
    expect(replaced.changedAt > made.changedAt).toBe(true);
    expect(await passage('DE/EMP', 'NL/TNM', 'tokens')).toBe('ALLOWED');
    world.pass(1000);
    const ended = await end(made.id);
    expect(ended).toMatchObject({ status: 'ENDED', endedAt: ended.changedAt });
    expect(await end(made.id)).toEqual(ended);
    expect(await put({ ...pair, modules: [] })).toMatchObject({ id: made.id, status: 'ACTIVE', modules: [] });
    expect(await passage('NL/TNM', 'DE/EMP')).toBe('HIDDEN');
    expect(await list()).toHaveLength(1);
  });

  it('HUB-032 says what is wrong with an order', async () => {
    const refused = (input: object) => problemOf(put(input));
    expect(await refused({ party: 'NL/TNM', otherParty: 'nl/tnm' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused({ ...pair, modules: ['credentials'] })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('"credentials" is no module two parties can agree on') as string,
    });
    expect(await refused({ party: 'NL/TNM', otherParty: 'DE' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused({ ...pair, note: 'x'.repeat(1001) })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused({ party: 'NL/TNM', otherParty: 'XX/XXX' })).toEqual({
      code: 'NOT_FOUND',
      message:
        'XX/XXX is not known to this hub; a party can have an agreement once its platform has registered.',
    });
    expect(await problemOf(end(cpo.id))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await list()).toEqual([]);
  });

  it('HUB-034 a partner reads the agreements of its own parties, without what operators noted', async () => {
    const made = await put({ ...pair, note: 'ours' });
    await put({ party: 'BE/BEC', otherParty: 'FR/EMS', modules: ['cdrs'] });
    const apart = await put({ party: 'NL/TNM', otherParty: 'FR/EMS', modules: [] });
    expect(await list(asEmsp())).toEqual([{ ...made, note: null, createdBy: null }]);
    expect((await list(asCpo())).map(({ id }) => id)).toEqual([made.id]);
    const one = (caller: typeof operator, id: string) =>
      world.ask(caller, 'query A($id: ID!) { agreement(id: $id) { id } }', { id });
    expect(await one(asCpo(), made.id)).toEqual({ agreement: { id: made.id } });
    expect(await one(asOther(), made.id)).toEqual({ agreement: null });
    // What keeps two apart would tell each of the other.
    expect(await one(asCpo(), apart.id)).toEqual({ agreement: null });
    expect(await one(operator, apart.id)).toEqual({ agreement: { id: apart.id } });
    const ofParties = async (caller: typeof operator) =>
      (
        await world.ask<{ parties: { items: { ref: string; agreements: { id: string }[] }[] } }>(
          caller,
          '{ parties { items { ref agreements { id } } } }',
        )
      ).parties.items.map(({ ref, agreements }) => [ref, agreements.length]);
    expect(await ofParties(operator)).toEqual([
      ['NL/TNM', 2],
      ['BE/BEC', 1],
      ['DE/EMP', 1],
      ['FR/EMS', 2],
    ]);
    expect(await ofParties(asEmsp())).toEqual([
      ['NL/TNM', 1],
      ['BE/BEC', 0],
      ['DE/EMP', 1],
      ['FR/EMS', 0],
    ]);
  });

  it('lists agreements by party, module and status', async () => {
    const made = await put({ ...pair, modules: ['cdrs'] });
    const all = await put({ party: 'BE/BEC', otherParty: 'DE/EMP' });
    await end((await put({ party: 'NL/TNM', otherParty: 'FR/EMS' })).id);
    const ids = async (filter: object) => (await list(operator, filter)).map(({ id }) => id);
    expect(await ids({ party: 'de/emp' })).toEqual([made.id, all.id]);
    expect(await ids({ party: 'NL/TNM', status: 'ACTIVE' })).toEqual([made.id]);
    expect(await ids({ module: 'Tokens', status: 'ACTIVE' })).toEqual([all.id]);
    expect(await ids({ module: 'cdrs', status: 'ACTIVE' })).toEqual([made.id, all.id]);
    expect(await problemOf(ids({ module: 'nonsense' }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('CRED-010 HUB-033 CLOSED hides strangers from roles, parties and HubClientInfo, until they agree and after', async () => {
    await policy({ preset: 'CLOSED' });
    const seen = async () =>
      (
        await world.ask<{ parties: { total: number; items: { ref: string }[] } }>(
          asEmsp(),
          '{ parties { total items { ref } } }',
        )
      ).parties;
    const party = (ref: string) =>
      world.ask(asEmsp(), 'query P($ref: ID!) { party(ref: $ref) { status } }', { ref });
    expect(await rolesFor(emsp.id)).toEqual([]);
    expect(await states()).toEqual({});
    expect(await seen()).toMatchObject({ total: 1, items: [{ ref: 'DE/EMP' }] });
    expect(await party('NL/TNM')).toEqual({ party: null });

    const { id } = await put({ ...pair, modules: ['cdrs'] });
    expect(await rolesFor(emsp.id)).toEqual(['TNM']);
    expect(await rolesFor(cpo.id)).toEqual(['EMP']);
    expect(await states()).toEqual({ TNM: 'CONNECTED' });
    expect(await seen()).toMatchObject({ total: 2, items: [{ ref: 'NL/TNM' }, { ref: 'DE/EMP' }] });
    expect(await party('NL/TNM')).toEqual({ party: { status: 'CONNECTED' } });
    expect(await states(asOther())).toEqual({});

    await end(id);
    expect(await rolesFor(emsp.id)).toEqual([]);
    expect(await states()).toEqual({});
    expect(await party('NL/TNM')).toEqual({ party: null });
    expect(await passage('NL/TNM', 'DE/EMP')).toBe('HIDDEN');
  });

  it('HCI-009 HCI-010 shows strangers as PLANNED where the hub says so, since it became so for this viewer', async () => {
    const before = await infos();
    world.pass(60_000);
    const closedAt = world.now;
    await policy({ preset: 'CLOSED', strangers: 'PLANNED' });
    expect(await passage('NL/TNM', 'DE/EMP')).toBe('PLANNED');
    expect(await states()).toEqual({ TNM: 'PLANNED', BEC: 'PLANNED', EMS: 'PLANNED' });
    expect(await rolesFor(emsp.id)).toEqual([]);
    expect(
      await world.ask(asEmsp(), '{ party(ref: "NL/TNM") { name status roles { role status } } }'),
    ).toMatchObject({ party: { status: 'PLANNED', roles: [{ role: 'CPO', status: 'PLANNED' }] } });
    const window = { dateFrom: closedAt.toISOString() };
    expect(await infos(asEmsp(), window)).toMatchObject({ total: 3 });

    world.pass(60_000);
    const agreedAt = world.now;
    await put({ ...pair, modules: ['cdrs'] });
    expect(await states()).toMatchObject({ TNM: 'CONNECTED', BEC: 'PLANNED' });
    const since = await infos(asEmsp(), { dateFrom: agreedAt.toISOString() });
    expect(since.items.map(({ party_id }) => party_id)).toEqual(['TNM']);
    // Another module between the same two changes nothing about what they see.
    world.pass(60_000);
    await put({ ...pair, modules: ['cdrs', 'sessions'] });
    expect((await infos()).items.find(({ party_id }) => party_id === 'TNM')).toEqual(since.items[0]);
    expect(await infos(asEmsp(), { offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      items: [{ party_id: 'BEC' }],
    });
    // Who ended is SUSPENDED, whatever was agreed.
    await world.end(other.id);
    expect(await states()).toMatchObject({ EMS: 'SUSPENDED' });
    expect(before.items.map(({ status }) => status)).toEqual(['CONNECTED', 'CONNECTED', 'CONNECTED']);
  });

  it('HUB-033 HUB-053 tells with a token how far it reads: each party for itself, the platform as the sum', async () => {
    await policy({ preset: 'CLOSED' });
    await put({ ...pair, modules: ['tokens'] });
    const neighbours = ['BE/BEC', 'NL/TNM'];
    expect(await reachOf(cpo.token)).toEqual({
      platform: {
        others: false,
        listed: { locations: neighbours, tariffs: neighbours, tokens: ['BE/BEC', 'DE/EMP', 'NL/TNM'] },
      },
      parties: {
        'NL/TNM': {
          others: false,
          listed: { locations: neighbours, tariffs: neighbours, tokens: ['BE/BEC', 'DE/EMP', 'NL/TNM'] },
        },
        'BE/BEC': {
          others: false,
          listed: { locations: neighbours, tariffs: neighbours, tokens: neighbours },
        },
      },
    });
    await policy({ preset: 'OPEN' });
    await put(pair);
    expect(await reachOf(emsp.token)).toBeNull();
    await world.end(cpo.id);
    const gone = { others: true, listed: { locations: neighbours, tariffs: neighbours } };
    expect(await reachOf(emsp.token)).toEqual({ platform: gone, parties: { 'DE/EMP': gone } });
    const again = await world.invite('Charge platform', { platformId: cpo.id });
    await world.complete(again.id, again.tokenHash, {
      token: 'x',
      url: 'https://partner.example.com/ocpi/versions',
      roles: [role('CPO'), role('CPO', 'BE', 'BEC', 'Be Charged')],
    });
    expect(await reachOf(emsp.token)).toBeNull();
  });

  it('HUB-032 announces what changed, to the platforms concerned or to all, and other nodes act on it', async () => {
    const node = World.over(world, await world.node());
    try {
      expect(await passage('NL/TNM', 'DE/EMP', 'cdrs', node)).toBe('ALLOWED');
      const text = 'subscription { platformChanged { platformId kind } }';
      const told = (await node.subscribe(system, text)) as AsyncGenerator<ExecutionResult>;
      const next = async () => (await told.next()).value as ExecutionResult;
      await put({ ...pair, modules: ['locations'] });
      const both = [await next(), await next()].map(
        ({ data }) => (data as { platformChanged: { platformId: string; kind: string } }).platformChanged,
      );
      expect(both.map(({ platformId }) => platformId).sort()).toEqual([cpo.id, emsp.id].sort());
      expect(new Set(both.map(({ kind }) => kind))).toEqual(new Set(['AGREEMENTS_CHANGED']));
      expect(await passage('NL/TNM', 'DE/EMP', 'cdrs', node)).toBe('FORBIDDEN_MODULE');
      await policy({ preset: 'CLOSED' });
      expect((await next()).data).toEqual({
        platformChanged: { platformId: '*', kind: 'AGREEMENTS_CHANGED' },
      });
      expect(await passage('NL/TNM', 'FR/EMS', 'cdrs', node)).toBe('HIDDEN');
      await told.return(undefined);
    } finally {
      await node.parties.close();
    }
  });
});
