/**
 * The notation in which the specification's property tables are written down once, as data (TYPE-001, GEN-008).
 *
 * A table is the only place where a fact about an OCPI object lives: its TypeScript type, validator, JSON Schema and
 * GraphQL fields are read from it when the process starts, so nothing generated can go stale. A row reads as in the
 * specification: cardinality, type, then one sentence of ours.
 *
 *   export const EnergyContract = object('EnergyContract', 'mod_tokens_energy_contract', {
 *     supplier_name: one(string(64), 'Who sells the energy.'),
 *     contract_id: opt(string(64), 'The contract at that supplier.'),
 *   });
 *   export type EnergyContract = Infer<typeof EnergyContract>;
 */

/** What a violation means for the document: `refuse` is answered with 2001 (E12), `record` is kept and reported (TYPE-011). */
export type Severity = 'refuse' | 'record';

/** A form that a text must have beyond its length, with the name people know it by. */
export interface TextFormat {
  readonly name: string;
  /** Anchored pattern; also printed into the JSON Schema. */
  readonly pattern: RegExp;
}

/** `string(n)` and `CiString(n)`. Absent `max` means that the specification names no limit. */
export interface TextType {
  readonly kind: 'string' | 'ciString';
  readonly max?: number | undefined;
  readonly format?: TextFormat | undefined;
  /** Part of the object's identity: too long or empty is refused, not recorded (TYPE-011). */
  readonly key?: true | undefined;
  /** An object that holds the text in this field is read as the text (INV-013: `{ "id": … }` in a list of CDRs). */
  readonly boxedIn?: string | undefined;
}
export interface PlainType<K extends 'dateTime' | 'url' | 'boolean' | 'json'> {
  readonly kind: K;
}
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly severity?: Severity;
}
export interface NumericType {
  readonly kind: 'number' | 'int';
  /** `int(5)`: at most five digits. */
  readonly digits?: number | undefined;
  /** Digits after the point, where the table asks for fewer than the four of TYPE-008. */
  readonly decimals?: number | undefined;
  readonly bounds?: Bounds | undefined;
}
export interface EnumType<V extends string = string, Open extends boolean = boolean> {
  readonly kind: 'enum';
  readonly name: string;
  /** Where the specification defines it. */
  readonly anchor: string;
  readonly open: Open;
  readonly values: readonly V[];
  readonly description: string;
  /** What each value means, where its name does not say it. */
  readonly meanings: Readonly<Record<string, string>>;
  /** Values a closed enum does not list but the hub lets through (PAY-005: role PTP). */
  readonly tolerated: readonly string[];
  /** Misspellings that are read as a listed value (SES-015: RESERVED). */
  readonly aliases: Readonly<Record<string, V>>;
}
export interface RefType<O extends ObjectTable = ObjectTable> {
  readonly kind: 'object';
  readonly object: O;
}
export type FieldType =
  | TextType
  | PlainType<'dateTime'>
  | PlainType<'url'>
  | PlainType<'boolean'>
  | PlainType<'json'>
  | NumericType
  | EnumType
  | RefType;

/** `1` required, `?` optional, `*` list that may be empty or absent, `+` list with at least one. */
export type Cardinality = '1' | '?' | '*' | '+';

export interface Field<T extends FieldType = FieldType, C extends Cardinality = Cardinality> {
  readonly type: T;
  readonly card: C;
  readonly description: string;
  /** What null or absence means (GEN-008). */
  readonly default?: string | number | boolean | undefined;
}
export type Fields = Readonly<Record<string, Field>>;

/** A rule over several fields. It runs only when nothing in the object is refused, so `holds` may trust the types. */
export interface ObjectRule {
  /** The requirement it proves, for example `LOC-021`. */
  readonly id: string;
  /** The field to point at, '' for the object itself. */
  readonly field: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly holds: (value: Readonly<Record<string, unknown>>) => boolean;
}

/** A number that follows from the fields: shown in the graph, never in documents. Asked of valid values only. */
export interface Computed {
  readonly description: string;
  readonly of: (value: Readonly<Record<string, unknown>>) => number;
}

export interface ObjectTable<F extends Fields = Fields> {
  readonly name: string;
  readonly anchor: string;
  readonly description: string;
  readonly fields: F;
  readonly rules: readonly ObjectRule[];
  readonly computed: Readonly<Record<string, Computed>>;
}

// ---- types

export const string = (max?: number, format?: TextFormat): TextType & { kind: 'string' } => ({
  kind: 'string',
  max,
  format,
});
export const ciString = (max?: number, format?: TextFormat): TextType & { kind: 'ciString' } => ({
  kind: 'ciString',
  max,
  format,
});
/** Marks a text as part of the object's identity. */
export const key = <T extends TextType>(type: T): T => ({ ...type, key: true });
/** Reads a text also where it stands alone in an object: `boxed(ciString(36), 'id')`. */
export const boxed = <T extends TextType>(type: T, boxedIn: string): T => ({ ...type, boxedIn });

export const dateTime: PlainType<'dateTime'> = { kind: 'dateTime' };
export const url: PlainType<'url'> = { kind: 'url' };
export const boolean: PlainType<'boolean'> = { kind: 'boolean' };
/** Whatever JSON value: the envelope's `data`. */
export const json: PlainType<'json'> = { kind: 'json' };
export const number: NumericType & { kind: 'number' } = { kind: 'number' };
export const numberWithin = (bounds: Bounds): NumericType & { kind: 'number' } => ({
  kind: 'number',
  bounds,
});
/** A number with fewer than four digits after the point. */
export const decimal = (decimals: number): NumericType & { kind: 'number' } => ({ kind: 'number', decimals });
export const int: NumericType & { kind: 'int' } = { kind: 'int' };
export const intOf = (digits?: number, bounds?: Bounds): NumericType & { kind: 'int' } => ({
  kind: 'int',
  digits,
  bounds,
});

interface EnumNotes<V extends string> {
  description?: string;
  meanings?: Readonly<Record<V, string>>;
  tolerated?: readonly string[];
  aliases?: Readonly<Record<string, V>>;
}
const enumOf = <const V extends string, Open extends boolean>(
  open: Open,
  name: string,
  anchor: string,
  values: readonly V[],
  notes: EnumNotes<V>,
): EnumType<V, Open> => ({
  kind: 'enum',
  name,
  anchor,
  open,
  values,
  description: notes.description ?? '',
  meanings: notes.meanings ?? {},
  tolerated: notes.tolerated ?? [],
  aliases: notes.aliases ?? {},
});
/** An enum whose list is complete: anything else is refused (TRN-074). */
export const closedEnum = <const V extends string>(
  name: string,
  anchor: string,
  values: readonly V[],
  notes: EnumNotes<V> = {},
): EnumType<V, false> => enumOf(false, name, anchor, values, notes);
/** An OpenEnum: values outside the list are valid (TYPE-012). */
export const openEnum = <const V extends string>(
  name: string,
  anchor: string,
  values: readonly V[],
  notes: EnumNotes<V> = {},
): EnumType<V, true> => enumOf(true, name, anchor, values, notes);

export const ref = <O extends ObjectTable>(table: O): RefType<O> => ({ kind: 'object', object: table });

// ---- rows

const row =
  <C extends Cardinality>(card: C) =>
  <T extends FieldType>(type: T, description: string, fallback?: string | number | boolean): Field<T, C> =>
    fallback === undefined ? { type, card, description } : { type, card, description, default: fallback };

/** Cardinality 1. */
export const one = row('1');
/** Cardinality ?. The third argument is the default that absence stands for. */
export const opt = row('?');
/** Cardinality *. */
export const many = row('*');
/** Cardinality +. */
export const some = row('+');

// ---- tables

interface TableNotes {
  description?: string;
  rules?: readonly ObjectRule[];
  computed?: Readonly<Record<string, Computed>>;
}
export const object = <const F extends Fields>(
  name: string,
  anchor: string,
  fields: F,
  notes: TableNotes = {},
): ObjectTable<F> => ({
  name,
  anchor,
  fields,
  description: notes.description ?? '',
  rules: notes.rules ?? [],
  computed: notes.computed ?? {},
});

/**
 * A table that differs from another by a few rows, as versions and modules differ: rows in `without` go, rows in
 * `fields` are added or replace those of the same name. Rules are kept unless given anew.
 */
export const derived = <
  B extends Fields,
  const W extends keyof B = never,
  const F extends Fields = Record<never, Field>,
>(
  base: ObjectTable<B>,
  change: { name?: string; anchor?: string; without?: readonly W[]; fields?: F } & TableNotes,
): ObjectTable<Omit<B, W | keyof F> & F> => {
  const kept = Object.fromEntries(
    Object.entries(base.fields).filter(
      ([name]) => !(change.without as readonly string[] | undefined)?.includes(name),
    ),
  );
  return {
    name: change.name ?? base.name,
    anchor: change.anchor ?? base.anchor,
    description: change.description ?? base.description,
    rules: change.rules ?? base.rules,
    computed: change.computed ?? base.computed,
    fields: { ...kept, ...change.fields } as Omit<B, W | keyof F> & F,
  };
};

/** The objects a table refers to, itself included, each before those that use it. */
export const tablesWithin = (table: ObjectTable): ObjectTable[] => {
  const found = new Set<ObjectTable>();
  const visit = (current: ObjectTable): void => {
    for (const { type } of Object.values(current.fields)) if (type.kind === 'object') visit(type.object);
    found.add(current);
  };
  visit(table);
  return [...found];
};

// ---- inference

type ValueOf<T> = T extends { kind: 'string' | 'ciString' | 'dateTime' | 'url' }
  ? string
  : T extends { kind: 'number' | 'int' }
    ? number
    : T extends { kind: 'boolean' }
      ? boolean
      : T extends EnumType<infer V, infer Open>
        ? Open extends true
          ? V | (string & {})
          : V
        : T extends RefType<infer O>
          ? Infer<O>
          : unknown;

type RequiredOf<F> = { [K in keyof F]: F[K] extends { card: '1' | '+' } ? K : never }[keyof F];
type Shown<T> = { [K in keyof T]: T[K] };
type InferFields<F> = Shown<
  {
    -readonly [K in RequiredOf<F>]: F[K] extends Field<infer T, infer C>
      ? C extends '+'
        ? ValueOf<T>[]
        : ValueOf<T>
      : never;
  } & {
    -readonly [K in Exclude<keyof F, RequiredOf<F>>]?: F[K] extends Field<infer T, infer C>
      ? (C extends '*' ? ValueOf<T>[] : ValueOf<T>) | null | undefined
      : never;
  }
>;

/** The TypeScript type of a table's objects or of an enum's values, in OCPI spelling. */
export type Infer<X> = X extends ObjectTable<infer F> ? InferFields<F> : ValueOf<X>;
