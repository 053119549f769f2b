/** HUB-064: recorded exchanges on a real PostgreSQL: written in batches, found by filters, isolated, kept for a time. */
import { randomUUID } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import { legAt, listed, record } from './exchange-legs.js';
import { anonymous, operator, platformCaller, problemOf, World } from './world.js';

const DAY_MS = 24 * 3_600_000;

describe('recorded exchanges', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const ago = (span_ms: number) => new Date(world.now.getTime() - span_ms);
  const idsOf = async (filter: object, caller = operator) =>
    (await listed(world, caller, filter)).items.map(({ id }) => id);

  it('HUB-064 shows a leg with both statuses, both ids, its mode, its sizes and what it carried', async () => {
    const platformId = randomUUID();
    const leg = legAt(ago(1000), {
      platformId,
      mode: 'DIRECT',
      to: 'DE/EMP',
      http: 200,
      ocpi: 2001,
      cause: 'r-0',
      violations: [{ pointer: '/id', code: 'missing', message: '/id is missing.' }],
      violationCount: 3,
      response: { state: 'MASKED', bytes: 70, text: '{"status_code":2001}' },
    });
    expect(await record(world, leg)).toBe(1);
    const fields = `id startedAt durationMs direction mode platformId from to module method url http ocpi status
      failure { kind message } requestId correlationId cause replayOf version violationCount platform { name }
      violations { pointer code message } request { headers state bytes body } response { headers state bytes body }`;
    const { exchange } = await world.ask<{ exchange: unknown }>(
      operator,
      `query One($id: ID!) { exchange(id: $id) { ${fields} } }`,
      { id: leg.id },
    );
    expect(exchange).toEqual({
      id: leg.id,
      startedAt: leg['startedAt'],
      durationMs: 12.5,
      direction: 'IN',
      mode: 'DIRECT',
      platformId,
      from: 'NL/TNM',
      to: 'DE/EMP',
      module: 'sessions',
      method: 'PUT',
      url: leg['url'],
      http: 200,
      ocpi: 2001,
      status: 'CLIENT_ERROR',
      failure: null,
      requestId: leg['requestId'],
      correlationId: leg['correlationId'],
      cause: 'r-0',
      replayOf: null,
      version: '2.3.0',
      violationCount: 3,
      platform: null,
      violations: leg['violations'],
      request: { headers: { 'x-request-id': 'r' }, state: 'KEPT', bytes: 10, body: '{"id":"1"}' },
      response: { headers: {}, state: 'MASKED', bytes: 70, body: '{"status_code":2001}' },
    });
  });

  it('keeps a batch that is written twice once, and refuses one it cannot read', async () => {
    const legs = [legAt(ago(10)), legAt(ago(20))];
    expect(await record(world, ...legs)).toBe(2);
    expect(await record(world, ...legs, legAt(ago(5)))).toBe(1);
    expect(await record(world)).toBe(0);
    for (const broken of [
      { id: randomUUID() },
      { mode: 'SIDEWAYS' },
      { request: null },
      { http: 'x' },
      { url: 7 },
    ])
      expect((await problemOf(record(world, legAt(ago(1), broken)))).code).toBe('INVALID_INPUT');
    expect((await listed(world, operator)).total).toBe(3);
  });

  it('lists the newest first and pages through legs of the same instant', async () => {
    const at = ago(1000);
    const legs = [legAt(ago(5000)), ...Array.from({ length: 5 }, () => legAt(at)), legAt(ago(1))];
    await record(world, ...legs);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { items: { id: string }[]; next: string | null } = await listed(
        world,
        operator,
        {},
        { limit: 3, after },
      );
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    const newestFirst = legs.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1));
    expect(seen).toEqual(newestFirst);
    expect((await problemOf(listed(world, operator, {}, { after: 'nonsense' }))).code).toBe('INVALID_INPUT');
    expect((await problemOf(listed(world, operator, {}, { limit: 500 }))).code).toBe('INVALID_INPUT');
  });

  it('finds legs by everything that can be filtered', async () => {
    const platformId = randomUUID();
    const plain = legAt(ago(60_000));
    const odd = legAt(ago(1000), {
      platformId,
      direction: 'OUT',
      mode: 'GET_ALL',
      module: 'Tariffs',
      method: 'GET',
      url: 'https://a.example/100%/tariffs',
      from: 'NL/HUB',
      to: 'NL/TNM',
      http: 404,
      ocpi: 2003,
      duration_ms: 900,
      requestId: 'R',
      correlationId: 'C',
      violationCount: 1,
    });
    const dead = legAt(ago(500), {
      http: null,
      ocpi: null,
      from: null,
      failure: { kind: 'timeout', message: 'a.example did not answer within 5 ms.' },
    });
    await record(world, plain, odd, dead);
    for (const filter of [
      { platformId },
      { party: 'nl/tnm', direction: 'OUT' },
      { module: 'tariffs' },
      { method: 'get' },
      { direction: 'OUT' },
      { mode: 'GET_ALL' },
      { status: ['CLIENT_ERROR'] },
      { httpStatus: 404 },
      { ocpiStatus: 2003 },
      { correlationId: 'C' },
      { requestId: 'R' },
      { since: ago(30_000).toISOString(), until: ago(900).toISOString() },
      { slowerThanMs: 100 },
      { withViolations: true },
      { text: '100%/TAR' },
    ])
      expect([filter, await idsOf(filter)]).toEqual([filter, [odd.id]]);
    expect(await idsOf({ status: ['NO_ANSWER', 'HUB_ERROR'] })).toEqual([dead.id]);
    expect(await idsOf({ status: ['OK', 'NO_ANSWER'] })).toEqual([dead.id, plain.id]);
    expect(await idsOf({ text: 'did not answer' })).toEqual([dead.id]);
    expect(await idsOf({ party: 'NL/TNM' })).toEqual([odd.id, plain.id]);
    expect(await idsOf({ withViolations: false })).toEqual([dead.id, plain.id]);
    for (const none of [{ platformId: 'nonsense' }, { text: '_00%' }, { party: 'XX/YYY' }])
      expect(await idsOf(none)).toEqual([]);
    expect((await listed(world, operator, { direction: 'IN' })).total).toBe(2);
  });

  it('HUB-034 shows a platform what it took part in, and nothing of anybody else', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const asked = legAt(ago(30), { platformId: mine, requestId: 'A', correlationId: 'C' });
    const passed = legAt(ago(20), {
      platformId: theirs,
      direction: 'OUT',
      cause: 'A',
      requestId: 'B',
      correlationId: 'C',
    });
    const nobody = legAt(ago(10), { correlationId: 'C' });
    await record(world, asked, passed, nobody);
    const me = platformCaller(mine);
    expect(await idsOf({}, me)).toEqual([asked.id]);
    expect(await idsOf({ correlationId: 'C' }, platformCaller(theirs))).toEqual([passed.id]);
    expect(await idsOf({ platformId: theirs }, me)).toEqual([]);
    const one = (caller: typeof me, id: string) =>
      world.ask(caller, `query One($id: ID!) { exchange(id: $id) { id cause request { body } } }`, { id });
    expect(await one(me, passed.id)).toEqual({ exchange: null });
    expect(await one(platformCaller(theirs), passed.id)).toEqual({
      exchange: { id: passed.id, cause: null, request: { body: '{"id":"1"}' } },
    });
    const { conversation } = await world.ask<{ conversation: { legs: unknown[] } }>(
      me,
      '{ conversation(correlationId: "C") { legs { exchange { id } } } }',
    );
    expect(conversation.legs).toEqual([{ exchange: { id: asked.id } }]);
    for (const query of [
      '{ exchanges { total } }',
      `{ exchange(id: "${asked.id}") { id } }`,
      '{ conversation(correlationId: "C") { depth: durationMs } }',
    ])
      expect((await problemOf(world.ask(anonymous, query))).code).toBe('UNAUTHENTICATED');
    for (const [caller, text] of [
      [me, `mutation { replayExchange(id: "${asked.id}") { id } }`],
      [me, 'mutation { recordExchanges(legs: []) }'],
      [operator, 'mutation { recordExchanges(legs: []) }'],
      [operator, 'mutation { claimExchangeReplays(limit: 1) { id } }'],
      [me, `{ exchange(id: "${asked.id}") { platform { name } } }`],
    ] as const)
      expect((await problemOf(world.ask(caller, text))).code).toBe('FORBIDDEN');
  });

  it('TRN-093, TRN-094 shows a conversation as a tree and as a waterfall', async () => {
    const t0 = ago(400);
    const after = (span_ms: number) => new Date(t0.getTime() + span_ms);
    const [t1, t2, t3] = [after(10), after(20), after(300)];
    const asked = legAt(t0, { requestId: 'A', correlationId: 'C', duration_ms: 50 });
    const out = (at: Date, requestId: string, cause: string) =>
      legAt(at, { direction: 'OUT', requestId, cause, correlationId: 'C', duration_ms: 5 });
    const [first, second] = [out(t1, 'B1', 'A'), out(t2, 'B2', 'A')];
    const later = legAt(t3, { requestId: 'D', correlationId: 'C', duration_ms: 60 });
    await record(world, second, later, first, asked, legAt(ago(50)));
    const { conversation } = await world.ask<{ conversation: unknown }>(
      operator,
      `{ conversation(correlationId: "C") { correlationId startedAt durationMs isComplete
          roots { exchange { id } children { exchange { id } children { depth } } }
          legs { exchange { id } depth offsetMs parentId } } }`,
    );
    const leaf = ({ id }: { id: string }) => ({ exchange: { id }, children: [] });
    expect(conversation).toEqual({
      correlationId: 'C',
      startedAt: t0.toISOString(),
      durationMs: 360,
      isComplete: true,
      roots: [{ exchange: { id: asked.id }, children: [leaf(first), leaf(second)] }, leaf(later)],
      legs: [
        { exchange: { id: asked.id }, depth: 0, offsetMs: 0, parentId: null },
        { exchange: { id: first.id }, depth: 1, offsetMs: 10, parentId: asked.id },
        { exchange: { id: second.id }, depth: 1, offsetMs: 20, parentId: asked.id },
        { exchange: { id: later.id }, depth: 0, offsetMs: 300, parentId: null },
      ],
    });
    expect(
      await world.ask(
        operator,
        '{ conversation(correlationId: "none") { startedAt durationMs legs { depth } } }',
      ),
    ).toEqual({
      conversation: { startedAt: null, durationMs: 0, legs: [] },
    });
  });

  it('tells subscribers of each leg they look for, on other nodes too', async () => {
    const mine = randomUUID();
    const watch = async (node: World, caller: typeof operator, filter: string) =>
      (await node.subscribe(
        caller,
        `subscription { exchangeRecorded(filter: ${filter}) { id status } }`,
      )) as AsyncGenerator<ExecutionResult>;
    const elsewhere = await world.node();
    const there = World.over(world, elsewhere);
    const failures = await watch(world, operator, '{ status: [NO_ANSWER, SERVER_ERROR] }');
    const own = await watch(there, platformCaller(mine), '{}');
    const bad = legAt(ago(5), { http: 503, ocpi: null });
    const ours = legAt(ago(3), { platformId: mine });
    await record(world, legAt(ago(9)), bad, ours);
    const worse = legAt(ago(1), { http: null, ocpi: null });
    await record(world, worse);
    const seen = async (source: AsyncGenerator<ExecutionResult>) =>
      structuredClone(((await source.next()).value as ExecutionResult).data?.['exchangeRecorded']);
    expect(await seen(failures)).toEqual({ id: bad.id, status: 'SERVER_ERROR' });
    expect(await seen(failures)).toEqual({ id: worse.id, status: 'NO_ANSWER' });
    expect(await seen(own)).toEqual({ id: ours.id, status: 'OK' });
    await failures.return(undefined);
    await own.return(undefined);
    await elsewhere.close();
  });

  describe('the days they are kept in', () => {
    const partitions = async (table: string) =>
      (
        await world.rows<{ name: string }>(
          `select relname as name from pg_inherits join pg_class on oid = inhrelid where inhparent = $1::regclass`,
          [`parties.${table}`],
        )
      )
        .map(({ name }) => name)
        .sort();
    const dayOf = (table: string, days: number) =>
      `${table}_${new Date(world.now.getTime() + days * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '_')}`;
    /** What a node does when it starts, and every hour. */
    const tend = async () =>
      (
        await world.node({ now: () => world.now, exchangeRetention: { keepDays: 14, keepBodiesDays: 3 } })
      ).close();

    it('are made ahead, and a leg outside of them is kept all the same', async () => {
      const made = await partitions('exchange');
      for (const days of [0, 1, 2, 3]) expect(made).toContain(dayOf('exchange', days));
      const later = legAt(new Date(world.now.getTime() + 5 * DAY_MS));
      await record(world, later);
      expect(await world.rows('select id from parties.exchange_default')).toEqual([{ id: later.id }]);
      world.pass(5 * DAY_MS);
      await tend();
      expect(await world.rows('select id from parties.exchange_default')).toEqual([]);
      expect(await world.rows(`select id from parties.${dayOf('exchange', 0)}`)).toEqual([{ id: later.id }]);
      expect((await listed(world, operator)).items).toMatchObject([{ id: later.id }]);
    });

    it('are dropped when their time is over, bodies before legs', async () => {
      const leg = legAt(world.now);
      await record(world, leg);
      const shown = async () =>
        (await listed(world, operator, {}, {}, 'id url status request { state body headers bytes }')).items;
      world.pass(2 * DAY_MS);
      await tend();
      expect(await shown()).toMatchObject([{ id: leg.id, request: { state: 'KEPT', body: '{"id":"1"}' } }]);
      world.pass(2 * DAY_MS);
      await tend();
      expect(await shown()).toMatchObject([
        { id: leg.id, request: { state: 'EXPIRED', body: null, headers: null, bytes: 10 } },
      ]);
      world.pass(11 * DAY_MS);
      await tend();
      expect(await shown()).toEqual([]);
      expect((await partitions('exchange')).filter((name) => name < dayOf('exchange', -14))).toEqual([]);
    });

    it('are tended by one node at a time, however many start at once', async () => {
      world.pass(8 * DAY_MS);
      await Promise.all([tend(), tend(), tend()]);
      expect(await partitions('exchange')).toContain(dayOf('exchange', 3));
      expect(await partitions('exchange_content')).toContain(dayOf('exchange_content', 3));
    });
  });
});
