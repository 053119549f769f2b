/** The limits of the public doors: the same for HTTP and WebSocket, and none of them for our own documents. */
import { defaultLimits } from '../src/index.js';
import { OPERATOR_KEY, PLATFORM_KEY, startWorld, system, type AnswerError, type World } from './world.js';

const GRAPHQL = 'application/graphql-response+json';
const asPlatform = { authorization: `Bearer ${PLATFORM_KEY}` };

let world: World;
beforeAll(async () => {
  world = await startWorld({
    limits: {
      document_depth: 5,
      document_breadth: 8,
      document_roots: 4,
      document_aliases: 3,
      document_fields: 30,
      document_tokens: 300,
      operation_ms: 100,
    },
    budgets: { operator: 500, partner: 50 },
  });
});
afterAll(() => world.close());

type Refused = Pick<AnswerError, 'message' | 'extensions'>;

/** What this operation is answered over HTTP, and over WebSocket. */
const overHttp = async (query: string, variables?: Record<string, unknown>, headers = {}) => {
  const { status, body } = await world.post({ query, variables }, { accept: GRAPHQL, ...headers });
  return { status, errors: (body.errors ?? []) as Refused[] };
};
const overWebSocket = (
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, unknown>,
) =>
  new Promise<Refused[]>((resolve) => {
    const client = world.client(headers);
    client.subscribe(
      { query, variables },
      {
        next: ({ errors }) => resolve((errors ?? []) as unknown as Refused[]),
        error: (errors) => resolve(errors as Refused[]),
        complete: () => void client.dispose(),
      },
    );
  });

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe.each([
  [
    'depth',
    '{ __schema { types { fields { type { ofType { name } } } } } }',
    /6 fields deep and 5 are allowed/,
  ],
  ['fields at the root', `{ whoAsks ${many(4, () => '__typename')} }`, /5 fields at its root and 4/],
  ['fields in one place', `{ sessions { ref ${many(8, () => 'kwh')} } }`, /9 fields in one place and 8/],
  ['aliases', `{ ${many(4, (index) => `a${index}: whoAsks`)} }`, /4 aliases and 3 are allowed/],
  ['fields altogether', `{ ${many(4, () => 'sessions { ref kwh ref kwh ref kwh ref kwh }')} }`, /36 fields/],
])('an operation with too many or too much: %s', (_what, query, sentence) => {
  it('is refused before it is validated, over HTTP and WebSocket alike', async () => {
    const { status, errors } = await overHttp(query);
    expect([status, errors]).toEqual([
      400,
      [{ message: expect.stringMatching(sentence), extensions: { code: 'OPERATION_TOO_LARGE' } }],
    ]);
    expect(await overWebSocket(query)).toEqual(errors);
  });

  it('is executed when it is ours', async () => {
    const result = await world.gateway.execute({ document: query, caller: system });
    expect(result.errors).toBeUndefined();
  });
});

it('tokens are counted while the text is read', async () => {
  const query = `{${many(300, () => 'whoAsks')}}`;
  const { errors } = await overHttp(query);
  expect(errors[0]).toMatchObject({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  expect((await overWebSocket(query))[0]?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
});

describe('the cost of an operation', () => {
  const query = 'query ($n: Int!) { sessions(limit: $n) { ref location { name } } }';

  it('is held to the budget of who asks, sizes in variables included', async () => {
    expect((await overHttp(query, { n: 200 })).errors).toEqual([]);
    const { status, errors } = await overHttp(query, { n: 300 });
    expect([status, errors]).toEqual([
      400,
      [
        {
          message:
            'The operation may cost 600, most of it in sessions, and you may spend 500 in one; ask for smaller pages or fewer lists inside them.',
          extensions: { code: 'OPERATION_TOO_LARGE' },
        },
      ],
    ]);
    expect(await overWebSocket(query, { n: 300 })).toEqual(errors);
    expect((await overHttp(query, { n: 200 }, asPlatform)).errors[0]?.message).toContain(
      'you may spend 50 in one',
    );
    expect((await overHttp(query, { n: 20 }, asPlatform)).errors).toEqual([]);
    expect((await overWebSocket(query, { n: 200 }, asPlatform))[0]?.message).toContain('you may spend 50');
  });

  it('is no matter for the direct path', async () => {
    const result = await world.gateway.execute({ document: query, variables: { n: 300 }, caller: system });
    expect(result.errors).toBeUndefined();
  });
});

describe('what may be spent in a minute', () => {
  const query = '{ sessions(limit: 20) { ref } }';
  let spent: [string, number, number][];
  let small: World;
  beforeAll(async () => {
    small = await startWorld({
      minuteBudgets: { partner: 100 },
      spending: {
        spend: (...what) => {
          spent.push(what);
          return Promise.resolve(spent.length > 2 ? 12_001 : undefined);
        },
      },
    });
  });
  afterAll(() => small.close());
  beforeEach(() => {
    spent = [];
  });
  const refused = {
    message: 'The operation may cost 20, and you may spend 100 a minute; come back in 13 s, or ask for less.',
    extensions: { code: 'RATE_LIMITED', retryAfter: 13 },
  };

  it('is refused over HTTP with 429 and when to come back', async () => {
    const headers = { accept: GRAPHQL, ...asPlatform };
    for (let i = 0; i < 2; i += 1) expect((await small.post({ query }, headers)).status).toBe(200);
    const answer = await small.post({ query }, headers);
    expect([answer.status, answer.headers.get('retry-after'), answer.body.errors]).toEqual([
      429,
      '13',
      [refused],
    ]);
    expect(new Set(spent.map(([who, cost, budget]) => `${who} ${cost} ${budget}`)).size).toBe(1);
  });

  it('is refused over WebSocket with the same error, and subscriptions count', async () => {
    const ask = (text: string) =>
      new Promise<unknown>((resolve) => {
        const client = small.client(asPlatform);
        client.subscribe(
          { query: text },
          {
            next: (result) => resolve(result.data),
            error: (errors) => resolve(errors),
            complete: () => void client.dispose(),
          },
        );
      });
    expect(await ask(query)).toHaveProperty('sessions');
    await ask('{ whoAsks }');
    expect(await ask(query)).toEqual([refused]);
    expect(await ask('subscription { sessionUpdated { ref } }')).toMatchObject([
      { extensions: { code: 'RATE_LIMITED' } },
    ]);
  });

  it('is no matter for who has no limit, nor for what is refused anyway', async () => {
    for (let i = 0; i < 3; i += 1) expect((await small.post({ query })).status).toBe(200);
    await small.post({ query: '{ nothing }' }, asPlatform);
    await small.post({ query: '{ sessions(limit: 200000) { ref } }' }, asPlatform);
    expect(spent).toEqual([]);
  });
});

describe('an operation that takes too long', () => {
  const late = {
    message: expect.stringContaining('took longer than 100 ms'),
    extensions: { code: 'TIMEOUT' },
  };

  it('is answered TIMEOUT, over HTTP and WebSocket alike', async () => {
    const answer = await world.post({ query: '{ stuck }' });
    expect([answer.status, answer.body]).toEqual([504, { errors: [late] }]);
    expect(await overWebSocket('{ stuck }')).toEqual([late]);
  });
});

it('a body that does not come is waited for so long, and not longer', async () => {
  const patient = await startWorld({ limits: { body_ms: 50 } });
  const endless = new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode('{"query":')),
  });
  const answer = await fetch(patient.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${OPERATOR_KEY}` },
    body: endless,
    ...{ duplex: 'half' },
  });
  expect(answer.status).toBe(408);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
  await patient.close();
});

it('every limit has a bound by default', () => {
  expect(Object.values(defaultLimits).every((limit) => Number.isFinite(limit) && limit > 0)).toBe(true);
});
