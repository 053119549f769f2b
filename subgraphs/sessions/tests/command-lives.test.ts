/** How commands end by time, and how they are listed and watched (requirements chapter 13). */
import { createLog } from '@chargesphere/chassis';
import pg from 'pg';
import { usualLimits } from '../src/command.rules.js';
import { CommandSweep } from '../src/command.sweep.js';
import { COMMAND, operator, problemOf, system, token, World } from './command.world.js';

const start = (more: object = {}) => ({
  cpo: 'NL/TNM',
  tokenDocument: token(),
  locationId: 'LOC1',
  evseUid: '3256',
  connectorId: '1',
  authorizationReference: 'ref-1',
  ...more,
});
const DAY_MS = 24 * 3_600_000;
const inAnHour = (world: World) => new Date(world.now.getTime() + 3_600_000).toISOString();

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

describe('expiry', () => {
  const reserve = (expiryDate: string) => ({
    cpo: 'NL/TNM',
    tokenDocument: token(),
    locationId: 'LOC1',
    reservationId: 'R1',
    expiryDate,
  });

  it('CMD-004, CMD-031, CMD-034 a command without result ends after the CPO’s timeout and a margin, and says so live', async () => {
    await world.close();
    world = await World.open({ margin_ms: 50 });
    const live = await world.live(
      operator,
      'subscription { commandUpdated(filter: { status: [EXPIRED] }) { id completedAt } }',
    );
    const { id, callback } = await world.accepted('startSession', start(), 0);
    const { value } = await live.next();
    expect(value.data.commandUpdated.id).toBe(id);
    expect(await world.command(id)).toMatchObject({ status: 'EXPIRED', results: [], outcome: null });
    expect((await problemOf(world.result(callback, { result: 'ACCEPTED' }))).code).toBe('NOT_FOUND');
    await live.return(undefined);
  });

  it('CMD-031 takes a result within the margin', async () => {
    const { id, callback } = await world.accepted('startSession', start(), 10);
    world.pass(25_000);
    await world.result(callback, { result: 'ACCEPTED' });
    expect((await world.command(id)).status).toBe('COMPLETED');
  });

  it('CMD-013, CMD-031 a reservation can have several results until it ends', async () => {
    const { id, callback, shown } = await world.accepted('reserveNow', reserve(inAnHour(world)));
    expect(shown.request['reservation_id']).toBe('R1');
    await world.result(callback, { result: 'ACCEPTED' });
    world.pass(3_500_000);
    await world.result(callback, { result: 'CANCELED_RESERVATION' });
    const { results, outcome } = await world.command(id);
    expect(results.map(({ result }) => result)).toEqual(['ACCEPTED', 'CANCELED_RESERVATION']);
    expect(outcome).toBe('CANCELED_RESERVATION');
    world.pass(500_000);
    expect((await problemOf(world.result(callback, { result: 'FAILED' }))).code).toBe('NOT_FOUND');
  });

  it('HUB-034 a command is forgotten after 90 days, unless it waits for something still', async () => {
    const { id: old } = await world.accepted('startSession', start(), 0);
    const { id: reserved } = await world.accepted(
      'reserveNow',
      reserve(new Date(world.now.getTime() + 100 * DAY_MS).toISOString()),
    );
    world.pass(89 * DAY_MS);
    const { id: fresh } = await world.accepted('startSession', start(), 0);
    const pool = new pg.Pool({ connectionString: world.database.url, max: 1 });
    const sweep = new CommandSweep({
      ...{ pool, keep_ms: usualLimits.keep_ms, now: () => world.now },
      log: createLog({ level: 'silent' }),
    });
    const there = async () =>
      (await Promise.all([old, reserved, fresh].map((id) => world.command(id)))).map(Boolean);
    try {
      expect([await sweep.sweep(), await there()]).toEqual([0, [true, true, true]]);
      world.pass(2 * DAY_MS);
      expect([await sweep.sweep(), await there()]).toEqual([1, [false, true, true]]);
    } finally {
      await pool.end();
    }
  });

  it('CMD-031 what ended while the hub was down has ended when it is back', async () => {
    const { id } = await world.accepted('startSession', start(), 0);
    const { id: waiting } = await world.accepted('startSession', start(), 3_600);
    await world.subgraph.close();
    world.pass(60_000);
    world = await World.reopen(world);
    expect((await world.command(id)).status).toBe('EXPIRED');
    expect((await world.command(waiting)).status).toBe('ACCEPTED');
  });
});

describe('lists and live queries', () => {
  it('pages through commands, filtered by kind, status, receiver and session', async () => {
    const first = await world.accepted('stopSession', { session: 'NL/TNM/101' });
    const second = await world.accepted('startSession', start());
    await world.result(second.callback, { result: 'ACCEPTED' });
    const list = async (filter: string) => {
      const { commands } = await world.ask<{ commands: { total: number; items: { id: string }[] } }>(
        operator,
        `{ commands(filter: ${filter}) { total items { id } } }`,
      );
      return commands.items.map(({ id }) => id);
    };
    expect(await list('{}')).toEqual([first.id, second.id]);
    expect(await list('{ kind: [START_SESSION] }')).toEqual([second.id]);
    expect(await list('{ status: [COMPLETED, EXPIRED] }')).toEqual([second.id]);
    expect(await list('{ receiver: "nl/tnm" }')).toHaveLength(2);
    expect(await list('{ receiver: "NL/OTH" }')).toEqual([]);
    expect(await list('{ session: "nl/tnm/101" }')).toEqual([first.id]);
    expect(await list(`{ id: "${first.id}" }`)).toEqual([first.id]);
    expect(await list('{ id: "no-id" }')).toEqual([]);
    const page = await world.ask<{ commands: { next: string } }>(
      operator,
      '{ commands(page: { limit: 1 }) { next } }',
    );
    const rest = await world.ask(
      operator,
      `{ commands(page: { after: "${page.commands.next}" }) { items { id } next } }`,
    );
    expect(rest).toEqual({ commands: { items: [{ id: second.id }], next: null } });
    const last = await world.ask<{ commands: { items: { id: string }[]; next: string } }>(
      operator,
      '{ commands(newestFirst: true, page: { limit: 1 }) { items { id } next } }',
    );
    expect(last.commands.items).toEqual([{ id: second.id }]);
    const before = await world.ask(
      operator,
      `{ commands(newestFirst: true, page: { after: "${last.commands.next}" }) { items { id } next } }`,
    );
    expect(before).toEqual({ commands: { items: [{ id: first.id }], next: null } });
  });

  it('tells watchers each step of the commands they asked for, and nothing of others', async () => {
    const live = await world.live(
      operator,
      `subscription { commandUpdated(filter: { kind: [STOP_SESSION], receiver: "NL/TNM" }) { ${COMMAND} } }`,
    );
    await world.accepted('startSession', start());
    const { callback } = await world.accepted('stopSession', { session: 'NL/TNM/101' });
    await world.result(callback, { result: 'ACCEPTED' });
    const seen = [];
    while (seen.at(-1) !== 'COMPLETED') seen.push((await live.next()).value.data.commandUpdated.status);
    // Each event shows the command as it is by then.
    expect(['REQUESTED', 'SENT', 'ACCEPTED', 'COMPLETED']).toEqual(expect.arrayContaining(seen));
    await live.return(undefined);
    expect(await world.ask(system, '{ commands(filter: { kind: [STOP_SESSION] }) { total } }')).toEqual({
      commands: { total: 1 },
    });
  });
});
