/**
 * Commands, charging profiles, charging preferences and authorizations from the graph to a charge point and back, and
 * from partner to partner, over real HTTP: with everything in one process and with every subgraph in one of its own.
 */
import { randomBytes } from 'node:crypto';
import type { Session } from '@chargesphere/schema';
import { createCpo, samples, type CallResult } from '@chargesphere/simulator';
import { readConfig } from '../src/config.js';
import { startHub } from '../src/hub.js';
import { freePort } from './child.js';
import { ADMIN_KEY, facesOf, log, migratedDatabase, world, type Live, type World } from './world.js';

const SHOWN = `id kind status outcome request correlationId
  receiver { ref name } location { ref name } session { ref status } token { ref }
  response { result timeout authorization { allowed token { uid } } } results { result } failure { status message }`;

interface Command {
  id: string;
  status: string;
  outcome: string | null;
  failure: { status: number; message: string } | null;
  [field: string]: unknown;
}

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const capable = samples.evse({ capabilities: ['CHARGING_PREFERENCES_CAPABLE', 'CHARGING_PROFILE_CAPABLE'] });
const session = (more: Partial<Session> = {}) =>
  samples.session({ last_updated: new Date().toISOString(), ...more });

const order = async (w: Pick<World, 'graph'>, mutation: string, input: object): Promise<Command> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation Order($input: ${type}!) { command: ${mutation}(input: $input) { ${SHOWN} } }`;
  return (await w.graph<{ command: Command }>(text, { input })).command;
};
const ended = async (w: Pick<World, 'graph'>, live: Live, id: string, outcome: string): Promise<Command> => {
  await live.next(({ commandUpdated }) => {
    const seen = commandUpdated as Command;
    return seen.id === id && seen.outcome === outcome;
  });
  return (await w.graph<{ command: Command }>(`{ command(id: "${id}") { ${SHOWN} } }`)).command;
};
const start = {
  cpo: 'NL/ALF',
  token: 'DE/BET/012345678/RFID',
  locationId: 'LOC1',
  evseUid: '3256',
  connectorId: '1',
};

describe.each(['one', 'split'] as const)('a hub in the shape "%s"', (shape) => {
  let w: World;
  let live: Live;

  beforeAll(async () => {
    w = await world({ shape });
    await w.cpo.pushLocation(samples.location({ evses: [capable] }));
    await w.emsp.pushToken(samples.token());
    await w.cpo.pushSession(session());
    live = w.live('subscription { commandUpdated { id status outcome } }');
    // A subscription is not acknowledged: it runs for sure when the first event arrives, so some are caused.
    let isRunning = false;
    const first = live.next().finally(() => (isRunning = true));
    while (!isRunning) await order(w, 'stopSession', { session: 'XX/YYY/1' });
    await first;
  }, 60_000);
  afterAll(() => w.close());
  // Whatever the hub sent to partners on the way was conformant.
  afterEach(() => expect([...w.cpo.complaints, ...w.emsp.complaints]).toEqual([]));

  it('CMD-001, CMD-002, CMD-030 starts a charge by one mutation, and shows the result live', async () => {
    const ordered = await order(w, 'startSession', start);
    expect(ordered).toMatchObject({
      kind: 'START_SESSION',
      receiver: { ref: 'NL/ALF', name: 'Alfa Laden' },
      location: { name: 'Lindengracht' },
      token: { ref: 'DE/BET/012345678/RFID' },
      response: { result: 'ACCEPTED', timeout: 30 },
      failure: null,
    });
    const shown = await ended(w, live, ordered.id, 'ACCEPTED');
    expect(shown).toMatchObject({ status: 'COMPLETED', results: [{ result: 'ACCEPTED' }] });
    const { segments, body, to, from, headers } = await w.cpo.next({ module: 'commands' });
    expect(segments).toEqual(['START_SESSION']);
    expect(body).toEqual({
      token: samples.token(),
      location_id: 'LOC1',
      evse_uid: '3256',
      connector_id: '1',
      response_url: expect.stringMatching(
        new RegExp(`^${w.hub.publicUrl}/ocpi/2.3.0/sender/commands/START_SESSION/[\\w-]{43}$`),
      ),
    });
    expect([to, from]).toEqual([
      { country_code: 'NL', party_id: 'ALF' },
      { country_code: 'NL', party_id: 'HUB' },
    ]);
    expect(headers['x-correlation-id']).toBe(ordered['correlationId']);
  });

  it('CMD-016, E21, E22 shows what the CPO does not know', async () => {
    expect(await order(w, 'startSession', { ...start, locationId: 'NONE' })).toMatchObject({
      status: 'FAILED',
      failure: { status: 2003, message: expect.stringContaining('NL/ALF') },
    });
    expect(await order(w, 'stopSession', { session: 'NL/ALF/999' })).toMatchObject({
      status: 'REJECTED',
      response: { result: 'UNKNOWN_SESSION' },
      session: null,
    });
  });

  it('CMD-013, CMD-031 keeps an EVSE free, and hears when the CPO takes the reservation back', async () => {
    const expiryDate = new Date(Date.now() + 3_600_000).toISOString();
    const { cpo, token, locationId } = start;
    const ordered = await order(w, 'reserveNow', { cpo, token, locationId, expiryDate, reservationId: 'R1' });
    await ended(w, live, ordered.id, 'ACCEPTED');
    await w.cpo.takeBackReservation('R1');
    const shown = await ended(w, live, ordered.id, 'CANCELED_RESERVATION');
    expect(shown['results']).toEqual([{ result: 'ACCEPTED' }, { result: 'CANCELED_RESERVATION' }]);
    const cancelled = await order(w, 'cancelReservation', { cpo, reservationId: 'R1' });
    expect((await ended(w, live, cancelled.id, 'UNKNOWN_RESERVATION')).status).toBe('COMPLETED');
  });

  it('CMD-032 takes a result from the CPO it asked, and answers others with 404', async () => {
    w.cpo.commander = () => ({ response: { result: 'ACCEPTED', timeout: 30 } });
    const { cpo, locationId, evseUid, connectorId } = start;
    const ordered = await order(w, 'unlockConnector', { cpo, locationId, evseUid, connectorId });
    const { body } = await w.cpo.next({ segments: ['UNLOCK_CONNECTOR'] });
    const url = new URL((body as { response_url: string }).response_url);
    const result = { result: 'ACCEPTED' };
    const path = url.pathname.split('/sender/commands/')[1]?.split('/') ?? [];

    const stranger = await createCpo({ parties: [{ country_code: 'AT', party_id: 'DEL', name: 'Delta' }] });
    await stranger.register(await w.invite('Delta'));
    expect(codes(await stranger.call('commands', 'SENDER', 'POST', path, result))).toEqual([404, 2001]);
    await stranger.close();

    expect(codes(await w.cpo.call('commands', 'SENDER', 'POST', path, { result: 'PERHAPS' }))).toEqual([
      200, 2001,
    ]);
    expect(codes(await w.cpo.call('commands', 'SENDER', 'POST', path, result))).toEqual([200, 1000]);
    expect((await ended(w, live, ordered.id, 'ACCEPTED')).status).toBe('COMPLETED');
  });

  it('CHP-001, CHP-007, CHP-041 limits a charge, asks for its plan, and takes the plan the CPO tells later', async () => {
    expect(codes(await w.cpo.pushPlan('101'))).toEqual([404, 2001]);
    const limits = { chargingRateUnit: 'A', periods: [{ startPeriod: 0, limit: 10.5 }] };
    const set = await order(w, 'setChargingProfile', { session: 'NL/ALF/101', chargingProfile: limits });
    expect(set).toMatchObject({ response: { result: 'ACCEPTED' }, session: { ref: 'NL/ALF/101' } });
    await ended(w, live, set.id, 'ACCEPTED');

    const plan = async () => {
      const query = `{ session(ref: "NL/ALF/101") { activeChargingProfile {
        chargingProfile { chargingRateUnit chargingProfilePeriod { limit } } } } }`;
      return (await w.graph<{ session: { activeChargingProfile: unknown } }>(query)).session
        .activeChargingProfile;
    };
    const planned = (limit: number) => ({
      chargingProfile: { chargingRateUnit: 'A', chargingProfilePeriod: [{ limit }] },
    });
    const get = await order(w, 'getActiveChargingProfile', { session: 'NL/ALF/101', duration: 900 });
    await ended(w, live, get.id, 'ACCEPTED');
    expect(await plan()).toEqual(planned(10.5));

    const changed = {
      start_date_time: new Date().toISOString(),
      charging_profile: {
        charging_rate_unit: 'A' as const,
        charging_profile_period: [{ start_period: 0, limit: 6 }],
      },
    };
    expect(codes(await w.cpo.pushPlan('101', changed))).toEqual([200, 1000]);
    expect(await plan()).toEqual(planned(6));
    const clear = await order(w, 'clearChargingProfile', { session: 'NL/ALF/101' });
    expect((await ended(w, live, clear.id, 'ACCEPTED')).status).toBe('COMPLETED');
  });

  it('TOK-030, TOK-033, TOK-038, E18 to E20 carries a CPO’s question to the eMSP whose token it is', async () => {
    const authorize = (uid: string, body?: object) =>
      w.cpo.call('tokens', 'SENDER', 'POST', [uid, 'authorize'], body, { to: null });
    const allowed = await authorize('012345678', { location_id: 'LOC1' });
    expect(allowed.envelope?.data).toMatchObject({ allowed: 'ALLOWED', location: { location_id: 'LOC1' } });
    expect(allowed.headers).toMatchObject({ 'ocpi-from-party-id': 'BET', 'ocpi-to-party-id': 'ALF' });
    const { from, to, body } = await w.emsp.next({ module: 'tokens', method: 'POST' });
    expect([from, to]).toEqual([
      { country_code: 'NL', party_id: 'ALF' },
      { country_code: 'DE', party_id: 'BET' },
    ]);
    expect(body).toEqual({ location_id: 'LOC1' });

    await w.emsp.patchToken(samples.token(), { valid: false });
    expect((await authorize('012345678')).envelope?.data).toMatchObject({ allowed: 'BLOCKED' });
    expect((await w.emsp.next({ module: 'tokens', method: 'POST' })).body).toBeUndefined();
    await w.emsp.patchToken(samples.token(), { valid: true });
    expect(codes(await authorize('unknown'))).toEqual([404, 2004]);
  });

  it('TOK-036 an operator asks the eMSP about a token, too', async () => {
    expect(await order(w, 'authorizeToken', { uid: '012345678', locationId: 'LOC1' })).toMatchObject({
      status: 'COMPLETED',
      receiver: { ref: 'DE/BET' },
      token: { ref: 'DE/BET/012345678/RFID' },
      response: { result: 'ALLOWED', authorization: { allowed: 'ALLOWED', token: { uid: '012345678' } } },
    });
  });

  it('SES-050, SES-053, SES-054, E23 carries a driver’s wishes to the CPO, from the eMSP and from an operator', async () => {
    const wishes = { profile_type: 'FAST' };
    const prefer = (id: string) =>
      w.emsp.call('sessions', 'SENDER', 'PUT', [id, 'charging_preferences'], wishes, { to: null });
    const accepted = await prefer('101');
    expect([codes(accepted), accepted.envelope?.data]).toEqual([[200, 1000], 'ACCEPTED']);
    const { segments, body, from } = await w.cpo.next({ module: 'sessions', method: 'PUT' });
    expect([segments, body]).toEqual([['101', 'charging_preferences'], wishes]);
    expect(from).toEqual({ country_code: 'DE', party_id: 'BET' });

    await w.cpo.pushSession(
      session({ id: 'gam', cdr_token: { ...samples.session().cdr_token, party_id: 'GAM' } }),
    );
    expect(codes(await prefer('gam'))).toEqual([404, 2001]);
    await w.cpo.pushSession(session({ id: 'slow', evse_uid: 'none' }));
    expect(codes(await prefer('slow'))).toEqual([404, 2001]);
    const ordered = await order(w, 'setChargingPreferences', { session: 'NL/ALF/101', profileType: 'GREEN' });
    expect(ordered).toMatchObject({ status: 'COMPLETED', response: { result: 'ACCEPTED' } });
  });

  it('E25, E29 says why there is nobody to ask', async () => {
    expect((await order(w, 'stopSession', { session: 'XX/YYY/1' })).failure?.status).toBe(4001);
    expect((await order(w, 'stopSession', { session: 'DE/BET/1' })).failure?.status).toBe(4000);
  });
});

it('HUB-041, CMD-030, CMD-031 a result finds its command after the hub was started again', async () => {
  const database = await migratedDatabase();
  const settings = {
    DATABASE_URL: database.url,
    HUB_SECRET_KEY: randomBytes(24).toString('hex'),
    HUB_ADMIN_KEY: ADMIN_KEY,
    HUB_PORT: String(await freePort()),
  };
  const first = await startHub(readConfig(settings), log);
  const cpo = await createCpo();
  await cpo.register(await facesOf(first).invite('Alfa Laden'));
  cpo.sessions.put('NL/ALF/101', samples.session());
  cpo.commander = () => ({ response: { result: 'ACCEPTED', timeout: 600 } });
  const { id } = await order(facesOf(first), 'stopSession', { session: 'NL/ALF/101' });
  await first.stop();

  const second = await startHub(readConfig(settings), log);
  const { body } = await cpo.next({ module: 'commands' });
  const path = (body as { response_url: string }).response_url.split('/').slice(-2);
  expect(codes(await cpo.call('commands', 'SENDER', 'POST', path, { result: 'ACCEPTED' }))).toEqual([
    200, 1000,
  ]);
  const { command } = await facesOf(second).graph<{ command: Command }>(
    `{ command(id: "${id}") { ${SHOWN} } }`,
  );
  expect(command).toMatchObject({ status: 'COMPLETED', outcome: 'ACCEPTED' });
  await cpo.close();
  await second.stop();
  await database.drop();
}, 60_000);
