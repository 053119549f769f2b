/**
 * What a document is while we carry it: a JSON object in OCPI spelling, unknown fields included (TRN-072).
 */
export type JsonObject = { [field: string]: unknown };

/** A JSON object, and neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Neither absent nor null, which OCPI takes for the same (GEN-008). */
export const isGiven = <T>(value: T): value is NonNullable<T> => value !== undefined && value !== null;

/**
 * A document as the text it is stored as. A list of fifty passes from the database to a partner without being parsed
 * and printed again; whoever wants to read it, or sends it to another process, gets the value.
 */
export class PrintedDocument {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
