/** Platforms that operators hold, let go on and end; an adapter is played here, the wire is proven in hub/tests. */
import { hashToken } from '@chargesphere/chassis';
import { credentials, handshake, operator, problemOf, role, system, World, type Data } from './world.js';

const SUSPEND =
  'mutation ($id: ID!, $reason: String!) { suspendPlatform(id: $id, reason: $reason) { status } }';
const RESUME = 'mutation ($id: ID!) { resumePlatform(id: $id) { status } }';
const DELETE = 'mutation ($id: ID!) { deletePlatform(id: $id) { status farewell { status failure } } }';
const CLAIM = 'mutation { claimFarewells { platformId url token base64Token } }';
const FINISH = 'mutation ($id: ID!, $failure: String) { finishFarewell(platformId: $id, failure: $failure) }';

let world: World;
beforeEach(async () => {
  world = await World.open();
}, 60_000);
afterEach(() => world.close());

const suspend = (id: string, reason = 'Unpaid bills.') => world.ask(operator, SUSPEND, { id, reason });
const resume = (id: string) => world.ask(operator, RESUME, { id });
const end = (id: string) => world.ask<Record<string, Data>>(operator, DELETE, { id });
const claim = async () =>
  (await world.ask<{ claimFarewells: { platformId: string; token: string; url: string }[] }>(system, CLAIM))
    .claimFarewells;
const finish = (id: string, failure?: string) => world.ask(system, FINISH, { id, failure });
const registered = () => world.registered('Laden', [role('CPO', 'NL', 'LAD'), role('EMSP', 'NL', 'LAD')]);
const connection = (id: string) =>
  world.ask(system, 'query ($id: ID!) { platformConnection(id: $id) { token } }', { id });
/** Plays the adapter, which hears of it by the event. */
const withAdapter = async <T>(order: Promise<T>, said: (id: string) => Promise<unknown>): Promise<T> => {
  const stopped = new AbortController();
  const changes = world.parties.outbox.subscribe(['platform.changed']);
  const adapter = (async () => {
    while (!stopped.signal.aborted) {
      for (const { platformId } of await claim()) await said(platformId);
      if ((await changes.next()).done) return;
    }
  })();
  try {
    return await order;
  } finally {
    stopped.abort();
    await changes.return();
    await adapter;
  }
};

describe('suspended by an operator', () => {
  it('E02, 15.1 opens nothing and is SUSPENDED to others until it is resumed, with its token and roles as they were', async () => {
    const { id, token } = await world.registered('Laden', [
      role('CPO', 'NL', 'LAD'),
      role('EMSP', 'NL', 'LAD'),
    ]);
    const next = await world.update(id, token, credentials([role('CPO', 'NL', 'LAD')]));
    expect(await suspend(id)).toEqual({ suspendPlatform: { status: 'HELD' } });
    expect(await world.owner(next)).toBe('TOKEN_C HELD');
    expect(await connection(id)).toEqual({ platformConnection: null });
    expect(await world.platform(id)).toMatchObject({
      status: 'HELD',
      roles: [],
      all: [
        { role: 'CPO', status: 'SUSPENDED' },
        { role: 'EMSP', status: 'SUSPENDED' },
      ],
    });
    const shown = `query ($id: ID!) { platform(id: $id) { suspension { by reason } } }`;
    expect(await world.ask(operator, shown, { id })).toEqual({
      platform: { suspension: { by: 'Olga', reason: 'Unpaid bills.' } },
    });

    expect(await resume(id)).toEqual({ resumePlatform: { status: 'CONNECTED' } });
    expect(await world.owner(next)).toBe('TOKEN_C CONNECTED');
    expect(await connection(id)).toEqual({ platformConnection: { token: 'token-we-use-towards-them' } });
    expect(await world.platform(id)).toMatchObject({
      roles: [{ role: 'CPO', status: 'CONNECTED' }],
      all: [
        { role: 'CPO', status: 'CONNECTED' },
        { role: 'EMSP', status: 'SUSPENDED' }, // it was given up before
      ],
    });
    expect(await world.ask(operator, shown, { id })).toEqual({ platform: { suspension: null } });
  });

  it('comes back OFFLINE when it was, and what the hub missed is pulled from the hour it was held', async () => {
    const { id } = await registered();
    await world.rows(`update parties.platform set status = 'OFFLINE' where id = $1`, [id]);
    await world.rows(`update parties.role set status = 'OFFLINE' where platform_id = $1`, [id]);
    await suspend(id);
    expect(await resume(id)).toEqual({ resumePlatform: { status: 'OFFLINE' } });
    expect((await world.platform(id)).roles).toMatchObject([{ status: 'OFFLINE' }, { status: 'OFFLINE' }]);
  });

  it('HUB-052 is pulled from the hour it was held, once it is back', async () => {
    const { id } = await registered();
    await world.ask(
      operator,
      'mutation ($id: ID!) { startPull(input: { platformId: $id, module: "locations", mode: FULL }) { id } }',
      { id },
    );
    const pulls = async () => {
      const query = 'query ($id: ID!) { platform(id: $id) { pulls { module status mode } } }';
      return (await world.ask<{ platform: { pulls: object[] } }>(operator, query, { id })).platform.pulls;
    };
    const changes = world.parties.outbox.subscribe(['pull.updated']);
    await suspend(id);
    expect(await pulls()).toEqual([{ module: 'locations', status: 'CANCELLED', mode: 'FULL' }]);
    await changes.next();
    await resume(id);
    await changes.next();
    await changes.return();
    expect(await pulls()).toContainEqual({ module: 'locations', status: 'QUEUED', mode: 'INCREMENTAL' });
  });

  it('may be ordered again, and is refused where there is nothing to hold', async () => {
    const { id } = await registered();
    expect(await resume(id)).toEqual({ resumePlatform: { status: 'CONNECTED' } });
    await suspend(id);
    const [first] = await world.rows('select held_at from parties.platform where id = $1', [id]);
    await suspend(id, 'Unpaid bills of May.');
    expect(await world.rows('select held_at, held_reason from parties.platform where id = $1', [id])).toEqual(
      [{ ...first, held_reason: 'Unpaid bills of May.' }],
    );
    const invited = await world.invite('Other');
    for (const order of [suspend, resume])
      expect(await problemOf(order(invited.id))).toMatchObject({ code: 'CONFLICT' });
    expect(await problemOf(suspend('nonsense'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('CRED-011 keeps its parties to itself', async () => {
    const { id } = await registered();
    await suspend(id);
    const other = await world.invite('Other');
    const taken = world.complete(other.id, other.tokenHash, credentials([role('CPO', 'NL', 'LAD')]));
    expect(await problemOf(taken)).toMatchObject({ code: 'CONFLICT' });
    expect(await problemOf(world.invite('Laden', { platformId: id }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('CRED-049 keeps the tokens that a partner took while it was being suspended', async () => {
    const { id, token } = await registered();
    const begin = 'mutation ($id: ID!) { beginRenewal(platformId: $id) { token } }';
    const { beginRenewal } = await world.ask<{ beginRenewal: { token: string } }>(system, begin, { id });
    await suspend(id);
    await world.ask(
      system,
      'mutation ($input: ConnectionInput!) { finishRenewal(input: $input) { status } }',
      { input: handshake(id, credentials([role('CPO', 'NL', 'LAD')], { token: 'their-next-token' })) },
    );
    expect((await world.platform(id)).all).toMatchObject([{ status: 'SUSPENDED' }, { status: 'SUSPENDED' }]);
    await resume(id);
    world.pass(61_000);
    expect([await world.owner(token), await world.owner(beginRenewal.token)]).toEqual([
      undefined,
      'TOKEN_B CONNECTED',
    ]);
    expect(await connection(id)).toEqual({ platformConnection: { token: 'their-next-token' } });
  });
});

describe('deleted by an operator', () => {
  it('CRED-046, CRED-051 is void at once, and the adapter is given what to tell the partner with', async () => {
    const { id, token } = await registered();
    const told: string[] = [];
    const ended = await withAdapter(end(id), async (platformId) => {
      told.push(platformId);
      expect(await world.owner(token)).toBeUndefined(); // before the partner hears of it
      expect(await claim()).toEqual([]); // another node leaves it alone
      await finish(platformId);
    });
    expect(told).toEqual([id]);
    expect(ended).toEqual({
      deletePlatform: { status: 'SUSPENDED', farewell: { status: 'TOLD', failure: null } },
    });
    expect(await connection(id)).toEqual({ platformConnection: null });
    expect(await world.platform(id)).toMatchObject({
      status: 'SUSPENDED',
      endpoints: [],
      all: [{ status: 'SUSPENDED' }, { status: 'SUSPENDED' }],
    });
    const kept = await world.rows('select sealed from parties.farewell');
    expect(kept).toEqual([{ sealed: null }]);
  });

  it('says why the partner could not be told, and changes nothing when it is ordered again', async () => {
    const { id } = await registered();
    const ended = { status: 'SUSPENDED', farewell: { status: 'FAILED', failure: 'It did not answer.' } };
    const first = await withAdapter(end(id), (platformId) => finish(platformId, 'It did not answer.'));
    expect(first).toEqual({ deletePlatform: ended });
    expect(await end(id)).toEqual({ deletePlatform: ended });
    expect(await claim()).toEqual([]); // TRN-104
  });

  it('has nobody to tell about an invitation, and tells nobody who was let in again meanwhile', async () => {
    const invited = await world.invite('Other');
    expect(await end(invited.id)).toEqual({ deletePlatform: { status: 'SUSPENDED', farewell: null } });
    expect(await world.owner(invited.token)).toBeUndefined();

    const { id } = await registered();
    const ended = end(id);
    const changes = world.parties.outbox.subscribe(['platform.changed']);
    while ((await world.platform(id)).status !== ('SUSPENDED' as never)) await changes.next();
    await changes.return();
    await world.invite('Laden', { platformId: id });
    expect(await claim()).toEqual([]);
    expect(await ended).toMatchObject({ deletePlatform: { farewell: { status: 'FAILED' } } });
  });

  it('CRED-033 gives up a connection that is being made, whose outcome is then refused', async () => {
    const changes = world.parties.outbox.subscribe(['platform.changed']);
    const connecting = problemOf(
      world.ask(
        operator,
        'mutation { connectPlatform(input: { name: "Far", versionsUrl: "https://far.example.com/v", token: "a" }) { platform { id } } }',
      ),
    );
    await changes.next();
    await changes.return();
    const { pendingConnections } = await world.ask<{ pendingConnections: { platformId: string }[] }>(
      system,
      '{ pendingConnections { platformId } }',
    );
    const id = pendingConnections[0]?.platformId ?? '';
    expect(await end(id)).toEqual({ deletePlatform: { status: 'SUSPENDED', farewell: null } });
    expect(await connecting).toMatchObject({ code: 'UNAVAILABLE' });
    const finished = world.ask(
      system,
      'mutation ($input: ConnectionInput!) { finishConnection(input: $input) { status } }',
      { input: handshake(id) },
    );
    expect(await problemOf(finished)).toMatchObject({ code: 'CONFLICT' }); // the adapter takes it back by DELETE
  });

  it('ends what was held, and what was ordered of its credentials', async () => {
    const { id, token } = await registered();
    const rotating = problemOf(
      world.ask(operator, 'mutation ($id: ID!) { rotateCredentials(platformId: $id) { id } }', { id }),
    );
    const ordered = world.parties.outbox.subscribe(['renewal.changed']);
    await ordered.next();
    await ordered.return();
    await suspend(id);
    await withAdapter(end(id), (platformId) => finish(platformId));
    expect(await rotating).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await world.owner(token)).toBeUndefined();
    expect(await problemOf(resume(id))).toMatchObject({ code: 'CONFLICT' });
    const other = await world.invite('Other');
    await world.complete(other.id, other.tokenHash, credentials([role('CPO', 'NL', 'LAD')]));
    expect(
      await world.rows('select count(*)::int from parties.inbound_token where hash = $1', [hashToken(token)]),
    ).toEqual([{ count: 0 }]);
  });
});
