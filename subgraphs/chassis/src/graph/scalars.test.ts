import { type GraphQLError, parseValue as parseLiteral } from 'graphql';
import { DateTime, documentScalar, Json } from './scalars.js';

describe('DateTime', () => {
  it.each([
    ['2026-05-01T12:00:00Z', '2026-05-01T12:00:00Z'],
    ['2026-05-01T12:00:00', '2026-05-01T12:00:00Z'],
    ['2026-05-01T14:00:00.120+02:00', '2026-05-01T12:00:00.12Z'],
    ['2026-5-1 9:00:00', '2026-05-01T09:00:00Z'],
  ])('TYPE-005 takes %s for %s, as a variable and in the text of a query', (given, read) => {
    expect(DateTime.parseValue(given)).toBe(read);
    expect(DateTime.parseLiteral(parseLiteral(JSON.stringify(given)) as never)).toBe(read);
  });

  it.each(['yesterday', '', '2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z', 1746093600, null])(
    'refuses %j',
    (given) => {
      expect(() => DateTime.parseValue(given)).toThrow(
        expect.objectContaining({ extensions: { code: 'INVALID_INPUT' } }) as GraphQLError,
      );
    },
  );

  it('shows what a partner sent as it was sent, and our own times in UTC', () => {
    expect(DateTime.serialize('2026-05-01T12:00:00')).toBe('2026-05-01T12:00:00');
    expect(DateTime.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(DateTime.serialize('2026-11-23 06:30:26.268+00')).toBe('2026-11-23T06:30:26.268Z');
  });
});

describe('a document', () => {
  const Document = documentScalar('Document', 'A document.');

  it.each([[[]], ['text'], [1], [null], [true]])('is not %j', (given) => {
    expect(() => Document.parseValue(given)).toThrow('Document is a JSON object; send one.');
  });

  it('TRN-072 is taken whole, as a variable and in the text of a query', () => {
    const document = { a: [1, { b: null }], unknown: 'kept' };
    expect(Document.parseValue(document)).toBe(document);
    const literal = parseLiteral('{ a: [1, { b: null }], unknown: "kept" }');
    expect(JSON.parse(JSON.stringify(Document.parseLiteral(literal as never)))).toEqual(document);
  });
});

it('JSON is any value', () => {
  for (const value of [null, 1, 'a', [1], { a: 1 }]) expect(Json.parseValue(value)).toBe(value);
});
