/** Scalars shared by the subgraphs. Documents travel whole through scalars; their tables check them, not GraphQL. */
import { canonicalDateTime, instantOf } from '@chargesphere/schema';
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asObject =
  (name: string) =>
  (value: unknown): Record<string, unknown> => {
    if (isObject(value)) return value;
    throw new GraphQLError(`${name} is a JSON object; send one.`, {
      extensions: { code: 'INVALID_DOCUMENT' },
    });
  };

/** A scalar that carries an OCPI document in OCPI spelling, unknown fields included (TRN-072). */
export const documentScalar = (name: string, description: string): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value,
    parseValue: asObject(name),
    parseLiteral: (node, variables) => asObject(name)(valueFromASTUntyped(node, variables)),
  });

export const DocumentPatch = documentScalar(
  'DocumentPatch',
  'Part of an OCPI document: the fields to change, in OCPI spelling, `last_updated` among them. Fields left out stay as they are; null clears an optional field.',
);

export const Json = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/** In the one spelling PostgreSQL is sure to read; its calendar has no year 0. */
const asInstant = (value: unknown): string => {
  if (typeof value === 'string' && instantOf(value) !== undefined) {
    const instant = canonicalDateTime(value);
    if (instant >= '0001') return instant;
  }
  throw new GraphQLError(
    `${JSON.stringify(value)} is no instant; write it as RFC 3339 in UTC, for example 2026-05-01T12:00:00Z.`,
    { extensions: { code: 'INVALID_INPUT' } },
  );
};

/** As the ORM's pool gives instants of statements of our own, whose session is in UTC. */
const ofPostgres = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00$/;

/** What a partner sent is shown as sent; our own columns are RFC 3339, however they were read. */
const shown = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' && ofPostgres.test(value) ? new Date(value).toISOString() : value;
};

export const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  description: 'An instant, RFC 3339 in UTC: `2026-05-01T12:00:00Z`, fractions as they were given.',
  serialize: shown,
  parseValue: asInstant,
  parseLiteral: (node) => asInstant(valueFromASTUntyped(node)),
});

/** No exponent, no leading zeros to trip over; as long as PostgreSQL's `numeric` is of use to anybody. */
const decimal = /^-?\d{1,30}(?:\.\d{1,20})?$/;

const asDecimal = (value: unknown): string => {
  if (typeof value === 'string' && decimal.test(value)) return value;
  throw new GraphQLError(
    `${JSON.stringify(value)} is no decimal; write it as a string of digits, for example "12.50".`,
    { extensions: { code: 'INVALID_INPUT' } },
  );
};

const exactKinds = new Set<string>([Kind.STRING, Kind.INT, Kind.FLOAT]);

export const Decimal = new GraphQLScalarType({
  name: 'Decimal',
  description:
    'An exact decimal as a string, such as "12.50": a number of JSON would be read as a double and lose cents.',
  serialize(value) {
    if (typeof value === 'string') return value;
    throw new Error(
      `${JSON.stringify(value)} is shown as a Decimal; give a string, for a double is not exact.`,
    );
  },
  parseValue: asDecimal,
  // The text of a query keeps a number's digits; JSON of variables does not.
  parseLiteral: (node) => asDecimal(exactKinds.has(node.kind) && 'value' in node ? node.value : undefined),
});
