/**
 * The few misspellings the hub puts right before it stores a document. Everything else stays as it came.
 */
import type { JsonObject } from './document.js';
import type { EnumType, ObjectTable } from './derive/notation.js';

const aliasesOf = (table: ObjectTable): [string, EnumType][] =>
  Object.entries(table.fields).flatMap(([field, { type }]): [string, EnumType][] =>
    type.kind === 'enum' && Object.keys(type.aliases).length > 0 ? [[field, type]] : [],
  );

/** SES-015: `RESERVED` becomes `RESERVATION`. Returns the very document when there is nothing to put right. */
export const canonical = (table: ObjectTable, document: JsonObject): JsonObject => {
  let result = document;
  for (const [field, { aliases }] of aliasesOf(table)) {
    const value = document[field];
    if (typeof value === 'string' && Object.hasOwn(aliases, value))
      result = { ...result, [field]: aliases[value] };
  }
  return result;
};
