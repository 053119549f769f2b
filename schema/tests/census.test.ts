/**
 * Holds our tables and the specification's together, both ways: every object, field, type, length, cardinality and
 * enum value of 2.3.0 edition 2 is in our tables as it is in the text, and ours has nothing the text lacks.
 */
import * as ocpi from '../src/ocpi/index.js';
import type { EnumType, Field, FieldType, ObjectTable } from '../src/index.js';
import { describeWithSpec } from './with-spec.js';
import { specEnums, specObjects } from './spec-tables.js';

const isTable = (value: unknown): value is ObjectTable =>
  typeof value === 'object' && value !== null && 'fields' in value;
const isEnum = (value: unknown): value is EnumType =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'enum';

const exported: unknown[] = Object.values(ocpi);
const ourTables = exported.filter(isTable);
const ourEnums = exported.filter(isEnum);

const SPELLING = { string: 'string', ciString: 'CiString', dateTime: 'DateTime', url: 'URL' } as const;

/** Our type as the specification writes it. */
const spelled = (type: FieldType): string => {
  switch (type.kind) {
    case 'enum':
      return type.name;
    case 'object':
      return type.object.name;
    case 'string':
    case 'ciString':
      return SPELLING[type.kind] + (type.max === undefined ? '' : `(${type.max})`);
    case 'int':
      return type.digits === undefined ? 'int' : `int(${type.digits})`;
    case 'dateTime':
    case 'url':
      return SPELLING[type.kind];
    case 'json':
      return 'Array or Object or String';
    default:
      return type.kind;
  }
};
const rowsOf = (table: ObjectTable) =>
  Object.entries(table.fields).map(([name, { type, card }]) => `${name} ${spelled(type)} ${card}`);

/** Objects to which the text gives no name of their own, by their anchor. */
const unnamed: Record<string, string> = {
  version_information_get_details_endpoint_data: 'VersionDetails',
  transport_and_format_response_format: 'Envelope',
};

describeWithSpec('census', () => {
  const objects = specObjects();
  const enums = specEnums();
  const nameOf = ({ anchor, name }: { anchor: string; name: string }) => unnamed[anchor] ?? name;

  it('GEN-001 finds the tables of the specification at all', () => {
    expect(objects.length).toBeGreaterThan(55);
    expect(enums.length).toBeGreaterThan(35);
  });

  it('TYPE-001 has every object of the specification and no other', () => {
    expect(ourTables.map(({ name }) => name).sort()).toEqual(objects.map(nameOf).sort());
  });

  it('TYPE-001 has every enum of the specification and no other', () => {
    expect(ourEnums.map(({ name }) => name).sort()).toEqual(enums.map(nameOf).sort());
  });

  it.each(objects.map((object) => [nameOf(object), object] as const))(
    'TYPE-001 GEN-008 %s has the fields, types, lengths and cardinalities of the specification',
    (name, object) => {
      const ours = ourTables.find((table) => table.name === name);
      expect(ours?.anchor).toBe(object.anchor);
      // `* or ?` of the envelope's data means: whatever the module says.
      const theirs = object.rows.map((row) => `${row.name} ${row.type} ${row.card.replace('* or ?', '?')}`);
      expect(ours && rowsOf(ours)).toEqual(theirs);
    },
  );

  it.each(enums.map((spec) => [spec.name, spec] as const))(
    'TYPE-013 %s is as open and has the values of the specification',
    (name, spec) => {
      const ours = ourEnums.find((type) => type.name === name);
      expect(ours).toMatchObject({ anchor: spec.anchor, open: spec.open, values: spec.values });
    },
  );

  it('CDR-050 knows which dimensions are for Sessions only', () => {
    const marked = enums.find(({ name }) => name === 'CdrDimensionType')?.sessionOnly;
    expect([...ocpi.sessionOnlyDimensions].sort()).toEqual(marked?.sort());
  });

  it('LOC-060 TAR-035 has the patterns of the specification', () => {
    const theirs = objects.flatMap((object) =>
      object.rows.flatMap(({ name, description }) => {
        const [, pattern] = /Regex:\s*`(?:\+)?([^`]+?)(?:\+)?`/.exec(description) ?? [];
        return pattern === undefined ? [] : [`${nameOf(object)}.${name} ${pattern}`];
      }),
    );
    const ours = fieldsWithFormat().map(([path, pattern]) => `${path} ${pattern.replace(/^\^|\$$/g, '')}`);
    expect(ours).toEqual(expect.arrayContaining(theirs));
    expect(theirs.length).toBeGreaterThan(5);
  });

  it('GEN-008 has the defaults of the specification', () => {
    const theirs = objects.flatMap((object) =>
      object.rows.flatMap(({ name, description }) => {
        const [, value] = /[Dd]efault(?: if omitted)?:\s+[*`]+(\w+)[*`]+/.exec(description) ?? [];
        return value === undefined ? [] : [`${nameOf(object)}.${name} ${value}`];
      }),
    );
    const ours = allFields().flatMap(([path, field]) =>
      field.default === undefined ? [] : [`${path} ${field.default}`],
    );
    expect(ours.sort()).toEqual(theirs.sort());
  });
});

const allFields = (): [string, Field][] =>
  ourTables.flatMap((table) =>
    Object.entries(table.fields).map(([name, field]): [string, Field] => [`${table.name}.${name}`, field]),
  );
const fieldsWithFormat = (): [string, string][] =>
  allFields().flatMap(([path, { type }]): [string, string][] =>
    'format' in type && type.format ? [[path, type.format.pattern.source]] : [],
  );

describe('our tables', () => {
  it('have one table or enum per name', () => {
    const names = [...ourTables, ...ourEnums].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('say in a sentence what every object, enum and field is', () => {
    const silent = [
      ...[...ourTables, ...ourEnums]
        .filter(({ description }) => !/\w.*\.$/s.test(description))
        .map(({ name }) => name),
      ...allFields()
        .filter(([, { description }]) => !/^\S.*\.$/s.test(description))
        .map(([path]) => path),
    ];
    expect(silent).toEqual([]);
  });

  it('TYPE-011 mark the ids, uids and party ids of objects as keys', () => {
    const names = ['id', 'uid', 'country_code', 'party_id'];
    const wrong = allFields().filter(
      ([path, { type }]) => names.includes(path.split('.')[1] ?? '') !== ('key' in type && type.key === true),
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });
});
