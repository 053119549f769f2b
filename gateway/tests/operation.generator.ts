/** Operations nobody would think of, valid against a schema and the same for the same seed. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

export interface Generated {
  document: string;
  variables: Record<string, unknown>;
}

const DEPTH = 4;

/** A small generator of numbers in [0, 1) (mulberry32): tests must not differ from run to run. */
const numbers = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** Do other types have a field of this name and of another type? */
const isAmbiguous = (schema: GraphQLSchema, { name, type }: GraphQLField<unknown, unknown>): boolean =>
  Object.values(schema.getTypeMap()).some(
    (other) =>
      (isObjectType(other) || isInterfaceType(other)) &&
      String(other.getFields()[name]?.type ?? type) !== String(type),
  );

export const operationFor = (schema: GraphQLSchema, seed: number): Generated => {
  const next = numbers(seed);
  const chance = (p: number): boolean => next() < p;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const variables = new Map<string, { type: string; value: unknown }>();
  const fragments: string[] = [];

  const variable = (type: string, value: unknown): string => {
    const name = `v${variables.size}`;
    variables.set(name, { type, value });
    return `$${name}`;
  };
  const valueFor = ({ type, name }: GraphQLArgument): { text: string; value: unknown } => {
    const named = getNamedType(type);
    if (isEnumType(named)) {
      const value = pick(named.getValues()).name;
      return { text: value, value };
    }
    const values: Record<string, readonly unknown[]> = {
      Int: [1, 2, 3],
      Boolean: [true, false],
      ID: ['p1', 'p2', 'o3', 'none', 'm1'],
    };
    const value = pick(values[named.name] ?? [`some ${name}`]);
    return { text: JSON.stringify(value), value };
  };
  const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.flatMap((argument) => {
      const isRequired = isNonNullType(argument.type) && argument.defaultValue === undefined;
      if (!isRequired && chance(0.5)) return [];
      const { text, value } = valueFor(argument);
      return `${argument.name}: ${chance(0.3) ? variable(String(argument.type), value) : text}`;
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  };
  const condition = (): string => {
    if (!chance(0.12)) return '';
    const directive = pick(['skip', 'include']);
    const value = chance(0.5);
    return ` @${directive}(if: ${chance(0.7) ? variable('Boolean!', value) : value})`;
  };

  const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number): string | undefined => {
    const named = getNamedType(field.type);
    if (isCompositeType(named) && depth >= DEPTH) return undefined;
    const args = argumentsOf(field);
    // One alias for one type and one list of arguments, or fields of one name would ask for different things.
    const what = args + (isAmbiguous(schema, field) ? String(field.type) : '');
    const alias = what
      ? `${field.name}_${[...what].reduce((sum, c) => (sum * 33 + c.charCodeAt(0)) % 9973, 5)}: `
      : '';
    const renamed =
      !alias && chance(0.1)
        ? `${pick(['toString', 'a', '__proto__', 'constructor'])}_${field.name}: `
        : alias;
    const inner = isCompositeType(named) ? ` ${selectionOf(named, depth + 1)}` : '';
    return `${renamed}${field.name}${args}${condition()}${inner}`;
  };

  const possibleFor = (type: GraphQLCompositeType): readonly GraphQLCompositeType[] =>
    isAbstractType(type) ? [...schema.getPossibleTypes(type), type] : [type, ...type.getInterfaces()];

  const selectionOf = (type: GraphQLCompositeType, depth: number): string => {
    const parts: string[] = [];
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields()))
        if (chance(depth === 0 ? 0.22 : depth === 1 ? 0.4 : 0.3))
          parts.push(fieldOf(field, depth) ?? '__typename');
    if (chance(0.25)) parts.push(chance(0.5) ? '__typename' : 'kind: __typename');
    const wanted = isAbstractType(type) ? 0.6 : 0.08;
    for (const possible of possibleFor(type)) {
      if (!chance(wanted) || depth >= DEPTH) continue;
      const inner = selectionOf(possible, depth + 1);
      if (chance(0.3)) {
        const name = `F${fragments.length}`;
        fragments.push(`fragment ${name} on ${possible.name} ${inner}`);
        parts.push(`...${name}${condition()}`);
      } else parts.push(`... on ${possible.name}${condition()} ${inner}`);
    }
    if (parts.length === 0) parts.push('__typename');
    return `{ ${parts.join(' ')} }`;
  };

  const isMutation = chance(0.15);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error('The schema has no root to begin with.');
  const body = selectionOf(root, 0);
  const declared = [...variables].map(([name, { type, value }]) =>
    // Some are left to their defaults.
    chance(0.3) && !type.endsWith('!')
      ? { name, text: `$${name}: ${type} = ${JSON.stringify(value)}` }
      : { name, text: `$${name}: ${type}`, value },
  );
  const head = `${isMutation ? 'mutation' : 'query'} Generated${declared.length > 0 ? `(${declared.map(({ text }) => text).join(', ')})` : ''}`;
  return {
    document: [`${head} ${body}`, ...fragments].join('\n'),
    variables: Object.fromEntries(
      declared.filter((each) => 'value' in each).map(({ name, value }) => [name, value]),
    ),
  };
};
