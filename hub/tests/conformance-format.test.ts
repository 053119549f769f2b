/**
 * Chapters 1, 2 and 6 as a stranger's software meets them: names of headers in any case, what a PATCH can and cannot
 * do, values that stand for nothing, URLs that can be followed, numbers that keep their digits, and which layer tells
 * what went wrong.
 */
import { Connector, EVSE, Location, Tariff, violationsOf, type ObjectTable } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import { byHand, codesOf, encoded, routed, type Asked, type Told } from './by-hand.js';
import { world, type World } from './world.js';

let w: World;
const tokens = { cpo: '', emsp: '' };
beforeAll(async () => {
  w = await world();
  tokens.cpo = w.cpo.peer.outgoingToken;
  tokens.emsp = w.emsp.peer.outgoingToken;
}, 60_000);
afterAll(() => w.close());

const asCpo = (asked: Omit<Asked, 'token'>): Promise<Told> => byHand(w, { token: tokens.cpo, ...asked });
const asEmsp = (asked: Omit<Asked, 'token'>): Promise<Told> => byHand(w, { token: tokens.emsp, ...asked });
const put = (path: string, body: unknown): Promise<Told> => asCpo({ method: 'PUT', path, body });
const LOCATION = '/receiver/locations/NL/ALF/LOC1';
const SESSION = '/receiver/sessions/NL/ALF/101';
const read = async (path: string): Promise<Record<string, unknown>> =>
  (await asCpo({ path })).envelope.data as Record<string, unknown>;

beforeEach(async () => {
  await put(LOCATION, samples.location());
  await put('/receiver/tariffs/NL/ALF/T1', samples.tariff());
  await put(SESSION, samples.session());
});

describe('headers', () => {
  const ids = (names: [string, string]) => ({ [names[0]]: 'request-1', [names[1]]: 'chain-1' });

  it.each([
    ['small', (name: string) => name.toLowerCase()],
    ['capital', (name: string) => name.toUpperCase()],
    [
      'alternating',
      (name: string) => [...name].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join(''),
    ],
  ])('TRN-011 are read in %s letters: who asks, for whom, under which ids', async (_, spelled) => {
    const plain = {
      Authorization: encoded(tokens.emsp),
      ...ids(['X-Request-ID', 'X-Correlation-ID']),
      ...routed('from', 'DE/BET'),
      ...routed('to', 'NL/ALF'),
    };
    const headers = Object.fromEntries(Object.entries(plain).map(([name, value]) => [spelled(name), value]));
    const told = await byHand(w, { path: '/sender/locations?limit=1', token: '', headers });
    expect(codesOf(told)).toEqual([200, 1000]);
    expect(told.headers).toMatchObject({
      'x-request-id': 'request-1',
      'x-correlation-id': 'chain-1',
      'ocpi-to-party-id': 'BET',
      'ocpi-from-party-id': 'ALF', // TO was read: the answer is in the name of that party
    });
    const stranger = Object.fromEntries(
      Object.entries({ ...plain, ...routed('from', 'NL/ALF') }).map(([name, value]) => [
        spelled(name),
        value,
      ]),
    );
    expect(codesOf(await byHand(w, { path: '/sender/locations', token: '', headers: stranger }))).toEqual([
      200, 2001,
    ]);
  });
});

describe('tokens', () => {
  it('TRN-012 a Token of a driver opens nothing, and a credentials token is never listed as one', async () => {
    const uid = 'a-driver-s-token-with-a-long-uid';
    const token = samples.token({ uid });
    const pushed = await asEmsp({ method: 'PUT', path: `/receiver/tokens/DE/BET/${uid}`, body: token });
    expect(codesOf(pushed)).toEqual([201, 1000]);
    expect(codesOf(await byHand(w, { path: '/sender/locations', token: uid }))).toEqual([401, 2000]);
    expect(codesOf(await byHand(w, { path: '', token: 'DE-BET-C12345678-X' }))).toEqual([401, 2000]);

    const invited = await w.invite('Nobody yet');
    const listed = await asCpo({ path: '/sender/tokens' });
    for (const secret of [tokens.cpo, tokens.emsp, invited.token]) expect(listed.text).not.toContain(secret);
    expect(listed.envelope.data).toEqual([token]);
    const graph = await w.graph<{ tokens: { items: { uid: string }[] } }>('{ tokens { items { uid } } }');
    expect(graph.tokens.items).toEqual([{ uid }]);
  });
});

describe('PUT and PATCH', () => {
  it('TRN-027 a PATCH takes nothing back by leaving it out; a PUT without the field does', async () => {
    const later = (seconds: number) => `2026-11-03T08:00:${String(seconds).padStart(2, '0')}Z`;
    const patch = { name: 'Prinsengracht', last_updated: later(1) };
    expect(codesOf(await asCpo({ method: 'PATCH', path: LOCATION, body: patch }))).toEqual([200, 1000]);
    const patched = await read(LOCATION);
    expect(patched).toEqual({ ...samples.location(), ...patch });
    const { operator, ...rest } = samples.location({ last_updated: later(2) });
    expect(operator).toBeDefined();
    expect(codesOf(await put(LOCATION, rest))).toEqual([200, 1000]);
    expect(await read(LOCATION)).toEqual(rest);
    await put(LOCATION, samples.location({ last_updated: later(3) }));
  });
});

describe('what is listed', () => {
  it('TRN-051 has every required field, and fields that were not given read as null', async () => {
    const { evses, ...bare } = samples.location({ id: 'BARE' });
    expect(evses).toHaveLength(1);
    await put('/receiver/locations/NL/ALF/BARE', bare);
    const lists: [string, ObjectTable][] = [
      ['locations', Location],
      ['tariffs', Tariff],
    ];
    for (const [module, table] of lists) {
      const { data } = (await asEmsp({ path: `/sender/${module}` })).envelope as { data: object[] };
      expect(data.length).toBeGreaterThan(0);
      for (const object of data) {
        const missing = violationsOf(table, object).filter(({ code }) => code === 'MISSING');
        expect([module, missing]).toEqual([module, []]);
      }
    }
    for (const [table, path] of [
      [EVSE, '/3256'],
      [Connector, '/3256/1'],
    ] as const)
      expect(violationsOf(table, await read(LOCATION + path))).toEqual([]);
    const query = '{ location(ref: "NL/ALF/BARE") { name subOperator: suboperator { name } evses { uid } } }';
    const { location } = await w.graph<{ location: object }>(query);
    expect(location).toEqual({ name: 'Lindengracht', subOperator: null, evses: [] });
  });

  it('TRN-076 #NA is a value like any other: kept, given back, and nothing wrong with it', async () => {
    const unknown = samples.location({ id: 'NA', address: '#NA', city: '#NA' });
    expect(codesOf(await put('/receiver/locations/NL/ALF/NA', unknown))).toEqual([201, 1000]);
    expect(await read('/receiver/locations/NL/ALF/NA')).toEqual(unknown);
    const query = '{ location(ref: "NL/ALF/NA") { city violations { code } } }';
    expect(await w.graph(query)).toEqual({ location: { city: '#NA', violations: [] } });
  });

  it('TYPE-009 numbers come back with the digits they came with', async () => {
    const digits = { kwh: '12345678901.2345', before_taxes: '0.3001', amount: '-0.0003' };
    const text = JSON.stringify(samples.session({ last_updated: '2026-11-04T08:00:00Z' }))
      .replace('"kwh":1.5', `"kwh":${digits.kwh}`)
      .replace('"before_taxes":0.6', `"before_taxes":${digits.before_taxes}`)
      .replace('"amount":0.126', `"amount":${digits.amount}`);
    expect(codesOf(await put(SESSION, text))).toEqual([200, 1000]);
    const back = (await asCpo({ path: SESSION })).text;
    for (const [name, number] of Object.entries(digits))
      expect(back).toMatch(new RegExp(`"${name}": ?${number}[,}]`));
  });
});

describe('URLs', () => {
  const isAbsolute = (url: unknown) => String(url).startsWith(`${w.hub.publicUrl}/ocpi/`);

  it('TRN-102 are absolute wherever the hub gives one away, and lead to what they promise', async () => {
    const versions = (await asEmsp({ path: `${w.hub.publicUrl}/ocpi/versions` })).envelope.data as {
      url: string;
    }[];
    const details = (await asEmsp({ path: versions[0]?.url ?? '' })).envelope.data as {
      endpoints: { url: string }[];
    };
    const credentials = (await asEmsp({ path: '/credentials' })).envelope.data as { url: string };
    for (const id of ['P1', 'P2']) await put(`/receiver/locations/NL/ALF/${id}`, samples.location({ id }));
    const page = await asEmsp({ path: '/sender/locations?limit=1' });
    const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(String(page.headers['link'])) ?? [];
    const all = [...versions, ...details.endpoints, credentials].map(({ url }) => url);
    expect([...all, next].filter((url) => !isAbsolute(url))).toEqual([]);
    expect(all.length).toBeGreaterThan(10);
    for (const url of [credentials.url, next])
      expect(codesOf(await asEmsp({ path: url }))).toEqual([200, 1000]);
  });
});

describe('on which layer', () => {
  const authorize = (uid: string) => asCpo({ method: 'POST', path: `/sender/tokens/${uid}/authorize` });

  it('AMB-003 the rule of the case wins: HTTP 404 with an OCPI code', async () => {
    expect(codesOf(await authorize('NOBODYS'))).toEqual([404, 2004]);
    const preferences = { profile_type: 'GREEN' };
    const asked = { method: 'PUT', path: '/sender/sessions/101/charging_preferences', body: preferences };
    expect(codesOf(await asEmsp(asked))).toEqual([404, 2001]); // the EVSE has not the capability
    const foreign = samples.location({ party_id: 'XYZ' });
    expect(codesOf(await put('/receiver/locations/NL/XYZ/LOC1', foreign))).toEqual([404, 2001]);
  });

  it('AMB-004 what the hub cannot route is HTTP 200 with a code of its own', async () => {
    const headers = { ...routed('from', 'DE/BET'), ...routed('to', 'XX/YYY') };
    const told = await asEmsp({ path: '/sender/locations', headers });
    expect(codesOf(told)).toEqual([200, 4001]);
  });

  it('AMB-005, GEN-009 without a good token a wrong request is 401, with one the same request is HTTP 200', async () => {
    const wrong = { method: 'PUT', path: SESSION, body: { id: 101 } };
    expect(codesOf(await byHand(w, { ...wrong, token: 'nobody' }))).toEqual([401, 2000]);
    expect(codesOf(await asCpo(wrong))).toEqual([200, 2001]);
  });
});
