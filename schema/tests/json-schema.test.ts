/**
 * Tables as JSON Schema 2020-12 (TYPE-005, TYPE-011, TYPE-012, GEN-008, TRN-070).
 */
import * as ocpi from '../src/index.js';
import { jsonSchemaOf, objectSchema, patchSchema, schemaDefinitions } from '../src/index.js';

type Schema = Record<string, never> & {
  properties: Record<string, Record<string, unknown>>;
  required: string[];
};
const schemaOf = (table: ocpi.ObjectTable): Schema => objectSchema(table) as Schema;

describe('objectSchema', () => {
  it('E12 requires what the table requires', () => {
    expect(schemaOf(ocpi.Version)).toEqual({
      type: 'object',
      description: 'One OCPI version that a platform speaks.',
      properties: {
        version: {
          type: 'string',
          minLength: 1,
          examples: ['2.0', '2.1', '2.1.1', '2.2', '2.2.1', '2.3.0'],
          description: 'The version.',
        },
        url: { type: 'string', format: 'uri', maxLength: 255, description: 'Where its details are.' },
      },
      required: ['version', 'url'],
    });
  });

  it('TRN-070 does not forbid other fields', () => {
    expect(schemaOf(ocpi.Session)).not.toHaveProperty('additionalProperties');
  });

  it('GEN-008 lets null stand for absence where a field is optional, and shows defaults', () => {
    expect(schemaOf(ocpi.Location).properties['charging_when_closed']).toEqual({
      anyOf: [{ type: 'boolean' }, { type: 'null' }],
      description: 'Whether charging goes on while it is closed.',
      default: true,
    });
  });

  it('TYPE-011 bounds texts and lists', () => {
    const { uid, connectors } = schemaOf(ocpi.EVSE).properties;
    expect(uid).toMatchObject({ type: 'string', minLength: 1, maxLength: 36 });
    expect(connectors).toMatchObject({ type: 'array', minItems: 1, items: { $ref: '#/$defs/Connector' } });
  });

  it('TYPE-012 TYPE-013 closes closed enums only', () => {
    expect(schemaOf(ocpi.Tariff).properties['tax_included']).toMatchObject({ enum: ['YES', 'NO', 'N/A'] });
    expect(schemaOf(ocpi.Connector).properties['standard']).not.toHaveProperty('enum');
  });

  it('TAR-034 TYPE-011 bounds numbers', () => {
    expect(schemaOf(ocpi.PriceComponent).properties['step_size']).toMatchObject({
      type: 'integer',
      minimum: 0,
    });
    expect(schemaOf(ocpi.RegularHours).properties['weekday']).toMatchObject({ minimum: 1, maximum: 7 });
  });

  it.each([
    ['2015-06-29T20:39:09.25Z', true],
    ['2015-06-29T20:39:09', true],
    ['2015-06-29T20:39:09+00:00', false],
  ])('TYPE-005 TYPE-006 says whether %s is a DateTime', (text, fits) => {
    const { pattern } = schemaOf(ocpi.Session).properties['start_date_time'] as { pattern: string };
    expect(new RegExp(pattern).test(text)).toBe(fits);
  });

  it('points where OpenAPI keeps its schemas when asked', () => {
    const schema = objectSchema(ocpi.Session, '#/components/schemas/') as Schema;
    expect(schema.properties['cdr_token']).toMatchObject({ $ref: '#/components/schemas/CdrToken' });
  });
});

describe('patchSchema', () => {
  it('TRN-023 TRN-024 requires last_updated and nothing else', () => {
    expect(patchSchema(ocpi.Session)['required']).toEqual(['last_updated']);
  });
});

describe('jsonSchemaOf', () => {
  it('TYPE-001 carries every object that is referred to, and refers to no other', () => {
    const schema = jsonSchemaOf(ocpi.CDR);
    const names = Object.keys(schema['$defs'] as object);
    const references = [...JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name);
    expect([...new Set(references)].sort()).toEqual([...names].sort());
    expect(Object.keys(schemaDefinitions([ocpi.CDR, ocpi.Session]))).toEqual(expect.arrayContaining(names));
  });
});
