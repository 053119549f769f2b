/** Commands that the hub sends and the results that come back, with a simulated CPO on the other side. */
import { Problem } from '@chargesphere/schema';
import type { Cpo, Received } from '@chargesphere/simulator';
import { samples } from '@chargesphere/simulator';
import { joinedCpo } from './joined.js';
import type { MemoryCommand } from './memory-commands.js';
import type { MemoryPlatform } from './memory-graph.js';
import { MemoryGraph } from './memory-graph.js';
import type { World } from './world.js';
import { from, to, world } from './world.js';

let w: World;
let cpo: Cpo;
let platform: MemoryPlatform;

beforeEach(async () => {
  w = await world({ limits: { forward_ms: 500 } });
  ({ cpo, platform } = await joinedCpo(w));
});
afterEach(async () => {
  await cpo.close();
  await w.close();
});

const start = { token: samples.token(), location_id: 'LOC1', evse_uid: '3256', connector_id: '1' };
const stop = { session_id: '101' };
const carriedOut = (kind: string, request: Record<string, unknown>, receiver = 'NL/TNM') =>
  w.graph.commands.carriedOut(kind, receiver, request);
const withResult = (command: MemoryCommand) =>
  w.graph.commands.when(command, ({ results }) => results.length > 0);
const nextCommand = (): Promise<Received> => cpo.next({ module: 'commands' });

describe('a command', () => {
  it('CMD-001, CMD-018, CMD-030 goes to the CPO with a response_url of the hub, and is answered', async () => {
    const command = await carriedOut('START_SESSION', start);
    expect(command).toMatchObject({
      status: 'ANSWERED',
      answer: { result: 'ACCEPTED', timeout: 30 },
      platformId: platform.id,
    });
    const { segments, body, to: receiver, from: sender, headers } = await nextCommand();
    expect(segments).toEqual(['START_SESSION']);
    expect(body).toEqual({
      ...start,
      response_url: `${w.origin}/ocpi/2.3.0/sender/commands/START_SESSION/${command.callback}`,
    });
    expect(receiver).toEqual({ country_code: 'NL', party_id: 'TNM' });
    expect(sender).toEqual({ country_code: 'NL', party_id: 'HUB' });
    expect(headers['x-correlation-id']).toBe(command.correlationId);
    expect(cpo.complaints).toEqual([]);
  });

  it('CMD-002 has its result posted to that URL', async () => {
    const command = await withResult(await carriedOut('START_SESSION', start));
    expect(command.results).toEqual([{ result: 'ACCEPTED' }]);
    expect(cpo.sent.at(-1)?.url).toContain(`/sender/commands/START_SESSION/${command.callback}`);
  });

  it.each([
    ['STOP_SESSION', stop],
    [
      'RESERVE_NOW',
      { ...start, connector_id: undefined, expiry_date: '2036-01-01T00:00:00Z', reservation_id: 'R1' },
    ],
    ['CANCEL_RESERVATION', { reservation_id: 'R1' }],
    ['UNLOCK_CONNECTOR', { location_id: 'LOC1', evse_uid: '3256', connector_id: '1' }],
  ])('CMD-018 %s has a path and an object of its own', async (kind, request) => {
    const command = await carriedOut(kind, request);
    const { segments, body } = await nextCommand();
    expect(segments).toEqual([kind]);
    expect(body).toEqual({ ...request, response_url: expect.stringContaining(`/sender/commands/${kind}/`) });
    expect((await withResult(command)).results).toHaveLength(1);
  });

  it('E22 for a session the CPO does not know is an answer', async () => {
    const command = await carriedOut('STOP_SESSION', { session_id: '999' });
    expect(command.answer).toEqual({ result: 'UNKNOWN_SESSION', timeout: 0 });
  });

  it('E21, CMD-016 for a location the CPO does not know fails with the CPO’s status and words', async () => {
    const { failure } = await carriedOut('START_SESSION', { ...start, location_id: 'NONE' });
    expect(failure).toEqual({ status: 2003, reason: 'NL/TNM answered 2003: There is no such location.' });
  });

  it('HCI-005, E26 is not sent to a party that is not connected', async () => {
    for (const role of platform.roles) role.status = 'OFFLINE';
    await w.changed({ platformId: platform.id, kind: 'UPDATED' });
    expect((await carriedOut('STOP_SESSION', stop)).failure?.status).toBe(4003);
    expect(cpo.received.map(({ module }) => module)).not.toContain('commands');
  });

  it('E25, E29 fails when there is nobody to send it to', async () => {
    expect((await carriedOut('STOP_SESSION', stop, 'NL/XXX')).failure?.status).toBe(4001);
    const emsp = await carriedOut('STOP_SESSION', stop, 'DE/BET');
    expect(emsp.failure).toMatchObject({ status: 4000, reason: expect.stringContaining('EMSP') });
    Object.assign(platform, { endpoints: [] });
    await w.changed({ platformId: platform.id, kind: 'UPDATED' });
    expect((await carriedOut('STOP_SESSION', stop)).failure?.reason).toContain(
      'offers no commands as RECEIVER',
    );
    expect((await carriedOut('DANCE', stop)).failure?.reason).toContain('too old');
  });

  it('E28, CMD-036 is not repeated when no answer comes in time', async () => {
    cpo.behave({ on: { module: 'commands' }, hang: true });
    const { failure } = await carriedOut('START_SESSION', start);
    expect(failure).toMatchObject({ status: 4002, reason: expect.stringContaining('within 500 ms') });
    expect(cpo.received.filter(({ module }) => module === 'commands')).toHaveLength(1);
  });

  it('E27, CMD-036 is not repeated when the connection breaks', async () => {
    cpo.behave({ on: { module: 'commands' }, closeSocket: true });
    expect((await carriedOut('START_SESSION', start)).failure?.status).toBe(4003);
    expect(cpo.received.filter(({ module }) => module === 'commands')).toHaveLength(1);
  });

  it.each([
    ['no envelope', { noEnvelope: true }],
    ['no JSON', { badJson: true }],
    ['an answer without a result', { statusCode: 1000, data: { timeout: 3 } }],
    ['a refusal of our token', { httpStatus: 401 }],
  ])('E30 fails with a sentence when the CPO gives %s', async (_, behaviour) => {
    cpo.behave({ on: { module: 'commands' }, ...behaviour });
    const { failure } = await carriedOut('START_SESSION', start);
    expect(failure?.status).toBe(4000);
    expect(failure?.reason).toContain('NL/TNM');
  });

  it('HUB-092 tells the operator of the hub in the log when a partner refuses its token', async () => {
    cpo.behave({ on: { module: 'commands' }, httpStatus: 403 });
    await carriedOut('START_SESSION', start);
    expect(w.logged.join('')).toContain('does not take our token');
    expect(w.logged.join('')).not.toContain(cpo.peer.incomingToken);
  });

  it('CMD-036 is left alone when another process has taken it up', async () => {
    w.graph.failing.set('BeginCommand', new Problem('CONFLICT', 'It was taken up already.'));
    const command = w.graph.commands.order('START_SESSION', 'NL/TNM', start);
    await w.graph.commands.announce(command);
    await w.adapter.close();
    expect(command.status).toBe('REQUESTED');
    expect(cpo.received.map(({ module }) => module)).not.toContain('commands');
  });

  it('that waited while the hub was down is carried out at start, with many others', async () => {
    const graph = new MemoryGraph();
    const orders = Array.from({ length: 101 }, () => graph.commands.order('STOP_SESSION', 'NL/XXX', stop));
    const late = await world({ graph });
    await Promise.all(orders.map((order) => graph.commands.when(order, ({ status }) => status === 'FAILED')));
    await late.close();
  });
});

describe('a result', () => {
  const response = (command: MemoryCommand) => `/sender/commands/${command.kind}/${command.callback}`;
  const sent = async () => {
    cpo.commander = () => ({ response: { result: 'ACCEPTED', timeout: 30 } });
    return carriedOut('START_SESSION', start);
  };

  it('CMD-032 is taken from the platform the command went to; others get 404', async () => {
    const command = await sent();
    const other = w.partner(w.graph.addPlatform('Andere', 'CPO NL/OTH'));
    expect(await other.post(response(command), { result: 'ACCEPTED' })).toMatchObject({
      http: 404,
      body: { status_code: 2001 },
    });
    expect((await w.cpo.post('/sender/commands/START_SESSION/guess', { result: 'ACCEPTED' })).http).toBe(404);
    expect(command.results).toEqual([]);
  });

  it('CMD-032 of a party in another role is refused before anybody looks', async () => {
    const answer = await w.emsp.post(response(await sent()), { result: 'ACCEPTED' });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
  });

  it('CMD-002, RTE-004 is answered without data, by the hub', async () => {
    const command = await sent();
    const headers = { ...from('NL/TNM'), 'x-correlation-id': command.correlationId };
    const answer = await w.partner(platform).post(response(command), { result: 'ACCEPTED' }, headers);
    expect(answer).toMatchObject({ http: 200, body: { status_code: 1000 } });
    expect(answer.body).not.toHaveProperty('data');
    expect(answer.headers).toMatchObject({
      'ocpi-to-party-id': 'TNM',
      'ocpi-from-party-id': 'HUB',
      'x-correlation-id': command.correlationId,
    });
  });

  it('may name the hub as its receiver, the party, or nobody', async () => {
    const command = await sent();
    const itself = w.partner(platform);
    for (const headers of [{ ...from('NL/TNM'), ...to('NL/HUB') }, from('NL/TNM'), {}])
      expect((await itself.post(response(command), { result: 'ACCEPTED' }, headers)).http).toBe(200);
    expect(command.results).toHaveLength(3);
  });

  it('E12, E01, E05 that is none is told so', async () => {
    const command = await sent();
    const itself = w.partner(platform);
    const invalid = await itself.post(response(command), { outcome: 'fine' });
    expect(invalid).toMatchObject({ http: 200, body: { status_code: 2001 } });
    expect(invalid.body.status_message).toContain('/result');
    expect((await itself.post(response(command), '{"result":')).http).toBe(400);
    expect((await itself.get(response(command))).http).toBe(405);
  });

  it('CMD-013 of a reservation can be followed by its withdrawal', async () => {
    const request = {
      ...start,
      connector_id: undefined,
      expiry_date: '2036-01-01T00:00:00Z',
      reservation_id: 'R1',
    };
    const command = await withResult(await carriedOut('RESERVE_NOW', request));
    await cpo.takeBackReservation('R1');
    expect(command.results).toEqual([{ result: 'ACCEPTED' }, { result: 'CANCELED_RESERVATION' }]);
  });
});
