/** Sessions by a box on the map: in lists and live, as far as the hub has said where their Locations are. */
import type { Caller, JsonObject } from '@chargesphere/schema';
import { callerOf, codeOf, cpo, operator, otherEmsp, type Answer } from '../../../tests/setup/graph.js';
import pg from 'pg';
import { PlaceStore } from '../src/place.store.js';
import { session, World } from './world.js';

const hub = callerOf({ kind: 'system', name: 'places' });
const FIJI = { latitude: -17.5, longitude: 179.9 };
const TONGA = { latitude: -17.5, longitude: -179.9 };
const GENT = { latitude: 51.05, longitude: 3.73 };
const BRUGGE = { latitude: 51.21, longitude: 3.22 };
const PACIFIC = { south: -20, north: -10, west: 175, east: -175 };
const FLANDERS = { south: 50.7, north: 51.5, west: 2.5, east: 5.9 };

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  await world.graph.empty('sessions.place');
});

const keep = (places: Record<string, { latitude: number; longitude: number }>, as: Caller = hub) =>
  world.graph
    .ask<{
      keepPlaces: number;
    }>(as, 'mutation ($places: [PlaceInput!]!) { keepPlaces(places: $places) }', {
      places: Object.entries(places).map(([id, place]) => ({ ref: `NL/TNM/${id}`, ...place })),
    })
    .then(({ keepPlaces }) => keepPlaces);
const push = (id: string, location_id: string, difference: JsonObject = {}) =>
  world.put(session({ id, location_id, ...difference }));

it('finds the Sessions at Locations inside a box, also over the antimeridian', async () => {
  expect(await keep({ FIJI, tonga: TONGA, GENT })).toBe(3);
  for (const id of ['FIJI', 'TONGA', 'GENT', 'UNKNOWN']) await push(id, id);
  expect(await world.find({ box: PACIFIC }, operator)).toEqual(['FIJI', 'TONGA']);
  expect(await world.find({ box: FLANDERS }, operator)).toEqual(['GENT']);
  expect(await world.find({ box: FLANDERS, status: ['COMPLETED'] }, operator)).toEqual([]);
  expect(await world.find({ box: FLANDERS }, otherEmsp)).toEqual([]);
  expect(await codeOf(world.find({ box: { ...FLANDERS, south: 52 } }))).toBe('INVALID_INPUT');
});

it('says how many places were new or moved, and finds by the new one', async () => {
  expect(await keep({ GENT })).toBe(1);
  expect(await keep({ GENT, FIJI })).toBe(1);
  await push('1', 'GENT');
  expect(await keep({ GENT: FIJI })).toBe(1);
  expect(await world.find({ box: FLANDERS }, operator)).toEqual([]);
  expect(await world.find({ box: PACIFIC }, operator)).toEqual(['1']);
});

it('passes live only what happens inside the box, at what is known of its place by then', async () => {
  await keep({ GENT, FIJI, TONGA, BRUGGE });
  const text = 'subscription ($filter: SessionFilter) { sessionUpdated(filter: $filter) { id } }';
  type Events = AsyncGenerator<Answer<{ sessionUpdated: { id: string } }>>;
  const watch = async (filter: JsonObject) => (await world.graph.watch(operator, text, { filter })) as Events;
  const next = async (events: Events) => (await events.next()).value?.data?.sessionUpdated.id;
  const pacific = await watch({ box: PACIFIC, cpo: 'NL/TNM' });
  const flanders = await watch({ box: FLANDERS });
  /** Each side has looked at everything before its own mark when it sees that mark. */
  const bothReached = async (mark: string) => {
    await push(`${mark} west`, 'TONGA');
    await push(`${mark} east`, 'BRUGGE');
    expect([await next(pacific), await next(flanders)]).toEqual([`${mark} west`, `${mark} east`]);
  };
  await push('1', 'GENT');
  expect(await next(flanders)).toBe('1');
  await push('2', 'FIJI');
  expect(await next(pacific)).toBe('2');
  await bothReached('here');
  await keep({ GENT: FIJI });
  await push('3', 'GENT');
  expect(await next(pacific)).toBe('3');
  await bothReached('there');
  await keep({ FIJI: GENT });
  await push('4', 'FIJI');
  expect(await next(flanders)).toBe('4');
  await Promise.all([pacific, flanders].map((events) => events.return(undefined)));
  expect(await codeOf(watch({ box: { ...PACIFIC, east: 190 } }))).toBe('INVALID_INPUT');
});

it('learns where a Location is from the hub only', async () => {
  for (const as of [cpo, operator]) expect(await codeOf(keep({ GENT }, as))).toBe('FORBIDDEN');
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`L${i}`, GENT]));
  expect(await codeOf(keep(many))).toBe('INVALID_INPUT');
});

it('remembers a place for a minute, and looks again for what it did not find', async () => {
  const pool = new pg.Pool({ connectionString: world.graph.database.url, max: 1 });
  let now = 0;
  const store = new PlaceStore(pool, () => now);
  try {
    expect(await store.at('NL/TNM/GENT')).toBeUndefined();
    await keep({ GENT }); // by another node
    expect(await store.at('NL/TNM/GENT')).toMatchObject(GENT);
    await keep({ GENT: FIJI });
    expect(await store.at('NL/TNM/GENT')).toMatchObject(GENT);
    now += 60_000;
    expect(await store.at('NL/TNM/GENT')).toMatchObject(FIJI);
  } finally {
    await pool.end();
  }
});
