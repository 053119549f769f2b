/**
 * A message to a party, through a whole hub and over real sockets: what arrives at the receiver, what comes back to the
 * requester, and what is refused before anybody hears of it (requirements chapters 3 and 18).
 */
import {
  createCpo,
  createEmsp,
  samples,
  type CallResult,
  type Cpo,
  type Emsp,
} from '@chargesphere/simulator';
import { world, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const party = (ref: string) => {
  const [country_code = '', party_id = ''] = ref.split('/');
  return { country_code, party_id };
};
const ALF = party('NL/ALF');
const BET = party('DE/BET');
/** The routing headers of an answer. */
const ends = ({ headers }: CallResult) => ({
  to: { country_code: headers['ocpi-to-country-code'], party_id: headers['ocpi-to-party-id'] },
  from: { country_code: headers['ocpi-from-country-code'], party_id: headers['ocpi-from-party-id'] },
});

describe('to a party', () => {
  let w: World;
  beforeAll(async () => {
    w = await world();
  }, 60_000);
  afterAll(() => w.close());
  afterEach(() => {
    w.emsp.behaveWell();
    w.cpo.behaveWell();
    expect([...w.cpo.complaints, ...w.emsp.complaints]).toEqual([]);
  });

  const location = samples.location();
  const toEmsp = { to: 'DE/BET' };

  it('SCN-06, RTE-006, RTE-010, HUB-004, HUB-009, HUB-017, TRN-093, TRN-094, TRN-095 a Location is created and replaced there, with ids of its own on each leg', async () => {
    const ids = { 'X-Request-ID': 'request-of-the-cpo', 'X-Correlation-ID': 'chain-of-the-cpo' };
    const created = await w.cpo.pushLocation(location, { ...toEmsp, headers: ids });
    expect(codes(created)).toEqual([201, 1000]);
    expect(created.headers).toMatchObject({
      'x-request-id': 'request-of-the-cpo',
      'x-correlation-id': 'chain-of-the-cpo',
    });
    expect(ends(created)).toEqual({ to: ALF, from: BET });

    const arrived = await w.emsp.next({ module: 'locations', method: 'PUT' });
    expect(arrived).toMatchObject({ role: 'RECEIVER', segments: ['NL', 'ALF', 'LOC1'], to: BET, from: ALF });
    expect(arrived.headers['x-correlation-id']).toBe('chain-of-the-cpo');
    expect(arrived.headers['x-request-id']).not.toBe('request-of-the-cpo');
    expect(w.emsp.locations.get('NL/ALF/LOC1')).toEqual(location);

    expect(codes(await w.cpo.pushLocation(location, toEmsp))).toEqual([200, 1000]);
    const again = await w.emsp.next({ module: 'locations', method: 'PUT' });
    expect(again.headers['x-request-id']).not.toBe(arrived.headers['x-request-id']);
  });

  it('RTE-060, RTE-061, RTE-064, HUB-008 the body arrives byte for byte, with its numbers, unknown fields and URLs for people', async () => {
    const images = [{ url: 'https://alfa.example/lobby?a=1', category: 'ENTRANCE', type: 'png' }];
    const text = JSON.stringify({ ...location, id: 'LOC2', images, odd: { n: 1, list: [null, ''] } })
      .replace('"n":1', '"n":1.10')
      .replace('"list"', '"big":12345678901234567890, "list"');
    await w.cpo.call('locations', 'RECEIVER', 'PUT', ['NL', 'ALF', 'LOC2'], text, toEmsp);
    expect((await w.emsp.next({ module: 'locations', method: 'PUT' })).text).toBe(text);
  });

  it.each([
    ['PATCH of a Location', () => w.cpo.patchLocation('LOC1', { name: 'New' }, toEmsp), 'PATCH'],
    ['PUT of an EVSE', () => w.cpo.putEvse('LOC1', samples.evse({ uid: 'E2' }), toEmsp), 'PUT'],
    ['PATCH of an EVSE', () => w.cpo.patchEvse('LOC1', '3256', { status: 'CHARGING' }, toEmsp), 'PATCH'],
    ['PUT of a Connector', () => w.cpo.putConnector('LOC1', '3256', samples.connector(), toEmsp), 'PUT'],
  ])('HUB-061, HUB-090 a %s goes the same way', async (_, push, method) => {
    const answer = await push();
    expect(answer.http).toBeLessThan(202);
    expect(ends(answer)).toEqual({ to: ALF, from: BET });
    const arrived = await w.emsp.next({ module: 'locations', method });
    expect([arrived.to, arrived.from, arrived.segments.slice(0, 3)]).toEqual([
      BET,
      ALF,
      ['NL', 'ALF', 'LOC1'],
    ]);
  });

  it('RTE-066 a Tariff is put, taken back, and gone: the receiver’s own statuses', async () => {
    expect(codes(await w.cpo.pushTariff(samples.tariff(), toEmsp))).toEqual([201, 1000]);
    expect(codes(await w.cpo.deleteTariff('T1', toEmsp))).toEqual([200, 1000]);
    expect(w.emsp.tariffs.size).toBe(0);
    expect(codes(await w.cpo.deleteTariff('T1', toEmsp))).toEqual([404, 2001]);
    expect(w.emsp.received.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
  });

  it('HUB-015 what the hub does not know may be changed at a receiver that knows it', async () => {
    w.emsp.sessions.put('NL/ALF/direct', samples.session({ id: 'direct' }));
    w.cpo.sessions.put('NL/ALF/direct', samples.session({ id: 'direct' }));
    expect(codes(await w.cpo.patchSession('direct', { kwh: 9 }, toEmsp))).toEqual([200, 1000]);
    expect(w.emsp.sessions.get('NL/ALF/direct')?.kwh).toBe(9);
    expect(await w.graph('{ session(ref: "NL/ALF/direct") { kwh } }')).toEqual({ session: null });
  });

  it('RTE-010, RTE-065, VER-022 the other way: a Token with its type in the query', async () => {
    const answer = await w.emsp.pushToken(samples.token({ type: 'APP_USER' }), { to: 'NL/ALF' });
    expect([codes(answer), ends(answer)]).toEqual([[201, 1000], { to: BET, from: ALF }]);
    const arrived = await w.cpo.next({ module: 'tokens', method: 'PUT' });
    expect([arrived.to, arrived.from]).toEqual([ALF, BET]);
    expect(arrived.path).toContain('/DE/BET/012345678?type=APP_USER');
  });

  it('AMB-069 GET on a Receiver interface asks for the receiver’s own copy', async () => {
    await w.cpo.pushSession(samples.session());
    w.emsp.sessions.put('NL/ALF/101', samples.session({ kwh: 77 }));
    const answer = await w.cpo.call('sessions', 'RECEIVER', 'GET', ['NL', 'ALF', '101'], undefined, toEmsp);
    expect(answer.envelope?.data).toMatchObject({ kwh: 77 });
    const unknown = await w.cpo.call('sessions', 'RECEIVER', 'GET', ['NL', 'ALF', 'no'], undefined, toEmsp);
    expect(codes(unknown)).toEqual([404, 2001]);
    expect(ends(unknown)).toEqual({ to: ALF, from: BET });
  });

  it('STA-010, HUB-010, HUB-090 the receiver’s own refusal is the answer, and the hub keeps what it was sent', async () => {
    w.emsp.behave({
      on: { module: 'sessions' },
      times: 1,
      statusCode: 2003,
      statusMessage: 'No such place.',
    });
    const answer = await w.cpo.pushSession(samples.session({ id: 'refused' }));
    expect([codes(answer), answer.envelope?.status_message]).toEqual([[200, 2003], 'No such place.']);
    expect(await w.graph('{ session(ref: "NL/ALF/refused") { status } }')).toEqual({
      session: { status: 'ACTIVE' },
    });
  });

  it('AMB-071 routing headers that the receiver forgets are set by the hub', async () => {
    const headers = Object.fromEntries(
      ['To', 'From'].flatMap((side) =>
        ['Country-Code', 'Party-Id'].map((name) => [`OCPI-${side}-${name}`.toLowerCase(), null]),
      ),
    );
    w.emsp.behave({ on: { module: 'sessions' }, times: 1, headers });
    expect(ends(await w.cpo.pushSession(samples.session()))).toEqual({ to: ALF, from: BET });
  });

  it('HUB-060, HUB-093 a push that breaks off is not sent again, a GET once more', async () => {
    const heard = (method: string) =>
      w.emsp.received.filter((one) => one.module === 'sessions' && one.method === method).length;
    const [puts, gets] = [heard('PUT'), heard('GET')];
    w.emsp.behave({ on: { module: 'sessions' }, closeSocket: true, times: 2 });
    expect(codes(await w.cpo.pushSession(samples.session()))).toEqual([200, 4003]);
    expect(heard('PUT') - puts).toBe(1);
    const path = ['NL', 'ALF', '101'];
    expect(codes(await w.cpo.call('sessions', 'RECEIVER', 'GET', path, undefined, toEmsp))).toEqual([
      200, 1000,
    ]);
    expect(heard('GET') - gets).toBe(2);
  });

  it('SCN-32, AMB-010, AMB-011, TRN-087 ids with a slash and an asterisk arrive as they are, parties in lower case too', async () => {
    const id = 'A/1*?#% b';
    expect(codes(await w.cpo.pushSession(samples.session({ id }), { to: 'de/bet', from: 'nl/alf' }))).toEqual(
      [201, 1000],
    );
    const arrived = await w.emsp.next(({ segments }) => segments[2] === id);
    expect([arrived.to, arrived.from]).toEqual([BET, ALF]);
    for (const path of ['nl/alf/A%2F1*%3F%23%25%20b', 'NL/ALF/A%2F1*%3F%23%25%20b/']) {
      const back = await w.cpo.call('sessions', 'RECEIVER', 'GET', path, undefined, toEmsp);
      expect(back.envelope?.data).toMatchObject({ id });
    }
  });

  describe('SCN-13', () => {
    const nothingSent = async (act: () => Promise<CallResult>) => {
      const heard = () => w.emsp.received.filter(({ module }) => module !== 'hubclientinfo').length;
      const before = heard();
      const answer = await act();
      expect(heard()).toBe(before);
      return codes(answer);
    };

    it('RTE-016, E24 FROM of another platform is refused', async () => {
      const push = () => w.cpo.pushSession(samples.session(), { from: 'DE/BET' });
      expect(await nothingSent(push)).toEqual([200, 2001]);
    });

    it('E15, E16, HUB-031 an owner that is not FROM is refused, in the URL and in the body', async () => {
      const foreign = samples.session({ party_id: 'TNM' });
      expect(await nothingSent(() => w.cpo.pushSession(foreign, { from: 'NL/ALF' }))).toEqual([404, 2001]);
      const inBody = () =>
        w.cpo.call('sessions', 'RECEIVER', 'PUT', ['NL', 'ALF', '101'], foreign, { to: 'DE/BET' });
      expect(await nothingSent(inBody)).toEqual([200, 2001]);
    });

    it('RTE-003, E24 half a pair is refused; E12 so is what is no Session', async () => {
      const half = { headers: { 'OCPI-from-party-id': 'ALF' }, from: null, ...toEmsp };
      const put = (body: unknown, options: object) => () =>
        w.cpo.call('sessions', 'RECEIVER', 'PUT', ['NL', 'ALF', '101'], body, options);
      expect(await nothingSent(put(samples.session(), half))).toEqual([200, 2001]);
      expect(await nothingSent(put({ ...samples.session(), kwh: 'much' }, toEmsp))).toEqual([200, 2001]);
    });
  });

  describe('SCN-21', () => {
    let charging: Cpo;
    let driving: Emsp;
    beforeAll(async () => {
      const parties = [{ country_code: 'NL', party_id: 'DUO', name: 'Duo' }];
      [charging, driving] = [await createCpo({ parties }), await createEmsp({ parties })];
      await charging.register(await w.invite('Duo Laden'));
      await driving.register(await w.invite('Duo Fahren'));
    });
    afterAll(() => Promise.all([charging.close(), driving.close()]));

    it('VER-022, HUB-035, AMB-065 one party on two platforms is reached where the module has it', async () => {
      await w.cpo.pushLocation(location, { to: 'NL/DUO' });
      await w.emsp.pushToken(samples.token(), { to: 'NL/DUO' });
      const heard = ({ received }: Cpo | Emsp) =>
        received
          .filter(({ method, module }) => method === 'PUT' && module !== 'hubclientinfo')
          .map(({ module }) => module);
      expect([heard(driving), heard(charging)]).toEqual([['locations'], ['tokens']]);
    });

    it('HUB-035 and it speaks from either, in the role it has there', async () => {
      const own = { country_code: 'NL', party_id: 'DUO' };
      expect(codes(await charging.pushSession(samples.session(own)))).toEqual([201, 1000]);
      expect(codes(await driving.pushToken(samples.token(own), { to: 'NL/ALF' }))).toEqual([201, 1000]);
      const wrong = { ...own, id: 'X' };
      const push = driving.call(
        'sessions',
        'RECEIVER',
        'PUT',
        ['NL', 'DUO', 'X'],
        samples.session(wrong),
        toEmsp,
      );
      expect(codes(await push)).toEqual([200, 2001]);
    });
  });
});
