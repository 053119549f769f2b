/** Parties, platforms and exchanges by what people type, and what waits to be delivered, on real PostgreSQL. */
import type { Caller } from '@chargesphere/schema';
import { legAt, record, type LegData } from './exchange-legs.js';
import { anonymous, operator, platformCaller, problemOf, role, World } from './world.js';

let world: World;
let platformId: string;
let otherId: string;
let leg: LegData;
beforeAll(async () => {
  world = await World.open();
  platformId = (await world.registered('Alfa Charging', [role('CPO', 'NL', 'ALF', 'Alfa')])).id;
  otherId = (await world.registered('Beta Drive', [role('EMSP', 'DE', 'BET', 'Beta 100%')])).id;
  leg = legAt(new Date(), { platformId });
  await record(world, leg);
});
afterAll(() => world.close());

interface Shown {
  kind: string;
  ref: string;
  title: string;
}
const find = async (as: Caller, field: string, text: string): Promise<Shown[]> =>
  (
    await world.ask<{ found: Shown[] }>(
      as,
      `query ($text: String!) { found: ${field}(text: $text) { kind ref title detail } }`,
      { text },
    )
  ).found;

it.each([
  ['findParties', 'nl/a', ['Alfa']],
  ['findParties', 'BET', ['Beta 100%']],
  ['findParties', '100%', ['Beta 100%']],
  ['findParties', 'x%', []],
  ['findPlatforms', 'drive', ['Beta Drive']],
  ['findPlatforms', 'd', []],
])('%s finds by %s', async (field, text, titles) => {
  expect((await find(operator, field, text)).map(({ title }) => title)).toEqual(titles);
});

it('finds a platform and exchanges by their ids', async () => {
  expect(await find(operator, 'findPlatforms', platformId)).toMatchObject([
    { kind: 'PLATFORM', ref: platformId },
  ]);
  expect(await find(operator, 'findExchanges', leg.id.toUpperCase())).toMatchObject([
    { kind: 'EXCHANGE', ref: leg.id },
  ]);
  expect(await find(operator, 'findExchanges', `c-${leg.id}`)).toMatchObject([{ ref: leg.id }]);
});

it('HUB-034 finds for a platform its own exchanges, and nothing for nobody', async () => {
  expect(await find(platformCaller(platformId), 'findExchanges', leg.id)).toHaveLength(1);
  expect(await find(platformCaller(otherId), 'findExchanges', leg.id)).toEqual([]);
  expect((await problemOf(find(platformCaller(otherId), 'findPlatforms', 'alfa'))).code).toBe('FORBIDDEN');
  for (const field of ['findParties', 'findPlatforms', 'findExchanges'])
    expect((await problemOf(find(anonymous, field, 'alfa'))).code).toBe('UNAUTHENTICATED');
});

it('HUB-034 tells what waits, for whom and since when: to a platform of itself', async () => {
  const health = async (as: Caller) =>
    (
      await world.ask<{ deliveryHealth: Record<string, unknown> }>(
        as,
        '{ deliveryHealth { waiting oldest platforms { platformId name waiting oldest attempts } } }',
      )
    ).deliveryHealth;
  expect(await health(operator)).toEqual({ waiting: 0, oldest: null, platforms: [] });
  const broadcast = async (at: string, to: string, status: string, attempts: number) => {
    const [row] = await world.rows<{ id: string }>(
      `insert into parties.broadcast (id, kind, module, method, path, query, owner, object, request_id, correlation_id,
         accepted_at)
       values (gen_random_uuid(), 'BROADCAST', 'tariffs', 'PUT', '[]', '{}', 'NL/ALF', 'NL/ALF/1', 'r', 'c', $1)
       returning id`,
      [at],
    );
    await world.rows(
      `insert into parties.delivery (broadcast_id, platform_id, status, attempts, due_at, expires_at)
       values ($1, $2, $3, $4, now(), now())`,
      [row?.id, to, status, attempts],
    );
  };
  await broadcast('2026-05-01T10:00:00Z', otherId, 'DELIVERED', 1);
  await broadcast('2026-05-01T12:00:00Z', platformId, 'SENDING', 0);
  await broadcast('2026-05-01T11:00:00Z', otherId, 'WAITING', 3);
  await broadcast('2026-05-01T13:00:00Z', otherId, 'WAITING', 0);
  const alfa = {
    platformId,
    name: 'Alfa Charging',
    waiting: 1,
    oldest: '2026-05-01T12:00:00.000Z',
    attempts: 0,
  };
  const beta = {
    platformId: otherId,
    name: 'Beta Drive',
    waiting: 2,
    oldest: '2026-05-01T11:00:00.000Z',
    attempts: 3,
  };
  expect(await health(operator)).toEqual({ waiting: 3, oldest: beta.oldest, platforms: [beta, alfa] });
  expect(await health(platformCaller(platformId))).toEqual({
    waiting: 1,
    oldest: alfa.oldest,
    platforms: [alfa],
  });
  expect((await problemOf(health(anonymous))).code).toBe('UNAUTHENTICATED');
});
