/**
 * Operations on the graph, made of its schema: every root field, with every argument once, and with all that can be
 * selected to a depth. Nothing here knows a field by its name; values of arguments come from isolation.arguments.ts.
 */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

export type Kind = 'query' | 'mutation' | 'subscription';

/** One question: a root field with some of its arguments. */
export interface Question {
  kind: Kind;
  field: string;
  /** `Query.sessions filter.location`, for people. */
  name: string;
  document: string;
  variables: Record<string, unknown>;
}

/** The value of an argument that cannot reveal anything by itself. */
export const NOT_ASKED = Symbol('not asked');

/** The value of an argument or input field; undefined when nobody has said one. `of` is its root field or type. */
export type ValueOf = (argument: { name: string; type: string; of: string }) => unknown;

const rootOf = (schema: GraphQLSchema, kind: Kind): GraphQLObjectType | null | undefined =>
  ({ query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() })[kind]; // prettier-ignore

export const rootFields = (schema: GraphQLSchema, kind: Kind): GraphQLField<unknown, unknown>[] =>
  Object.values(rootOf(schema, kind)?.getFields() ?? {});

/** Deep enough for the objects in an object; whatever they hold is asked for at its own root field. */
const DEPTH = 2;

export class Questions {
  /** Arguments without a value, by name: each is to be added to the table. */
  readonly missing = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly valueOf: ValueOf,
  ) {}

  all(kind: Kind): Question[] {
    return rootFields(this.schema, kind).flatMap((field) => this.about(kind, field));
  }

  /** Each root field once, with nothing but what is required. */
  plain(kind: Kind): Question[] {
    return this.all(kind).filter(({ name }) => !name.includes(' '));
  }

  /** With what is required; then with each of the others besides, by itself, so that none hides another. */
  about(kind: Kind, field: GraphQLField<unknown, unknown>): Question[] {
    const required = this.required(field.args, field.name);
    const others = field.args.flatMap((arg) => this.optional(arg, field.name));
    const plain = this.ask(kind, field, required, '', DEPTH);
    return [plain, ...others.map(([path, more]) => this.ask(kind, field, { ...required, ...more }, path, 0))];
  }

  private ask(
    kind: Kind,
    field: GraphQLField<unknown, unknown>,
    variables: Record<string, unknown>,
    path: string,
    depth: number,
  ): Question {
    const given = field.args.filter(({ name }) => variables[name] !== undefined);
    const declared = given.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
    const root = rootOf(this.schema, kind)?.name ?? '';
    return {
      kind,
      field: field.name,
      name: `${root}.${field.name}${path && ` ${path}`}`,
      document: `${kind}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${this.selection(field.type, depth)} }`,
      variables,
    };
  }

  // ---- arguments

  private required(args: readonly GraphQLArgument[], of: string): Record<string, unknown> {
    const entries = args
      .filter((arg) => isRequiredArgument(arg) || getNamedType(arg.type).name === 'PageInput')
      .map((arg) => [arg.name, this.value(arg, of, 'required')]);
    return Object.fromEntries(entries) as Record<string, unknown>;
  }

  /** Each argument that may be left out; of an input object each of its fields. */
  private optional(arg: GraphQLArgument, of: string): [string, Record<string, unknown>][] {
    const type = getNamedType(arg.type);
    if (isInputObjectType(type)) {
      const least = [this.value(arg, of, 'required')].flat()[0] as object;
      const whole = (one: object) => (isListType(getNullableType(arg.type)) ? [one] : one);
      return Object.values(type.getFields())
        .filter((field) => !isRequiredInputField(field))
        .map((field): [string, unknown] => [field.name, this.value(field, type.name, 'all')])
        .filter(([, value]) => value !== NOT_ASKED)
        .map(([name, value]) => [`${arg.name}.${name}`, { [arg.name]: whole({ ...least, [name]: value }) }]);
    }
    return isRequiredArgument(arg) ? [] : [[arg.name, { [arg.name]: this.value(arg, of, 'all') }]];
  }

  private value(
    { name, type }: GraphQLArgument | GraphQLInputField,
    of: string,
    extent: 'required' | 'all',
  ): unknown {
    const said = this.valueOf({ name, type: String(getNullableType(type)), of });
    if (said !== undefined) return said;
    const made = this.made(type, extent);
    if (made === undefined) this.missing.add(`${of}: ${name}: ${String(getNullableType(type))}`);
    return made;
  }

  /** What follows from the type. */
  private made(type: GraphQLInputType, extent: 'required' | 'all'): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const item = this.made(nullable.ofType, extent);
      return item === undefined ? undefined : [item];
    }
    if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => extent === 'all' || isRequiredInputField(field),
      );
      return Object.fromEntries(
        fields.map((field) => [field.name, this.value(field, nullable.name, extent)]),
      );
    }
    return nullable.name === 'Boolean' ? true : undefined;
  }

  // ---- selections

  /** Every field that needs no argument, and those of objects in it to a depth; pages and lists cost nothing. */
  selection(output: GraphQLOutputType, depth: number): string {
    const type = getNamedType(output);
    if (isLeafType(type)) return '';
    if (!isObjectType(type)) throw new Error(`${type.name} is no object; say how it is selected.`);
    const isPage = 'items' in type.getFields();
    const chosen = Object.values(type.getFields()).flatMap((field) => {
      if (field.args.some(isRequiredArgument) || isBroughtAlong(field)) return [];
      if (isLeafType(getNamedType(field.type))) return [field.name];
      if (isPage && field.name === 'items') return [`items ${this.selection(field.type, depth)}`];
      return depth > 0 ? [`${field.name}${switchedOn(field)} ${this.selection(field.type, depth - 1)}`] : [];
    });
    return `{ ${['__typename', ...chosen].join(' ')} }`;
  }
}

/** Of an entity in a subgraph: what the gateway brings there from another subgraph. */
const isBroughtAlong = ({ astNode }: GraphQLField<unknown, unknown>): boolean =>
  astNode?.directives?.some(({ name }) => name.value === 'external') ?? false;

/** What can be switched on shows more. */
const switchedOn = ({ args }: GraphQLField<unknown, unknown>): string => {
  const switches = args.filter(({ type }) => getNamedType(type).name === 'Boolean');
  return switches.length > 0 ? `(${switches.map(({ name }) => `${name}: true`).join(', ')})` : '';
};
