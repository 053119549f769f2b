/** The gateway does the same whether its subgraphs live in its process or behind HTTP and WebSocket. */
import { parse, type ExecutionResult } from 'graphql';
import type { LiveResults } from '../src/index.js';
import { SECRET } from './toy.graph.js';
import { modes, startWorld, system, type World } from './world.js';

const OPERATOR = {
  principal: { kind: 'operator', name: 'Ann' },
  requestId: 'r',
  correlationId: 'c',
} as const;

/** null-prototype objects of graphql-js compare like the JSON they will become. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const stream = (opened: LiveResults | ExecutionResult): LiveResults => {
  if (!('next' in opened)) throw new Error(`Not subscribed: ${JSON.stringify(opened)}`);
  return opened;
};

describe.each(modes)('a gateway with its subgraphs %s', (mode) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ mode });
  });
  afterAll(() => world.close());

  it('joins three subgraphs in one query', async () => {
    const { status, body } = await world.post({
      query: `query Live($limit: Int!) {
        sessions(limit: $limit) { ref kwh location { name city } tariff { currency pricePerKwh } }
      }`,
      variables: { limit: 2 },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        sessions: [
          {
            ref: 'NL/TNM/1',
            kwh: 1.5,
            location: { name: 'Gent Zuid', city: 'Gent' },
            tariff: { currency: 'EUR', pricePerKwh: 0.35 },
          },
          {
            ref: 'NL/TNM/2',
            kwh: 2.5,
            location: { name: 'Brugge Markt', city: 'Brugge' },
            tariff: { currency: 'EUR', pricePerKwh: 0.35 },
          },
        ],
      },
    });
  });

  it('carries a document through a mutation whole, fields it does not know included', async () => {
    const document = { id: 'NL/TNM/9', status: 'ACTIVE', kwh: 0, x_own: { deep: [1, null, 'é'] } };
    const result = await world.gateway.execute({
      document: parse(
        'mutation Put($document: SessionDocument!) { putSession(document: $document) { ref session { document } } }',
      ),
      variables: { document },
      caller: system,
    });
    expect(plain(result)).toEqual({ data: { putSession: { ref: 'NL/TNM/9', session: { document } } } });
  });

  it('reads what a mutation changed, even when the same request had loaded it before', async () => {
    const { body } = await world.post({
      query: `mutation {
        before: putSession(document: { id: "NL/TNM/7", status: "ACTIVE", kwh: 1, location: "NL/TNM/L2" }) { session { location { name } } }
        renameLocation(ref: "NL/TNM/L2", name: "Brugge Zand") { ref }
        after: putSession(document: { id: "NL/TNM/7", status: "ACTIVE", kwh: 2, location: "NL/TNM/L2" }) { session { location { name } } }
      }`,
    });
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({
      before: { session: { location: { name: 'Brugge Markt' } } },
      after: { session: { location: { name: 'Brugge Zand' } } },
    });
  });

  it('tells every subgraph who asks, with both message ids', async () => {
    const { data } = await world.gateway.execute({ document: '{ whoAsks }', caller: system });
    expect(JSON.parse(String(data?.whoAsks))).toEqual(system);
    world.graph.callers.length = 0;
    await world.gateway.execute({ document: '{ sessions(limit: 1) { location { name } } }', caller: system });
    expect(world.graph.callers.map(({ subgraph }) => subgraph).sort()).toEqual(['locations', 'sessions']);
    for (const { caller } of world.graph.callers) expect(caller).toEqual(system);
  });

  it('leaves null what a subgraph does not know, and the rest intact', async () => {
    const { body } = await world.post({
      query: '{ session(ref: "NL/TNM/4") { kwh location { ref name } } }',
    });
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({ session: { kwh: 4, location: null } });
  });

  it('passes a problem with its code, sentence and violations', async () => {
    const { body } = await world.post({ query: '{ refusal session(ref: "NL/TNM/1") { kwh } }' });
    expect(body.data).toEqual({ refusal: null, session: { kwh: 1.5 } });
    expect(body.errors).toEqual([
      {
        message: 'The tariff has no currency; add one.',
        path: ['refusal'],
        extensions: {
          code: 'INVALID_DOCUMENT',
          violations: [
            { pointer: '/currency', code: 'missing', message: 'Add currency.', severity: 'error' },
          ],
        },
      },
    ]);
  });

  it('hides an unexpected error behind INTERNAL with the request id, and logs it', async () => {
    const { body, text } = await world.post({ query: '{ crash }' }, { 'x-request-id': 'req-crash' });
    expect(body.errors).toEqual([
      {
        message: 'Something went wrong inside the hub; tell its operator the request id req-crash.',
        path: ['crash'],
        extensions: { code: 'INTERNAL', requestId: 'req-crash' },
      },
    ]);
    expect(text).not.toContain('hunter2');
    const line = world.complaints.find(({ requestId }) => requestId === 'req-crash');
    expect(line).toMatchObject({ subgraph: 'tariffs', path: ['crash'] });
    expect(JSON.stringify(line?.err)).toContain(SECRET);
  });

  it('calls a value that does not fit INVALID_INPUT, and a document a scalar refuses by its own code', async () => {
    const put = 'mutation ($document: SessionDocument!) { putSession(document: $document) { ref } }';
    const accept = 'application/graphql-response+json';
    const missing = await world.post({ query: put, variables: {} }, { accept });
    expect(missing.status).toBe(400);
    expect(missing.body.errors?.[0]).toMatchObject({
      message: 'Variable "$document" of required type "SessionDocument!" was not provided.',
      extensions: { code: 'INVALID_INPUT' },
    });
    const wrong = await world.post({ query: put, variables: { document: 'text' } });
    expect(wrong.body.errors?.[0]).toMatchObject({
      message: expect.stringContaining('A session is a JSON object; send one.') as string,
      extensions: { code: 'INVALID_DOCUMENT' },
    });
  });

  it('executes a document parsed once as often as it is asked, by operation name', async () => {
    const document = parse(
      'query One { session(ref: "NL/TNM/1") { kwh } } query Two { session(ref: "NL/TNM/3") { kwh } }',
    );
    const ask = (operationName?: string) =>
      world.gateway.execute({ document, caller: system, ...(operationName ? { operationName } : {}) });
    expect(plain(await ask('One'))).toEqual({ data: { session: { kwh: 1.5 } } });
    expect(plain(await ask('Two'))).toEqual({ data: { session: { kwh: 9 } } });
    expect((await ask()).errors?.[0]?.message).toBe(
      'The document has several operations; say in operationName which one to execute: One, Two.',
    );
    expect((await ask('Three')).errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT' });
  });

  it('answers in the result, never by rejecting, when a document is not GraphQL or does not fit', async () => {
    const syntax = await world.gateway.execute({ document: '{ sessions(', caller: system });
    expect(syntax.errors?.[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
    const field = await world.gateway.execute({ document: '{ sesions { ref } }', caller: system });
    expect(field.errors?.[0]).toMatchObject({
      message: 'Cannot query field "sesions" on type "Query". Did you mean "sessions" or "session"?',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    const live = await world.gateway.execute({
      document: 'subscription { sessionUpdated { ref } }',
      caller: system,
    });
    expect(live.errors?.[0]?.message).toBe('This is a subscription; pass it to subscribe().');
    const query = await world.gateway.subscribe({ document: '{ __typename }', caller: system });
    expect(query).toMatchObject({ errors: [{ message: 'This is a query; pass it to execute().' }] });
  });

  it('completes every event of a subscription from the other subgraphs, with fresh data each time', async () => {
    const results = stream(
      await world.gateway.subscribe({
        document: `subscription Watch($status: String) {
          sessionUpdated(status: $status) { ref kwh location { name } tariff { pricePerKwh } }
        }`,
        variables: { status: 'CHARGING' },
        caller: OPERATOR,
      }),
    );
    await world.graph.updates.has(1);
    const session = {
      id: 'NL/TNM/5',
      status: 'CHARGING',
      kwh: 1,
      location: 'NL/TNM/L1',
      tariff: 'NL/TNM/T1',
    };
    world.graph.updates.publish(session);
    expect(plain(await results.next()).value).toEqual({
      data: {
        sessionUpdated: {
          ref: 'NL/TNM/5',
          kwh: 1,
          location: { name: 'Gent Zuid' },
          tariff: { pricePerKwh: 0.35 },
        },
      },
    });
    world.graph.renameLocation('NL/TNM/L1', 'Gent Dampoort');
    world.graph.updates.publish({ ...session, status: 'ACTIVE' });
    world.graph.updates.publish({ ...session, kwh: 2 });
    expect(plain(await results.next()).value).toMatchObject({
      data: { sessionUpdated: { kwh: 2, location: { name: 'Gent Dampoort' } } },
    });
    await results.return(undefined);
    await world.graph.updates.has(0);
    expect(await results.next()).toEqual({ done: true, value: undefined });
    world.graph.renameLocation('NL/TNM/L1', 'Gent Zuid', 'Gent');
  });

  it('completes events of a subscription with aliases, fragments and conditions', async () => {
    const results = stream(
      await world.gateway.subscribe({
        document: `subscription A($named: Boolean!) { live: sessionUpdated { ...S } }
          fragment S on Session { energy: kwh place: location { name @include(if: $named) town: city } }
          subscription B { sessionUpdated { ref } }`,
        operationName: 'A',
        variables: { named: false },
        caller: OPERATOR,
      }),
    );
    await world.graph.updates.has(1);
    world.graph.updates.publish({ id: 'NL/TNM/5', status: 'ACTIVE', kwh: 1, location: 'NL/TNM/L1' });
    expect(plain(await results.next()).value).toEqual({
      data: { live: { energy: 1, place: { town: 'Gent' } } },
    });
    await results.return(undefined);
    await world.graph.updates.has(0);
  });

  it('survives an event that cannot be read, and hides why', async () => {
    const results = stream(
      await world.gateway.subscribe({
        document: 'subscription { sessionUpdated { kwh } }',
        caller: OPERATOR,
      }),
    );
    await world.graph.updates.has(1);
    world.graph.updates.publish({ id: 'NL/TNM/5', status: 'BROKEN', kwh: 1 });
    const { value } = await results.next();
    expect(value).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL', requestId: 'r' } }] });
    expect(JSON.stringify(value)).not.toContain('hunter2');
    world.graph.updates.publish({ id: 'NL/TNM/5', status: 'ACTIVE', kwh: 3 });
    expect(plain(await results.next()).value).toEqual({ data: { sessionUpdated: { kwh: 3 } } });
    await results.return(undefined);
    await world.graph.updates.has(0);
  });

  it('refuses a subscription with the subgraph’s own problem', async () => {
    const opened = await world.gateway.subscribe({
      document: 'subscription { forbiddenStream { kwh } }',
      caller: OPERATOR,
    });
    const refusal = 'next' in opened ? (await opened.next()).value : opened;
    expect(refusal).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(world.graph.updates.size).toBe(0);
  });

  it('brings a subscription to a graphql-ws client within one socket, next to queries', async () => {
    const client = world.client();
    const results = client.iterate({ query: 'subscription { sessionUpdated { kwh location { name } } }' });
    const first = results.next();
    await world.graph.updates.has(1);
    const query = await client.iterate({ query: '{ session(ref: "NL/TNM/1") { kwh } }' }).next();
    expect(query.value).toEqual({ data: { session: { kwh: 1.5 } } });
    await world.post({
      query: 'mutation ($document: SessionDocument!) { putSession(document: $document) { ref } }',
      variables: { document: { id: 'NL/TNM/6', status: 'ACTIVE', kwh: 6, location: 'NL/TNM/L1' } },
    });
    expect((await first).value).toEqual({
      data: { sessionUpdated: { kwh: 6, location: { name: 'Gent Zuid' } } },
    });
    await client.dispose();
    await world.graph.updates.has(0);
  });

  it('is ready, and observes what it executes', async () => {
    expect(await world.gateway.ready()).toEqual({ ready: true, waitingFor: [] });
    world.observed.length = 0;
    await world.post({ query: 'query Named { refusal }' });
    await world.gateway.execute({ document: 'query Named { crash }', caller: system });
    await world.gateway.execute({ document: '{ __typename }', caller: system });
    expect(world.observed).toEqual([
      {
        what: 'operation',
        via: 'http',
        kind: 'query',
        name: 'Named',
        outcome: 'problem',
        duration_ms: expect.any(Number),
      },
      {
        what: 'operation',
        via: 'direct',
        kind: 'query',
        name: 'Named',
        outcome: 'fault',
        duration_ms: expect.any(Number),
      },
      {
        what: 'operation',
        via: 'direct',
        kind: 'query',
        name: undefined,
        outcome: 'ok',
        duration_ms: expect.any(Number),
      },
    ]);
  });
});

describe('in one process', () => {
  it('loads an entity once for all fetches of a request, and anew for the next request', async () => {
    const world = await startWorld();
    const query = '{ location(ref: "NL/TNM/L1") { name } sessions(limit: 3) { location { name } } }';
    await world.gateway.execute({ document: query, caller: system });
    expect(world.graph.locationBatches).toEqual([['NL/TNM/L1', 'NL/TNM/L2']]);
    await world.gateway.execute({ document: query, caller: system });
    expect(world.graph.locationBatches).toHaveLength(2);
    await world.close();
  });
});
