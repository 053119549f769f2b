/**
 * What an operation may cost at the most, estimated before it is executed: about one for every object it could make
 * the hub look up and send, pages counted by the size they ask for, in the text or in a variable.
 *
 * The tree of an operation is worked out once; only sizes that come in variables are put in for each request, so the
 * estimate costs about a microsecond. (A visitor over the whole document, as libraries do it, takes a hundred.)
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Operation } from './operation.js';

/** How long a list is taken to be that nobody says the size of: EVSEs of a Location, periods of a Session. */
const USUAL_LENGTH = 5;
/** Counting all that match a filter, as a page's `total` does, is work that grows with the table. */
const COUNTING = 10;
/** A change writes, tells and is audited. */
const CHANGING = 10;
/** Arguments that say how long a list may be: `limit`, or a page that has one. */
const SIZES: ReadonlySet<string> = new Set(['limit', 'first', 'last']);

type Variables = Readonly<Record<string, unknown>>;

/** A number, or where in the variables it stands. */
type Size = number | { variable: string; path: readonly string[]; otherwise: number };

interface Cost {
  path: string;
  own: number;
  /** How often the parts are counted. */
  size: Size;
  parts: readonly Cost[];
}

export interface Estimate {
  total: number;
  /** The root field that takes most of it. */
  heaviest: string;
}

export class OperationCosts {
  readonly #trees = new WeakMap<OperationDefinitionNode, readonly Cost[]>();

  constructor(private readonly schema: GraphQLSchema) {}

  estimate({ definition, document }: Operation, variables: Variables): Estimate {
    let roots = this.#trees.get(definition);
    if (!roots) {
      roots = new Tree(this.schema, document, definition).roots();
      this.#trees.set(definition, roots);
    }
    let total = 0;
    let heaviest = '';
    let most = -1;
    for (const root of roots) {
      const amount = amountOf(root, variables);
      total += amount;
      if (amount > most) [most, heaviest] = [amount, root.path];
    }
    return { total, heaviest };
  }
}

const amountOf = ({ own, size, parts }: Cost, variables: Variables): number => {
  if (parts.length === 0) return own;
  let inner = 0;
  for (const part of parts) inner += amountOf(part, variables);
  return own + inner * (typeof size === 'number' ? size : sizeIn(variables, size));
};

/** Whoever sends something else than a number is refused when the variables are read; until then it counts as usual. */
const sizeIn = (variables: Variables, { variable, path, otherwise }: Exclude<Size, number>): number => {
  let value: unknown = variables[variable];
  for (const name of path) value = Object(value)[name] as unknown;
  return typeof value === 'number' && value >= 0 ? value : otherwise;
};

class Tree {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.#fragments = new Map(
      document.definitions
        .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  roots(): readonly Cost[] {
    const { operation, selectionSet } = this.operation;
    const root = this.schema.getRootType(operation);
    if (!root) return [];
    const costs = this.#parts(selectionSet, root, undefined);
    return operation === OperationTypeNode.MUTATION
      ? costs.map((cost) => ({ ...cost, own: cost.own + CHANGING }))
      : costs;
  }

  /** `page`: how many items the page around has, for the list in it. */
  #parts({ selections }: SelectionSetNode, parent: GraphQLCompositeType, page: Size | undefined): Cost[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return this.#field(selection, parent, page) ?? [];
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (!fragment) return [];
      const on = fragment.typeCondition && this.schema.getType(fragment.typeCondition.name.value);
      return this.#parts(fragment.selectionSet, isCompositeType(on) ? on : parent, page);
    });
  }

  #field(node: FieldNode, parent: GraphQLCompositeType, page: Size | undefined): Cost | undefined {
    const name = node.name.value;
    if (name.startsWith('__')) return undefined;
    const field = fieldOf(parent, name);
    if (!field) return undefined;
    const isList = isListType(getNullableType(field.type));
    const type = getNamedType(field.type);
    const asked = this.#sizeAsked(node, field);
    if (!isCompositeType(type) || !node.selectionSet)
      return name === 'total' && page !== undefined
        ? { path: name, own: COUNTING, size: 1, parts: [] }
        : undefined;
    const parts = this.#parts(node.selectionSet, type, isList ? undefined : asked);
    if (!isList) return { path: name, own: 1, size: 1, parts };
    const itself: Cost = { path: name, own: 1, size: 1, parts };
    return { path: name, own: 0, size: asked ?? page ?? USUAL_LENGTH, parts: [itself] };
  }

  #sizeAsked(node: FieldNode, { args }: GraphQLField<unknown, unknown>): Size | undefined {
    for (const argument of args) {
      const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      if (SIZES.has(argument.name)) return this.#sizeOf(given, argument.defaultValue, []);
      const type = getNamedType(argument.type);
      if (!isInputObjectType(type) || isListType(getNullableType(argument.type))) continue;
      const inner = Object.values(type.getFields()).find(({ name }) => SIZES.has(name));
      if (!inner || !argument.name.toLowerCase().includes('page')) continue;
      if (given?.kind !== Kind.OBJECT) return this.#sizeOf(given, inner.defaultValue, [inner.name]);
      const within = given.fields.find((entry) => entry.name.value === inner.name)?.value;
      return this.#sizeOf(within, inner.defaultValue, []);
    }
    return undefined;
  }

  #sizeOf(given: ValueNode | undefined, byDefault: unknown, path: readonly string[]): Size {
    const otherwise = typeof byDefault === 'number' ? byDefault : USUAL_LENGTH;
    if (given?.kind === Kind.INT) return Math.max(0, Number(given.value));
    if (given?.kind !== Kind.VARIABLE) return otherwise;
    const variable = given.name.value;
    const definition = this.operation.variableDefinitions?.find(
      (one) => one.variable.name.value === variable,
    );
    return { variable, path, otherwise: defaultIn(definition?.defaultValue, path) ?? otherwise };
  }
}

const defaultIn = (value: ValueNode | undefined, path: readonly string[]): number | undefined => {
  let at = value;
  for (const name of path)
    at = at?.kind === Kind.OBJECT ? at.fields.find((entry) => entry.name.value === name)?.value : undefined;
  return at?.kind === Kind.INT ? Number(at.value) : undefined;
};

/** Of an interface or union the fields of its own; what fragments add is counted at the type they are on. */
const fieldOf = (type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(type) || (isAbstractType(type) && 'getFields' in type) ? type.getFields()[name] : undefined;
