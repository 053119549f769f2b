/** Every EVSE of a map in one answer, from columns, on real PostgreSQL. */
import type { Caller, JsonObject } from '@chargesphere/schema';
import {
  anonymous,
  codeOf,
  connector,
  cpo,
  emsp,
  evse,
  location,
  operator,
  otherCpo,
  World,
} from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

interface Points {
  refs: string[];
  longitudes: number[];
  latitudes: number[];
  statusOf: number[];
  statuses: string[];
  maxPowers: number[];
  isComplete: boolean;
}

const points = async (as: Caller, filter: JsonObject = {}, limit = 100): Promise<Points> => {
  const text = `query ($filter: LocationFilter, $limit: Int!) { mapPoints(filter: $filter, limit: $limit) {
    refs longitudes latitudes statusOf statuses maxPowers isComplete } }`;
  return (await world.ask<{ mapPoints: Points }>(as, text, { filter, limit })).mapPoints;
};
const refs = async (as: Caller, filter: JsonObject = {}): Promise<string[]> =>
  (await points(as, filter)).refs;

const fast = connector({ power_type: 'DC', max_electric_power: 150_000 });

beforeAll(async () => {
  await world.put(
    location({ evses: [evse({ uid: 'a' }), evse({ uid: 'b', status: 'CHARGING', connectors: [fast] })] }),
  );
  await world.put(location({ id: 'GONE', evses: [evse({ status: 'REMOVED' })] }));
  await world.put(location({ id: 'NOWHERE', coordinates: { latitude: '99', longitude: '4' } }));
  await world.put(
    location({
      party_id: 'OTH',
      country_code: 'FR',
      coordinates: { latitude: '48.850000', longitude: '2.350000' },
      evses: [evse({ uid: 'x/1', status: 'CHARGING' })],
    }),
    { as: otherCpo },
  );
});

it('gives every EVSE that stands somewhere and is not removed', async () => {
  expect(await points(operator)).toEqual({
    refs: ['NL/TNM/LOC1/A', 'NL/TNM/LOC1/B', 'FR/OTH/LOC1/X%2F1'],
    longitudes: [4.9005, 4.9005, 2.35],
    latitudes: [52.3789, 52.3789, 48.85],
    statuses: ['AVAILABLE', 'CHARGING'],
    statusOf: [0, 1, 1],
    maxPowers: [150_000, 150_000, 22_080],
    isComplete: true,
  });
});

it.each([
  ['a party', { cpo: 'fr/oth' }, ['FR/OTH/LOC1/X%2F1']],
  ['a box', { box: { south: 52, north: 53, west: 4, east: 5 } }, ['NL/TNM/LOC1/A', 'NL/TNM/LOC1/B']],
  ['a power', { minPower: 100_000 }, ['NL/TNM/LOC1/A', 'NL/TNM/LOC1/B']],
  ['the status of the EVSE itself', { status: 'CHARGING' }, ['NL/TNM/LOC1/B', 'FR/OTH/LOC1/X%2F1']],
  ['what nobody has', { standard: 'CHADEMO' }, []],
])('finds by %s', async (_, filter, found) => {
  expect(await refs(operator, filter)).toEqual(found);
});

it('says when there are more than were asked for', async () => {
  const some = await points(operator, {}, 1);
  expect(some).toMatchObject({ refs: ['NL/TNM/LOC1/A'], isComplete: false });
  expect(await codeOf(points(operator, {}, 50_001))).toBe('INVALID_INPUT');
});

it('HUB-034 shows each caller the Locations it sees in lists too', async () => {
  await world.put(location({ id: 'SECRET', evses: [evse({ uid: 's' })] }), { addressee: 'DE/EMP' });
  expect(await refs(emsp)).toContain('NL/TNM/SECRET/S');
  expect(await refs(cpo)).toContain('NL/TNM/SECRET/S');
  expect(await refs(otherCpo)).not.toContain('NL/TNM/SECRET/S');
  expect(await codeOf(refs(anonymous))).toBe('UNAUTHENTICATED');
});
