/**
 * A query of a subgraph of this process, turned into functions once. graphql-js reads the document anew for every object
 * of every list: which fields, which resolver, which arguments. Here that is decided when the operation is first asked
 * for; no code is made from text. Answers are those of graphql-js, errors included, which
 * `tests/plan.differential.test.ts` and `tests/local.differential.test.ts` hold.
 *
 * What is rare stays with graphql-js: mutations, `@skip` and `@include`, reading the schema.
 */
import {
  getArgumentValues,
  getVariableValues,
  isAbstractType,
  isLeafType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  TypeNameMetaFieldDef,
  visit,
  BREAK,
  type ConstValueNode,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { compileCompletion, type InfoOf, type Select } from './completion.js';
import { allOf, Faults, isPromise, settle, type Path, type Run } from './run.js';

export type CompiledOperation = (
  variables: Record<string, unknown>,
  context: unknown,
) => ExecutionResult | Promise<ExecutionResult>;

/** Undefined for what is left to graphql-js. */
export const compileOperation = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
): CompiledOperation | undefined => {
  const [operation, ...others] = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const root = schema.getQueryType();
  if (!operation || others.length > 0 || !root || operation.operation !== OperationTypeNode.QUERY)
    return undefined;
  if (operationName !== undefined && operation.name?.value !== operationName) return undefined;
  if (isSpecial(document)) return undefined;
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  const select = new Compiler(schema, operation, fragments).selection(root, [operation.selectionSet]);
  const definitions = operation.variableDefinitions ?? [];

  return (given, context) => {
    const { errors, coerced } = getVariableValues(schema, definitions, given, { maxErrors: 50 });
    if (errors) return { errors };
    const run: Run = { context, variables: coerced, faults: new Faults() };
    try {
      const data = select(run, undefined, undefined as never);
      return isPromise(data) ? Promise.resolve(data).then(answered(run), refused(run)) : answered(run)(data);
    } catch (error) {
      return refused(run)(error);
    }
  };
};

type Data = NonNullable<ExecutionResult['data']>;

const answered =
  ({ faults: { errors } }: Run) =>
  (data: unknown): ExecutionResult =>
    errors.length === 0 ? { data: data as Data } : { errors, data: data as Data };

/** The error was in no place that may be null. */
const refused =
  ({ faults }: Run) =>
  (error: unknown): ExecutionResult => {
    faults.add(error as never, undefined);
    return { errors: faults.errors, data: null };
  };

const isSpecial = (document: DocumentNode): boolean => {
  let found = false;
  const stop = () => {
    found = true;
    return BREAK;
  };
  visit(document, {
    Directive: ({ name: { value } }) => (value === 'skip' || value === 'include' ? stop() : undefined),
    Field: ({ name: { value } }) => (value === '__schema' || value === '__type' ? stop() : undefined),
  });
  return found;
};

/** One field of a selection; its value, or a promise of it. */
interface CompiledField {
  key: string;
  value: (run: Run, source: unknown, above: Path | undefined) => unknown;
}

/** Of what has no parts. */
const NOWHERE: Path = { prev: undefined, key: '', typename: undefined };

class Compiler {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: Record<string, FragmentDefinitionNode>,
  ) {}

  selection(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Select {
    const found = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    for (const set of sets) this.#collect(type, set, found, seen);
    const fields = [...found].flatMap(([key, nodes]) => this.#field(type, key, nodes));
    return (run, source, path) => {
      const values = Object.create(null) as Record<string, unknown>;
      let isPromised = false;
      try {
        for (const { key, value } of fields) {
          const each = value(run, source, path);
          values[key] = each;
          if (isPromise(each)) isPromised = true;
        }
      } catch (error) {
        if (!isPromised) throw error;
        // Those under way may fail too, and somebody has to hear of it.
        return allOf(values).finally(() => {
          throw error;
        });
      }
      return isPromised ? allOf(values) : values;
    };
  }

  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    found: Map<string, FieldNode[]>,
    seen: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = found.get(key);
        if (nodes) nodes.push(selection);
        else found.set(key, [selection]);
        continue;
      }
      let part: Pick<FragmentDefinitionNode, 'selectionSet'> & Partial<FragmentDefinitionNode> =
        selection as never;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = this.fragments[name];
        if (seen.has(name) || !fragment) continue;
        seen.add(name);
        part = fragment;
      }
      const on = part.typeCondition && typeFromAST(this.schema, part.typeCondition);
      const isOfType =
        !part.typeCondition || on === type || (isAbstractType(on) && this.schema.isSubType(on, type));
      if (isOfType) this.#collect(type, part.selectionSet, found, seen);
    }
  }

  /** None for a field that the type does not have. */
  #field(parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): CompiledField[] {
    const [node] = nodes as [FieldNode];
    const name = node.name.value;
    if (name === TypeNameMetaFieldDef.name) return [{ key, value: () => parent.name }];
    const definition = parent.getFields()[name];
    if (!definition) return [];
    const { schema } = this;
    const { type, resolve } = definition;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const complete = compileCompletion(type, {
      schema,
      coordinate: `${parent.name}.${name}`,
      nodes,
      selectionOf: (found) => this.selection(found, sets),
    });
    const info = this.#infoOf(parent, definition, nodes);
    const argumentsOf = compileArguments(definition, node);
    const isNullable = !isNonNullType(type);
    const isLeaf = isLeafType(isNonNullType(type) ? type.ofType : type);
    const read = (run: Run, source: unknown, path: Path): unknown => {
      if (resolve) return resolve(source, argumentsOf(run), run.context, info(run, path));
      if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
      const property = (source as Record<string, unknown>)[name];
      if (typeof property !== 'function') return property;
      const method = source as Record<string, (...given: unknown[]) => unknown>;
      return method[name]?.(argumentsOf(run), run.context, info(run, path));
    };
    const fail = (run: Run, path: Path, reason: unknown) => settle(run, reason, { nodes, path, isNullable });
    const value: CompiledField['value'] = (run, source, above) => {
      const path: Path = { prev: above, key, typename: parent.name };
      try {
        const result = read(run, source, path);
        const done = isPromise(result)
          ? result.then((later) => complete(run, later, path, info))
          : complete(run, result, path, info);
        return isPromise(done) ? done.then(undefined, (reason) => fail(run, path, reason)) : done;
      } catch (reason) {
        return fail(run, path, reason);
      }
    };
    if (resolve || !isLeaf) return [{ key, value }];
    // Most fields are this: a property that is there. Where it stands matters only when it does not fit.
    const property: CompiledField['value'] = (run, source, above) => {
      if (typeof source !== 'object' || source === null) return value(run, source, above);
      const found = (source as Record<string, unknown>)[name];
      if (typeof found === 'function' || isPromise(found)) return value(run, source, above);
      try {
        return complete(run, found, NOWHERE, info);
      } catch (reason) {
        return fail(run, { prev: above, key, typename: parent.name }, reason);
      }
    };
    return [{ key, value: property }];
  }

  #infoOf(
    parentType: GraphQLObjectType,
    { name, type }: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): InfoOf {
    const { schema, operation, fragments } = this;
    // graphql-js 16 makes no more of it either, though its types know of more.
    return ({ variables }, path) =>
      ({
        fieldName: name,
        fieldNodes: nodes,
        returnType: type,
        parentType,
        path,
        schema,
        fragments,
        rootValue: undefined,
        operation,
        variableValues: variables,
      }) as unknown as GraphQLResolveInfo;
  }
}

/** The same object for nobody twice: a resolver may keep or change what it is given. */
const compileArguments = (
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): ((run: Run) => Record<string, unknown>) => {
  if (definition.args.length === 0) return () => ({});
  if ((node.arguments ?? []).some(({ value }) => hasVariable(value)))
    return ({ variables }) => getArgumentValues(definition, node, variables);
  let known: Record<string, unknown> | undefined;
  return () => ({ ...(known ??= getArgumentValues(definition, node)) });
};

const hasVariable = (value: ValueNode | ConstValueNode): boolean => {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value));
};
