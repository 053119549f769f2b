/**
 * Commands whose CPO the hub finds by what they name (RTE-049), those nobody can have, and results that come after the
 * hub was started again (SCN-31).
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
import { startHub } from '../src/hub.js';
import { freePort } from './child.js';
import { ADMIN_KEY, facesOf, log, migratedDatabase, world, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const fromIn = ({ headers }: CallResult) =>
  `${headers['ocpi-from-country-code']}/${headers['ocpi-from-party-id']}`;
const NOBODY = { to: null };
const place = (location_id: string) => ({ location_id, evse_uid: '3256' });
const ACCEPTED = { result: 'ACCEPTED' };

describe('a command without TO', () => {
  let w: World;
  let delta: Cpo;
  let gamma: Emsp;
  beforeAll(async () => {
    w = await world();
    delta = await createCpo({ parties: [{ country_code: 'AT', party_id: 'DEL', name: 'Delta' }] });
    gamma = await createEmsp({ parties: [{ country_code: 'DE', party_id: 'GAM', name: 'Gamma Fahrt' }] });
    await delta.register(await w.invite('Delta'));
    await gamma.register(await w.invite('Gamma Fahrt'));
    const ofDelta = { country_code: 'AT', party_id: 'DEL' };
    for (const id of ['D1', 'BOTH']) await delta.pushLocation(samples.location({ ...ofDelta, id }));
    for (const id of ['LOC1', 'BOTH']) await w.cpo.pushLocation(samples.location({ id }));
    await w.cpo.pushSession(samples.session());
    await w.cpo.pushSession(samples.session({ id: 'TWICE' }));
    await delta.pushSession(samples.session({ ...ofDelta, id: 'TWICE' }));
  }, 60_000);
  afterEach(() => {
    expect([w.cpo, w.emsp, delta, gamma].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all([delta.close(), gamma.close()]);
    await w.close();
  });
  const heard = () =>
    [w.cpo, delta].reduce((sum, { received }) => sum + received.filter(isCommand).length, 0);
  const isCommand = ({ module }: { module: string | undefined }) => module === 'commands';

  it('RTE-045, RTE-048, RTE-049, CMD-030 goes to the CPO of its Location, whose name is in TO from here on', async () => {
    for (const [id, cpo, ref] of [
      ['LOC1', w.cpo, 'NL/ALF'],
      ['d1', delta, 'AT/DEL'],
    ] as const) {
      const answer = await w.emsp.command('START_SESSION', { token: samples.token(), ...place(id) }, NOBODY);
      expect([codes(answer), fromIn(answer), answer.envelope?.data]).toEqual([
        [200, 1000],
        ref,
        { result: 'ACCEPTED', timeout: 30 },
      ]);
      const { to, from } = await cpo.next({ module: 'commands' });
      expect(`${to?.country_code}/${to?.party_id} ${from?.party_id}`).toBe(`${ref} BET`);
      const result = await w.emsp.next({ module: 'commands', method: 'POST' });
      expect([result.body, result.from?.party_id]).toEqual([ACCEPTED, ref.slice(3)]);
    }
    const unlock = await w.emsp.command('UNLOCK_CONNECTOR', { ...place('D1'), connector_id: '1' }, NOBODY);
    expect(fromIn(unlock)).toBe('AT/DEL');
  });

  it('E21, HUB-042 an unknown Location is 2003, and one of several CPOs is 2001', async () => {
    const before = heard();
    const start = (id: string) =>
      w.emsp.command('START_SESSION', { token: samples.token(), ...place(id) }, NOBODY);
    expect(codes(await start('NONE'))).toEqual([200, 2003]);
    expect(codes(await start('BOTH'))).toEqual([200, 2001]);
    expect(heard()).toBe(before);
  });

  it('RTE-049, E22 STOP_SESSION goes where the Session of the eMSP’s driver is, and to nobody for others', async () => {
    const stop = (emsp: Emsp, session_id: string) => emsp.command('STOP_SESSION', { session_id }, NOBODY);
    expect(fromIn(await stop(w.emsp, '101'))).toBe('NL/ALF');
    expect((await w.cpo.next({ segments: ['STOP_SESSION'] })).body).toMatchObject({ session_id: '101' });
    const before = heard();
    for (const answer of [await stop(gamma, '101'), await stop(w.emsp, 'none')]) {
      expect([codes(answer), fromIn(answer)]).toEqual([[200, 1000], 'NL/HUB']);
      expect(answer.envelope?.data).toEqual({ result: 'UNKNOWN_SESSION', timeout: 0 });
    }
    expect(codes(await stop(w.emsp, 'TWICE'))).toEqual([200, 2001]);
    expect(heard()).toBe(before);
  });

  it('RTE-049, CMD-009, E31 CANCEL_RESERVATION goes where the eMSP has reserved', async () => {
    const expiry_date = new Date(Date.now() + 3_600_000).toISOString();
    const reserve = { token: samples.token(), ...place('D1'), expiry_date, reservation_id: 'R7' };
    await w.emsp.command('RESERVE_NOW', reserve, NOBODY);
    const cancel = (emsp: Emsp, reservation_id = 'r7') =>
      emsp.command('CANCEL_RESERVATION', { reservation_id }, NOBODY);
    const answer = await cancel(w.emsp);
    expect([codes(answer), fromIn(answer)]).toEqual([[200, 1000], 'AT/DEL']);
    expect((await delta.next({ segments: ['CANCEL_RESERVATION'] })).body).toMatchObject({
      reservation_id: 'r7',
    });
    const before = heard();
    expect(codes(await cancel(gamma))).toEqual([200, 4001]);
    expect(codes(await cancel(w.emsp, 'none'))).toEqual([200, 4001]);
    expect(heard()).toBe(before);
  });

  it('CMD-017 a command that OCPI does not name reaches a CPO that is named, and is not supported else', async () => {
    const dance = (options: object) => w.emsp.command('DANCE', { steps: 3 }, options);
    const direct = await dance({ to: 'NL/ALF' });
    expect([direct.envelope?.data, fromIn(direct)]).toEqual([
      { result: 'NOT_SUPPORTED', timeout: 0 },
      'NL/ALF',
    ]);
    expect((await w.cpo.next({ segments: ['DANCE'] })).body).toMatchObject({ steps: 3 });
    const open = await dance(NOBODY);
    expect([open.envelope?.data, fromIn(open)]).toEqual([{ result: 'NOT_SUPPORTED', timeout: 0 }, 'NL/HUB']);
  });

  it('E32, E24, E25, E29, E12, E01 is refused when it is for everybody, or not to be sent at all', async () => {
    const before = heard();
    const stop = { session_id: '101' };
    expect(codes(await w.emsp.command('STOP_SESSION', stop, { to: 'NL/HUB' }))).toEqual([200, 2001]);
    expect(codes(await w.emsp.command('STOP_SESSION', stop, { to: 'NL/XXX' }))).toEqual([200, 4001]);
    expect(codes(await w.emsp.command('STOP_SESSION', stop, { to: 'DE/GAM' }))).toEqual([200, 4000]);
    const url = w.emsp.responseUrl('commands');
    const post = (body: unknown, by: Cpo | Emsp = w.emsp) =>
      by.call('commands', 'RECEIVER', 'POST', ['STOP_SESSION'], body, { to: 'NL/ALF' });
    expect(codes(await post({ ...stop, response_url: url }, delta))).toEqual([200, 2001]);
    expect(codes(await post(stop))).toEqual([200, 2001]);
    expect(codes(await post({ response_url: url }))).toEqual([200, 2001]);
    expect(codes(await post('{'))).toEqual([400, 2001]);
    const connector = { token: samples.token(), location_id: 'LOC1', connector_id: '1' };
    expect(codes(await w.emsp.command('START_SESSION', connector, NOBODY))).toEqual([200, 2001]); // CMD-014
    expect(heard()).toBe(before);
  });
});

it('SCN-31, HUB-041, HUB-040, CMD-030 a result finds the eMSP after the hub was started again, and so does a reservation', async () => {
  const database = await migratedDatabase();
  const settings = {
    DATABASE_URL: database.url,
    HUB_SECRET_KEY: randomBytes(24).toString('hex'),
    HUB_ADMIN_KEY: ADMIN_KEY,
    HUB_PORT: String(await freePort()),
  };
  const first = await startHub(readConfig(settings), log);
  const [cpo, emsp] = [await createCpo(), await createEmsp()];
  await cpo.register(await facesOf(first).invite('Alfa Laden'));
  await emsp.register(await facesOf(first).invite('Beta Mobil'));
  cpo.locations.put('NL/ALF/LOC1', samples.location());
  cpo.commander = () => ({ response: { result: 'ACCEPTED', timeout: 600 } });
  const expiry_date = new Date(Date.now() + 3_600_000).toISOString();
  const reserve = { token: samples.token(), location_id: 'LOC1', expiry_date, reservation_id: 'R1' };
  const headers = { 'X-Correlation-ID': 'before-the-restart' };
  await emsp.command('RESERVE_NOW', reserve, { to: 'NL/ALF', headers });
  await first.stop();

  const second = await startHub(readConfig(settings), log);
  const { body } = await cpo.next({ module: 'commands' });
  const path = (body as { response_url: string }).response_url.split('/').slice(-2);
  const told = await cpo.call('commands', 'SENDER', 'POST', path, ACCEPTED, { to: 'DE/BET' });
  expect(codes(told)).toEqual([200, 1000]);
  const result = await emsp.next({ module: 'commands', method: 'POST' });
  expect([result.body, [...emsp.asked.results.values()]]).toEqual([ACCEPTED, [[ACCEPTED]]]);
  const cancel = await emsp.command('CANCEL_RESERVATION', { reservation_id: 'R1' }, NOBODY);
  expect(fromIn(cancel)).toBe('NL/ALF');
  await Promise.all([cpo.close(), emsp.close()]);
  await second.stop();
  await database.drop();
}, 60_000);
