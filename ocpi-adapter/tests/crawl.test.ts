/** Pulls from simulated partners over real HTTP: what is asked for, and what is stored. */
import type { Platform } from '@chargesphere/simulator';
import { createCpo, createEmsp, samples } from '@chargesphere/simulator';
import { ListPartner, locations } from './list-partner.js';
import type { MemoryPlatform } from './memory-graph.js';
import type { MemoryPull } from './memory-pulls.js';
import { pullLimits } from './pull-limits.js';
import type { World } from './world.js';
import { world } from './world.js';

const TNM = { country_code: 'NL', party_id: 'TNM' };
const tnm = [{ ...TNM, name: 'The New Motion' }];

let w: World;
const partners: Platform[] = [];

beforeEach(async () => {
  w = await world({ limits: pullLimits });
});
afterEach(async () => {
  await w.close();
  for (const partner of partners.splice(0)) await partner.close();
});

/** Registered at the hub by the real handshake. */
async function registered<P extends Platform>(partner: P): Promise<{ partner: P; platform: MemoryPlatform }> {
  partners.push(partner);
  const platform = w.graph.addPlatform(partner.name);
  platform.status = 'PENDING';
  const token = w.graph.give(platform, 'TOKEN_A');
  await partner.register({ token, versionsUrl: `${w.origin}/ocpi/versions` });
  return { partner, platform };
}
const pulled = (platform: MemoryPlatform, module: string, more?: Partial<MemoryPull>) =>
  w.graph.pulls.pulled(platform, module, more);
const paths = (partner: Platform, module: string) =>
  partner.received.flatMap((one) => (one.module === module ? [decodeURIComponent(one.path)] : []));

describe('a pull', () => {
  it('HUB-051, TRN-028 reads a whole list page by page and stores it as its platform would push it', async () => {
    const { partner: cpo, platform } = await registered(await createCpo({ parties: tnm, pageLimit: 10 }));
    for (const location of locations(25))
      cpo.locations.put(`NL/TNM/${String(location['id'])}`, location as never);
    const pull = await pulled(platform, 'locations');
    expect(pull).toMatchObject({ status: 'DONE', pages: 3, seen: 25, stored: 25, total: 25, quarantine: [] });
    expect([...w.graph.documents.Location.values()]).toEqual(locations(25));
    const puts = w.graph.asked.filter(({ name }) => name === 'PutLocation');
    // For everybody, as whoever owns it: what a push addressed to the hub would have done (RTE-039).
    expect(puts.every(({ variables }) => variables['addressee'] === undefined)).toBe(true);
    expect(puts[0]?.caller.principal).toEqual({
      kind: 'platform',
      platformId: platform.id,
      roles: [{ role: 'CPO', ...TNM }],
    });
  });

  it('RTE-001, RTE-010, TRN-090 to TRN-094 asks the party by name, with ids, one chain for one pull', async () => {
    const { partner: cpo, platform } = await registered(await createCpo({ parties: tnm, pageLimit: 1 }));
    for (const id of ['A', 'B']) cpo.tariffs.put(`NL/TNM/${id}`, samples.tariff({ ...TNM, id }));
    await pulled(platform, 'tariffs');
    const asked = cpo.received.filter(({ module }) => module === 'tariffs');
    expect(asked.map(({ to, from }) => [to, from])).toEqual(
      Array(2).fill([TNM, { country_code: 'NL', party_id: 'HUB' }]),
    );
    expect(cpo.complaints).toEqual([]);
    expect(new Set(asked.map(({ headers }) => headers['x-correlation-id'])).size).toBe(1);
  });

  it('TRN-036 incremental asks for what changed since, and full for everything', async () => {
    const { partner: cpo, platform } = await registered(await createCpo({ parties: tnm }));
    cpo.tariffs.put('NL/TNM/OLD', samples.tariff({ ...TNM, id: 'OLD' }));
    cpo.tariffs.put(
      'NL/TNM/NEW',
      samples.tariff({ ...TNM, id: 'NEW', last_updated: '2026-11-20T00:00:00Z' }),
    );
    await pulled(platform, 'tariffs', {
      mode: 'INCREMENTAL',
      dateFrom: '2026-11-10T12:00:00.000Z',
      dateTo: '2026-11-21T00:00:00.000Z',
    });
    expect(paths(cpo, 'tariffs')[0]).toMatch(
      /\?date_from=2026-11-10T12:00:00Z&date_to=2026-11-21T00:00:00Z&offset=0&limit=10$/,
    );
    expect([...w.graph.documents.Tariff.keys()]).toEqual(['NL/TNM/NEW']);
    await pulled(platform, 'tariffs');
    expect(paths(cpo, 'tariffs')[1]).toMatch(/\?offset=0&limit=10$/);
    expect(w.graph.documents.Tariff.size).toBe(2);
  });

  it('AMB-022 asks for sessions with a date always', async () => {
    const { partner: cpo, platform } = await registered(await createCpo({ parties: tnm }));
    cpo.sessions.put('NL/TNM/101', samples.session(TNM));
    expect(await pulled(platform, 'sessions')).toMatchObject({ status: 'DONE', stored: 1 });
    expect(paths(cpo, 'sessions')[0]).toContain('date_from=1970-01-01T00:00:00Z');
  });

  it('TOK-003, TOK-006 adds and updates tokens, one for each type, and removes none', async () => {
    const { partner: emsp, platform } = await registered(await createEmsp());
    w.graph.documents.Token.set('DE/BET/GONE/RFID', samples.token({ uid: 'GONE' }));
    for (const type of ['RFID', 'APP_USER'] as const)
      emsp.tokens.put(`DE/BET/012345678/${type}`, samples.token({ type }));
    expect(await pulled(platform, 'tokens')).toMatchObject({ status: 'DONE', stored: 2, withdrawn: 0 });
    expect([...w.graph.documents.Token.keys()]).toEqual([
      'DE/BET/GONE/RFID',
      'DE/BET/012345678/RFID',
      'DE/BET/012345678/APP_USER',
    ]);
  });

  it('AMB-070 asks a platform for each of its parties', async () => {
    const parties = [...tnm, { country_code: 'BE', party_id: 'BEC', name: 'Be Charged' }];
    const { partner: cpo, platform } = await registered(await createCpo({ parties, pageLimit: 1 }));
    for (const [country_code, party_id] of [
      ['NL', 'TNM'],
      ['BE', 'BEC'],
    ] as const)
      for (const id of ['A', 'B'])
        cpo.tariffs.put(`${country_code}/${party_id}/${id}`, samples.tariff({ country_code, party_id, id }));
    expect(await pulled(platform, 'tariffs')).toMatchObject({ status: 'DONE', pages: 4, stored: 4 });
    const asked = cpo.received.filter(({ module }) => module === 'tariffs').map(({ to }) => to?.party_id);
    expect(asked).toEqual(['BEC', 'BEC', 'TNM', 'TNM']);
  });

  it('AMB-070 asks once where the answer holds everybody’s objects anyway', async () => {
    const lists = await ListPartner.open(w.graph, ['CPO NL/TNM', 'CPO BE/BEC', 'EMSP NL/XYZ']);
    lists.objects = [...locations(6), ...locations(6, { country_code: 'BE', party_id: 'BEC' })];
    expect(await lists.pulled()).toMatchObject({ status: 'DONE', stored: 12 });
    expect(lists.offsets).toEqual([0, 10]);
    await lists.close();
  });

  it('RTE-036 asks a partner that is a hub for everything it has', async () => {
    const lists = await ListPartner.open(w.graph, ['CPO NL/TNM', 'CPO BE/BEC']);
    lists.platform.hubPartyId = 'BEHUB';
    lists.objects = locations(1);
    await lists.pulled();
    expect(lists.asked.map(({ heard }) => heard.headers['ocpi-to-party-id'])).toEqual(['HUB']);
    await lists.close();
  });
});
