/**
 * SQL text and its values kept together, so that conditions compose and no value is ever written into the text.
 * `sql\`status = ${status}\`` numbers its placeholders only when it is finished with `toQuery`.
 */
export class Sql {
  constructor(
    private readonly parts: readonly string[],
    private readonly values: readonly unknown[],
  ) {}

  /** The text with $1, $2 … and the values in that order. */
  toQuery(): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    const text = this.#print(values);
    return { text, values };
  }

  #print(values: unknown[]): string {
    return this.parts.reduce((text, part, i) => {
      if (i === 0) return part;
      const value = this.values[i - 1];
      return text + (value instanceof Sql ? value.#print(values) : `$${values.push(value)}`) + part;
    }, '');
  }
}

export const sql = (parts: TemplateStringsArray, ...values: unknown[]): Sql => new Sql(parts, values);

/** Text of our own that is not a value: table and column names. Never give it anything from outside. */
export const raw = (text: string): Sql => new Sql([text], []);

/** All of the conditions, or true when there are none. */
export const and = (conditions: readonly (Sql | undefined)[]): Sql => joined(conditions, ' and ', 'true');

/** Any of the conditions, or false when there are none. */
export const or = (conditions: readonly (Sql | undefined)[]): Sql => joined(conditions, ' or ', 'false');

const joined = (conditions: readonly (Sql | undefined)[], by: string, none: string): Sql => {
  const given = conditions.filter((condition) => condition !== undefined);
  if (given.length === 0) return raw(none);
  return new Sql(['(', ...given.slice(1).map(() => by), ')'], given);
};
