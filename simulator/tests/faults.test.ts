// A platform misbehaves on demand, for the requests a test chooses, and well again afterwards.
import { createCpo, createEmsp, NoAnswer, samples, type Cpo, type Emsp } from '../src/index.js';

let cpo: Cpo;
let emsp: Emsp;
beforeEach(async () => {
  [cpo, emsp] = await Promise.all([createCpo(), createEmsp()]);
  await cpo.register(emsp.invite());
});
afterEach(async () => {
  await Promise.all([cpo.close(), emsp.close()]);
});

describe('simulator faults', () => {
  it('answer with a chosen status for a chosen module, so often as wanted, without acting', async () => {
    emsp.behave({ on: { module: 'locations' }, times: 1, httpStatus: 503 });
    expect((await cpo.pushTariff(samples.tariff())).http).toBe(201);
    expect((await cpo.pushLocation(samples.location())).http).toBe(503);
    expect(emsp.locations.size).toBe(0);
    expect((await cpo.pushLocation(samples.location())).http).toBe(201);
  });

  it('answer with a chosen OCPI status and data', async () => {
    emsp.behave({ on: { method: 'PUT' }, statusCode: 2001, statusMessage: 'No.', data: { hint: 1 } });
    const { http, envelope } = await cpo.pushLocation(samples.location());
    expect([http, envelope]).toMatchObject([
      200,
      { status_code: 2001, status_message: 'No.', data: { hint: 1 } },
    ]);
  });

  it('leave a request without an answer, which is seen on both sides', async () => {
    emsp.behave({ on: { path: '/LOC1' }, hang: true });
    const push = cpo.pushLocation(samples.location(), { timeout_ms: 200 });
    const failed = expect(push).rejects.toBeInstanceOf(NoAnswer);
    expect((await emsp.next({ module: 'locations' })).answer).toBeUndefined();
    await failed;
    expect(cpo.sent.at(-1)?.failure).toBeDefined();
  });

  it('cut the connection', async () => {
    emsp.behave({ closeSocket: true });
    await expect(cpo.pushLocation(samples.location())).rejects.toBeInstanceOf(NoAnswer);
  });

  it('delay an answer that is right in the end', async () => {
    emsp.behave({ delay_ms: 50 });
    const push = cpo.pushLocation(samples.location());
    expect((await emsp.next({ module: 'locations' })).answer).toBeUndefined();
    expect((await push).http).toBe(201);
  });

  it('send text that is no JSON, or data without the envelope', async () => {
    emsp.behave({ times: 1, badJson: true });
    expect(await cpo.pushLocation(samples.location())).toMatchObject({ http: 201, envelope: undefined });
    emsp.behave({ times: 1, noEnvelope: true });
    const { envelope, text } = await cpo.call('tokens', 'SENDER', 'GET', []);
    expect([envelope, text]).toEqual([undefined, '[]']);
  });

  it('change the headers of the answer', async () => {
    emsp.behave({ headers: { 'X-Request-ID': null, 'X-Limit': '7' } });
    const { headers } = await cpo.call('tokens', 'SENDER', 'GET', []);
    expect([headers['x-request-id'], headers['x-limit']]).toEqual([undefined, '7']);
  });

  it('hide endpoints from the version details, all or one role', async () => {
    const endpoints = async () => {
      await cpo.rediscover();
      return cpo.peer.endpoints.map(({ identifier, role }) => `${identifier}/${role}`);
    };
    expect(await endpoints()).toContain('locations/RECEIVER');
    emsp.behave({ dropEndpoints: ['locations', 'tokens/SENDER'] });
    expect(await endpoints()).toEqual([
      'credentials/SENDER',
      'tariffs/RECEIVER',
      'sessions/RECEIVER',
      'cdrs/RECEIVER',
      'invoicereconciliation/RECEIVER',
      'invoicereconciliation/SENDER',
      'hubclientinfo/RECEIVER',
      'commands/SENDER',
      'chargingprofiles/SENDER',
    ]);
    await expect(cpo.pushLocation(samples.location())).rejects.toThrow('offers no locations RECEIVER');
  });

  it('end with behaveWell', async () => {
    emsp.behave({ httpStatus: 500 });
    emsp.behaveWell();
    expect((await cpo.pushLocation(samples.location())).http).toBe(201);
  });
});

describe('simulator journal', () => {
  it('gives out every arrival once, whether it came before or comes after', async () => {
    await cpo.pushTariff(samples.tariff({ id: 'A' }));
    const second = cpo.pushTariff(samples.tariff({ id: 'B' }));
    expect((await emsp.next({ module: 'tariffs' })).segments[2]).toBe('A');
    expect((await emsp.next({ module: 'tariffs' })).segments[2]).toBe('B');
    await second;
    await expect(emsp.next({ module: 'tariffs' }, 20)).rejects.toThrow('Nothing that matches arrived');
  });

  it('complains about what is not conformant in a request', async () => {
    const headers = { 'X-Request-ID': 'twice', 'X-Correlation-ID': '' };
    await cpo.call('tokens', 'SENDER', 'GET', [], undefined, { headers, to: null });
    await cpo.call('tokens', 'SENDER', 'GET', [], undefined, { headers, to: 'FR/XXX' });
    await cpo.call('credentials', 'SENDER', 'GET', [], undefined, { headers: { 'OCPI-to-party-id': 'BET' } });
    expect(emsp.complaints.map(({ rule }) => rule)).toEqual([
      'TRN-091',
      'RTE-001',
      'TRN-090',
      'TRN-091',
      'RTE-010',
      'RTE-002',
    ]);
  });
});
