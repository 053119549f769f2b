import { boxesOf, inBox, isInBoxes } from './box.js';

const gouda = { latitude: 52.01, longitude: 4.71 };
const holland = { south: 51, west: 4, north: 53, east: 6 };

describe('a box', () => {
  it('is one, or two over the antimeridian', () => {
    expect(boxesOf(holland)).toEqual([holland]);
    expect(boxesOf({ south: -1, west: 170, north: 1, east: -170 })).toEqual([
      { south: -1, west: 170, north: 1, east: 180 },
      { south: -1, west: -180, north: 1, east: -170 },
    ]);
  });

  it.each([
    ['south above north', { ...holland, south: 54 }],
    ['a latitude beyond the pole', { ...holland, north: 90.1 }],
    ['a longitude beyond the antimeridian', { ...holland, east: 180.1 }],
    ['no number', { ...holland, west: NaN }],
  ])('is refused with %s', (_what, box) => {
    expect(() => boxesOf(box)).toThrow('not on the globe');
  });

  it('holds what is inside and on its edges, and no place that nobody knows', () => {
    const boxes = boxesOf(holland);
    expect(isInBoxes(boxes, gouda)).toBe(true);
    expect(isInBoxes(boxes, { latitude: 51, longitude: 6 })).toBe(true);
    expect(isInBoxes(boxes, { ...gouda, longitude: 6.000001 })).toBe(false);
    expect(isInBoxes(boxes, { ...gouda, latitude: 50.999999 })).toBe(false);
    expect(isInBoxes(boxes, { latitude: 52 })).toBe(false);
    expect(isInBoxes(boxes, undefined)).toBe(false);
  });

  it('holds both sides of the antimeridian and not the rest of the world', () => {
    const boxes = boxesOf({ south: -20, west: 170, north: -10, east: -170 });
    for (const longitude of [170, 180, -180, -170])
      expect(isInBoxes(boxes, { latitude: -15, longitude })).toBe(true);
    for (const longitude of [169, 0, -169])
      expect(isInBoxes(boxes, { latitude: -15, longitude })).toBe(false);
  });

  it('asks PostgreSQL about the row of its alias', () => {
    expect(inBox(holland, 'p').toQuery().text).toMatch(/^point\(p\.longitude, p\.latitude\) <@ box/);
  });
});
