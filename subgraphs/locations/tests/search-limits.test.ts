/** Searches at their limits: rare conditions among thousands, texts and places nobody would have. */
import type { JsonObject } from '@chargesphere/schema';
import { cpo, evse, location, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const at = (latitude: string, longitude: string): JsonObject => ({ coordinates: { latitude, longitude } });
const nearest = async (latitude: number, longitude: number, filter: JsonObject = {}): Promise<string[]> => {
  const text = `query ($latitude: Float!, $longitude: Float!, $filter: LocationFilter) {
    found: nearestLocations(latitude: $latitude, longitude: $longitude, limit: 3, filter: $filter) { location { id } }
  }`;
  const { found } = await world.ask<{ found: { location: { id: string } }[] }>(cpo, text, {
    latitude,
    longitude,
    filter,
  });
  return found.map(({ location: { id } }) => id);
};

it('find the one in thousands, in the list and as the nearest', async () => {
  const crowd = Array.from({ length: 2500 }, (_, n) => ({
    id: `C${n}`,
    ...at((50 + n / 1e5).toFixed(5), '5.00000'),
  }));
  await Promise.all(crowd.map((difference) => world.put(location(difference))));
  const last = {
    id: 'RARE',
    name: 'Quixotic',
    ...at('60.00000', '5.00000'),
    evses: [evse({ status: 'BLOCKED' })],
  };
  await world.put(location(last));
  const nowhereElse = { south: 59, west: 4, north: 61, east: 6 };
  for (const filter of [{ status: 'BLOCKED' }, { text: 'quixot' }, { box: nowhereElse }])
    expect(await world.find({ ...filter, country: 'NLD' })).toEqual(['RARE']);
  expect(await nearest(50, 5, { status: 'BLOCKED' })).toEqual(['RARE']);
  expect(await nearest(50, 5)).toEqual(['C0', 'C1', 'C2']);
  expect(await nearest(50, 5, { status: 'PLANNED' })).toEqual([]);
});

it('store and find a name of any length', async () => {
  await world.put(location({ id: 'LONG', name: `${'word '.repeat(500)}${'x'.repeat(100_000)}` }));
  expect(await world.find({ text: 'word' })).toEqual(['LONG']);
});

it('do not find what has no place on the globe, which is kept as it was sent', async () => {
  const nowhere = [at('95.00000', '4.00000'), at('52.00000', '200.00000'), at('north', 'east')];
  for (const [n, difference] of nowhere.entries()) await world.put(location({ id: `N${n}`, ...difference }));
  expect((await world.document('NL/TNM/N2'))?.coordinates).toEqual({ latitude: 'north', longitude: 'east' });
  expect(await world.find({ box: { south: -90, west: -180, north: 90, east: 180 } })).toEqual([]);
  expect(await nearest(52, 4)).toEqual([]);
});

it('take numbers nearer to zero than PostgreSQL reads', async () => {
  await world.put(location({ id: 'ZERO', ...at('0.00000', '0.00000') }));
  expect(await nearest(5e-324, -5e-324)).toEqual(['ZERO']);
  expect(await world.find({ box: { south: -5e-324, west: 0, north: 5e-324, east: 0 } })).toEqual(['ZERO']);
});
