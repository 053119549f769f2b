import fc from 'fast-check';
import { canonicalJson, isSameContent } from './content.rules.js';

describe('the canonical JSON of a document', () => {
  it('CDR-009 sorts fields at every level, keeps lists in order and prints numbers in one way', () => {
    expect(
      canonicalJson({ b: [3, { z: 1, a: null }], a: 'é\n"', c: undefined, d: 1e21, e: -0, f: 0.1 }),
    ).toBe('{"a":"é\\n\\"","b":[3,{"a":null,"z":1}],"d":1e+21,"e":0,"f":0.1}');
    // RFC 8785 sorts by UTF-16 code units: a surrogate pair comes before U+FB33.
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '\r': 3, 1: 4 })).toBe(
      '{"\\r":3,"1":4,"\u{1f600}":2,"\ufb33":1}',
    );
  });

  it('CDR-009 is JSON of the same value, whatever the order of fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        expect(JSON.parse(canonicalJson(document))).toEqual(JSON.parse(JSON.stringify(document)));
        const reversed = Object.fromEntries(Object.entries(document).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(document));
      }),
    );
  });
});

describe('the same content', () => {
  it('CDR-011 GEN-008 takes what is absent, null and [] for the same, at every level', () => {
    expect(isSameContent({ a: 1, b: null, c: [] }, { a: 1 })).toBe(true);
    expect(isSameContent({ a: [{ b: null }] }, { a: [{}] })).toBe(true);
    expect(isSameContent({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } })).toBe(true);
  });

  it('CDR-011 is not the same with another value, type, order of a list or case', () => {
    const others = [
      { a: 2 },
      { a: '1' },
      { a: [1] },
      { a: false },
      { a: {} },
      { a: '' },
      { a: 1, b: 0 },
      { a: 1, b: '' },
    ];
    for (const other of others) expect(isSameContent({ a: 1 }, other)).toBe(false);
    expect(isSameContent({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(isSameContent({ a: 'x' }, { a: 'X' })).toBe(false);
  });
});
