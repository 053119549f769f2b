/**
 * Table → JSON Schema 2020-12, for OpenAPI and for partners who validate on their side.
 *
 * The schema is what the tables ask for, so it also rejects what the hub merely records (TYPE-011). Unknown fields
 * stay allowed (TRN-070), and null stands for absence where a field is optional (GEN-008).
 */
import type { Field, FieldType, NumericType, ObjectTable, TextType } from './notation.js';
import { tablesWithin } from './notation.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** UTC with Z or without designator; no numeric offset (TYPE-005, TYPE-006). */
const DATE_TIME = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z?$';

const textSchema = ({ kind, max, format, key }: TextType): JsonSchema => ({
  type: 'string',
  ...(key && { minLength: 1 }),
  ...(max !== undefined && { maxLength: max }),
  ...(format ? { pattern: format.pattern.source } : kind === 'ciString' && { pattern: '^[ -~]*$' }),
});

const numericSchema = ({ kind, digits, bounds }: NumericType): JsonSchema => {
  const most = bounds?.max ?? (digits === undefined ? undefined : 10 ** digits - 1);
  return {
    type: kind === 'int' ? 'integer' : 'number',
    ...(bounds?.min !== undefined && { minimum: bounds.min }),
    ...(most !== undefined && { maximum: most }),
  };
};

const LOCAL = '#/$defs/';

/** One value, without what the row around it says. */
export const typeSchema = (type: FieldType, base = LOCAL): JsonSchema => {
  switch (type.kind) {
    case 'string':
    case 'ciString':
      return textSchema(type);
    case 'number':
    case 'int':
      return numericSchema(type);
    case 'dateTime':
      return { type: 'string', maxLength: 25, pattern: DATE_TIME };
    case 'url':
      return { type: 'string', format: 'uri', maxLength: 255 };
    case 'boolean':
      return { type: 'boolean' };
    case 'enum':
      return type.open
        ? { type: 'string', minLength: 1, examples: type.values }
        : { type: 'string', enum: [...type.values, ...type.tolerated] };
    case 'object':
      return { $ref: `${base}${type.object.name}` };
    case 'json':
      return {};
  }
};

const fieldSchema = (field: Field, base: string): JsonSchema => {
  const { type, card, description } = field;
  const list = card === '*' || card === '+';
  const value = typeSchema(type, base);
  const shape = list ? { type: 'array', items: value, ...(card === '+' && { minItems: 1 }) } : value;
  const notes = { description, ...(field.default !== undefined && { default: field.default }) };
  const optional = card === '?' || card === '*';
  return optional && type.kind !== 'json'
    ? { anyOf: [shape, { type: 'null' }], ...notes }
    : { ...shape, ...notes };
};

/** One object, its references pointing below `base` (`#/components/schemas/` in OpenAPI). */
export const objectSchema = (table: ObjectTable, base = LOCAL): JsonSchema => ({
  type: 'object',
  ...(table.description && { description: table.description }),
  properties: Object.fromEntries(
    Object.entries(table.fields).map(([name, field]) => [name, fieldSchema(field, base)]),
  ),
  required: Object.entries(table.fields)
    .filter(([, { card }]) => card === '1' || card === '+')
    .map(([name]) => name),
});

/** The same for a PATCH: only `last_updated` has to be there (TRN-023, TRN-024). */
export const patchSchema = (table: ObjectTable, base = LOCAL): JsonSchema => ({
  ...objectSchema(table, base),
  required: 'last_updated' in table.fields ? ['last_updated'] : [],
});

/** Several objects with all they refer to, by name. */
export const schemaDefinitions = (tables: readonly ObjectTable[], base = LOCAL): Record<string, JsonSchema> =>
  Object.fromEntries(
    tables.flatMap((table) => tablesWithin(table)).map((table) => [table.name, objectSchema(table, base)]),
  );

/** A schema document of its own. */
export const jsonSchemaOf = (table: ObjectTable): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $ref: `${LOCAL}${table.name}`,
  $defs: schemaDefinitions([table]),
});
