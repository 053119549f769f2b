import { type GraphQLError, parseValue as parseLiteral } from 'graphql';
import { DateTime, Decimal, documentScalar, Json } from './scalars.js';

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

describe('Decimal', () => {
  it.each(['0', '-3', '12.50', '123456789012345678901234567890.12345678901234567890'])(
    'TYPE-009 takes and shows %s as it is',
    (given) => {
      expect(Decimal.parseValue(given)).toBe(given);
      expect(Decimal.parseLiteral(parseLiteral(JSON.stringify(given)) as never)).toBe(given);
      expect(Decimal.serialize(given)).toBe(given);
    },
  );

  it('takes a number that stands in the text of a query, where no digit is lost', () => {
    expect(Decimal.parseLiteral(parseLiteral('0.10') as never)).toBe('0.10');
    expect(Decimal.parseLiteral(parseLiteral('7') as never)).toBe('7');
  });

  it.each([0.1, '1e3', '1,50', '', ' 1', '.5', null, '0x10', 'NaN'])('refuses %j', (given) => {
    expect(() => Decimal.parseValue(given)).toThrow(
      expect.objectContaining({ extensions: { code: 'INVALID_INPUT' } }) as GraphQLError,
    );
  });

  it('never shows a double', () => {
    expect(() => Decimal.serialize(0.1)).toThrow('a double is not exact');
  });
});
