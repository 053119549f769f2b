/** Health of connections: what platforms are heard to do, probes that these tests carry out, and alarms. */
import type { ExecutionResult } from 'graphql';
import { operator, problemOf, role, system, World } from './world.js';

interface Task {
  claim: string;
  connection: { id: string; versionsUrl: string; token: string };
}

const CLAIM = `mutation Claim($urgent: [ID!]!) {
  claimProbes(urgent: $urgent, limit: 10) { nextAt probes { claim connection { id versionsUrl token } } }
}`;
const HEALTH = `query Health($id: ID!) { platform(id: $id) {
  status lastHeardAt offlineSince circuit { state openSince reason } lastProbe { at ok http reason ms }
  alarms { kind count reason http clearedAt } roles { role status } pulls { module mode dateFrom status }
} }`;
const SILENCE_MS = 5 * 60_000;
const GOOD = { ok: true, http: 200, ms: 12 };
const BAD = { ok: false, reason: 'It cannot be reached.', ms: 3 };

describe('health', () => {
  let world: World;
  let cpo: string;

  beforeEach(async () => {
    world = await World.open();
    cpo = (await world.registered('New Motion', [role('CPO')])).id;
  });
  afterEach(() => world.close());

  const claim = async (...urgent: string[]): Promise<{ nextAt: string; probes: Task[] }> =>
    (await world.ask<{ claimProbes: { nextAt: string; probes: Task[] } }>(system, CLAIM, { urgent }))
      .claimProbes;
  const report = async (task: Task | undefined, brought: object): Promise<boolean> =>
    (
      await world.ask<{ reportProbe: boolean }>(
        system,
        'mutation Report($report: ProbeReportInput!) { reportProbe(report: $report) }',
        { report: { platformId: task?.connection.id, claim: task?.claim, ...brought } },
      )
    ).reportProbe;
  /** The platform is silent for that long, and what it is probed for brings this. */
  const probed = async (silence_ms: number, brought: object): Promise<void> => {
    world.pass(silence_ms);
    let { probes } = await claim();
    // Whoever came back is pulled from by a worker that holds its row for a moment: it is given out the next time.
    for (let tries = 0; probes.length === 0 && tries < 50; tries += 1) ({ probes } = await claim());
    expect(probes).toHaveLength(1);
    expect(await report(probes[0], brought)).toBe(true);
  };
  const hear = async (sign: object = {}): Promise<string[]> =>
    (
      await world.ask<{ hearPlatforms: string[] }>(
        system,
        'mutation Hear($signs: [SignInput!]!) { hearPlatforms(signs: $signs) }',
        { signs: [{ platformId: cpo, heardAt: world.now.toISOString(), ...sign }] },
      )
    ).hearPlatforms;
  const health = async () =>
    (await world.ask<{ platform: Record<string, unknown> }>(operator, HEALTH, { id: cpo })).platform;
  const wentOffline = async (): Promise<void> => {
    await probed(SILENCE_MS + 1_000, BAD);
    await probed(31_000, BAD);
  };
  /** The next events of platforms that are of these kinds. */
  const changes = async (): Promise<(count: number) => Promise<string[]>> => {
    const events = (await world.subscribe(
      system,
      'subscription { platformChanged { kind } }',
    )) as AsyncGenerator<ExecutionResult>;
    return async (count) => {
      const kinds: string[] = [];
      while (kinds.length < count)
        kinds.push(
          ((await events.next()).value as { data: { platformChanged: { kind: string } } }).data
            .platformChanged.kind,
        );
      return kinds;
    };
  };

  it('HCI-020 probes whoever has been silent for five minutes, once, and nobody who was heard', async () => {
    const { probes, nextAt } = await claim();
    expect(probes).toEqual([]);
    expect(Date.parse(nextAt)).toBeGreaterThan(world.now.getTime() + SILENCE_MS - 5_000);
    world.pass(SILENCE_MS - 10_000);
    await hear();
    expect((await health()).lastHeardAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    world.pass(20_000);
    expect((await claim()).probes).toEqual([]);
    world.pass(SILENCE_MS);
    const [task] = (await claim()).probes;
    expect(task?.connection).toEqual({
      id: cpo,
      versionsUrl: 'https://partner.example.com/ocpi/versions',
      token: 'token-we-use-towards-them',
    });
    expect((await claim(cpo)).probes).toEqual([]); // another node has it, urgent or not
    expect(await report(task, GOOD)).toBe(true);
    expect(await report(task, BAD)).toBe(false);
    expect(await health()).toMatchObject({
      status: 'CONNECTED',
      lastProbe: { ok: true, http: 200, reason: null, ms: 12 },
    });
    expect((await claim()).probes).toEqual([]);
  });

  it('takes a probe over from a node that has died with it', async () => {
    world.pass(SILENCE_MS + 1_000);
    const [lost] = (await claim()).probes;
    world.pass(61_000);
    const [task] = (await claim()).probes;
    expect(task?.connection.id).toBe(cpo);
    expect(await report(lost, BAD)).toBe(false);
    expect(await report(task, GOOD)).toBe(true);
  });

  it('HCI-021, HCI-023 is OFFLINE with its roles after two failures, is asked ever more rarely, and comes back', async () => {
    const next = await changes();
    await probed(SILENCE_MS + 1_000, BAD);
    expect(await health()).toMatchObject({ status: 'CONNECTED', offlineSince: null, alarms: [] });
    await probed(31_000, BAD);
    expect(await health()).toMatchObject({
      status: 'OFFLINE',
      offlineSince: expect.any(String),
      roles: [{ role: 'CPO', status: 'OFFLINE' }],
      alarms: [{ kind: 'UNREACHABLE', count: 1, reason: 'It cannot be reached.', http: null }],
      lastProbe: { ok: false, http: null, reason: 'It cannot be reached.' },
    });
    expect(await next(1)).toEqual(['WENT_OFFLINE']);
    await probed(31_000, BAD);
    world.pass(31_000);
    expect((await claim()).probes).toEqual([]);
    await probed(30_000, GOOD);
    expect(await health()).toMatchObject({
      status: 'CONNECTED',
      offlineSince: null,
      roles: [{ role: 'CPO', status: 'CONNECTED' }],
      alarms: [],
    });
    expect(await next(1)).toEqual(['CAME_BACK']);
  });

  it('HCI-021 is CONNECTED at once when it is heard, but not by what it said before', async () => {
    const early = world.now.toISOString();
    await wentOffline();
    expect(await hear({ heardAt: early })).toEqual([]);
    expect((await health()).status).toBe('OFFLINE');
    world.pass(10);
    expect(await hear()).toEqual([cpo]);
    expect(await hear()).toEqual([]);
    expect(await health()).toMatchObject({ status: 'CONNECTED', offlineSince: null });
    world.pass(SILENCE_MS - 5_000);
    expect((await claim()).probes).toEqual([]);
  });

  it('HCI-022 is probed at once when somebody could not reach it, but not again and again', async () => {
    const [task] = (await claim(cpo)).probes;
    expect(await report(task, BAD)).toBe(true);
    expect((await claim(cpo)).probes).toEqual([]);
    world.pass(30_500);
    const [again] = (await claim(cpo)).probes;
    await report(again, BAD);
    expect((await health()).status).toBe('OFFLINE');
  });

  it('HCI-024 is OFFLINE at once when it does not know the token, and operators are alarmed until it does', async () => {
    const alarms = (await world.subscribe(
      operator,
      'subscription { alarmRaised(filter: { kinds: [TOKEN_REFUSED] }) { kind http platform { id name } } }',
    )) as AsyncGenerator<ExecutionResult>;
    await probed(SILENCE_MS + 1_000, { ok: false, http: 401, reason: 'It does not know the token.', ms: 4 });
    const raised = (await alarms.next()).value as ExecutionResult;
    expect(structuredClone(raised.data)).toEqual({
      alarmRaised: { kind: 'TOKEN_REFUSED', http: 401, platform: { id: cpo, name: 'New Motion' } },
    });
    expect((await health()).status).toBe('OFFLINE');

    world.pass(10);
    await hear(); // it is there, and its token is broken all the same
    expect(await health()).toMatchObject({
      status: 'CONNECTED',
      alarms: [{ kind: 'TOKEN_REFUSED', count: 1 }],
    });
    await probed(SILENCE_MS + 1_000, { ok: false, http: 401, reason: 'Still not.', ms: 4 });
    expect((await health()).alarms).toMatchObject([
      { kind: 'TOKEN_REFUSED', count: 2, reason: 'Still not.' },
    ]);
    await probed(60_000, GOOD);
    expect(await health()).toMatchObject({ status: 'CONNECTED', alarms: [] });
  });

  it('HUB-092 alarms of messages that were refused, forgives them late, and lets operators see to them', async () => {
    const refuse = () =>
      world.ask(
        system,
        'mutation Refused($id: ID!) { reportRefusal(platformId: $id, http: 403, module: "sessions") }',
        { id: cpo },
      );
    const alarms = async () =>
      (
        await world.ask<{ alarms: { items: { id: string }[]; total: number } }>(
          operator,
          'query Alarms($id: ID!) { alarms(filter: { platformId: $id, isOpen: true }) { total items { id kind count } } }',
          { id: cpo },
        )
      ).alarms;
    await refuse();
    await refuse();
    expect(await alarms()).toMatchObject({ total: 1, items: [{ kind: 'MESSAGE_REFUSED', count: 2 }] });
    const answered = () => hear({ heardAt: null, answeredAt: world.now.toISOString() });
    await answered();
    expect(await alarms()).toMatchObject({ total: 1 });
    world.pass(11 * 60_000);
    await answered();
    expect(await alarms()).toMatchObject({ total: 0 });

    await refuse();
    const [alarm] = (await alarms()).items;
    const clear = () =>
      world.ask(operator, 'mutation Clear($id: ID!) { clearAlarm(id: $id) { clearedAt } }', {
        id: alarm?.id,
      });
    await clear();
    expect((await problemOf(clear())).code).toBe('NOT_FOUND');
    expect(await alarms()).toMatchObject({ total: 0 });
  });

  it('HUB-052, TRN-105 pulls what was missed, from when it was last there', async () => {
    await hear();
    const lastHeard = world.now;
    await wentOffline();
    const pulls = (await world.subscribe(
      operator,
      'subscription { pullUpdated { module status } }',
    )) as AsyncGenerator<ExecutionResult>;
    world.pass(3_600_000);
    await hear();
    const ordered = [(await pulls.next()).value, (await pulls.next()).value] as ExecutionResult[];
    expect(structuredClone(ordered.map(({ data }) => data?.['pullUpdated']))).toEqual([
      { module: 'locations', status: 'QUEUED' },
      { module: 'tariffs', status: 'QUEUED' },
    ]);
    const { pulls: shown } = (await health()) as {
      pulls: { module: string; mode: string; dateFrom: string }[];
    };
    for (const pull of shown) {
      expect(pull.mode).toBe('INCREMENTAL');
      const margin_ms = lastHeard.getTime() - Date.parse(pull.dateFrom);
      expect(Math.round(margin_ms / 60_000)).toBe(10);
    }
    expect(shown).toHaveLength(2);
  });

  it('is sent nothing from any node while its circuit is open, until a probe succeeds', async () => {
    const next = await changes();
    const open = () =>
      world.ask(
        system,
        'mutation Open($id: ID!) { openCircuit(platformId: $id, reason: "It left 5 messages unanswered.") }',
        { id: cpo },
      );
    await open();
    await open();
    expect(await next(1)).toEqual(['CIRCUIT_OPENED']);
    expect(await world.ask(system, '{ troubledPlatforms { offline openCircuits } }')).toEqual({
      troubledPlatforms: { offline: [], openCircuits: [cpo] },
    });
    expect((await health()).circuit).toMatchObject({
      state: 'OPEN',
      reason: 'It left 5 messages unanswered.',
    });
    await hear(); // it speaks, but does not answer
    const [task] = (await claim()).probes;
    await report(task, GOOD);
    expect(await next(1)).toEqual(['CIRCUIT_CLOSED']);
    expect((await health()).circuit).toMatchObject({ state: 'CLOSED', openSince: null });

    await open(); // so soon that it is the same trouble
    expect((await claim()).probes).toEqual([]);
    await probed(31_000, GOOD);
    expect((await health()).circuit).toMatchObject({ state: 'CLOSED' });
  });

  it('CRED-043 a platform that declares itself anew while it is OFFLINE is back, and its alarms are over', async () => {
    const { id, tokenHash } = await world.invite('Again');
    const token = await world.complete(id, tokenHash, {
      token: 't',
      url: 'https://partner.example.com/ocpi/versions',
      roles: [role('EMSP', 'DE', 'AGN')],
    });
    cpo = id;
    await world.ask(
      system,
      'mutation Refused($id: ID!) { reportRefusal(platformId: $id, http: 401, module: "tokens") }',
      {
        id,
      },
    );
    world.pass(SILENCE_MS + 60_000);
    const [first] = (await claim(id)).probes.filter(({ connection }) => connection.id === id);
    await report(first, { ok: false, http: 401, ms: 1 });
    expect(await health()).toMatchObject({ status: 'OFFLINE' });
    await world.update(id, token, {
      token: 't2',
      url: 'https://partner.example.com/ocpi/versions',
      roles: [role('EMSP', 'DE', 'AGN')],
    });
    expect(await health()).toMatchObject({ status: 'CONNECTED', alarms: [], offlineSince: null });
  });

  it('is for the hub and its operators alone', async () => {
    const partner = {
      principal: { kind: 'platform' as const, platformId: cpo, roles: [] },
      requestId: 'r',
      correlationId: 'c',
    };
    for (const operation of [
      '{ alarms { total } }',
      '{ troubledPlatforms { offline } }',
      'mutation { claimProbes(urgent: [], limit: 1) { nextAt } }',
    ])
      expect((await problemOf(world.ask(partner, operation))).code).toBe('FORBIDDEN');
  });
});
