/**
 * Tables as GraphQL types: names, nullability, enums (TYPE-012, GEN-008, AMB-038).
 */
import type { ObjectTable } from '../src/index.js';
import * as ocpi from '../src/index.js';
import { camelCase, describeEnum, describeGraphQL } from '../src/index.js';
import { flawless } from './flawless.js';
import { session } from './samples.js';

const field = (table: ObjectTable, property: string) => {
  const found = describeGraphQL(table).fields.find((each) => each.property === property);
  if (!found) throw new Error(`${table.name} has no ${property}.`);
  return found;
};
const LEGAL_NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

describe('describeGraphQL', () => {
  it('GEN-007 names fields in camelCase and reads them in OCPI spelling', () => {
    expect(camelCase('start_date_time')).toBe('startDateTime');
    expect(field(ocpi.Session, 'start_date_time')).toMatchObject({
      name: 'startDateTime',
      property: 'start_date_time',
    });
    expect(field(ocpi.Session, 'start_date_time').read(session())).toBe('2026-03-01T08:00:00Z');
  });

  it.each([
    ['kwh', 'Float'],
    ['start_date_time', 'DateTime'],
    ['meter_id', 'String'],
  ])('TYPE-001 Session.%s is a %s', (property, scalar) => {
    expect(field(ocpi.Session, property).type).toEqual({ kind: 'scalar', scalar });
  });

  it('TYPE-001 refers to objects by their tables', () => {
    expect(field(ocpi.Session, 'cdr_token').type).toEqual({ kind: 'object', table: ocpi.CdrToken });
  });

  it('GEN-008 required fields are non-null, optional ones are not', () => {
    expect(field(ocpi.Session, 'kwh').nullable).toBe(false);
    expect(field(ocpi.Session, 'end_date_time').nullable).toBe(true);
  });

  it.each([[undefined], [null], [[]]])('GEN-008 a list that is %j reads as empty', (charging_periods) => {
    const periods = field(ocpi.Session, 'charging_periods');
    expect(periods).toMatchObject({ list: true, nullable: false });
    expect(periods.read(session({ charging_periods }))).toEqual([]);
  });

  it('GEN-008 a default is read where the value is absent', () => {
    const closed = field(ocpi.Location, 'charging_when_closed');
    expect(closed.nullable).toBe(false);
    expect([closed.read({}), closed.read({ charging_when_closed: false })]).toEqual([true, false]);
  });

  it('TYPE-012 an open enum is a String that tells its known values', () => {
    const { type, description } = field(ocpi.Connector, 'standard');
    expect(type).toEqual({ kind: 'scalar', scalar: 'String' });
    expect(description).toContain('IEC_62196_T2_COMBO');
  });

  it('AMB-038 N/A gets a legal name and keeps its value', () => {
    const { type } = field(ocpi.Tariff, 'tax_included');
    expect(type).toEqual({ kind: 'enum', enum: describeEnum(ocpi.TaxIncluded) });
    expect(describeEnum(ocpi.TaxIncluded).object).toEqual({ YES: 'YES', NO: 'NO', N_A: 'N/A' });
  });

  it('PAY-005 the role PTP can be shown', () => {
    expect(describeEnum(ocpi.Role).object).toHaveProperty('PTP', 'PTP');
  });

  it('SES-015 RESERVED is shown as RESERVATION', () => {
    expect(field(ocpi.Session, 'status').read({ status: 'RESERVED' })).toBe('RESERVATION');
  });

  it('describes an enum once, so that it can be registered once', () => {
    expect(describeEnum(ocpi.Status)).toBe(describeEnum(ocpi.Status));
  });

  it.each(flawless.map(([table, sample]) => [table.name, table, sample] as const))(
    'GEN-008 %s has legal, distinct names, and no non-null field of a clean document reads as null',
    (_, table, sample) => {
      const { fields } = describeGraphQL(table);
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      for (const { name, nullable, read, type } of fields) {
        expect(name).toMatch(LEGAL_NAME);
        if (!nullable) expect(read(sample)).not.toBeNull();
        if (type.kind === 'enum')
          for (const value of type.enum.values) expect(value.name).toMatch(LEGAL_NAME);
      }
    },
  );
});
