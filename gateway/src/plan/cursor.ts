/** Where in the tree a step of a plan works: a path of response keys, with `@` for every item of a list. */
import { own, type Tree } from './merge.js';

export type PlanPath = readonly (string | number)[];
export type ResponsePath = (string | number)[];

/** What lies at a path, the items of its lists in one list; undefined or null when nothing does. */
export const at = (value: unknown, path: PlanPath, depth = 0): unknown => {
  const element = path[depth];
  if (element === undefined || value === undefined || value === null) return value;
  if (element === '@') return (value as unknown[]).flatMap((item): unknown => at(item, path, depth + 1));
  if (typeof element !== 'string') throw new Error(`Unexpected ${typeof element} found in path`);
  if (Array.isArray(value)) throw new Error(`Unexpected array in result for path element ${element}`);
  return at(own(value as Tree, element), path, depth + 1);
};

/** Every object at a path of the whole result, with the place a client knows it by. */
export const placesAt = (data: Tree, path: PlanPath): Map<unknown, ResponsePath> => {
  const places = new Map<unknown, ResponsePath>();
  const visit = (value: unknown, depth: number, place: ResponsePath): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      const next = path[depth] === '@' ? depth + 1 : depth;
      value.forEach((item, index) => visit(item, next, [...place, index]));
      return;
    }
    const element = path[depth];
    if (element === undefined) places.set(value, place);
    else visit(own(value as Tree, String(element)), depth + 1, [...place, element]);
  };
  visit(data, 0, []);
  return places;
};
