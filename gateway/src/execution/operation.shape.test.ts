import { getIntrospectionQuery, Kind, parse } from 'graphql';
import { defaultLimits } from '../options.js';
import { shapeOf, shapeRefusals } from './operation.shape.js';

const shape = (text: string) => {
  const document = parse(text);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('The text has no operation.');
  return shapeOf(operation, document);
};

describe('the shape of a document', () => {
  it('counts depth, width, roots, aliases and fields', () => {
    expect(shape('{ a { b c: d { e } } f: g }')).toEqual({
      depth: 3,
      breadth: 2,
      roots: 2,
      aliases: 2,
      fields: 5,
    });
  });

  it('puts fragments in where they are used, at no depth of their own', () => {
    expect(shape('{ a { ...F } b { ... on B { ...F } } } fragment F on T { x y: z { w } }')).toEqual({
      depth: 3,
      breadth: 2,
      roots: 2,
      aliases: 2,
      fields: 8,
    });
  });

  it('is measured at once though fragments multiply', () => {
    const names = Array.from({ length: 60 }, (_, index) => index);
    const text = `{ a { ...F0 } } ${names
      .map(
        (index) => `fragment F${index} on T { ${index === 59 ? 'x' : `...F${index + 1} ...F${index + 1}`} }`,
      )
      .join(' ')}`;
    expect(shape(text).fields).toBe(2 ** 59 + 1);
  });

  it('does not go round in circles, which validation tells of', () => {
    expect(shape('{ a { ...F } } fragment F on T { b { ...G } } fragment G on T { c { ...F } }').depth).toBe(
      3,
    );
  });

  it('lets tools read the schema', () => {
    const document = parse(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }));
    expect(shapeRefusals(document, defaultLimits)).toEqual([]);
  });

  it('counts in fragments nobody uses as well: they are validated before that is found out', () => {
    const unused = `{ a } fragment F on T { ${'x '.repeat(2_000)} }`;
    expect(shapeRefusals(parse(unused), defaultLimits).map(({ message }) => message)).toEqual([
      'The fragment F selects 2000 fields in one place and 150 are allowed; ask for fewer.',
    ]);
  });

  it.each([
    ['document_depth', '{ a { b { c } } }', 'is 3 fields deep and 2 are allowed; ask for less depth.'],
    ['document_roots', '{ a b c }', 'has 3 fields at its root and 2 are allowed; send several operations.'],
    [
      'document_breadth',
      '{ a { b c d } }',
      'selects 3 fields in one place and 2 are allowed; ask for fewer.',
    ],
    ['document_aliases', '{ a: x { b: y c: z } }', 'has 3 aliases and 2 are allowed'],
    ['document_fields', '{ a { b c } }', 'has 3 fields with its fragments and 2 are allowed'],
  ])('%s is kept, and the refusal says by how much', (limit, text, sentence) => {
    const none = {
      document_depth: 100,
      document_breadth: 100,
      document_roots: 100,
      document_aliases: 100,
      document_fields: 100,
    };
    expect(shapeRefusals(parse(text), none)).toEqual([]);
    expect(shapeRefusals(parse(text), { ...none, [limit]: 3 })).toEqual([]);
    const [refusal] = shapeRefusals(parse(text), { ...none, [limit]: 2 });
    expect(refusal?.message).toContain(sentence);
    expect(refusal?.extensions).toEqual({ code: 'OPERATION_TOO_LARGE' });
  });
});
