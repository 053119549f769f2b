/** Commands of one party to another on record (requirements 13.3, 14.3), with an adapter that these tests play. */
import {
  cpo,
  emsp,
  operator,
  otherCpo,
  problemOf,
  system,
  token,
  World,
  type ShownCommand,
} from './command.world.js';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const start = { token: token(), location_id: 'LOC1', evse_uid: '3256' };
const passed = (more: object = {}) => ({
  kind: 'START_SESSION',
  name: 'START_SESSION',
  requester: 'DE/EMP',
  requesterPlatformId: 'emsp-platform',
  receiver: 'NL/TNM',
  platformId: 'cpo-platform',
  request: start,
  responseUrl: 'sealed',
  ...more,
});
const reserve = (more: object = {}) =>
  passed({
    kind: 'RESERVE_NOW',
    name: 'RESERVE_NOW',
    request: { ...start, reservation_id: 'r1', expiry_date: new Date(+world.now + 3_600_000).toISOString() },
    ...more,
  });

const pass = async (input: object) => {
  const text =
    'mutation Pass($input: PassedCommandInput!) { sent: passCommand(input: $input) { id callback } }';
  return (await world.ask<{ sent: { id: string; callback: string } }>(system, text, { input })).sent;
};
const forward = async (id: string) =>
  (
    await world.ask<{ commandForward: object | null }>(
      system,
      `{ commandForward(id: "${id}") { requester requesterPlatformId receiver responseUrl correlationId } }`,
    )
  ).commandForward;
const forwarded = (id: string, status: number) =>
  world.ask(system, `mutation { noteForwarded(id: "${id}", status: ${status}) }`);
const receivers = async (subject: string, kind: string, requester = 'DE/EMP') =>
  (
    await world.ask<{ commandReceivers: string[] }>(
      system,
      `{ commandReceivers(requester: "${requester}", subject: "${subject}", kind: [${kind}]) }`,
    )
  ).commandReceivers;
const ACCEPTED = { result: 'ACCEPTED', timeout: 30 };

it('CMD-030, CMD-033, RTE-063 a command is on record before it is sent, and its result has a way back', async () => {
  const { id, callback } = await pass(passed());
  const shown = await world.ask<{ command: ShownCommand }>(
    operator,
    `{ command(id: "${id}") { status name requestedBy request requester { ref } receiver { ref } location { ref } token { ref } } }`,
  );
  expect(shown.command).toMatchObject({
    status: 'SENT',
    name: 'START_SESSION',
    requestedBy: 'DE/EMP',
    request: start,
    requester: { ref: 'DE/EMP' },
    receiver: { ref: 'NL/TNM' },
    location: { ref: 'NL/TNM/LOC1' },
  });
  await world.answer(id, ACCEPTED);
  expect(await forward(id)).toBeNull();
  await world.result(callback, { result: 'EVSE_OCCUPIED' });
  expect(await forward(id)).toEqual({
    requester: 'DE/EMP',
    requesterPlatformId: 'emsp-platform',
    receiver: 'NL/TNM',
    responseUrl: 'sealed',
    correlationId: 'correlation-1',
  });
});

it('CMD-033 a result that was not taken may be sent again, one that was may not', async () => {
  const { id, callback } = await pass(passed());
  await world.result(callback, { result: 'ACCEPTED' });
  await forwarded(id, 4003);
  await world.result(callback, { result: 'ACCEPTED' });
  expect(await forward(id)).not.toBeNull();
  await forwarded(id, 1000);
  await world.result(callback, { result: 'ACCEPTED' });
  expect(await forward(id)).toBeNull();
  const { command } = await world.ask<{ command: object }>(
    operator,
    `{ command(id: "${id}") { results { forwardStatus forwardedAt } } }`,
  );
  expect(command).toEqual({ results: [{ forwardStatus: 1000, forwardedAt: expect.any(String) }] });
});

it('CMD-032 results are taken from the platform that was asked only', async () => {
  const { callback } = await pass(passed());
  for (const caller of [otherCpo, emsp])
    expect((await problemOf(world.result(callback, { result: 'ACCEPTED' }, caller))).code).toBe('NOT_FOUND');
});

it('CMD-013, CMD-031 a reservation stays open until its end, also when its direct answer went missing', async () => {
  const { id, callback } = await pass(reserve());
  await world.fail(id, true, 4002);
  await world.result(callback, { result: 'ACCEPTED' });
  world.pass(3_000_000);
  await world.result(callback, { result: 'CANCELED_RESERVATION' });
  expect((await world.command(id)).results).toHaveLength(2);
  world.pass(1_000_000);
  expect((await problemOf(world.result(callback, { result: 'FAILED' }))).code).toBe('NOT_FOUND');
});

it('CMD-017 a command that OCPI does not name keeps its name', async () => {
  const { id } = await pass(passed({ kind: 'OTHER', name: 'PLAY_MUSIC', request: { volume: 11 } }));
  const { command } = await world.ask<{ command: object }>(
    operator,
    `{ command(id: "${id}") { kind name } }`,
  );
  expect(command).toEqual({ kind: 'OTHER', name: 'PLAY_MUSIC' });
});

it('RTE-049 a reservation leads to the parties it was sent to, unless they turned it down', async () => {
  const first = await pass(reserve());
  await world.answer(first.id, ACCEPTED);
  const refused = await pass(reserve({ receiver: 'NL/OTH' }));
  await world.answer(refused.id, { result: 'REJECTED', timeout: 0 });
  const lost = await pass(reserve({ receiver: 'NL/LST' }));
  await world.fail(lost.id, true, 2003);
  expect(await receivers('R1', 'RESERVE_NOW')).toEqual(['NL/TNM']);
  await pass(reserve({ receiver: 'NL/SND' }));
  expect((await receivers('r1', 'RESERVE_NOW')).sort()).toEqual(['NL/SND', 'NL/TNM']);
  expect(await receivers('R1', 'RESERVE_NOW', 'DE/OTH')).toEqual([]);
  expect(await receivers('R1', 'START_SESSION')).toEqual([]);
});

it('CHP-041 a plan is for whoever set the profile: the one named, else the last', async () => {
  const profile = {
    charging_profile: { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit: 16 }] },
  };
  const plan = { start_date_time: '2026-11-02T08:00:00Z', ...profile };
  const push = async (more = '') => {
    const text = `mutation Push($document: JSON!) {
      setter: putActiveChargingProfile(session: "NL/TNM/101", document: $document ${more}) }`;
    return (await world.ask<{ setter: string | null }>(cpo, text, { document: plan })).setter;
  };
  const set = async (more: object = {}) => {
    const name = 'SET_CHARGING_PROFILE';
    const { callback } = await pass(
      passed({ kind: name, name, request: { session_id: '101', ...profile }, ...more }),
    );
    await world.result(callback, { result: 'ACCEPTED' });
  };
  expect((await problemOf(push())).code).toBe('NOT_FOUND');
  await set({ requester: 'DE/SCS' });
  await set();
  expect(await push()).toBe('DE/EMP');
  expect(await push('setBy: "DE/SCS"')).toBe('DE/SCS');
  for (const other of ['setBy: "DE/OTH"', 'byHub: true'])
    expect((await problemOf(push(other))).code).toBe('NOT_FOUND');
});

describe('HUB-034 is seen', () => {
  const listed = async (caller: typeof cpo) =>
    (await world.ask<{ commands: { items: { kind: string }[] } }>(caller, '{ commands { items { kind } } }'))
      .commands.items;

  it('by its two parties and by operators, in lists, by id and live', async () => {
    const live = await world.live(emsp, 'subscription { commandUpdated { id } }');
    await pass(passed({ requester: 'DE/OTH' }));
    const { id } = await pass(passed());
    expect((await live.next()).value).toEqual({ data: { commandUpdated: { id } } });
    await live.return(undefined);
    expect(
      [await listed(emsp), await listed(cpo), await listed(operator)].map(({ length }) => length),
    ).toEqual([1, 2, 2]);
    expect(await listed(otherCpo)).toEqual([]);
    const byId = (caller: typeof cpo) => world.ask(caller, `{ command(id: "${id}") { id } }`);
    expect([await byId(emsp), await byId(otherCpo)]).toEqual([{ command: { id } }, { command: null }]);
  });

  it('by the CPO when the hub itself has asked, without the name of who ordered it', async () => {
    const { id, answer } = await world.ordered('stopSession', { session: 'NL/TNM/101' });
    await world.begin(id);
    await world.answer(id, ACCEPTED);
    await answer;
    expect(await world.ask(cpo, `{ command(id: "${id}") { requestedBy requester { ref } } }`)).toEqual({
      command: { requestedBy: 'the hub', requester: null },
    });
    expect(await listed(emsp)).toEqual([]);
  });
});
