/** Whoever builds on the graph reads what a thing means where it is: everything clients can see has a description. */
import { publicSchema } from '@chargesphere/gateway';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { readSupergraph } from '../src/supergraph.js';

interface Described {
  coordinate: string;
  description: string | null | undefined;
}

const argumentsOf = (owner: string, list: readonly GraphQLArgument[]): Described[] =>
  list.map(({ name, description }) => ({ coordinate: `${owner}(${name}:)`, description }));

const describedIn = (type: GraphQLNamedType): Described[] => {
  const { name: coordinate, description } = type;
  const own = { coordinate, description };
  if (isEnumType(type))
    return [
      own,
      ...type.getValues().map((value) => ({ ...value, coordinate: `${coordinate}.${value.name}` })),
    ];
  if (isInputObjectType(type))
    return [
      own,
      ...Object.values(type.getFields()).map((field) => ({
        ...field,
        coordinate: `${coordinate}.${field.name}`,
      })),
    ];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  return [
    own,
    ...Object.values(type.getFields()).flatMap((field) => {
      const place = `${coordinate}.${field.name}`;
      return [{ coordinate: place, description: field.description }, ...argumentsOf(place, field.args)];
    }),
  ];
};

/** Every type, field, argument, enum value and directive, by its coordinate. */
const allDescribed = (schema: GraphQLSchema): Described[] => [
  ...Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap(describedIn),
  ...schema.getDirectives().flatMap(({ name, description, args }) => {
    const coordinate = `@${name}`;
    return [{ coordinate, description }, ...argumentsOf(coordinate, args)];
  }),
];

it('every type, field, argument and enum value of the graph is described, in a sentence', async () => {
  const all = allDescribed(publicSchema(await readSupergraph()));
  expect(all.length).toBeGreaterThan(1_500);
  expect(all.filter(({ description }) => !description?.trim()).map(({ coordinate }) => coordinate)).toEqual(
    [],
  );
  // A sentence ends as one; what follows a list of known values does too.
  expect(
    all
      .filter(({ description }) => !/[.!?)`]$/.test(description?.trim() ?? ''))
      .map(({ coordinate, description }) => `${coordinate}: ${description}`),
  ).toEqual([]);
});
