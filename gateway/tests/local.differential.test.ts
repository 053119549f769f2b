/**
 * Compiled operations of a subgraph answer as graphql-js does, over operations nobody would think of and a schema of
 * which nothing can be relied on: fields that throw, reject, come late, are null where they must not be, or are
 * something else than their type says.
 */
import {
  buildSchema,
  execute,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { compileOperation } from '../src/local/compiled.operation.js';
import { operationFor } from './operation.generator.js';

const OPERATIONS = Number(process.env.LOCAL_OPERATIONS ?? 3_000);

const SDL = `
  enum Mood { GOOD BAD }
  interface Node { id: ID! next: Node many: [Node!] }
  type Leaf implements Node { id: ID! next: Node many: [Node!] size: Int! mood: Mood moods: [Mood!] flag(is: Boolean = true): Boolean }
  type Twig implements Node { id: ID! next: Node many: [Node!] leaf: Leaf! leaves(first: Int! = 2): [Leaf!]! grid: [[Int!]] }
  type Other { id: ID! text(of: ID): String! either: Either anything: [Either!]! }
  union Either = Leaf | Other
  type Query { node: Node leaf(id: ID!): Leaf leaves: [Leaf!]! twig: Twig! either: Either eithers: [Either] other: Other! strict: [Other!]! }
  type Mutation { change(id: ID!): Leaf }`;

/** A number from a text, always the same. */
const dice = (text: string): number => {
  let hash = 17;
  for (const letter of text) hash = (hash * 33 + letter.charCodeAt(0)) % 1_000_003;
  return hash;
};

class Unreliable {
  readonly schema: GraphQLSchema = buildSchema(SDL);

  constructor(private readonly oneIn: number) {
    for (const type of Object.values(this.schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      // Half of them are read by the default resolver, from properties or methods.
      for (const field of Object.values(type.getFields()))
        if (dice(`${type.name}.${field.name}`) % 2 === 0 || type.name === 'Query')
          field.resolve = (source: { place?: string } | undefined, args, _context, info) =>
            this.#value(info.returnType, `${source?.place ?? ''}/${field.name}${JSON.stringify(args)}`);
    }
    const leaf = this.schema.getType('Leaf');
    if (!isObjectType(leaf)) throw new Error('The schema has no leaf.');
    leaf.isTypeOf = (value: { place: string }) => {
      const is = dice(`${value.place} is`) % this.oneIn !== 0;
      return dice(`${value.place} late`) % 2 === 0 ? is : Promise.resolve(is);
    };
  }

  /** Of this type or not, now or later, or an error. */
  #value(type: GraphQLOutputType, place: string): unknown {
    switch (dice(place) % (this.oneIn * 8)) {
      case 0:
        throw new Error(`${place} fails`);
      case 1:
        return Promise.reject(new Error(`${place} is refused`));
      case 2:
        return null;
      case 3:
        return Promise.resolve(undefined);
      case 4:
        return new Error(`${place} is an error`);
      case 5:
        return Promise.resolve(Symbol.iterator);
      case 6:
        return { place: 'elsewhere' };
      default:
        return dice(`${place} late`) % 4 === 0
          ? Promise.resolve().then(() => this.#good(getNullableType(type), place))
          : this.#good(getNullableType(type), place);
    }
  }

  #good(type: GraphQLOutputType, place: string): unknown {
    if (isListType(type)) {
      const itemType = type.ofType as GraphQLOutputType;
      // An item that fails at once leaves those before it to reject unheard in graphql-js, where it may not be null.
      const isLate =
        isNonNullType(itemType) && (isCompositeType(getNamedType(itemType)) || dice(place) % 2 === 0);
      const isAtOnce = isNonNullType(itemType) && !isLate;
      const values = Array.from({ length: dice(place) % 4 }, (_, i) => {
        const item = `${place}/${i}`;
        const fate = dice(item) % (this.oneIn * 4);
        if (fate === 0 && !isAtOnce) return Promise.reject(new Error(`${item} is refused`));
        const value = fate === 1 ? null : this.#good(getNullableType(itemType), item);
        return isLate || (fate % 5 === 0 && !isAtOnce) ? Promise.resolve(value) : value;
      });
      // Whoever rejects before it is looked at would end the process.
      for (const value of values) if (value instanceof Promise) value.catch(() => undefined);
      return dice(place) % 3 === 0 ? new Set(values) : values;
    }
    if (isInterfaceType(type) || isUnionType(type)) {
      const names = [
        ...this.schema.getPossibleTypes(type).map(({ name }) => name),
        'Other',
        'Nobody',
        'Mood',
      ];
      const isRight = dice(`${place} type`) % this.oneIn !== 0;
      const name = names[dice(`${place} name`) % (isRight ? names.length - 3 : names.length)] ?? '';
      return this.#object(place, dice(`${place} silent`) % this.oneIn === 0 ? undefined : name);
    }
    if (isObjectType(type)) return this.#object(place, type.name);
    if (isEnumType(type)) return ['GOOD', 'BAD'][dice(place) % 2];
    const scalars: Record<string, unknown> = { Int: dice(place), Boolean: true, ID: place, String: place };
    return scalars[String(type)];
  }

  #object(place: string, __typename: string | undefined): object {
    const type = this.schema.getType(__typename ?? '');
    const fields = isObjectType(type) ? type.getFields() : {};
    const object: Record<string, unknown> = { place, __typename };
    for (const { name, type: fieldType, args } of Object.values(fields)) {
      const value = (given: unknown = {}) =>
        this.#value(fieldType, `${place}/${name}${JSON.stringify(given)}`);
      if (args.length > 0 || dice(`${place}.${name}`) % 3 === 0) object[name] = value;
      else Object.defineProperty(object, name, { get: () => value() });
    }
    return object;
  }
}

const shown = async (result: ExecutionResult | Promise<ExecutionResult>) => {
  const { data, errors } = await result;
  return {
    data: JSON.stringify(data),
    errors: errors
      ?.map(({ message, path, locations }) => JSON.stringify({ message, path, locations }))
      .sort(),
  };
};

// A schema that fails everywhere shows little of what lies deep, one that hardly fails little of how errors meet.
it.each([3, 12, 60])('answers as graphql-js does where one in %i goes wrong', async (oneIn) => {
  const { schema } = new Unreliable(oneIn);
  const seen = { compiled: 0, withErrors: 0, withData: 0 };
  for (let seed = 1; seed <= OPERATIONS; seed += 1) {
    const { document: text, variables } = operationFor(schema, seed * 7 + oneIn);
    const document = parse(text);
    if (validate(schema, document).length > 0) continue;
    const compiled = compileOperation(schema, document);
    if (!compiled) continue;
    const [ours, theirs] = [
      await shown(compiled(variables, undefined)),
      await shown(execute({ schema, document, variableValues: variables })),
    ];
    expect({ seed, text, ...ours }).toEqual({ seed, text, ...theirs });
    seen.compiled += 1;
    if (theirs.errors) seen.withErrors += 1;
    if (theirs.data !== 'null') seen.withData += 1;
  }
  // That they agreed on nothing would prove nothing.
  expect(seen.compiled).toBeGreaterThan(OPERATIONS / 6);
  expect(seen.withErrors).toBeGreaterThan(OPERATIONS / 40);
  expect(seen.withData).toBeGreaterThan(OPERATIONS / 40);
});

describe('what is rare', () => {
  const { schema } = new Unreliable(60);
  const isCompiled = (text: string, name?: string) =>
    compileOperation(schema, parse(text), name) !== undefined;

  it('is left to graphql-js', () => {
    expect(isCompiled('{ node { id } }')).toBe(true);
    expect(isCompiled('query A { node { id } }', 'A')).toBe(true);
    for (const text of [
      'mutation { change(id: 1) { id } }',
      'query ($x: Boolean!) { node { id @skip(if: $x) } }',
      '{ __schema { types { name } } }',
      'query A { node { id } } query B { node { id } }',
    ])
      expect(isCompiled(text)).toBe(false);
    expect(isCompiled('query A { node { id } }', 'B')).toBe(false);
  });

  it('refuses variables in the words of graphql-js', async () => {
    const document = parse('query ($id: ID!) { leaf(id: $id) { id } }');
    expect(await shown(compileOperation(schema, document)?.({}, undefined) as ExecutionResult)).toEqual(
      await shown(execute({ schema, document, variableValues: {} })),
    );
  });
});
