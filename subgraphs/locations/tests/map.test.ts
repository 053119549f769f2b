/** Locations on the map: boxes and the nearest ones, held against a count of every point, on real PostgreSQL. */
import type { Caller, JsonObject } from '@chargesphere/schema';
import { codeOf, cpo, emsp, evse, location, problemOf, World } from './world.js';

interface Spot {
  id: string;
  latitude: number;
  longitude: number;
  isFree: boolean;
}

/** The same points every time (mulberry32). */
const random = (() => {
  let state = 20260301;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
})();

/** As OCPI writes coordinates. */
const rounded = (degrees: number): number => Number(degrees.toFixed(6));
const around = (latitude: number, longitude: number, spread: number): [number, number] => [
  Math.max(-90, Math.min(90, latitude + (random() - 0.5) * spread)),
  // What lies beyond the antimeridian comes in on its other side.
  ((longitude + (random() - 0.5) * spread + 540) % 360) - 180,
];

/** A cluster each in a town, at both poles and over the antimeridian, the corners of the map, and the rest anywhere. */
const spots: Spot[] = [
  ...[90, -90, 0].flatMap((latitude) => [180, -180, 0].map((longitude) => [latitude, longitude] as const)),
  ...Array.from({ length: 500 }, () => around(52.37, 4.9, 0.2)),
  ...Array.from({ length: 200 }, () => [90 - random() * 3, random() * 360 - 180] as const),
  ...Array.from({ length: 200 }, () => [random() * 3 - 90, random() * 360 - 180] as const),
  ...Array.from({ length: 300 }, () => around(-17, 180, 4)),
  ...Array.from(
    { length: 791 },
    () => [(Math.asin(random() * 2 - 1) * 180) / Math.PI, random() * 360 - 180] as const,
  ),
].map(([latitude, longitude], n) => ({
  id: `S${n}`,
  latitude: rounded(latitude),
  longitude: rounded(longitude),
  isFree: n % 50 === 0,
}));

const documentOf = ({ id, latitude, longitude, isFree }: Spot): JsonObject =>
  location({
    id,
    coordinates: { latitude: latitude.toFixed(6), longitude: longitude.toFixed(6) },
    evses: [evse({ status: isFree ? 'AVAILABLE' : 'CHARGING' })],
  });

let world: World;
beforeAll(async () => {
  world = await World.open();
  await Promise.all(spots.map((spot) => world.put(documentOf(spot))));
});
afterAll(() => world.close());

interface Page {
  total?: number;
  next: string | null;
  items: { id: string }[];
}

const idsIn = async (box: JsonObject, as: Caller = cpo): Promise<string[]> => {
  const text = `query ($box: BoxInput!, $after: String, $isFirst: Boolean!) {
    page: locations(filter: { box: $box }, page: { limit: 200, after: $after }) {
      total @include(if: $isFirst) next items { id }
    }
  }`;
  const pageAfter = async (after: string | null): Promise<Page> =>
    (await world.ask<{ page: Page }>(as, text, { box, after, isFirst: after === null })).page;
  let page = await pageAfter(null);
  const { total } = page;
  const ids = page.items.map(({ id }) => id);
  while (page.next !== null) {
    page = await pageAfter(page.next);
    ids.push(...page.items.map(({ id }) => id));
  }
  expect(ids).toHaveLength(total ?? NaN);
  return ids;
};

describe('a box', () => {
  const expected = ({ south, west, north, east }: Record<string, number>): string[] => {
    const inLongitude = (degrees: number) =>
      Number(west) <= Number(east)
        ? degrees >= Number(west) && degrees <= Number(east)
        : degrees >= Number(west) || degrees <= Number(east);
    return spots
      .filter(
        ({ latitude, longitude }) =>
          latitude >= Number(south) && latitude <= Number(north) && inLongitude(longitude),
      )
      .map(({ id }) => id)
      .toSorted();
  };

  it.each([
    ['in a town', { south: 52.3, west: 4.85, north: 52.4, east: 4.95 }],
    ['around the Earth', { south: -90, west: -180, north: 90, east: 180 }],
    ['over the antimeridian', { south: -19, west: 178.5, north: -15, east: -179 }],
    ['on the antimeridian alone', { south: -90, west: 180, north: 90, east: -180 }],
    ['of nearly all longitudes', { south: -20, west: 10, north: 60, east: 9 }],
    ['at the north pole', { south: 88, west: -180, north: 90, east: 180 }],
    ['at the south pole', { south: -90, west: 0, north: -89, east: 90 }],
    ['of one point', { south: 0, west: 0, north: 0, east: 0 }],
    ['with nothing in it', { south: 0.000001, west: 0.000001, north: 0.000002, east: 0.000002 }],
  ])('%s holds what lies in it, its edges included', async (_, box) => {
    expect((await idsIn(box)).toSorted()).toEqual(expected(box));
  });

  it('is refused when it is not on the globe', async () => {
    for (const box of [
      { south: 53, west: 4, north: 52, east: 5 },
      { south: -91, west: 4, north: 52, east: 5 },
      { south: 52, west: -180.1, north: 53, east: 5 },
    ])
      expect(await codeOf(idsIn(box))).toBe('INVALID_INPUT');
  });
});

describe('the nearest Locations', () => {
  interface Near {
    distanceM: number;
    location: { id: string };
  }
  const nearest = async (
    [latitude, longitude]: readonly [number, number],
    limit: number,
    filter: JsonObject = {},
    as: Caller = cpo,
  ): Promise<Near[]> => {
    const text = `query ($latitude: Float!, $longitude: Float!, $limit: Int!, $filter: LocationFilter) {
      found: nearestLocations(latitude: $latitude, longitude: $longitude, limit: $limit, filter: $filter) {
        distanceM location { id }
      }
    }`;
    return (await world.ask<{ found: Near[] }>(as, text, { latitude, longitude, limit, filter })).found;
  };

  /** On a sphere, in another way than the code has it: the angle between two vectors. Metres. */
  const vectorOf = (latitude: number, longitude: number): [number, number, number] => {
    const [up, round] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    return [Math.cos(up) * Math.cos(round), Math.cos(up) * Math.sin(round), Math.sin(up)];
  };
  const distance = ([latitude, longitude]: readonly [number, number], spot: Spot): number => {
    const a = vectorOf(latitude, longitude);
    const b = vectorOf(spot.latitude, spot.longitude);
    const chord = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    const opposite = Math.hypot(a[0] + b[0], a[1] + b[1], a[2] + b[2]);
    return 2 * 6_371_008.8 * Math.atan2(chord, opposite);
  };
  const expected = (
    point: readonly [number, number],
    limit: number,
    isWanted = (_: Spot) => true,
  ): number[] =>
    spots
      .filter(isWanted)
      .map((spot) => distance(point, spot))
      .toSorted((a, b) => a - b)
      .slice(0, limit);

  const places: [string, readonly [number, number]][] = [
    ['in a town', [52.37, 4.9]],
    ['at the north pole', [90, 0]],
    ['near the north pole', [89.2, -120]],
    ['near the north pole, across it', [87.5, 179.99]],
    ['at the south pole', [-90, 180]],
    ['on the antimeridian', [-17, 180]],
    ['east of the antimeridian', [-17, -179.9]],
    ['west of the antimeridian', [-16, 179.5]],
    ['on the antimeridian, far north', [70, -180]],
    ['in the middle of nowhere', [-40, -130]],
    ['where latitude and longitude are 0', [0, 0]],
  ];

  it.each(places)('%s are the nearest, by their distance', async (_, point) => {
    for (const limit of [1, 10, 100]) {
      const found = await nearest(point, limit);
      const distances = expected(point, limit);
      expect(found).toHaveLength(limit);
      // To a centimetre: beyond it doubles differ, at the far side of the Earth first.
      found.forEach(({ distanceM }, n) => expect(distanceM).toBeCloseTo(distances[n] ?? NaN, 2));
      const byId = new Map(spots.map((spot) => [spot.id, spot]));
      for (const { distanceM, location } of found)
        expect(distance(point, byId.get(location.id) as Spot)).toBeCloseTo(distanceM, 2);
      expect(new Set(found.map(({ location }) => location.id)).size).toBe(limit);
    }
  });

  it.each(places)(
    '%s are the nearest that fulfil a condition, all of them when there are few',
    async (_, point) => {
      const free = spots.filter(({ isFree }) => isFree).length;
      for (const [limit, count] of [
        [5, 5],
        [100, free],
      ] as const) {
        const found = await nearest(point, limit, { status: 'AVAILABLE' });
        const distances = expected(point, limit, ({ isFree }) => isFree);
        expect(found).toHaveLength(count);
        found.forEach(({ distanceM }, n) => expect(distanceM).toBeCloseTo(distances[n] ?? NaN, 2));
      }
    },
  );

  it('LOC-017 are where the viewer has been told they are', async () => {
    const moved = { id: 'S9', latitude: 10.5, longitude: 10.5, isFree: false };
    await world.put(documentOf(moved), { addressee: 'DE/EMP' });
    const here: [number, number] = [10.5, 10.5];
    expect((await nearest(here, 1, {}, emsp))[0]).toMatchObject({ distanceM: 0, location: { id: 'S9' } });
    expect((await nearest(here, 1, {}, cpo))[0]?.location.id).not.toBe('S9');
    expect(await idsIn({ south: 10.4, west: 10.4, north: 10.6, east: 10.6 }, emsp)).toContain('S9');
  });

  it('leave out what has no place on the globe', async () => {
    await world.put(
      location({ id: 'LOST', city: 'Lost', coordinates: { latitude: '99.5', longitude: '4.0' } }),
    );
    expect(await world.find({ city: 'Lost' })).toEqual(['LOST']);
    expect(await nearest([89, 4], 10, { city: 'Lost' })).toEqual([]);
  });

  it('are refused for a point that is not on the globe, and for none or too many', async () => {
    for (const [point, limit] of [
      [[91, 0], 1],
      [[0, -180.5], 1],
      [[0, 0], 0],
      [[0, 0], 101],
    ] as const)
      expect((await problemOf(nearest(point, limit))).code).toBe('INVALID_INPUT');
  });
});
