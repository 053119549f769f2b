/**
 * A table made ready for checking: one flat record per row, all of one shape, so that the engine keeps the checks fast
 * without generated code (which a browser's content security policy would forbid).
 */
import type { Field, FieldType, ObjectRule, ObjectTable, TextFormat } from './notation.js';

export const Kind = {
  text: 0,
  ciText: 1,
  dateTime: 2,
  url: 3,
  boolean: 4,
  number: 5,
  int: 6,
  enum: 7,
  openEnum: 8,
  object: 9,
  json: 10,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

export interface PlannedField {
  readonly name: string;
  /** Place of the row after this one. */
  readonly next: number;
  readonly kind: Kind;
  readonly required: boolean;
  readonly list: boolean;
  /** Longest text, in characters. */
  readonly max: number;
  readonly key: boolean;
  readonly format: TextFormat | undefined;
  readonly least: number;
  readonly most: number;
  readonly boundsRefuse: boolean;
  readonly digits: number;
  /** Digits after the point, and ten to their power, which is too slow to work out for every value. */
  readonly decimals: number;
  readonly scale: number;
  readonly allowed: ReadonlySet<string> | undefined;
  /** The object's own plan. */
  readonly plan: Plan | undefined;
  readonly type: FieldType;
}
export interface Plan {
  readonly name: string;
  readonly fields: readonly PlannedField[];
  readonly byName: ReadonlyMap<string, PlannedField>;
  readonly requiredCount: number;
  readonly rules: readonly ObjectRule[];
}

/** TYPE-005, TYPE-010: lengths that the types carry themselves. */
const DATE_TIME_LENGTH = 25;
const URL_LENGTH = 255;
/** TYPE-008: digits after the point, unless the row says fewer. */
const DECIMALS = 4;
/** Numbers that GraphQL's Int and most clients can carry. */
const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

const kindOf = (type: FieldType): Kind => {
  switch (type.kind) {
    case 'string':
      return Kind.text;
    case 'ciString':
      return Kind.ciText;
    case 'enum':
      return type.open ? Kind.openEnum : Kind.enum;
    default:
      return Kind[type.kind];
  }
};

const maxOf = (type: FieldType): number => {
  if (type.kind === 'dateTime') return DATE_TIME_LENGTH;
  if (type.kind === 'url') return URL_LENGTH;
  return ('max' in type ? type.max : undefined) ?? Infinity;
};

const planField = (name: string, { type, card }: Field, place: number): PlannedField => {
  const bounds = 'bounds' in type ? type.bounds : undefined;
  const decimals = ('decimals' in type ? type.decimals : undefined) ?? DECIMALS;
  const isInt = type.kind === 'int';
  return {
    name,
    next: place + 1,
    kind: kindOf(type),
    required: card === '1' || card === '+',
    list: card === '*' || card === '+',
    max: maxOf(type),
    key: 'key' in type && type.key === true,
    format: 'format' in type ? type.format : undefined,
    least: bounds?.min ?? (isInt ? INT32_MIN : -Infinity),
    most: bounds?.max ?? (isInt ? INT32_MAX : Infinity),
    boundsRefuse: bounds ? bounds.severity === 'refuse' : true,
    digits: ('digits' in type ? type.digits : undefined) ?? Infinity,
    decimals,
    scale: 10 ** decimals,
    allowed: type.kind === 'enum' ? new Set([...type.values, ...type.tolerated]) : undefined,
    plan: type.kind === 'object' ? planOf(type.object) : undefined,
    type,
  };
};

const plans = new WeakMap<ObjectTable, Plan>();

export const planOf = (table: ObjectTable): Plan => {
  let plan = plans.get(table);
  if (!plan) {
    const fields = Object.entries(table.fields).map(([name, field], place) => planField(name, field, place));
    plan = {
      name: table.name,
      fields,
      byName: new Map(fields.map((field) => [field.name, field])),
      requiredCount: fields.filter(({ required }) => required).length,
      rules: table.rules,
    };
    plans.set(table, plan);
  }
  return plan;
};
