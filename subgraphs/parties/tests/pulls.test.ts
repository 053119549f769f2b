/** Pulls: ordered by operators, carried out by an adapter that these tests play, watched while they run. */
import type { ExecutionResult } from 'graphql';
import { PULL, PullAdapter, URL_2, type PullData } from './pull-adapter.js';
import { operator, problemOf, role, World } from './world.js';

const START = `mutation Start($input: StartPullInput!) { startPull(input: $input) { ${PULL} } }`;

describe('pulls', () => {
  let world: World;
  let adapter: PullAdapter;
  let cpo: string;

  beforeEach(async () => {
    world = await World.open();
    adapter = new PullAdapter(world);
    cpo = (await world.registered('New Motion', [role('CPO')])).id;
  });
  afterEach(() => world.close());

  const start = async (more: object = {}): Promise<PullData> =>
    (
      await world.ask<{ startPull: PullData }>(operator, START, {
        input: { platformId: cpo, module: 'locations', mode: 'FULL', ...more },
      })
    ).startPull;
  const order = async (verb: 'cancelPull' | 'resumePull', id: string): Promise<PullData> =>
    (
      await world.ask<{ result: PullData }>(
        operator,
        `mutation Order($id: ID!) { result: ${verb}(id: $id) { ${PULL} } }`,
        { id },
      )
    ).result;
  const pulls = async (variables: object = {}) =>
    (
      await world.ask<{ pulls: { items: PullData[]; next: string | null; total: number } }>(
        operator,
        `query Pulls($filter: PullFilter, $page: PageInput) {
          pulls(filter: $filter, page: $page) { items { ${PULL} } next total }
        }`,
        { ...variables },
      )
    ).pulls;
  const read = async (id: string) => (await pulls({ filter: { id } })).items[0];

  it('HUB-051 goes from the order over its pages to its end, and counts what it saw', async () => {
    const ordered = await start();
    expect(ordered).toMatchObject({ status: 'QUEUED', mode: 'FULL', startedAt: null, pages: 0 });
    const task = await adapter.take();
    expect(task).toMatchObject({
      connection: { token: 'token-we-use-towards-them' },
      pull: { id: ordered.id, status: 'RUNNING', dateFrom: null, nextUrl: null },
    });
    expect(await adapter.claim()).toEqual([]);
    await adapter.report(task);
    expect(await read(ordered.id)).toMatchObject({
      status: 'RUNNING',
      pages: 1,
      seen: 100,
      stored: 98,
      unchanged: 1,
      total: 250,
      party: 'NL/TNM',
      nextUrl: URL_2,
      offset: 100,
    });
    await adapter.report(task, { seen: 50, stored: 50, unchanged: 0, next: null });
    await adapter.finish(task, { withdrawn: 2, remark: 'All is well.' });
    expect(await read(ordered.id)).toMatchObject({
      status: 'DONE',
      pages: 2,
      seen: 150,
      stored: 148,
      withdrawn: 2,
      remark: 'All is well.',
      nextUrl: null,
      finishedAt: expect.any(String),
    });
  });

  it('shows progress to operators while it runs', async () => {
    const watch = async (filter: string) =>
      (await world.subscribe(
        operator,
        `subscription { pullUpdated(filter: ${filter}) { id status seen platform { name } } }`,
      )) as AsyncGenerator<ExecutionResult>;
    const { id } = await start();
    const one = await watch(`{ id: "${id}" }`);
    const ends = await watch(`{ platformId: "${cpo}", module: "locations", status: DONE }`);
    const others = await watch('{ module: "tariffs" }');
    const task = await adapter.take();
    await adapter.report(task);
    await adapter.report(task, { next: null });
    await adapter.finish(task);
    const seen = async (source: AsyncGenerator<ExecutionResult>) => {
      const { data } = ((await source.next()).value as ExecutionResult | undefined) ?? {};
      return structuredClone(data?.['pullUpdated']);
    };
    // The record as it is when it is read, which may be a step further than the event.
    expect(await seen(one)).toMatchObject({ id, platform: { name: 'New Motion' } });
    expect(await seen(ends)).toEqual({ id, status: 'DONE', seen: 200, platform: { name: 'New Motion' } });
    const nothing = others.next();
    await others.return(undefined);
    expect(await nothing).toMatchObject({ done: true });
    await one.return(undefined);
    await ends.return(undefined);
  });

  it('asks a platform for one thing at a time, and different ones at the same time', async () => {
    const emsp = await world.registered('Drive', [role('CPO', 'DE', 'DRV')]);
    const first = await start();
    const second = await start({ module: 'tariffs' });
    const third = await start({ platformId: emsp.id });
    const tasks = await adapter.claim();
    expect(tasks.map(({ pull }) => pull.id)).toEqual([first.id, third.id]);
    expect(await adapter.claim()).toEqual([]);
    await adapter.finish(tasks[0] ?? (await adapter.take()));
    expect((await adapter.take()).pull.id).toBe(second.id);
  });

  it('hands no more out than a node can take', async () => {
    for (const [name, party] of [
      ['A', 'AAA'],
      ['B', 'BBB'],
    ] as const)
      await start({ platformId: (await world.registered(name, [role('CPO', 'DE', party)])).id });
    expect(await adapter.claim(1)).toHaveLength(1);
    expect(await adapter.claim(10)).toHaveLength(1);
    expect((await problemOf(adapter.claim(0))).code).toBe('INVALID_INPUT');
  });

  it('gives a pull to one node only, however many ask at the same time', async () => {
    await start();
    await start({ module: 'tariffs' });
    const other = await world.node();
    const there = new PullAdapter(World.over(world, other));
    const both = await Promise.all([adapter.claim(), there.claim(), adapter.claim(), there.claim()]);
    expect(both.flat()).toHaveLength(1);
    await other.close();
  });

  it('lets another node go on at the next page when the first one died', async () => {
    await start();
    const dead = await adapter.take();
    await adapter.report(dead);
    world.pass(119_000);
    expect(await adapter.claim()).toEqual([]);
    await adapter.keep(dead); // slow, but alive
    world.pass(119_000);
    expect(await adapter.claim()).toEqual([]);
    world.pass(2_000);
    const heir = await adapter.take();
    expect(heir.pull).toMatchObject({ id: dead.pull.id, nextUrl: URL_2, offset: 100, pages: 1, seen: 100 });
    expect(heir.pull.startedAt).toBe(dead.pull.startedAt);
    // The first one was only thought dead: what it reports now counts no more.
    for (const report of [adapter.report(dead), adapter.finish(dead), adapter.fail(dead)])
      expect((await problemOf(report)).code).toBe('CONFLICT');
    await adapter.report(heir, { next: null });
    expect(await adapter.finish(heir)).toMatchObject({ status: 'DONE', seen: 200, pages: 2 });
  });

  it('gives a pull up that takes its nodes down with it', async () => {
    const { id } = await start();
    for (let i = 0; i < 5; i += 1) {
      await adapter.take();
      world.pass(121_000);
    }
    expect(await adapter.claim()).toEqual([]);
    expect(await read(id)).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('taken up 5 times'),
    });
    await order('resumePull', id);
    await adapter.report(await adapter.take());
  });

  it('waits for the next start when its node stops in good order, as often as that happens', async () => {
    await start();
    for (let i = 0; i < 8; i += 1) await adapter.release(await adapter.take());
    const task = await adapter.take();
    await adapter.report(task);
    await adapter.release(task);
    expect((await adapter.take()).pull).toMatchObject({ nextUrl: URL_2, pages: 1 });
  });

  it('keeps its place when it fails or is cancelled, and goes on from there', async () => {
    const { id } = await start();
    const failing = await adapter.take();
    await adapter.report(failing);
    await adapter.fail(failing, 'Their\u0000 server answered HTTP 200 with OCPI status 3000.');
    expect(await read(id)).toMatchObject({
      status: 'FAILED',
      failure: 'Their\uFFFD server answered HTTP 200 with OCPI status 3000.',
      finishedAt: expect.any(String),
    });
    expect(await order('resumePull', id)).toMatchObject({
      status: 'QUEUED',
      failure: null,
      finishedAt: null,
    });
    const running = await adapter.take();
    expect(running.pull).toMatchObject({ nextUrl: URL_2 });
    expect(await order('cancelPull', id)).toMatchObject({ status: 'CANCELLED' });
    expect((await problemOf(adapter.report(running))).message).toContain('stop working on it');
    expect((await problemOf(order('cancelPull', id))).message).toBe(
      'The pull is CANCELLED already; only one that waits or runs can be cancelled.',
    );
    await order('resumePull', id);
    await adapter.finish(await adapter.take());
    expect((await problemOf(order('resumePull', id))).code).toBe('CONFLICT');
  });

  it('TRN-036 begins an incremental pull a little before the last good one began', async () => {
    // Nothing to follow on from: everything is asked for.
    const first = await start({ mode: 'INCREMENTAL' });
    const full = await adapter.take();
    expect(full.pull).toMatchObject({ mode: 'FULL', dateFrom: null });
    world.pass(30_000);
    await adapter.finish(full);
    world.pass(3_600_000);
    await start({ mode: 'INCREMENTAL' });
    const failed = await adapter.take();
    await adapter.fail(failed);
    // What failed, and what had a window of its own, leaves gaps behind.
    await start({ mode: 'INCREMENTAL', dateFrom: '2026-01-01T00:00:00Z', dateTo: '2026-01-02T00:00:00Z' });
    const chosen = await adapter.take();
    expect(chosen.pull.dateFrom).toBe('2026-01-01T00:00:00.000Z');
    await adapter.finish(chosen);
    await start({ mode: 'INCREMENTAL' });
    const { pull } = await adapter.take();
    const began = Date.parse((await read(first.id))?.startedAt ?? '');
    expect([pull.mode, Date.parse(pull.dateFrom ?? '')]).toEqual(['INCREMENTAL', began - 600_000]);
  });

  it('refuses what cannot be pulled', async () => {
    await start();
    expect((await problemOf(start())).message).toMatch(
      /^The locations of New Motion are being pulled; wait for pull [0-9a-f-]{36}, or cancel it first\.$/,
    );
    expect((await problemOf(start({ module: 'Tokens' }))).message).toBe(
      'New Motion offers no SENDER interface of tokens; take a module from its endpoints.',
    );
    expect((await problemOf(start({ module: 'tariffs', dateFrom: '2026-01-01T00:00:00Z' }))).code).toBe(
      'INVALID_INPUT',
    );
    const backwards = { dateFrom: '2026-01-02T00:00:00Z', dateTo: '2026-01-01T00:00:00Z' };
    expect((await problemOf(start({ module: 'tariffs', mode: 'INCREMENTAL', ...backwards }))).code).toBe(
      'INVALID_INPUT',
    );
    const { id } = await world.invite('Not there yet');
    expect((await problemOf(start({ platformId: id }))).code).toBe('NOT_REGISTERED');
    expect((await problemOf(start({ platformId: 'nobody' }))).code).toBe('NOT_FOUND');
    expect((await problemOf(order('cancelPull', 'nothing'))).code).toBe('NOT_FOUND');
  });

  it('has nothing to call a platform with that has ended', async () => {
    await start();
    await world.end(cpo);
    expect((await adapter.take()).connection).toBeNull();
  });

  it('lists pulls newest first, by what is asked for and on their platform', async () => {
    const [first, second] = [await start(), await start({ module: 'tariffs' })];
    await adapter.finish(await adapter.take());
    const third = await start();
    const page = await pulls({ page: { limit: 2 } });
    expect([page.items.map(({ id }) => id), page.total]).toEqual([[third.id, second.id], 3]);
    const rest = await pulls({ page: { limit: 2, after: page.next } });
    expect([rest.items.map(({ id }) => id), rest.next]).toEqual([[first.id], null]);
    const found = async (filter: object) => (await pulls({ filter })).items.map(({ id }) => id);
    expect(await found({ module: 'TARIFFS' })).toEqual([second.id]);
    expect(await found({ status: 'DONE', platformId: cpo })).toEqual([first.id]);
    expect(await found({ platformId: 'nobody' })).toEqual([]);
    const other = await world.registered('Drive', [role('EMSP', 'DE', 'EMP')]);
    const { platforms } = await world.ask<{
      platforms: { items: { id: string; pulls: { id: string }[] }[] };
    }>(operator, '{ platforms { items { id pulls(limit: 2) { id } pullSchedules { module } } } }');
    expect(platforms.items).toEqual([
      { id: cpo, pulls: [{ id: third.id }, { id: second.id }], pullSchedules: [] },
      { id: other.id, pulls: [], pullSchedules: [] },
    ]);
  });

  it('TRN-031 keeps what could not be accepted, with pointer and reason', async () => {
    const { id } = await start();
    const task = await adapter.take();
    const hostile = { id: 'X\u0000\uD800', deep: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown };
    const broken = (index: number, more: object = {}) => ({
      index,
      ref: 'NL/TNM/LOC9',
      pointer: '/coordinates',
      code: 'MISSING',
      reason: 'coordinates is required.',
      document: { id: 'LOC9', note: 'kept as it came' },
      ...more,
    });
    await adapter.report(task, {
      quarantined: [
        broken(3),
        broken(7, { ref: null, pointer: '', code: 'WRONG_TYPE', reason: 'null\u0000', document: null }),
        broken(8, { ref: 'NL/TNM/X\u0000', document: hostile }),
        broken(9, { document: { text: 'x'.repeat(70_000) } }),
      ],
    });
    await adapter.report(task, { quarantined: [broken(0)] });
    const { quarantine } = await world.ask<{ quarantine: { items: object[]; total: number } }>(
      operator,
      `query Q($id: ID!) { quarantine(filter: { pullId: $id, module: "locations", ref: "tnm/l" }) {
        total items { ref position pointer code reason document module at pull { id } platform { name } }
      } }`,
      { id },
    );
    expect(quarantine.total).toBe(3);
    expect(quarantine.items.at(-1)).toEqual({
      ref: 'NL/TNM/LOC9',
      position: 3,
      pointer: '/coordinates',
      code: 'MISSING',
      reason: 'coordinates is required.',
      document: { id: 'LOC9', note: 'kept as it came' },
      module: 'locations',
      at: expect.any(String),
      pull: { id },
      platform: { name: 'New Motion' },
    });
    // Too large to keep, and on the second page.
    expect(quarantine.items.slice(0, 2)).toMatchObject([{ position: 100 }, { position: 9, document: null }]);
    const all = await world.ask<{ quarantine: { items: Record<string, unknown>[] } }>(
      operator,
      `{ quarantine(filter: { platformId: "${cpo}" }, page: { limit: 4 }) { items { reason ref document } } }`,
    );
    expect(all.quarantine.items.slice(2)).toEqual([
      { ref: 'NL/TNM/X\uFFFD', reason: 'coordinates is required.', document: hostile },
      { ref: null, reason: 'null\uFFFD', document: null },
    ]);
    expect(await read(id)).toMatchObject({ quarantined: 5 });
  });

  it('keeps so much of a broken list and counts the rest', async () => {
    const { id } = await start();
    const task = await adapter.take();
    const quarantined = Array.from({ length: 700 }, (_, index) => ({
      index,
      pointer: '',
      code: 'MISSING',
      reason: 'All of it.',
    }));
    await adapter.report(task, { quarantined });
    await adapter.report(task, { quarantined });
    expect(await read(id)).toMatchObject({ quarantined: 1400 });
    expect(await world.rows('select count(*)::int as kept from parties.quarantined')).toEqual([
      { kept: 1000 },
    ]);
  });

  it('keeps pulls over a restart of the hub', async () => {
    const { id } = await start();
    await adapter.report(await adapter.take());
    const restarted = await world.node();
    const there = new PullAdapter(World.over(world, restarted));
    expect(await there.claim()).toEqual([]);
    await world.rows(`update parties.pull set lease_until = now() - interval '1 second'`);
    expect((await there.take()).pull).toMatchObject({ id, nextUrl: URL_2 });
    await restarted.close();
  });
});
