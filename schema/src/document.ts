/**
 * What a document is while we carry it: a JSON object in OCPI spelling, unknown fields included (TRN-072).
 */
export type JsonObject = { [field: string]: unknown };

/** A JSON object, and neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Neither absent nor null, which OCPI takes for the same (GEN-008). */
export const isGiven = <T>(value: T): value is NonNullable<T> => value !== undefined && value !== null;
