/** Two real hubs in a row (SCN-30): a CPO at the first, an eMSP at the second, and messages that would go round for ever. */
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
import { ADMIN_KEY, facesOf, log, migratedDatabase, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const party = (ref: string) => {
  const [country_code = '', party_id = ''] = ref.split('/');
  return { country_code, party_id };
};

type Faces = Pick<World, 'graph' | 'invite'> & { hub: Hub };
const ends: (() => Promise<unknown>)[] = [];

const open = async (country: string, id: string): Promise<Faces> => {
  const database = await migratedDatabase();
  ends.unshift(() => database.drop());
  const config = readConfig({
    DATABASE_URL: database.url,
    HUB_SECRET_KEY: randomBytes(24).toString('hex'),
    HUB_ADMIN_KEY: ADMIN_KEY,
    HUB_PORT: '0',
    HUB_COUNTRY_CODE: country,
    HUB_PARTY_ID: id,
  });
  const hub = await startHub(config, log);
  ends.unshift(() => hub.stop());
  return facesOf(hub);
};

const platformOf = async ({ graph }: Faces, name: string): Promise<string> => {
  const query = 'query ($name: String) { platforms(filter: { name: $name }) { items { id } } }';
  const { platforms } = await graph<{ platforms: { items: { id: string }[] } }>(query, { name });
  return platforms.items[0]?.id ?? '';
};
const markAsHub = async (faces: Faces, name: string, actsAsHub = true) =>
  faces.graph(
    'mutation ($id: ID!, $is: Boolean!) { setPlatformActsAsHub(platformId: $id, actsAsHub: $is) { id } }',
    {
      id: await platformOf(faces, name),
      is: actsAsHub,
    },
  );

let near: Faces;
let far: Faces;
let cpo: Cpo;
let emsp: Emsp;

beforeAll(async () => {
  [near, far] = [await open('NL', 'ONE'), await open('DE', 'TWO')];
  [cpo, emsp] = [await createCpo(), await createEmsp()];
  ends.unshift(
    () => cpo.close(),
    () => emsp.close(),
  );
  await cpo.register(await near.invite('Alfa Laden'));
  await emsp.register(await far.invite('Beta Mobil'));
  // The first hub registers at the second as any platform does; each learns the other's parties as roles.
  const { token, versionsUrl } = await far.invite('Hub One');
  await near.graph(
    'mutation ($versionsUrl: String!, $token: String!) { connectPlatform(input: { name: "Hub Two", versionsUrl: $versionsUrl, token: $token }) { platform { status } } }',
    { token, versionsUrl },
  );
  await markAsHub(near, 'Hub Two');
  await markAsHub(far, 'Hub One');
}, 90_000);
afterAll(async () => {
  for (const end of ends) await end();
});
afterEach(() => expect([...cpo.complaints, ...emsp.complaints]).toEqual([]));

describe('SCN-30 two hubs in a row', () => {
  it('RTE-011, HUB-016 TO and FROM stay those of the end parties on every leg, and the chain keeps its correlation id', async () => {
    const headers = { 'X-Request-ID': 'r-of-cpo', 'X-Correlation-ID': 'c-of-cpo' };
    const answer = await cpo.pushSession(samples.session(), { headers });
    expect(codes(answer)).toEqual([201, 1000]);
    expect(answer.headers).toMatchObject({
      'x-request-id': 'r-of-cpo',
      'x-correlation-id': 'c-of-cpo',
      'ocpi-from-party-id': 'BET',
      'ocpi-to-party-id': 'ALF',
    });
    const arrived = await emsp.next({ module: 'sessions', method: 'PUT' });
    expect([arrived.to, arrived.from]).toEqual([party('DE/BET'), party('NL/ALF')]);
    expect(arrived.headers['x-correlation-id']).toBe('c-of-cpo');
    expect(arrived.body).toEqual(samples.session());
    for (const { graph } of [near, far])
      expect(await graph('{ session(ref: "NL/ALF/101") { emsp { ref } } }')).toEqual({
        session: { emsp: { ref: 'DE/BET' } },
      });
  });

  it('RTE-049 open routing finds the way through both', async () => {
    expect(codes(await cpo.patchSession('101', { kwh: 8 }, { to: null }))).toEqual([200, 1000]);
    expect(emsp.sessions.get('NL/ALF/101')?.kwh).toBe(8);
  });

  it('HUB-043, RTE-062 a list is read back through both, page by page', async () => {
    for (const id of ['P1', 'P2', 'P3']) cpo.tariffs.put(`NL/ALF/${id}`, samples.tariff({ id }));
    const all = await emsp.pull('tariffs', { to: 'NL/ALF', query: { limit: 1 } });
    expect(all.map(({ id }) => id)).toEqual(['P1', 'P2', 'P3']);
    const arrived = cpo.received.filter(({ module }) => module === 'tariffs');
    expect(arrived.map(({ from }) => from)).toEqual(Array(3).fill(party('DE/BET')));
  });

  it('CDR-010 a CDR is read back through both', async () => {
    const posted = await cpo.pushCdr(samples.cdr());
    expect(codes(posted)).toEqual([201, 1000]);
    const place = posted.headers['location']?.split('/receiver/cdrs/')[1] ?? '';
    const back = await cpo.call('cdrs', 'RECEIVER', 'GET', place, undefined, { to: null });
    expect(back.envelope?.data).toEqual(samples.cdr());
  });

  it('STA-010, STA-011 errors of the second hub come through the first', async () => {
    await emsp.close();
    expect(codes(await cpo.pushSession(samples.session({ id: 'late' })))).toEqual([200, 4003]);
  });
});

describe('HUB-031 a hub that passes on what its parties send to everybody', () => {
  let remote: Cpo;
  beforeAll(async () => {
    remote = await createCpo({
      name: 'Hub Three',
      hub_party_id: 'FRHUB',
      parties: [{ ...party('FR/REM'), name: 'Remote' }],
    });
    ends.unshift(() => remote.close());
    await remote.register(await near.invite('Hub Three'));
  });
  const push = (owner: string) => {
    const location = samples.location({ ...party(owner), id: 'REMOTE' });
    return remote.pushLocation(location, { from: 'FR/HUB', to: 'NL/ONE' });
  };

  it('RTE-016, E24 may not speak as itself until an operator says that it is one', async () => {
    expect(codes(await push('FR/REM'))).toEqual([200, 2001]);
  });

  it('HUB-031, RTE-024 then it may, for the parties in its roles and for no others', async () => {
    await markAsHub(near, 'Hub Three');
    expect(codes(await push('FR/REM'))).toEqual([201, 1000]);
    expect(await near.graph('{ location(ref: "FR/REM/REMOTE") { cpo { ref } } }')).toEqual({
      location: { cpo: { ref: 'FR/REM' } },
    });
    expect(codes(await push('NL/ALF'))).toEqual([200, 2001]);
  });

  it('HUB-044 a message between two parties behind one hub is not for this one', async () => {
    const guest = await createEmsp({
      name: 'Hub Four',
      hub_party_id: 'BEHUB',
      parties: [
        { ...party('BE/CPO'), name: 'C', role: 'CPO' },
        { ...party('BE/EMP'), name: 'E' },
      ],
    });
    await guest.register(await near.invite('Hub Four'));
    const between = () =>
      guest.call(
        'sessions',
        'RECEIVER',
        'PUT',
        ['BE', 'CPO', 'S'],
        samples.session({ ...party('BE/CPO'), id: 'S' }),
        {
          from: 'BE/CPO',
          to: 'BE/EMP',
        },
      );
    expect(codes(await between())).toEqual([201, 1000]); // on one platform of several parties, why not
    await markAsHub(near, 'Hub Four');
    const heard = () => guest.received.filter(({ module }) => module !== 'hubclientinfo').length;
    const before = heard();
    expect(codes(await between())).toEqual([200, 4000]);
    expect(heard()).toBe(before);
    await guest.close();
  });

  it('HUB-044 a message that comes back from another platform ends here', async () => {
    const headers = { 'X-Correlation-ID': 'goes-round' };
    const target = await createEmsp({ parties: [{ ...party('DE/TGT'), name: 'Target' }] });
    await target.register(await near.invite('Target'));
    const session = samples.session({ id: 'round' });
    const to = 'DE/TGT';
    expect(codes(await cpo.pushSession(session, { to, headers }))).toEqual([201, 1000]);
    const path = ['NL', 'ALF', 'round'];
    const returning = () =>
      remote.call('sessions', 'RECEIVER', 'PUT', path, session, { from: 'NL/ALF', to, headers });
    const refused = await returning();
    expect(codes(refused)).toEqual([200, 4000]);
    expect(refused.envelope?.status_message).toContain('circles');
    // The platform it came from first may repeat it.
    expect(codes(await cpo.pushSession(session, { to, headers }))).toEqual([200, 1000]);
    expect(target.received.filter(({ module }) => module === 'sessions')).toHaveLength(2);
    await target.close();
  });
});
