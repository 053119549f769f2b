// A subgraph in a process of its own, over real sockets: who is let in, what is answered, how it ends.
import { randomBytes } from 'node:crypto';
import type { Caller } from '@chargesphere/schema';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import {
  CALLER_HEADER,
  callerSignature,
  createMetrics,
  serveSubgraph,
  type ServedSubgraph,
} from '../src/index.js';
import { Sample, sampleSubgraph } from './sample-subgraph.js';
import { log, operator, platform } from './world.js';

const secret = randomBytes(32);
const signature = callerSignature(secret);
const sample = new Sample();
let served: ServedSubgraph;
let origin: string;

beforeAll(async () => {
  const options = { host: '127.0.0.1', port: 0, signature, log, metrics: createMetrics(false) };
  served = await serveSubgraph(await sampleSubgraph(sample), options);
  origin = new URL(served.url).origin;
});
afterAll(() => served.close());

const post = async (header: string | undefined, query: string) => {
  const response = await fetch(served.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header !== undefined && { [CALLER_HEADER]: header }) },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as {
    data?: object;
    errors?: { message: string; extensions: object }[];
  };
  return { status: response.status, ...body };
};

const byMessage = (a: { message: string }, b: { message: string }) => (a.message < b.message ? -1 : 1);

describe('an operation', () => {
  it('is answered to a caller whom the gateway signed for', async () => {
    const caller = platform('CPO NL/TNM');
    const { status, data } = await post(signature.sign(caller), '{ me }');
    expect([status, data]).toEqual([200, { me: JSON.stringify(caller.principal) }]);
  });

  it('HUB-033 is answered to a caller of whom thousands of agreements say how far it reads', async () => {
    const refs = Array.from(
      { length: 4000 },
      (_, i) => `NL/${(i * 11).toString(36).padStart(3, '0').toUpperCase()}`,
    );
    const reach = { others: false, listed: { locations: refs, tariffs: refs, tokens: refs.slice(0, 2000) } };
    const { principal } = platform('EMSP DE/EMP');
    const caller = { ...operator, principal: { ...principal, reach } } as Caller;
    const { status, data } = await post(signature.sign(caller), '{ me }');
    expect([status, data]).toEqual([200, { me: JSON.stringify(caller.principal) }]);
  });

  it.each([
    ['without the header', () => undefined],
    ['with an empty header', () => ''],
    ['with a signature of another hub', () => callerSignature(randomBytes(32)).sign(operator)],
    [
      'with a signature that is too old',
      () => callerSignature(secret, () => Date.now() - 61_000).sign(operator),
    ],
    [
      'with a changed caller',
      () => {
        const [, mac] = signature.sign(platform()).split('.');
        return `${Buffer.from(JSON.stringify({ ...operator, expires: 9e15 })).toString('base64url')}.${mac}`;
      },
    ],
  ])('%s is answered with 401 and nothing else', async (_, header) => {
    const { status, data, errors } = await post(header(), '{ me }');
    expect([status, data]).toEqual([401, undefined]);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  it('tells a Problem with its code and sentence, and a fault without a stack', async () => {
    const { data, errors } = await post(signature.sign(operator), '{ refused(first: 1, second: 2) broken }');
    expect(data).toEqual({ refused: null, broken: null });
    expect(errors?.map(({ message, extensions }) => ({ message, extensions })).sort(byMessage)).toEqual([
      { message: '3 is so already; leave it.', extensions: { code: 'CONFLICT' } },
      { message: 'undefined is not a function', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });
});

describe('a list of queries', () => {
  const send = async (text: string, header = signature.sign(operator)) => {
    const response = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [CALLER_HEADER]: header },
      body: text,
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('is answered in its order, each with what is its own, in one context', async () => {
    const me = JSON.stringify(operator.principal);
    const list = [
      { query: '{ me }' },
      { query: '{ nothing }' },
      { query: '{ refused(first: 1, second: 2) }' },
    ];
    expect(await send(JSON.stringify(list))).toEqual({
      status: 200,
      body: [
        { data: { me } },
        { errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] },
        { data: { refused: null }, errors: [expect.objectContaining({ extensions: { code: 'CONFLICT' } })] },
      ],
    });
  });

  it.each([
    [
      'with something else than a query',
      JSON.stringify([{ query: '{ me }' }, { query: 'subscription { ticks }' }]),
    ],
    ['without anything', '[]'],
    ['that is endless', JSON.stringify(Array.from({ length: 51 }, () => ({ query: '{ me }' })))],
    ['that is no JSON', '[{'],
  ])('%s is refused as a whole', async (_, text) => {
    const { status, body } = await send(text);
    expect([status, body]).toEqual([
      400,
      { errors: [expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } })] },
    ]);
  });

  it('of more bytes than are read is refused', async () => {
    expect((await send(JSON.stringify([{ query: ' '.repeat(5 * 1024 * 1024) }]))).status).toBe(413);
  });
});

describe('a subscription', () => {
  const clients: Client[] = [];
  afterAll(() => Promise.all(clients.map((client) => client.dispose())));
  const connect = (header: string | undefined): Client => {
    const client = createClient({
      url: served.subscriptionUrl,
      webSocketImpl: WebSocket,
      connectionParams: header === undefined ? {} : { [CALLER_HEADER]: header },
      retryAttempts: 0,
    });
    clients.push(client);
    return client;
  };
  const subscribed = async () => {
    while (sample.ticks.size === 0) await new Promise((resolve) => setImmediate(resolve));
  };

  it('gets events over a socket, and leaves nothing behind when its client goes', async () => {
    const ticks = connect(signature.sign(operator)).iterate({ query: 'subscription { ticks }' });
    const first = ticks.next();
    await subscribed();
    sample.ticks.publish(['tick'], 1);
    sample.ticks.publish(['tick'], 2);
    expect([await first, await ticks.next()]).toMatchObject([
      { value: { data: { ticks: 1 } } },
      { value: { data: { ticks: 2 } } },
    ]);
    await ticks.return?.();
    while (sample.ticks.size > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it.each([
    ['without a header', undefined],
    ['with a stale one', callerSignature(secret, () => 0).sign(operator)],
  ])('%s is closed as forbidden', async (_, header: string | undefined) => {
    const ticks = connect(header).iterate({ query: 'subscription { ticks }' });
    await expect(ticks.next()).rejects.toMatchObject({ code: 4403 });
    expect(sample.ticks.size).toBe(0);
  });

  it('answers queries over the socket as the same caller', async () => {
    const client = connect(signature.sign(operator));
    const answer = await client.iterate({ query: '{ me }' }).next();
    expect(answer.value).toMatchObject({ data: { me: JSON.stringify(operator.principal) } });
  });
});

describe('operation', () => {
  const get = async (path: string) => {
    const response = await fetch(`${origin}${path}`);
    return { status: response.status, text: await response.text() };
  };

  it('says that it lives, and whether it is ready and why not', async () => {
    expect(await get('/health/live')).toEqual({ status: 200, text: '{"status":"live"}' });
    expect(await get('/health/ready')).toEqual({ status: 200, text: '{"status":"ready"}' });
    sample.isReady = false;
    const { status, text } = await get('/health/ready');
    expect([status, JSON.parse(text)]).toEqual([
      503,
      { status: 'not ready', reason: 'sample cannot reach its database' },
    ]);
    sample.isReady = true;
  });

  it('gives metrics, and says what there is where there is nothing', async () => {
    expect((await get('/metrics')).status).toBe(200);
    const { status, text } = await get('/');
    expect([status, text]).toEqual([404, expect.stringContaining('/graphql')]);
  });
});

describe('the end', () => {
  it('closes open subscriptions and the port', async () => {
    const own = new Sample();
    const one = await serveSubgraph(await sampleSubgraph(own), {
      host: '127.0.0.1',
      port: 0,
      signature,
      log,
    });
    const caller: Caller = operator;
    const client = createClient({
      url: one.subscriptionUrl,
      webSocketImpl: WebSocket,
      connectionParams: { [CALLER_HEADER]: signature.sign(caller) },
      retryAttempts: 0,
    });
    const ticks = client.iterate({ query: 'subscription { ticks }' });
    const waiting = ticks.next();
    while (own.ticks.size === 0) await new Promise((resolve) => setImmediate(resolve));
    const [, closing] = await Promise.allSettled([one.close(), waiting]);
    expect(closing.status === 'rejected' || closing.value.done).toBe(true);
    expect(own.ticks.size).toBe(0);
    await expect(fetch(one.url)).rejects.toThrow();
  });

  it('of a port in use is told, and leaves nothing open', async () => {
    const port = Number(new URL(served.url).port);
    const taken = serveSubgraph(await sampleSubgraph(), { host: '127.0.0.1', port, signature, log });
    await expect(taken).rejects.toThrow('EADDRINUSE');
  });
});
