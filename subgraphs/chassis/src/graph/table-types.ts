/**
 * OCPI table → type-graphql class. The graph's fields are registered from the table when the process starts, so the
 * graph is camelCase while the document keeps OCPI's spelling and is never copied.
 */
import {
  describeEnum,
  describeGraphQL,
  tablesWithin,
  type EnumType,
  type GraphQLEnumDescription,
  type GraphQLFieldDescription,
  type ObjectTable,
} from '@chargesphere/schema';
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import type { GraphQLScalarType } from 'graphql';
import { DateTime, Json } from './scalars.js';

export interface TableType<D extends object = object> {
  /** Name in the graph: `Evse` for the table EVSE. */
  name: string;
  /** The class resolvers name: `@Resolver(() => type.cls)`. */
  cls: ClassType<D>;
  fields: readonly GraphQLFieldDescription[];
  /** The ref of an entity, from its document. */
  refOf?(document: D): string;
  /** The types its fields lead to. */
  nested: readonly TableType[];
}

export interface EntityOptions<D extends object> {
  refOf(document: D): string;
  /** The scalar that shows the whole document. */
  document: GraphQLScalarType;
  /** Fields of the table this type shows in a way of its own. */
  without?: readonly string[];
}

const valueTypes = new Map<ObjectTable, TableType>();
const enums = new Set<GraphQLEnumDescription>();

/** Words in capitals are written as words: EVSE is Evse, CDR is Cdr. */
const graphName = (table: string): string =>
  table.replace(/^[A-Z]{2,}(?=[A-Z][a-z]|$)/, (word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`);

const SCALARS = { String, Int, Float, Boolean, DateTime, JSON: Json } as const;

const typeOf = ({ type }: GraphQLFieldDescription): object => {
  switch (type.kind) {
    case 'scalar':
      return SCALARS[type.scalar];
    case 'object':
      return valueType(type.table).cls;
    case 'enum':
      return type.enum.object;
    default:
      return type satisfies never;
  }
};

const classNamed = <D extends object>(name: string): ClassType<D> => {
  class TableShape {}
  Object.defineProperty(TableShape, 'name', { value: name });
  return TableShape as ClassType<D>;
};

const registerFields = (cls: ClassType, fields: readonly GraphQLFieldDescription[]): void => {
  for (const field of fields) {
    registerEnum(field);
    Field(() => (field.list ? [typeOf(field)] : typeOf(field)) as never, {
      name: field.name,
      nullable: field.nullable,
      description: field.description,
    })(cls.prototype, field.property);
  }
};

/** Numbers that follow from the document's fields, worked out when they are asked for. */
const registerComputed = (cls: ClassType, { computed }: ObjectTable): void => {
  for (const [name, { description, of }] of Object.entries(computed)) {
    function value(this: Readonly<Record<string, unknown>>): number {
      return of(this);
    }
    Object.defineProperty(cls.prototype, name, { value });
    Field(() => Float, { name, description })(cls.prototype, name, { value });
  }
};

/** At once and not in a field's thunk: type-graphql looks at enums before it looks at fields. */
const registerEnum = ({ type }: GraphQLFieldDescription): void => {
  if (type.kind === 'enum') registerOnce(type.enum);
};

const registerOnce = (description: GraphQLEnumDescription): object => {
  if (!enums.has(description)) {
    enums.add(description);
    registerEnumType(description.object, {
      name: description.name,
      description: description.description,
      valuesConfig: Object.fromEntries(
        description.values.map(({ name, description: meaning }) => [
          name,
          meaning ? { description: meaning } : {},
        ]),
      ),
    });
  }
  return description.object;
};

/** The type of a closed enum, for fields beside those of a table. */
export const enumType = (type: EnumType): object => registerOnce(describeEnum(type));

/** The type of a table that is no entity; several subgraphs may show it. */
export const valueType = (table: ObjectTable): TableType => {
  let type = valueTypes.get(table);
  if (!type) {
    const name = graphName(table.name);
    const { fields, description } = describeGraphQL(table);
    const cls = classNamed<object>(name);
    type = { name, cls, fields, nested: [] };
    valueTypes.set(table, type);
    registerFields(cls, fields);
    registerComputed(cls, table);
    Directive('@shareable')(cls);
    ObjectType(name, { description })(cls);
  }
  return type;
};

/** The type of a table that is an entity of the graph, with its ref and its whole document beside its fields. */
export const entityType = <D extends object>(table: ObjectTable, options: EntityOptions<D>): TableType<D> => {
  const name = graphName(table.name);
  const { fields: all, description } = describeGraphQL(table);
  const fields = all.filter(({ property }) => !options.without?.includes(property));
  const cls = classNamed<D>(name);
  Field(() => ID, {
    description: "Its name across the graph: the object's OCPI path, as its owner spells it.",
  })(cls.prototype, 'ref');
  Field(() => options.document, {
    description: 'The whole document as its owner sent it, unknown fields included.',
  })(cls.prototype, 'document');
  registerFields(cls, fields);
  Directive('@key(fields: "ref")')(cls);
  ObjectType(name, { description })(cls);
  return {
    name,
    cls,
    fields,
    refOf: (document) => options.refOf(document),
    // Only where its own fields lead: a part it shows in a way of its own, such as the EVSEs of a Location, is an
    // entity with resolvers that must not be overruled.
    nested: [
      ...new Set(fields.flatMap(({ type }) => (type.kind === 'object' ? tablesWithin(type.table) : []))),
    ].map(valueType),
  };
};

/** Resolvers that read a document directly, for the type and those its fields lead to. */
export const plainResolvers = <D extends object>(
  type: TableType<D>,
): Record<string, (document: D) => unknown> => {
  const resolvers: Record<string, (document: D) => unknown> = {};
  for (const field of type.fields) resolvers[field.name] = field.read;
  if (type.refOf) {
    resolvers.ref = (document) => type.refOf?.(document);
    resolvers.document = (document) => document;
  }
  return resolvers;
};
