/**
 * Table → a neutral description of a GraphQL type, from which the chassis registers the fields of its classes.
 *
 * The graph says `startDateTime`, the object keeps `start_date_time` (`property`), so nothing is copied. Lists are
 * `[T!]!` and absent ones read as []; defaults of the specification are read where a value is absent (GEN-008).
 * Closed enums become GraphQL enums, open ones are String with the known values in the description (TYPE-012).
 */
import type { EnumType, Field, FieldType, ObjectTable } from './notation.js';

export type GraphQLScalarName = 'String' | 'Int' | 'Float' | 'Boolean' | 'DateTime' | 'JSON';

export interface GraphQLEnumValue {
  /** A legal GraphQL name: `N_A`. */
  name: string;
  /** What documents say: `N/A`. */
  value: string;
  description?: string | undefined;
}
export interface GraphQLEnumDescription {
  name: string;
  description: string;
  values: GraphQLEnumValue[];
  /** The same as an object, GraphQL name → document's value, as type-graphql's `registerEnumType` wants it. */
  object: Record<string, string>;
}

export type GraphQLTypeReference =
  | { kind: 'scalar'; scalar: GraphQLScalarName }
  | { kind: 'enum'; enum: GraphQLEnumDescription }
  | { kind: 'object'; table: ObjectTable };

export interface GraphQLFieldDescription {
  /** Name in the graph, camelCase. */
  name: string;
  /** Name in the document, as OCPI spells it. */
  property: string;
  type: GraphQLTypeReference;
  /** A list is never null and holds no nulls. */
  list: boolean;
  nullable: boolean;
  description: string;
  /** The value for the graph: lists, defaults and misspelt enum values made good. */
  read: (document: object) => unknown;
}
export interface GraphQLTypeDescription {
  name: string;
  description: string;
  fields: GraphQLFieldDescription[];
}

export const camelCase = (property: string): string =>
  property.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** AMB-038: `N/A` is no GraphQL name, nor is `2.3.0`. */
const enumName = (value: string): string => value.replace(/[^_0-9A-Za-z]/g, '_').replace(/^(?=[0-9])/, '_');

const enums = new WeakMap<EnumType, GraphQLEnumDescription>();

/** One description per enum, so that it can be registered once. */
export const describeEnum = (type: EnumType): GraphQLEnumDescription => {
  let description = enums.get(type);
  if (!description) {
    const values = [...type.values, ...type.tolerated].map((value) => ({
      name: enumName(value),
      value,
      description: type.meanings[value],
    }));
    description = {
      name: type.name,
      description: type.description,
      values,
      object: Object.fromEntries(values.map(({ name, value }) => [name, value])),
    };
    enums.set(type, description);
  }
  return description;
};

const SCALARS = {
  string: 'String',
  ciString: 'String',
  url: 'String',
  dateTime: 'DateTime',
  number: 'Float',
  int: 'Int',
  boolean: 'Boolean',
  json: 'JSON',
} as const;

const typeOf = (type: FieldType): GraphQLTypeReference => {
  if (type.kind === 'object') return { kind: 'object', table: type.object };
  if (type.kind !== 'enum') return { kind: 'scalar', scalar: SCALARS[type.kind] };
  return type.open ? { kind: 'scalar', scalar: 'String' } : { kind: 'enum', enum: describeEnum(type) };
};

const descriptionOf = ({ type, description }: Field): string => {
  if (type.kind !== 'enum' || !type.open) return description;
  return `${description}\nKnown values, others may occur: ${type.values.join(', ')}.`;
};

const readerOf = (
  property: string,
  { type, card, default: fallback }: Field,
): ((document: object) => unknown) => {
  const valueOf = (document: object): unknown => (document as Record<string, unknown>)[property];
  if (card === '*' || card === '+') return (document) => valueOf(document) ?? [];
  if (type.kind === 'enum' && Object.keys(type.aliases).length > 0) {
    const aliases = new Map(Object.entries(type.aliases));
    return (document) => {
      const value = valueOf(document) ?? fallback ?? null;
      return aliases.get(value as string) ?? value;
    };
  }
  return (document) => valueOf(document) ?? fallback ?? null;
};

export const describeGraphQLField = (property: string, field: Field): GraphQLFieldDescription => ({
  name: camelCase(property),
  property,
  type: typeOf(field.type),
  list: field.card === '*' || field.card === '+',
  nullable: field.card === '?' && field.default === undefined,
  description: descriptionOf(field),
  read: readerOf(property, field),
});

export const describeGraphQL = (table: ObjectTable): GraphQLTypeDescription => ({
  name: table.name,
  description: table.description,
  fields: Object.entries(table.fields).map(([property, field]) => describeGraphQLField(property, field)),
});
