/**
 * Names of objects: paths of ids that survive any id (AMB-011, TRN-087).
 */
import fc from 'fast-check';
import { foldRef, ownerOf, refOf, segmentsOf } from '../src/index.js';

describe('refOf', () => {
  it('AMB-011 leaves ordinary ids readable', () => {
    expect(refOf('NL', 'TNM', 'BE*BEC*E0415(3)')).toBe('NL/TNM/BE*BEC*E0415(3)');
  });

  it('AMB-011 encodes what would break a path or a URL', () => {
    expect(refOf('NL', 'TNM', 'a/b?c#d%e f')).toBe('NL/TNM/a%2Fb%3Fc%23d%25e%20f');
  });

  it('AMB-011 gives back every id', () => {
    const id = fc.string({ unit: 'binary' }).filter((text) => !/\p{Cs}/u.test(text));
    fc.assert(
      fc.property(fc.array(id, { minLength: 1 }), (ids) => expect(segmentsOf(refOf(...ids))).toEqual(ids)),
    );
  });

  it('AMB-011 takes a malformed escape literally', () => {
    expect(segmentsOf('NL/TNM/100%/%FF')).toEqual(['NL', 'TNM', '100%', '%FF']);
  });
});

describe('foldRef', () => {
  it('TRN-087 makes refs that differ in case equal', () => {
    expect(foldRef(refOf('nl', 'tnm', 'a/b'))).toBe(foldRef(refOf('NL', 'TNM', 'A/B')));
  });
});

describe('ownerOf', () => {
  it('TRN-080 is the first two ids', () => {
    expect(ownerOf('NL/TNM/LOC1/3256/1')).toBe('NL/TNM');
  });
});
