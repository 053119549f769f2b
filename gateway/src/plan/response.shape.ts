/**
 * From the tree the subgraphs have answered to the response the operation asked for: its fields in its order, values
 * that do not fit their type made null up to the nearest place that may be null.
 *
 * It follows Apollo's `computeResponse` rule for rule, but decides once per operation, and once per type that comes,
 * what that decides for every object: which fragments apply, which fields there are, of what type.
 */
import {
  ERRORS,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isCustomScalarType,
  isSubtype,
  Variable,
  type CompositeType,
  type Operation,
  type OperationElement,
  type Schema,
  type SelectionSet,
  type Type,
} from '@apollo/federation-internals';
import type { GraphQLError } from 'graphql';
import type { Tree } from './merge.js';

export interface Shaped {
  data: Tree | null;
  /** What was made null because it did not fit; only collected when asked for. */
  notes: GraphQLError[];
}

export type ResponseShape = (answered: Tree, variables: Tree, wantsNotes: boolean) => Shaped;

export const compileShape = (operation: Operation): ResponseShape => {
  const schema = operation.schema();
  const root = schema.schemaDefinition.rootType(operation.rootKind);
  if (!root) throw new Error(`The schema has no ${operation.rootKind}.`);
  const defaults = operation.collectDefaultedVariableValues();
  const selection = new Selection(schema, operation.selectionSet, root);
  return (answered, variables, wantsNotes) => {
    const notes: GraphQLError[] = [];
    const run: Run = { variables: { ...defaults, ...variables }, path: [], notes, wantsNotes };
    const data = selection.objectFrom(answered, undefined, run);
    return { data: data === UNFIT ? null : data, notes };
  };
};

/** Stands for a value that is null where null may not be: its parent becomes null in turn. */
const UNFIT = Symbol('unfit');

interface Run {
  variables: Tree;
  path: (string | number)[];
  notes: GraphQLError[];
  wantsNotes: boolean;
}

/** `@include` and `@skip`: the field is there when the variable has this value. */
interface Condition {
  variable: string;
  wanted: boolean;
  directive: string;
}

/** A field of a response object. */
interface Field {
  key: string;
  /** A key that every object has anyway, like `toString`: look at own properties only. */
  isInherited: boolean;
  /** It may have come before, through another fragment. */
  isRepeated: boolean;
  conditions: readonly Condition[];
  /** The type it was asked on, for messages and for `__typename`. */
  parent: CompositeType;
  /** Undefined for `__typename`. */
  value: Value | undefined;
}

interface Layout {
  fields: readonly Field[];
  /** Makes objects without prototype which V8 nevertheless lays out like instances of a class. */
  Output: new () => Tree;
}

/** What an object's part of the operation asks of it, whichever of its types comes. */
class Selection {
  readonly #layouts = new Map<string | undefined, Layout>();

  constructor(
    private readonly schema: Schema,
    private readonly selections: SelectionSet,
    private readonly declared: CompositeType,
  ) {}

  /** UNFIT when a field that cannot be null is. */
  objectFrom(answered: Tree, existing: Tree | undefined, run: Run): Tree | typeof UNFIT {
    const { fields, Output } = this.#layoutFor(answered.__typename as string | undefined);
    const output = existing ?? new Output();
    const { path } = run;
    for (const field of fields) {
      const { key, value } = field;
      if (field.conditions.length > 0 && !field.conditions.every((condition) => holds(condition, run)))
        continue;
      const before = existing !== undefined || field.isRepeated ? output[key] : undefined;
      let given = field.isInherited && !Object.hasOwn(answered, key) ? null : (answered[key] ?? null);
      if (value === undefined) {
        if (before !== undefined) continue;
        if (given === null) given = answered.__typename ?? null;
        const type = typeof given === 'string' ? (this.schema.type(given) ?? field.parent) : field.parent;
        if (!isObjectType(type)) return UNFIT;
        output[key] = type.name;
        continue;
      }
      path.push(key);
      const fitted = value.from(given, before, field.parent, run);
      path.pop();
      output[key] = fitted === UNFIT ? null : fitted;
      if (fitted === UNFIT) return UNFIT;
    }
    return output;
  }

  /** `type` is what the object says it is; one that the schema does not know was refused before. */
  #layoutFor(type: string | undefined): Layout {
    let layout = this.#layouts.get(type);
    if (!layout) {
      const known = type ? this.schema.type(type) : undefined;
      const parent = known && isCompositeType(known) ? known : this.declared;
      const fields: Field[] = [];
      this.#collect(this.selections, type || undefined, parent, [], fields);
      layout = { fields, Output: outputs() };
      if (type === undefined || known) this.#layouts.set(type, layout);
    }
    return layout;
  }

  #collect(
    selections: SelectionSet,
    type: string | undefined,
    parent: CompositeType,
    outer: readonly Condition[],
    fields: Field[],
  ): void {
    for (const selection of selections.selections()) {
      const own = conditionsOf(this.schema, selection.element);
      if (own === false) continue;
      const conditions = [...outer, ...own];
      if (selection.kind === 'FieldSelection') {
        const { element: field } = selection;
        const key = field.responseName();
        fields.push({
          key,
          isInherited: key in Object.prototype,
          isRepeated: fields.some((other) => other.key === key),
          conditions,
          parent,
          value:
            field.name === '__typename'
              ? undefined
              : this.#valueOf(field.definition.type as Type, selection.selectionSet),
        });
      } else {
        const { typeCondition } = selection.element;
        if (applies(this.schema, typeCondition, type, parent))
          this.#collect(selection.selectionSet, type, typeCondition ?? parent, conditions, fields);
      }
    }
  }

  #valueOf(type: Type, selections: SelectionSet | undefined): Value {
    if (isNonNullType(type)) return this.#nullableValueOf(type.ofType as Type, selections, true);
    return this.#nullableValueOf(type, selections, false);
  }

  #nullableValueOf(type: Type, selections: SelectionSet | undefined, isRequired: boolean): Value {
    if (isListType(type))
      return new ListValue(type, isRequired, this.#valueOf(type.ofType as Type, selections), !!selections);
    if (!isCompositeType(type)) return new LeafValue(type, isRequired, fitsLeaf(this.schema, type));
    if (!selections) throw new Error(`Invalid empty selection set for composite type ${type.name}`);
    return new ObjectValue(type, isRequired, this.schema, new Selection(this.schema, selections, type));
  }
}

/** A value and its type, without and with the exclamation mark. */
abstract class Value {
  constructor(
    protected readonly type: Type,
    private readonly isRequired: boolean,
    private readonly hasParts: boolean,
  ) {}

  from(given: unknown, before: unknown, parent: CompositeType, run: Run): unknown {
    if (before === null || (before !== undefined && !this.hasParts)) return before;
    if (given === null || given === undefined) {
      if (!this.isRequired) return null;
      note(run, () => `Cannot return null for non-nullable ${placeOf(run, this.type, parent)}.`);
      return UNFIT;
    }
    const fitted = this.fit(given, before, parent, run);
    return fitted === null && this.isRequired ? UNFIT : fitted;
  }

  /** Null when it does not fit. */
  protected abstract fit(given: unknown, before: unknown, parent: CompositeType, run: Run): unknown;
}

class LeafValue extends Value {
  constructor(
    type: Type,
    isRequired: boolean,
    private readonly fits: (value: unknown) => boolean,
  ) {
    super(type, isRequired, false);
  }

  protected fit(given: unknown, _: unknown, parent: CompositeType, run: Run): unknown {
    if (this.fits(given)) return given;
    note(run, () => `Invalid value found for ${placeOf(run, this.type, parent)}.`);
    return null;
  }
}

class ListValue extends Value {
  constructor(
    type: Type,
    isRequired: boolean,
    private readonly item: Value,
    hasParts: boolean,
  ) {
    super(type, isRequired, hasParts);
  }

  protected fit(given: unknown, before: unknown, parent: CompositeType, run: Run): unknown {
    const invalid = (value: unknown) =>
      new Error(
        `Invalid non-list value ${String(value)} returned by subgraph for list type ${String(this.type)}`,
      );
    if (!Array.isArray(given)) throw invalid(given);
    if (before !== undefined && !Array.isArray(before)) throw invalid(before);
    if (before && before.length !== given.length)
      throw new Error(`A list came twice, with ${before.length} and with ${given.length} items.`);
    let isUnfit = false;
    const items: unknown[] = [];
    for (let index = 0; index < given.length; index++) {
      run.path.push(index);
      const item = this.item.from(given[index], before?.[index], parent, run);
      run.path.pop();
      if (item === UNFIT) isUnfit = true;
      items.push(item);
    }
    return isUnfit ? null : items;
  }
}

class ObjectValue extends Value {
  constructor(
    type: Type,
    isRequired: boolean,
    private readonly schema: Schema,
    private readonly selection: Selection,
  ) {
    super(type, isRequired, true);
  }

  protected fit(given: unknown, before: unknown, parent: CompositeType, run: Run): unknown {
    if (typeof given !== 'object')
      throw new Error(
        `Invalid non-object value ${String(given)} returned by subgraph for composite type ${String(this.type)}`,
      );
    const tree = given as Tree;
    const name = tree.__typename;
    if (name !== undefined && typeof name !== 'string')
      throw new Error(`Invalid non-string value ${String(name)} for __typename at ${String(run.path)}`);
    if (name) {
      const type = this.schema.type(name);
      if (!type || !isCompositeType(type)) {
        note(run, () => `Invalid __typename found for object at ${placeOf(run, this.type, parent)}.`);
        return null;
      }
    }
    const object = this.selection.objectFrom(tree, before as Tree | undefined, run);
    return object === UNFIT ? null : object;
  }
}

const outputs = (): Layout['Output'] => {
  // A function and not a class: its prototype can be replaced by one that inherits nothing.
  const Output = function Output() {} as unknown as Layout['Output'];
  Output.prototype = Object.create(null);
  return Output;
};

const note = ({ wantsNotes, notes, path }: Run, message: () => string): void => {
  if (wantsNotes) notes.push(ERRORS.INVALID_GRAPHQL.err(message(), { path: [...path] }));
};

const placeOf = ({ path }: Run, type: Type, parent: CompositeType): string => {
  const element = path.at(-1);
  return typeof element === 'number'
    ? `array element of type ${String(type)} at index ${element}`
    : `field ${parent.name}.${String(element)}`;
};

const applies = (
  schema: Schema,
  condition: CompositeType | undefined,
  name: string | undefined,
  parent: CompositeType,
): boolean => {
  if (!condition) return true;
  if (!name) return isSubtype(condition, parent);
  const type = schema.type(name);
  return !!type && isSubtype(condition, type);
};

/** Conditions on variables; false when it is left out whatever they are. */
const conditionsOf = (schema: Schema, element: OperationElement): Condition[] | false => {
  const conditions: Condition[] = [];
  for (const [definition, wanted] of [
    [schema.skipDirective(), false],
    [schema.includeDirective(), true],
  ] as const) {
    const [directive] = element.appliedDirectivesOf(definition);
    if (!directive) continue;
    const given: unknown = directive.arguments().if;
    if (given instanceof Variable)
      conditions.push({ variable: given.name, wanted, directive: String(directive) });
    else if (given !== wanted) return false;
  }
  return conditions;
};

const holds = ({ variable, wanted, directive }: Condition, { variables }: Run): boolean => {
  const value = variables[variable];
  if (typeof value !== 'boolean')
    throw new Error(`Unexpected value ${String(value)} for variable $${variable} of ${directive}`);
  return value === wanted;
};

/** May a scalar or an enum have this value? */
const fitsLeaf = (schema: Schema, type: Type): ((value: unknown) => boolean) => {
  if (isCustomScalarType(type)) return () => true;
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.value(value) !== undefined;
  switch (type) {
    case schema.booleanType():
      return (value) => typeof value === 'boolean';
    case schema.floatType():
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case schema.intType():
      return isWhole;
    case schema.idType():
      return (value) => typeof value === 'string' || isWhole(value);
    default:
      return (value) => typeof value === 'string';
  }
};

/** As it is written: 1e21 is a whole number, but not in these letters. */
const isWhole = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && /^-?(?:0|[1-9][0-9]*)$/.test(String(value));
