/** /graphql over WebSocket, as graphql-ws's own client and raw sockets meet it. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { ExecutionResult } from 'graphql';
import WebSocket from 'ws';
import { modes, OPERATOR_KEY, PLATFORM_KEY, startWorld, type World } from './world.js';

const SUBSCRIPTION = 'subscription Watch { sessionUpdated { kwh location { name } } }';

/** The close code a client ends with when its subscription cannot be opened. */
const closeCode = async (world: World, parameters: Record<string, unknown>): Promise<unknown> => {
  const ended = world.client(parameters).iterate({ query: SUBSCRIPTION }).next();
  return ended.then(
    () => 'open',
    (event: { code?: number }) => event.code,
  );
};

/** A socket without graphql-ws's client, to do what clients should not. */
const rawSocket = async (world: World, authorization?: string) => {
  const socket = new WebSocket(world.webSocketUrl, 'graphql-transport-ws', {
    headers: authorization ? { authorization } : {},
  });
  const messages: { type: string; id?: string; payload?: ExecutionResult & ExecutionResult['errors'] }[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as (typeof messages)[number]));
  await once(socket, 'open');
  return {
    socket,
    messages,
    send: (message: object) => socket.send(JSON.stringify(message)),
    /** The first message, past or coming, that is like this. */
    async message(type: string, id?: string) {
      const find = () => messages.find((message) => message.type === type && (!id || message.id === id));
      while (!find()) await once(socket, 'message');
      return find();
    },
  };
};

describe('/graphql over WebSocket', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      limits: { operations_per_socket: 2, body_bytes: 10_000 },
    });
  });
  afterAll(() => world.close());

  it('closes with 4403 on whoever has no valid key', async () => {
    expect(await closeCode(world, {})).toBe(4403);
    expect(await closeCode(world, { authorization: 'Bearer stolen' })).toBe(4403);
    expect(await closeCode(world, { authorization: 7 })).toBe(4403);
    expect(world.observed).toContainEqual({ what: 'refused', via: 'websocket', code: 'UNAUTHENTICATED' });
  });

  it('takes the key from the connection parameters, however written, or from the upgrade request', async () => {
    const client = world.client({ Authorization: `Bearer ${PLATFORM_KEY}` });
    const { value } = await client.iterate<{ whoAsks: string }>({ query: '{ whoAsks }' }).next();
    expect(JSON.parse(String(value?.data?.whoAsks))).toMatchObject({ principal: { platformId: 'p1' } });
    await client.dispose();
    const raw = await rawSocket(world, `Bearer ${OPERATOR_KEY}`);
    raw.send({ type: 'connection_init' });
    await raw.message('connection_ack');
    raw.socket.close();
    await once(raw.socket, 'close');
  });

  it('executes mutations, each with a request id of its own', async () => {
    const client = world.client();
    const query = 'mutation { renameLocation(ref: "NL/TNM/L1", name: "Gent Zuid") { name } }';
    expect((await client.iterate({ query }).next()).value).toEqual({
      data: { renameLocation: { name: 'Gent Zuid' } },
    });
    world.graph.callers.length = 0;
    await client.iterate({ query: '{ whoAsks }' }).next();
    await client.iterate({ query: '{ whoAsks }' }).next();
    const [one, two] = world.graph.callers.map(({ caller }) => caller);
    expect(one?.requestId).not.toBe(two?.requestId);
    await client.dispose();
  });

  it('validates, and keeps the schema to those who may see it', async () => {
    const closed = await startWorld({ development: false });
    const client = closed.client({ authorization: `Bearer ${PLATFORM_KEY}` });
    const refused = (query: string) =>
      client
        .iterate({ query })
        .next()
        .then(
          () => 'executed',
          (errors: unknown) => errors,
        );
    expect(await refused('{ __schema { types { name } } }')).toEqual([
      expect.objectContaining({ extensions: { code: 'FORBIDDEN' } }),
    ]);
    expect(await refused('{ sesions { ref } }')).toEqual([
      expect.objectContaining({
        message: 'Cannot query field "sesions" on type "Query".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      }),
    ]);
    expect(await refused('{ sessions(')).toEqual([
      expect.objectContaining({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }),
    ]);
    await client.dispose();
    await closed.close();
  });

  it('closes a socket that does not say who it is in time (4408), and one that sends too much (1009)', async () => {
    const impatient = await startWorld({ limits: { connection_init_ms: 1 } });
    const silent = new WebSocket(impatient.webSocketUrl, 'graphql-transport-ws');
    const [code] = (await once(silent, 'close')) as [number];
    expect(code).toBe(4408);
    await impatient.close();
    const loud = await rawSocket(world, `Bearer ${OPERATOR_KEY}`);
    loud.send({ type: 'connection_init', payload: { padding: 'x'.repeat(10_000) } });
    const [tooMuch] = (await once(loud.socket, 'close')) as [number];
    expect(tooMuch).toBe(1009);
  });

  it('bounds the operations of a socket', async () => {
    const raw = await rawSocket(world, `Bearer ${OPERATOR_KEY}`);
    raw.send({ type: 'connection_init' });
    await raw.message('connection_ack');
    for (const id of ['a', 'b', 'c']) raw.send({ id, type: 'subscribe', payload: { query: SUBSCRIPTION } });
    expect((await raw.message('error', 'c'))?.payload).toEqual([
      expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } }),
    ]);
    await world.subscribed(2);
    raw.send({ id: 'a', type: 'complete' });
    await world.subscribed(1);
    raw.send({ id: 'd', type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await world.subscribed(2);
    raw.socket.terminate();
    await world.graph.updates.has(0);
  });

  it('bounds the sockets, and refuses other paths', async () => {
    const full = await startWorld({ limits: { sockets: 1 } });
    const { socket } = await rawSocket(full);
    const status = async (url: string): Promise<unknown> => {
      const { hostname, port, pathname } = new URL(url);
      const upgrade = httpRequest({
        hostname,
        port,
        path: pathname,
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        },
      });
      upgrade.end();
      const [response] = (await once(upgrade, 'response')) as [{ statusCode: number }];
      return response.statusCode;
    };
    expect(await status(full.webSocketUrl)).toBe(503);
    expect(await status(full.webSocketUrl.replace('/graphql', '/elsewhere'))).toBe(404);
    socket.close();
    await full.close();
  });

  it('terminates a socket that does not answer pings', async () => {
    const impatient = await startWorld({ limits: { ping_ms: 20 } });
    const deaf = new WebSocket(impatient.webSocketUrl, 'graphql-transport-ws', { autoPong: false });
    const [code] = (await once(deaf, 'close')) as [number];
    expect(code).toBe(1006);
    await impatient.close();
  });

  it('ends the sockets of a principal whose rights are gone', async () => {
    const client = world.client({ authorization: `Bearer ${PLATFORM_KEY}` });
    const other = world.client();
    const ended = expect(client.iterate({ query: SUBSCRIPTION }).next()).rejects.toMatchObject({
      code: 4403,
    });
    const kept = other.iterate({ query: SUBSCRIPTION });
    const first = kept.next();
    await world.graph.updates.has(2);
    expect(world.gateway.disconnect((principal) => principal.kind === 'platform')).toBe(1);
    await ended;
    await world.graph.updates.has(1);
    world.graph.updates.publish({ id: 'NL/TNM/5', status: 'ACTIVE', kwh: 1 });
    expect((await first).value).toEqual({ data: { sessionUpdated: { kwh: 1, location: null } } });
    await other.dispose();
    await world.graph.updates.has(0);
  });
});

describe.each(modes)('live, subgraphs %s', (mode) => {
  it('drops the oldest for a subscriber that does not read, tells it how many, and delays nobody else', async () => {
    const world = await startWorld({ mode, limits: { queued_results: 5 } });
    const slow = await rawSocket(world, `Bearer ${OPERATOR_KEY}`);
    slow.send({ type: 'connection_init' });
    await slow.message('connection_ack');
    const query = 'subscription { sessionUpdated { kwh document location { name } } }';
    slow.send({ id: 's', type: 'subscribe', payload: { query } });
    const fast = world.client().iterate<{ sessionUpdated: { kwh: number } }>({ query });
    let next = fast.next();
    await world.subscribed(2);
    await world.graph.updates.has(1);
    slow.socket.pause();
    const isDropped = ({ what }: { what: string }) => what === 'dropped';
    const padding = 'x'.repeat(200_000);
    let published = 0;
    while (!world.observed.some(isDropped)) {
      published += 1;
      world.graph.updates.publish({
        id: 'NL/TNM/5',
        status: 'ACTIVE',
        kwh: published,
        location: 'NL/TNM/L1',
        padding,
      });
      // The fast one has its event before the next is sent, however many the slow one has waiting.
      expect((await next).value?.data?.sessionUpdated.kwh).toBe(published);
      next = fast.next();
    }
    slow.socket.resume();
    const last = { ...{ id: 'NL/TNM/5', status: 'ACTIVE', kwh: 1_000_000 } };
    world.graph.updates.publish(last);
    published += 1;
    const arrived = () =>
      slow.messages.filter(({ type }) => type === 'next').map(({ payload }) => payload as ExecutionResult);
    const kwh = (result: ExecutionResult | undefined) =>
      (result?.data as { sessionUpdated: { kwh: number } } | undefined)?.sessionUpdated.kwh;
    while (kwh(arrived().at(-1)) !== last.kwh) await once(slow.socket, 'message');
    const dropped = arrived().reduce((sum, { extensions }) => sum + Number(extensions?.dropped ?? 0), 0);
    expect(dropped).toBeGreaterThan(0);
    expect(arrived().length + dropped).toBe(published);
    expect(arrived().map(kwh)).toEqual([...arrived().map(kwh)].sort((a, b) => Number(a) - Number(b)));
    slow.socket.terminate();
    await fast.return?.();
    await world.close();
  });

  it('leaves nothing open behind: sockets get 1001, subscriptions end in the subgraph', async () => {
    const world = await startWorld({ mode });
    const direct = await world.gateway.subscribe({
      document: SUBSCRIPTION,
      caller: { principal: { kind: 'operator', name: 'Ann' }, requestId: 'r', correlationId: 'c' },
    });
    if (!('next' in direct)) throw new Error('not subscribed');
    const watched = direct.next();
    const subscribed = expect(world.client().iterate({ query: SUBSCRIPTION }).next()).rejects.toMatchObject({
      code: 1001,
    });
    await world.subscribed(2);
    await world.graph.updates.has(1);
    const stubborn = await rawSocket(world, `Bearer ${OPERATOR_KEY}`);
    stubborn.socket.pause();
    await world.gateway.close();
    await subscribed;
    expect(await watched).toEqual({ done: true, value: undefined });
    await world.graph.updates.has(0);
    expect(world.observed.filter(({ what }) => what === 'sockets').at(-1)).toEqual({
      what: 'sockets',
      open: 0,
    });
    expect(world.observed.filter(({ what }) => what === 'subscriptions').at(-1)).toEqual({
      what: 'subscriptions',
      open: 0,
    });
    expect(world.complaints).toEqual([]);
    await world.close();
  });
});
