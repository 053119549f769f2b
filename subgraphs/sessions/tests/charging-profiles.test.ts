/** Charging profiles, charging preferences and authorisation, ordered in the graph (chapters 14, 8.5, 12.4). */
import { openOrm } from '@chargesphere/chassis';
import { commandEntities } from '../src/command.parts.js';
import { cpo, emsp, operator, otherCpo, problemOf, session, system, token, World } from './command.world.js';

const SESSION = 'NL/TNM/101';
const limits = {
  chargingRateUnit: 'A',
  duration: 3600,
  minChargingRate: 6,
  periods: [
    { startPeriod: 0, limit: 16 },
    { startPeriod: 900, limit: 10.5 },
  ],
};
const plan = (limit = 16) => ({
  start_date_time: '2026-11-02T08:00:00Z',
  charging_profile: { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit }] },
});

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const push = (caller = cpo, document: unknown = plan(), ref = SESSION) =>
  world.ask(
    caller,
    'mutation Push($ref: ID!, $document: JSON!) { putActiveChargingProfile(session: $ref, document: $document) }',
    { ref, document },
  );
const planOf = async (): Promise<unknown> => {
  const { session } = await world.ask<{ session: { activeChargingProfile: unknown } }>(
    operator,
    `{ session(ref: "${SESSION}") { activeChargingProfile {
      startDateTime chargingProfile { chargingRateUnit chargingProfilePeriod { startPeriod limit } } } } }`,
  );
  return session.activeChargingProfile;
};
const shownPlan = (limit: number) => ({
  startDateTime: '2026-11-02T08:00:00Z',
  chargingProfile: { chargingRateUnit: 'A', chargingProfilePeriod: [{ startPeriod: 0, limit }] },
});

describe('charging profiles', () => {
  it('CHP-001, CHP-002 sets limits on a session by its CPO, and the EVSE’s result follows', async () => {
    const { id, callback, shown } = await world.accepted('setChargingProfile', {
      session: SESSION,
      chargingProfile: limits,
    });
    expect(shown).toMatchObject({
      status: 'ACCEPTED',
      receiver: { ref: 'NL/TNM' },
      request: {
        session_id: '101',
        charging_profile: {
          charging_rate_unit: 'A',
          duration: 3600,
          min_charging_rate: 6,
          charging_profile_period: [
            { start_period: 0, limit: 16 },
            { start_period: 900, limit: 10.5 },
          ],
        },
      },
    });
    await world.result(callback, { result: 'REJECTED' });
    expect(await world.command(id)).toMatchObject({ status: 'COMPLETED', outcome: 'REJECTED' });
  });

  it('CHP-011 shows a CPO that is asked too often', async () => {
    const { id, answer } = await world.ordered('clearChargingProfile', { session: SESSION });
    await world.begin(id);
    await world.answer(id, { result: 'TOO_OFTEN', timeout: 0 });
    expect(await answer).toMatchObject({ status: 'REJECTED', response: { result: 'TOO_OFTEN' } });
  });

  it('keeps the plan a CPO tells on request, and shows it with the session', async () => {
    await world.put(session());
    const { id, callback, shown } = await world.accepted('getActiveChargingProfile', {
      session: SESSION,
      duration: 900,
    });
    expect(shown.request).toEqual({ session_id: '101', duration: 900 });
    await world.result(callback, { result: 'ACCEPTED', profile: plan() });
    const { results } = await world.command(id);
    expect(results).toMatchObject([{ profile: { chargingProfile: { chargingRateUnit: 'A' } } }]);
    expect(await planOf()).toEqual(shownPlan(16));
  });

  it('CHP-007 takes a changed plan of a session it has limited, and tells who watches the command', async () => {
    await world.put(session());
    const { id, callback } = await world.accepted('setChargingProfile', {
      session: SESSION,
      chargingProfile: limits,
    });
    await world.result(callback, { result: 'ACCEPTED' });
    expect(await planOf()).toBeNull();
    const live = await world.live(
      operator,
      `subscription { commandUpdated(filter: { id: "${id}" }) { session { activeChargingProfile { startDateTime } } } }`,
    );
    await push();
    expect((await live.next()).value).toEqual({
      data: {
        commandUpdated: { session: { activeChargingProfile: { startDateTime: '2026-11-02T08:00:00Z' } } },
      },
    });
    await push(cpo, plan(8));
    expect(await planOf()).toEqual(shownPlan(8));
    await live.return(undefined);
  });

  it('CHP-008, CHP-041 refuses a plan unless a profile was set with success, and of anybody but the CPO', async () => {
    expect((await problemOf(push())).code).toBe('NOT_FOUND');
    const { callback } = await world.accepted('setChargingProfile', {
      session: SESSION,
      chargingProfile: limits,
    });
    expect((await problemOf(push())).code).toBe('NOT_FOUND');
    await world.result(callback, { result: 'ACCEPTED' });
    expect((await problemOf(push(otherCpo))).code).toBe('FORBIDDEN');
    expect((await problemOf(push(emsp))).code).toBe('FORBIDDEN');
    expect((await problemOf(push(otherCpo, plan(), 'NL/OTH/101'))).code).toBe('NOT_FOUND');
    expect((await problemOf(push(cpo, { start_date_time: 'now' }))).code).toBe('INVALID_DOCUMENT');
    await push();
  });
});

describe('charging preferences', () => {
  const wishes = {
    session: SESSION,
    profileType: 'CHEAP',
    departureTime: '2026-11-02T18:00:00Z',
    energyNeed: 20.5,
  };
  const answered = async (data: unknown) => {
    const { id, answer } = await world.ordered('setChargingPreferences', wishes);
    await world.begin(id);
    await world.answer(id, data);
    return answer;
  };

  it('SES-050, SES-053 are answered at once with a bare word, and no result follows', async () => {
    const { id, answer } = await world.ordered('setChargingPreferences', wishes);
    expect(await world.begin(id)).toBeNull();
    await world.answer(id, 'ACCEPTED');
    expect(await answer).toMatchObject({
      status: 'COMPLETED',
      request: {
        session_id: '101',
        charging_preferences: {
          profile_type: 'CHEAP',
          departure_time: '2026-11-02T18:00:00Z',
          energy_need: 20.5,
        },
      },
      response: { result: 'ACCEPTED', timeout: null },
    });
  });

  it('SES-053 what the CPO cannot do is shown in its own word', async () => {
    expect(await answered('DEPARTURE_REQUIRED')).toMatchObject({
      status: 'REJECTED',
      response: { result: 'DEPARTURE_REQUIRED' },
    });
    const { id, answer } = await world.ordered('setChargingPreferences', wishes);
    await world.begin(id);
    expect((await problemOf(world.answer(id, 'MAYBE'))).code).toBe('INVALID_DOCUMENT');
    await world.fail(id, true, 4000);
    await answer;
  });
});

describe('authorisation', () => {
  const asked = (more: object = {}) => ({
    uid: '012345678',
    locationId: 'LOC1',
    evseUids: ['3256'],
    ...more,
  });

  it('TOK-030, TOK-033, E20 asks the eMSP whose token it is, and shows its decision', async () => {
    await world.put(token());
    const { id, answer } = await world.ordered('authorizeToken', asked());
    expect(await world.begin(id, 'emsp-platform')).toBeNull();
    await world.answer(id, {
      allowed: 'BLOCKED',
      token: token({ valid: false }),
      info: { language: 'en', text: 'Call us.' },
    });
    expect(await answer).toMatchObject({
      status: 'COMPLETED',
      receiver: { ref: 'DE/EMP' },
      token: { ref: 'DE/EMP/012345678/RFID' },
      request: {
        token_uid: '012345678',
        type: 'RFID',
        location: { location_id: 'LOC1', evse_uids: ['3256'] },
      },
      response: { result: 'BLOCKED' },
    });
    const { command } = await world.ask<{ command: unknown }>(
      operator,
      `{ command(id: "${id}") { response { authorization { allowed token { uid valid } info { text } location { locationId } } } } }`,
    );
    expect(command).toEqual({
      response: {
        authorization: {
          allowed: 'BLOCKED',
          token: { uid: '012345678', valid: false },
          info: { text: 'Call us.' },
          location: null,
        },
      },
    });
  });

  it('HUB-042 a uid of several eMSPs, or of none, needs the one to ask', async () => {
    const none = await problemOf(world.ordered('authorizeToken', asked()).then(({ answer }) => answer));
    expect(none.code).toBe('NOT_FOUND');
    await world.put(token());
    await world.put(token({ party_id: 'TWO' }));
    const both = await problemOf(world.ordered('authorizeToken', asked()).then(({ answer }) => answer));
    expect(both).toEqual({ code: 'INVALID_INPUT', message: expect.stringContaining('DE/EMP and DE/TWO') });
    const { id, answer } = await world.ordered('authorizeToken', asked({ emsp: 'de/two' }));
    await world.fail(id, false, 4003);
    expect(await answer).toMatchObject({ receiver: { ref: 'DE/TWO' }, failure: { status: 4003 } });
  });

  it('RTE-049 tells the hub whose token it is, by uid and type', async () => {
    await world.put(token());
    await world.put(token({ type: 'APP_USER', party_id: 'APP' }));
    const issuers = async (uid: string, type: string) =>
      (
        await world.ask<{ tokenIssuers: string[] }>(
          system,
          `{ tokenIssuers(uid: "${uid}", type: "${type}") }`,
        )
      ).tokenIssuers;
    expect(await issuers('012345678', 'RFID')).toEqual(['DE/EMP']);
    expect(await issuers('012345678', 'app_user')).toEqual(['DE/APP']);
    expect(await issuers('12345678', 'RFID')).toEqual([]);
    expect((await problemOf(world.ask(cpo, '{ tokenIssuers(uid: "1", type: "RFID") }'))).code).toBe(
      'FORBIDDEN',
    );
  });
});

describe('sessions by their id alone', () => {
  it('HUB-042 are those the caller may see, whoever owns them', async () => {
    await world.put(session({ id: 'a/b' }));
    await world.put(session({ id: 'a/b', party_id: 'OTH' }));
    await world.put(session({ id: 'b' }));
    const found = async (caller = operator) =>
      (
        await world.ask<{ sessionDocumentsById: { party_id: string }[] }>(
          caller,
          '{ sessionDocumentsById(id: "A/B") }',
        )
      ).sessionDocumentsById.map(({ party_id }) => party_id);
    expect(await found()).toEqual(['TNM', 'OTH']);
    expect(await found(emsp)).toEqual(['TNM', 'OTH']);
    expect(await found(cpo)).toEqual(['TNM']);
  });
});

it('has tables that match the entities', async () => {
  const orm = await openOrm({
    url: world.database.url,
    schema: 'sessions',
    entities: commandEntities,
    migrations: [],
  });
  // Documents and the outbox are written by SQL and have no entities.
  expect(await orm.schema.getUpdateSchemaSQL({ wrap: false, dropTables: false })).toBe('');
  await orm.close();
});
