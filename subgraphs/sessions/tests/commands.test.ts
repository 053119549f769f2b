/** Commands from order to result (requirements chapter 13), with an adapter that these tests play. */
import { anonymous, cpo, emsp, operator, otherCpo, problemOf, token, World } from './command.world.js';

const start = (more: object = {}) => ({
  cpo: 'NL/TNM',
  tokenDocument: token(),
  locationId: 'LOC1',
  evseUid: '3256',
  connectorId: '1',
  authorizationReference: 'ref-1',
  ...more,
});

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

describe('an order', () => {
  it('CMD-001 is a record at once, answers with the CPO’s response, and has its result later', async () => {
    const { id, answer } = await world.ordered('startSession', start());
    expect(await world.command(id)).toMatchObject({
      kind: 'START_SESSION',
      status: 'REQUESTED',
      requestedBy: 'Olga',
      correlationId: 'correlation-1',
      receiver: { ref: 'NL/TNM' },
      location: { ref: 'NL/TNM/LOC1' },
      request: {
        token: token(),
        location_id: 'LOC1',
        evse_uid: '3256',
        connector_id: '1',
        authorization_reference: 'ref-1',
      },
      sentAt: null,
      response: null,
      results: [],
    });
    const callback = await world.begin(id);
    expect((await world.command(id)).status).toBe('SENT');
    await world.answer(id, { result: 'ACCEPTED', timeout: 30, message: [{ language: 'en', text: 'Soon.' }] });
    expect(await answer).toMatchObject({
      id,
      status: 'ACCEPTED',
      response: { result: 'ACCEPTED', timeout: 30, message: [{ text: 'Soon.' }] },
      completedAt: null,
    });
    await world.result(callback, {
      result: 'EVSE_OCCUPIED',
      message: [{ language: 'en', text: 'A cable is in.' }],
    });
    const shown = await world.command(id);
    expect(shown).toMatchObject({ status: 'COMPLETED', outcome: 'EVSE_OCCUPIED' });
    expect(shown.results).toMatchObject([{ result: 'EVSE_OCCUPIED', message: [{ text: 'A cable is in.' }] }]);
    expect(shown['completedAt']).not.toBeNull();
  });

  it('names a stored token by its ref, and refuses none, both and unknown ones', async () => {
    await world.put(token());
    const { id, answer } = await world.ordered(
      'startSession',
      start({ tokenDocument: null, token: 'de/emp/012345678/rfid' }),
    );
    const shown = await world.command(id);
    expect(shown.request['token']).toEqual(token());
    expect(shown['token']).toEqual({ ref: 'DE/EMP/012345678/RFID' });
    await world.fail(id, false, 4001);
    await answer;
    const order = (more: object) =>
      problemOf(world.ordered('startSession', start(more)).then(({ answer }) => answer));
    expect((await order({ tokenDocument: null })).code).toBe('INVALID_INPUT');
    expect((await order({ token: 'DE/EMP/1/RFID' })).code).toBe('INVALID_INPUT');
    expect((await order({ tokenDocument: null, token: 'DE/EMP/none/RFID' })).code).toBe('NOT_FOUND');
  });

  it.each([
    ['CMD-014 a connector without its EVSE', 'startSession', start({ evseUid: null })],
    ['CMD-018 a token that is none', 'startSession', start({ tokenDocument: { uid: '1' } })],
    ['a receiver that is no party', 'startSession', start({ cpo: 'NL/TNM/LOC1' })],
    ['a session that is none', 'stopSession', { session: 'NL/TNM' }],
    [
      'a reservation for the past',
      'reserveNow',
      { cpo: 'NL/TNM', tokenDocument: token(), locationId: 'LOC1', expiryDate: '2026-01-01T00:00:00Z' },
    ],
    ['a plan of no seconds', 'getActiveChargingProfile', { session: 'NL/TNM/101', duration: 0 }],
    ['EVSEs without their location', 'authorizeToken', { uid: '1', emsp: 'DE/EMP', evseUids: ['1'] }],
  ])('is refused for %s, and nothing is recorded', async (_, mutation, input) => {
    const problem = await problemOf(world.ordered(mutation, input).then(({ answer }) => answer));
    expect(problem.code).toBe('INVALID_INPUT');
    const { commands } = await world.ask<{ commands: { total: number } }>(operator, '{ commands { total } }');
    expect(commands.total).toBe(0);
  });

  it.each([
    ['stopSession', { session: 'NL/TNM/101' }, 'STOP_SESSION', { session_id: '101' }],
    [
      'cancelReservation',
      { cpo: 'NL/TNM', reservationId: 'R1' },
      'CANCEL_RESERVATION',
      { reservation_id: 'R1' },
    ],
    [
      'unlockConnector',
      { cpo: 'nl/tnm', locationId: 'LOC1', evseUid: '3256', connectorId: '1' },
      'UNLOCK_CONNECTOR',
      { location_id: 'LOC1', evse_uid: '3256', connector_id: '1' },
    ],
  ])('CMD-018 %s carries the object of its command', async (mutation, input, kind, request) => {
    const { shown } = await world.accepted(mutation, input);
    expect(shown).toMatchObject({ kind, request, receiver: { ref: 'NL/TNM' } });
  });

  it('CMD-002 a command the CPO does not accept has ended', async () => {
    const { id, answer } = await world.ordered('stopSession', { session: 'NL/TNM/101' });
    const callback = await world.begin(id);
    await world.answer(id, { result: 'UNKNOWN_SESSION', timeout: 0 });
    expect(await answer).toMatchObject({ status: 'REJECTED', response: { result: 'UNKNOWN_SESSION' } });
    expect((await problemOf(world.result(callback, { result: 'ACCEPTED' }))).code).toBe('NOT_FOUND');
  });

  it('CMD-015 is for operators, and nobody else delivers it', async () => {
    for (const [caller, code] of [
      [cpo, 'FORBIDDEN'],
      [anonymous, 'UNAUTHENTICATED'],
    ] as const) {
      const refused = [
        world.ask(caller, 'mutation { stopSession(input: { session: "NL/TNM/101" }) { id } }'),
        world.ask(
          caller,
          `mutation { unlockConnector(input: {
          cpo: "NL/TNM", locationId: "L", evseUid: "1", connectorId: "1" }) { id } }`,
        ),
        world.ask(caller, 'mutation { beginCommand(id: "x", platformId: "y") { callback } }'),
      ];
      for (const told of await Promise.all(refused.map(problemOf))) expect(told.code).toBe(code);
    }
    for (const reading of ['{ command(id: "x") { id } }', '{ commands { total } }'])
      expect((await problemOf(world.ask(anonymous, reading))).code).toBe('UNAUTHENTICATED');
    const watching = world.live(anonymous, 'subscription { commandUpdated { id } }');
    expect((await problemOf(watching)).code).toBe('UNAUTHENTICATED');
    expect((await problemOf(world.begin('not-an-id'))).code).toBe('NOT_FOUND');
  });
});

describe('delivery', () => {
  it('CMD-036 an order is taken up once, whatever becomes of it', async () => {
    const { id, answer } = await world.ordered('startSession', start());
    const taken = await Promise.allSettled([world.begin(id), world.begin(id), world.begin(id)]);
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await world.fail(id, true, 4002, 'NL/TNM did not answer within 10000 ms.');
    expect(await answer).toMatchObject({ status: 'FAILED', failure: { status: 4002 } });
    expect((await problemOf(world.begin(id))).code).toBe('CONFLICT');
  });

  it('CMD-036 a node that could not find the receiver leaves alone what another has sent', async () => {
    const { id, answer } = await world.ordered('startSession', start());
    await world.begin(id);
    expect((await problemOf(world.fail(id, false, 4001))).code).toBe('CONFLICT');
    await world.answer(id, { result: 'REJECTED', timeout: 0 });
    expect((await answer).status).toBe('REJECTED');
  });

  it('TRN-104 an order nobody takes up in time fails, and is not sent later', async () => {
    await world.close();
    world = await World.open({ pickup_ms: 50 });
    const { id, answer } = await world.ordered('startSession', start());
    expect(await answer).toMatchObject({ status: 'FAILED', failure: { status: 4000 } });
    expect((await problemOf(world.begin(id))).code).toBe('CONFLICT');
  });

  it('who orders waits no longer than the limit, and gets what is known', async () => {
    await world.close();
    world = await World.open({ wait_ms: 50 });
    const { id, answer } = await world.ordered('startSession', start());
    await world.begin(id);
    expect(['REQUESTED', 'SENT']).toContain((await answer).status);
    await world.answer(id, { result: 'ACCEPTED', timeout: 30 });
    expect((await world.command(id)).status).toBe('ACCEPTED');
  });

  it('who orders at one node hears of the answer that another stored', async () => {
    const other = await World.node(world);
    const { id, answer } = await world.ordered('startSession', start());
    await other.begin(id);
    await other.answer(id, { result: 'ACCEPTED', timeout: 30 });
    expect((await answer).status).toBe('ACCEPTED');
    await other.subgraph.close();
  });

  it('an answer that is none is refused, so that it can be recorded as rubbish', async () => {
    const { id, answer } = await world.ordered('startSession', start());
    await world.begin(id);
    for (const data of [null, 'ACCEPTED', { result: 'PERHAPS', timeout: 1 }, { result: 'ACCEPTED' }])
      expect((await problemOf(world.answer(id, data))).code).toBe('INVALID_DOCUMENT');
    await world.fail(id, true, 4000);
    await answer;
  });
});

describe('a result', () => {
  it('CMD-032 is taken from the platform the command went to, and from nobody else', async () => {
    const { id, callback } = await world.accepted('startSession', start());
    const attempts = [
      world.result(callback, { result: 'ACCEPTED' }, otherCpo),
      world.result(callback, { result: 'ACCEPTED' }, emsp),
      world.result(callback, { result: 'ACCEPTED' }, operator),
      world.result('guessed', { result: 'ACCEPTED' }),
    ];
    for (const refused of await Promise.all(attempts.map(problemOf))) expect(refused.code).toBe('NOT_FOUND');
    expect((await world.command(id)).results).toEqual([]);
    await world.result(callback, { result: 'ACCEPTED', extra: { kept: true } });
    expect((await world.command(id)).results[0]?.document).toEqual({
      result: 'ACCEPTED',
      extra: { kept: true },
    });
  });

  it('CMD-030 comes to a secret that the database does not hold', async () => {
    const { id, callback } = await world.accepted('startSession', start());
    expect(callback).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await world.command(id))).not.toContain(callback);
  });

  it('may be faster than the response it follows', async () => {
    const { id, answer } = await world.ordered('startSession', start());
    const callback = await world.begin(id);
    await world.result(callback, { result: 'ACCEPTED' });
    await world.answer(id, { result: 'ACCEPTED', timeout: 30 });
    expect(await answer).toMatchObject({ status: 'COMPLETED', response: { result: 'ACCEPTED' } });
    expect(await world.command(id)).toMatchObject({ status: 'COMPLETED', response: { result: 'ACCEPTED' } });
  });

  it('may come although the response never does', async () => {
    const { id, answer } = await world.ordered('startSession', start());
    const callback = await world.begin(id);
    await world.result(callback, { result: 'ACCEPTED' });
    await world.fail(id, true, 4002);
    expect(await answer).toMatchObject({
      status: 'COMPLETED',
      outcome: 'ACCEPTED',
      failure: { status: 4002 },
    });
  });

  it('CMD-036 may still come for a command whose answer was lost on the way', async () => {
    const { id, answer } = await world.ordered('startSession', start());
    const callback = await world.begin(id);
    await world.fail(id, true, 4002);
    await answer;
    await world.result(callback, { result: 'ACCEPTED' });
    expect((await world.command(id)).status).toBe('COMPLETED');
  });

  it('is one for each command, and the same one again changes nothing', async () => {
    const { id, callback } = await world.accepted('startSession', start());
    await world.result(callback, { result: 'ACCEPTED' });
    await world.result(callback, { result: 'ACCEPTED' });
    expect((await problemOf(world.result(callback, { result: 'FAILED' }))).code).toBe('NOT_FOUND');
    expect((await world.command(id)).results).toHaveLength(1);
  });

  it('E12 that cannot be read is refused with its reason', async () => {
    const { callback } = await world.accepted('startSession', start());
    for (const document of [{}, { result: 'DONE' }, []])
      expect((await problemOf(world.result(callback, document))).code).toBe('INVALID_DOCUMENT');
  });
});
