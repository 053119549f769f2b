/** What operators and platforms see: parties, platforms, HubClientInfo, the hub's roles. */
import { anonymous, credentials, operator, platformCaller, problemOf, role, system, World } from './world.js';

interface Page {
  items: { ref: string }[];
  next: string | null;
  total?: number;
}

describe('what is seen of parties and platforms', () => {
  let world: World;
  let cpo: { id: string; token: string };
  let emsp: { id: string; token: string };
  let gone: { id: string; token: string };

  beforeEach(async () => {
    world = await World.open();
    cpo = await world.registered('Charge platform', [
      role('CPO', 'nl', 'TNM'),
      role('EMSP', 'NL', 'tnm'),
      role('CPO', 'BE', 'BEC', 'Be Charged'),
    ]);
    emsp = await world.registered('Drive platform', [role('EMSP', 'DE', 'EMP', '100 % Drive')]);
    gone = await world.registered('Gone platform', [role('CPO', 'FR', 'OLD', 'Old')]);
    await world.end(gone.id);
  });
  afterEach(() => world.close());

  const asCpo = () => platformCaller(cpo.id);
  const asEmsp = () => platformCaller(emsp.id);
  const parties = async (caller = operator, variables: object = {}): Promise<Page> =>
    (
      await world.ask<{ parties: Page }>(
        caller,
        'query Parties($filter: PartyFilter, $page: PageInput) { parties(filter: $filter, page: $page) { total next items { ref } } }',
        { ...variables },
      )
    ).parties;
  const refs = (page: Page): string[] => page.items.map(({ ref }) => ref);

  it('HUB-033 shows operators all parties, platforms those that are connected and their own', async () => {
    expect(refs(await parties())).toEqual(['NL/tnm', 'BE/BEC', 'DE/EMP', 'FR/OLD']);
    expect(refs(await parties(asCpo()))).toEqual(['NL/tnm', 'BE/BEC', 'DE/EMP']);
    expect(refs(await parties(platformCaller(gone.id)))).toEqual(['NL/tnm', 'BE/BEC', 'DE/EMP', 'FR/OLD']);
    expect((await parties(asCpo())).total).toBe(3);
  });

  it('gives parties page by page, and no page of nonsense', async () => {
    const first = await parties(operator, { page: { limit: 3 } });
    expect([refs(first), first.total]).toEqual([['NL/tnm', 'BE/BEC', 'DE/EMP'], 4]);
    const second = await parties(operator, { page: { limit: 3, after: first.next } });
    expect([refs(second), second.next]).toEqual([['FR/OLD'], null]);
    expect(await problemOf(parties(operator, { page: { limit: 3, after: 'nonsense' } }))).toEqual({
      code: 'INVALID_INPUT',
      message: '"nonsense" is no cursor of this list; use the value of "next".',
    });
    expect((await problemOf(parties(operator, { page: { limit: 0 } }))).message).toBe(
      'page.limit is 0; it must be from 1 to 200.',
    );
  });

  it('narrows parties by role, country and name', async () => {
    expect(refs(await parties(operator, { filter: { role: 'cpo' } }))).toEqual(['NL/tnm', 'BE/BEC']);
    expect(refs(await parties(operator, { filter: { countryCode: 'nl' } }))).toEqual(['NL/tnm']);
    expect(refs(await parties(operator, { filter: { countryCode: '%' } }))).toEqual([]);
    expect(refs(await parties(operator, { filter: { name: 'DRIVE' } }))).toEqual(['DE/EMP']);
    expect(refs(await parties(operator, { filter: { name: '100 %' } }))).toEqual(['DE/EMP']);
    expect(refs(await parties(operator, { filter: { name: '_' } }))).toEqual([]);
    expect(refs(await parties(asEmsp(), { filter: { role: 'CPO', name: 'be' } }))).toEqual(['BE/BEC']);
  });

  it('TRN-087 finds a party whatever the case of its ref, and shows the platform of a role to operators only', async () => {
    const text = `query Party($ref: ID!) { party(ref: $ref) {
      ref countryCode partyId name status
      roles { role status countryCode businessDetails party { ref } platform { name } }
    } }`;
    expect(await world.ask(operator, text, { ref: 'Nl/Tnm' })).toEqual({
      party: {
        ref: 'NL/tnm',
        countryCode: 'NL',
        partyId: 'tnm',
        name: 'The New Motion',
        status: 'CONNECTED',
        roles: ['CPO', 'EMSP'].map((name) => ({
          role: name,
          status: 'CONNECTED',
          countryCode: name === 'CPO' ? 'nl' : 'NL',
          businessDetails: { name: 'The New Motion' },
          party: { ref: 'NL/tnm' },
          platform: { name: 'Charge platform' },
        })),
      },
    });
    expect(await world.ask(asEmsp(), text, { ref: 'NL/TNM' })).toMatchObject({
      party: { roles: [{ platform: null }, { platform: null }] },
    });
    expect(await world.ask(asEmsp(), text, { ref: 'FR/OLD' })).toEqual({ party: null });
    expect(await world.ask(operator, text, { ref: 'FR/OLD' })).toMatchObject({
      party: { status: 'SUSPENDED', roles: [] },
    });
    expect(await world.ask(operator, text, { ref: 'XX/XXX' })).toEqual({ party: null });
  });

  it('HUB-033 gives other subgraphs a party by ref, with nothing but its ids when it is hidden or unknown', async () => {
    const entities = async (caller = asEmsp(), ...wanted: string[]) =>
      (
        await world.ask<{ _entities: unknown[] }>(
          caller,
          `query E($r: [_Any!]!) { _entities(representations: $r) { ... on Party { ref countryCode name roles { role } } } }`,
          { r: wanted.map((ref) => ({ __typename: 'Party', ref })) },
        )
      )._entities;
    expect(await entities(asEmsp(), 'be/bec', 'FR/OLD', 'XX/XXX', 'nl/hub', 'nonsense', 'BE/BEC')).toEqual([
      { ref: 'BE/BEC', countryCode: 'BE', name: 'Be Charged', roles: [{ role: 'CPO' }] },
      { ref: 'FR/OLD', countryCode: 'FR', name: null, roles: [] },
      { ref: 'XX/XXX', countryCode: 'XX', name: null, roles: [] },
      { ref: 'nl/hub', countryCode: 'nl', name: 'Test hub', roles: [] },
      null,
      { ref: 'BE/BEC', countryCode: 'BE', name: 'Be Charged', roles: [{ role: 'CPO' }] },
    ]);
    expect(await entities(operator, 'FR/OLD')).toMatchObject([{ name: 'Old' }]);
    expect((await problemOf(entities(anonymous, 'BE/BEC'))).code).toBe('UNAUTHENTICATED');
  });

  it('CRED-005 CRED-007 CRED-010 lists all parties a platform can reach as roles, without its own and the hub', async () => {
    const rolesFor = async (platformId: string) =>
      (
        await world.ask<{ rolesFor: unknown[] }>(system, 'query R($id: ID!) { rolesFor(platformId: $id) }', {
          id: platformId,
        })
      ).rolesFor;
    expect(await rolesFor(emsp.id)).toEqual([
      role('CPO', 'nl', 'TNM'),
      role('EMSP', 'NL', 'tnm'),
      role('CPO', 'BE', 'BEC', 'Be Charged'),
    ]);
    expect(await rolesFor(cpo.id)).toEqual([role('EMSP', 'DE', 'EMP', '100 % Drive')]);
    const { id } = await world.invite('Newcomer');
    expect(await rolesFor(id)).toHaveLength(4);
  });

  describe('HubClientInfo', () => {
    interface Infos {
      total: number;
      items: { party_id: string; role: string; status: string; last_updated: string }[];
    }
    const infos = async (caller = asEmsp(), window: object = {}): Promise<Infos> =>
      (
        await world.ask<{ clientInfos: Infos }>(
          caller,
          'query Infos($window: DocumentWindow!) { clientInfos(window: $window) { total items } }',
          { window },
        )
      ).clientInfos;
    const short = ({ items }: Infos) =>
      items.map(({ party_id, role: name, status }) => `${party_id} ${name} ${status}`);

    it("HCI-003 HCI-008 HCI-012 HCI-002 lists one object per party and role, not the platform's own, ended ones too", async () => {
      const { total, items } = await infos();
      expect(items[0]).toEqual({
        party_id: 'TNM',
        country_code: 'nl',
        role: 'CPO',
        status: 'CONNECTED',
        last_updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/),
      });
      expect(short({ total, items })).toEqual([
        'TNM CPO CONNECTED',
        'tnm EMSP CONNECTED',
        'BEC CPO CONNECTED',
        'OLD CPO SUSPENDED',
      ]);
      expect(total).toBe(4);
      expect(short(await infos(asCpo()))).toEqual(['EMP EMSP CONNECTED', 'OLD CPO SUSPENDED']);
      expect((await infos(system)).total).toBe(5);
    });

    it('HCI-010 TRN-036 moves last_updated with the status only, and pages by it', async () => {
      const [before] = (await infos()).items;
      world.pass(60_000);
      await world.update(
        cpo.id,
        cpo.token,
        credentials([role('CPO', 'NL', 'TNM', 'New name'), role('EMSP', 'NL', 'tnm')]),
      );
      const after = await infos();
      expect(after.items[0]).toMatchObject({ last_updated: before?.last_updated });
      const since = new Date(world.now.getTime() - 30_000).toISOString();
      expect(short(await infos(asEmsp(), { dateFrom: since }))).toEqual(['BEC CPO SUSPENDED']);
      expect(short(await infos(asEmsp(), { dateTo: since, offset: 1, limit: 1 }))).toEqual([
        'tnm EMSP CONNECTED',
      ]);
      expect((await infos(asEmsp(), { dateTo: since, offset: 1, limit: 1 })).total).toBe(3);
      const exact = after.items[2]?.last_updated;
      expect(short(await infos(asEmsp(), { dateFrom: exact }))).toEqual(['BEC CPO SUSPENDED']);
      expect(short(await infos(asEmsp(), { dateFrom: since, dateTo: exact }))).toEqual([]);
      expect((await problemOf(infos(asEmsp(), { limit: 1001 }))).code).toBe('INVALID_INPUT');
    });
  });

  it('lists platforms for operators, by status and name', async () => {
    const platforms = async (variables: object = {}) =>
      (
        await world.ask<{ platforms: { total: number; next: string | null; items: { name: string }[] } }>(
          operator,
          'query P($filter: PlatformFilter, $page: PageInput) { platforms(filter: $filter, page: $page) { total next items { name endpoints { url } roles { party { name } } } } }',
          { ...variables },
        )
      ).platforms;
    const names = async (variables: object) => (await platforms(variables)).items.map(({ name }) => name);
    expect(await names({})).toEqual(['Charge platform', 'Drive platform', 'Gone platform']);
    expect(await names({ filter: { status: 'CONNECTED' }, page: { limit: 1 } })).toEqual(['Charge platform']);
    expect(await names({ filter: { name: 'gone' } })).toEqual(['Gone platform']);
    const { total, next } = await platforms({ page: { limit: 2 } });
    expect(total).toBe(3);
    expect(await names({ page: { limit: 2, after: next } })).toEqual(['Gone platform']);
  });
});
