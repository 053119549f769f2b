/**
 * HUB-064: every HTTP leg between the hub and partners, as people see it in the graph: a push, a refused push, an
 * authorization passed on, a pull; live; masked; for those only who took part; and sent once more.
 */
import { samples } from '@chargesphere/simulator';
import type { ExecutionResult } from 'graphql';
import { world, type Live, type World } from './world.js';

const SHOWN = `id direction mode module method url http ocpi status requestId correlationId cause from to platformId
  durationMs replayOf violationCount violations { pointer }
  request { state bytes body headers } response { state bytes body headers }`;

interface Message {
  state: string;
  bytes: number;
  body: string | null;
  headers: Record<string, string>;
}
interface Shown {
  id: string;
  direction: string;
  mode: string;
  module: string;
  method: string;
  url: string;
  http: number | null;
  ocpi: number | null;
  status: string;
  requestId: string;
  correlationId: string;
  platformId: string;
  replayOf: string | null;
  request: Message;
  response: Message;
  [field: string]: unknown;
}

const TOKEN = '012345678';
const CONTRACT = samples.token().contract_id;

describe.each(['one', 'split'] as const)('exchanges of a hub in the shape "%s"', (shape) => {
  let w: World;
  let live: Live;
  const seen: Shown[] = [];

  beforeAll(async () => {
    w = await world({ shape });
    live = w.live(`subscription { exchangeRecorded { ${SHOWN} } }`);
    // A subscription is not acknowledged: it runs for sure when the first event arrives, so some are caused.
    let isRunning = false;
    const first = live.next().finally(() => (isRunning = true));
    while (!isRunning) await w.cpo.call('locations', 'SENDER', 'GET', []);
    seen.push((await first)['exchangeRecorded'] as Shown);
  }, 60_000);
  afterAll(() => w.close());

  /** The first leg that fits, as it was told live; each leg is told once. */
  const told = async (fits: (leg: Shown) => boolean): Promise<Shown> => {
    const known = seen.find(fits);
    if (known) return known;
    for (;;) {
      const leg = (await live.next())['exchangeRecorded'] as Shown;
      seen.push(leg);
      if (fits(leg)) return leg;
    }
  };
  const chain = (name: string) => ({ headers: { 'X-Request-ID': `r-${name}`, 'X-Correlation-ID': name } });
  const conversation = async (correlationId: string) => {
    const { conversation: shown } = await w.graph<{
      conversation: { legs: { depth: number; exchange: Shown }[] };
    }>(`query ($id: ID!) { conversation(correlationId: $id) { legs { depth exchange { ${SHOWN} } } } }`, {
      id: correlationId,
    });
    return shown.legs;
  };
  const replay = (id: string) =>
    w.ask<{ replayExchange: { status: string; failure: string | null; result: Shown | null } }>(
      `mutation ($id: ID!) { replayExchange(id: $id) { status failure result { ${SHOWN} } } }`,
      { id },
    );

  it('TRN-090, TRN-091, TRN-095 show a push with both statuses, ids, parties, sizes and its body, the driver hidden', async () => {
    await w.cpo.pushSession(samples.session(), chain('push'));
    const leg = await told(({ correlationId }) => correlationId === 'push');
    expect(leg).toMatchObject({
      direction: 'IN',
      module: 'sessions',
      method: 'PUT',
      url: expect.stringContaining('/ocpi/2.3.0/receiver/sessions/NL/ALF/101'),
      http: 201,
      ocpi: 1000,
      status: 'OK',
      requestId: 'r-push',
      from: 'NL/ALF',
      request: { state: 'MASKED', headers: { 'x-request-id': 'r-push' } },
      response: { state: 'KEPT', headers: { 'x-request-id': 'r-push', 'x-correlation-id': 'push' } },
    });
    expect(JSON.parse(leg.request.body ?? '')).toMatchObject({ id: '101', cdr_token: { uid: '01***78' } });
    expect(leg.request.bytes).toBe(Buffer.byteLength(JSON.stringify(samples.session())));
    expect(JSON.stringify(leg)).not.toContain(TOKEN);
    expect(JSON.stringify(leg)).not.toContain(CONTRACT);
    expect(JSON.stringify(leg)).not.toMatch(/authorization/i);
  });

  it('show a refused push with what was wrong, at its pointer', async () => {
    const broken = { ...samples.session({ id: 'broken' }), kwh: undefined };
    await w.cpo.call('sessions', 'RECEIVER', 'PUT', ['NL', 'ALF', 'broken'], broken, {
      to: 'DE/BET',
      ...chain('refused'),
    });
    const leg = await told(({ correlationId }) => correlationId === 'refused');
    expect(leg).toMatchObject({ ocpi: 2001, status: 'CLIENT_ERROR', violations: [{ pointer: '/kwh' }] });
    const { exchanges } = await w.graph<{ exchanges: { items: Shown[]; total: number } }>(
      '{ exchanges(filter: { withViolations: true, module: "sessions", party: "nl/alf" }) { items { id } total } }',
    );
    expect(exchanges).toEqual({ items: [{ id: leg.id }], total: 1 });
  });

  it('TRN-093, TRN-094, HUB-009, HUB-034 show an authorization passed on as a tree, its token nowhere', async () => {
    await w.emsp.pushToken(samples.token());
    const answer = await w.cpo.call('tokens', 'SENDER', 'POST', [TOKEN, 'authorize'], undefined, {
      to: 'DE/BET',
      ...chain('authorize'),
    });
    expect(answer.envelope?.status_code).toBe(1000);
    const out = await told(
      ({ correlationId, direction }) => correlationId === 'authorize' && direction === 'OUT',
    );
    const asked = await told(
      ({ correlationId, direction }) => correlationId === 'authorize' && direction === 'IN',
    );
    expect(out).toMatchObject({
      mode: 'DIRECT',
      module: 'tokens',
      cause: 'r-authorize',
      from: 'NL/ALF',
      to: 'DE/BET',
    });
    expect(out.requestId).not.toBe('r-authorize');
    expect(out.platformId).not.toBe(asked.platformId);
    const legs = await conversation('authorize');
    expect(legs.map(({ depth, exchange }) => [depth, exchange.id])).toEqual([
      [0, asked.id],
      [1, out.id],
    ]);
    for (const secret of [TOKEN, CONTRACT]) expect(JSON.stringify(legs)).not.toContain(secret);
    expect(asked.url).toContain('/01***78/authorize');
    expect((await replay(out.id)).errors[0]).toMatchObject({
      message: expect.stringContaining('POST does something each time'),
      extensions: { code: 'CONFLICT' },
    });
  });

  it('HUB-034 show a platform its own legs and not those of the other end', async () => {
    const [outer, inner] = [
      await told(({ correlationId, direction }) => correlationId === 'authorize' && direction === 'IN'),
      await told(({ correlationId, direction }) => correlationId === 'authorize' && direction === 'OUT'),
    ];
    const query = `{ conversation(correlationId: "authorize") { legs { exchange { id cause request { body } } } }
      exchanges(filter: { correlationId: "authorize" }) { items { id } }
      mine: exchange(id: "${inner.id}") { id } theirs: exchange(id: "${outer.id}") { id response { body } } }`;
    const principal = { kind: 'platform' as const, platformId: inner.platformId, roles: [] };
    const caller = { principal, requestId: 'test', correlationId: 'test' };
    const { data, errors } = ((await w.hub.gateway?.execute({ document: query, caller })) ??
      {}) as ExecutionResult;
    expect(errors).toBeUndefined();
    expect(structuredClone(data)).toEqual({
      conversation: { legs: [{ exchange: { id: inner.id, cause: null, request: { body: null } } }] },
      exchanges: { items: [{ id: inner.id }] },
      mine: { id: inner.id },
      theirs: null,
    });
  });

  it('show a pull, and send its GET once more', async () => {
    w.cpo.locations.put('NL/ALF/LOC1', samples.location());
    const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(
      '{ platforms(filter: { name: "Alfa Laden" }) { items { id } } }',
    );
    await w.graph('mutation ($input: StartPullInput!) { startPull(input: $input) { id } }', {
      input: { platformId: platforms.items[0]?.id, module: 'locations', mode: 'FULL' },
    });
    const leg = await told(({ direction, module }) => direction === 'OUT' && module === 'locations');
    expect(leg).toMatchObject({
      mode: 'HUB',
      method: 'GET',
      http: 200,
      ocpi: 1000,
      platformId: platforms.items[0]?.id,
      from: 'NL/HUB',
      to: 'NL/ALF',
      response: { state: 'KEPT', body: expect.stringContaining('LOC1'), headers: { 'x-total-count': '1' } },
    });
    const asked = w.cpo.received.length;
    const { data } = await replay(leg.id);
    expect(data.replayExchange).toMatchObject({
      status: 'DONE',
      failure: null,
      result: { replayOf: leg.id, correlationId: leg.correlationId, url: leg.url, http: 200 },
    });
    expect(data.replayExchange.result?.requestId).not.toBe(leg.requestId);
    const repeated = w.cpo.received.slice(asked);
    expect(repeated.map(({ method, module }) => [method, module])).toEqual([['GET', 'locations']]);
    expect(repeated[0]?.headers['x-correlation-id']).toBe(leg.correlationId);
    expect((await conversation(leg.correlationId)).map(({ depth }) => depth)).toContain(1);
  });

  it('send a Location once more with the same body, until a newer one has been taken', async () => {
    const to = { to: 'DE/BET' };
    const location = samples.location({ id: 'LOC7' });
    await w.cpo.pushLocation(location, { ...to, ...chain('first') });
    const leg = await told(
      ({ correlationId, direction }) => correlationId === 'first' && direction === 'OUT',
    );
    expect(leg).toMatchObject({ method: 'PUT', request: { state: 'KEPT', body: JSON.stringify(location) } });
    const before = w.emsp.received.length;
    expect((await replay(leg.id)).data.replayExchange).toMatchObject({
      status: 'DONE',
      result: { ocpi: 1000 },
    });
    expect(w.emsp.received.slice(before)).toMatchObject([
      { method: 'PUT', segments: ['NL', 'ALF', 'LOC7'], body: location, from: { party_id: 'ALF' } },
    ]);

    await w.cpo.pushLocation({ ...location, name: 'Newer' }, { ...to, ...chain('second') });
    await told(({ correlationId, direction }) => correlationId === 'second' && direction === 'OUT');
    expect((await replay(leg.id)).errors[0]?.message).toContain('has taken a newer state since');
  });

  it('HUB-034 refuse to send what they do not hold unmasked, and what a partner sent', async () => {
    await w.emsp.pushToken(samples.token({ uid: 'aTokenOfSomebody' }), { to: 'NL/ALF', ...chain('token') });
    const out = await told(
      ({ correlationId, direction }) => correlationId === 'token' && direction === 'OUT',
    );
    const asked = await told(
      ({ correlationId, direction }) => correlationId === 'token' && direction === 'IN',
    );
    expect((await replay(out.id)).errors[0]?.message).toContain('was masked');
    expect((await replay(asked.id)).errors[0]?.message).toContain('only the partner can send it again');
    expect((await replay('nonsense')).errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it('HUB-093 show why there was no answer', async () => {
    w.emsp.behave({ on: { module: 'sessions' }, times: 1, closeSocket: true });
    await w.cpo.pushSession(samples.session({ id: 'S9' }), { to: 'DE/BET', ...chain('dead') });
    const out = await told(({ correlationId, direction }) => correlationId === 'dead' && direction === 'OUT');
    expect(out).toMatchObject({ status: 'NO_ANSWER', http: null, ocpi: null });
    const { exchanges } = await w.graph<{ exchanges: { items: unknown[] } }>(
      '{ exchanges(filter: { correlationId: "dead", status: [NO_ANSWER] }) { items { direction failure { kind message } } } }',
    );
    expect(exchanges.items).toEqual([
      {
        direction: 'OUT',
        failure: { kind: 'unreachable', message: expect.stringContaining('cannot be reached') },
      },
    ]);
    expect(
      await told(({ correlationId, direction }) => correlationId === 'dead' && direction === 'IN'),
    ).toMatchObject({
      status: 'HUB_ERROR',
    });
  });

  it('count what is recorded', async () => {
    const text = await (await fetch(`http://127.0.0.1:${w.hub.port}/metrics`)).text();
    expect(text).toMatch(/chargesphere_exchanges_total\{outcome="recorded"\} [1-9]/);
    expect(text).not.toMatch(/chargesphere_exchanges_total\{outcome="dropped"\} [1-9]/);
    expect(text).toMatch(/chargesphere_exchanges_waiting \d/);
  });
});
