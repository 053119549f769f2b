/**
 * What partners and people do with a hub, from the OCPI push to the live graph, over real HTTP and WebSocket: the same
 * journeys with everything in one process and with every subgraph in a process of its own.
 */
import type { Session } from '@chargesphere/schema';
import {
  createCpo,
  createEmsp,
  RegistrationFailure,
  samples,
  type CallResult,
} from '@chargesphere/simulator';
import { world, type Live, type World } from './world.js';

const EMSP = { role: 'EMSP', country_code: 'DE', party_id: 'GAM' };
const RIVAL = { ...EMSP, name: 'Gamma Fahrt' };

/** What an answer says in short: HTTP and OCPI status. */
const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];

const LIVE = `subscription Live($ref: ID) {
  sessionUpdated(filter: { ref: $ref }) {
    ref status kwh location { name } emsp { name } chargingPeriods { startDateTime }
  }
}`;

const JOINED = `query Joined($ref: ID!) {
  session(ref: $ref) {
    ref
    kwh
    cpo { ref name }
    emsp { ref name roles { role status } }
    location { ref name city cpo { name } tariffs { ref } }
    evse { uid status }
    connector { standard powerType tariffs { ref elements { priceComponents { type price } } } }
    tariffs { ref currency cpo { name } }
    token { ref contractId emsp { name } }
  }
}`;

describe.each(['one', 'split'] as const)('a hub in the shape "%s"', (shape) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ shape, isApart: true });
  }, 60_000);
  afterAll(() => w.close());
  // Whatever the hub sent to partners on the way was conformant.
  afterEach(() => expect([...w.cpo.complaints, ...w.emsp.complaints]).toEqual([]));

  describe('registration', () => {
    const statusOf = async (name: string): Promise<unknown> => {
      const query =
        'query ($name: String) { platforms(filter: { name: $name }) { items { status roles { role countryCode partyId status } } } }';
      const { platforms } = await w.graph<{ platforms: { items: unknown[] } }>(query, { name });
      return platforms.items;
    };

    it('CRED-020 to CRED-026 lets an invited partner in, and its token A is void afterwards', async () => {
      const invitation = await w.invite('Delta Strom');
      const partner = await createCpo({
        parties: [{ country_code: 'AT', party_id: 'DEL', name: 'Delta Strom' }],
      });
      await partner.register(invitation);
      // HCI-011: what it is told of the parties comes when it is registered, maybe before this looks.
      const calledBack = partner.received.filter(({ module }) => module !== 'hubclientinfo');
      expect(calledBack.map(({ module, method }) => `${method} ${module}`)).toEqual([
        'GET versions',
        'GET details',
      ]);
      expect(await statusOf('Delta')).toEqual([
        {
          status: 'CONNECTED',
          roles: [{ role: 'CPO', countryCode: 'AT', partyId: 'DEL', status: 'CONNECTED' }],
        },
      ]);
      const again = await partner.register(invitation).catch((error: unknown) => error);
      expect(again).toBeInstanceOf(RegistrationFailure);
      expect(again).toMatchObject({ result: { http: 401, envelope: { status_code: 2000 } } });
      expect(partner.complaints).toEqual([]);
      await partner.close();
    });

    it('CRED-027 registers at a partner that invited the hub, by one mutation', () => {
      expect(w.emsp.received.slice(0, 3).map(({ module, method }) => `${method} ${module}`)).toEqual([
        'GET versions',
        'GET details',
        'POST credentials',
      ]);
      expect(w.emsp.peers).toHaveLength(1);
      expect(w.emsp.peer.versionsUrl).toBe(`${w.hub.publicUrl}/ocpi/versions`);
    });

    it('CRED-004, CRED-005, CRED-010, HUB-001, HUB-002 tells its ids and who is reachable through it, without the partner and itself', async () => {
      const { envelope } = await w.cpo.call('credentials', 'SENDER', 'GET', []);
      const { hub_party_id, roles } = envelope?.data as {
        hub_party_id: string;
        roles: { role: string; party_id: string }[];
      };
      expect(hub_party_id).toBe('NLHUB');
      expect(roles.map(({ role, party_id }) => `${role} ${party_id}`)).toContain('EMSP BET');
      expect(roles.map(({ party_id }) => party_id)).not.toContain('ALF');
      // The hub routes for those who have a role in the market, and has none.
      expect(roles.map(({ party_id }) => party_id)).not.toContain('HUB');
      expect(roles.map(({ role }) => role)).not.toContain('HUB');
    });

    it('CRED-042, CRED-043, CRED-046 renews tokens by PUT and ends by DELETE', async () => {
      const partner = await createEmsp({
        parties: [{ country_code: 'AT', party_id: 'EPS', name: 'Epsilon' }],
      });
      await partner.register(await w.invite('Epsilon'));
      const first = partner.peer.outgoingToken;
      await partner.update();
      expect(partner.peer.outgoingToken).not.toBe(first);
      expect(codes(await partner.call('locations', 'SENDER', 'GET', []))).toEqual([200, 1000]);
      const ended = { ...partner.peer };
      expect(codes(await partner.unregister())).toEqual([200, 1000]);
      expect(codes(await partner.call('locations', 'SENDER', 'GET', [], undefined, { peer: ended }))).toEqual(
        [401, 2000],
      );
      expect(await statusOf('Epsilon')).toMatchObject([{ status: 'SUSPENDED', roles: [] }]);
      expect(partner.complaints).toEqual([]);
      await partner.close();
    });
  });

  describe('pushes', () => {
    it('STA-004, SES-001, TOK-001, LOC-002 answers 201 to what is new and 200 to what replaces it', async () => {
      const pushes = [
        () => w.cpo.pushTariff(samples.tariff()),
        () => w.cpo.pushLocation(samples.location()),
        () => w.emsp.pushToken(samples.token()),
        () => w.cpo.pushSession(samples.session()),
      ];
      for (const push of pushes) expect(codes(await push())).toEqual([201, 1000]);
      for (const push of pushes) expect(codes(await push())).toEqual([200, 1000]);
    });

    it('joins session, location, tariff, party, token, EVSE and connector in one operation', async () => {
      expect(await w.graph(JOINED, { ref: 'NL/ALF/101' })).toEqual({
        session: {
          ref: 'NL/ALF/101',
          kwh: 1.5,
          cpo: { ref: 'NL/ALF', name: 'Alfa Laden' },
          emsp: { ref: 'DE/BET', name: 'Beta Mobil', roles: [{ role: 'EMSP', status: 'CONNECTED' }] },
          location: {
            ref: 'NL/ALF/LOC1',
            name: 'Lindengracht',
            city: 'Amsterdam',
            cpo: { name: 'Alfa Laden' },
            tariffs: [{ ref: 'NL/ALF/T1' }],
          },
          evse: { uid: '3256', status: 'AVAILABLE' },
          connector: {
            standard: 'IEC_62196_T2',
            powerType: 'AC_3_PHASE',
            tariffs: [
              { ref: 'NL/ALF/T1', elements: [{ priceComponents: [{ type: 'ENERGY', price: 0.4 }] }] },
            ],
          },
          tariffs: [{ ref: 'NL/ALF/T1', currency: 'EUR', cpo: { name: 'Alfa Laden' } }],
          token: {
            ref: 'DE/BET/012345678/RFID',
            contractId: 'DE-BET-C12345678-X',
            emsp: { name: 'Beta Mobil' },
          },
        },
      });
    });

    it('goes the other way too: from a location to its sessions', async () => {
      const query = `{ location(ref: "nl/alf/loc1") {
        sessions(filter: { status: [ACTIVE] }) { total items { ref emsp { name } } } } }`;
      expect(await w.graph(query)).toEqual({
        location: { sessions: { total: 1, items: [{ ref: 'NL/ALF/101', emsp: { name: 'Beta Mobil' } }] } },
      });
    });

    it('LOC-005, LOC-006 takes a PATCH of an EVSE, and its location is as new as it', async () => {
      const last_updated = '2026-11-02T09:30:00Z';
      expect(codes(await w.cpo.patchEvse('LOC1', '3256', { status: 'CHARGING', last_updated }))).toEqual([
        200, 1000,
      ]);
      const query = '{ evse(ref: "NL/ALF/LOC1/3256") { status lastUpdated location { lastUpdated } } }';
      expect(await w.graph(query)).toEqual({
        evse: { status: 'CHARGING', lastUpdated: last_updated, location: { lastUpdated: last_updated } },
      });
      const { envelope } = await w.cpo.call('locations', 'RECEIVER', 'GET', ['NL', 'ALF', 'LOC1']);
      expect(envelope?.data).toEqual({ ...w.cpo.locations.get('NL/ALF/LOC1'), last_updated });
    });

    it('LOC-016 takes what comes late, and does not let it overwrite what is newer', async () => {
      const late = samples.session({ kwh: 0.5, last_updated: '2026-11-02T07:59:59.999Z' });
      expect(codes(await w.cpo.pushSession(late))).toEqual([200, 1000]);
      expect(codes(await w.cpo.patchSession('101', { kwh: 0.7, last_updated: late.last_updated }))).toEqual([
        200, 1000,
      ]);
      expect(await w.graph('{ session(ref: "NL/ALF/101") { kwh } }')).toEqual({ session: { kwh: 1.5 } });
    });

    it('TRN-070, TRN-072 keeps fields it does not know, and gives a document back as it was sent', async () => {
      const session = {
        ...samples.session({ id: 'extra', kwh: 1.23 }),
        charger_mood: { colour: 'green', since: [1, 2.5, null] },
        cdr_token: { ...samples.session().cdr_token, fleet: 'north' },
      };
      expect(codes(await w.cpo.pushSession(session))).toEqual([201, 1000]);
      const { envelope } = await w.cpo.call(
        'sessions',
        'RECEIVER',
        'GET',
        ['NL', 'ALF', 'extra'],
        undefined,
        {
          to: 'DE/BET',
        },
      );
      expect(envelope?.data).toEqual(session);
      expect(await w.graph('{ session(ref: "NL/ALF/extra") { document } }')).toEqual({
        session: { document: session },
      });
    });

    it('TAR-002, TAR-006, TRN-088 withdraws a tariff by DELETE, and its old charges still know it', async () => {
      await w.cpo.pushTariff(samples.tariff({ id: 'OLD' }));
      await w.cpo.pushSession(
        samples.session({ id: 'old', charging_periods: [samples.period({ tariff_id: 'OLD' })] }),
      );
      expect(codes(await w.cpo.deleteTariff('OLD'))).toEqual([200, 1000]);
      expect(codes(await w.cpo.deleteTariff('OLD'))).toEqual([404, 2001]);
      const offered = await w.emsp.pull('tariffs');
      expect(offered.map(({ id }) => id)).toEqual(['T1']);
      expect(await w.graph('{ session(ref: "NL/ALF/old") { tariffs { ref currency } } }')).toEqual({
        session: { tariffs: [{ ref: 'NL/ALF/OLD', currency: 'EUR' }] },
      });
    });
  });

  describe('live', () => {
    /** A subscription is not acknowledged: it runs for sure when the first event arrives, so some are sent. */
    const running = async (live: Live): Promise<void> => {
      let isRunning = false;
      const first = live.next().finally(() => {
        isRunning = true;
      });
      for (let kwh = 0; !isRunning; kwh += 1)
        await w.cpo.pushSession(samples.session({ id: 'live', kwh, last_updated: new Date().toISOString() }));
      await first;
    };

    it('SES-001, SES-045 sends a session with the name of its location after the PUT and after each PATCH', async () => {
      const live = w.live(LIVE, { ref: 'NL/ALF/live' });
      await running(live);

      const session = samples.session({ id: 'live', kwh: 100, last_updated: new Date().toISOString() });
      await w.cpo.pushSession(session);
      expect(await live.next(({ sessionUpdated }) => (sessionUpdated as Session).kwh === 100)).toEqual({
        sessionUpdated: {
          ref: 'NL/ALF/live',
          status: 'ACTIVE',
          kwh: 100,
          location: { name: 'Lindengracht' },
          emsp: { name: 'Beta Mobil' },
          chargingPeriods: [{ startDateTime: '2026-11-02T08:00:00Z' }],
        },
      });

      const charging_periods = [samples.period({ start_date_time: '2026-11-02T08:15:00Z' })];
      await w.cpo.patchSession('live', { kwh: 101, charging_periods });
      expect(await live.next()).toMatchObject({
        sessionUpdated: {
          kwh: 101,
          location: { name: 'Lindengracht' },
          chargingPeriods: [
            { startDateTime: '2026-11-02T08:00:00Z' },
            { startDateTime: '2026-11-02T08:15:00Z' },
          ],
        },
      });

      await w.cpo.patchSession('live', { status: 'COMPLETED', end_date_time: '2026-11-02T08:30:00Z' });
      expect(await live.next()).toMatchObject({ sessionUpdated: { status: 'COMPLETED', kwh: 101 } });
      await live.stop();
    });
  });

  describe('crawling', () => {
    beforeAll(async () => {
      for (const id of ['LOC2', 'LOC3', 'LOC4', 'LOC5'])
        await w.cpo.pushLocation(samples.location({ id, last_updated: `2026-11-03T0${id.slice(3)}:00:00Z` }));
    });
    const page = (query: Record<string, string | number>) =>
      w.emsp.call('locations', 'SENDER', 'GET', [], undefined, { query });

    it('TRN-037, TRN-042 to TRN-046 pages with Link, X-Total-Count and X-Limit', async () => {
      const first = await page({ limit: 2 });
      expect(first.headers).toMatchObject({ 'x-total-count': '5', 'x-limit': '2' });
      const [, url, cursor = ''] = /^<(.*)&cursor=(.*)>; rel="next"$/.exec(first.headers.link ?? '') ?? [];
      expect(url).toBe(`${w.hub.publicUrl}/ocpi/2.3.0/sender/locations?offset=2&limit=2`);
      const linked = await page({ limit: 2, offset: 2, cursor });
      // Some crawlers make the next URL of offset and limit alone.
      expect((await page({ limit: 2, offset: 2 })).envelope?.data).toEqual(linked.envelope?.data);
      const last = await page({ limit: 2, offset: 4 });
      expect(last.headers).toMatchObject({ 'x-total-count': '5', 'x-limit': '2' });
      expect(last.headers).not.toHaveProperty('link');
      expect(last.envelope?.data).toHaveLength(1);
    });

    it('TRN-039, TRN-040, RTE-036, RTE-038 a crawl by the links finds everything once, in the order it came', async () => {
      const all = await w.emsp.pull('locations', { query: { limit: 2 } });
      expect(all.map(({ party_id, id }) => `${String(party_id)} ${String(id)}`)).toEqual(
        ['LOC1', 'LOC2', 'LOC3', 'LOC4', 'LOC5'].map((id) => `ALF ${id}`),
      );
      expect(all[0]).toMatchObject({ name: 'Lindengracht', evses: [{ status: 'CHARGING' }] });
    });

    it('TRN-049 refuses the cursor of another list', async () => {
      const { http, envelope } = await page({ limit: 2, offset: 2, cursor: '4.2.forged' });
      expect([http, envelope?.status_code]).toEqual([200, 2001]);
    });

    it('TRN-036, TRN-043 windows start with date_from and end before date_to, along the links too', async () => {
      const window = { date_from: '2026-11-03T02:00:00Z', date_to: '2026-11-03T05:00:00Z', limit: 1 };
      const { headers } = await page(window);
      expect(headers['x-total-count']).toBe('3');
      expect(headers.link).toContain('date_from=2026-11-03T02:00:00Z&date_to=2026-11-03T05:00:00Z');
      const all = await w.emsp.pull('locations', { query: window });
      expect(all.map(({ id }) => id)).toEqual(['LOC2', 'LOC3', 'LOC4']);
    });

    it('AMB-008, TRN-046 finds nothing in an empty list, which is no error', async () => {
      const { http, envelope, headers } = await page({ date_from: '2030-01-01T00:00:00Z' });
      expect([http, envelope?.status_code, envelope?.data]).toEqual([200, 1000, []]);
      expect(headers).toMatchObject({ 'x-total-count': '0', 'x-limit': '100' });
    });

    it('RTE-035 answers one location by its id, and one of its EVSEs', async () => {
      const { envelope } = await w.emsp.call('locations', 'SENDER', 'GET', ['LOC1']);
      expect(envelope?.data).toMatchObject({ id: 'LOC1', city: 'Amsterdam' });
      const evse = await w.emsp.call('locations', 'SENDER', 'GET', ['LOC1', '3256']);
      expect(evse.envelope?.data).toMatchObject({ uid: '3256' });
    });
  });

  describe('ids', () => {
    it('TRN-087, RTE-007 are the same in any case, and stay as they were sent', async () => {
      await w.cpo.pushSession(samples.session({ id: 'MiXed' }));
      const { http, envelope } = await w.cpo.call(
        'sessions',
        'RECEIVER',
        'GET',
        ['nl', 'alf', 'mixed'],
        undefined,
        {
          to: 'de/bet',
          from: 'nl/alf',
        },
      );
      expect([http, envelope?.data]).toEqual([200, samples.session({ id: 'MiXed' })]);
      const again = samples.session({
        country_code: 'nl',
        party_id: 'alf',
        id: 'mixed',
        kwh: 9,
        last_updated: '2026-11-02T09:00:00Z',
      });
      expect(codes(await w.cpo.pushSession(again))).toEqual([200, 1000]);
      expect(await w.graph('{ session(ref: "NL/ALF/MIXED") { kwh location { name } } }')).toEqual({
        session: { kwh: 9, location: { name: 'Lindengracht' } },
      });
    });

    it('AMB-011 may hold a slash, a question mark, a percent sign, an asterisk and a space', async () => {
      const id = 'A/1*?#% b';
      const ref = 'NL/ALF/A%2F1*%3F%23%25%20b';
      expect(codes(await w.cpo.pushLocation(samples.location({ id, name: 'Slash' })))).toEqual([201, 1000]);
      expect(codes(await w.cpo.patchEvse(id, '3256', { status: 'BLOCKED' }))).toEqual([200, 1000]);
      expect(codes(await w.cpo.pushSession(samples.session({ id, location_id: id })))).toEqual([201, 1000]);
      const found = await w.emsp.call('locations', 'SENDER', 'GET', [id, '3256']);
      expect(found.envelope?.data).toMatchObject({ status: 'BLOCKED' });
      const query = 'query ($ref: ID!) { session(ref: $ref) { ref location { ref name } evse { status } } }';
      expect(await w.graph(query, { ref })).toEqual({
        session: { ref, location: { ref, name: 'Slash' }, evse: { status: 'BLOCKED' } },
      });
    });

    it('AMB-010, TRN-103 stand before a trailing slash or none', async () => {
      for (const path of ['NL/ALF/101', 'NL/ALF/101/'])
        expect(
          codes(await w.cpo.call('sessions', 'RECEIVER', 'GET', path, undefined, { to: 'DE/BET' })),
        ).toEqual([200, 1000]);
      const trailing = samples.session({ id: 'slash' });
      expect(
        codes(await w.cpo.call('sessions', 'RECEIVER', 'PUT', 'NL/ALF/slash/', trailing, { to: 'DE/BET' })),
      ).toEqual([201, 1000]);
    });

    it('TOK-003, TOK-004 of tokens include the type, which is RFID when it is not said', async () => {
      const app = samples.token({ uid: 'both', type: 'APP_USER' });
      const card = samples.token({ uid: 'both', type: 'RFID', valid: false });
      expect(codes(await w.emsp.pushToken(app))).toEqual([201, 1000]);
      expect(codes(await w.emsp.pushToken(card))).toEqual([201, 1000]);
      const { envelope } = await w.emsp.call('tokens', 'RECEIVER', 'GET', ['DE', 'BET', 'both']);
      expect(envelope?.data).toEqual(card);
    });
  });

  describe('isolation', () => {
    let rival: Awaited<ReturnType<typeof createEmsp>>;
    beforeAll(async () => {
      rival = await createEmsp({ parties: [RIVAL] });
      await rival.register(await w.invite('Gamma Fahrt'));
    });
    afterAll(async () => {
      expect(rival.complaints).toEqual([]);
      await rival.close();
    });

    it('SES-005, RTE-041 an eMSP lists the sessions of its own tokens and no others', async () => {
      await w.cpo.pushSession(
        samples.session({ id: 'gamma', cdr_token: { ...samples.session().cdr_token, party_id: 'GAM' } }),
      );
      expect((await rival.pull('sessions')).map(({ id }) => id)).toEqual(['gamma']);
      const others = (await w.emsp.pull('sessions')).map(({ id }) => id);
      expect(others).toContain('101');
      expect(others).not.toContain('gamma');
    });

    it('HUB-033, HUB-034 a platform sees in the graph what it may see over OCPI, and no more', async () => {
      const query =
        '{ own: session(ref: "NL/ALF/gamma") { ref } foreign: session(ref: "NL/ALF/101") { ref } sessions { total } }';
      expect(await w.asPlatform(query, EMSP)).toEqual({
        data: { own: { ref: 'NL/ALF/gamma' }, foreign: null, sessions: { total: 1 } },
      });
      const tokens = '{ token(ref: "DE/BET/012345678/RFID") { ref } tokens { total } }';
      expect(await w.asPlatform(tokens, EMSP)).toEqual({ data: { token: null, tokens: { total: 0 } } });
      const joined = '{ location(ref: "NL/ALF/LOC1") { name sessions { items { ref } } } }';
      expect(await w.asPlatform(joined, EMSP)).toEqual({
        data: { location: { name: 'Lindengracht', sessions: { items: [{ ref: 'NL/ALF/gamma' }] } } },
      });
    });

    it('RTE-039, LOC-017 what is sent to one party is seen by that party only, beside what all see', async () => {
      await w.cpo.pushLocation(samples.location({ id: 'SECRET' }), { to: 'DE/BET' });
      await w.cpo.pushLocation(samples.location({ id: 'LOC5', name: 'For Beta' }), { to: 'DE/BET' });
      expect((await rival.pull('locations')).map(({ id }) => id)).not.toContain('SECRET');
      expect(codes(await rival.call('locations', 'SENDER', 'GET', ['SECRET']))).toEqual([404, 2003]);
      const query =
        '{ secret: location(ref: "NL/ALF/SECRET") { ref } shared: location(ref: "NL/ALF/LOC5") { name } }';
      expect(await w.asPlatform(query, EMSP)).toEqual({
        data: { secret: null, shared: { name: 'Lindengracht' } },
      });
      expect(await w.asPlatform(query, { role: 'EMSP', country_code: 'DE', party_id: 'BET' })).toMatchObject({
        data: { secret: { ref: 'NL/ALF/SECRET' } },
      });
    });

    it('RTE-016, E24 nobody speaks for a party of another platform', async () => {
      const answer = await rival.call('sessions', 'SENDER', 'GET', [], undefined, { from: 'DE/BET' });
      expect(codes(answer)).toEqual([200, 2001]);
    });

    it('shows platforms to operators only', async () => {
      const { data, errors } = await w.asPlatform('{ platforms { total } }', EMSP);
      expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'FORBIDDEN']);
    });
  });

  it('VER-020 lists who is connected to those who ask', async () => {
    const infos = await w.cpo.pull('hubclientinfo');
    expect(infos).toContainEqual(
      expect.objectContaining({ country_code: 'DE', party_id: 'BET', role: 'EMSP', status: 'CONNECTED' }),
    );
  });

  it('says that it is ready', async () => {
    expect(await readiness(w)).toEqual([200, { status: 'ready' }]);
  });

  if (shape === 'split')
    it('E34, STA-002 does without a subgraph that is gone, says which, and goes on when it is back', async () => {
      const sessions = w.parts.get('sessions');
      await sessions?.kill();
      expect(await readiness(w)).toEqual([503, { status: 'not ready', waitingFor: ['sessions'] }]);
      const session = samples.session({ id: 'patient' });
      expect(codes(await w.cpo.pushSession(session))).toEqual([200, 3000]);
      expect(codes(await w.cpo.pushLocation(samples.location({ id: 'PATIENT' })))).toEqual([201, 1000]);
      await sessions?.revive();
      expect(await readiness(w)).toEqual([200, { status: 'ready' }]);
      expect(codes(await w.cpo.pushSession(session))).toEqual([201, 1000]);
    });
});

const readiness = async ({ hub }: World): Promise<unknown> => {
  const response = await fetch(`http://127.0.0.1:${hub.port}/health/ready`);
  return [response.status, await response.json()];
};
