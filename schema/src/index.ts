/** Every fact about OCPI, written once. See README.md for what is where. */
export * from './caller.js';
export * from './canonical.js';
export * from './derive/graphql.js';
export * from './derive/json-schema.js';
export { derived, tablesWithin } from './derive/notation.js';
export type { EnumType, Field, FieldType, Fields, Infer, ObjectTable, Severity } from './derive/notation.js';
export * from './derive/offered.js';
export * from './derive/openapi.js';
export * from './derive/validate.js';
export * from './document.js';
export * from './location-patch.js';
export * from './ocpi/index.js';
export * from './opening-hours.js';
export * from './patch.js';
export * from './problems.js';
export * from './publishing.js';
export * from './ref.js';
export * from './time.js';
