/** Pulls that order themselves, and what the hub puts up with from a platform. */
import { PullAdapter } from './pull-adapter.js';
import { operator, problemOf, role, World } from './world.js';

const HOUR_MS = 3_600_000;

interface Schedule {
  module: string;
  mode: string;
  everyMinutes: number;
  spreadMinutes: number;
  nextAt: string;
}

describe('schedules of pulls', () => {
  let world: World;
  let adapter: PullAdapter;
  let cpo: string;

  beforeEach(async () => {
    world = await World.open();
    adapter = new PullAdapter(world);
    cpo = (await world.registered('New Motion', [role('CPO')])).id;
  });
  afterEach(() => world.close());

  const set = async (more: object = {}): Promise<Schedule | null> =>
    (
      await world.ask<{ setPullSchedule: Schedule | null }>(
        operator,
        `mutation Set($input: PullScheduleInput!) {
          setPullSchedule(input: $input) { module mode everyMinutes spreadMinutes nextAt platform { id } }
        }`,
        { input: { platformId: cpo, module: 'locations', ...more } },
      )
    ).setPullSchedule;
  const nextAt = async () =>
    (
      await world.rows<{ next_at: Date }>('select next_at from parties.pull_schedule')
    )[0]?.next_at.getTime() ?? 0;

  it('HUB-051 orders nothing by itself until it is told to', async () => {
    world.pass(1000 * HOUR_MS);
    expect(await adapter.queueDue()).toBe(0);
  });

  it('HUB-051, TRN-029 orders a pull every so many minutes, more or less', async () => {
    const before = world.now.getTime();
    expect(await set({ everyMinutes: 120 })).toMatchObject({
      module: 'locations',
      mode: 'INCREMENTAL',
      everyMinutes: 120,
      spreadMinutes: 12,
      platform: { id: cpo },
    });
    expect(await nextAt()).toBeGreaterThanOrEqual(before);
    expect(await nextAt()).toBeLessThanOrEqual(world.now.getTime() + 2 * HOUR_MS);
    world.pass(2 * HOUR_MS);
    expect(await adapter.queueDue()).toBe(1);
    const minutes = ((await nextAt()) - world.now.getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(107);
    expect(minutes).toBeLessThanOrEqual(132);
    expect(await adapter.queueDue()).toBe(0);
    const task = await adapter.take();
    expect(task.pull).toMatchObject({ module: 'locations', isScheduled: true });
    await adapter.finish(task);
    world.pass(3 * HOUR_MS);
    expect(await adapter.queueDue()).toBe(1);
  });

  it('leaves out a module that is being pulled already, and a platform that is not there', async () => {
    await set({ everyMinutes: 60 });
    await set({ everyMinutes: 60, mode: 'FULL' });
    world.pass(HOUR_MS);
    // Both are due: the full one makes the other superfluous.
    expect(await adapter.queueDue()).toBe(1);
    expect((await adapter.take()).pull.mode).toBe('FULL');
    world.pass(2 * HOUR_MS);
    expect(await adapter.queueDue()).toBe(0);
    const other = await world.registered('Other', [role('CPO', 'DE', 'OTH')]);
    await set({ platformId: other.id, everyMinutes: 60 });
    await world.end(other.id);
    world.pass(HOUR_MS);
    expect(await adapter.queueDue()).toBe(0);
  });

  it('can be changed and switched off', async () => {
    await set({ everyMinutes: 60 });
    expect(await set({ everyMinutes: 600, spreadMinutes: 0 })).toMatchObject({
      everyMinutes: 600,
      spreadMinutes: 0,
    });
    const { platform } = await world.ask<{ platform: { pullSchedules: object[] } }>(
      operator,
      `{ platform(id: "${cpo}") { pullSchedules { module everyMinutes } } }`,
    );
    expect(platform.pullSchedules).toEqual([{ module: 'locations', everyMinutes: 600 }]);
    expect(await set()).toBeNull();
    world.pass(1000 * HOUR_MS);
    expect(await adapter.queueDue()).toBe(0);
  });

  it('TRN-029 refuses to ask partners all the time', async () => {
    expect((await problemOf(set({ everyMinutes: 5 }))).message).toBe(
      'input.everyMinutes is 5; it must be from 15 to 43200.',
    );
    expect((await problemOf(set({ everyMinutes: 60, spreadMinutes: 31 }))).code).toBe('INVALID_INPUT');
  });

  it('forgets old pulls with their quarantine, but never the one the next follows on from', async () => {
    await set({ everyMinutes: 60 });
    const finished: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      world.pass(2 * HOUR_MS);
      await adapter.queueDue();
      const task = await adapter.take();
      await adapter.report(task, { quarantined: [{ index: 0, pointer: '', code: 'X', reason: 'x' }] });
      await adapter.finish(task);
      finished.push(task.pull.id);
    }
    await set();
    world.pass(31 * 24 * HOUR_MS);
    await adapter.queueDue();
    expect(await world.rows('select id from parties.pull')).toEqual([{ id: finished[2] }]);
    expect(await world.rows('select pull_id from parties.quarantined')).toEqual([{ pull_id: finished[2] }]);
  });

  it('TRN-007, AMB-001 lets an operator put up with a newline after the token of one platform', async () => {
    const tolerance = async (input: object) =>
      (
        await world.ask<{ result: object }>(
          operator,
          `mutation T($input: PlatformQuirksInput!) {
            result: setPlatformQuirks(input: $input) { tolerateNewline }
          }`,
          { input: { platformId: cpo, ...input } },
        )
      ).result;
    expect(await tolerance({})).toEqual({ tolerateNewline: false });
    expect(await tolerance({ tolerateNewline: true })).toEqual({ tolerateNewline: true });
    expect(await tolerance({})).toEqual({ tolerateNewline: true });
    expect(await tolerance({ tolerateNewline: false })).toEqual({ tolerateNewline: false });
  });
});
