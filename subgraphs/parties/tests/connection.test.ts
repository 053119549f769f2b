/** Registrations the hub starts: ordered by an operator, carried out by an adapter that these tests play. */
import type { ExecutionResult } from 'graphql';
import { hashToken } from '@chargesphere/chassis';
import { credentials, handshake, operator, problemOf, role, system, World } from './world.js';

const CONNECT = `mutation Connect($input: ConnectPlatformInput!) {
  connectPlatform(input: $input) { platform { id name status version registeredAt roles { role } } }
}`;
const order = (more: object = {}) => ({
  name: 'Partner',
  versionsUrl: 'https://partner.example.com/ocpi/versions',
  token: 'their-token-a',
  ...more,
});

interface Order {
  platformId: string;
  name: string;
  versionsUrl: string;
  token: string;
}

describe('registration at a partner', () => {
  let world: World;
  let changes: AsyncGenerator<ExecutionResult<{ platformChanged: { platformId: string; kind: string } }>>;

  const open = async (...options: Parameters<typeof World.open>) => {
    world = await World.open(...options);
    changes = (await world.subscribe(
      system,
      'subscription { platformChanged { platformId kind } }',
    )) as typeof changes;
  };
  /** The id of the next platform this happens to. */
  const heard = async (kind: string): Promise<string> => {
    for (;;) {
      const { value } = (await changes.next()) as {
        value: { data: { platformChanged: Record<string, string> } };
      };
      if (value.data.platformChanged['kind'] === kind) return value.data.platformChanged['platformId'] ?? '';
    }
  };
  const connect = (more: object = {}) => world.ask(operator, CONNECT, { input: order(more) });
  const pending = async () =>
    (
      await world.ask<{ pendingConnections: Order[] }>(
        system,
        '{ pendingConnections { platformId name versionsUrl token } }',
      )
    ).pendingConnections;
  const begin = async (id: string): Promise<string> =>
    (
      await world.ask<{ beginHandshake: { token: string } }>(
        system,
        'mutation Begin($id: ID!) { beginHandshake(platformId: $id) { token } }',
        { id },
      )
    ).beginHandshake.token;
  const finish = (
    id: string,
    document: object = credentials([role('EMSP', 'DE', 'EMP')], { token: 'their-token-c' }),
  ) =>
    world.ask(
      system,
      'mutation Finish($input: ConnectionInput!) { finishConnection(input: $input) { id } }',
      { input: { ...handshake(id, document), base64Token: false } },
    );
  const fail = (id: string, reason = 'The partner answered HTTP 401.') =>
    world.ask(
      system,
      'mutation Fail($id: ID!, $reason: String!) { failConnection(platformId: $id, reason: $reason) { status } }',
      { id, reason },
    );
  const connection = async (id: string) =>
    (
      await world.ask(
        system,
        'query C($id: ID!) { platformConnection(id: $id) { token base64Token version } }',
        {
          id,
        },
      )
    )['platformConnection'];

  afterEach(async () => {
    await changes.return(undefined);
    await world.close();
  });

  it('CRED-027 waits for the handshake it ordered and returns the platform, connected', async () => {
    await open();
    const result = connect();
    const id = await heard('CONNECT_REQUESTED');
    expect(await pending()).toEqual([{ ...order(), platformId: id }]);
    expect(await connection(id)).toEqual({ token: 'their-token-a', base64Token: true, version: null });
    const tokenB = await begin(id);
    await finish(id);
    expect(await result).toEqual({
      connectPlatform: {
        platform: {
          id,
          name: 'Partner',
          status: 'CONNECTED',
          version: '2.3.0',
          registeredAt: expect.any(String),
          roles: [{ role: 'EMSP' }],
        },
      },
    });
    // CRED-022: from now on their token C is ours to send, our token B theirs.
    expect(await connection(id)).toEqual({ token: 'their-token-c', base64Token: false, version: '2.3.0' });
    expect(await world.owner(tokenB)).toBe('TOKEN_B CONNECTED');
    world.pass(365 * 24 * 3_600_000);
    expect(await world.owner(tokenB)).toBe('TOKEN_B CONNECTED');
    expect(await pending()).toEqual([]);
  });

  it('CRED-034 accepts token B as soon as it exists, while the handshake is under way', async () => {
    await open();
    const result = connect();
    const id = await heard('CONNECT_REQUESTED');
    const tokenB = await begin(id);
    expect(await world.owner(tokenB)).toBe('TOKEN_B CONNECTING');
    expect(await heard('HANDSHAKE_BEGUN')).toBe(id);
    // The partner must not register with it: our own handshake is what is going on.
    expect((await problemOf(world.complete(id, hashToken(tokenB)))).code).toBe('ALREADY_REGISTERED');
    await finish(id);
    await result;
    // CRED-043: as a registered platform it rotates the token like any other.
    const tokenC = await world.update(id, tokenB, credentials([role('EMSP', 'DE', 'EMP')]));
    expect(await world.owner(tokenC)).toBe('TOKEN_C CONNECTED');
  });

  it('CRED-033 leaves nothing of a failed handshake but the reason, and tells it to who ordered it', async () => {
    await open();
    const result = problemOf(connect());
    const id = await heard('CONNECT_REQUESTED');
    const tokenB = await begin(id);
    await fail(id);
    expect(await result).toEqual({
      code: 'UNAVAILABLE',
      message: `Connecting to Partner failed: The partner answered HTTP 401. Put it right and order it again with platformId "${id}".`,
    });
    expect(await world.owner(tokenB)).toBeUndefined();
    expect(await connection(id)).toBeNull();
    expect(await world.platform(id)).toMatchObject({
      status: 'FAILED',
      failure: 'The partner answered HTTP 401.',
      endpoints: [],
      all: [],
    });
    expect((await problemOf(finish(id))).code).toBe('CONFLICT');
  });

  it('CRED-027 tries again with a platform that failed', async () => {
    await open();
    const first = problemOf(connect());
    const id = await heard('CONNECT_REQUESTED');
    await fail(id);
    await first;
    const second = connect({ platformId: id, name: 'Partner, second try', token: 'their-next-token-a' });
    expect(await heard('CONNECT_REQUESTED')).toBe(id);
    expect(await connection(id)).toMatchObject({ token: 'their-next-token-a' });
    await begin(id);
    await finish(id);
    expect(await second).toMatchObject({
      connectPlatform: { platform: { id, name: 'Partner, second try' } },
    });
    expect(await world.platform(id)).toMatchObject({ failure: null });
    expect((await problemOf(connect({ platformId: id }))).code).toBe('ALREADY_REGISTERED');
  });

  it('CRED-011 refuses a partner whose role is taken, so that the adapter can report it', async () => {
    await open();
    await world.registered('First', [role('EMSP', 'DE', 'EMP')]);
    const result = problemOf(connect());
    const id = await heard('CONNECT_REQUESTED');
    await begin(id);
    const refused = await problemOf(finish(id));
    expect(refused.code).toBe('CONFLICT');
    expect(await world.platform(id)).toMatchObject({ status: 'CONNECTING', all: [] });
    await fail(id, refused.message);
    expect((await result).message).toContain('DE/EMP is registered as EMSP by another platform');
  });

  it('leaves a handshake to the node that took it up first, until its time is over', async () => {
    await open();
    const result = problemOf(connect());
    const id = await heard('CONNECT_REQUESTED');
    const both = await Promise.allSettled([begin(id), begin(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(await pending()).toEqual([]);
    expect((await problemOf(connect({ platformId: id }))).code).toBe('CONFLICT');
    world.pass(31_000);
    expect(await pending()).toMatchObject([{ platformId: id }]);
    const tokenB = await begin(id);
    expect(await world.rows('select hash from parties.inbound_token')).toEqual([{ hash: hashToken(tokenB) }]);
    await fail(id);
    await result;
  });

  it('CRED-034 voids token B of a handshake that neither ended nor failed', async () => {
    await open();
    const result = problemOf(connect());
    const id = await heard('CONNECT_REQUESTED');
    const tokenB = await begin(id);
    world.pass(10 * 60_000);
    expect(await world.owner(tokenB)).toBeUndefined();
    await fail(id);
    await result;
  });

  it('keeps an order over a restart, and says so when the answer cannot wait', async () => {
    await open({ connectTimeout_ms: 1 });
    const { code, message } = await problemOf(connect());
    const id = await heard('CONNECT_REQUESTED');
    expect(code).toBe('TIMEOUT');
    expect(message).toContain(`platform(id: "${id}") shows what becomes of it.`);
    const restarted = await world.node();
    const waiting = World.over(world, restarted).ask(system, '{ pendingConnections { platformId token } }');
    expect(await waiting).toEqual({ pendingConnections: [{ platformId: id, token: 'their-token-a' }] });
    await restarted.close();
  });

  it('hears from another node of the hub how the handshake ended', async () => {
    await open();
    const other = await world.node();
    const elsewhere = other.outbox.subscribe(['platform.changed']);
    const result = connect();
    const { value: asked } = await elsewhere.next();
    const id = asked.ref;
    expect(asked).toMatchObject({ topic: 'platform.changed', detail: { kind: 'CONNECT_REQUESTED' } });
    const there = World.over(world, other);
    await there.ask(system, 'mutation B($id: ID!) { beginHandshake(platformId: $id) { token } }', { id });
    await there.ask(
      system,
      'mutation F($input: ConnectionInput!) { finishConnection(input: $input) { id } }',
      {
        input: handshake(id),
      },
    );
    expect(await result).toMatchObject({ connectPlatform: { platform: { id, status: 'CONNECTED' } } });
    await other.close();
  });

  it('refuses orders that cannot be carried out', async () => {
    await open();
    expect((await problemOf(connect({ name: ' ' }))).code).toBe('INVALID_INPUT');
    expect((await problemOf(connect({ versionsUrl: 'partner.example.com' }))).message).toBe(
      '"partner.example.com" is no versions URL; give the absolute https URL that your partner sent you.',
    );
    expect((await problemOf(connect({ token: 'two words' }))).code).toBe('INVALID_INPUT');
    expect((await problemOf(connect({ platformId: 'nobody' }))).code).toBe('NOT_FOUND');
    const { id } = await world.invite('Partner');
    expect(await problemOf(connect({ platformId: id }))).toEqual({
      code: 'CONFLICT',
      message: 'Partner is invited; withdraw the invitation before you order a connection.',
    });
    expect((await problemOf(begin(id))).code).toBe('CONFLICT');
    expect(await world.rows('select name from parties.platform')).toEqual([{ name: 'Partner' }]);
  });
});
