import fc from 'fast-check';
import { boxesAround, distanceBetween, type Point } from './location.nearest.js';

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
/** A point so many metres away in some direction; on the sphere, so anywhere. */
const beyond = ({ latitude, longitude }: Point, metres: number, bearing: number): Point => {
  const [lat, lon, angle] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180, metres / 6_371_008.8];
  const sine = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing);
  const east = Math.sin(bearing) * Math.sin(angle) * Math.cos(lat);
  const there = lon + Math.atan2(east, Math.cos(angle) - Math.sin(lat) * sine);
  return {
    latitude: (Math.asin(Math.max(-1, Math.min(1, sine))) * 180) / Math.PI,
    longitude: (((((there * 180) / Math.PI + 180) % 360) + 360) % 360) - 180,
  };
};

describe('distance', () => {
  it.each([
    [{ latitude: 52.3791, longitude: 4.9003 }, { latitude: 48.8443, longitude: 2.3744 }, 431_500],
    [{ latitude: 0, longitude: 179.999 }, { latitude: 0, longitude: -179.999 }, 222],
    [{ latitude: 90, longitude: 10 }, { latitude: 90, longitude: -170 }, 0],
    [{ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }, 20_015_115],
  ])('from %j to %j is %d m', (a, b, metres) => {
    expect(Math.abs(distanceBetween(a, b) - metres)).toBeLessThan(1 + metres / 500);
    expect(distanceBetween(b, a)).toBeCloseTo(distanceBetween(a, b), 6);
  });
});

describe('the boxes around a point', () => {
  it('hold every point within the distance, over poles and the antimeridian', () => {
    fc.assert(
      fc.property(
        point,
        fc.double({ min: 0, max: 20_000_000, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        (centre, metres, share, bearing) => {
          const there = beyond(centre, metres * share, bearing);
          const isInside = boxesAround(centre, metres).some(
            ({ south, west, north, east }) =>
              there.latitude >= south &&
              there.latitude <= north &&
              there.longitude >= west &&
              there.longitude <= east,
          );
          expect(isInside).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('lie on the globe, and none is turned inside out', () => {
    fc.assert(
      fc.property(point, fc.double({ min: 0, max: 20_100_000, noNaN: true }), (centre, metres) => {
        for (const { south, west, north, east } of boxesAround(centre, metres)) {
          expect(south).toBeLessThanOrEqual(north);
          expect(west).toBeLessThanOrEqual(east);
          expect(Math.max(Math.abs(south), Math.abs(north))).toBeLessThanOrEqual(90);
          expect(Math.max(Math.abs(west), Math.abs(east))).toBeLessThanOrEqual(180);
        }
      }),
    );
  });

  it('are small where they can be', () => {
    const [box, ...others] = boxesAround({ latitude: 60, longitude: 10 }, 1000);
    expect(others).toEqual([]);
    expect((box?.north ?? 0) - (box?.south ?? 0)).toBeCloseTo(0.018, 3);
    expect((box?.east ?? 0) - (box?.west ?? 0)).toBeCloseTo(0.036, 3);
    expect(boxesAround({ latitude: 0, longitude: 180 }, 1000)).toHaveLength(2);
    expect(boxesAround({ latitude: 89.999, longitude: 0 }, 1000)).toMatchObject([
      { west: -180, east: 180, north: 90 },
    ]);
  });
});
