// Commands and charging profiles between an eMSP and a CPO over real sockets: answers at once, results later.
import { createCpo, createEmsp, samples, type Cpo, type Emsp, type Received } from '../src/index.js';

let cpo: Cpo;
let emsp: Emsp;

beforeEach(async () => {
  [cpo, emsp] = await Promise.all([createCpo(), createEmsp()]);
  await cpo.register(emsp.invite());
  cpo.locations.put('NL/ALF/LOC1', samples.location());
  cpo.sessions.put('NL/ALF/101', samples.session());
});
afterEach(async () => {
  await Promise.all([cpo.close(), emsp.close()]);
});

const urlFor = (module: string, id: string): string => {
  const endpoint = cpo.peer.endpoints.find((one) => one.identifier === module && one.role === 'SENDER');
  return `${endpoint?.url.replace(/\/$/, '')}/results/${id}`;
};
const send = (command: string, body: object, id = '1') =>
  emsp.call('commands', 'RECEIVER', 'POST', [command], { response_url: urlFor('commands', id), ...body });
const result = (): Promise<Received> => emsp.next({ method: 'POST', path: '/results/' });
const start = { token: samples.token(), location_id: 'LOC1', evse_uid: '3256', connector_id: '1' };

describe('simulator commands', () => {
  it('CMD-001, CMD-002 are answered at once, and the result is posted to the response_url', async () => {
    const { envelope } = await send('START_SESSION', start, 'first');
    expect(envelope?.data).toEqual({ result: 'ACCEPTED', timeout: 30 });
    const { path, body, from, to, headers } = await result();
    expect(path).toBe(new URL(urlFor('commands', 'first')).pathname);
    expect(body).toEqual({ result: 'ACCEPTED' });
    expect([from, to]).toEqual([
      { country_code: 'NL', party_id: 'ALF' },
      { country_code: 'DE', party_id: 'BET' },
    ]);
    expect(headers['x-correlation-id']).toBe(cpo.received.at(-1)?.headers['x-correlation-id']);
    expect([...cpo.complaints, ...emsp.complaints]).toEqual([]);
  });

  it('CMD-005 ask nobody about the token', async () => {
    await send('START_SESSION', { ...start, token: samples.token({ valid: false }) });
    expect((await result()).body).toEqual({ result: 'ACCEPTED' });
    expect(emsp.received.map(({ module }) => module)).not.toContain('tokens');
  });

  it('CMD-016, E21, E22 know their locations and sessions', async () => {
    expect((await send('START_SESSION', { ...start, location_id: 'NONE' })).envelope?.status_code).toBe(2003);
    expect((await send('STOP_SESSION', { session_id: '999' })).envelope).toMatchObject({
      status_code: 1000,
      data: { result: 'UNKNOWN_SESSION' },
    });
  });

  it('CMD-017, CMD-018 are refused when they are incomplete, and not supported when they are unknown', async () => {
    expect((await send('START_SESSION', { location_id: 'LOC1' })).envelope?.status_code).toBe(2001);
    expect((await send('DANCE', {})).envelope?.data).toEqual({ result: 'NOT_SUPPORTED', timeout: 0 });
  });

  it('answer and happen as a test wants', async () => {
    cpo.commander = (command) => ({
      response: { result: 'ACCEPTED', timeout: command === 'UNLOCK_CONNECTOR' ? 5 : 30 },
      results: [{ after_ms: 5, result: { result: 'FAILED' } }],
    });
    const answer = await send('UNLOCK_CONNECTOR', {
      location_id: 'LOC1',
      evse_uid: '3256',
      connector_id: '1',
    });
    expect(answer.envelope?.data).toEqual({ result: 'ACCEPTED', timeout: 5 });
    expect((await result()).body).toEqual({ result: 'FAILED' });
  });

  it('CMD-013 let the CPO take a reservation back at the same URL', async () => {
    const reserve = {
      ...start,
      connector_id: undefined,
      expiry_date: '2036-01-01T00:00:00Z',
      reservation_id: 'R1',
    };
    await send('RESERVE_NOW', reserve, 'reservation');
    await result();
    await cpo.takeBackReservation('R1');
    const { path, body } = await result();
    expect([path, body]).toEqual([
      new URL(urlFor('commands', 'reservation')).pathname,
      { result: 'CANCELED_RESERVATION' },
    ]);
    await send('CANCEL_RESERVATION', { reservation_id: 'R1' });
    expect((await result()).body).toEqual({ result: 'UNKNOWN_RESERVATION' });
  });

  it('CMD-009 make a reservation anew under the same id, which replaces the first', async () => {
    const reserve = { token: start.token, location_id: 'LOC1', expiry_date: '2036-01-01T00:00:00Z' };
    for (const id of ['once', 'again']) {
      await send('RESERVE_NOW', { ...reserve, reservation_id: 'R1' }, id);
      await result();
    }
    expect(cpo.reservations.size).toBe(1);
    await cpo.takeBackReservation('R1');
    expect((await result()).path).toBe(new URL(urlFor('commands', 'again')).pathname);
  });
});

describe('simulator charging profiles', () => {
  const profile = { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit: 8 }] };
  const response_url = () => urlFor('chargingprofiles', 'p');
  const call = (method: string, query: Record<string, string> = {}, body?: unknown, id = '101') =>
    emsp.call('chargingprofiles', 'RECEIVER', method, [id], body, { query });

  it('CHP-001, CHP-006 are set, told and cleared, each with a result of its own', async () => {
    const set = await call('PUT', {}, { charging_profile: profile, response_url: response_url() });
    expect(set.envelope?.data).toEqual({ result: 'ACCEPTED', timeout: 30 });
    expect((await result()).body).toEqual({ result: 'ACCEPTED' });
    await call('GET', { duration: '900', response_url: response_url() });
    expect((await result()).body).toMatchObject({
      result: 'ACCEPTED',
      profile: { charging_profile: profile },
    });
    await call('DELETE', { response_url: response_url() });
    expect((await result()).body).toEqual({ result: 'ACCEPTED' });
    await call('DELETE', { response_url: response_url() });
    expect((await result()).body).toEqual({ result: 'UNKNOWN' });
  });

  it('CHP-007, CHP-009 tell who set one of a changed plan', async () => {
    await call('PUT', {}, { charging_profile: profile, response_url: response_url() });
    await result();
    expect((await cpo.pushPlan('101')).http).toBe(200);
    const { segments, body, to } = await emsp.next({ module: 'chargingprofiles', method: 'PUT' });
    expect(segments).toEqual(['101']);
    expect(body).toMatchObject({ charging_profile: profile });
    expect(to).toEqual({ country_code: 'DE', party_id: 'BET' });
    expect(emsp.complaints).toEqual([]);
  });

  it('are refused for unknown sessions and missing parameters', async () => {
    const query = { response_url: response_url() };
    expect((await call('DELETE', query, undefined, '999')).envelope?.data).toEqual({
      result: 'UNKNOWN_SESSION',
      timeout: 0,
    });
    expect((await call('GET', query)).envelope?.status_code).toBe(2001);
    expect((await call('DELETE')).envelope?.status_code).toBe(2001);
    expect((await call('PUT', {}, { response_url: response_url() })).envelope?.status_code).toBe(2001);
  });
});
