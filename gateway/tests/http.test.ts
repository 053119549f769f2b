/** /graphql over HTTP, as foreign clients and browsers meet it. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { OPERATOR_KEY, PLATFORM_KEY, read, startWorld, type World } from './world.js';

const GRAPHQL = 'application/graphql-response+json';
const INTROSPECTION = '{ __schema { queryType { name } } }';

describe('/graphql over HTTP', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      limits: { body_bytes: 10_000, document_tokens: 200 },
      sandboxDocument: 'query First { sessions { ref } }',
    });
  });
  afterAll(() => world.close());

  const get = async (search: string, headers: Record<string, string> = {}) =>
    read(await fetch(world.url + search, { headers: { authorization: 'Bearer operator-key', ...headers } }));

  it('TRN-090 TRN-091 repeats the message ids of the request, and makes them when there are none', async () => {
    const given = await world.post(
      { query: '{ whoAsks }' },
      { 'x-request-id': 'r-7', 'x-correlation-id': 'c-7' },
    );
    expect([given.headers.get('x-request-id'), given.headers.get('x-correlation-id')]).toEqual([
      'r-7',
      'c-7',
    ]);
    expect(JSON.parse(String(given.body.data?.whoAsks))).toMatchObject({
      requestId: 'r-7',
      correlationId: 'c-7',
    });
    const made = await world.post({ query: '{ __typename }' });
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.headers.get('x-correlation-id')).toBe(made.headers.get('x-request-id'));
    const unfit = await world.post({ query: '{ __typename }' }, { 'x-request-id': 'a b' });
    expect(unfit.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('asks the anonymous for a key with 401 and says how, whatever they send', async () => {
    for (const answer of [
      await world.post({ query: '{ sessions { ref } }' }, { authorization: undefined }),
      await world.post({ query: INTROSPECTION }, { authorization: undefined }),
      await world.post('not json', { authorization: undefined, 'content-type': 'text/plain' }),
      await read(await fetch(`${world.url}?query={__typename}`)),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="ChargeSphere"');
      expect(answer.headers.get('x-request-id')).toBeTruthy();
      expect(answer.body).toEqual({
        errors: [
          {
            message: 'Say who you are: send the header "Authorization: Bearer <key>".',
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      });
    }
    const invalid = await world.post({ query: '{ __typename }' }, { authorization: 'Bearer stolen' });
    expect(invalid.status).toBe(401);
    expect(invalid.body.errors?.[0]?.message).toContain('not known here');
    expect(world.observed).toContainEqual({ what: 'refused', via: 'http', code: 'UNAUTHENTICATED' });
  });

  it('tells INTERNAL, and no more, when the key cannot be looked up', async () => {
    const broken = await startWorld({
      authenticate: async () => {
        throw new Error('relation "keys" does not exist');
      },
    });
    const { status, text: body } = await broken.post({ query: '{ __typename }' }, { 'x-request-id': 'r-8' });
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({
      errors: [
        {
          message: 'Something went wrong inside the hub; tell its operator the request id r-8.',
          extensions: { code: 'INTERNAL', requestId: 'r-8' },
        },
      ],
    });
    expect(broken.complaints[0]).toMatchObject({ requestId: 'r-8' });
    await broken.close();
  });

  it('refuses a body over the limit with 413, announced or not', async () => {
    const big = JSON.stringify({ query: `{ session(ref: "${'x'.repeat(10_000)}") { ref } }` });
    const announced = await world.post(big);
    expect(announced.status).toBe(413);
    expect(announced.body.errors?.[0]).toEqual({
      message: 'The body is larger than 10000 bytes; send less in one operation.',
      extensions: { code: 'INVALID_INPUT' },
    });
    const { hostname, port, pathname } = new URL(world.url);
    const chunked = httpRequest({
      hostname,
      port,
      path: pathname,
      method: 'POST',
      headers: { authorization: 'Bearer operator-key', 'content-type': 'application/json' },
    });
    for (let sent = 0; sent < big.length; sent += 1000) chunked.write(big.slice(sent, sent + 1000));
    chunked.end();
    const [response] = (await once(chunked, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(await text(response)).toContain('send less');
  });

  it.each([
    ['not JSON', '{"query":', {}, 400],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), {}, 400],
    ['another media type', 'query=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['another charset', '{}', { 'content-type': 'application/json; charset=iso-8859-1' }, 415],
    ['compressed', '{}', { 'content-encoding': 'gzip' }, 415],
    ['a batch', '[{"query":"{__typename}"}]', {}, 400],
    ['no operation', '{"query":""}', {}, 400],
    ['two operations and no name', '{"query":"query A { __typename } query B { __typename }"}', {}, 400],
    ['a name the document lacks', '{"query":"query A { __typename }","operationName":"B"}', {}, 400],
    ['more tokens than the limit', JSON.stringify({ query: `{${' __typename'.repeat(200)}}` }), {}, 400],
    ['a subscription', '{"query":"subscription { sessionUpdated { ref } }"}', {}, 400],
  ])('refuses %s', async (_what, body, headers, status) => {
    const answer = await world.post(body, { accept: GRAPHQL, ...headers });
    expect(answer.status).toBe(status);
    expect(answer.body.errors?.[0]?.message).toMatch(/\w+ .+[.?]$/);
    expect(answer.body.data).toBeUndefined();
  });

  it.each(['{', '{ nothing }', 'query A { __typename } query B { __typename }'])(
    'answers 200 to %s under application/json, whose old clients take 400 for a broken server',
    async (query) => {
      const answer = await world.post({ query }, { accept: 'application/json' });
      expect(answer.status).toBe(200);
      expect(answer.body.errors).toHaveLength(1);
      expect(answer.body).not.toHaveProperty('data');
      expect((await world.post({ query }, { accept: GRAPHQL })).status).toBe(400);
    },
  );

  it('reads UTF-8, named or not, and writes it', async () => {
    const { headers, body } = await world.post(
      { query: '{ session(ref: "Zürich ⚡") { ref } __typename }' },
      { 'content-type': 'application/json; charset="UTF-8"' },
    );
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toEqual({ data: { session: null, __typename: 'Query' } });
  });

  it('answers queries by GET, when the client cannot be a forged form', async () => {
    const query = `?query=${encodeURIComponent('{ session(ref: "NL/TNM/1") { kwh } }')}`;
    const asked = await get(query);
    expect(asked.body).toEqual({ data: { session: { kwh: 1.5 } } });
    expect(asked.headers.get('cache-control')).toBe('no-store');
    const mutation = await get(
      `?query=${encodeURIComponent('mutation { renameLocation(ref:"x",name:"y") { ref } }')}`,
    );
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
    const withVariables = await get(
      `?query=${encodeURIComponent('query S($ref: ID!) { session(ref: $ref) { kwh } }')}&operationName=S&variables=${encodeURIComponent('{"ref":"NL/TNM/2"}')}`,
    );
    expect(withVariables.body).toEqual({ data: { session: { kwh: 2.5 } } });
    for (const search of [
      '?query={__typename}&query={__typename}',
      '?query={__typename}&variables={',
      '?variables={}&extensions={}',
    ])
      expect((await get(search)).status).toBe(400);
  });

  it('answers no other method', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD']) {
      const answer = await fetch(world.url, { method, headers: { authorization: 'Bearer operator-key' } });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
    }
  });

  it('answers in the media type the client accepts', async () => {
    const answer = await world.post(
      { query: '{ __typename }' },
      { accept: 'application/graphql-response+json' },
    );
    expect(answer.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  });

  it('gives a browser the Sandbox page in development, key or no key', async () => {
    const page = await read(await fetch(world.url, { headers: { accept: 'text/html,*/*;q=0.8' } }));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('query First { sessions { ref } }');
    expect(page.text).toContain('Bearer PASTE-YOUR-API-KEY-HERE');
    expect(page.text).not.toContain('"runTelemetry":true');
  });

  it('shows the schema in development to whoever has a key', async () => {
    const answer = await world.post({ query: INTROSPECTION }, { authorization: `Bearer ${PLATFORM_KEY}` });
    expect(answer.body).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  });

  it('shows the schema, and only that, to the anonymous when introspection is open', async () => {
    const open = await startWorld({ openIntrospection: true });
    const anonymous = { authorization: undefined };
    const schema = await open.post({ query: `query I { __typename ${INTROSPECTION.slice(1)}` }, anonymous);
    expect(schema.body).toEqual({
      data: { __typename: 'Query', __schema: { queryType: { name: 'Query' } } },
    });
    for (const query of [
      '{ sessions { ref } }',
      `{ sessions { ref } ${INTROSPECTION.slice(1)}`,
      'query Q { ...F } fragment F on Query { sessions { ref } }',
      'mutation { renameLocation(ref: "NL/TNM/L1", name: "mine") { ref } }',
    ])
      expect((await open.post({ query }, anonymous)).status).toBe(401);
    expect((await open.post({ query: INTROSPECTION }, { authorization: 'Bearer stolen' })).status).toBe(401);
    await open.close();
  });
});

describe('/graphql over HTTP outside development', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ development: false, openIntrospection: true });
  });
  afterAll(() => world.close());

  it('shows the schema to operators only', async () => {
    const platform = await world.post({ query: INTROSPECTION }, { authorization: `Bearer ${PLATFORM_KEY}` });
    expect(platform.status).toBe(403);
    expect(platform.body.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await world.post({ query: INTROSPECTION })).body.data).toBeDefined();
    expect((await world.post({ query: INTROSPECTION }, { authorization: undefined })).status).toBe(401);
  });

  it('shows the schema to the roles that are named, and else to the hub itself only', async () => {
    const ask = async (schemaReaders: ('operator' | 'partner')[], key: string) => {
      const named = await startWorld({ development: false, schemaReaders });
      const { body } = await named.post({ query: INTROSPECTION }, { authorization: `Bearer ${key}` });
      await named.close();
      return body.errors?.[0]?.message ?? 'shown';
    };
    expect(await ask(['partner'], PLATFORM_KEY)).toBe('shown');
    expect(await ask(['partner'], OPERATOR_KEY)).toContain('Reading the schema is for partner here');
    expect(await ask([], OPERATOR_KEY)).toContain('Reading the schema is for nobody here');
  });

  it('suggests no names, explains no nulls and shows no plans', async () => {
    const typo = await world.post({ query: '{ sesions { ref } }' });
    expect(typo.body.errors?.[0]?.message).toBe('Cannot query field "sesions" on type "Query".');
    const nulls = await world.post(
      { query: '{ session(ref: "NL/TNM/4") { location { name } } }' },
      { 'apollo-query-plan-experimental': '1' },
    );
    expect(nulls.body).toEqual({ data: { session: { location: null } } });
  });

  it('gives a browser a page that loads nothing from anywhere', async () => {
    const page = await read(await fetch(world.url, { headers: { accept: 'text/html' } }));
    expect(page.status).toBe(200);
    expect(page.text).toContain('Authorization: Bearer');
    expect(page.text).not.toMatch(/https?:|<script/);
  });
});
