/**
 * How answers of subgraphs become one tree: Apollo's rules, key by key, own properties only. A response key may have
 * any name, `toString` and `__proto__` included.
 */
export type Tree = Record<string, unknown>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const own = (tree: Tree, key: string): unknown => (Object.hasOwn(tree, key) ? tree[key] : undefined);

/** An assignment that never reaches a setter or a property of the prototype. */
export const setOwn = (tree: Tree, key: string, value: unknown): void => {
  if (!(key in tree) || Object.hasOwn(tree, key)) tree[key] = value;
  else Object.defineProperty(tree, key, { value, configurable: true, enumerable: true, writable: true });
};

/** Adds `source` to `target`. What `target` lacks it takes as it is, without a copy. */
export const mergeInto = (target: Tree, source: Tree): void => {
  if (target === source) return;
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const present = own(target, key);
    if (present && isTree(value)) mergeInto(present as Tree, value);
    else if (Array.isArray(value) && Array.isArray(present) && value.length === present.length)
      mergeItems(present, value);
    else setOwn(target, key, value);
  }
};

const mergeItems = (present: unknown[], items: readonly unknown[]): void => {
  items.forEach((item, at) => {
    const known = present[at];
    if (isTree(known) && isTree(item)) mergeInto(known, item);
    else present[at] = item;
  });
};
