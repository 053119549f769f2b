/** Where Locations are, as the hub hands it on to subgraphs that are searched by it. */
import type { Caller } from '@chargesphere/schema';
import { callerOf } from '../../../tests/setup/graph.js';
import { at, codeOf, cpo, evse, location, operator, World, type Answer } from './world.js';

interface Place {
  ref: string;
  latitude: number;
  longitude: number;
  cursor?: string;
}

const hub = callerOf({ kind: 'system', name: 'places' });
const coordinates = { latitude: '51.05', longitude: '3.73' };
const PLACE = 'ref latitude longitude';
const WATCH = `subscription { locationPlaced { ${PLACE} } }`;

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const page = async (after?: string, as: Caller = hub): Promise<Place[]> => {
  const text = `query ($after: String) { locationPlaces(after: $after) { ${PLACE} cursor } }`;
  return (await world.ask<{ locationPlaces: Place[] }>(as, text, { after })).locationPlaces;
};

it('gives all places page by page, and none of what has no readable coordinates', async () => {
  await world.put(location({ id: 'a', coordinates }));
  await world.put(location({ id: 'far', coordinates: { latitude: '91', longitude: '1' } }));
  await world.put(location({ id: 'b', coordinates: { latitude: '-1.5', longitude: '-180' } }));
  const places = await page();
  expect(places).toMatchObject([
    { ref: 'NL/TNM/A', latitude: 51.05, longitude: 3.73 },
    { ref: 'NL/TNM/B', latitude: -1.5, longitude: -180 },
  ]);
  expect((await page(places[0]?.cursor)).map(({ ref }) => ref)).toEqual(['NL/TNM/B']);
  expect(await page(places[1]?.cursor)).toEqual([]);
  expect(await codeOf(page('x'))).toBe('INVALID_INPUT');
});

it('tells of a Location that is new or has moved, and nothing of what only changes otherwise', async () => {
  const events = (await world.graph.watch(hub, WATCH)) as AsyncGenerator<Answer<{ locationPlaced: Place }>>;
  const put = (minute: number, place: object, status = 'AVAILABLE') =>
    world.put(location({ coordinates: place, evses: [evse({ status })], last_updated: at(minute) }));
  await put(0, coordinates);
  await put(1, coordinates, 'CHARGING');
  await put(2, { latitude: 'nowhere', longitude: '1' });
  await put(3, coordinates, 'BLOCKED');
  await put(4, { ...coordinates, latitude: '51.06' });
  const heard: unknown[] = [];
  while (heard.length < 2) heard.push({ ...(await events.next()).value?.data?.locationPlaced });
  await events.return(undefined);
  expect(heard).toEqual([
    { ref: 'NL/TNM/LOC1', latitude: 51.05, longitude: 3.73 },
    { ref: 'NL/TNM/LOC1', latitude: 51.06, longitude: 3.73 },
  ]);
});

it('is for the hub itself', async () => {
  for (const as of [cpo, operator]) {
    expect(await codeOf(page(undefined, as))).toBe('FORBIDDEN');
    expect(await codeOf(world.graph.watch(as, WATCH))).toBe('FORBIDDEN');
  }
});
