/**
 * How the value of a field becomes a part of the answer, decided once for its type: GraphQL's "Value Completion" as
 * graphql-js carries it out, with the same errors in the same words.
 */
import {
  defaultTypeResolver,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { isPromise, settle, type Path, type Run } from './run.js';

/** A value, or the promise of one. `info` is made when a type asks for it. */
export type Complete = (run: Run, value: unknown, path: Path, info: InfoOf) => unknown;
export type InfoOf = (run: Run, path: Path) => GraphQLResolveInfo;
/** Carries out what is selected of an object. */
export type Select = (run: Run, source: unknown, path: Path) => unknown;

export interface FieldPlace {
  schema: GraphQLSchema;
  /** `Session.kwh`, for sentences. */
  coordinate: string;
  nodes: readonly FieldNode[];
  /** What is selected when the value is of this type. */
  selectionOf: (type: GraphQLObjectType) => Select;
}

export const compileCompletion = (type: GraphQLOutputType, place: FieldPlace): Complete => {
  const complete = present(isNonNullType(type) ? type.ofType : type, place);
  const nothing = isNonNullType(type)
    ? (): never => {
        throw new Error(`Cannot return null for non-nullable field ${place.coordinate}.`);
      }
    : () => null;
  return (run, value, path, info) => {
    if (value instanceof Error) throw value;
    return value === null || value === undefined ? nothing() : complete(run, value, path, info);
  };
};

const present = (
  type: Exclude<GraphQLOutputType, { ofType: unknown }> | GraphQLOutputType,
  place: FieldPlace,
): Complete => {
  if (isListType(type)) return list(type.ofType, place);
  if (isLeafType(type)) return leaf(type);
  if (isAbstractType(type)) return abstract(type, place);
  if (isObjectType(type)) return object(type, place);
  throw new Error(`The type ${String(type)} is none of an answer.`);
};

const list = (itemType: GraphQLOutputType, place: FieldPlace): Complete => {
  const complete = compileCompletion(itemType, place);
  const { nodes, coordinate } = place;
  const isNullable = !isNonNullType(itemType);
  const itemOf = (run: Run, item: unknown, path: Path, info: InfoOf): unknown => {
    const failed = (reason: unknown) => settle(run, reason, { nodes, path, isNullable });
    try {
      const done = isPromise(item)
        ? item.then((later) => complete(run, later, path, info))
        : complete(run, item, path, info);
      return isPromise(done) ? done.then(undefined, failed) : done;
    } catch (reason) {
      return failed(reason);
    }
  };
  return (run, value, path, info) => {
    if (typeof value !== 'object' || typeof (value as Iterable<unknown>)[Symbol.iterator] !== 'function')
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${coordinate}".`);
    let isPromised = false;
    const items: unknown[] = [];
    try {
      for (const each of value as Iterable<unknown>) {
        const item = itemOf(run, each, { prev: path, key: items.length, typename: undefined }, info);
        items.push(item);
        if (isPromise(item)) isPromised = true;
      }
    } catch (error) {
      // Those under way may fail too, and somebody has to hear of it.
      if (isPromised) void Promise.allSettled(items);
      throw error;
    }
    return isPromised ? Promise.all(items) : items;
  };
};

const leaf =
  (type: GraphQLLeafType): Complete =>
  (_run, value) => {
    const written: unknown = type.serialize(value);
    if (written !== null && written !== undefined) return written;
    throw new Error(
      `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(written)}`,
    );
  };

const object = (type: GraphQLObjectType, { nodes, selectionOf }: FieldPlace): Complete => {
  const { isTypeOf } = type;
  let selected: Select | undefined;
  const select: Select = (run, value, path) => (selected ??= selectionOf(type))(run, value, path);
  if (!isTypeOf) return select;
  const selectIf = (is: boolean, run: Run, value: unknown, path: Path): unknown => {
    if (is) return select(run, value, path);
    throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, { nodes });
  };
  return (run, value, path, info) => {
    const is = isTypeOf(value, run.context, info(run, path));
    return isPromise(is)
      ? is.then((later) => selectIf(later as boolean, run, value, path))
      : selectIf(is as boolean, run, value, path);
  };
};

const abstract = (type: GraphQLAbstractType, place: FieldPlace): Complete => {
  const typeOf = type.resolveType ?? defaultTypeResolver;
  const byName = new Map<string, Complete>();
  const completeAs = (name: unknown, ...[run, value, path, info]: Parameters<Complete>): unknown => {
    let complete = typeof name === 'string' ? byName.get(name) : undefined;
    if (!complete) {
      const found = objectType(name, value, type, place);
      complete = object(found, place);
      byName.set(found.name, complete);
    }
    return complete(run, value, path, info);
  };
  return (run, value, path, info) => {
    const name: unknown = typeOf(value, run.context, info(run, path), type);
    return isPromise(name)
      ? name.then((later) => completeAs(later, run, value, path, info))
      : completeAs(name, run, value, path, info);
  };
};

const objectType = (
  name: unknown,
  value: unknown,
  type: GraphQLAbstractType,
  { schema, coordinate, nodes }: FieldPlace,
): GraphQLObjectType => {
  if (name === null || name === undefined)
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${coordinate}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  if (isObjectType(name))
    throw new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    );
  if (typeof name !== 'string')
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${coordinate}" with value ${inspect(value)}, received "${inspect(name)}".`,
    );
  const found = schema.getType(name);
  if (!found)
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      { nodes },
    );
  if (!isObjectType(found))
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, {
      nodes,
    });
  if (!schema.isSubType(type, found))
    throw new GraphQLError(`Runtime Object type "${found.name}" is not a possible type for "${type.name}".`, {
      nodes,
    });
  return found;
};
