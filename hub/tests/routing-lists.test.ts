/**
 * Lists that one party asks of another through the hub, the links in them, and what becomes of both when the hub is
 * started again (SCN-10, SCN-19, SCN-31; SCN-09 for those the hub answers itself).
 */
import { randomBytes } from 'node:crypto';
import {
  createCpo,
  createEmsp,
  samples,
  type CallResult,
  type Cpo,
  type Emsp,
} from '@chargesphere/simulator';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { freePort } from './child.js';
import { ADMIN_KEY, facesOf, log, migratedDatabase } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const idsIn = ({ envelope }: CallResult) => (envelope?.data as { id: string }[]).map(({ id }) => id);
const linkIn = ({ headers }: CallResult) => /^<(.*)>; rel="next"$/.exec(headers['link'] ?? '')?.[1] ?? '';
const after = (url: string) => url.split('/ocpi/2.3.0/')[1] ?? '';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let hub: Hub;
let cpo: Cpo;
let emsp: Emsp;
let rival: Emsp;
let restart: () => Promise<void>;

beforeAll(async () => {
  database = await migratedDatabase();
  const config = readConfig({
    DATABASE_URL: database.url,
    HUB_SECRET_KEY: randomBytes(24).toString('hex'),
    HUB_ADMIN_KEY: ADMIN_KEY,
    HUB_PORT: String(await freePort()),
  });
  hub = await startHub(config, log);
  restart = async () => {
    await hub.stop();
    hub = await startHub(config, log);
  };
  const { invite } = facesOf(hub);
  cpo = await createCpo({
    pageLimit: 2,
    parties: ['ALF', 'TWO'].map((party_id) => ({ country_code: 'NL', party_id, name: party_id })),
  });
  emsp = await createEmsp();
  rival = await createEmsp({ parties: [{ country_code: 'DE', party_id: 'GAM', name: 'Gamma' }] });
  for (const partner of [cpo, emsp, rival]) await partner.register(await invite(partner.name));
}, 60_000);
afterAll(async () => {
  await Promise.all([cpo.close(), emsp.close(), rival.close()]);
  await hub.stop();
  await database.drop();
});
afterEach(() => {
  cpo.behaveWell();
  expect([...cpo.complaints, ...emsp.complaints]).toEqual([]);
});

const ask = (module: string, query: Record<string, string> = {}, to: string | null = 'NL/ALF') =>
  emsp.call(module, 'SENDER', 'GET', [], undefined, { to, query });
/** Follows a link as a client does: the URL as it is. */
const follow = (by: Emsp, url: string, to: string | null = null, from?: string) => {
  const { pathname, searchParams } = new URL(url);
  const [, module = ''] = /sender\/(\w+)$/.exec(pathname) ?? [];
  return by.call(module, 'SENDER', 'GET', [], undefined, {
    to,
    query: Object.fromEntries(searchParams),
    ...(from !== undefined && { from }),
  });
};

describe('a list of a party', () => {
  beforeAll(() => {
    for (const id of ['L1', 'L2', 'L3', 'L4', 'L5'])
      cpo.locations.put(
        `NL/ALF/${id}`,
        samples.location({ id, last_updated: `2026-11-0${id[1]}T00:00:00Z` }),
      );
    cpo.locations.put('NL/TWO/X', samples.location({ party_id: 'TWO', id: 'X' }));
  });

  it('SCN-10, RTE-062, HUB-043 is read page by page along links of the hub, which lead to the same party', async () => {
    const first = await ask('locations', { limit: '2', date_from: '2026-11-01T00:00:00Z' });
    expect([codes(first), idsIn(first)]).toEqual([
      [200, 1000],
      ['L1', 'L2'],
    ]);
    expect(first.headers).toMatchObject({
      'x-total-count': '5',
      'x-limit': '2',
      'ocpi-from-party-id': 'ALF',
      'ocpi-to-party-id': 'BET',
    });
    const link = linkIn(first);
    expect(after(link)).toMatch(
      /^sender\/locations\?offset=2&limit=2&date_from=2026-11-01T00:00:00Z&page=[\w-]{40,}$/,
    );
    expect(link.startsWith(`${hub.publicUrl}/`)).toBe(true);

    const second = await follow(emsp, link);
    expect([codes(second), idsIn(second)]).toEqual([
      [200, 1000],
      ['L3', 'L4'],
    ]);
    const third = await follow(emsp, linkIn(second), 'NL/ALF');
    expect([idsIn(third), third.headers['link']]).toEqual([['L5'], undefined]);

    const arrived = cpo.received.filter(({ module, method }) => module === 'locations' && method === 'GET');
    const asked = arrived.map(({ path }) => Object.fromEntries(new URL(path, 'http://cpo').searchParams));
    const filters = { limit: '2', date_from: '2026-11-01T00:00:00Z' };
    expect(asked).toEqual([filters, { ...filters, offset: '2' }, { ...filters, offset: '4' }]);
    for (const { to, from } of arrived) expect([to?.party_id, from?.party_id]).toEqual(['ALF', 'BET']);
  });

  it('TRN-047 lets a client step back along the link, as in any other list', async () => {
    const link = new URL(linkIn(await ask('locations', { limit: '2' })));
    link.searchParams.set('offset', '1');
    expect(idsIn(await follow(emsp, link.href))).toEqual(['L2', 'L3']);
  });

  it('SCN-10, HUB-043 the link is of no use to another platform, to another party, or changed', async () => {
    const link = linkIn(await ask('locations', { limit: '2' }));
    const before = cpo.received.length;
    const refused = [
      await follow(rival, link),
      await follow(rival, link, 'NL/ALF'),
      await follow(emsp, link, 'NL/TWO'),
      await follow(emsp, link, 'NL/HUB'),
      await follow(emsp, link.slice(0, -3)),
      await follow(emsp, link.replace('sender/locations', 'sender/tariffs')),
    ];
    const nowhere = [404, 2003];
    expect(refused.map(codes)).toEqual([nowhere, nowhere, nowhere, nowhere, nowhere, [404, 2001]]);
    expect(cpo.received.slice(before).filter(({ module }) => module === 'locations')).toEqual([]);
  });

  it('AMB-070, HUB-034 holds no objects of other owners, whatever the platform shows', async () => {
    const data = [samples.location({ id: 'L1' }), samples.location({ party_id: 'TWO', id: 'X' })];
    cpo.behave({ on: { module: 'locations' }, times: 1, statusCode: 1000, data });
    expect(idsIn(await ask('locations'))).toEqual(['L1']);
    expect(idsIn(await ask('locations', {}, 'NL/TWO'))).toEqual(['X']);
    cpo.behave({ on: { module: 'locations' }, times: 1, statusCode: 1000, data: data[1] });
    const foreign = await emsp.call('locations', 'SENDER', 'GET', ['X'], undefined, { to: 'NL/ALF' });
    expect(codes(foreign)).toEqual([404, 2003]);
  });

  it('HUB-034, SES-005 shows nobody the charges of another eMSP', async () => {
    const foreign = { ...samples.session().cdr_token, party_id: 'GAM' };
    cpo.sessions.put('NL/ALF/own', samples.session({ id: 'own' }));
    cpo.sessions.put('NL/ALF/gamma', samples.session({ id: 'gamma', cdr_token: foreign }));
    cpo.cdrs.put('NL/ALF/own', samples.cdr({ id: 'own' }));
    cpo.cdrs.put('NL/ALF/gamma', samples.cdr({ id: 'gamma', cdr_token: foreign }));
    for (const module of ['sessions', 'cdrs']) expect(idsIn(await ask(module))).toEqual(['own']);
  });

  it('AMB-009 links that partners write badly become good ones', async () => {
    const page = (link: string) => {
      cpo.behave({ on: { module: 'locations' }, times: 1, headers: { Link: link } });
      return ask('locations', { limit: '2' });
    };
    const relative = linkIn(await page('<?offset=2&limit=2>; rel=next'));
    expect(after(relative)).toMatch(/^sender\/locations\?offset=2&limit=2&page=/);
    expect(idsIn(await follow(emsp, relative))).toEqual(['L3', 'L4']);
    // CRED-036: never to another host with our token; the page behind it can be named all the same.
    const elsewhere = linkIn(await page('<https://elsewhere.example/x?offset=2&limit=2>; rel="next"'));
    expect(idsIn(await follow(emsp, elsewhere))).toEqual(['L3', 'L4']);
    expect(linkIn(await page('none'))).toBe('');
  });

  it('HUB-092, STA-010 a list that its owner cannot give is the owner’s error', async () => {
    cpo.behave({ on: { module: 'tariffs' }, times: 1, httpStatus: 503 });
    expect(codes(await ask('tariffs'))).toEqual([200, 3000]);
  });
});

it('SCN-09, RTE-036, RTE-037, RTE-038, RTE-040 GET All pages through objects of several owners while they change', async () => {
  const one = (party_id: string, id: string) => samples.location({ party_id, id });
  for (const location of [one('ALF', 'A1'), one('TWO', 'A2'), one('ALF', 'A3')])
    expect(codes(await cpo.pushLocation(location, { to: 'NL/HUB' }))).toEqual([201, 1000]);
  const first = await ask('locations', { limit: '2' }, 'NL/HUB');
  expect([idsIn(first), first.headers['x-total-count']]).toEqual([['A1', 'A2'], '3']);
  expect(first.headers).toMatchObject({ 'ocpi-from-party-id': 'HUB', 'ocpi-to-party-id': 'BET' });
  // What changes keeps its place, what is new comes last.
  const last_updated = '2026-12-01T00:00:00Z';
  await cpo.pushLocation({ ...one('ALF', 'A1'), last_updated }, { to: 'NL/HUB' });
  await cpo.pushLocation(one('TWO', 'A4'), { to: 'NL/HUB' });
  const second = await follow(emsp, linkIn(first), 'NL/HUB');
  expect([idsIn(second), second.headers['x-total-count']]).toEqual([['A3', 'A4'], '4']);
  expect(second.envelope?.data).toMatchObject([{ party_id: 'ALF' }, { party_id: 'TWO' }]);
});

it('RTE-039, AMB-060, HUB-050 what was sent to one party is not part of GET All', async () => {
  await cpo.pushLocation(samples.location({ id: 'PRIVATE' }), { to: 'DE/BET' });
  expect((await rival.pull('locations', { to: 'NL/HUB' })).map(({ id }) => id)).not.toContain('PRIVATE');
});

it('SCN-31, HUB-041 links and CDR Locations go on working after a restart', async () => {
  const link = linkIn(await ask('locations', { limit: '2' }));
  const posted = await cpo.pushCdr(samples.cdr({ id: 'R1' }));
  expect(codes(posted)).toEqual([201, 1000]);
  await restart();
  expect(idsIn(await follow(emsp, link))).toEqual(['L3', 'L4']);
  const place = posted.headers['location']?.split('/receiver/cdrs/')[1] ?? '';
  const read = await cpo.call('cdrs', 'RECEIVER', 'GET', place, undefined, { to: null });
  expect(read.envelope?.data).toEqual(samples.cdr({ id: 'R1' }));
}, 30_000);
