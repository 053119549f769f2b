/** One execution of an operation: what its resolvers are given, where it is, and what has gone wrong (graphql-js). */
import { locatedError, type FieldNode, type GraphQLError, type GraphQLResolveInfo } from 'graphql';

/** Where a value lies in the answer, as graphql-js has it. */
export type Path = GraphQLResolveInfo['path'];

export interface Run {
  context: unknown;
  variables: Record<string, unknown>;
  faults: Faults;
}

/** Errors in the order in which they came up, none about what an error has made null already. */
export class Faults {
  readonly errors: GraphQLError[] = [];
  readonly #nulled = new Set<Path | undefined>();

  add(error: GraphQLError, path: Path | undefined): void {
    for (let at = path; at !== undefined; at = at.prev) if (this.#nulled.has(at)) return;
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(path);
    this.errors.push(error);
  }
}

export const keysOf = (path: Path): (string | number)[] => {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
};

/** Null in its place, or on to the next that may be null. */
export const settle = (
  run: Run,
  reason: unknown,
  { nodes, path, isNullable }: { nodes: readonly FieldNode[]; path: Path; isNullable: boolean },
): null => {
  const error = locatedError(reason, nodes, keysOf(path));
  if (!isNullable) throw error;
  run.faults.add(error, path);
  return null;
};

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** The same object once all its values are there. */
export const allOf = async (values: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const keys = Object.keys(values);
  const settled = await Promise.all(Object.values(values));
  const all = Object.create(null) as Record<string, unknown>;
  keys.forEach((key, i) => {
    all[key] = settled[i];
  });
  return all;
};
